/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/rtf/rtf_read.c - RTF: body, and everything that is kept beside it
 *
 * One walk over the tokens.  No text is passed over: what no page shows is
 * in a part of its own, what stands in groups that this reader does not know
 * is kept as a property.
 */
#include <stdlib.h>
#include <string.h>

#include "intake/formats.h"
#include "intake/intake.h"
#include "intake/name.h"
#include "intake/rtf/rtf.h"

static void
symbol(struct tz_rtf *rtf, char c)
{
	switch (c) {
	case '*':
		rtf->starred = true;
		return;
	case '~':
		tz_rtf_text_add(rtf, "\xc2\xa0", 2);
		return;
	case '_':
		tz_rtf_text_add(rtf, "-", 1);
		return;
	case '\\':
	case '{':
	case '}':
		tz_rtf_text_bytes(rtf, (const unsigned char *)&c, 1);
		return;
	case '\r':
	case '\n':
		tz_rtf_story_break(rtf, '\n');
		return;
	case '\t':
		tz_rtf_text_add(rtf, "\t", 1);
		return;
	}
}

/* A word that begins a destination; false if it does not. */
static bool
begin_destination(struct tz_rtf *rtf, const char *name, bool starred)
{
	const struct tz_rtf_destination *found;
	const struct tz_rtf_group *top = tz_rtf_top(rtf);

	/* Names of styles are starred and begin none. */
	if (top->destination->goal == TZ_RTF_TABLE &&
	    strcmp(name, "fontfile") != 0 && strcmp(name, "fontemb") != 0 &&
	    strcmp(name, "panose") != 0 && strcmp(name, "blipuid") != 0)
		return false;
	found = tz_rtf_destination_find(name);
	/* A word that is a format elsewhere: {\*\do}, and \comment outside
	 * of \info is one all the same. */
	if (!found && starred)
		found = tz_rtf_destination_other();
	if (!found)
		return false;
	tz_rtf_text_flush(rtf);
	tz_rtf_group_aim(rtf, found, name);
	return true;
}

static void
word(struct tz_rtf *rtf, const struct tz_rtf_token *token, bool starred)
{
	if (strcmp(token->name, "bin") == 0)
		return;
	/* After \u, a word is one of the characters to skip. */
	if (rtf->to_skip > 0 && strcmp(token->name, "u") != 0 &&
	    !token->has_number && strlen(token->name) > 3 &&
	    rtf->bytes.len == 0) {
		static const char *const quotes[] = {"lquote", "rquote",
		    "ldblquote", "rdblquote", "emdash", "endash", "bullet"};
		size_t i;

		for (i = 0; i < sizeof quotes / sizeof quotes[0]; i++) {
			if (strcmp(token->name, quotes[i]) == 0) {
				rtf->to_skip--;
				return;
			}
		}
	}
	if (rtf->top > 0 && begin_destination(rtf, token->name, starred))
		return;
	tz_rtf_text_flush(rtf);
	tz_rtf_word(rtf, token);
	if (strcmp(token->name, "u") != 0)
		rtf->to_skip = 0;
}

static void
bytes(struct tz_rtf *rtf, const struct tz_rtf_token *token)
{
	bool hex = tz_rtf_top(rtf)->destination->goal == TZ_RTF_HEX;

	if (token->kind == TZ_RTF_BINARY) {
		struct tz_rtf_group *top = tz_rtf_top(rtf);

		tz_rtf_text_flush(rtf);
		if (top->gather_at > 0)
			tz_buf_append(&rtf->groups[top->gather_at].text,
			    token->data, token->len);
		else
			rtf->damaged = true;
	} else if (hex) {
		tz_rtf_object_hex(rtf, token->data, token->len);
	} else {
		tz_rtf_text_bytes(rtf, token->data, token->len);
	}
}

/* Walk until the outermost group ends. */
static void
walk(struct tz_rtf *rtf, struct tz_rtf_cursor *cursor)
{
	struct tz_rtf_token token;

	for (;;) {
		bool starred = rtf->starred;
		unsigned char byte;

		cursor->doubles = tz_rtf_text_is_double(rtf);
		tz_rtf_token_next(cursor, &token);
		rtf->starred = false;
		if (rtf->status || token.kind == TZ_RTF_END)
			return;
		switch (token.kind) {
		case TZ_RTF_OPEN:
			tz_rtf_text_flush(rtf);
			tz_rtf_group_open(rtf);
			break;
		case TZ_RTF_CLOSE:
			tz_rtf_group_close(rtf);
			if (rtf->top == 0)
				return;
			break;
		case TZ_RTF_WORD:
			word(rtf, &token, starred);
			break;
		case TZ_RTF_SYMBOL:
			if (strchr("\\{}", token.symbol) == NULL)
				tz_rtf_text_flush(rtf);
			symbol(rtf, token.symbol);
			break;
		case TZ_RTF_BYTE:
			byte = (unsigned char)token.number;
			tz_rtf_text_bytes(rtf, &byte, 1);
			break;
		case TZ_RTF_TEXT:
		case TZ_RTF_BINARY:
			bytes(rtf, &token);
			break;
		case TZ_RTF_END:
			break;
		}
	}
}

/* What stands after the end is seen by no one. */
static void
read_rest(struct tz_rtf *rtf, const unsigned char *data, size_t len)
{
	tz_auto_buf text = TZ_BUF_INIT;
	size_t i = 0;

	while (i < len &&
	    (data[i] == 0 || data[i] == 0x1a ||
		(data[i] <= ' ' && data[i] >= '\t')))
		i++;
	if (i == len || rtf->status)
		return;
	tz_rtf_story_fact(rtf, "trailing-data", TZ_CHANNEL_ATTACHMENT);
	/* One brace too many ends a document early: its rest is RTF. */
	if (memmem(data + i, len - i, "\\par", 4)) {
		tz_buf_printf(&text, "{\\rtf1\\ansi\\ansicpg%d ",
		    rtf->codepage > 0 ? rtf->codepage : 1252);
		tz_buf_append(&text, data + i, len - i);
		if (rtf->status == TZ_OK)
			rtf->status = tz_buf_check(&text, rtf->err);
		if (rtf->status == TZ_OK)
			rtf->status = tz_emit_child(rtf->emit, rtf->source,
			    "after-the-end.rtf", text.data, text.len, rtf->err);
	} else if (rtf->status == TZ_OK)
		rtf->status = tz_emit_child(rtf->emit, rtf->source,
		    "after-the-end", data + i, len - i, rtf->err);
}

static enum tz_status
finish(struct tz_rtf *rtf)
{
	static const char head[] = "\xef\xbb\xbf";

	while (rtf->top > 0) {
		rtf->damaged = true;
		tz_rtf_group_close(rtf);
	}
	tz_rtf_story_end(rtf);
	if (rtf->status == TZ_OK && rtf->html.len > 0) {
		tz_auto_buf page = TZ_BUF_INIT;

		tz_buf_puts(&page, head);
		tz_buf_append(&page, rtf->html.data, rtf->html.len);
		rtf->status = tz_buf_check(&page, rtf->err);
		if (rtf->status == TZ_OK)
			rtf->status = tz_emit_child(rtf->emit, rtf->source,
			    "body.html", page.data, page.len, rtf->err);
	}
	if (rtf->status == TZ_OK && rtf->deep_noted)
		return tz_emit_reading(rtf->emit, rtf->source,
		    TZ_READING_PARTLY, TZ_REASON_LIMIT_DEPTH, rtf->err);
	if (rtf->status == TZ_OK && rtf->damaged)
		return tz_emit_reading(rtf->emit, rtf->source,
		    TZ_READING_PARTLY, TZ_REASON_DAMAGED, rtf->err);
	return rtf->status;
}

static void
clear(struct tz_rtf *rtf)
{
	size_t i;

	for (i = 0; i < rtf->n_authors; i++)
		free(rtf->authors[i]);
	free(rtf->comment_author);
	tz_buf_clear(&rtf->bytes);
	tz_buf_clear(&rtf->told);
	tz_buf_clear(&rtf->property_name);
	tz_buf_clear(&rtf->html);
	free(rtf);
}

enum tz_status
tz_read_rtf(struct tz_emit *emit, const struct tz_source *source,
    struct tz_err *err)
{
	static const struct tz_rtf_destination body = {
	    "", TZ_RTF_INHERIT, NULL};
	struct tz_rtf_cursor cursor = {source->data, source->len, 0, 0, false};
	struct tz_rtf *rtf = calloc(1, sizeof *rtf);
	enum tz_status s;

	if (!rtf)
		return tz_fail_nomem(err);
	rtf->emit = emit;
	rtf->source = source;
	rtf->err = err;
	rtf->red = rtf->green = rtf->blue = -1;
	rtf->groups[0].destination = &body;
	rtf->groups[0].skip = 1;
	tz_rtf_story_start(rtf);
	walk(rtf, &cursor);
	read_rest(rtf, source->data + cursor.at, source->len - cursor.at);
	s = finish(rtf);
	clear(rtf);
	return s;
}
