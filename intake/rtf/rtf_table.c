/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/rtf/rtf_table.c - the tables that text refers to: fonts, colours,
 * styles, authors
 */
#include <stdlib.h>
#include <string.h>

#include "intake/rtf/rtf.h"

static bool
is(const struct tz_rtf *rtf, const char *table)
{
	const struct tz_rtf_group *top = &rtf->groups[rtf->top];

	return strcmp(top->destination->name, table) == 0;
}

static void
font_word(struct tz_rtf *rtf, const struct tz_rtf_token *token)
{
	if (strcmp(token->name, "f") == 0) {
		memset(&rtf->font, 0, sizeof rtf->font);
		rtf->font.number = token->number;
	} else if (strcmp(token->name, "fcharset") == 0) {
		rtf->font.charset = token->number;
	} else if (strcmp(token->name, "cpg") == 0) {
		rtf->font.codepage = token->number;
	} else {
		return;
	}
	/* Each word may be the last before the name. */
	if (rtf->n_fonts > 0 &&
	    rtf->fonts[rtf->n_fonts - 1].number == rtf->font.number)
		rtf->fonts[rtf->n_fonts - 1] = rtf->font;
	else if (rtf->n_fonts < TZ_RTF_FONTS)
		rtf->fonts[rtf->n_fonts++] = rtf->font;
}

static void
colour_word(struct tz_rtf *rtf, const struct tz_rtf_token *token)
{
	int value = token->number & 0xff;

	if (strcmp(token->name, "red") == 0)
		rtf->red = value;
	else if (strcmp(token->name, "green") == 0)
		rtf->green = value;
	else if (strcmp(token->name, "blue") == 0)
		rtf->blue = value;
}

static void
style_word(struct tz_rtf *rtf, const struct tz_rtf_token *token)
{
	if (strcmp(token->name, "cs") == 0)
		rtf->style = token->number;
	else if (strcmp(token->name, "s") == 0)
		rtf->style = -1;
	else if (strcmp(token->name, "v") == 0 && rtf->style >= 0 &&
	    !(token->has_number && token->number == 0) &&
	    rtf->n_hidden_styles < TZ_RTF_STYLES)
		rtf->hidden_styles[rtf->n_hidden_styles++] = rtf->style;
}

void
tz_rtf_table_word(struct tz_rtf *rtf, const struct tz_rtf_token *token)
{
	if (is(rtf, "fonttbl"))
		font_word(rtf, token);
	else if (is(rtf, "colortbl"))
		colour_word(rtf, token);
	else if (is(rtf, "stylesheet"))
		style_word(rtf, token);
}

/* A colour ends with a semicolon; one without words is "auto". */
static void
end_colours(struct tz_rtf *rtf, const char *text, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++) {
		if (text[i] != ';' || rtf->n_colours == TZ_RTF_COLOURS)
			continue;
		if (rtf->red >= 0 || rtf->green >= 0 || rtf->blue >= 0) {
			/* What is not said is 0. */
			int red = rtf->red > 0 ? rtf->red : 0;
			int green = rtf->green > 0 ? rtf->green : 0;
			int blue = rtf->blue > 0 ? rtf->blue : 0;
			uint32_t rgb =
			    (uint32_t)(red << 16 | green << 8 | blue);

			rtf->colours[rtf->n_colours] = tz_colour_of(rgb);
		}
		rtf->n_colours++;
		rtf->red = rtf->green = rtf->blue = -1;
	}
}

/* Names are gathered until their semicolon. */
static void
gather(struct tz_rtf *rtf, const char *text, size_t len)
{
	struct tz_buf *name = &rtf->property_name;
	size_t i;

	for (i = 0; i < len; i++) {
		if (text[i] != ';') {
			tz_buf_putc(name, text[i]);
			continue;
		}
		if (is(rtf, "revtbl")) {
			if (rtf->n_authors < TZ_RTF_AUTHORS)
				rtf->authors[rtf->n_authors++] =
				    strdup(tz_buf_str(name));
		} else {
			tz_rtf_story_piece(rtf, TZ_CHANNEL_PROPERTY,
			    tz_rtf_top(rtf)->destination->name,
			    tz_buf_str(name));
		}
		tz_buf_reset(name);
	}
}

void
tz_rtf_table_text(struct tz_rtf *rtf, const char *text, size_t len)
{
	if (is(rtf, "colortbl"))
		end_colours(rtf, text, len);
	else
		gather(rtf, text, len);
}

const struct tz_rtf_font *
tz_rtf_table_font(const struct tz_rtf *rtf, int number)
{
	size_t i;

	for (i = 0; i < rtf->n_fonts; i++) {
		if (rtf->fonts[i].number == number)
			return &rtf->fonts[i];
	}
	return NULL;
}

struct tz_colour
tz_rtf_table_colour(const struct tz_rtf *rtf, int number)
{
	struct tz_colour none;

	memset(&none, 0, sizeof none);
	return number >= 0 && (size_t)number < rtf->n_colours
	    ? rtf->colours[number]
	    : none;
}

bool
tz_rtf_table_hides(const struct tz_rtf *rtf, int style)
{
	size_t i;

	for (i = 0; i < rtf->n_hidden_styles; i++) {
		if (rtf->hidden_styles[i] == style)
			return true;
	}
	return false;
}
