/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ole/xls_object.c - text boxes and notes on a sheet
 */
#include "intake/ole/xls_object.h"

#include <stdlib.h>

#define NOTES_MAX 65536
#define OBJECT_NOTE 0x19

void
tz_xls_objects_start(struct tz_xls_objects *objects, const char *name,
    bool hidden)
{
	memset(objects, 0, sizeof *objects);
	objects->name = name;
	tz_story_start(&objects->boxes,
	    hidden ? TZ_CHANNEL_HIDDEN_SHEET : TZ_CHANNEL_BODY, name);
}

void
tz_xls_objects_clear(struct tz_xls_objects *objects)
{
	size_t i;

	for (i = 0; i < objects->n_notes; i++) {
		free(objects->notes[i].text);
		free(objects->notes[i].author);
	}
	free(objects->notes);
	tz_story_clear(&objects->boxes);
	memset(objects, 0, sizeof *objects);
}

static enum tz_status
add_note(struct tz_xls_objects *objects, uint16_t id, struct tz_buf *text,
    struct tz_buf *author, struct tz_err *err)
{
	struct tz_xls_note *notes;

	if (objects->n_notes == NOTES_MAX)
		return tz_fail_nomem(err);
	notes = realloc(objects->notes, (objects->n_notes + 1) * sizeof *notes);
	if (!notes)
		return tz_fail_nomem(err);
	objects->notes = notes;
	notes += objects->n_notes++;
	notes->id = id;
	notes->author = author && author->len > 0 ? tz_buf_take(author) : NULL;
	notes->text = strdup(tz_buf_str(text));
	return notes->text ? TZ_OK : tz_fail_nomem(err);
}

/* The text of the object before it, in a CONTINUE. */
static enum tz_status
read_text(struct tz_xls_objects *objects, const struct tz_xls_record *record,
    struct tz_err *err)
{
	struct tz_xls_flow flow = tz_xls_flow_of(record);
	size_t n = tz_bytes_16(record->body, 10);
	tz_auto_buf text = TZ_BUF_INIT;
	bool wide;

	if (n == 0)
		return TZ_OK;
	tz_xls_flow_skip(&flow, record->body.len);
	wide = tz_xls_flow_number(&flow, 1) & 1;
	tz_xls_flow_characters(&flow, n, wide, &text);
	if (objects->is_note)
		return add_note(objects, objects->id, &text, NULL, err);
	tz_story_break(&objects->boxes, '\n');
	tz_story_add(&objects->boxes, tz_buf_str(&text), text.len);
	return TZ_OK;
}

/* In BIFF5 the text stands in the note; row, column, how long. */
static enum tz_status
read_old_note(struct tz_xls_objects *objects, struct tz_xls *xls,
    const struct tz_xls_record *record, struct tz_err *err)
{
	struct tz_xls_flow flow = tz_xls_flow_of(record);
	tz_auto_buf text = TZ_BUF_INIT;
	bool more = tz_bytes_16(record->body, 0) == 0xffff;
	struct tz_xls_note *last;

	tz_xls_flow_skip(&flow, 6);
	tz_xls_text(xls, &flow, record->body.len > 6 ? record->body.len - 6 : 0,
	    &text);
	if (!more || objects->n_notes == 0)
		return add_note(objects, 0, &text, NULL, err);
	/* It goes on where the last one ended. */
	last = &objects->notes[objects->n_notes - 1];
	{
		tz_auto_buf joined = TZ_BUF_INIT;

		tz_buf_puts(&joined, last->text);
		tz_buf_puts(&joined, tz_buf_str(&text));
		free(last->text);
		last->text = tz_buf_take(&joined);
	}
	return last->text ? TZ_OK : tz_fail_nomem(err);
}

static enum tz_status
read_note(struct tz_xls_objects *objects, struct tz_xls *xls,
    const struct tz_xls_record *record, struct tz_err *err)
{
	struct tz_xls_flow flow = tz_xls_flow_of(record);
	tz_auto_buf author = TZ_BUF_INIT;
	tz_auto_buf none = TZ_BUF_INIT;
	uint16_t id = tz_bytes_16(record->body, 6);
	size_t i;

	tz_xls_flow_skip(&flow, 8);
	tz_xls_text(xls, &flow, tz_xls_flow_number(&flow, 2), &author);
	/* Some writers put a blank for nobody. */
	if (strspn(tz_buf_str(&author), " ") == author.len)
		tz_buf_reset(&author);
	for (i = 0; i < objects->n_notes; i++) {
		struct tz_xls_note *note = &objects->notes[i];

		if (note->id != id || note->author)
			continue;
		if (author.len > 0)
			note->author = tz_buf_take(&author);
		return TZ_OK;
	}
	/* An empty note still names who wrote it. */
	return add_note(objects, id, &none, &author, err);
}

enum tz_status
tz_xls_object(struct tz_xls_objects *objects, struct tz_xls *xls,
    const struct tz_xls_record *record, struct tz_err *err)
{
	if (record->type == TZ_XLS_OBJ) {
		objects->is_note = tz_bytes_16(record->body, 4) == OBJECT_NOTE;
		objects->id = tz_bytes_16(record->body, 6);
		return TZ_OK;
	}
	if (record->type == TZ_XLS_TXO)
		return xls->old ? TZ_OK : read_text(objects, record, err);
	return xls->old ? read_old_note(objects, xls, record, err)
			: read_note(objects, xls, record, err);
}

enum tz_status
tz_xls_objects_send(struct tz_xls_objects *objects, struct tz_xls *xls,
    struct tz_err *err)
{
	struct tz_ole *ole = xls->ole;
	enum tz_status s;
	size_t i;

	s = tz_emit_story(ole->emit, ole->source, &objects->boxes, err);
	if (s == TZ_OK && objects->n_notes > 0)
		s = tz_ole_fact(ole, "comments", objects->name,
		    TZ_CHANNEL_COMMENT, err);
	for (i = 0; s == TZ_OK && i < objects->n_notes; i++) {
		const struct tz_xls_note *note = &objects->notes[i];
		struct tz_story story;

		tz_story_start(&story, TZ_CHANNEL_COMMENT, objects->name);
		tz_story_place(&story, TZ_PLACE_COMMENT, (uint32_t)i + 1, 0,
		    note->author);
		tz_story_add(&story, note->text, strlen(note->text));
		s = tz_emit_story(ole->emit, ole->source, &story, err);
		tz_story_clear(&story);
		if (s == TZ_OK)
			s = tz_emit_text(ole->emit, ole->source,
			    TZ_CHANNEL_PROPERTY, objects->name,
			    TZ_PLACE_PROPERTY, "author", note->author, err);
	}
	return s;
}
