/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/receive.c - frames become a document; nothing in them is trusted
 */
#include "intake/receive.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/intl.h"
#include "intake/frame.h"

/* A file whose end has not come yet. */
struct open_file {
	size_t file;
	bool given; /* text came, of it or of what it holds */
};

enum state {
	WAITING, /* for the first frame */
	READING,
	DONE,
	BAD,
};

struct tz_receive {
	struct tz_intake_limits limits;
	struct tz_document *document;
	struct tz_ocr_draft *ocr; /* or NULL */
	struct tz_buf bytes;	  /* not yet made up into a frame */
	enum state state;
	bool greeted;
	bool looking; /* at the next file */
	uint64_t frames;
	bool seccomp;
	bool landlock;
	struct open_file *open; /* by depth */
	size_t n_open;
	size_t n_files;
	size_t n_parts;
	size_t n_facts;
	size_t n_pictures;
	uint64_t text;
};

enum tz_status
tz_receive_new(const struct tz_intake_limits *limits,
    struct tz_receive **ret_receive, struct tz_err *err)
{
	tz_auto(tz_receive) receive = calloc(1, sizeof *receive);
	enum tz_status s;

	if (!receive)
		return tz_fail_nomem(err);
	receive->limits = *limits;
	receive->state = WAITING;
	receive->open =
	    calloc((size_t)limits->max_depth + 2, sizeof *receive->open);
	if (!receive->open)
		return tz_fail_nomem(err);
	s = tz_document_new(&receive->document, err);
	if (s)
		return s;
	*ret_receive = tz_steal(&receive);
	return TZ_OK;
}

void
tz_receive_free(struct tz_receive *receive)
{
	if (!receive)
		return;
	tz_document_free(receive->document);
	tz_buf_clear(&receive->bytes);
	free(receive->open);
	free(receive);
}

static enum tz_status
bad_frame(struct tz_err *err)
{
	return tz_fail(err, TZ_FORMAT, _("the reader sent a malformed frame"));
}

/* The open file that the frame names: any part of it, until its end came. */
static const struct open_file *
take_file(const struct tz_receive *receive, struct tz_frame *frame)
{
	size_t file = (size_t)tz_frame_take_number(frame, UINT32_MAX);
	size_t i;

	for (i = 0; !frame->bad && i < receive->n_open; i++) {
		if (receive->open[i].file == file)
			return &receive->open[i];
	}
	frame->bad = true;
	return NULL;
}

static enum tz_status
take_hello(struct tz_receive *receive, struct tz_frame *frame,
    struct tz_err *err)
{
	uint64_t version = tz_frame_take_number(frame, UINT32_MAX);
	bool filtered = tz_frame_take_number(frame, 1) == 1;
	bool landlock = tz_frame_take_number(frame, UINT32_MAX) > 0;

	if (!tz_frame_good(frame) || version != TZ_FRAME_VERSION)
		return bad_frame(err);
	receive->seccomp = filtered;
	receive->landlock = landlock;
	receive->greeted = true;
	receive->state = READING;
	return TZ_OK;
}

/* Whether a file may begin here, with these numbers. */
static bool
fits(const struct tz_receive *receive, size_t index,
    const struct tz_document_file *file)
{
	if (index != receive->n_files || file->depth != receive->n_open ||
	    file->depth > receive->limits.max_depth + 1 ||
	    receive->n_files >= receive->limits.max_entries)
		return false;
	if (receive->n_open == 0)
		return receive->n_files == 0 && file->parent == 0;
	return file->parent == receive->open[receive->n_open - 1].file;
}

static enum tz_status
take_file_start(struct tz_receive *receive, struct tz_frame *frame,
    struct tz_err *err)
{
	struct tz_document_file file;
	tz_auto_str path = NULL;
	tz_auto_str type = NULL;
	const void *digest;
	size_t index;
	enum tz_status s;

	memset(&file, 0, sizeof file);
	index = (size_t)tz_frame_take_number(frame, UINT32_MAX);
	file.parent = (size_t)tz_frame_take_number(frame, UINT32_MAX);
	file.depth = (unsigned)tz_frame_take_number(frame, UINT16_MAX);
	file.size = tz_frame_take_number(frame, INT64_MAX);
	digest = tz_frame_take_bytes(frame, sizeof file.sha256.bytes);
	file.path = path = tz_frame_take_string(frame, TZ_FRAME_MAX_PATH);
	file.media_type = type = tz_frame_take_word(frame);
	if (!tz_frame_good(frame) || !fits(receive, index, &file))
		return bad_frame(err);
	if (!path || !type)
		return tz_fail_nomem(err);
	memcpy(file.sha256.bytes, digest, sizeof file.sha256.bytes);
	file.reading = TZ_READING_READ;
	s = tz_document_add_file(receive->document, &file, &index, err);
	if (s)
		return s;
	receive->open[receive->n_open].file = index;
	receive->looking = false;
	receive->open[receive->n_open].given = false;
	receive->n_open++;
	receive->n_files++;
	return TZ_OK;
}

/* What is left of the frame: the places and the text. */
static enum tz_status
take_part_text(struct tz_receive *receive, struct tz_frame *frame,
    struct tz_part *part, struct tz_err *err)
{
	tz_auto_str names = NULL;
	TZ_AUTO(tz_str_autofree) char *memory = NULL;
	struct tz_place *places;
	uint64_t room = receive->limits.max_text - receive->text;
	size_t n;

	n = (size_t)tz_frame_take_number(frame, TZ_FRAME_MAX_PLACES);
	if (frame->bad || n > frame->len)
		return bad_frame(err);
	memory = calloc(n + 1, sizeof *places);
	names = malloc(frame->len + 1);
	if (!memory || !names)
		return tz_fail_nomem(err);
	places = (struct tz_place *)(void *)memory;
	tz_frame_take_places(frame, places, n, names);
	part->text = tz_frame_take_text(frame, room, &part->text_len);
	part->places = places;
	part->n_places = n;
	if (!tz_frame_good(frame) || part->text_len == 0 ||
	    (n > 0 && places[n - 1].start >= part->text_len))
		return bad_frame(err);
	receive->text += part->text_len;
	return tz_document_add_part(receive->document, part, err);
}

/* Something was given by the file, and so by those that hold it. */
static void
mark_given(struct tz_receive *receive, const struct open_file *file)
{
	ptrdiff_t depth;

	for (depth = file - receive->open; depth >= 0; depth--)
		receive->open[depth].given = true;
}

static enum tz_status
take_part(struct tz_receive *receive, struct tz_frame *frame,
    struct tz_err *err)
{
	struct tz_part part;
	const struct open_file *file;
	tz_auto_str path = NULL;
	enum tz_status s;

	memset(&part, 0, sizeof part);
	file = take_file(receive, frame);
	part.channel =
	    (enum tz_channel)tz_frame_take_number(frame, TZ_CHANNEL_COUNT - 1);
	part.path = path = tz_frame_take_string(frame, TZ_FRAME_MAX_PATH);
	if (frame->bad || receive->n_parts >= TZ_FRAME_MAX_PARTS)
		return bad_frame(err);
	if (!path)
		return tz_fail_nomem(err);
	part.file = file->file;
	s = take_part_text(receive, frame, &part, err);
	if (s)
		return s;
	receive->n_parts++;
	if (part.channel != TZ_CHANNEL_FILENAME)
		mark_given(receive, file);
	return TZ_OK;
}

static enum tz_status
take_picture(struct tz_receive *receive, struct tz_frame *frame,
    struct tz_err *err)
{
	const struct open_file *file = take_file(receive, frame);

	if (frame->bad || receive->n_pictures >= TZ_FRAME_MAX_PICTURES)
		return bad_frame(err);
	receive->n_pictures++;
	mark_given(receive, file);
	return tz_ocr_draft_picture(receive->ocr, receive->document, file->file,
	    frame, err);
}

static enum tz_status
take_fact(struct tz_receive *receive, struct tz_frame *frame,
    struct tz_err *err)
{
	struct tz_fact fact;
	const struct open_file *file;
	tz_auto_str name = NULL;
	tz_auto_str path = NULL;
	tz_auto_str place_name = NULL;
	size_t len;

	memset(&fact, 0, sizeof fact);
	file = take_file(receive, frame);
	fact.name = name = tz_frame_take_word(frame);
	fact.path = path = tz_frame_take_string(frame, TZ_FRAME_MAX_PATH);
	fact.channel =
	    (enum tz_channel)tz_frame_take_number(frame, TZ_CHANNEL_COUNT - 1);
	tz_frame_take_place(frame, 0, &fact.place, &len);
	if (!tz_frame_good(frame) || receive->n_facts >= TZ_FRAME_MAX_FACTS)
		return bad_frame(err);
	if (fact.place.name)
		place_name = strndup(fact.place.name, len);
	if (!name || !path || (fact.place.name && !place_name))
		return tz_fail_nomem(err);
	fact.file = file->file;
	fact.place.name = place_name;
	receive->n_facts++;
	return tz_document_add_fact(receive->document, &fact, err);
}

static enum tz_status
take_reading(struct tz_receive *receive, struct tz_frame *frame,
    struct tz_err *err)
{
	const struct open_file *file = take_file(receive, frame);
	enum tz_reading reading =
	    (enum tz_reading)tz_frame_take_number(frame, TZ_READING_COUNT - 1);
	tz_auto_str reason = tz_frame_take_word(frame);

	if (!tz_frame_good(frame) || (reason && !tz_frame_reason_known(reason)))
		return bad_frame(err);
	if (!reason)
		return tz_fail_nomem(err);
	return tz_document_set_reading(receive->document, file->file, reading,
	    reason, err);
}

static enum tz_status
take_file_end(struct tz_receive *receive, struct tz_frame *frame,
    struct tz_err *err)
{
	const struct open_file *file = take_file(receive, frame);

	if (!tz_frame_good(frame) ||
	    file != &receive->open[receive->n_open - 1])
		return bad_frame(err);
	receive->n_open--;
	return TZ_OK;
}

static enum tz_status
take_look(struct tz_receive *receive, struct tz_frame *frame,
    struct tz_err *err)
{
	uint64_t file = tz_frame_take_number(frame, UINT32_MAX);

	if (!tz_frame_good(frame) || file != receive->n_files)
		return bad_frame(err);
	receive->looking = true;
	return TZ_OK;
}

static enum tz_status
take_end(struct tz_receive *receive, struct tz_frame *frame, struct tz_err *err)
{
	if (!tz_frame_good(frame) || receive->n_files == 0 ||
	    receive->n_open > 0)
		return bad_frame(err);
	receive->state = DONE;
	return TZ_OK;
}

static enum tz_status
take(struct tz_receive *receive, struct tz_frame *frame, struct tz_err *err)
{
	if ((receive->state == WAITING) != (frame->type == TZ_FRAME_HELLO) ||
	    receive->state == DONE ||
	    (receive->looking && frame->type != TZ_FRAME_FILE))
		return bad_frame(err);
	switch (frame->type) {
	case TZ_FRAME_HELLO:
		return take_hello(receive, frame, err);
	case TZ_FRAME_FILE:
		return take_file_start(receive, frame, err);
	case TZ_FRAME_PART:
		return take_part(receive, frame, err);
	case TZ_FRAME_FACT:
		return take_fact(receive, frame, err);
	case TZ_FRAME_READING:
		return take_reading(receive, frame, err);
	case TZ_FRAME_FILE_END:
		return take_file_end(receive, frame, err);
	case TZ_FRAME_END:
		return take_end(receive, frame, err);
	case TZ_FRAME_PICTURE:
		return take_picture(receive, frame, err);
	case TZ_FRAME_LOOK:
		return take_look(receive, frame, err);
	case TZ_FRAME_WORDS:
	case TZ_FRAME_COUNT:
		break;
	}
	return bad_frame(err);
}

/* Take the whole frames that are there; what is left of the last stays. */
static enum tz_status
take_frames(struct tz_receive *receive, struct tz_err *err)
{
	struct tz_buf *bytes = &receive->bytes;
	size_t max = (size_t)receive->limits.max_text + TZ_FRAME_MAX_AROUND;
	size_t at = 0;

	for (;;) {
		struct tz_frame frame;
		size_t used;
		enum tz_status s;

		if (!tz_frame_read(&frame, bytes->data + at, bytes->len - at,
			max, &used))
			return bad_frame(err);
		if (used == 0)
			break;
		s = take(receive, &frame, err);
		if (s)
			return s;
		at += used;
		receive->frames++;
	}
	if (at == 0)
		return TZ_OK;
	memmove(bytes->data, bytes->data + at, bytes->len - at);
	bytes->len -= at;
	return TZ_OK;
}

enum tz_status
tz_receive_feed(struct tz_receive *receive, const void *data, size_t len,
    struct tz_err *err)
{
	enum tz_status s;

	if (receive->state == BAD)
		return bad_frame(err);
	tz_buf_append(&receive->bytes, data, len);
	s = tz_buf_check(&receive->bytes, err);
	if (s == TZ_OK)
		s = take_frames(receive, err);
	if (s)
		receive->state = BAD;
	return s;
}

void
tz_receive_set_ocr(struct tz_receive *receive, struct tz_ocr_draft *ocr)
{
	receive->ocr = ocr;
}

int64_t
tz_receive_waited(const struct tz_receive *receive)
{
	return tz_ocr_draft_waited(receive->ocr);
}

bool
tz_receive_greeted(const struct tz_receive *receive)
{
	return receive->greeted;
}

uint64_t
tz_receive_frames(const struct tz_receive *receive)
{
	return receive->frames;
}

size_t
tz_receive_inner(const struct tz_receive *receive)
{
	if (receive->n_open == 0)
		return 0;
	if (receive->looking)
		return receive->n_files;
	return receive->open[receive->n_open - 1].file;
}

bool
tz_receive_seccomp(const struct tz_receive *receive)
{
	return receive->seccomp;
}

bool
tz_receive_landlock(const struct tz_receive *receive)
{
	return receive->landlock;
}

bool
tz_receive_done(const struct tz_receive *receive)
{
	return receive->state == DONE && receive->bytes.len == 0;
}

enum tz_status
tz_receive_finish(struct tz_receive *receive,
    const struct tz_document_file *root, const char *reason,
    struct tz_document **ret_document, struct tz_err *err)
{
	struct tz_document *document = receive->document;
	size_t i, index;
	enum tz_status s;

	s = tz_ocr_draft_finish(receive->ocr, document, err);
	if (s)
		return s;
	if (receive->n_files == 0) {
		s = tz_document_add_file(document, root, &index, err);
		if (s)
			return s;
		receive->open[receive->n_open++].file = index;
	}
	for (i = 0; i < receive->n_open; i++) {
		s = tz_document_set_reading(document, receive->open[i].file,
		    receive->open[i].given ? TZ_READING_PARTLY
					   : TZ_READING_UNREAD,
		    reason, err);
		if (s)
			return s;
	}
	*ret_document = tz_steal(&receive->document);
	return TZ_OK;
}
