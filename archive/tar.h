/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * archive/tar.h - a deterministic ustar archive, written as a stream
 *
 * Regular files only, mode 0644, ids 0, no owner names, one time for all; two
 * zero blocks end it.  The bytes depend on names and contents alone.
 */
#ifndef TZ_ARCHIVE_TAR_H
#define TZ_ARCHIVE_TAR_H

#include <stddef.h>
#include <stdint.h>

#include "base/digest.h"
#include "base/status.h"

#define TZ_TAR_NAME_MAX 200

/* An archive being written.  Made by tz_tar_open(), ended by tz_tar_free(). */
struct tz_tar;

/** tz_tar_open(fd, mtime, ret_tar, err): Begin to write at ${fd}, which stays
 * the caller's. */
TZ_CHECK enum tz_status
tz_tar_open(int fd, int64_t mtime, struct tz_tar **ret_tar, struct tz_err *err);

/** tz_tar_member(tar, name, size, err): Begin the next member; exactly
 * ${size} bytes must follow.  Fails: TZ_LIMIT for a name or size that ustar
 * cannot hold. */
TZ_CHECK enum tz_status tz_tar_member(struct tz_tar *tar, const char *name,
    uint64_t size, struct tz_err *err);

/** tz_tar_data(tar, data, len, err): Bytes of the member.  Fails: TZ_IO;
 * TZ_BUG when they are more than was said. */
TZ_CHECK enum tz_status tz_tar_data(struct tz_tar *tar, const void *data,
    size_t len, struct tz_err *err);

/** tz_tar_close(tar, ret_sha256, ret_size, err): Write the end; the digest
 * and length of the whole archive. */
TZ_CHECK enum tz_status tz_tar_close(struct tz_tar *tar,
    struct tz_id *ret_sha256, uint64_t *ret_size, struct tz_err *err);

/** tz_tar_free(tar): End it.  NULL is allowed. */
void tz_tar_free(struct tz_tar *tar);

TZ_AUTO_DEFINE(tz_tar)

#endif /* !TZ_ARCHIVE_TAR_H */
