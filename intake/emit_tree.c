/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/emit_tree.c - one file of the tree: its frames, and what became of it
 *
 * Whatever a reader returns is turned into the file's reading here, so no
 * reader can leave a file that it did not read looking as if it had.
 */
#include "intake/emit_tree.h"

#include <string.h>

#include "base/digest.h"
#include "base/intl.h"
#include "base/utf8.h"
#include "intake/archive/volume.h"
#include "intake/frame.h"
#include "intake/name.h"
#include "intake/xml.h"

/* The name, at most as long as a name in a path may be. */
static size_t
clip(const char *name)
{
	size_t len = strlen(name);

	if (len <= TZ_FRAME_MAX_NAME)
		return len;
	len = TZ_FRAME_MAX_NAME;
	while (len > 0 && ((unsigned char)name[len] & 0xc0) == 0x80)
		len--;
	return len;
}

/* Send the frame that starts the file, and open its level. */
static enum tz_status
start_file(struct tz_emit *emit, struct tz_source *source, size_t parent,
    const struct tz_type *type, struct tz_err *err)
{
	struct tz_buf *frame = &emit->frame;
	struct tz_emit_level *level = &emit->levels[source->depth];
	struct tz_id sha256;
	enum tz_status s;

	tz_sha256(source->data, source->len, &sha256);
	tz_frame_start(frame, TZ_FRAME_FILE);
	tz_frame_put_number(frame, source->file);
	tz_frame_put_number(frame, parent);
	tz_frame_put_number(frame, source->depth);
	tz_frame_put_number(frame, source->len);
	tz_buf_append(frame, sha256.bytes, sizeof sha256.bytes);
	tz_frame_put_text(frame, source->path, strlen(source->path));
	tz_frame_put_text(frame, type->media_type, strlen(type->media_type));
	s = tz_emit_send(emit, NULL, 0, err);
	if (s && !emit->given_up)
		return s;
	emit->n_files++;
	memset(level, 0, sizeof *level);
	level->file = source->file;
	level->size = source->len;
	level->reading = TZ_READING_READ;
	return TZ_OK;
}

/* Send how much was read, and the frame that ends the file. */
static enum tz_status
end_file(struct tz_emit *emit, const struct tz_source *source,
    struct tz_err *err)
{
	struct tz_buf *frame = &emit->frame;
	const struct tz_emit_level *level = &emit->levels[source->depth];
	enum tz_status s;

	if (level->reading != TZ_READING_READ) {
		tz_frame_start(frame, TZ_FRAME_READING);
		tz_frame_put_number(frame, source->file);
		tz_frame_put_number(frame,
		    level->given ? TZ_READING_PARTLY : TZ_READING_UNREAD);
		tz_frame_put_text(frame, level->reason, strlen(level->reason));
		s = tz_emit_send(emit, NULL, 0, err);
		if (s && !emit->given_up)
			return s;
	}
	tz_frame_start(frame, TZ_FRAME_FILE_END);
	tz_frame_put_number(frame, source->file);
	return tz_emit_send(emit, NULL, 0, err);
}

/* Note that not all of the file was read, and why. */
static void
note(struct tz_emit *emit, const struct tz_source *source, const char *reason)
{
	enum tz_status s;

	/* Told again by what is called next: the limit is remembered. */
	s = tz_emit_reading(emit, source, TZ_READING_UNREAD, reason, NULL);
	(void)s;
}

/* If the file is given up at this point, note why and go on behind it. */
static bool
gave_up(struct tz_emit *emit, const struct tz_source *source)
{
	const char *reason = emit->given_up;

	if (!reason)
		return false;
	emit->given_up = NULL;
	note(emit, source, reason);
	return true;
}

/* Likewise before its contents are looked at: its name is still said. */
static void
given_up_early(struct tz_emit *emit, const char **unread)
{
	if (!emit->given_up)
		return;
	*unread = emit->given_up;
	emit->given_up = NULL;
}

/* Turn what the reader returned into the file's reading. */
static void
note_status(struct tz_emit *emit, const struct tz_source *source,
    enum tz_status status)
{
	const struct tz_emit_level *level = &emit->levels[source->depth];

	switch (status) {
	case TZ_OK:
		return;
	case TZ_NOMEM:
		note(emit, source, TZ_REASON_LIMIT_MEMORY);
		return;
	case TZ_LIMIT:
		if (emit->limit)
			note(emit, source, emit->limit);
		else if (level->reading == TZ_READING_READ)
			note(emit, source, TZ_REASON_LIMIT_SIZE);
		return;
	case TZ_NO:
	case TZ_INCOMPLETE:
	case TZ_NOTFOUND:
	case TZ_USAGE:
	case TZ_IO:
	case TZ_LOCKED:
	case TZ_FORMAT:
	case TZ_CORRUPT:
	case TZ_TOONEW:
	case TZ_BUG:
	case TZ_STATUS_COUNT:
		note(emit, source, TZ_REASON_DAMAGED);
		return;
	}
}

/* What can not be read for want of a password is a fact, whoever noted it. */
static enum tz_status
tell_encrypted(struct tz_emit *emit, const struct tz_source *source,
    struct tz_err *err)
{
	const struct tz_emit_level *level = &emit->levels[source->depth];

	if (emit->limit || level->told_encrypted || !level->reason ||
	    strcmp(level->reason, TZ_REASON_ENCRYPTED) != 0)
		return TZ_OK;
	return tz_emit_fact(emit, source, "encrypted", "",
	    source->depth > 0 ? TZ_CHANNEL_ATTACHMENT : TZ_CHANNEL_BODY, NULL,
	    err);
}

/* Say what is odd about the file as a whole. */
static enum tz_status
tell_oddities(struct tz_emit *emit, const struct tz_source *source,
    const struct tz_type *type, struct tz_err *err)
{
	enum tz_status s = TZ_OK;

	if (type->disagrees)
		s = tz_emit_fact(emit, source, "type-mismatch", "",
		    TZ_CHANNEL_FILENAME, NULL, err);
	if (s == TZ_OK && type->two_types)
		s = tz_emit_fact(emit, source, "two-types", "",
		    TZ_CHANNEL_ATTACHMENT, NULL, err);
	if (type->unlisted || type->differs)
		/* Programs differ in what they show of it. */
		note(emit, source, TZ_REASON_DAMAGED);
	if (s == TZ_OK && type->unlisted)
		s = tz_emit_fact(emit, source, "unlisted-member", "",
		    TZ_CHANNEL_ATTACHMENT, NULL, err);
	if (s == TZ_OK && type->differs)
		s = tz_emit_fact(emit, source, "directory-differs", "",
		    TZ_CHANNEL_ATTACHMENT, NULL, err);
	return s;
}

/* What stands in the file and is no part of it. */
static enum tz_status
read_piece(struct tz_emit *emit, const struct tz_source *source,
    const char *name, size_t at, size_t len, struct tz_err *err)
{
	return tz_emit_child(emit, source, name, source->data + at, len, err);
}

/* Read all that stands in the file beside what its type reads. */
static enum tz_status
read_beside(struct tz_emit *emit, const struct tz_source *source,
    const struct tz_type *type, struct tz_err *err)
{
	size_t lead = type->lead, rest = type->rest;
	enum tz_status s = TZ_OK;

	if (lead > 0 && !type->two_types)
		s = tz_emit_fact(emit, source, "leading-data", "",
		    TZ_CHANNEL_ATTACHMENT, NULL, err);
	if (s == TZ_OK && lead > 0)
		s = read_piece(emit, source, "leading-data", 0, lead, err);
	if (s == TZ_OK && type->gap_len > 0)
		s = read_piece(emit, source, "unlisted-member", type->gap,
		    type->gap_len, err);
	if (rest == 0 || emit->levels[source->depth].told_trailing)
		return s;
	if (s == TZ_OK && !type->two_types)
		s = tz_emit_fact(emit, source, "trailing-data", "",
		    TZ_CHANNEL_ATTACHMENT, NULL, err);
	if (s == TZ_OK)
		s = read_piece(emit, source, "trailing-data", rest,
		    source->len - rest, err);
	return s;
}

/* What stands in the file, by the reader of its type. */
static enum tz_status
read_contents(struct tz_emit *emit, const struct tz_source *source,
    const struct tz_type *type, const char *unread, struct tz_err *err)
{
	struct tz_source own = *source;

	if (source->depth > emit->limits.max_depth) {
		note(emit, source, TZ_REASON_LIMIT_DEPTH);
		return TZ_OK;
	}
	if (unread) {
		note(emit, source, unread);
		return TZ_OK;
	}
	if (source->len == 0) {
		if (source->depth == 0)
			note(emit, source, TZ_REASON_NO_TEXT);
		return TZ_OK;
	}
	if (!type->reader) {
		note(emit, source, type->reason);
		return TZ_OK;
	}
	if (type->rest_apart)
		own.len = type->rest;
	return type->reader(emit, &own, err);
}

/*
 * Read one file, or note it as not read for the reason ${unread}: its frames
 * from FILE to FILE_END.  Fails only for what ends
 * the whole reading: a limit of the tree, or a broken sink.
 */
static enum tz_status
read_file(struct tz_emit *emit, struct tz_source *source, size_t parent,
    const char *name, const char *unread, struct tz_err *err)
{
	struct tz_err inner = {TZ_OK, ""};
	struct tz_type type = {.media_type = "application/octet-stream",
	    .reason = TZ_REASON_UNKNOWN_TYPE};
	const char *bound;
	enum tz_status s;

	tz_frame_start(&emit->frame, TZ_FRAME_LOOK);
	tz_frame_put_number(&emit->frame, source->file);
	s = tz_emit_send(emit, NULL, 0, err);
	if (s && !emit->given_up)
		return s;
	given_up_early(emit, &unread); /* identifying it was too much */
	bound = tz_xml_bound(NULL);
	if (unread)
		type.reason = unread;
	else
		emit->identifier(emit->identifier_arg, source, name, &type);
	s = start_file(emit, source, parent, &type, err);
	if (s)
		return s;
	given_up_early(emit, &unread);
	(void)tz_xml_bound(NULL);
	/* What it is damaged by, if it is. */
	if (!unread && tz_volume_is(name, source->data, source->len))
		note(emit, source, TZ_REASON_MISSING_VOLUME);
	s = tz_emit_text(emit, source, TZ_CHANNEL_FILENAME, "", TZ_PLACE_NAME,
	    NULL, name, &inner);
	if (s == TZ_OK)
		s = tell_oddities(emit, source, &type, &inner);
	if (s == TZ_OK)
		s = read_contents(emit, source, &type, unread, &inner);
	if (!gave_up(emit, source))
		note_status(emit, source, s);
	if (!unread && source->depth <= emit->limits.max_depth) {
		s = read_beside(emit, source, &type, &inner);
		if (!gave_up(emit, source))
			note_status(emit, source, s);
	}
	/* That of the file in which this one lies is still to be told. */
	(void)tz_xml_bound(bound);
	s = tell_encrypted(emit, source, err);
	if (s == TZ_OK || emit->given_up)
		s = end_file(emit, source, err);
	if (s)
		return s;
	if (emit->limit)
		return tz_emit_pass_limit(emit, emit->limit, err);
	return TZ_OK;
}

/* Read, or only note, a file that ${parent} holds. */
static enum tz_status
read_child(struct tz_emit *emit, const struct tz_source *parent,
    const char *name, const void *data, size_t len, const char *unread,
    struct tz_err *err)
{
	tz_auto_buf path = TZ_BUF_INIT;
	struct tz_source source = {
	    data, len, NULL, emit->n_files, parent->depth + 1};
	enum tz_status s;

	s = tz_emit_check(emit, err);
	if (s)
		return s;
	if (emit->n_files >= emit->limits.max_entries)
		return tz_emit_pass_limit(emit, TZ_REASON_LIMIT_ENTRIES, err);
	tz_buf_puts(&path, parent->path);
	tz_buf_puts(&path, "!/");
	tz_buf_append(&path, name, clip(name));
	s = tz_buf_check(&path, err);
	if (s)
		return s;
	source.path = tz_buf_str(&path);
	return read_file(emit, &source, parent->file, name, unread, err);
}

enum tz_status
tz_emit_child(struct tz_emit *emit, const struct tz_source *parent,
    const char *name, const void *data, size_t len, struct tz_err *err)
{
	return read_child(emit, parent, name, data, len, NULL, err);
}

enum tz_status
tz_emit_unread(struct tz_emit *emit, const struct tz_source *parent,
    const char *name, const char *reason, struct tz_err *err)
{
	return read_child(emit, parent, name, NULL, 0, reason, err);
}

enum tz_status
tz_emit_root(struct tz_emit *emit, const char *name, size_t name_len,
    const void *data, size_t len, struct tz_err *err)
{
	tz_auto_buf path = TZ_BUF_INIT;
	tz_auto_buf decoded = TZ_BUF_INIT;
	struct tz_source source = {data, len, NULL, 0, 0};
	enum tz_status s;

	if (name_len == 0) {
		name = "unnamed";
		name_len = strlen(name);
	}
	tz_utf8_clean(name, name_len, &path);
	tz_name_decode(name, name_len, &decoded);
	s = tz_buf_check(&path, err);
	if (s == TZ_OK)
		s = tz_buf_check(&decoded, err);
	if (s)
		return s;
	path.data[clip(tz_buf_str(&path))] = '\0';
	source.path = tz_buf_str(&path);
	s = read_file(emit, &source, 0, tz_buf_str(&decoded), NULL, err);
	if (s == TZ_LIMIT && emit->limit)
		s = TZ_OK;
	if (s)
		return s;
	tz_frame_start(&emit->frame, TZ_FRAME_END);
	return tz_emit_send(emit, NULL, 0, err);
}
