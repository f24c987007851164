/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * archive/tar.c - a deterministic ustar archive on libarchive
 *
 * Names are ASCII, so neither the locale nor the release of libarchive changes
 * the bytes.  What is written is hashed on the way.
 */
#include "archive/tar.h"

#include <stdlib.h>
#include <string.h>

#include "archive/tar_library.h"
#include "base/file.h"
#include "base/intl.h"

#define BLOCK (1 << 20) /* bytes handed on at a time; a multiple of 512 */

struct tz_tar {
	const struct tz_tar_library *library;
	struct archive *writer;
	struct archive_entry *entry;
	struct tz_hash *hash;
	int fd;
	int64_t mtime;
	uint64_t size;
	uint64_t left;	   /* of the member */
	bool abandoned;	   /* write nothing more */
	struct tz_err err; /* of the callback */
};

/* A writer that is told of a failure never frees its buffers (libarchive
 * 3.6), so failures are kept in tar->err and looked at after every call. */
static la_ssize_t
write_out(struct archive *writer, void *arg, const void *data, size_t len)
{
	struct tz_tar *tar = arg;

	(void)writer;
	if (tar->abandoned || tar->err.status ||
	    tz_fd_write(tar->fd, data, len, &tar->err))
		return (la_ssize_t)len;
	tz_hash_update(tar->hash, data, len);
	tar->size += len;
	return (la_ssize_t)len;
}

static enum tz_status
failed(struct tz_tar *tar, struct tz_err *err)
{
	if (tar->err.status)
		return tz_fail(err, tar->err.status, "%s", tar->err.text);
	return tz_fail(err, TZ_IO, _("cannot write the archive"));
}

enum tz_status
tz_tar_open(int fd, int64_t mtime, struct tz_tar **ret_tar, struct tz_err *err)
{
	tz_auto(tz_tar) tar = calloc(1, sizeof *tar);
	enum tz_status s;

	if (!tar)
		return tz_fail_nomem(err);
	tar->fd = fd;
	tar->mtime = mtime;
	s = tz_tar_library(&tar->library, err);
	if (!s)
		s = tz_hash_new(&tar->hash, err);
	if (s)
		return s;
	tar->writer = tar->library->archive_write_new();
	tar->entry = tar->library->archive_entry_new();
	if (!tar->writer || !tar->entry)
		return tz_fail_nomem(err);
	if (tar->library->archive_write_set_format_ustar(tar->writer) !=
		ARCHIVE_OK ||
	    tar->library->archive_write_set_bytes_per_block(tar->writer,
		BLOCK) != ARCHIVE_OK ||
	    tar->library->archive_write_set_bytes_in_last_block(tar->writer,
		1) != ARCHIVE_OK ||
	    tar->library->archive_write_open(tar->writer, tar, NULL, write_out,
		NULL) != ARCHIVE_OK)
		return failed(tar, err);
	*ret_tar = tz_steal(&tar);
	return TZ_OK;
}

enum tz_status
tz_tar_member(struct tz_tar *tar, const char *name, uint64_t size,
    struct tz_err *err)
{
	int result;

	if (tar->left != 0)
		return tz_fail(err, TZ_BUG, "a member is shorter than said");
	if (strlen(name) > TZ_TAR_NAME_MAX)
		return tz_fail(err, TZ_LIMIT, _("name too long: '%s'"), name);
	tar->library->archive_entry_clear(tar->entry);
	tar->library->archive_entry_set_pathname(tar->entry, name);
	tar->library->archive_entry_set_mode(tar->entry, AE_IFREG | 0644);
	tar->library->archive_entry_set_size(tar->entry, (la_int64_t)size);
	tar->library->archive_entry_set_mtime(tar->entry, tar->mtime, 0);
	result = tar->library->archive_write_header(tar->writer, tar->entry);
	if (tar->err.status)
		return failed(tar, err);
	if (result != ARCHIVE_OK)
		return tz_fail(err, TZ_LIMIT,
		    _("'%s' does not fit into the archive"), name);
	tar->left = size;
	return TZ_OK;
}

enum tz_status
tz_tar_data(struct tz_tar *tar, const void *data, size_t len,
    struct tz_err *err)
{
	const char *at = data;

	if (len > tar->left)
		return tz_fail(err, TZ_BUG, "a member is longer than said");
	tar->left -= len;
	while (len > 0) {
		la_ssize_t n =
		    tar->library->archive_write_data(tar->writer, at, len);

		if (n <= 0 || tar->err.status)
			return failed(tar, err);
		at += n;
		len -= (size_t)n;
	}
	return TZ_OK;
}

enum tz_status
tz_tar_close(struct tz_tar *tar, struct tz_id *ret_sha256, uint64_t *ret_size,
    struct tz_err *err)
{
	if (tar->left != 0)
		return tz_fail(err, TZ_BUG, "a member is shorter than said");
	if (tar->library->archive_write_close(tar->writer) != ARCHIVE_OK ||
	    tar->err.status)
		return failed(tar, err);
	tz_hash_final(tar->hash, ret_sha256);
	*ret_size = tar->size;
	return TZ_OK;
}

void
tz_tar_free(struct tz_tar *tar)
{
	if (!tar)
		return;
	/* Freeing closes what is open, but writes nothing more. */
	tar->abandoned = true;
	if (tar->writer)
		tar->library->archive_write_free(tar->writer);
	if (tar->entry)
		tar->library->archive_entry_free(tar->entry);
	tz_hash_free(tar->hash);
	free(tar);
}
