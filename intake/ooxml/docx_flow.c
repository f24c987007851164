/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ooxml/docx_flow.c - what stands beside the text that it is anchored
 * in: boxes, readings, alternatives, notes
 */
#include <string.h>

#include "intake/ooxml/docx_reading.h"
#include "intake/ooxml/docx_style.h"

/* Begin a flow beside the present one. */
static void
push(struct tz_docx_reading *reading, bool alternative)
{
	tz_docx_text_push(&reading->text, alternative,
	    reading->state.since_flow, reading->state.since_boxes);
	reading->frames[reading->depth].flow = true;
}

/* A flow whose text goes to another side than the boxes. */
static void
push_aside(struct tz_docx_reading *reading, enum tz_docx_side side)
{
	push(reading, false);
	tz_docx_text_aside(&reading->text, side);
}

static void
begin_box(struct tz_docx_reading *reading)
{
	struct tz_docx_state *state = &reading->state;

	push(reading, false);
	state->base = *tz_docx_style_default_look(reading->context->styles);
	state->ground = state->fill;
	state->on_page = false;
	state->bar = false;
}

static void
begin_word_art(struct tz_docx_reading *reading)
{
	const char *words = tz_xml_attribute(reading->xml, "string");
	const struct tz_docx_text *text = &reading->text;
	struct tz_docx_state *state = &reading->state;

	if (!words)
		return;
	push(reading, text->flows[text->n_flows - 1].alternative);
	state->run = *tz_docx_style_default_look(reading->context->styles);
	tz_docx_put(reading, words, false);
}

/* What one half of mc:AlternateContent says again is not said twice. */
static void
begin_alternative(struct tz_docx_reading *reading, enum tz_docx_element element)
{
	struct tz_docx_state *state = &reading->state;

	if (element == TZ_DOCX_ALTERNATE) {
		state->since_flow = tz_docx_text_flow(&reading->text)->text.len;
		state->since_boxes =
		    reading->text.sides[TZ_DOCX_BOXES].text.len;
		state->choices = 0;
	} else if (tz_docx_above(reading, 1) == TZ_DOCX_ALTERNATE &&
	    state->choices++ > 0) {
		push(reading, true);
	}
}

/* Insertions, deletions and comments of 2003 are all annotations. */
static void
begin_annotation(struct tz_docx_reading *reading)
{
	const char *type = tz_xml_attribute(reading->xml, "type");

	if (!type || strncmp(type, "Word.", 5) != 0)
		return;
	type += 5;
	if (strcmp(type, "Insertion") == 0)
		tz_docx_change(reading, false);
	else if (strcmp(type, "Deletion") == 0)
		tz_docx_change(reading, true);
	else if (strcmp(type, "Comment") == 0)
		push_aside(reading, TZ_DOCX_REMARKS);
	else if (strcmp(type, "Formatting") == 0 ||
	    strcmp(type, "Numbering") == 0)
		tz_docx_fact_tracked(reading);
}

/* Notes and headers are parts of their own, but in 2003 stand where they are
 * referred to. */
static void
begin_aside(struct tz_docx_reading *reading, enum tz_docx_element element)
{
	if (element == TZ_DOCX_HEAD) {
		if (reading->context->old && reading->depth > 0)
			push_aside(reading, TZ_DOCX_HEADS);
	} else if (reading->context->old) {
		push_aside(reading, TZ_DOCX_NOTES);
	} else {
		tz_docx_change_item(reading, element);
	}
}

void
tz_docx_flow(struct tz_docx_reading *reading, enum tz_docx_element element)
{
	if (element == TZ_DOCX_BOX)
		begin_box(reading);
	else if (element == TZ_DOCX_RT)
		push(reading, false);
	else if (element == TZ_DOCX_WORD_ART)
		begin_word_art(reading);
	else if (element == TZ_DOCX_ANNOTATION)
		begin_annotation(reading);
	else if (element == TZ_DOCX_COMMENT || element == TZ_DOCX_NOTE ||
	    element == TZ_DOCX_HEAD)
		begin_aside(reading, element);
	else
		begin_alternative(reading, element);
}
