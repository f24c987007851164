/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/archive/unpack.c - a ZIP, tar, 7z or the like as the files that it
 * holds
 *
 * Every member is a file of its own; what can not be unpacked is noted as one
 * that is not read, so nothing in the list of an archive is passed over.
 */
#include <string.h>

#include "base/buf.h"
#include "intake/archive/container.h"
#include "intake/archive/second.h"
#include "intake/archive/zip_names.h"
#include "intake/formats.h"
#include "intake/intake.h"
#include "intake/name.h"
#include "intake/name_set.h"

/* A walk through one archive. */
struct walk {
	struct tz_emit *emit;
	const struct tz_source *source;
	struct tz_container *container;
	struct tz_name_set names;
	struct tz_buf name; /* of the current member */
	struct tz_buf data; /* of the current member */
	unsigned n;
	bool damaged;
};

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
take_name(struct walk *walk, const struct tz_container_member *member,
    struct tz_err *err)
{
	const char *name = member->name;

	tz_buf_reset(&walk->name);
	if (member->bare)
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

/*
 * Unpack the member into walk->data.  What went wrong with it is
 * ${ret_reason}.
 */
static enum tz_status
unpack(struct walk *walk, const char **ret_reason, struct tz_err *err)
{
	const void *block;
	size_t n;

	tz_buf_reset(&walk->data);
	while (tz_container_read(walk->container, &block, &n, ret_reason)) {
		enum tz_status s;

		s = tz_emit_unpacked(walk->emit, walk->source, n, err);
		if (s)
			return s;
		tz_buf_append(&walk->data, block, n);
		if (walk->data.failed) {
			tz_buf_clear(&walk->data);
			*ret_reason = TZ_REASON_LIMIT_MEMORY;
			return TZ_OK;
		}
	}
	return TZ_OK;
}

/* Read a member with contents. */
static enum tz_status
read_member(struct walk *walk, bool encrypted, struct tz_err *err)
{
	const char *name = tz_buf_str(&walk->name);
	const char *reason = NULL;
	struct tz_buf data;
	enum tz_status s;

	if (encrypted && !tz_emit_password(walk->emit, 0))
		return tz_emit_unread(walk->emit, walk->source, name,
		    TZ_REASON_ENCRYPTED, err);
	s = unpack(walk, &reason, err);
	if (s == TZ_OK && encrypted && !reason)
		s = tz_emit_fact(walk->emit, walk->source, "encrypted", name,
		    TZ_CHANNEL_ATTACHMENT, NULL, err);
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
read_special(struct walk *walk, const struct tz_container_member *member,
    struct tz_err *err)
{
	tz_auto_buf text = TZ_BUF_INIT;
	enum tz_status s;

	s = tz_emit_text(walk->emit, walk->source, TZ_CHANNEL_FILENAME,
	    tz_buf_str(&walk->name), TZ_PLACE_NAME, NULL,
	    tz_buf_str(&walk->name), err);
	if (s || member->type == TZ_CONTAINER_FOLDER)
		return s;
	s = emit_fact(walk, "special-member", err);
	if (s || !member->target)
		return s;
	tz_name_decode(member->target, strlen(member->target), &text);
	return tz_emit_text(walk->emit, walk->source, TZ_CHANNEL_EXTERNAL_LINK,
	    tz_buf_str(&walk->name), TZ_PLACE_NAME, NULL, tz_buf_str(&text),
	    err);
}

static enum tz_status
read_entry(struct walk *walk, const struct tz_container_member *member,
    struct tz_err *err)
{
	enum tz_status s;

	walk->n++;
	s = take_name(walk, member, err);
	if (s == TZ_OK)
		s = check_name(walk, err);
	if (s)
		return s;
	if (member->type == TZ_CONTAINER_FILE)
		return read_member(walk, member->encrypted, err);
	return read_special(walk, member, err);
}

/* Walk the members; ${ret_reason} is why not all of them, or NULL. */
static enum tz_status
read_entries(struct walk *walk, const char **ret_reason, struct tz_err *err)
{
	struct tz_container_member member;

	while (tz_container_next(walk->container, &member, ret_reason)) {
		enum tz_status s = read_entry(walk, &member, err);

		if (s)
			return s;
	}
	return TZ_OK;
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

/* What stands behind the end, where no program looks. */
static enum tz_status
read_trailing(struct walk *walk, struct tz_err *err)
{
	const struct tz_source *source = walk->source;
	size_t end = tz_container_end(walk->container);
	enum tz_status s;

	if (tz_second_is_padding(source->data + end, source->len - end))
		return TZ_OK;
	s = tz_emit_fact(walk->emit, source, "trailing-data", "",
	    TZ_CHANNEL_ATTACHMENT, NULL, err);
	if (s)
		return s;
	return tz_emit_child(walk->emit, source, "trailing-data",
	    source->data + end, source->len - end, err);
}

static const char *
password(void *arg, size_t i)
{
	return tz_emit_password(arg, i);
}

static enum tz_status
walk_archive(struct walk *walk, struct tz_err *err)
{
	const char *reason = NULL;
	enum tz_status s;

	s = read_comments(walk, err);
	tz_container_try(walk->container, password, walk->emit);
	if (s == TZ_OK)
		s = read_entries(walk, &reason, err);
	if (s)
		return s;
	if (!reason)
		s = read_trailing(walk, err);
	if (s)
		return s;
	if (!reason && (walk->damaged || tz_container_cut(walk->container)))
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
	s = tz_container_open(source->data, source->len, TZ_CONTAINER_ALL,
	    &walk.container, err);
	if (s == TZ_OK)
		s = walk_archive(&walk, err);
	tz_container_free(walk.container);
	tz_name_set_clear(&walk.names);
	tz_buf_clear(&walk.name);
	tz_buf_clear(&walk.data);
	return s;
}
