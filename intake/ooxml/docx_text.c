/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ooxml/docx_text.c - flows and what lies beside them
 *
 * Pieces beside the flow join without a separator as long as nothing else
 * stood between them, so a word that was deleted in three steps is one word.
 */
#include "intake/ooxml/docx_text.h"

#include <stdlib.h>
#include <string.h>

#include "intake/says.h"

/* Letters and digits of a number or a word that a deletion cuts. */
#define HALF_MAX 32

void
tz_docx_text_start(struct tz_docx_text *text, enum tz_channel channel,
    const char *path)
{
	static const enum tz_channel channels[TZ_DOCX_SIDES] = {
	    [TZ_DOCX_HIDDEN] = TZ_CHANNEL_HIDDEN_TEXT,
	    [TZ_DOCX_COVERING] = TZ_CHANNEL_COVERED_TEXT,
	    [TZ_DOCX_INSERTED] = TZ_CHANNEL_TRACKED_INSERTION,
	    [TZ_DOCX_DELETED] = TZ_CHANNEL_TRACKED_DELETION,
	    [TZ_DOCX_FORMULA] = TZ_CHANNEL_FORMULA,
	    [TZ_DOCX_FORM] = TZ_CHANNEL_FORM_FIELD,
	    [TZ_DOCX_PROPERTY] = TZ_CHANNEL_PROPERTY,
	    [TZ_DOCX_LINK] = TZ_CHANNEL_EXTERNAL_LINK,
	    [TZ_DOCX_BOXES] = TZ_CHANNEL_BODY,
	    [TZ_DOCX_ALT] = TZ_CHANNEL_BODY,
	    [TZ_DOCX_NOTES] = TZ_CHANNEL_FOOTNOTE,
	    [TZ_DOCX_REMARKS] = TZ_CHANNEL_COMMENT,
	    [TZ_DOCX_HEADS] = TZ_CHANNEL_HEADER_FOOTER,
	};
	int i;

	memset(text, 0, sizeof *text);
	text->n_flows = 1;
	text->flows[0].side = TZ_DOCX_BOXES;
	text->place = TZ_PLACE_PARAGRAPH;
	tz_story_start(&text->flows[0].story, channel, path);
	for (i = 0; i < TZ_DOCX_SIDES; i++) {
		text->torn[i] = true;
		tz_story_start(&text->sides[i],
		    i == TZ_DOCX_BOXES || i == TZ_DOCX_ALT ? channel
							   : channels[i],
		    path);
	}
}

void
tz_docx_text_clear(struct tz_docx_text *text)
{
	unsigned i;

	for (i = 0; i < text->n_flows; i++)
		tz_story_clear(&text->flows[i].story);
	for (i = 0; i < TZ_DOCX_SIDES; i++)
		tz_story_clear(&text->sides[i]);
}

void
tz_docx_text_place(struct tz_docx_text *text, enum tz_place_kind kind,
    uint32_t n, const char *author)
{
	text->place = kind;
	text->n = n;
	text->author = author;
}

struct tz_story *
tz_docx_text_flow(struct tz_docx_text *text)
{
	return &text->flows[text->n_flows - 1].story;
}

/* Add to a side, on a line of its own unless it adjoins the last piece. */
static void
put_beside(struct tz_docx_text *text, enum tz_docx_side side,
    const struct tz_docx_change *change, const char *words)
{
	struct tz_story *story = &text->sides[side];

	if (text->torn[side])
		tz_story_break(story, '\n');
	text->torn[side] = false;
	if (change)
		tz_story_place(story, TZ_PLACE_CHANGE, change->n, 0,
		    change->author);
	else
		tz_story_place(story, text->place, text->n, 0, text->author);
	tz_story_add(story, words, strlen(words));
}

static bool
is_word_byte(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
	    (c >= 'a' && c <= 'z');
}

/* The kept half of a number stands before its deleted half: without it the
 * number that the file still tells would not be found. */
static void
put_half_before(struct tz_docx_text *text, const struct tz_docx_change *change,
    const char *words)
{
	const struct tz_docx_flow *flow = &text->flows[text->n_flows - 1];
	const struct tz_buf *kept = &flow->story.text;
	size_t n = 0;
	char half[HALF_MAX + 1];

	if (!text->torn[TZ_DOCX_DELETED] || flow->pending ||
	    !is_word_byte(words[0]))
		return;
	while (n < HALF_MAX && n < kept->len &&
	    is_word_byte(kept->data[kept->len - 1 - n]))
		n++;
	if (n == 0)
		return;
	memcpy(half, kept->data + kept->len - n, n);
	half[n] = '\0';
	put_beside(text, TZ_DOCX_DELETED, change, half);
}

/* The same when the kept half stands behind. */
static void
put_half_behind(struct tz_docx_text *text, const char *words)
{
	struct tz_story *story = &text->sides[TZ_DOCX_DELETED];
	size_t n = 0;

	if (text->torn[TZ_DOCX_DELETED] || story->text.len == 0 ||
	    !is_word_byte(story->text.data[story->text.len - 1]))
		return;
	while (n < HALF_MAX && is_word_byte(words[n]))
		n++;
	tz_story_add(story, words, n);
}

bool
tz_docx_text_blank(const char *words)
{
	static const char *const blanks[] = {"\xc2\xa0", /* no-break space */
	    "\xe3\x80\x80",				 /* ideographic space */
	    "\xe2\x80\x82", "\xe2\x80\x83", "\xe2\x80\x89"};
	size_t i;

	for (;;) {
		words += strspn(words, " \t\r\n");
		for (i = 0; i < sizeof blanks / sizeof blanks[0]; i++)
			if (strncmp(words, blanks[i], strlen(blanks[i])) == 0)
				break;
		if (i == sizeof blanks / sizeof blanks[0])
			return *words == '\0';
		words += strlen(blanks[i]);
	}
}

/* Blanks that can not be seen are no secret. */
static void
put_unseen(struct tz_docx_text *text, enum tz_docx_unseen unseen,
    const char *words)
{
	if (!tz_docx_text_blank(words) && !text->unseen[unseen]) {
		text->unseen[unseen] = true;
		text->spots[unseen].kind = text->place;
		text->spots[unseen].n = text->n;
	}
	put_beside(text,
	    unseen == TZ_DOCX_COVERED ? TZ_DOCX_COVERING : TZ_DOCX_HIDDEN, NULL,
	    words);
}

void
tz_docx_text_put(struct tz_docx_text *text, const struct tz_docx_mark *mark,
    const char *words)
{
	struct tz_docx_flow *flow = &text->flows[text->n_flows - 1];

	if (words[0] == '\0')
		return;
	if (mark->deleted.n) {
		put_half_before(text, &mark->deleted, words);
		put_beside(text, TZ_DOCX_DELETED, &mark->deleted, words);
		return;
	}
	put_half_behind(text, words);
	text->torn[TZ_DOCX_DELETED] = true;
	if (mark->inserted.n)
		put_beside(text, TZ_DOCX_INSERTED, &mark->inserted, words);
	else
		text->torn[TZ_DOCX_INSERTED] = true;
	if (mark->unseen) {
		put_unseen(text, mark->unseen, words);
		return;
	}
	text->torn[TZ_DOCX_HIDDEN] = true;
	if (mark->partly)
		put_unseen(text, TZ_DOCX_COVERED, words);
	else
		text->torn[TZ_DOCX_COVERING] = true;
	if (flow->pending)
		tz_story_break(&flow->story, flow->pending);
	flow->pending = '\0';
	tz_story_place(&flow->story, text->place, text->n, 0, text->author);
	tz_story_add(&flow->story, words, strlen(words));
}

void
tz_docx_text_separate(struct tz_docx_text *text, char c)
{
	text->flows[text->n_flows - 1].pending = c;
	text->torn[TZ_DOCX_DELETED] = true;
	text->torn[TZ_DOCX_INSERTED] = true;
	text->torn[TZ_DOCX_HIDDEN] = true;
	text->torn[TZ_DOCX_COVERING] = true;
}

void
tz_docx_text_line(struct tz_docx_text *text, enum tz_docx_side side,
    const char *name, const char *words)
{
	struct tz_story *story = &text->sides[side];

	if (words[strspn(words, " \t\r\n")] == '\0')
		return;
	tz_story_break(story, '\n');
	if (name)
		tz_story_place(story, TZ_PLACE_PROPERTY, 0, 0, name);
	else
		tz_story_place(story, text->place, text->n, 0, text->author);
	tz_story_add(story, words, strlen(words));
}

void
tz_docx_text_join(struct tz_docx_text *text, enum tz_docx_side side,
    const char *words)
{
	struct tz_story *story = &text->sides[side];

	if (story->text.len == 0)
		tz_story_place(story, text->place, text->n, 0, text->author);
	tz_story_add(story, words, strlen(words));
}

void
tz_docx_text_push(struct tz_docx_text *text, bool alternative,
    size_t since_flow, size_t since_boxes)
{
	struct tz_docx_flow *flow;

	if (text->n_flows == TZ_DOCX_FLOWS) {
		text->overflow++;
		tz_docx_text_separate(text, '\n');
		return;
	}
	flow = &text->flows[text->n_flows++];
	memset(flow, 0, sizeof *flow);
	flow->alternative = alternative || flow[-1].alternative;
	flow->side = alternative ? flow[-1].side : TZ_DOCX_BOXES;
	if (flow->side == TZ_DOCX_SIDES)
		flow->side = TZ_DOCX_BOXES;
	flow->since_flow = alternative ? since_flow : SIZE_MAX;
	flow->since_boxes = alternative ? since_boxes : flow[-1].since_boxes;
	tz_story_start(&flow->story, TZ_CHANNEL_BODY, "");
}

void
tz_docx_text_aside(struct tz_docx_text *text, enum tz_docx_side side)
{
	if (text->n_flows > 1 && text->overflow == 0)
		text->flows[text->n_flows - 1].side = side;
}

void
tz_docx_text_pop(struct tz_docx_text *text)
{
	struct tz_docx_flow *flow = &text->flows[text->n_flows - 1];
	struct tz_story *boxes = &text->sides[flow->side];
	bool repeats = false;

	if (text->overflow > 0) {
		text->overflow--;
		tz_docx_text_separate(text, '\n');
		return;
	}
	if (text->n_flows == 1)
		return;
	if (flow->alternative && flow->story.text.len > 0)
		repeats = tz_says(&boxes->text, flow->since_boxes,
			      &flow->story.text) ||
		    tz_says(&flow[-1].story.text, flow->since_flow,
			&flow->story.text);
	if (!repeats && flow->story.text.len > 0) {
		tz_story_break(boxes, '\n');
		tz_story_place(boxes, text->place, text->n, 0, text->author);
		tz_story_add(boxes, flow->story.text.data,
		    flow->story.text.len);
	}
	if (flow->story.text.failed)
		boxes->text.failed = true;
	tz_story_clear(&flow->story);
	text->n_flows--;
}

enum tz_status
tz_docx_text_flush(struct tz_docx_text *text, struct tz_opc *opc,
    struct tz_err *err)
{
	struct tz_story *story = &text->flows[0].story;
	enum tz_channel channel = story->channel;
	tz_auto_str path = NULL;
	enum tz_status s;

	if (!story->path)
		return tz_fail_nomem(err);
	path = strdup(story->path);
	if (!path)
		return tz_fail_nomem(err);
	while (text->n_flows > 1)
		tz_docx_text_pop(text);
	text->overflow = 0;
	s = tz_emit_story(opc->emit, opc->source, story, err);
	tz_story_clear(story);
	tz_story_start(story, channel, path);
	text->flows[0].pending = '\0';
	return s;
}

enum tz_status
tz_docx_text_fact(struct tz_opc *opc, const char *name, const char *path,
    enum tz_channel channel, const struct tz_docx_spot *spot,
    struct tz_err *err)
{
	struct tz_place place;

	memset(&place, 0, sizeof place);
	place.kind = spot->kind;
	place.n = spot->n;
	return tz_emit_fact(opc->emit, opc->source, name, path, channel,
	    spot->n > 0 ? &place : NULL, err);
}

/* The facts about a side that holds something. */
static enum tz_status
tell_side(struct tz_docx_text *text, struct tz_opc *opc, enum tz_docx_side side,
    struct tz_err *err)
{
	static const char *const unseen[TZ_DOCX_UNSEEN] = {
	    [TZ_DOCX_VANISHED] = "hidden-text",
	    [TZ_DOCX_SHAPE] = "hidden-shape",
	    [TZ_DOCX_WHITE] = "white-text",
	    [TZ_DOCX_TINY] = "tiny-text",
	    [TZ_DOCX_OFF_PAGE] = "off-page-text",
	    [TZ_DOCX_CLEAR] = "invisible-text",
	    [TZ_DOCX_COVERED] = "covered-text"};
	const struct tz_story *story = &text->sides[side];
	enum tz_status s = TZ_OK;
	int i;

	for (i = TZ_DOCX_VANISHED; s == TZ_OK && i < TZ_DOCX_UNSEEN; i++)
		if (text->unseen[i] &&
		    side ==
			(i == TZ_DOCX_COVERED ? TZ_DOCX_COVERING
					      : TZ_DOCX_HIDDEN))
			s = tz_docx_text_fact(opc, unseen[i], story->path,
			    story->channel, &text->spots[i], err);
	if (s == TZ_OK && side == TZ_DOCX_FORM)
		s = tz_opc_fact(opc, "form-field", story->path, story->channel,
		    err);
	if (s == TZ_OK && side == TZ_DOCX_LINK && text->fetched)
		s = tz_opc_fact(opc, "external-link", story->path,
		    story->channel, err);
	if (s == TZ_OK && side == TZ_DOCX_REMARKS)
		s = tz_opc_fact(opc, "comments", story->path, story->channel,
		    err);
	return s;
}

static bool
is_blank(const struct tz_story *story)
{
	return tz_docx_text_blank(tz_buf_str(&story->text));
}

enum tz_status
tz_docx_text_finish(struct tz_docx_text *text, struct tz_opc *opc,
    struct tz_err *err)
{
	static const enum tz_docx_side order[TZ_DOCX_SIDES] = {TZ_DOCX_BOXES,
	    TZ_DOCX_ALT, TZ_DOCX_HEADS, TZ_DOCX_NOTES, TZ_DOCX_REMARKS,
	    TZ_DOCX_HIDDEN, TZ_DOCX_COVERING, TZ_DOCX_INSERTED, TZ_DOCX_DELETED,
	    TZ_DOCX_FORM, TZ_DOCX_FORMULA, TZ_DOCX_LINK, TZ_DOCX_PROPERTY};
	enum tz_status s = tz_docx_text_flush(text, opc, err);
	int i;

	for (i = 0; s == TZ_OK && i < TZ_DOCX_SIDES; i++) {
		const struct tz_story *story = &text->sides[order[i]];

		if (is_blank(story) && !story->text.failed)
			continue;
		s = tell_side(text, opc, order[i], err);
		if (s == TZ_OK)
			s = tz_emit_story(opc->emit, opc->source, story, err);
	}
	return s;
}
