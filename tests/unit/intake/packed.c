/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tests/unit/intake/packed.c - archives that the tests make, with libarchive
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <archive.h>
#include <archive_entry.h>
#include <cmocka.h>

#include "intake/identify.h"
#include "packed.h"

la_ssize_t
packed_into(struct archive *archive, void *arg, const void *data, size_t len)
{
	(void)archive;
	tz_buf_append((struct tz_buf *)arg, data, len);
	return (la_ssize_t)len;
}

/* Start an archive that is written into ${ret}. */
struct archive *
packed_start(int format, int filter, struct tz_buf *ret)
{
	struct archive *archive = archive_write_new();

	assert_int_equal(archive_write_set_format(archive, format), ARCHIVE_OK);
	assert_int_equal(archive_write_add_filter(archive, filter), ARCHIVE_OK);
	archive_write_set_bytes_in_last_block(archive, 1);
	assert_int_equal(archive_write_open(archive, ret, NULL, packed_into,
			     NULL),
	    ARCHIVE_OK);
	return archive;
}

void
packed_put(struct archive *archive, const char *name, unsigned type,
    const void *data, size_t len)
{
	struct archive_entry *entry = archive_entry_new();

	archive_entry_set_pathname(entry, name);
	archive_entry_set_filetype(entry, type);
	archive_entry_set_perm(entry, 0644);
	archive_entry_set_mtime(entry, 1500000000, 0);
	if (type == AE_IFLNK)
		archive_entry_set_symlink(entry, (const char *)data);
	else
		archive_entry_set_size(entry, (la_int64_t)len);
	assert_int_equal(archive_write_header(archive, entry), ARCHIVE_OK);
	if (type == AE_IFREG)
		assert_int_equal(archive_write_data(archive, data, len), len);
	archive_entry_free(entry);
}

void
packed_finish(struct archive *archive)
{
	assert_int_equal(archive_write_close(archive), ARCHIVE_OK);
	archive_write_free(archive);
}

/* An archive of one file. */
void
packed_make(int format, int filter, const char *name, const void *data,
    size_t len, struct tz_buf *ret)
{
	struct archive *archive = packed_start(format, filter, ret);

	packed_put(archive, name, AE_IFREG, data, len);
	packed_finish(archive);
}

struct tz_document *
packed_read(const char *name, const struct tz_intake_limits *limits,
    const struct tz_buf *data)
{
	tz_auto(tz_identify) identify = NULL;

	assert_int_equal(tz_identify_new(&identify, NULL), TZ_OK);
	return here_read_by(tz_identify_file, identify, limits, name,
	    data->data, data->len);
}

void
packed_reading(const struct tz_document *document, const char *path,
    enum tz_reading reading, const char *reason)
{
	const struct tz_document_file *file = here_file(document, path);

	if (!file)
		fail_msg("no file %s", path);
	assert_int_equal(file->reading, reading);
	if (reason)
		assert_string_equal(file->reason, reason);
	else
		assert_null(file->reason);
}
