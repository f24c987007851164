/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * archive/tar_library.h - libarchive, loaded when a bundle is written
 *
 * libarchive brings a dozen libraries with it; loading them would be half the
 * time that every other command takes to start.  Used by archive/tar.c alone.
 */
#ifndef TZ_ARCHIVE_TAR_LIBRARY_H
#define TZ_ARCHIVE_TAR_LIBRARY_H

#include <archive.h>
#include <archive_entry.h>

#include "base/status.h"

#define TZ_TAR_LIBRARY_LIST(X)                                                 \
	X(archive_entry_clear)                                                 \
	X(archive_entry_free)                                                  \
	X(archive_entry_new)                                                   \
	X(archive_entry_set_mode)                                              \
	X(archive_entry_set_mtime)                                             \
	X(archive_entry_set_pathname)                                          \
	X(archive_entry_set_size)                                              \
	X(archive_write_close)                                                 \
	X(archive_write_data)                                                  \
	X(archive_write_free)                                                  \
	X(archive_write_header)                                                \
	X(archive_write_new)                                                   \
	X(archive_write_open)                                                  \
	X(archive_write_set_bytes_in_last_block)                               \
	X(archive_write_set_bytes_per_block)                                   \
	X(archive_write_set_format_ustar)

/* The functions under their own names, typed by libarchive's header. */
struct tz_tar_library {
#define TZ_TAR_LIBRARY_MEMBER(function) __typeof__(&function) function;
	TZ_TAR_LIBRARY_LIST(TZ_TAR_LIBRARY_MEMBER)
#undef TZ_TAR_LIBRARY_MEMBER
};

/**
 * tz_tar_library(ret_library, err):
 * The functions; loaded at the first call and kept to the end of the process.
 * One thread.  Fails: TZ_NOTFOUND when the library is not installed.
 */
TZ_CHECK enum tz_status
tz_tar_library(const struct tz_tar_library **ret_library, struct tz_err *err);

#endif /* !TZ_ARCHIVE_TAR_LIBRARY_H */
