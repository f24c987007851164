/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ooxml/docx_change.c - tracked changes, comments and notes: who, and
 * what they are counted by
 */
#include <stdlib.h>
#include <string.h>

#include "intake/ooxml/docx_reading.h"
#include "intake/ooxml/docx_shown.h"

const char *
tz_docx_change_author(struct tz_docx_reading *reading, const char *name)
{
	size_t i;

	if (!name || !name[0])
		return NULL;
	for (i = 0; i < reading->n_authors; i++)
		if (strcmp(reading->authors[i], name) == 0)
			return reading->authors[i];
	if (i == TZ_DOCX_AUTHORS)
		return NULL;
	reading->authors[i] = strdup(name);
	if (!reading->authors[i])
		return NULL;
	reading->n_authors++;
	return reading->authors[i];
}

/* What is said of a row or a cell holds on behind its properties. */
static void
outlast(struct tz_docx_reading *reading)
{
	struct tz_docx_state *before = &reading->frames[reading->depth].before;

	before->inserted = reading->state.inserted;
	before->deleted = reading->state.deleted;
}

/* A tracked change: of a run of text, a row, or only of a mark. */
void
tz_docx_change(struct tz_docx_reading *reading, bool deletion)
{
	const char *author = tz_xml_attribute(reading->xml, "author");
	enum tz_docx_element parent = tz_docx_above(reading, 1);
	struct tz_docx_change *change =
	    deletion ? &reading->state.deleted : &reading->state.inserted;

	tz_docx_fact_tracked(reading);
	reading->changes++;
	if (parent == TZ_DOCX_RPR) {
		if (deletion && tz_docx_above(reading, 2) == TZ_DOCX_PPR)
			reading->frames[reading->depth - 2]
			    .before.mark_deleted = true;
		return;
	}
	change->n = reading->changes;
	change->author = tz_docx_change_author(reading, author);
	if (parent == TZ_DOCX_TRPR)
		outlast(reading);
}

void
tz_docx_change_cell(struct tz_docx_reading *reading)
{
	const char *name = tz_xml_name(reading->xml);

	if (strcmp(name, "cellDel") == 0 || strcmp(name, "cellIns") == 0) {
		tz_docx_change(reading, name[4] == 'D');
		outlast(reading);
	} else {
		tz_docx_fact_tracked(reading);
	}
}

/* A comment or a note is a story of its own. */
void
tz_docx_change_item(struct tz_docx_reading *reading,
    enum tz_docx_element element)
{
	const char *author = tz_xml_attribute(reading->xml, "author");
	const char *type = tz_xml_attribute(reading->xml, "type");
	const char *id = tz_xml_attribute(reading->xml, "id");

	/* The lines that part the notes from the page are kept among them, and
	 * the settings refer to these. */
	if ((type && strcmp(type, "normal") != 0) ||
	    (element == TZ_DOCX_NOTE && reading->depth != 1))
		return;
	reading->status =
	    tz_docx_text_flush(&reading->text, reading->opc, NULL);
	reading->own_items = true;
	reading->items++;
	if (element == TZ_DOCX_COMMENT) {
		tz_docx_text_place(&reading->text, TZ_PLACE_COMMENT,
		    reading->items, tz_docx_change_author(reading, author));
		return;
	}
	tz_docx_text_place(&reading->text, TZ_PLACE_NOTE, reading->items, NULL);
	if (reading->context->shown && reading->status == TZ_OK &&
	    !reading->opc->damaged &&
	    !tz_docx_shown_note(reading->context->shown, reading->path,
		tz_xml_name(reading->xml), id)) {
		struct tz_place place = {
		    .kind = TZ_PLACE_NOTE, .n = reading->items};

		reading->status = tz_emit_fact(reading->opc->emit,
		    reading->opc->source, "hidden-text", reading->path,
		    TZ_CHANNEL_FOOTNOTE, &place, NULL);
	}
}
