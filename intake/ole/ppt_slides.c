/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ole/ppt_slides.c - slides, notes and masters in order (MS-PPT 2.4)
 */
#include <stdlib.h>

#include "intake/formats.h"
#include "intake/ole/ole_inflate.h"
#include "intake/ole/ppt.h"

#define HIDDEN 0x0004 /* of a slide in the show */

/* Lists of slides in the document: the instance of the record. */
enum list {
	SLIDES,
	MASTERS,
	NOTES,
};

/* What is being read. */
struct show {
	struct tz_ppt *ppt;
	struct tz_ppt_record document;
	uint32_t *ids; /* of the slides in order */
	size_t n;
};

/* The record of the current object ${id}; marks it as taken. */
static bool
take(struct tz_ppt *ppt, uint32_t id, struct tz_ppt_record *ret)
{
	size_t i;

	for (i = 0; i < ppt->n; i++) {
		size_t at = ppt->objects[i].offset;

		if (ppt->objects[i].id != id || ppt->objects[i].taken)
			continue;
		ppt->objects[i].taken = true;
		return tz_ppt_next(ppt->stream, &at, ret);
	}
	return false;
}

/* The record of that type directly in another. */
static bool
find(struct tz_bytes bytes, uint16_t type, struct tz_ppt_record *ret)
{
	size_t at = 0;

	while (tz_ppt_next(bytes, &at, ret))
		if (ret->type == type)
			return true;
	return false;
}

/* Remember the slide's own number, that its notes will name. */
static enum tz_status
remember(struct show *show, uint32_t id, struct tz_err *err)
{
	uint32_t *ids = realloc(show->ids, (show->n + 1) * sizeof *ids);

	if (!ids)
		return tz_fail_nomem(err);
	show->ids = ids;
	ids[show->n++] = id;
	return TZ_OK;
}

/* One slide: the outline's text that the list has, and what is drawn. */
static enum tz_status
read_slide(struct show *show, const struct tz_ppt_record *slide,
    struct tz_bytes outline, bool unlisted, struct tz_err *err)
{
	tz_auto_buf path = TZ_BUF_INIT;
	struct tz_ppt_record info;
	struct tz_ppt_page page;
	bool hidden = unlisted ||
	    (find(slide->body, PPT_SHOW_INFO, &info) &&
		(tz_bytes_16(info.body, 10) & HIDDEN));
	enum tz_status s = TZ_OK;

	tz_buf_printf(&path, "slide %zu", show->n);
	if (hidden)
		s = tz_ole_fact(show->ppt->ole, "hidden-slide",
		    tz_buf_str(&path), TZ_CHANNEL_HIDDEN_SLIDE, err);
	tz_ppt_page_start(&page, show->ppt,
	    hidden ? TZ_CHANNEL_HIDDEN_SLIDE : TZ_CHANNEL_BODY,
	    tz_buf_str(&path), (uint32_t)show->n);
	page.slide = true;
	if (s == TZ_OK)
		s = tz_ppt_page_walk(&page, outline, 0, err);
	if (s == TZ_OK)
		s = tz_ppt_page_walk(&page, slide->body, 0, err);
	if (s == TZ_OK)
		s = tz_ppt_page_send(&page, err);
	tz_ppt_page_clear(&page);
	return s;
}

/* Notes to a slide; which one the record says. */
static enum tz_status
read_notes(struct show *show, const struct tz_ppt_record *notes,
    struct tz_err *err)
{
	struct tz_ppt_record atom;
	struct tz_ppt_page page;
	uint32_t slide = 0;
	enum tz_status s;
	size_t i;

	if (find(notes->body, PPT_NOTES_ATOM, &atom))
		for (i = 0; i < show->n; i++)
			if (show->ids[i] == tz_bytes_32(atom.body, 0))
				slide = (uint32_t)i + 1;
	tz_ppt_page_start(&page, show->ppt,
	    slide ? TZ_CHANNEL_SPEAKER_NOTES : TZ_CHANNEL_HEADER_FOOTER,
	    slide ? "notes" : "notes master", slide);
	s = tz_ppt_page_walk(&page, notes->body, 0, err);
	if (s == TZ_OK && slide && page.sides[TZ_PPT_TEXT].text.len > 0)
		s = tz_ole_fact(show->ppt->ole, "speaker-notes", "notes",
		    TZ_CHANNEL_SPEAKER_NOTES, err);
	if (s == TZ_OK)
		s = tz_ppt_page_send(&page, err);
	tz_ppt_page_clear(&page);
	return s;
}

/* A master, or anything else that is not a slide. */
static enum tz_status
read_other(struct show *show, struct tz_bytes body, enum tz_channel channel,
    const char *path, struct tz_err *err)
{
	struct tz_ppt_page page;
	enum tz_status s;

	tz_ppt_page_start(&page, show->ppt, channel, path, 0);
	s = tz_ppt_page_walk(&page, body, 0, err);
	if (s == TZ_OK)
		s = tz_ppt_page_send(&page, err);
	tz_ppt_page_clear(&page);
	return s;
}

/* One list of the document: each slide's record, followed by its texts. */
static enum tz_status
read_list(struct show *show, const struct tz_ppt_record *list,
    struct tz_err *err)
{
	struct tz_ppt_record entry, object;
	enum tz_status s = TZ_OK;
	size_t at = 0;
	bool more = tz_ppt_next(list->body, &at, &entry);

	while (s == TZ_OK && more) {
		struct tz_ppt_record persist = entry;
		size_t begin = at, end = at;

		while ((more = tz_ppt_next(list->body, &at, &entry)) &&
		    entry.type != PPT_SLIDE_PERSIST)
			end = at;
		if (persist.type != PPT_SLIDE_PERSIST)
			continue;
		if (list->instance == SLIDES)
			s = remember(show, tz_bytes_32(persist.body, 12), err);
		if (s)
			break;
		if (!take(show->ppt, tz_bytes_32(persist.body, 0), &object))
			s = tz_ole_damaged(show->ppt->ole, err);
		else if (list->instance == SLIDES)
			s = read_slide(show, &object,
			    tz_bytes_slice(list->body, begin, end - begin),
			    false, err);
		else if (list->instance == NOTES)
			s = read_notes(show, &object, err);
		else
			s = read_other(show, object.body,
			    TZ_CHANNEL_HEADER_FOOTER, "master", err);
	}
	return s;
}

/* The lists of one kind, or, for SLIDES - 1, all that is no list. */
static enum tz_status
read_lists(struct show *show, enum list kind, struct tz_err *err)
{
	struct tz_ppt_record record;
	enum tz_status s = TZ_OK;
	size_t at = 0;

	while (s == TZ_OK && tz_ppt_next(show->document.body, &at, &record))
		if (record.type == PPT_LIST && record.instance == (int)kind)
			s = read_list(show, &record, err);
	return s;
}

/* What the document says beside its lists: links, headers, names. */
static enum tz_status
read_beside(struct show *show, struct tz_err *err)
{
	struct tz_ppt_record record;
	struct tz_ppt_page page;
	enum tz_status s = TZ_OK;
	size_t at = 0, begin = 0;

	tz_ppt_page_start(&page, show->ppt, TZ_CHANNEL_PROPERTY, "document", 0);
	for (; s == TZ_OK && tz_ppt_next(show->document.body, &at, &record);
	     begin = at)
		if (record.type != PPT_LIST)
			s = tz_ppt_page_walk(&page,
			    tz_bytes_slice(show->document.body, begin,
				at - begin),
			    0, err);
	if (s == TZ_OK)
		s = tz_ppt_page_send(&page, err);
	tz_ppt_page_clear(&page);
	return s;
}

/* The current objects that no list names. */
static enum tz_status
read_unlisted(struct show *show, struct tz_err *err)
{
	struct tz_ppt *ppt = show->ppt;
	enum tz_status s = TZ_OK;
	size_t i;

	for (i = 0; s == TZ_OK && i < ppt->n; i++) {
		size_t at = ppt->objects[i].offset;
		struct tz_ppt_record record;
		static const struct tz_bytes none = {NULL, 0};

		if (ppt->objects[i].taken ||
		    !tz_ppt_next(ppt->stream, &at, &record))
			continue;
		ppt->objects[i].taken = true;
		if (record.type == PPT_OBJECT) {
			s = tz_ppt_object(ppt, &record, err);
		} else if (record.type == PPT_NOTES) {
			s = read_notes(show, &record, err);
		} else if (record.type == PPT_SLIDE) {
			s = remember(show, 0, err);
			if (s == TZ_OK)
				s = read_slide(show, &record, none, true, err);
		} else if (record.holds) {
			s = read_other(show, record.body,
			    TZ_CHANNEL_HEADER_FOOTER, "master", err);
		}
	}
	return s;
}

enum tz_status
tz_ppt_slides(struct tz_ppt *ppt, struct tz_err *err)
{
	struct show show = {ppt, {0, 0, false, {NULL, 0}}, NULL, 0};
	struct tz_ppt_record atom;
	enum tz_status s;

	if (!take(ppt, ppt->document, &show.document) ||
	    show.document.type != PPT_DOCUMENT)
		return tz_ole_damaged(ppt->ole, err);
	if (find(show.document.body, PPT_DOCUMENT_ATOM, &atom)) {
		ppt->width = (int32_t)tz_bytes_32(atom.body, 0);
		ppt->height = (int32_t)tz_bytes_32(atom.body, 4);
	}
	s = read_lists(&show, SLIDES, err);
	if (s == TZ_OK)
		s = read_lists(&show, NOTES, err);
	if (s == TZ_OK)
		s = read_lists(&show, MASTERS, err);
	if (s == TZ_OK)
		s = read_beside(&show, err);
	if (s == TZ_OK)
		s = read_unlisted(&show, err);
	free(show.ids);
	return s;
}

enum tz_status
tz_ppt_object(struct tz_ppt *ppt, const struct tz_ppt_record *record,
    struct tz_err *err)
{
	tz_auto_buf path = TZ_BUF_INIT;
	tz_auto_buf data = TZ_BUF_INIT;
	struct tz_ole *ole = ppt->ole;
	bool packed = record->instance == 1;
	enum tz_status s;

	tz_buf_printf(&path, "object %u", ++ppt->embedded);
	s = tz_ole_fact(ole, "embedded-object", tz_buf_str(&path),
	    TZ_CHANNEL_ATTACHMENT, err);
	if (s)
		return s;
	if (!packed)
		return tz_emit_child(ole->emit, ole->source, tz_buf_str(&path),
		    record->body.data, record->body.len, err);
	s = tz_ole_inflate(ole, tz_bytes_slice(record->body, 4, SIZE_MAX),
	    tz_bytes_32(record->body, 0), &data, err);
	return s ? s
		 : tz_emit_child(ole->emit, ole->source, tz_buf_str(&path),
		       tz_buf_str(&data), data.len, err);
}
