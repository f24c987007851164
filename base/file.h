/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * base/file.h - whole files: read with a limit, written so that they last
 *
 * A write is a new file beside the old one, synced, renamed over it, and the
 * folder synced: after TZ_OK the bytes survive a power cut, after a failure
 * the old file stands.  Names are bytes; messages show them cleaned.
 */
#ifndef TZ_BASE_FILE_H
#define TZ_BASE_FILE_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>
#include <unistd.h>

#include "base/status.h"

#ifdef __cplusplus
extern "C" {
#endif

struct tz_buf;

static inline void
tz_fd_autoclose(int *fd)
{
	if (*fd >= 0)
		close(*fd);
}
#define tz_auto_fd TZ_AUTO(tz_fd_autoclose) int

/**
 * tz_file_read(path, limit, ret, err):
 * Append the bytes of the regular file ${path}.  Fails: TZ_NOTFOUND, TZ_LIMIT
 * over ${limit} bytes, TZ_FORMAT for what is no regular file, TZ_IO.
 */
TZ_CHECK enum tz_status tz_file_read(const char *path, uint64_t limit,
    struct tz_buf *ret, struct tz_err *err);

/**
 * tz_file_seal(path, limit, ret_fd, ret_size, err):
 * Copy the regular file ${path} once into a sealed memfd that the caller owns,
 * so that what is scanned is what is stored.  Opens without following into a
 * device, a FIFO or a socket (these are TZ_FORMAT).  Fails as tz_file_read().
 */
TZ_CHECK enum tz_status tz_file_seal(const char *path, uint64_t limit,
    int *ret_fd, uint64_t *ret_size, struct tz_err *err);

/** tz_fd_seal(fd, limit, ret_fd, ret_size, err): Likewise all that comes from
 * ${fd}, which may be a pipe, until it ends.  Fails: TZ_LIMIT, TZ_IO. */
TZ_CHECK enum tz_status tz_fd_seal(int fd, uint64_t limit, int *ret_fd,
    uint64_t *ret_size, struct tz_err *err);

/** tz_fd_read(fd, limit, ret, err): Append all bytes of ${fd} from offset 0.
 * Fails: TZ_LIMIT, TZ_IO, TZ_NOMEM. */
TZ_CHECK enum tz_status
tz_fd_read(int fd, uint64_t limit, struct tz_buf *ret, struct tz_err *err);

/** tz_fd_write(fd, data, len, err): Write all of it; TZ_IO. */
TZ_CHECK enum tz_status
tz_fd_write(int fd, const void *data, size_t len, struct tz_err *err);

/**
 * tz_file_write(path, data, len, mode, err):
 * Put ${len} bytes at ${path}, atomically and durably, with permissions
 * ${mode} whatever the umask.  Fails: TZ_IO.
 */
TZ_CHECK enum tz_status tz_file_write(const char *path, const void *data,
    size_t len, mode_t mode, struct tz_err *err);

/** tz_folder_make(path, mode, err): Make ${path} and its parents where they
 * are missing; TZ_IO. */
TZ_CHECK enum tz_status
tz_folder_make(const char *path, mode_t mode, struct tz_err *err);

/** tz_folder_sync(path, err): Make the names in ${path} last; TZ_IO. */
TZ_CHECK enum tz_status tz_folder_sync(const char *path, struct tz_err *err);

/** tz_folder_remove(path, err): Remove ${path} and all in it, following no
 * link; absent is TZ_OK.  Fails: TZ_IO. */
TZ_CHECK enum tz_status tz_folder_remove(const char *path, struct tz_err *err);

/**
 * tz_folder_walk(path, visit, arg, err):
 * Call ${visit} with the path of every regular file below ${path} (or ${path}
 * itself if it is one), in the order of their bytes, folders included in depth
 * first order; links are not followed.  A status from ${visit} that is not
 * TZ_OK ends the walk and is returned.  Fails: TZ_IO, TZ_NOTFOUND.
 */
TZ_CHECK enum tz_status tz_folder_walk(const char *path,
    enum tz_status (*visit)(const char *path, void *arg, struct tz_err *err),
    void *arg, struct tz_err *err);

/** tz_path_join(folder, name): "folder/name", malloc()ed; NULL when memory
 * ran out. */
char *tz_path_join(const char *folder, const char *name);

#ifdef __cplusplus
}
#endif

#endif /* !TZ_BASE_FILE_H */
