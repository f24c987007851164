/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/archive/container.c - the door to libarchive for drafts
 *
 * Names are taken as bytes.  Filters that start a program are not enabled.
 */
#include "intake/archive/container.h"

#include <endian.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <archive.h>
#include <archive_entry.h>

#include "base/intl.h"
#include "intake/archive/zip_names.h"
#include "intake/intake.h"

struct tz_container {
	struct archive *archive;
	const unsigned char *data;
	size_t len;
	const char *reason; /* why it can not be read any further, or NULL */
	const void *block;  /* of the current member, not yet given */
	size_t block_len;
	uint64_t block_at;
	tz_container_password *password; /* or NULL */
	void *password_arg;
	size_t tried;	/* passwords */
	uint64_t at;	/* bytes of the current member given so far */
	int64_t before; /* where the last header was looked for */
	bool passed_over;
};

/* Formats that begin like ZIP are opened by their directory, unless it is
 * lost. */
static void
support_all(struct archive *archive, const void *data, size_t len)
{
	archive_read_support_filter_bzip2(archive);
	archive_read_support_filter_compress(archive);
	archive_read_support_filter_gzip(archive);
	archive_read_support_filter_lz4(archive);
	archive_read_support_filter_lzip(archive);
	archive_read_support_filter_lzma(archive);
	archive_read_support_filter_rpm(archive);
	archive_read_support_filter_xz(archive);
	archive_read_support_filter_zstd(archive);
	archive_read_support_format_7zip(archive);
	archive_read_support_format_ar(archive);
	archive_read_support_format_cab(archive);
	archive_read_support_format_cpio(archive);
	archive_read_support_format_empty(archive);
	archive_read_support_format_iso9660(archive);
	archive_read_support_format_lha(archive);
	archive_read_support_format_rar(archive);
	archive_read_support_format_rar5(archive);
	archive_read_support_format_raw(archive);
	archive_read_support_format_tar(archive);
	archive_read_support_format_xar(archive);
	if (tz_zip_names_directory(data, len))
		archive_read_support_format_zip_seekable(archive);
	else
		archive_read_support_format_zip_streamable(archive);
}

/* The next password to try; the library keeps those that it was given. */
static const char *
next_password(struct archive *archive, void *arg)
{
	struct tz_container *container = arg;

	(void)archive;
	if (!container->password)
		return NULL;
	return container->password(container->password_arg, container->tried++);
}

static bool
is_compressed(const void *data, size_t len)
{
	static const char *const marks[] = {"\x1f\x8b", "\x1f\x9d", "BZh",
	    "\xfd"
	    "7zXZ",
	    "\x28\xb5\x2f\xfd", "\x04\x22\x4d\x18", "LZIP", "\x5d"};
	size_t i;

	for (i = 0; i < sizeof marks / sizeof marks[0]; i++) {
		if (len > strlen(marks[i]) &&
		    memcmp(data, marks[i], strlen(marks[i])) == 0)
			return true;
	}
	return false;
}

enum tz_status
tz_container_open(const void *data, size_t len,
    enum tz_container_formats formats, struct tz_container **ret,
    struct tz_err *err)
{
	tz_auto(tz_container) container = calloc(1, sizeof *container);

	if (!container)
		return tz_fail_nomem(err);
	container->data = data;
	container->len = len;
	container->archive = archive_read_new();
	if (!container->archive)
		return tz_fail_nomem(err);
	if (formats == TZ_CONTAINER_ZIP)
		archive_read_support_format_zip(container->archive);
	else
		support_all(container->archive, data, len);
	archive_read_set_passphrase_callback(container->archive, container,
	    next_password);
	/* Behind the end of a compressed tar file nothing else looks. */
	if (is_compressed(data, len) &&
	    archive_read_set_options(container->archive,
		"tar:read_concatenated_archives") < ARCHIVE_WARN)
		return tz_fail(err, TZ_FORMAT, _("a damaged archive"));
	if (archive_read_open_memory(container->archive, data, len) !=
	    ARCHIVE_OK)
		return tz_fail(err, TZ_FORMAT, _("a damaged archive"));
	*ret = tz_steal(&container);
	return TZ_OK;
}

void
tz_container_try(struct tz_container *container,
    tz_container_password *password, void *arg)
{
	container->password = password;
	container->password_arg = arg;
}

void
tz_container_free(struct tz_container *container)
{
	if (!container)
		return;
	archive_read_free(container->archive);
	free(container);
}

/* What gave an error is: locked, of an unknown method, or damaged. */
static const char *
error_reason(const struct tz_container *container, int result)
{
	const char *text = archive_error_string(container->archive);

	if (text &&
	    (strcasestr(text, "encrypt") || strcasestr(text, "passphrase")))
		return TZ_REASON_ENCRYPTED;
	if (result == ARCHIVE_FAILED && text && strcasestr(text, "support"))
		return TZ_REASON_UNSUPPORTED_TYPE;
	return TZ_REASON_DAMAGED;
}

static bool
is_raw(const struct tz_container *container)
{
	return archive_format(container->archive) == ARCHIVE_FORMAT_RAW;
}

/* Some formats tell no type; all of those hold files only. */
static enum tz_container_type
type_of(struct archive_entry *entry, bool linked)
{
	unsigned type = archive_entry_filetype(entry);

	if (!linked && (type == AE_IFREG || type == 0))
		return TZ_CONTAINER_FILE;
	return !linked && type == AE_IFDIR ? TZ_CONTAINER_FOLDER
					   : TZ_CONTAINER_SPECIAL;
}

static void
describe(const struct tz_container *container, struct archive_entry *entry,
    struct tz_container_member *ret)
{
	ret->name = archive_entry_pathname(entry);
	if (!ret->name)
		ret->name = archive_entry_pathname_utf8(entry);
	ret->target = archive_entry_hardlink(entry);
	if (!ret->target)
		ret->target = archive_entry_symlink(entry);
	ret->type = type_of(entry, ret->target != NULL);
	ret->encrypted = archive_entry_is_encrypted(entry) != 0;
	ret->bare = is_raw(container);
}

bool
tz_container_next(struct tz_container *container,
    struct tz_container_member *ret_member, const char **ret_reason)
{
	struct archive_entry *entry = NULL;
	int result = ARCHIVE_RETRY;

	*ret_reason = container->reason;
	container->block_len = 0;
	container->block_at = 0;
	container->at = 0;
	if (container->reason)
		return false;
	container->before = archive_filter_bytes(container->archive, 0);
	while (result == ARCHIVE_RETRY) {
		result = archive_read_next_header(container->archive, &entry);
		/* A broken header is passed over, and what it led to. */
		container->passed_over |= result == ARCHIVE_RETRY;
	}
	if (result == ARCHIVE_EOF)
		return false;
	if (result < ARCHIVE_WARN)
		container->reason = error_reason(container, result);
	else if (is_raw(container) &&
	    archive_filter_count(container->archive) <= 1)
		/* It would only give the file itself again. */
		container->reason = TZ_REASON_DAMAGED;
	else
		describe(container, entry, ret_member);
	*ret_reason = container->reason;
	return container->reason == NULL;
}

/* Have a block ready; false where no more can be had. */
static bool
fetch(struct tz_container *container, const char **ret_reason)
{
	int result = ARCHIVE_RETRY;
	const void *data = NULL;
	la_int64_t at = 0;
	size_t len = 0;

	while (result == ARCHIVE_RETRY)
		result = archive_read_data_block(container->archive, &data,
		    &len, &at);
	if (result == ARCHIVE_EOF)
		return false;
	if (result < ARCHIVE_OK)
		*ret_reason = error_reason(container, result);
	if (result == ARCHIVE_FATAL)
		container->reason = *ret_reason;
	/* A wrong checksum is a warning, and the block that has it is good. */
	if (result < ARCHIVE_WARN)
		return false;
	container->block = data;
	container->block_len = data ? len : 0;
	container->block_at = at > 0 ? (uint64_t)at : 0;
	return true;
}

bool
tz_container_read(struct tz_container *container, const void **ret_block,
    size_t *ret_len, const char **ret_reason)
{
	static const char hole[64 << 10];

	if (container->block_len == 0 && container->at >= container->block_at &&
	    !fetch(container, ret_reason))
		return false;
	/* Zeros stand where a sparse file has nothing. */
	if (container->at < container->block_at) {
		uint64_t gap = container->block_at - container->at;

		*ret_block = hole;
		*ret_len = gap < sizeof hole ? (size_t)gap : sizeof hole;
	} else {
		*ret_block = container->block;
		*ret_len = container->block_len;
		container->block_len = 0;
	}
	container->at += *ret_len;
	return true;
}

/* Where the directory of a 7z file ends, by its first header. */
static size_t
end_of_7z(const unsigned char *data, size_t len)
{
	uint64_t at, size;

	if (len < 32 || memcmp(data, "7z\xbc\xaf\x27\x1c", 6) != 0)
		return len;
	memcpy(&at, data + 12, sizeof at);
	memcpy(&size, data + 20, sizeof size);
	at = le64toh(at);
	size = le64toh(size);
	return at > len - 32 || size > len - 32 - at ? len
						     : (size_t)(32 + at + size);
}

/* Of a RAR file of version 5 the library takes only the checksum of the block
 * that ends it: behind that stand its size and its kind. */
static size_t
end_of_rar(const unsigned char *data, size_t len, size_t at)
{
	if (len - at < 2 || data[at] >= 0x80 || data[at + 1] != 5 ||
	    len - at - 1 < data[at])
		return at;
	return at + 1 + data[at];
}

bool
tz_container_cut(const struct tz_container *container)
{
	int base =
	    archive_format(container->archive) & ARCHIVE_FORMAT_BASE_MASK;
	int64_t after = archive_filter_bytes(container->archive, 0);
	int filter = archive_filter_code(container->archive, 0);

	if (container->passed_over)
		return true;
	/* A tar file ends with a block of zeros; what begins with one, and was
	 * compressed, is no empty tar file but anything. */
	if (base == ARCHIVE_FORMAT_TAR)
		return after - container->before < 512 ||
		    (archive_file_count(container->archive) == 0 &&
			archive_filter_count(container->archive) > 1);
	if (base == ARCHIVE_FORMAT_RAR_V5)
		return end_of_rar(container->data, container->len,
			   (size_t)after) == (size_t)after;
	/* And a package holds something. */
	return filter == ARCHIVE_FILTER_RPM && base == ARCHIVE_FORMAT_EMPTY;
}

/* (Of a compressed tar file the end is not read to, so its last bytes tell
 * nothing.) */
size_t
tz_container_end(const struct tz_container *container)
{
	int base =
	    archive_format(container->archive) & ARCHIVE_FORMAT_BASE_MASK;
	la_int64_t at = archive_filter_bytes(container->archive, -1);

	if (base == ARCHIVE_FORMAT_7ZIP)
		return end_of_7z(container->data, container->len);
	if (at < 0 || (size_t)at > container->len)
		return container->len;
	if (base == ARCHIVE_FORMAT_RAW)
		return (size_t)at;
	if (archive_filter_count(container->archive) > 1)
		return container->len;
	if (base == ARCHIVE_FORMAT_RAR_V5)
		return end_of_rar(container->data, container->len, (size_t)at);
	return base == ARCHIVE_FORMAT_TAR || base == ARCHIVE_FORMAT_RAR
	    ? (size_t)at
	    : container->len;
}
