/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ooxml/docx_shape.c - drawings in a text: hidden or off the page, and
 * of which colour they are behind their own text
 */
#include <stdlib.h>
#include <string.h>

#include "intake/ooxml/docx_reading.h"

/* English Metric Units in a twentieth of a point. */
#define EMU_PER_TWENTIETH 635
/* A drawing behind the text that is as large as this share of the page may be
 * the ground of all its text. */
#define GROUND_SHARE 8

/* No number of a layout is larger. */
#define EMU_MAX ((int64_t)1 << 40)

static int64_t
emu(const char *value)
{
	long long number = value ? strtoll(value, NULL, 10) : 0;

	if (number > EMU_MAX)
		return EMU_MAX;
	return number < -EMU_MAX ? -EMU_MAX : number;
}

static bool
says(const char *style, const char *property)
{
	return style && strstr(style, property);
}

/* The length, in twentieths of a point, that a style of VML gives. */
static double
style_length(const char *style, const char *property)
{
	const char *at = style;
	size_t len = strlen(property);
	double number;
	char *end;

	while (at && strncmp(at, property, len) != 0) {
		at = strchr(at, ';');
		if (at)
			at += 1 + strspn(at + 1, " ");
	}
	if (!at)
		return 0;
	number = strtod(at + len, &end);
	if (strncmp(end, "in", 2) == 0)
		return number * 1440;
	if (strncmp(end, "cm", 2) == 0)
		return number * 1440 / 2.54;
	if (strncmp(end, "mm", 2) == 0)
		return number * 144 / 2.54;
	return number * (strncmp(end, "px", 2) == 0 ? 15 : 20);
}

/* A colour as VML writes it: "#rrggbb [3212]", "white". */
static struct tz_colour
old_colour(const char *text)
{
	char first[16];
	size_t len = strcspn(text, " ");

	if (len >= sizeof first)
		len = 0;
	memcpy(first, text, len);
	first[len] = '\0';
	if (strcmp(first, "white") == 0)
		return tz_colour_of(0xffffff);
	if (strcmp(first, "black") == 0)
		return tz_colour_of(0x000000);
	return tz_colour_parse(first[0] == '#' ? first : "");
}

/* Whether the shape stands where it is said to, not at an edge or the middle
 * of its page. */
static bool
stands_free(const char *style, const char *alignment)
{
	const char *at = style ? strstr(style, alignment) : NULL;

	return !at || strncmp(at + strlen(alignment), "absolute", 8) == 0;
}

static void
begin_old_shape(struct tz_docx_reading *reading)
{
	struct tz_docx_state *state = &reading->state;
	const char *style = tz_xml_attribute(reading->xml, "style");
	const char *filled = tz_xml_attribute(reading->xml, "filled");
	const char *colour = tz_xml_attribute(reading->xml, "fillcolor");
	const char *element = tz_xml_name(reading->xml);
	const struct tz_docx_context *context = reading->context;
	double left = style_length(style, "margin-left:");
	double top = style_length(style, "margin-top:");

	if (!strstr(tz_xml_space(reading->xml), "vml"))
		return;
	if (!stands_free(style, "mso-position-horizontal:"))
		left = 0;
	if (!stands_free(style, "mso-position-vertical:"))
		top = 0;
	if (says(style, "visibility:hidden") || says(style, "display:none"))
		state->around = TZ_DOCX_SHAPE;
	else if (says(style, "position:absolute") &&
	    (left >= context->page_width || left <= -context->page_width ||
		top >= context->page_height || top <= -context->page_height))
		state->around = TZ_DOCX_OFF_PAGE;
	state->fill = tz_colour_of(0xffffff);
	if (colour)
		state->fill = old_colour(colour);
	if ((filled && !tz_xml_true(filled)) ||
	    strcmp(element, "shapetype") == 0)
		state->fill.known = false;
	if (says(style, "z-index:-") && state->fill.known &&
	    style_length(style, "width:") * style_length(style, "height:") >
		(double)context->page_width * context->page_height /
		    GROUND_SHARE)
		reading->behind = true;
}

/* The size of an anchored drawing, with which its place is known. */
static void
set_extent(struct tz_docx_reading *reading)
{
	struct tz_docx_state *state = &reading->state;
	int64_t width = emu(tz_xml_attribute(reading->xml, "cx"));
	int64_t height = emu(tz_xml_attribute(reading->xml, "cy"));
	int64_t page_width =
	    (int64_t)reading->context->page_width * EMU_PER_TWENTIETH;
	int64_t page_height =
	    (int64_t)reading->context->page_height * EMU_PER_TWENTIETH;

	if (tz_docx_above(reading, 1) != TZ_DOCX_ANCHOR)
		return;
	if (state->left >= page_width || state->top >= page_height ||
	    state->left + width <= -page_width / 2 ||
	    state->top + height <= -page_height ||
	    (state->from_page && state->left + width < 0))
		state->around = TZ_DOCX_OFF_PAGE;
	if (state->behind && width > 0 && height > 0 &&
	    (double)width * (double)height >
		(double)page_width * (double)page_height / GROUND_SHARE)
		reading->behind = true;
}

void
tz_docx_shape_measure(struct tz_docx_reading *reading, const char *words)
{
	enum tz_docx_element parent = tz_docx_above(reading, 2);

	if (parent == TZ_DOCX_ACROSS)
		reading->state.left = emu(words);
	else if (parent == TZ_DOCX_DOWN)
		reading->state.top = emu(words);
}

/* The next shape of a slide, whose place has been looked at before. */
static void
begin_listed_shape(struct tz_docx_reading *reading)
{
	const struct tz_docx_context *context = reading->context;
	struct tz_docx_state *state = &reading->state;
	size_t i = reading->n_shapes++;

	if (i >= context->n_shapes)
		return;
	if (context->shapes[i].unseen)
		state->around = context->shapes[i].unseen;
	state->partly = context->shapes[i].partly;
	state->ground = context->shapes[i].ground;
	state->on_page = false;
}

void
tz_docx_shape_cell(struct tz_docx_reading *reading)
{
	const struct tz_docx_context *context = reading->context;
	struct tz_docx_state *state = &reading->state;
	size_t i = reading->n_cells++;

	state->ground.known = false;
	if (i < context->n_cells)
		state->ground = context->cells[i];
	state->on_page = false;
	state->bar = true;
}

/* Of the run, what its fill says. */
static void
set_letters(struct tz_docx_reading *reading, struct tz_drawing_colour colour)
{
	struct tz_docx_look *run = &reading->state.run;

	run->colour.said = true;
	run->colour.colour = colour.colour;
	run->transparent = colour.alpha < 0.05 && !reading->state.outlined;
}

/* Whose fill it is that stands ${up} levels above: the run's, the shape's or
 * nobody's. */
static enum tz_docx_element
owner(const struct tz_docx_reading *reading, unsigned up)
{
	enum tz_docx_element element = tz_docx_above(reading, up);

	if (element == TZ_DOCX_TEXT_FILL)
		element = tz_docx_above(reading, ++up);
	if (element == TZ_DOCX_RPR &&
	    tz_docx_above(reading, up + 1) == TZ_DOCX_R)
		return TZ_DOCX_R;
	return element == TZ_DOCX_SPPR ? TZ_DOCX_SPPR : TZ_DOCX_OTHER;
}

void
tz_docx_shape_colour(struct tz_docx_reading *reading)
{
	enum tz_docx_element whose;

	if (tz_docx_above(reading, 2) == TZ_DOCX_LOOK &&
	    tz_docx_above(reading, 3) == TZ_DOCX_RPR) {
		reading->state.run.highlight.said = true;
		reading->state.run.highlight.colour = reading->colour.colour;
	}
	if (tz_docx_above(reading, 2) != TZ_DOCX_FILL)
		return;
	whose = owner(reading, 3);
	if (whose == TZ_DOCX_R) {
		set_letters(reading, reading->colour);
	} else if (whose == TZ_DOCX_SPPR) {
		reading->state.fill = reading->colour.colour;
		if (reading->colour.alpha < 0.9)
			reading->state.fill.known = false;
	}
}

/* A fill of no one colour, or none. */
static void
begin_fill(struct tz_docx_reading *reading, enum tz_docx_element element)
{
	const struct tz_drawing_colour none = {{0, 0, 0, false}, 0};
	const struct tz_drawing_colour many = {{0, 0, 0, false}, 1};
	enum tz_docx_element whose = owner(reading, 1);

	if (element == TZ_DOCX_FILL) {
		if (tz_docx_above(reading, 1) == TZ_DOCX_LINE &&
		    tz_docx_above(reading, 2) == TZ_DOCX_RPR)
			reading->state.outlined = true;
		return;
	}
	if (whose == TZ_DOCX_R)
		set_letters(reading, element == TZ_DOCX_NO_FILL ? none : many);
	else if (whose == TZ_DOCX_SPPR)
		reading->state.fill.known = false;
}

void
tz_docx_shape(struct tz_docx_reading *reading, enum tz_docx_element element)
{
	struct tz_docx_state *state = &reading->state;
	const char *value;

	if (element == TZ_DOCX_ANCHOR) {
		value = tz_xml_attribute(reading->xml, "behindDoc");
		state->behind = value && tz_xml_true(value);
		state->left = state->top = 0;
		state->from_page = false;
	} else if (element == TZ_DOCX_ACROSS) {
		value = tz_xml_attribute(reading->xml, "relativeFrom");
		state->from_page = value && strcmp(value, "page") == 0;
	} else if (element == TZ_DOCX_EXTENT) {
		set_extent(reading);
	} else if (element == TZ_DOCX_ABOUT) {
		value = tz_xml_attribute(reading->xml, "hidden");
		if (value && tz_xml_true(value))
			state->around = TZ_DOCX_SHAPE;
	} else if (element == TZ_DOCX_SHAPE_ELEMENT) {
		state->fill.known = false;
		if (reading->context->drawing)
			begin_listed_shape(reading);
	} else if (element == TZ_DOCX_OLD_SHAPE) {
		begin_old_shape(reading);
	} else if (element == TZ_DOCX_OLD_FILL) {
		value = tz_xml_attribute(reading->xml, "type");
		if ((value && strcmp(value, "solid") != 0) ||
		    tz_xml_attribute(reading->xml, "opacity"))
			state->fill.known = false;
	} else {
		begin_fill(reading, element);
	}
}
