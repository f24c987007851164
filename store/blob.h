/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * store/blob.h - bytes kept under the SHA-256 of their content
 *
 * A blob is written once and never changed.  Every read is hashed again, so
 * a damaged disk is reported as TZ_CORRUPT and never as wrong content.
 * One tz_blobs belongs to one thread.
 */
#ifndef TZ_STORE_BLOB_H
#define TZ_STORE_BLOB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/digest.h"
#include "base/status.h"

struct tz_buf;

/* The open blob folder.  Made by tz_blobs_open(), ended by tz_blobs_free(). */
struct tz_blobs;

/** tz_blobs_open(folder, ret_blobs, err): Open ${folder}, making it if it is
 * missing.  Fails: TZ_IO, TZ_NOMEM. */
TZ_CHECK enum tz_status tz_blobs_open(const char *folder,
    struct tz_blobs **ret_blobs, struct tz_err *err);

/** tz_blobs_free(blobs): Close the folder.  NULL is allowed. */
void tz_blobs_free(struct tz_blobs *blobs);

TZ_AUTO_DEFINE(tz_blobs)

/**
 * tz_blobs_put(blobs, data, len, ret_id, err):
 * Store ${len} bytes and return their name.  Storing bytes that are already
 * there is TZ_OK and writes nothing.  When the call returns TZ_OK the bytes
 * are on disk (file and folder synced).  Fails: TZ_IO, TZ_NOMEM; a failed put
 * leaves the folder as it was.
 */
TZ_CHECK enum tz_status tz_blobs_put(struct tz_blobs *blobs, const void *data,
    size_t len, struct tz_id *ret_id, struct tz_err *err);

/** tz_blobs_put_fd(blobs, fd, ret_id, ret_size, err): The same for all bytes
 * of ${fd} from offset 0, in bounded memory. */
TZ_CHECK enum tz_status tz_blobs_put_fd(struct tz_blobs *blobs, int fd,
    struct tz_id *ret_id, uint64_t *ret_size, struct tz_err *err);

/** tz_blobs_get(blobs, id, ret, err): Append the bytes.  Fails: TZ_NOTFOUND,
 * TZ_CORRUPT, TZ_IO, TZ_NOMEM. */
TZ_CHECK enum tz_status tz_blobs_get(struct tz_blobs *blobs,
    const struct tz_id *id, struct tz_buf *ret, struct tz_err *err);

/** tz_blobs_open_fd(blobs, id, ret_fd, ret_size, err): A descriptor for
 * reading that the caller owns; whoever reads it hashes what he reads.  Fails:
 * TZ_NOTFOUND, TZ_CORRUPT, TZ_IO.  ${ret_size} may be NULL. */
TZ_CHECK enum tz_status
tz_blobs_open_fd(struct tz_blobs *blobs, const struct tz_id *id, int *ret_fd,
    uint64_t *ret_size, struct tz_err *err);

/** tz_blobs_check(blobs, id, err): Hash the stored bytes.  Fails:
 * TZ_NOTFOUND, TZ_CORRUPT, TZ_IO. */
TZ_CHECK enum tz_status tz_blobs_check(struct tz_blobs *blobs,
    const struct tz_id *id, struct tz_err *err);

#endif /* !TZ_STORE_BLOB_H */
