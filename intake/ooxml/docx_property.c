/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ooxml/docx_property.c - properties of text, where they stand
 *
 * They count only where the standard lets them stand: a w:vanish in the old
 * half of a formatting change, or on the mark of a paragraph, hides nothing.
 */
#include <stdlib.h>
#include <string.h>

#include "intake/ooxml/docx_reading.h"
#include "intake/ooxml/docx_style.h"

/* A row of an exact height of so many twentieths of a point shows nothing. */
#define LOW_ROW 40

static bool
in_run(const struct tz_docx_reading *reading)
{
	return tz_docx_above(reading, 1) == TZ_DOCX_RPR &&
	    tz_docx_above(reading, 2) == TZ_DOCX_R;
}

static bool
in_paragraph(const struct tz_docx_reading *reading)
{
	return tz_docx_above(reading, 1) == TZ_DOCX_PPR &&
	    tz_docx_above(reading, 2) == TZ_DOCX_P;
}

void
tz_docx_property_paragraph(struct tz_docx_reading *reading)
{
	const struct tz_docx_styles *styles = reading->context->styles;
	struct tz_docx_state *state = &reading->state;

	state->paragraph_vanish =
	    tz_docx_style_vanish(styles, TZ_DOCX_STYLE_PARAGRAPH, NULL);
	state->style_vanish = false;
	state->vanish = TZ_DOCX_SILENT;
	state->mark_deleted = false;
	state->paragraph = state->base;
	tz_docx_style_look(styles, TZ_DOCX_STYLE_PARAGRAPH, NULL,
	    &state->paragraph);
	state->run = state->paragraph;
}

static void
set_style(struct tz_docx_reading *reading, enum tz_docx_element element,
    const char *id)
{
	const struct tz_docx_styles *styles = reading->context->styles;
	struct tz_docx_state *state = &reading->state;

	if (element == TZ_DOCX_PSTYLE && in_paragraph(reading)) {
		state->paragraph_vanish =
		    tz_docx_style_vanish(styles, TZ_DOCX_STYLE_PARAGRAPH, id);
		state->paragraph = state->base;
		tz_docx_style_look(styles, TZ_DOCX_STYLE_PARAGRAPH, id,
		    &state->paragraph);
	} else if (element == TZ_DOCX_RSTYLE && in_run(reading)) {
		state->style_vanish =
		    tz_docx_style_vanish(styles, TZ_DOCX_STYLE_CHARACTER, id);
		tz_docx_style_look(styles, TZ_DOCX_STYLE_CHARACTER, id,
		    &state->run);
	} else if (element == TZ_DOCX_TBLSTYLE &&
	    tz_docx_above(reading, 1) == TZ_DOCX_TBLPR) {
		state->table_vanish =
		    tz_docx_style_vanish(styles, TZ_DOCX_STYLE_TABLE, id);
		tz_docx_style_look(styles, TZ_DOCX_STYLE_TABLE, id,
		    &state->base);
		if (tz_docx_style_shaded(styles, id)) {
			state->ground.known = false;
			state->on_page = false;
		}
	}
}

/* A table without a style of its own. */
static void
begin_table(struct tz_docx_reading *reading)
{
	reading->state.table_vanish =
	    tz_docx_style_vanish(reading->context->styles, TZ_DOCX_STYLE_TABLE,
		NULL);
}

/* The shading of a cell or a table. */
static void
set_ground(struct tz_docx_reading *reading, bool cell)
{
	struct tz_docx_state *state = &reading->state;
	struct tz_docx_said said =
	    tz_docx_look_shade(reading->xml, reading->context->theme);

	if (!said.said)
		return;
	state->ground = said.colour;
	state->on_page = false;
	state->bar = cell;
}

/* A frame or a table that stands where its properties say. */
static void
set_frame(struct tz_docx_reading *reading, const char *across, const char *down)
{
	const char *x = tz_xml_attribute(reading->xml, across);
	const char *y = tz_xml_attribute(reading->xml, down);
	long left = x ? strtol(x, NULL, 10) : 0;
	long top = y ? strtol(y, NULL, 10) : 0;

	if (left >= reading->context->page_width ||
	    left <= -reading->context->page_width ||
	    top >= reading->context->page_height ||
	    top <= -reading->context->page_height)
		reading->state.around = TZ_DOCX_OFF_PAGE;
}

static void
set_row(struct tz_docx_reading *reading)
{
	const char *rule = tz_xml_attribute(reading->xml, "hRule");
	const char *height = tz_xml_attribute(reading->xml, "val");

	if (rule && strcmp(rule, "exact") == 0 && height &&
	    strtol(height, NULL, 10) <= LOW_ROW &&
	    tz_docx_above(reading, 1) == TZ_DOCX_TRPR)
		reading->state.around = TZ_DOCX_TINY;
}

/* What a DrawingML run says in attributes. */
static void
begin_run_properties(struct tz_docx_reading *reading)
{
	const char *size;

	if (!reading->context->drawing ||
	    tz_docx_above(reading, 1) != TZ_DOCX_R)
		return;
	size = tz_xml_attribute(reading->xml, "sz");
	if (!size)
		return;
	reading->state.run.half_points = (int)strtol(size, NULL, 10) / 50;
	reading->state.run.empty_size = reading->state.run.half_points <= 0;
}

static void
set_look(struct tz_docx_reading *reading)
{
	const struct tz_drawing_theme *theme = reading->context->theme;
	enum tz_docx_element parent = tz_docx_above(reading, 1);

	if (reading->context->drawing)
		return;
	if (in_run(reading))
		tz_docx_look_run(reading->xml, theme, &reading->state.run);
	else if (in_paragraph(reading))
		tz_docx_look_paragraph(reading->xml, theme,
		    &reading->state.paragraph);
	else if ((parent == TZ_DOCX_TCPR || parent == TZ_DOCX_TBLPR) &&
	    strcmp(tz_xml_name(reading->xml), "shd") == 0)
		set_ground(reading, parent == TZ_DOCX_TCPR);
}

void
tz_docx_property(struct tz_docx_reading *reading, enum tz_docx_element element)
{
	const char *value = tz_xml_attribute(reading->xml, "val");
	struct tz_docx_state *state = &reading->state;

	if (element == TZ_DOCX_PSTYLE || element == TZ_DOCX_RSTYLE ||
	    element == TZ_DOCX_TBLSTYLE)
		set_style(reading, element, value);
	else if (element == TZ_DOCX_TBL)
		begin_table(reading);
	else if (element == TZ_DOCX_RPR)
		begin_run_properties(reading);
	else if (element == TZ_DOCX_LOOK)
		set_look(reading);
	else if (element == TZ_DOCX_VANISH && in_run(reading))
		state->vanish = tz_xml_true(value) ? TZ_DOCX_ON : TZ_DOCX_OFF;
	else if (element == TZ_DOCX_HIDE &&
	    tz_docx_above(reading, 1) == TZ_DOCX_TRPR && tz_xml_true(value))
		state->around = TZ_DOCX_VANISHED;
	else if (element == TZ_DOCX_ROW_HEIGHT)
		set_row(reading);
	else if (element == TZ_DOCX_FRAME && in_paragraph(reading))
		set_frame(reading, "x", "y");
	else if (element == TZ_DOCX_TABLE_PLACE)
		set_frame(reading, "tblpX", "tblpY");
}

enum tz_docx_unseen
tz_docx_property_unseen(const struct tz_docx_reading *reading)
{
	const struct tz_docx_state *state = &reading->state;
	struct tz_colour ground = state->ground;
	bool vanished;

	if (state->around)
		return state->around;
	if (state->vanish != TZ_DOCX_SILENT)
		vanished = state->vanish == TZ_DOCX_ON;
	else
		vanished = tz_docx_style_default(reading->context->styles) ||
		    (state->table_vanish ^ state->paragraph_vanish ^
			state->style_vanish);
	if (vanished)
		return TZ_DOCX_VANISHED;
	if (state->on_page && reading->behind)
		ground.known = false;
	return tz_docx_look_unseen(&state->run, ground, state->bar,
	    reading->context->page_width);
}
