/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ooxml/docx_story.c - WordprocessingML, element by element
 *
 * What holds for an element and all in it (its styles, whether it is deleted)
 * is the state; each open element keeps the state that was before it, so an
 * end brings it back whatever was nested.  Properties count only where the
 * standard lets them stand: a w:vanish in the old half of a formatting change,
 * or on the mark of a paragraph, hides nothing.
 */
#include "intake/ooxml/docx_story.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "intake/ooxml/docx_element.h"
#include "intake/ooxml/docx_text.h"
#include "intake/xml.h"

#define AUTHORS_MAX 4096

enum word { SILENT, OFF, ON };

struct state {
	struct tz_docx_change inserted;
	struct tz_docx_change deleted;
	bool table_vanish;
	bool paragraph_vanish;
	bool style_vanish; /* of the run's own style */
	enum word vanish;  /* of the run itself */
	bool row_hidden;
	bool mark_deleted; /* the paragraph runs on into the next one */
	size_t since_flow; /* of mc:AlternateContent */
	size_t since_boxes;
	unsigned choices;
};

struct frame {
	enum tz_docx_element element;
	struct state before;
	bool flow; /* it began one */
};

struct story {
	struct tz_opc *opc;
	const struct tz_docx_styles *styles;
	struct tz_xml *xml;
	const char *path;
	struct tz_docx_text text;
	struct state state;
	struct frame frames[TZ_XML_DEPTH];
	unsigned depth;
	uint32_t paragraphs;
	uint32_t items; /* comments or notes */
	uint32_t changes;
	char *authors[AUTHORS_MAX];
	size_t n_authors;
	bool tracked;
	bool own_items; /* places are comments or notes, not paragraphs */
	enum tz_status status;
};

/* The author's name, kept until the part is done. */
static const char *
keep_author(struct story *story, const char *name)
{
	size_t i;

	if (!name || !name[0])
		return NULL;
	for (i = 0; i < story->n_authors; i++)
		if (strcmp(story->authors[i], name) == 0)
			return story->authors[i];
	if (i == AUTHORS_MAX)
		return NULL;
	story->authors[i] = strdup(name);
	if (!story->authors[i])
		return NULL;
	story->n_authors++;
	return story->authors[i];
}

/* The element ${up} levels above the one being begun. */
static enum tz_docx_element
above(const struct story *story, unsigned up)
{
	if (story->depth < up)
		return TZ_DOCX_OTHER;
	return story->frames[story->depth - up].element;
}

static bool
hidden(const struct story *story)
{
	const struct state *state = &story->state;

	if (state->row_hidden)
		return true;
	if (state->vanish != SILENT)
		return state->vanish == ON;
	if (tz_docx_style_default(story->styles))
		return true;
	return state->table_vanish ^ state->paragraph_vanish ^
	    state->style_vanish;
}

static void
put(struct story *story, const char *words, bool deleted)
{
	struct tz_docx_mark mark;

	mark.hidden = hidden(story);
	mark.inserted = story->state.inserted;
	mark.deleted = story->state.deleted;
	if (deleted && !mark.deleted.n) {
		mark.deleted.n = ++story->changes;
		mark.deleted.author = NULL;
		story->tracked = true;
	}
	tz_docx_text_put(&story->text, &mark, words);
}

static void
begin_paragraph(struct story *story)
{
	if (story->text.n_flows == 1)
		story->paragraphs++;
	if (!story->own_items)
		tz_docx_text_place(&story->text, TZ_PLACE_PARAGRAPH,
		    story->paragraphs, NULL);
	story->state.paragraph_vanish =
	    tz_docx_style_vanish(story->styles, TZ_DOCX_STYLE_PARAGRAPH, NULL);
	story->state.style_vanish = false;
	story->state.vanish = SILENT;
	story->state.mark_deleted = false;
}

/* A tracked change: of a run of text, or only of a mark or a row. */
static void
begin_change(struct story *story, bool deletion)
{
	const char *author = tz_xml_attribute(story->xml, "author");
	enum tz_docx_element parent = above(story, 1);
	struct tz_docx_change *change =
	    deletion ? &story->state.deleted : &story->state.inserted;

	/* In Office Math "del" and the like are no changes. */
	if (!strstr(tz_xml_space(story->xml), "wordprocessingml"))
		return;
	story->tracked = true;
	story->changes++;
	if (parent == TZ_DOCX_RPR) {
		if (deletion && above(story, 2) == TZ_DOCX_PPR)
			story->frames[story->depth - 2].before.mark_deleted =
			    true;
		return;
	}
	if (parent == TZ_DOCX_TRPR)
		return;
	change->n = story->changes;
	change->author = keep_author(story, author);
}

/* A comment or a note is a story of its own. */
static void
begin_item(struct story *story, enum tz_docx_element element)
{
	const char *author = tz_xml_attribute(story->xml, "author");
	const char *type = tz_xml_attribute(story->xml, "type");

	/* The lines that part the notes from the page are kept among them. */
	if (type && strcmp(type, "normal") != 0)
		return;
	story->status = tz_docx_text_flush(&story->text, story->opc, NULL);
	story->own_items = true;
	story->items++;
	if (element == TZ_DOCX_COMMENT)
		tz_docx_text_place(&story->text, TZ_PLACE_COMMENT, story->items,
		    keep_author(story, author));
	else
		tz_docx_text_place(&story->text, TZ_PLACE_NOTE, story->items,
		    NULL);
}

static void
begin_symbol(struct story *story)
{
	const char *code = tz_xml_attribute(story->xml, "char");
	tz_auto_buf symbol = TZ_BUF_INIT;

	if (!code)
		return;
	tz_utf8_put((uint32_t)strtoul(code, NULL, 16), &symbol);
	put(story, tz_buf_str(&symbol), false);
}

static void
set_style(struct story *story, enum tz_docx_element element, const char *id)
{
	struct state *state = &story->state;

	if (element == TZ_DOCX_PSTYLE && above(story, 1) == TZ_DOCX_PPR &&
	    above(story, 2) == TZ_DOCX_P)
		state->paragraph_vanish = tz_docx_style_vanish(story->styles,
		    TZ_DOCX_STYLE_PARAGRAPH, id);
	else if (element == TZ_DOCX_RSTYLE && above(story, 1) == TZ_DOCX_RPR &&
	    above(story, 2) == TZ_DOCX_R)
		state->style_vanish = tz_docx_style_vanish(story->styles,
		    TZ_DOCX_STYLE_CHARACTER, id);
	else if (element == TZ_DOCX_TBLSTYLE &&
	    above(story, 1) == TZ_DOCX_TBLPR)
		state->table_vanish = tz_docx_style_vanish(story->styles,
		    TZ_DOCX_STYLE_TABLE, id);
	else if (element == TZ_DOCX_VANISH && above(story, 1) == TZ_DOCX_RPR &&
	    above(story, 2) == TZ_DOCX_R)
		state->vanish = tz_xml_true(id) ? ON : OFF;
	else if (element == TZ_DOCX_HIDE && above(story, 1) == TZ_DOCX_TRPR)
		state->row_hidden = tz_xml_true(id);
}

/* Begin a flow beside the present one. */
static void
push(struct story *story, bool alternative)
{
	tz_docx_text_push(&story->text, alternative, story->state.since_flow,
	    story->state.since_boxes);
	story->frames[story->depth].flow = true;
}

static void
begin_word_art(struct story *story)
{
	const char *words = tz_xml_attribute(story->xml, "string");

	if (!words)
		return;
	push(story, story->text.flows[story->text.n_flows - 1].alternative);
	put(story, words, false);
}

/* What one half of mc:AlternateContent says again is not said twice. */
static void
begin_alternative(struct story *story, enum tz_docx_element element)
{
	struct state *state = &story->state;

	if (element == TZ_DOCX_ALTERNATE) {
		state->since_flow = tz_docx_text_flow(&story->text)->text.len;
		state->since_boxes = story->text.sides[TZ_DOCX_BOXES].text.len;
		state->choices = 0;
	} else if (above(story, 1) == TZ_DOCX_ALTERNATE &&
	    state->choices++ > 0) {
		push(story, true);
	}
}

static void
begin_text_element(struct story *story, enum tz_docx_element element)
{
	if (element == TZ_DOCX_BR)
		put(story, "\n", false);
	else if (element == TZ_DOCX_TAB && above(story, 1) == TZ_DOCX_R)
		put(story, "\t", false);
	else if (element == TZ_DOCX_HYPHEN)
		put(story, "-", false);
	else if (element == TZ_DOCX_SYM)
		begin_symbol(story);
}

static void
begin(struct story *story, enum tz_docx_element element)
{
	struct state *state = &story->state;

	switch (element) {
	case TZ_DOCX_P:
		begin_paragraph(story);
		break;
	case TZ_DOCX_R:
		state->style_vanish = false;
		state->vanish = SILENT;
		break;
	case TZ_DOCX_TBL:
		state->table_vanish = tz_docx_style_vanish(story->styles,
		    TZ_DOCX_STYLE_TABLE, NULL);
		break;
	case TZ_DOCX_PSTYLE:
	case TZ_DOCX_RSTYLE:
	case TZ_DOCX_TBLSTYLE:
	case TZ_DOCX_VANISH:
	case TZ_DOCX_HIDE:
		set_style(story, element, tz_xml_attribute(story->xml, "val"));
		break;
	case TZ_DOCX_INS:
	case TZ_DOCX_DEL:
		begin_change(story, element == TZ_DOCX_DEL);
		break;
	case TZ_DOCX_CHANGED:
		story->tracked = true;
		break;
	case TZ_DOCX_COMMENT:
	case TZ_DOCX_NOTE:
		begin_item(story, element);
		break;
	case TZ_DOCX_BOX:
	case TZ_DOCX_RT:
		push(story, false);
		break;
	case TZ_DOCX_WORD_ART:
		begin_word_art(story);
		break;
	case TZ_DOCX_ALTERNATE:
	case TZ_DOCX_CHOICE:
	case TZ_DOCX_FALLBACK:
		begin_alternative(story, element);
		break;
	case TZ_DOCX_FIELD:
		tz_story_break(&story->text.sides[TZ_DOCX_FORMULA], '\n');
		break;
	case TZ_DOCX_BR:
	case TZ_DOCX_TAB:
	case TZ_DOCX_HYPHEN:
	case TZ_DOCX_SYM:
		begin_text_element(story, element);
		break;
	case TZ_DOCX_OTHER:
	case TZ_DOCX_DEL_TEXT:
	case TZ_DOCX_INSTRUCTION:
	case TZ_DOCX_MEASURE:
	case TZ_DOCX_PPR:
	case TZ_DOCX_RPR:
	case TZ_DOCX_T:
	case TZ_DOCX_TBLPR:
	case TZ_DOCX_TC:
	case TZ_DOCX_TR:
	case TZ_DOCX_TRPR:
		break;
	}
}

static void
start_element(struct story *story)
{
	struct frame *frame;
	enum tz_docx_element element;

	if (story->depth == TZ_XML_DEPTH) {
		story->status = TZ_FORMAT;
		return;
	}
	element = tz_docx_element_from(tz_xml_name(story->xml));
	frame = &story->frames[story->depth];
	frame->element = element;
	frame->before = story->state;
	frame->flow = false;
	begin(story, element);
	tz_docx_element_attributes(story->xml, &story->text);
	story->depth++;
}

/* Properties hold for what they stand in. */
static bool
goes_on(enum tz_docx_element element)
{
	return element == TZ_DOCX_PSTYLE || element == TZ_DOCX_RSTYLE ||
	    element == TZ_DOCX_TBLSTYLE || element == TZ_DOCX_VANISH ||
	    element == TZ_DOCX_HIDE || element == TZ_DOCX_PPR ||
	    element == TZ_DOCX_RPR || element == TZ_DOCX_TBLPR ||
	    element == TZ_DOCX_TRPR;
}

/* Bring back what was before the element. */
static void
restore(struct story *story, const struct frame *frame)
{
	struct state now = story->state;

	story->state = frame->before;
	if (goes_on(frame->element)) {
		story->state = now;
		if (frame->before.mark_deleted)
			story->state.mark_deleted = true;
	} else if (frame->element == TZ_DOCX_CHOICE ||
	    frame->element == TZ_DOCX_FALLBACK) {
		story->state.choices = now.choices;
	}
}

static void
end_element(struct story *story)
{
	const struct frame *frame;

	if (story->depth == 0)
		return;
	frame = &story->frames[--story->depth];
	if (frame->flow)
		tz_docx_text_pop(&story->text);
	if (frame->element == TZ_DOCX_P && !story->state.mark_deleted)
		tz_docx_text_separate(&story->text, '\n');
	else if (frame->element == TZ_DOCX_TC)
		tz_docx_text_separate(&story->text, '\t');
	else if (frame->element == TZ_DOCX_TR)
		tz_docx_text_separate(&story->text, '\n');
	restore(story, frame);
}

static void
text_node(struct story *story)
{
	enum tz_docx_element element = above(story, 1);
	const char *words = tz_xml_text(story->xml);

	if (element == TZ_DOCX_T || element == TZ_DOCX_DEL_TEXT)
		put(story, words, element == TZ_DOCX_DEL_TEXT);
	else if (element == TZ_DOCX_INSTRUCTION)
		tz_docx_text_join(&story->text, TZ_DOCX_FORMULA, words);
	else if (element != TZ_DOCX_MEASURE)
		/* Text where no text belongs is told all the same. */
		tz_docx_text_line(&story->text, TZ_DOCX_PROPERTY, "text",
		    words);
}

static enum tz_status
read_events(struct story *story, struct tz_err *err)
{
	enum tz_xml_event event = TZ_XML_DONE;

	while (story->status == TZ_OK &&
	    (event = tz_xml_next(story->xml)) < TZ_XML_DONE) {
		if (event == TZ_XML_START)
			start_element(story);
		else if (event == TZ_XML_END)
			end_element(story);
		else if (event == TZ_XML_TEXT)
			text_node(story);
		else
			tz_docx_text_line(&story->text, TZ_DOCX_PROPERTY,
			    "xml-comment", tz_xml_text(story->xml));
	}
	if (story->status && story->status != TZ_FORMAT)
		return tz_fail(err, story->status, "%s",
		    tz_status_text(story->status));
	if (event == TZ_XML_BAD || story->status == TZ_FORMAT)
		return tz_opc_damaged(story->opc, err);
	return TZ_OK;
}

static void
story_free(struct story **story)
{
	size_t i;

	if (!*story)
		return;
	tz_xml_free((*story)->xml);
	tz_docx_text_clear(&(*story)->text);
	for (i = 0; i < (*story)->n_authors; i++)
		free((*story)->authors[i]);
	free(*story);
}

enum tz_status
tz_docx_story(struct tz_opc *opc, const struct tz_docx_styles *styles,
    struct tz_opc_part *part, enum tz_channel channel,
    const struct tz_place *place, struct tz_err *err)
{
	TZ_AUTO(story_free) struct story *story = calloc(1, sizeof *story);
	enum tz_status s;

	part->taken = true;
	if (!story)
		return tz_fail_nomem(err);
	story->opc = opc;
	story->styles = styles;
	story->path = part->name;
	tz_docx_text_start(&story->text, channel, part->name);
	if (place) {
		story->own_items = true;
		tz_docx_text_place(&story->text, place->kind, place->n, NULL);
	}
	s = tz_xml_open(part->data, part->len, &story->xml, err);
	if (s == TZ_OK)
		s = read_events(story, err);
	if (s == TZ_OK && story->tracked)
		s = tz_opc_fact(opc, "tracked-changes", part->name,
		    TZ_CHANNEL_BODY, err);
	if (s == TZ_OK && channel == TZ_CHANNEL_COMMENT && story->items > 0)
		s = tz_opc_fact(opc, "comments", part->name, TZ_CHANNEL_COMMENT,
		    err);
	if (s == TZ_OK)
		s = tz_docx_text_finish(&story->text, opc, err);
	return s;
}
