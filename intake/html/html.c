/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/html/html.c - HTML: what is seen, and everything that is not
 *
 * One part a channel: the body as a reader sees it, and beside it hidden
 * elements, comments, scripts and styles, attributes that say something, links;
 * files in its addresses are files in the page.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/encoding.h"
#include "intake/formats.h"
#include "intake/html/html_depth.h"
#include "intake/html/html_walk.h"
#include "intake/intake.h"
#include "intake/text/charset.h"
#include "intake/text/escaped.h"

/* A part a channel. */
static const enum tz_channel channels[TZ_HTML_STORIES] = {TZ_CHANNEL_BODY,
    TZ_CHANNEL_HIDDEN_TEXT, TZ_CHANNEL_COMMENT, TZ_CHANNEL_SCRIPT,
    TZ_CHANNEL_PROPERTY, TZ_CHANNEL_FORM_FIELD, TZ_CHANNEL_EXTERNAL_LINK,
    TZ_CHANNEL_COVERED_TEXT};

void
tz_html_page_start(struct tz_html_page *page)
{
	size_t i;

	memset(page, 0, sizeof *page);
	for (i = 0; i < TZ_HTML_STORIES; i++)
		tz_story_start(&page->stories[i], channels[i], "");
}

void
tz_html_page_clear(struct tz_html_page *page)
{
	size_t i;

	for (i = 0; i < TZ_HTML_STORIES; i++)
		tz_story_clear(&page->stories[i]);
}

struct tz_story *
tz_html_page_story(struct tz_html_page *page, enum tz_channel channel)
{
	size_t i = 0;

	while (i < TZ_HTML_STORIES - 1 && channels[i] != channel)
		i++;
	return &page->stories[i];
}

/* Scripts once more, with their escapes as what these stand for. */
static enum tz_status
emit_escapes(struct tz_emit *emit, const struct tz_source *source,
    struct tz_html_page *page, struct tz_err *err)
{
	const struct tz_story *script =
	    tz_html_page_story(page, TZ_CHANNEL_SCRIPT);
	const char *text = tz_buf_str(&script->text);
	tz_auto_buf plain = TZ_BUF_INIT;

	if (!memmem(text, script->text.len, "\\u", 2) ||
	    tz_escaped_decode(text, script->text.len, &plain) == 0)
		return TZ_OK;
	return tz_emit_text(emit, source, TZ_CHANNEL_SCRIPT, "escapes",
	    TZ_PLACE_PROPERTY, "escapes", tz_buf_str(&plain), err);
}

static enum tz_status
emit_page(struct tz_emit *emit, const struct tz_source *source,
    struct tz_html_page *page, struct tz_err *err)
{
	const struct {
		const char *name;
		enum tz_channel channel;
		bool met;
	} facts[] = {
	    /* A hidden field says as much as a hidden element. */
	    {"hidden-text", TZ_CHANNEL_HIDDEN_TEXT,
		page->hides[TZ_HTML_HIDDEN] || page->hidden_field},
	    {"white-text", TZ_CHANNEL_HIDDEN_TEXT, page->hides[TZ_HTML_WHITE]},
	    {"tiny-text", TZ_CHANNEL_HIDDEN_TEXT, page->hides[TZ_HTML_TINY]},
	    {"off-page-text", TZ_CHANNEL_HIDDEN_TEXT,
		page->hides[TZ_HTML_OFF_PAGE]},
	    {"covered-text", TZ_CHANNEL_COVERED_TEXT,
		page->hides[TZ_HTML_COVERED]},
	    {"script", TZ_CHANNEL_SCRIPT, page->scripted},
	};
	size_t i;
	enum tz_status s = TZ_OK;

	for (i = 0; s == TZ_OK && i < TZ_HTML_STORIES; i++)
		s = tz_emit_story(emit, source, &page->stories[i], err);
	if (s == TZ_OK)
		s = emit_escapes(emit, source, page, err);
	for (i = 0; s == TZ_OK && i < sizeof facts / sizeof facts[0]; i++) {
		if (facts[i].met)
			s = tz_emit_fact(emit, source, facts[i].name, "",
			    facts[i].channel, NULL, err);
	}
	return s;
}

/* Whether an entity is declared by another one, so that text would grow. */
static bool
grows(const char *declarations)
{
	const char *at = declarations;

	while ((at = strstr(at, "<!ENTITY"))) {
		const char *end = at + strcspn(at, ">");
		const char *use = at + 8 + strcspn(at + 8, "\"'>");

		for (; use < end; use++) {
			size_t n = strcspn(use + 1, "; \t\r\n&<>\"'");

			if ((*use == '&' || *use == '%') &&
			    (isalpha((unsigned char)use[1]) || use[1] == '_') &&
			    use[n + 1] == ';')
				return true;
		}
		at = end;
	}
	return false;
}

/*
 * The declarations in a document type (XML 1.0, 2.8), which HTML does not
 * know: they are a property, and blank for the page.  Whether the entities in
 * them use each other; none is replaced.
 */
static bool
take_declarations(struct tz_buf *text, struct tz_story *story)
{
	char *start =
	    text->len > 0 ? strcasestr(text->data, "<!doctype") : NULL;
	char *open, *end;

	if (!start || start - text->data > 4096)
		return false;
	open = start + strcspn(start, "[>");
	end = *open == '[' ? strstr(open, "]") : NULL;
	while (end && end[1 + strspn(end + 1, " \t\r\n")] != '>')
		end = strstr(end + 1, "]");
	if (!end)
		return false;
	tz_story_place(story, TZ_PLACE_LINE, 1, 0, NULL);
	tz_story_add(story, open + 1, (size_t)(end - open - 1));
	tz_story_break(story, '\n');
	for (; open <= end; open++) {
		if (*open != '\n')
			*open = ' ';
	}
	return grows(tz_buf_str(&story->text));
}

/* Blank what is too much for a parser, and say so. */
static enum tz_status
bound(struct tz_emit *emit, const struct tz_source *source, struct tz_buf *text,
    bool entities, struct tz_err *err)
{
	struct tz_html_excess excess = {false, false};
	const char *reason = NULL;

	if (text->len > 0)
		tz_html_depth_bound(text->data, text->len, &excess);
	if (excess.attributes)
		reason = TZ_REASON_LIMIT_ENTRIES;
	if (excess.deep)
		reason = TZ_REASON_LIMIT_DEPTH;
	if (entities)
		reason = TZ_REASON_LIMIT_ENTITIES;
	return reason
	    ? tz_emit_reading(emit, source, TZ_READING_PARTLY, reason, err)
	    : TZ_OK;
}

enum tz_status
tz_read_html(struct tz_emit *emit, const struct tz_source *source,
    struct tz_err *err)
{
	tz_auto_buf text = TZ_BUF_INIT;
	struct tz_html_page page;
	size_t n_replaced = 0;
	bool entities;
	enum tz_status s;

	s = tz_encoding_convert((const char *)source->data, source->len,
	    tz_charset_of_html((const char *)source->data, source->len), &text,
	    &n_replaced, err);
	if (s == TZ_OK && n_replaced > 0)
		s = tz_emit_reading(emit, source, TZ_READING_PARTLY,
		    TZ_REASON_DAMAGED, err);
	if (s)
		return s;
	tz_html_page_start(&page);
	entities = take_declarations(&text,
	    tz_html_page_story(&page, TZ_CHANNEL_PROPERTY));
	s = bound(emit, source, &text, entities, err);
	if (s == TZ_OK)
		s = tz_html_walk(tz_buf_str(&text), text.len, emit, source,
		    &page, err);
	if (s == TZ_OK)
		s = emit_page(emit, source, &page, err);
	tz_html_page_clear(&page);
	return s;
}
