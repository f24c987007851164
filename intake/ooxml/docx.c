/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ooxml/docx.c - Word documents: the order in which their parts are read
 *
 * The body first, then what stands round it; whatever is not
 * WordprocessingML is left to tz_opc_rest().
 */
#include "intake/ooxml/docx.h"

#include <stdlib.h>
#include <string.h>

#include "intake/formats.h"
#include "intake/ooxml/docx_story.h"
#include "intake/ooxml/docx_style.h"
#include "intake/xml.h"

static const struct {
	const char *root;
	enum tz_channel channel;
} stories[] = {
    {"document", TZ_CHANNEL_BODY},
    {"hdr", TZ_CHANNEL_HEADER_FOOTER},
    {"ftr", TZ_CHANNEL_HEADER_FOOTER},
    {"footnotes", TZ_CHANNEL_FOOTNOTE},
    {"endnotes", TZ_CHANNEL_FOOTNOTE},
    {"comments", TZ_CHANNEL_COMMENT},
    {"glossaryDocument", TZ_CHANNEL_CACHED_DATA},
    {"settings", TZ_CHANNEL_PROPERTY},
    {"webSettings", TZ_CHANNEL_PROPERTY},
    {"numbering", TZ_CHANNEL_PROPERTY},
};

static bool
is_word(const struct tz_opc_part *part)
{
	return strstr(part->space, "wordprocessingml") != NULL;
}

/* Lists that hold nothing but fonts and numbers of the program. */
static void
pass_over(struct tz_opc *opc)
{
	static const char *const roots[] = {
	    "fonts", "commentsEx", "commentsIds", "commentsExtensible"};
	size_t i;

	for (i = 0; i < sizeof roots / sizeof roots[0]; i++) {
		struct tz_opc_part *part = NULL;

		while ((part = tz_opc_next(opc, roots[i], part)))
			part->taken = true;
	}
}

/* What the settings say that the reading of other parts needs. */
struct settings {
	bool even;   /* even pages have headers of their own */
	bool colour; /* the colour of the page is shown */
};

static enum tz_status
read_settings(struct tz_opc *opc, struct settings *settings,
    struct tz_drawing_theme *theme, struct tz_err *err)
{
	const struct tz_opc_part *part = tz_opc_next(opc, "settings", NULL);
	tz_auto(tz_xml) xml = NULL;
	enum tz_xml_event event;
	enum tz_status s;

	if (!part)
		return TZ_OK;
	s = tz_xml_open(part->data, part->len, &xml, err);
	while (s == TZ_OK && (event = tz_xml_next(xml)) < TZ_XML_DONE) {
		const char *name = tz_xml_name(xml);

		if (event != TZ_XML_START)
			continue;
		if (strcmp(name, "evenAndOddHeaders") == 0)
			settings->even =
			    tz_xml_true(tz_xml_attribute(xml, "val"));
		else if (strcmp(name, "displayBackgroundShape") == 0)
			settings->colour =
			    tz_xml_true(tz_xml_attribute(xml, "val"));
		else if (strcmp(name, "clrSchemeMapping") == 0)
			tz_drawing_theme_map(xml, theme);
	}
	return s;
}

/* The number that follows ${mark} in an element of that name, the largest of
 * all: only what is off every page is off the page. */
static int
largest(const struct tz_opc_part *part, const char *element, const char *mark,
    int least)
{
	const unsigned char *at = part->data;
	const unsigned char *end = part->data + part->len;

	while ((at =
		    memmem(at, (size_t)(end - at), element, strlen(element)))) {
		const unsigned char *close =
		    memchr(at, '>', (size_t)(end - at));
		const unsigned char *number;

		at += strlen(element);
		if (!close)
			break;
		number = memmem(at, (size_t)(close - at), mark, strlen(mark));
		if (number) {
			long value = strtol((const char *)number + strlen(mark),
			    NULL, 10);

			if (value > least && value < 1 << 16)
				least = (int)value;
		}
	}
	return least;
}

/* The page: white unless the document begins with a colour that is shown. */
static void
look_at_page(const struct tz_opc_part *part, bool colour,
    struct tz_docx_context *context)
{
	tz_auto(tz_xml) xml = NULL;
	enum tz_xml_event event;
	unsigned n;

	context->page = tz_colour_of(0xffffff);
	context->page_width = largest(part, "<w:pgSz", "w:w=\"", 12240);
	context->page_height = largest(part, "<w:pgSz", "w:h=\"", 15840);
	if (tz_xml_open(part->data, part->len, &xml, NULL))
		return;
	for (n = 0; n < 8 && (event = tz_xml_next(xml)) < TZ_XML_DONE; n++) {
		struct tz_colour said;

		if (event != TZ_XML_START ||
		    strcmp(tz_xml_name(xml), "background") != 0)
			continue;
		said = tz_colour_parse(tz_xml_attribute(xml, "color"));
		if (colour || !tz_colour_hides(said, context->page))
			context->page = said;
		if (!colour)
			context->page.known &= said.red > 0xf0;
		return;
	}
}

static enum tz_status
read_stories(struct tz_opc *opc, struct tz_docx_context *context,
    struct tz_err *err)
{
	enum tz_status s = TZ_OK;
	size_t i;

	for (i = 0; i < sizeof stories / sizeof stories[0]; i++) {
		struct tz_opc_part *part = NULL;

		while ((part = tz_opc_next(opc, stories[i].root, part))) {
			if (!is_word(part))
				continue;
			context->unshown = context->shown &&
			    stories[i].channel == TZ_CHANNEL_HEADER_FOOTER &&
			    !tz_docx_shown_around(context->shown, part->name);
			s = tz_docx_story(context, opc, part,
			    stories[i].channel, NULL, err);
			if (s)
				return s;
		}
	}
	return TZ_OK;
}

/* Styles of the glossary, and those kept for older programs. */
static enum tz_status
read_other_styles(struct tz_opc *opc, const struct tz_drawing_theme *theme,
    struct tz_err *err)
{
	struct tz_opc_part *part = NULL;
	enum tz_status s = TZ_OK;

	while (s == TZ_OK && (part = tz_opc_next(opc, "styles", part))) {
		tz_auto(tz_docx_styles) styles = NULL;

		if (is_word(part))
			s = tz_docx_style_read(opc, part, theme, &styles, err);
	}
	return s;
}

static enum tz_status
read_all(struct tz_opc *opc, struct tz_docx_context *context,
    const struct tz_drawing_theme *theme, bool even, bool colour,
    struct tz_err *err)
{
	struct tz_opc_part *part = tz_opc_next(opc, "document", NULL);
	tz_auto(tz_docx_shown) shown = NULL;
	enum tz_status s;

	if (part)
		look_at_page(part, colour, context);
	s = part ? tz_docx_shown_new(opc, part, even, &shown, err)
		 : tz_opc_damaged(opc, err);
	if (s)
		return s;
	context->shown = shown;
	s = tz_docx_comments(opc, err);
	pass_over(opc);
	if (s == TZ_OK)
		s = read_stories(opc, context, err);
	if (s == TZ_OK)
		s = read_other_styles(opc, theme, err);
	return s ? s : tz_opc_rest(opc, err);
}

enum tz_status
tz_docx_read(struct tz_opc *opc, struct tz_err *err)
{
	tz_auto(tz_docx_styles) styles = NULL;
	struct tz_drawing_theme theme;
	struct tz_docx_context context;
	struct settings settings = {false, false};
	struct tz_opc_part *part;
	enum tz_status s;

	memset(&context, 0, sizeof context);
	tz_drawing_theme_start(&theme);
	part = tz_opc_find(opc, "word/theme/theme1.xml");
	s = tz_drawing_theme_read(part ? part : tz_opc_next(opc, "theme", NULL),
	    &theme, err);
	if (s == TZ_OK)
		s = read_settings(opc, &settings, &theme, err);
	part = tz_opc_find(opc, "word/styles.xml");
	if (!part)
		part = tz_opc_next(opc, "styles", NULL);
	if (s == TZ_OK)
		s = tz_docx_style_read(opc, part, &theme, &styles, err);
	if (s)
		return s;
	context.styles = styles;
	context.theme = &theme;
	return read_all(opc, &context, &theme, settings.even, settings.colour,
	    err);
}

enum tz_status
tz_read_docx(struct tz_emit *emit, const struct tz_source *source,
    struct tz_err *err)
{
	tz_auto(tz_opc) opc = NULL;
	enum tz_status s = tz_opc_open(emit, source, &opc, err);

	return s ? s : tz_docx_read(opc, err);
}
