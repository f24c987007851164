/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/rtf/rtf_story.c - which part of the document a piece of text is of
 *
 * What a reader of the finished page sees is in its story; what is deleted,
 * hidden, of the colour of its ground or too small is in one of its own, a
 * line a paragraph.
 */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "intake/rtf/rtf.h"

enum {
	BODY,
	SHAPES,
	HEADER,
	FOOTNOTE,
	INSERTION,
	DELETION,
	HIDDEN,
	COVERED,
	PROPERTY,
	FORMULA,
	LINK,
	FORM,
};

static const enum tz_channel channels[TZ_RTF_STORIES] = {TZ_CHANNEL_BODY,
    TZ_CHANNEL_BODY, TZ_CHANNEL_HEADER_FOOTER, TZ_CHANNEL_FOOTNOTE,
    TZ_CHANNEL_TRACKED_INSERTION, TZ_CHANNEL_TRACKED_DELETION,
    TZ_CHANNEL_HIDDEN_TEXT, TZ_CHANNEL_COVERED_TEXT, TZ_CHANNEL_PROPERTY,
    TZ_CHANNEL_FORMULA, TZ_CHANNEL_EXTERNAL_LINK, TZ_CHANNEL_FORM_FIELD};

/* Half points of TZ_TINY_POINTS. */
#define TINY 3
/* Percent of their width at which letters are still read. */
#define LEAST_SCALE 10
/* Of US Letter, the page of RTF when none is said, in twips. */
#define PAGE_WIDTH 12240

void
tz_rtf_story_start(struct tz_rtf *rtf)
{
	size_t i;

	for (i = 0; i < TZ_RTF_STORIES; i++)
		tz_story_start(&rtf->stories[i], channels[i],
		    i == SHAPES ? "shapes" : "");
}

void
tz_rtf_story_fact(struct tz_rtf *rtf, const char *name, enum tz_channel channel)
{
	size_t i;

	for (i = 0; i < rtf->n_facts; i++) {
		if (strcmp(rtf->facts[i], name) == 0)
			return;
	}
	if (rtf->n_facts == sizeof rtf->facts / sizeof rtf->facts[0])
		return;
	rtf->facts[rtf->n_facts++] = name;
	if (rtf->status == TZ_OK)
		rtf->status = tz_emit_fact(rtf->emit, rtf->source, name, "",
		    channel, NULL, rtf->err);
}

static bool
is_blank(const char *text, size_t len)
{
	size_t at = 0, n;
	uint32_t point;

	while ((n = tz_utf8_next(text, len, at, &point)) > 0) {
		if (!tz_utf8_is_space(point))
			return false;
		at += n;
	}
	return true;
}

/* The colour of a shade; false when it says nothing. */
static bool
colour_of(const struct tz_rtf *rtf, const struct tz_rtf_shade *shade,
    struct tz_colour *ret)
{
	/* Some of the pattern is between the two. */
	if (shade->share >= 9000)
		*ret = shade->front ? tz_rtf_table_colour(rtf, shade->front)
				    : tz_colour_of(0);
	else if (shade->behind || shade->share >= 1000)
		*ret = tz_rtf_table_colour(rtf,
		    shade->share < 1000 ? shade->behind : 0);
	else
		return false;
	return true;
}

/* The colour behind the text; whether the document names it. */
static struct tz_colour
ground_of(const struct tz_rtf *rtf, const struct tz_rtf_look *look,
    bool *ret_named)
{
	struct tz_colour ground = tz_colour_of(0xffffff);

	*ret_named = true;
	if (look->highlight)
		return tz_rtf_table_colour(rtf, look->highlight);
	if (colour_of(rtf, &look->shade, &ground))
		return ground;
	if (look->back > 0)
		return tz_rtf_table_colour(rtf, look->back);
	if (look->in_table && rtf->cell < rtf->n_cell_shades &&
	    colour_of(rtf, &rtf->cell_shades[rtf->cell], &ground))
		return ground;
	if (colour_of(rtf, &look->paragraph_shade, &ground))
		return ground;
	*ret_named = false;
	ground.known = !rtf->dark_page && !look->in_shape;
	return ground;
}

/* Where the text goes if its colour hides it, BODY if it does not. */
static int
by_colour(const struct tz_rtf *rtf, const struct tz_rtf_look *look)
{
	bool named;
	struct tz_colour ground = ground_of(rtf, look, &named);
	struct tz_colour text = tz_rtf_table_colour(rtf, look->colour);

	/* A highlight is laid over the letters, whose colour stays black. */
	if (!text.known && look->highlight)
		text = tz_colour_of(0);
	if (look->raised || !tz_colour_hides(text, ground))
		return BODY;
	return named && !tz_colour_hides(ground, tz_colour_of(0xffffff))
	    ? COVERED
	    : HIDDEN;
}

/* The story of what does not show, BODY if it does; told as a fact. */
static int
hidden_kind(struct tz_rtf *rtf, const char *text, size_t len)
{
	const struct tz_rtf_group *top = tz_rtf_top(rtf);
	const struct tz_rtf_look *look = &top->look;
	bool blank = is_blank(text, len);
	int width = rtf->page_width > 0 ? rtf->page_width : PAGE_WIDTH;
	const char *fact = NULL;
	int kind = HIDDEN;

	if (look->hidden || look->style_hidden)
		fact = "hidden-text";
	else if (top->ghost)
		fact = "hidden-shape";
	else if (blank)
		return BODY;
	else if ((look->size > 0 && look->size <= TINY) ||
	    (look->scale > 0 && look->scale < LEAST_SCALE))
		fact = "tiny-text";
	else if (look->frame_x >= width || look->frame_x <= -width)
		fact = "off-page-text";
	else if ((kind = by_colour(rtf, look)) == COVERED)
		fact = "covered-text";
	else if (kind == HIDDEN)
		fact = "white-text";
	else
		return BODY;
	if (!blank)
		tz_rtf_story_fact(rtf, fact, channels[kind]);
	return kind;
}

const char *
tz_rtf_story_change(struct tz_rtf *rtf, int author, int date)
{
	tz_auto_buf line = TZ_BUF_INIT;
	const char *name = "";

	if (author > 0 && (size_t)author < rtf->n_authors &&
	    rtf->authors[author])
		name = rtf->authors[author];
	tz_buf_puts(&line, name);
	if (date) {
		tz_buf_puts(&line, line.len > 0 ? " " : "");
		tz_rtf_group_date(date, &line);
	}
	tz_buf_putc(&line, '\n');
	if (line.len > 1 && rtf->told.len < 65536 &&
	    !strstr(tz_buf_str(&rtf->told), tz_buf_str(&line))) {
		tz_buf_puts(&rtf->told, tz_buf_str(&line));
		line.data[line.len - 1] = '\0';
		tz_rtf_story_piece(rtf, TZ_CHANNEL_PROPERTY, "change",
		    tz_buf_str(&line));
	}
	return name;
}

/* Add to a story that has only pieces: a line a paragraph. */
static void
add_apart(struct tz_rtf *rtf, int kind, const char *text, size_t len)
{
	struct tz_story *story = &rtf->stories[kind];
	const struct tz_rtf_look *look = &tz_rtf_top(rtf)->look;

	if (rtf->story_line[kind] != rtf->line)
		tz_story_break(story, '\n');
	rtf->story_line[kind] = rtf->line;
	if (kind == INSERTION || kind == DELETION) {
		int author = kind == DELETION ? look->deleter : look->author;
		int date = kind == DELETION ? look->deleted_at : look->date;
		const char *name = tz_rtf_story_change(rtf, author, date);

		if (rtf->n_changes == 0 || rtf->last_kind != kind ||
		    rtf->last_author != author || rtf->last_date != date)
			rtf->n_changes++;
		rtf->last_kind = kind;
		rtf->last_author = author;
		rtf->last_date = date;
		tz_story_place(story, TZ_PLACE_CHANGE, rtf->n_changes, 0,
		    *name ? name : NULL);
		tz_rtf_story_fact(rtf, "tracked-changes", channels[kind]);
	} else {
		tz_story_place(story, TZ_PLACE_PARAGRAPH, rtf->paragraph + 1, 0,
		    NULL);
	}
	tz_story_add(story, text, len);
}

/* The story of what shows here, its place set. */
static struct tz_story *
shown(struct tz_rtf *rtf)
{
	const struct tz_rtf_group *top = tz_rtf_top(rtf);
	struct tz_story *story = &rtf->stories[BODY];

	if (top->destination->goal == TZ_RTF_COMMENT) {
		tz_story_place(&rtf->comment, TZ_PLACE_COMMENT, rtf->n_comments,
		    0, rtf->comment_author);
		return &rtf->comment;
	}
	if (top->destination->goal == TZ_RTF_HEADER)
		return &rtf->stories[HEADER];
	if (top->destination->goal == TZ_RTF_FOOTNOTE) {
		story = &rtf->stories[FOOTNOTE];
		tz_story_place(story, TZ_PLACE_NOTE, rtf->n_notes, 0, NULL);
		return story;
	}
	if (top->look.in_shape)
		story = &rtf->stories[SHAPES];
	tz_story_place(story, TZ_PLACE_PARAGRAPH, rtf->paragraph + 1, 0, NULL);
	return story;
}

void
tz_rtf_story_add(struct tz_rtf *rtf, const char *text, size_t len)
{
	const struct tz_rtf_look *look = &tz_rtf_top(rtf)->look;
	int kind;

	if (len == 0)
		return;
	if (look->deleted) {
		add_apart(rtf, DELETION, text, len);
		return;
	}
	kind = hidden_kind(rtf, text, len);
	if (look->inserted)
		add_apart(rtf, INSERTION, text, len);
	if (kind != BODY) {
		add_apart(rtf, kind, text, len);
		return;
	}
	for (; rtf->tabs > 0; rtf->tabs--) {
		struct tz_story *story = shown(rtf);

		if (story->text.len > 0 &&
		    story->text.data[story->text.len - 1] != '\n')
			tz_story_add(story, "\t", 1);
	}
	tz_story_add(shown(rtf), text, len);
}

void
tz_rtf_story_break(struct tz_rtf *rtf, char c)
{
	const struct tz_rtf_group *top = tz_rtf_top(rtf);

	if (top->gather_at > 0) {
		tz_buf_putc(&rtf->groups[top->gather_at].text, ' ');
		return;
	}
	if (rtf->from_html) {
		tz_rtf_text_add(rtf, c == '\t' ? "\t" : "\n", 1);
		return;
	}
	rtf->line++;
	if (c == '\t') {
		rtf->tabs++;
	} else {
		rtf->tabs = 0;
		tz_story_break(shown(rtf), '\n');
	}
	if (top->destination->goal == TZ_RTF_INHERIT && !top->look.in_shape)
		rtf->paragraph++;
}

void
tz_rtf_story_piece(struct tz_rtf *rtf, enum tz_channel channel,
    const char *name, const char *text)
{
	size_t i = TZ_RTF_STORIES - 1, len = strlen(text);
	struct tz_story *story;

	if (is_blank(text, len))
		return;
	while (i > 0 && channels[i] != channel)
		i--;
	story = &rtf->stories[i];
	tz_story_break(story, '\n');
	tz_story_place(story, TZ_PLACE_PROPERTY, 0, 0, name);
	tz_story_add(story, text, len);
}

void
tz_rtf_story_comment(struct tz_rtf *rtf, bool begins)
{
	if (begins) {
		tz_story_clear(&rtf->comment);
		tz_story_start(&rtf->comment, TZ_CHANNEL_COMMENT, "");
		rtf->n_comments++;
		return;
	}
	if (rtf->status == TZ_OK)
		rtf->status = tz_emit_story(rtf->emit, rtf->source,
		    &rtf->comment, rtf->err);
	tz_story_clear(&rtf->comment);
	tz_story_start(&rtf->comment, TZ_CHANNEL_COMMENT, "");
	free(rtf->comment_author);
	rtf->comment_author = NULL;
}

void
tz_rtf_story_end(struct tz_rtf *rtf)
{
	size_t i;

	for (i = 0; i < TZ_RTF_STORIES; i++) {
		if (rtf->status == TZ_OK)
			rtf->status = tz_emit_story(rtf->emit, rtf->source,
			    &rtf->stories[i], rtf->err);
		tz_story_clear(&rtf->stories[i]);
	}
	tz_story_clear(&rtf->comment);
}
