/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * archive/tar_read.h - the members of a tar, read with suspicion
 *
 * Only the form that archive/tar.h writes is right.  Whatever departs from it
 * is told to the caller, and the reader goes on as far as the blocks can be
 * followed, so that a damaged bundle is described and not merely refused.
 */
#ifndef TZ_ARCHIVE_TAR_READ_H
#define TZ_ARCHIVE_TAR_READ_H

#include <stdbool.h>
#include <stdint.h>

#include "base/status.h"

struct tz_tar_header {
	char name[257]; /* prefix and name joined, always ended */
	uint64_t size;
	uint64_t offset; /* of the first byte */
	int64_t mtime;
	bool is_file; /* a regular file; its name is usable */
};

struct tz_tar_reader {
	/* A member of any kind; what is not TZ_OK ends the reading. */
	enum tz_status (*member)(const struct tz_tar_header *header, void *arg,
	    struct tz_err *err);
	/* A departure from the form; ${special}: a member that is no file. */
	void (*fault)(const char *name, const char *text, bool special,
	    void *arg);
	void *arg;
};

/** tz_tar_read(fd, size, reader, err): Visit every header of the ${size} bytes
 * of ${fd}, without reading the contents.  Fails: TZ_FORMAT when the first
 * block is no tar header, TZ_IO, and as the member call does. */
TZ_CHECK enum tz_status tz_tar_read(int fd, uint64_t size,
    const struct tz_tar_reader *reader, struct tz_err *err);

#endif /* !TZ_ARCHIVE_TAR_READ_H */
