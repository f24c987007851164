/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/container.c - archives: the door to libarchive for drafts
 *
 * Every member is a file of its own; what can not be unpacked is noted as one
 * that is not read, so nothing in the list of an archive is passed over.
 * Names are taken as bytes and decoded here.  Filters that start a program are
 * not enabled.
 */
#include <stdlib.h>
#include <string.h>

#include <archive.h>
#include <archive_entry.h>

#include "base/buf.h"
#include "base/intl.h"
#include "intake/formats.h"
#include "intake/intake.h"
#include "intake/name.h"
#include "intake/name_set.h"
#include "intake/zip_names.h"

#define CHUNK ((size_t)64 << 10)

/* A walk through one archive. */
struct walk {
	struct tz_emit *emit;
	const struct tz_source *source;
	struct archive *archive;
	struct tz_name_set names;
	struct tz_buf name; /* of the current member */
	struct tz_buf data; /* of the current member */
	unsigned n;
	bool damaged;
};

/* Formats that begin like ZIP are opened by their directory, unless it is
 * lost. */
static void
support_formats(struct archive *archive, const struct tz_source *source)
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
	if (tz_zip_names_directory(source->data, source->len))
		archive_read_support_format_zip_seekable(archive);
	else
		archive_read_support_format_zip_streamable(archive);
}

/* The name that a gzip header keeps (RFC 1952, 2.3.1), or NULL. */
static const char *
gzip_name(const unsigned char *data, size_t len)
{
	size_t at = 10;

	if (len < at || memcmp(data, "\x1f\x8b", 2) != 0 || !(data[3] & 8))
		return NULL;
	if (data[3] & 4) {
		if (len < at + 2)
			return NULL;
		at += 2 + (size_t)(data[at] | data[at + 1] << 8);
	}
	if (at >= len || data[at] == 0 || !memchr(data + at, 0, len - at))
		return NULL;
	return (const char *)data + at;
}

/* What a compressed file without a name inside is called: as it is itself,
 * without its last ending. */
static void
raw_name(const struct tz_source *source, struct tz_buf *ret)
{
	const char *kept = gzip_name(source->data, source->len);
	const char *slash = strrchr(source->path, '/');
	const char *name = slash ? slash + 1 : source->path;
	const char *ending = tz_name_ending(name);
	size_t len = strlen(name);

	if (kept) {
		tz_name_decode(kept, strlen(kept), ret);
		return;
	}
	if (ending[0] && ending - name > 1)
		len = (size_t)(ending - name) - 1;
	tz_buf_append(ret, name, len);
}

/* Put the member's name into walk->name. */
static enum tz_status
take_name(struct walk *walk, struct archive_entry *entry, struct tz_err *err)
{
	const char *name = archive_entry_pathname(entry);

	if (!name)
		name = archive_entry_pathname_utf8(entry);
	tz_buf_reset(&walk->name);
	if (archive_format(walk->archive) == ARCHIVE_FORMAT_RAW)
		raw_name(walk->source, &walk->name);
	else if (name && name[0])
		tz_name_decode(name, strlen(name), &walk->name);
	else
		tz_buf_printf(&walk->name, "unnamed-%u", walk->n);
	return tz_buf_check(&walk->name, err);
}

/* Whether unpacking by this name would write elsewhere. */
static bool
is_unsafe(const char *name)
{
	const char *at = name;

	if (name[0] == '/' || name[0] == '\\' || (name[0] && name[1] == ':'))
		return true;
	while ((at = strstr(at, ".."))) {
		bool before = at == name || at[-1] == '/' || at[-1] == '\\';
		bool after = at[2] == '\0' || at[2] == '/' || at[2] == '\\';

		if (before && after)
			return true;
		at += 2;
	}
	return false;
}

static enum tz_status
emit_fact(struct walk *walk, const char *fact, struct tz_err *err)
{
	return tz_emit_fact(walk->emit, walk->source, fact,
	    tz_buf_str(&walk->name), TZ_CHANNEL_FILENAME, NULL, err);
}

/* Say what is odd about the member's name. */
static enum tz_status
check_name(struct walk *walk, struct tz_err *err)
{
	bool again = false;
	enum tz_status s;

	s = tz_name_set_add(&walk->names, tz_buf_str(&walk->name), &again, err);
	if (s == TZ_OK && again)
		s = emit_fact(walk, "duplicate-name", err);
	if (s == TZ_OK && is_unsafe(tz_buf_str(&walk->name)))
		s = emit_fact(walk, "unsafe-name", err);
	return s;
}

/* What a member that gave an error is: locked, of an unknown method, or
 * damaged. */
static const char *
error_reason(const struct walk *walk, int result)
{
	const char *text = archive_error_string(walk->archive);

	if (text &&
	    (strcasestr(text, "encrypt") || strcasestr(text, "passphrase")))
		return TZ_REASON_ENCRYPTED;
	if (result == ARCHIVE_FAILED && text && strcasestr(text, "support"))
		return TZ_REASON_UNSUPPORTED_TYPE;
	return TZ_REASON_DAMAGED;
}

/*
 * Unpack the member into walk->data.  What went wrong with this member alone
 * is ${ret_reason}, with the archive ${ret_result}.
 */
static enum tz_status
unpack(struct walk *walk, const char **ret_reason, int *ret_result,
    struct tz_err *err)
{
	char chunk[CHUNK];

	tz_buf_reset(&walk->data);
	for (;;) {
		la_ssize_t n =
		    archive_read_data(walk->archive, chunk, sizeof chunk);
		enum tz_status s;

		if (n == 0)
			return TZ_OK;
		if (n == ARCHIVE_RETRY)
			continue;
		if (n < 0) {
			*ret_result = (int)n;
			*ret_reason = error_reason(walk, (int)n);
			return TZ_OK;
		}
		s = tz_emit_unpacked(walk->emit, walk->source, (uint64_t)n,
		    err);
		if (s)
			return s;
		tz_buf_append(&walk->data, chunk, (size_t)n);
		if (walk->data.failed) {
			tz_buf_clear(&walk->data);
			*ret_reason = TZ_REASON_LIMIT_MEMORY;
			return TZ_OK;
		}
	}
}

/* Read a member with contents. */
static enum tz_status
read_member(struct walk *walk, struct archive_entry *entry, int *ret_result,
    struct tz_err *err)
{
	const char *name = tz_buf_str(&walk->name);
	const char *reason = NULL;
	struct tz_buf data;
	enum tz_status s;

	if (archive_entry_is_encrypted(entry))
		return tz_emit_unread(walk->emit, walk->source, name,
		    TZ_REASON_ENCRYPTED, err);
	s = unpack(walk, &reason, ret_result, err);
	if (s)
		return s;
	if (reason && strcmp(reason, TZ_REASON_DAMAGED) != 0)
		return tz_emit_unread(walk->emit, walk->source, name, reason,
		    err);
	/* Half a member is read, too: a mark may stand in it. */
	walk->damaged |= reason != NULL;
	if (reason && walk->data.len == 0)
		return tz_emit_unread(walk->emit, walk->source, name, reason,
		    err);
	/* The child may be an archive: it gets the bytes, not the buffer. */
	data = walk->data;
	walk->data = (struct tz_buf)TZ_BUF_INIT;
	s = tz_emit_child(walk->emit, walk->source, name, data.data, data.len,
	    err);
	tz_buf_clear(&data);
	return s;
}

/* A folder, a link, a device: it has a name and perhaps a target. */
static enum tz_status
read_special(struct walk *walk, struct archive_entry *entry, const char *target,
    struct tz_err *err)
{
	tz_auto_buf text = TZ_BUF_INIT;
	enum tz_status s;

	s = tz_emit_text(walk->emit, walk->source, TZ_CHANNEL_FILENAME,
	    tz_buf_str(&walk->name), TZ_PLACE_NAME, NULL,
	    tz_buf_str(&walk->name), err);
	if (s || (!target && archive_entry_filetype(entry) == AE_IFDIR))
		return s;
	s = emit_fact(walk, "special-member", err);
	if (s || !target)
		return s;
	tz_name_decode(target, strlen(target), &text);
	return tz_emit_text(walk->emit, walk->source, TZ_CHANNEL_EXTERNAL_LINK,
	    tz_buf_str(&walk->name), TZ_PLACE_NAME, NULL, tz_buf_str(&text),
	    err);
}

static enum tz_status
read_entry(struct walk *walk, struct archive_entry *entry, int *ret_result,
    struct tz_err *err)
{
	const char *target = archive_entry_hardlink(entry);
	unsigned type = archive_entry_filetype(entry);
	enum tz_status s;

	walk->n++;
	if (!target)
		target = archive_entry_symlink(entry);
	s = take_name(walk, entry, err);
	if (s == TZ_OK)
		s = check_name(walk, err);
	if (s)
		return s;
	/* Some formats tell no type; all of those hold files only. */
	if (!target && (type == AE_IFREG || type == 0))
		return read_member(walk, entry, ret_result, err);
	return read_special(walk, entry, target, err);
}

/* Whether raw reading would only give the file itself again. */
static bool
is_no_archive(const struct walk *walk)
{
	return archive_format(walk->archive) == ARCHIVE_FORMAT_RAW &&
	    archive_filter_count(walk->archive) <= 1;
}

/* Walk the members; ${ret_reason} is why not all of them. */
static enum tz_status
read_entries(struct walk *walk, const char **ret_reason, struct tz_err *err)
{
	for (;;) {
		struct archive_entry *entry;
		int result = archive_read_next_header(walk->archive, &entry);
		enum tz_status s;

		if (result == ARCHIVE_EOF)
			return TZ_OK;
		if (result == ARCHIVE_RETRY)
			continue;
		if (result < ARCHIVE_WARN) {
			*ret_reason = error_reason(walk, result);
			return TZ_OK;
		}
		if (is_no_archive(walk)) {
			*ret_reason = TZ_REASON_DAMAGED;
			return TZ_OK;
		}
		s = read_entry(walk, entry, &result, err);
		if (s)
			return s;
		if (result == ARCHIVE_FATAL) {
			*ret_reason = error_reason(walk, result);
			return TZ_OK;
		}
	}
}

/* The comments of a ZIP file and its members. */
static enum tz_status
read_comments(struct walk *walk, struct tz_err *err)
{
	tz_auto_buf comments = TZ_BUF_INIT;
	enum tz_status s;

	if (walk->source->len < 4 || memcmp(walk->source->data, "PK", 2) != 0)
		return TZ_OK;
	if (!tz_zip_names_directory(walk->source->data, walk->source->len))
		walk->damaged = true;
	tz_zip_names_comments(walk->source->data, walk->source->len, &comments);
	s = tz_buf_check(&comments, err);
	if (s)
		return s;
	return tz_emit_text(walk->emit, walk->source, TZ_CHANNEL_PROPERTY, "",
	    TZ_PLACE_PROPERTY, "comment", tz_buf_str(&comments), err);
}

/*
 * Whether something that is not padding stands behind the end of a format that
 * is read from front to back.  (Of a compressed tar file the end is not read
 * to, so its last bytes tell nothing.)
 */
static bool
has_trailing_data(const struct walk *walk)
{
	const struct tz_source *source = walk->source;
	int base = archive_format(walk->archive) & ARCHIVE_FORMAT_BASE_MASK;
	la_int64_t at = archive_filter_bytes(walk->archive, -1);
	size_t i;

	if (base != ARCHIVE_FORMAT_RAW &&
	    (base != ARCHIVE_FORMAT_TAR ||
		archive_filter_count(walk->archive) > 1))
		return false;
	for (i = at < 0 ? source->len : (size_t)at; i < source->len; i++) {
		if (source->data[i] != 0)
			return true;
	}
	return false;
}

static enum tz_status
walk_archive(struct walk *walk, struct tz_err *err)
{
	const char *reason = NULL;
	enum tz_status s;

	support_formats(walk->archive, walk->source);
	if (archive_read_open_memory(walk->archive, walk->source->data,
		walk->source->len) != ARCHIVE_OK)
		return tz_fail(err, TZ_FORMAT, _("a damaged archive"));
	s = read_comments(walk, err);
	if (s == TZ_OK)
		s = read_entries(walk, &reason, err);
	if (s)
		return s;
	if (!reason && has_trailing_data(walk)) {
		walk->damaged = true;
		s = tz_emit_fact(walk->emit, walk->source, "two-types", "",
		    TZ_CHANNEL_ATTACHMENT, NULL, err);
		if (s)
			return s;
	}
	if (!reason && walk->damaged)
		reason = TZ_REASON_DAMAGED;
	if (!reason)
		return TZ_OK;
	return tz_emit_reading(walk->emit, walk->source, TZ_READING_PARTLY,
	    reason, err);
}

enum tz_status
tz_read_archive(struct tz_emit *emit, const struct tz_source *source,
    struct tz_err *err)
{
	struct walk walk;
	enum tz_status s;

	memset(&walk, 0, sizeof walk);
	walk.emit = emit;
	walk.source = source;
	walk.archive = archive_read_new();
	if (!walk.archive)
		return tz_fail_nomem(err);
	s = walk_archive(&walk, err);
	archive_read_free(walk.archive);
	tz_name_set_clear(&walk.names);
	tz_buf_clear(&walk.name);
	tz_buf_clear(&walk.data);
	return s;
}
