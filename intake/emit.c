/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/emit.c - the tree of files as the worker walks it
 *
 * Each open file is a level; a level knows whether it, or a file that it
 * holds, gave text, so that "partly read" and "not read" are told apart in one
 * place.  A limit of the whole tree is remembered: every later call fails, and
 * each level that is left on the way out is noted with it.
 */
#include "intake/emit.h"

#include <stdlib.h>
#include <string.h>

#include "base/digest.h"
#include "base/intl.h"
#include "base/utf8.h"
#include "intake/emit_tree.h"
#include "intake/frame.h"
#include "intake/text/odd.h"
#include "intake/xml.h"

/* Under this much the ratio says nothing: a short text shrinks a lot. */
#define RATIO_FLOOR ((uint64_t)10 << 20)
/* What one archive in a bomb still gives. */
#define BOMB_REST ((uint64_t)1 << 20)

enum tz_status
tz_emit_new(const struct tz_intake_limits *limits, tz_emit_sink *sink,
    void *sink_arg, tz_identifier *identifier, void *identifier_arg,
    struct tz_emit **ret_emit, struct tz_err *err)
{
	tz_auto(tz_emit) emit = calloc(1, sizeof *emit);

	if (!emit)
		return tz_fail_nomem(err);
	emit->limits = *limits;
	emit->sink = sink;
	emit->sink_arg = sink_arg;
	emit->identifier = identifier;
	emit->identifier_arg = identifier_arg;
	/* One more for the files that are too deep to be read. */
	emit->levels =
	    calloc((size_t)limits->max_depth + 2, sizeof(struct tz_emit_level));
	if (!emit->levels)
		return tz_fail_nomem(err);
	*ret_emit = tz_steal(&emit);
	return TZ_OK;
}

void
tz_emit_free(struct tz_emit *emit)
{
	if (!emit)
		return;
	tz_buf_clear(&emit->frame);
	free(emit->levels);
	free(emit);
}

void
tz_emit_set_passwords(struct tz_emit *emit, const char *list, size_t len)
{
	emit->passwords = list;
	emit->passwords_len = len;
}

void
tz_emit_set_cuts(struct tz_emit *emit, const struct tz_emit_cut *cuts, size_t n)
{
	emit->cuts = cuts;
	emit->n_cuts = n;
}

const char *
tz_emit_password(const struct tz_emit *emit, size_t i)
{
	const char *at = emit->passwords;
	const char *end = at ? at + emit->passwords_len : NULL;

	while (at && at < end && i-- > 0)
		at += strnlen(at, (size_t)(end - at)) + 1;
	return at < end ? at : NULL;
}

enum tz_status
tz_emit_send(struct tz_emit *emit, const void *more, size_t more_len,
    struct tz_err *err)
{
	enum tz_status s;

	if (emit->broken)
		return tz_fail(err, TZ_IO,
		    _("the reader of the frames is gone"));
	tz_frame_finish(&emit->frame, more_len);
	s = tz_buf_check(&emit->frame, err);
	if (s)
		return s;
	s = emit->sink(emit->sink_arg, emit->frame.data, emit->frame.len, err);
	if (s == TZ_OK && more_len > 0)
		s = emit->sink(emit->sink_arg, more, more_len, err);
	emit->broken = s != TZ_OK;
	if (s)
		return s;
	emit->n_sent++;
	if (emit->n_cuts == 0 || emit->n_sent != emit->cuts->frames)
		return TZ_OK;
	emit->given_up = emit->cuts->reason;
	emit->cuts++;
	emit->n_cuts--;
	return tz_emit_check(emit, err);
}

enum tz_status
tz_emit_check(struct tz_emit *emit, struct tz_err *err)
{
	if (emit->given_up)
		return tz_fail(err, TZ_LIMIT, _("given up: %s"),
		    emit->given_up);
	if (!emit->limit)
		return TZ_OK;
	return tz_fail(err, TZ_LIMIT, _("a limit was reached: %s"),
	    emit->limit);
}

enum tz_status
tz_emit_pass_limit(struct tz_emit *emit, const char *limit, struct tz_err *err)
{
	if (!emit->limit)
		emit->limit = limit;
	return tz_emit_check(emit, err);
}

enum tz_status
tz_emit_hello(struct tz_emit *emit, bool seccomp, unsigned landlock,
    struct tz_err *err)
{
	tz_frame_start(&emit->frame, TZ_FRAME_HELLO);
	tz_frame_put_number(&emit->frame, TZ_FRAME_VERSION);
	tz_frame_put_number(&emit->frame, seccomp);
	tz_frame_put_number(&emit->frame, landlock);
	return tz_emit_send(emit, NULL, 0, err);
}

void
tz_emit_mark_given(struct tz_emit *emit, unsigned depth)
{
	unsigned i;

	for (i = 0; i <= depth; i++)
		emit->levels[i].given = true;
}

/* How much of the story may still be sent. */
static size_t
fitting(const struct tz_emit *emit, const struct tz_story *story)
{
	uint64_t room = emit->limits.max_text - emit->text;
	size_t len = story->text.len;

	if (len <= room)
		return len;
	len = (size_t)room;
	while (len > 0 && ((unsigned char)story->text.data[len] & 0xc0) == 0x80)
		len--;
	return len;
}

/* The places of the first ${characters} of the story. */
static size_t
count_places(const struct tz_story *story, size_t characters)
{
	size_t n = story->n_places;

	while (n > 0 && story->places[n - 1].start >= characters)
		n--;
	return n;
}

/* Say that the story holds characters that a person does not see. */
static enum tz_status
tell_odd_characters(struct tz_emit *emit, const struct tz_source *source,
    const struct tz_story *story, size_t len, struct tz_err *err)
{
	struct tz_place place = {0};
	size_t at, i;

	if (!tz_odd_characters(story->text.data, len, &at))
		return TZ_OK;
	at = tz_utf8_count(story->text.data, at);
	for (i = 0; i < story->n_places && story->places[i].start <= at; i++)
		place = story->places[i];
	place.start = 0;
	return tz_emit_fact(emit, source, "odd-characters", story->path,
	    story->channel, &place, err);
}

enum tz_status
tz_emit_story(struct tz_emit *emit, const struct tz_source *source,
    const struct tz_story *story, struct tz_err *err)
{
	struct tz_buf *frame = &emit->frame;
	size_t len, n_places, i, from = 0;
	enum tz_status s;

	s = tz_buf_check(&story->text, err);
	if (s == TZ_OK)
		s = tz_emit_check(emit, err);
	if (s || story->text.len == 0)
		return s;
	if (emit->n_parts == TZ_FRAME_MAX_PARTS)
		return tz_emit_pass_limit(emit, TZ_REASON_LIMIT_ENTRIES, err);
	len = fitting(emit, story);
	if (len == 0)
		return tz_emit_pass_limit(emit, TZ_REASON_LIMIT_TEXT, err);
	n_places = count_places(story,
	    len == story->text.len ? story->characters
				   : tz_utf8_count(story->text.data, len));

	tz_frame_start(frame, TZ_FRAME_PART);
	tz_frame_put_number(frame, source->file);
	tz_frame_put_number(frame, (uint64_t)story->channel);
	tz_frame_put_text(frame, story->path, strlen(story->path));
	tz_frame_put_number(frame, n_places);
	for (i = 0; i < n_places; i++) {
		tz_frame_put_place(frame, &story->places[i], from);
		from = story->places[i].start;
	}
	tz_frame_put_number(frame, len);
	/* Counted first: when the file is given up at this frame, it was
	 * given all the same. */
	emit->n_parts++;
	emit->text += len;
	if (story->channel != TZ_CHANNEL_FILENAME)
		tz_emit_mark_given(emit, source->depth);
	s = tz_emit_send(emit, story->text.data, len, err);
	if (s == TZ_OK)
		s = tell_odd_characters(emit, source, story, len, err);
	if (s == TZ_OK && len < story->text.len)
		s = tz_emit_pass_limit(emit, TZ_REASON_LIMIT_TEXT, err);
	return s;
}

enum tz_status
tz_emit_text(struct tz_emit *emit, const struct tz_source *source,
    enum tz_channel channel, const char *path, enum tz_place_kind kind,
    const char *name, const char *text, struct tz_err *err)
{
	struct tz_story story;
	enum tz_status s;

	if (!text || text[0] == '\0')
		return tz_emit_check(emit, err);
	tz_story_start(&story, channel, path);
	tz_story_place(&story, kind, 0, 0, name);
	tz_story_add(&story, text, strlen(text));
	s = tz_emit_story(emit, source, &story, err);
	tz_story_clear(&story);
	return s;
}

enum tz_status
tz_emit_fact(struct tz_emit *emit, const struct tz_source *source,
    const char *name, const char *path, enum tz_channel channel,
    const struct tz_place *place, struct tz_err *err)
{
	static const struct tz_place nowhere = {.kind = TZ_PLACE_NONE};
	enum tz_status s = tz_emit_check(emit, err);

	if (s)
		return s;
	if (emit->n_facts == TZ_FRAME_MAX_FACTS)
		return tz_emit_pass_limit(emit, TZ_REASON_LIMIT_ENTRIES, err);
	if (strcmp(name, "encrypted") == 0)
		emit->levels[source->depth].told_encrypted = true;
	if (strcmp(name, "trailing-data") == 0)
		emit->levels[source->depth].told_trailing = true;
	tz_frame_start(&emit->frame, TZ_FRAME_FACT);
	tz_frame_put_number(&emit->frame, source->file);
	tz_frame_put_text(&emit->frame, name, strlen(name));
	tz_frame_put_text(&emit->frame, path, strlen(path));
	tz_frame_put_number(&emit->frame, (uint64_t)channel);
	tz_frame_put_place(&emit->frame, place ? place : &nowhere, 0);
	s = tz_emit_send(emit, NULL, 0, err);
	if (s == TZ_OK)
		emit->n_facts++;
	return s;
}

/* The constant that is the word ${reason}. */
static const char *
known_reason(const char *reason)
{
#define KNOWN(name, word)                                                      \
	if (strcmp(reason, word) == 0)                                         \
		return word;
	TZ_REASON_LIST(KNOWN)
#undef KNOWN
	return TZ_REASON_DAMAGED;
}

/* It is sent when the file ends, when it is known what was given. */
static void
set_reading(struct tz_emit_level *level, enum tz_reading reading,
    const char *reason)
{
	if (reading == TZ_READING_READ || level->reading == TZ_READING_UNREAD)
		return;
	level->reading = reading;
	/* What a bound cut short looks damaged to its reader. */
	if (strcmp(reason, TZ_REASON_DAMAGED) == 0)
		reason = tz_xml_bound(NULL);
	if (!level->reason)
		level->reason =
		    known_reason(reason ? reason : TZ_REASON_DAMAGED);
}

enum tz_status
tz_emit_reading(struct tz_emit *emit, const struct tz_source *source,
    enum tz_reading reading, const char *reason, struct tz_err *err)
{
	set_reading(&emit->levels[source->depth], reading, reason);
	return tz_emit_check(emit, err);
}

static bool
over_ratio(const struct tz_emit *emit, const struct tz_emit_level *level,
    uint64_t unpacked)
{
	return unpacked > RATIO_FLOOR &&
	    unpacked / emit->limits.max_ratio > level->size;
}

/*
 * Count what was unpacked, for the file and for all that it lies in; whether
 * it may go on.  A bomb in layers stays under the ratio at each one, so once
 * the whole is over it every archive inside gives only little more; what lies
 * beside the bomb is still read.
 */
static bool
keeps_ratio(struct tz_emit *emit, unsigned depth, uint64_t len)
{
	struct tz_emit_level *own = &emit->levels[depth];
	bool bomb = false;
	unsigned i;

	for (i = 0; i < depth; i++) {
		struct tz_emit_level *outer = &emit->levels[i];

		outer->unpacked_inside += len;
		bomb = bomb || over_ratio(emit, outer, outer->unpacked_inside);
	}
	own->unpacked += len;
	if (!over_ratio(emit, own, own->unpacked) &&
	    !(bomb && own->unpacked > BOMB_REST))
		return true;
	set_reading(own, TZ_READING_PARTLY, TZ_REASON_LIMIT_RATIO);
	return false;
}

enum tz_status
tz_emit_unpacked(struct tz_emit *emit, const struct tz_source *source,
    uint64_t len, struct tz_err *err)
{
	enum tz_status s = tz_emit_check(emit, err);

	if (s)
		return s;
	emit->unpacked += len;
	if (emit->unpacked > emit->limits.max_total)
		return tz_emit_pass_limit(emit, TZ_REASON_LIMIT_SIZE, err);
	if (!keeps_ratio(emit, source->depth, len))
		return tz_fail(err, TZ_LIMIT,
		    _("a file unpacks to too many times its size"));
	return TZ_OK;
}
