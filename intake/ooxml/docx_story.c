/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ooxml/docx_story.c - WordprocessingML, element by element
 *
 * DrawingML of slides and WordprocessingML of 2003 are close enough to be read
 * by the same: their elements have the same names.
 */
#include "intake/ooxml/docx_story.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "intake/intake.h"
#include "intake/ooxml/docx_reading.h"
#include "intake/ooxml/opc_base64.h"

enum tz_docx_element
tz_docx_above(const struct tz_docx_reading *reading, unsigned up)
{
	if (reading->depth < up)
		return TZ_DOCX_OTHER;
	return reading->frames[reading->depth - up].element;
}

void
tz_docx_put(struct tz_docx_reading *reading, const char *words, bool deleted)
{
	struct tz_docx_mark mark;

	if (reading->n_codes > 0 && reading->balanced && !deleted) {
		tz_docx_text_join(&reading->text, TZ_DOCX_FORMULA, words);
		return;
	}
	mark.unseen = tz_docx_property_unseen(reading);
	mark.partly = reading->state.partly;
	mark.inserted = reading->state.inserted;
	mark.deleted = reading->state.deleted;
	if (deleted && !mark.deleted.n) {
		mark.deleted.n = ++reading->changes;
		mark.deleted.author = NULL;
		tz_docx_fact_tracked(reading);
	}
	if (!mark.unseen && !mark.deleted.n && !tz_docx_text_blank(words))
		reading->any = true;
	tz_docx_text_put(&reading->text, &mark, words);
}

static void
begin_paragraph(struct tz_docx_reading *reading)
{
	if (reading->text.n_flows == 1)
		reading->paragraphs++;
	if (!reading->own_items)
		tz_docx_text_place(&reading->text, TZ_PLACE_PARAGRAPH,
		    reading->paragraphs, NULL);
	tz_docx_property_paragraph(reading);
}

static void
begin_symbol(struct tz_docx_reading *reading)
{
	const char *code = tz_xml_attribute(reading->xml, "char");
	tz_auto_buf symbol = TZ_BUF_INIT;

	if (!code)
		return;
	tz_utf8_put((uint32_t)strtoul(code, NULL, 16), &symbol);
	tz_docx_put(reading, tz_buf_str(&symbol), false);
}

static void
begin_text_element(struct tz_docx_reading *reading,
    enum tz_docx_element element)
{
	const char *type;

	if (element == TZ_DOCX_BR) {
		type = tz_xml_attribute(reading->xml, "type");
		if (type && strcmp(type, "page") == 0)
			reading->behind = false;
		tz_docx_put(reading, "\n", false);
	} else if (element == TZ_DOCX_TAB &&
	    tz_docx_above(reading, 1) == TZ_DOCX_R) {
		tz_docx_put(reading, "\t", false);
	} else if (element == TZ_DOCX_HYPHEN) {
		tz_docx_put(reading, "-", false);
	} else if (element == TZ_DOCX_SYM) {
		begin_symbol(reading);
	}
}

static void
begin_reference(struct tz_docx_reading *reading)
{
	struct tz_docx_shown *shown = reading->context->shown;

	/* Not what a section was before it was changed. */
	if (shown &&
	    (tz_docx_above(reading, 1) != TZ_DOCX_SECTION ||
		tz_docx_above(reading, 2) != TZ_DOCX_CHANGED))
		tz_docx_shown_refer(shown, reading->xml);
}

static void
begin_field(struct tz_docx_reading *reading, enum tz_docx_element element)
{
	const char *code;

	if (element == TZ_DOCX_FIELD) {
		tz_docx_field(reading);
		return;
	}
	code = tz_xml_attribute(reading->xml, "instr");
	if (code)
		tz_docx_field_code(reading, code);
}

/* A run begins with the look of its paragraph. */
static void
begin_run(struct tz_docx_state *state)
{
	state->style_vanish = false;
	state->vanish = TZ_DOCX_SILENT;
	state->outlined = false;
	state->run = state->paragraph;
}

/* Properties, and what is drawn. */
static bool
begin_look(struct tz_docx_reading *reading, enum tz_docx_element element)
{
	static const enum tz_docx_element properties[] = {TZ_DOCX_TBL,
	    TZ_DOCX_RPR, TZ_DOCX_PSTYLE, TZ_DOCX_RSTYLE, TZ_DOCX_TBLSTYLE,
	    TZ_DOCX_VANISH, TZ_DOCX_HIDE, TZ_DOCX_LOOK, TZ_DOCX_ROW_HEIGHT,
	    TZ_DOCX_FRAME, TZ_DOCX_TABLE_PLACE};
	static const enum tz_docx_element drawn[] = {TZ_DOCX_ABOUT,
	    TZ_DOCX_ACROSS, TZ_DOCX_ANCHOR, TZ_DOCX_EXTENT, TZ_DOCX_FILL,
	    TZ_DOCX_MANY_FILL, TZ_DOCX_NO_FILL, TZ_DOCX_OLD_FILL,
	    TZ_DOCX_OLD_SHAPE, TZ_DOCX_SHAPE_ELEMENT};
	size_t i;

	for (i = 0; i < sizeof properties / sizeof properties[0]; i++)
		if (properties[i] == element) {
			tz_docx_property(reading, element);
			return true;
		}
	for (i = 0; i < sizeof drawn / sizeof drawn[0]; i++)
		if (drawn[i] == element) {
			tz_docx_shape(reading, element);
			return true;
		}
	return false;
}

static void
begin(struct tz_docx_reading *reading, enum tz_docx_element element)
{
	if (element == TZ_DOCX_OTHER || begin_look(reading, element))
		return;
	if (element == TZ_DOCX_P) {
		begin_paragraph(reading);
	} else if (element == TZ_DOCX_R) {
		begin_run(&reading->state);
	} else if (element == TZ_DOCX_INS || element == TZ_DOCX_DEL) {
		/* In Office Math "del" and the like are no changes. */
		if (strstr(tz_xml_space(reading->xml), "word"))
			tz_docx_change(reading, element == TZ_DOCX_DEL);
	} else if (element == TZ_DOCX_CHANGED) {
		tz_docx_change_cell(reading);
	} else if (element == TZ_DOCX_ANNOTATION ||
	    element == TZ_DOCX_COMMENT || element == TZ_DOCX_NOTE ||
	    element == TZ_DOCX_HEAD || element == TZ_DOCX_BOX ||
	    element == TZ_DOCX_RT || element == TZ_DOCX_WORD_ART ||
	    element == TZ_DOCX_ALTERNATE || element == TZ_DOCX_CHOICE ||
	    element == TZ_DOCX_FALLBACK) {
		tz_docx_flow(reading, element);
	} else if (element == TZ_DOCX_FIELD ||
	    element == TZ_DOCX_SIMPLE_FIELD) {
		begin_field(reading, element);
	} else if (element == TZ_DOCX_REFERENCE) {
		begin_reference(reading);
	} else if (element == TZ_DOCX_TC) {
		if (reading->context->drawing)
			tz_docx_shape_cell(reading);
	} else if (element == TZ_DOCX_TELLS) {
		tz_docx_fact(reading);
	} else {
		begin_text_element(reading, element);
	}
}

/* A colour, or what changes the colour that it stands in. */
static void
look_at_colour(struct tz_docx_reading *reading, enum tz_docx_element element)
{
	if (element == TZ_DOCX_COLOUR)
		tz_drawing_colour_begin(reading->xml, reading->context->theme,
		    &reading->colour);
	else if (tz_docx_above(reading, 1) == TZ_DOCX_COLOUR)
		tz_drawing_colour_change(reading->xml, &reading->colour);
}

static void
start_element(struct tz_docx_reading *reading)
{
	struct tz_docx_frame *frame;
	enum tz_docx_element element;

	if (reading->depth == TZ_XML_DEPTH) {
		reading->status = TZ_FORMAT;
		return;
	}
	element = tz_docx_element_from(tz_xml_name(reading->xml));
	frame = &reading->frames[reading->depth];
	frame->element = element;
	frame->before = reading->state;
	frame->flow = false;
	begin(reading, element);
	look_at_colour(reading, element);
	tz_docx_element_attributes(reading->xml, &reading->text);
	reading->depth++;
}

/* Properties hold for what they stand in. */
static bool
goes_on(enum tz_docx_element element)
{
	static const enum tz_docx_element properties[] = {TZ_DOCX_PSTYLE,
	    TZ_DOCX_RSTYLE, TZ_DOCX_TBLSTYLE, TZ_DOCX_VANISH, TZ_DOCX_HIDE,
	    TZ_DOCX_LOOK, TZ_DOCX_PPR, TZ_DOCX_RPR, TZ_DOCX_TBLPR, TZ_DOCX_TCPR,
	    TZ_DOCX_TRPR, TZ_DOCX_SPPR, TZ_DOCX_FILL, TZ_DOCX_MANY_FILL,
	    TZ_DOCX_NO_FILL, TZ_DOCX_COLOUR, TZ_DOCX_TEXT_FILL, TZ_DOCX_LINE,
	    TZ_DOCX_OLD_FILL, TZ_DOCX_ABOUT, TZ_DOCX_ACROSS, TZ_DOCX_DOWN,
	    TZ_DOCX_MEASURE, TZ_DOCX_EXTENT, TZ_DOCX_ROW_HEIGHT, TZ_DOCX_FRAME,
	    TZ_DOCX_TABLE_PLACE};
	size_t i;

	for (i = 0; i < sizeof properties / sizeof properties[0]; i++)
		if (properties[i] == element)
			return true;
	return false;
}

/* Bring back what was before the element. */
static void
restore(struct tz_docx_reading *reading, const struct tz_docx_frame *frame)
{
	struct tz_docx_state *state = &reading->state;
	unsigned choices = state->choices;

	if (goes_on(frame->element)) {
		if (frame->before.mark_deleted)
			state->mark_deleted = true;
		return;
	}
	*state = frame->before;
	if (frame->element == TZ_DOCX_CHOICE ||
	    frame->element == TZ_DOCX_FALLBACK)
		state->choices = choices;
}

static void
end_element(struct tz_docx_reading *reading)
{
	const struct tz_docx_frame *frame;

	if (reading->depth == 0)
		return;
	if (reading->frames[reading->depth - 1].element == TZ_DOCX_COLOUR)
		tz_docx_shape_colour(reading);
	frame = &reading->frames[--reading->depth];
	if (frame->flow)
		tz_docx_text_pop(&reading->text);
	if (frame->element == TZ_DOCX_P && !reading->state.mark_deleted)
		tz_docx_text_separate(&reading->text, '\n');
	else if (frame->element == TZ_DOCX_TC)
		tz_docx_text_separate(&reading->text, '\t');
	else if (frame->element == TZ_DOCX_TR)
		tz_docx_text_separate(&reading->text, '\n');
	else if (frame->element == TZ_DOCX_SECTION) {
		reading->behind = false;
		if (reading->context->shown &&
		    tz_docx_above(reading, 1) != TZ_DOCX_CHANGED)
			tz_docx_shown_section(reading->context->shown);
	}
	restore(reading, frame);
}

/* A picture or another file that stands in the document of 2003. */
static enum tz_status
read_binary(struct tz_docx_reading *reading, const char *words)
{
	tz_auto_buf bytes = TZ_BUF_INIT;
	tz_auto_buf name = TZ_BUF_INIT;

	if (words[strspn(words, " \t\r\n")] == '\0')
		return TZ_OK;
	tz_opc_base64(words, &bytes);
	tz_buf_printf(&name, "binData%u", ++reading->items);
	if (bytes.failed || name.failed)
		return TZ_NOMEM;
	return tz_emit_child(reading->opc->emit, reading->opc->source,
	    tz_buf_str(&name), tz_buf_str(&bytes), bytes.len, NULL);
}

static void
text_node(struct tz_docx_reading *reading)
{
	enum tz_docx_element element = tz_docx_above(reading, 1);
	const char *words = tz_xml_text(reading->xml);

	if (element == TZ_DOCX_T || element == TZ_DOCX_DEL_TEXT)
		tz_docx_put(reading, words, element == TZ_DOCX_DEL_TEXT);
	else if (element == TZ_DOCX_INSTRUCTION)
		tz_docx_text_join(&reading->text, TZ_DOCX_FORMULA, words);
	else if (element == TZ_DOCX_FIELD_DATA)
		tz_docx_field_data(reading, words);
	else if (element == TZ_DOCX_BINARY && reading->context->old)
		reading->status = read_binary(reading, words);
	else if (element == TZ_DOCX_MEASURE)
		tz_docx_shape_measure(reading, words);
	else
		/* Text where no text belongs is told all the same. */
		tz_docx_text_line(&reading->text, TZ_DOCX_PROPERTY, "text",
		    words);
}

static enum tz_status
read_events(struct tz_docx_reading *reading, struct tz_err *err)
{
	enum tz_xml_event event = TZ_XML_DONE;

	while (reading->status == TZ_OK &&
	    (event = tz_xml_next(reading->xml)) < TZ_XML_DONE) {
		if (event == TZ_XML_START)
			start_element(reading);
		else if (event == TZ_XML_END)
			end_element(reading);
		else if (event == TZ_XML_TEXT)
			text_node(reading);
		else
			tz_docx_text_line(&reading->text, TZ_DOCX_PROPERTY,
			    "xml-comment", tz_xml_text(reading->xml));
	}
	if (reading->status && reading->status != TZ_FORMAT)
		return tz_fail(err, reading->status, "%s",
		    tz_status_text(reading->status));
	if (event != TZ_XML_BAD && reading->status != TZ_FORMAT)
		return TZ_OK;
	if (reading->context->shown)
		tz_docx_shown_doubt(reading->context->shown);
	return tz_opc_damaged(reading->opc, err);
}

static void
reading_free(struct tz_docx_reading **reading)
{
	size_t i;

	if (!*reading)
		return;
	tz_xml_free((*reading)->xml);
	tz_docx_text_clear(&(*reading)->text);
	for (i = 0; i < (*reading)->n_authors; i++)
		free((*reading)->authors[i]);
	free(*reading);
}

static size_t
count(const struct tz_opc_part *part, const char *words)
{
	const unsigned char *at = part->data;
	size_t left = part->len, len = strlen(words), n = 0;

	while (left > 0 && (at = memmem(at, left, words, len))) {
		n++;
		at += len;
		left = part->len - (size_t)(at - part->data);
	}
	return n;
}

/* Fields without an end would make all that follows an instruction. */
static bool
is_balanced(const struct tz_opc_part *part)
{
	return count(part, "fldCharType=\"begin\"") <=
	    count(part, "fldCharType=\"end\"");
}

static void
start(struct tz_docx_reading *reading, const struct tz_docx_context *context,
    struct tz_opc_part *part, enum tz_channel channel,
    const struct tz_place *place)
{
	struct tz_docx_state *state = &reading->state;

	reading->context = context;
	reading->path = part->name;
	reading->balanced = is_balanced(part);
	state->base = *tz_docx_style_default_look(context->styles);
	state->paragraph = state->run = state->base;
	state->ground = context->page;
	state->on_page = true;
	tz_docx_text_start(&reading->text, channel, part->name);
	if (place) {
		reading->own_items = true;
		tz_docx_text_place(&reading->text, place->kind, place->n, NULL);
	}
}

enum tz_status
tz_docx_story(const struct tz_docx_context *context, struct tz_opc *opc,
    struct tz_opc_part *part, enum tz_channel channel,
    const struct tz_place *place, struct tz_err *err)
{
	TZ_AUTO(reading_free)
	struct tz_docx_reading *reading = calloc(1, sizeof *reading);
	enum tz_status s;

	part->taken = true;
	if (!reading)
		return tz_fail_nomem(err);
	reading->opc = opc;
	start(reading, context, part, channel, place);
	s = tz_xml_open(part->data, part->len, &reading->xml, err);
	if (s == TZ_OK)
		s = read_events(reading, err);
	if (s == TZ_OK)
		s = tz_docx_fact_send(reading, err);
	if (s == TZ_OK && channel == TZ_CHANNEL_COMMENT && reading->items > 0)
		s = tz_opc_fact(opc, "comments", part->name, channel, err);
	if (s == TZ_OK && context->unshown && reading->any && !opc->damaged)
		s = tz_opc_fact(opc, "hidden-text", part->name, channel, err);
	if (s == TZ_OK)
		s = tz_docx_text_finish(&reading->text, opc, err);
	return s;
}
