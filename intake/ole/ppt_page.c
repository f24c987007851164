/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ole/ppt_page.c - the text in records of records (MS-PPT 2.4 to 2.10)
 */
#include <stdlib.h>

#include "intake/ole/ole_strings.h"
#include "intake/ole/ppt.h"
#include "intake/visible.h"

#define DEPTH_MAX 32
/* Properties of a shape (MS-ODRAW 2.3): its description, its name. */
#define DESCRIPTION 0x0381
#define SHAPE_NAME 0x0380
#define SHAPE_FLAGS 0x03bf
#define IS_HIDDEN 0x00020002u

void
tz_ppt_page_start(struct tz_ppt_page *page, struct tz_ppt *ppt,
    enum tz_channel channel, const char *path, uint32_t slide)
{
	const enum tz_channel channels[TZ_PPT_SIDES] = {
	    [TZ_PPT_TEXT] = channel,
	    [TZ_PPT_HIDDEN] = TZ_CHANNEL_HIDDEN_TEXT,
	    [TZ_PPT_COMMENT] = TZ_CHANNEL_COMMENT,
	    [TZ_PPT_HEADER] = TZ_CHANNEL_HEADER_FOOTER,
	    [TZ_PPT_LINK] = TZ_CHANNEL_EXTERNAL_LINK,
	    [TZ_PPT_PROPERTY] = TZ_CHANNEL_PROPERTY,
	};
	int i;

	memset(page, 0, sizeof *page);
	page->ppt = ppt;
	if (slide > 0)
		page->place.kind = TZ_PLACE_SLIDE;
	page->place.n = slide;
	for (i = 0; i < TZ_PPT_SIDES; i++)
		tz_story_start(&page->sides[i], channels[i], path);
}

void
tz_ppt_page_clear(struct tz_ppt_page *page)
{
	int i;

	for (i = 0; i < TZ_PPT_SIDES; i++)
		tz_story_clear(&page->sides[i]);
	free(page->author);
}

static void
add(struct tz_ppt_page *page, enum tz_ppt_side side, struct tz_buf *text)
{
	struct tz_story *story;
	size_t i;

	/* Of an earlier edit all is earlier. */
	if (page->earlier)
		side = TZ_PPT_TEXT;
	story = &page->sides[side];
	while (text->len > 0 && text->data[text->len - 1] == '\0')
		text->len--;
	for (i = 0; i < text->len; i++)
		if (text->data[i] == '\r' || text->data[i] == '\v')
			text->data[i] = '\n';
	if (text->len == 0)
		return;
	tz_story_break(story, '\n');
	if (side == TZ_PPT_COMMENT)
		tz_story_place(story, TZ_PLACE_COMMENT, page->ppt->comments, 0,
		    page->author);
	else
		tz_story_place(story, page->place.kind, page->place.n, 0, NULL);
	tz_story_add(story, text->data, text->len);
	story->text.failed |= text->failed;
}

/* The letters of a text all of one size, in points; 0 when it is not said. */
static unsigned
only_size(const struct tz_ppt_record *style, size_t characters)
{
	struct tz_bytes body = style->body;
	size_t at = 0, done = 0;
	unsigned biggest = 0;

	/* Paragraphs: their number of characters, level, what is said. */
	while (done < characters + 1 && tz_bytes_has(body, at, 10)) {
		uint32_t mask = tz_bytes_32(body, at + 6);
		static const unsigned char sizes[22] = {2, 0, 0, 0, 2, 2, 4, 2,
		    2, 0, 2, 2, 2, 2, 2, 2, 2, 2, 0, 0, 0, 2};
		unsigned bit;

		done += tz_bytes_32(body, at);
		at += 10;
		/* The first four are one field of flags; tabs and numbers are
		 * of no fixed length: nothing is said then. */
		if (mask & 0x00100000)
			return 0;
		if (mask & 0xf)
			at += 2;
		for (bit = 4; bit < 22; bit++)
			if (mask >> bit & 1)
				at += sizes[bit];
	}
	for (done = 0; done < characters && tz_bytes_has(body, at, 8);) {
		uint32_t mask = tz_bytes_32(body, at + 4);
		unsigned bit, size = 0;

		done += tz_bytes_32(body, at);
		at += 8;
		if (mask & 0xffff)
			at += 2;
		for (bit = 16; bit < 24; bit++) {
			if (!(mask >> bit & 1))
				continue;
			if (bit == 17)
				size = tz_bytes_16(body, at);
			at += bit == 18 ? 4 : bit == 20 ? 0 : 2;
		}
		if (size == 0)
			return 0;
		if (size > biggest)
			biggest = size;
	}
	return biggest;
}

/* Add a text; the record of its style follows it. */
static void
add_text(struct tz_ppt_page *page, const struct tz_ppt_record *record,
    struct tz_bytes after)
{
	tz_auto_buf text = TZ_BUF_INIT;
	struct tz_ppt_record style;
	bool wide = record->type == PPT_TEXT_WIDE;
	bool tiny = false;
	size_t at = 0;

	/* A narrow one leaves out the zero bytes of UTF-16. */
	if (wide)
		tz_ole_utf16(record->body, &text);
	else
		tz_ole_latin(record->body, &text);
	if (tz_ppt_next(after, &at, &style) && style.type == PPT_TEXT_STYLE) {
		unsigned size =
		    only_size(&style, record->body.len / (wide ? 2 : 1));

		tiny = page->slide && size > 0 && size <= TZ_TINY_POINTS;
	}
	page->tiny |= tiny && text.len > 0;
	add(page, page->unseen || tiny ? TZ_PPT_HIDDEN : TZ_PPT_TEXT, &text);
}

/* What the table of a shape's properties says: whether it is hidden; its name
 * and description are text. */
static bool
read_shape(struct tz_ppt_page *page, const struct tz_ppt_record *record)
{
	struct tz_bytes body = record->body;
	size_t i, beside = 6 * (size_t)record->instance;
	bool hidden = false;

	for (i = 0; i < record->instance && tz_bytes_has(body, 6 * i, 6); i++) {
		uint16_t id = tz_bytes_16(body, 6 * i);
		uint32_t value = tz_bytes_32(body, 6 * i + 2);
		tz_auto_buf text = TZ_BUF_INIT;

		if ((id & 0x3fff) == SHAPE_FLAGS)
			hidden = (value & IS_HIDDEN) == IS_HIDDEN;
		if (!(id & 0x8000))
			continue;
		if ((id & 0x3fff) == DESCRIPTION ||
		    (id & 0x3fff) == SHAPE_NAME || (id & 0x3fff) == 0x00c0) {
			tz_ole_utf16(tz_bytes_slice(body, beside, value),
			    &text);
			add(page,
			    (id & 0x3fff) == SHAPE_NAME ? TZ_PPT_PROPERTY
							: TZ_PPT_TEXT,
			    &text);
		}
		beside += value;
	}
	return hidden;
}

/* Whether a shape's place is off the slide. */
static bool
is_off(const struct tz_ppt *ppt, struct tz_bytes body)
{
	int32_t top, left, right, bottom;

	if (body.len == 8) {
		top = (int16_t)tz_bytes_16(body, 0);
		left = (int16_t)tz_bytes_16(body, 2);
		right = (int16_t)tz_bytes_16(body, 4);
		bottom = (int16_t)tz_bytes_16(body, 6);
	} else if (body.len == 16) {
		top = (int32_t)tz_bytes_32(body, 0);
		left = (int32_t)tz_bytes_32(body, 4);
		right = (int32_t)tz_bytes_32(body, 8);
		bottom = (int32_t)tz_bytes_32(body, 12);
	} else {
		return false;
	}
	return ppt->width > 0 &&
	    (right <= 0 || bottom <= 0 || left >= ppt->width ||
		top >= ppt->height);
}

/* A shape: how it looks, then the text in it. */
static enum tz_status
walk_shape(struct tz_ppt_page *page, struct tz_bytes body, unsigned depth,
    struct tz_err *err)
{
	struct tz_ppt_record record;
	bool hidden = false, off = false;
	size_t at = 0, text_at = page->sides[TZ_PPT_HIDDEN].text.len;
	enum tz_status s;

	while (tz_ppt_next(body, &at, &record)) {
		if (record.type == PPT_SHAPE_PROPERTIES)
			hidden |= read_shape(page, &record) && page->slide;
		else if (record.type == PPT_ANCHOR)
			off |= page->slide && is_off(page->ppt, record.body);
	}
	page->unseen += hidden || off;
	s = tz_ppt_page_walk(page, body, depth, err);
	page->unseen -= hidden || off;
	if (page->sides[TZ_PPT_HIDDEN].text.len > text_at) {
		page->hidden_shape |= hidden;
		page->off_page |= off;
	}
	return s;
}

/* A string: what it is depends on where it stands. */
static void
add_string(struct tz_ppt_page *page, const struct tz_ppt_record *record,
    uint16_t parent)
{
	tz_auto_buf text = TZ_BUF_INIT;
	enum tz_ppt_side side = TZ_PPT_PROPERTY;

	tz_ole_utf16(record->body, &text);
	/* The name of a tag that PowerPoint itself uses. */
	if (strncmp(tz_buf_str(&text), "___PPT", 6) == 0)
		return;
	if (parent == PPT_COMMENT) {
		side = record->instance == 2 ? TZ_PPT_PROPERTY : TZ_PPT_COMMENT;
		if (record->instance == 0) {
			free(page->author);
			page->author = strdup(tz_buf_str(&text));
			page->ppt->comments++;
			return;
		}
	} else if (parent == PPT_HEADERS) {
		side = TZ_PPT_HEADER;
	} else if (parent == PPT_HYPERLINK || page->links) {
		side = TZ_PPT_LINK;
	}
	add(page, side, &text);
}

static enum tz_status
walk(struct tz_ppt_page *page, struct tz_bytes bytes, uint16_t parent,
    unsigned depth, struct tz_err *err)
{
	struct tz_ppt_record record;
	enum tz_status s = TZ_OK;
	size_t at = 0;

	if (depth > DEPTH_MAX)
		return tz_ole_damaged(page->ppt->ole, err);
	while (s == TZ_OK && tz_ppt_next(bytes, &at, &record)) {
		bool links = page->links;

		switch (record.type) {
		case PPT_TEXT_WIDE:
		case PPT_TEXT_NARROW:
			add_text(page, &record,
			    tz_bytes_slice(bytes, at, SIZE_MAX));
			break;
		case PPT_STRING:
			add_string(page, &record, parent);
			break;
		case PPT_SHAPE:
			s = walk_shape(page, record.body, depth + 1, err);
			break;
		case PPT_OBJECT:
			s = tz_ppt_object(page->ppt, &record, err);
			break;
		default:
			if (!record.holds && record.type != PPT_TAG_BLOB)
				break;
			page->links |= record.type == PPT_OBJECTS;
			s = walk(page, record.body, record.type, depth + 1,
			    err);
			page->links = links;
			break;
		}
	}
	return s;
}

enum tz_status
tz_ppt_page_walk(struct tz_ppt_page *page, struct tz_bytes bytes,
    unsigned depth, struct tz_err *err)
{
	return walk(page, bytes, 0, depth, err);
}

enum tz_status
tz_ppt_page_send(struct tz_ppt_page *page, struct tz_err *err)
{
	const struct {
		bool found;
		const char *name;
		enum tz_ppt_side side;
	} facts[] = {{page->hidden_shape, "hidden-shape", TZ_PPT_HIDDEN},
	    {page->off_page, "off-page-text", TZ_PPT_HIDDEN},
	    {page->tiny, "tiny-text", TZ_PPT_HIDDEN},
	    {page->sides[TZ_PPT_COMMENT].text.len > 0, "comments",
		TZ_PPT_COMMENT}};
	struct tz_ole *ole = page->ppt->ole;
	enum tz_status s = TZ_OK;
	size_t i;

	for (i = 0; s == TZ_OK && i < sizeof facts / sizeof facts[0]; i++) {
		const struct tz_story *story = &page->sides[facts[i].side];

		if (facts[i].found)
			s = tz_ole_fact(ole, facts[i].name, story->path,
			    story->channel, err);
	}
	for (i = 0; s == TZ_OK && i < TZ_PPT_SIDES; i++)
		s = tz_emit_story(ole->emit, ole->source, &page->sides[i], err);
	return s;
}
