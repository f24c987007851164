/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ooxml/docx_reading.h - the reading of one part of WordprocessingML or
 * of a slide, shared by the files that each know a kind of its elements
 *
 * What holds for an element and all in it is the state; each open element
 * keeps the state that was before it, so an end brings it back whatever was
 * nested.
 */
#ifndef TZ_INTAKE_OOXML_DOCX_READING_H
#define TZ_INTAKE_OOXML_DOCX_READING_H

#include "intake/ooxml/docx_element.h"
#include "intake/ooxml/docx_look.h"
#include "intake/ooxml/docx_story.h"
#include "intake/ooxml/docx_text.h"
#include "intake/xml.h"

#define TZ_DOCX_AUTHORS 4096
#define TZ_DOCX_FIELDS 64
#define TZ_DOCX_FACTS 8

enum tz_docx_word { TZ_DOCX_SILENT, TZ_DOCX_OFF, TZ_DOCX_ON };

struct tz_docx_state {
	struct tz_docx_change inserted;
	struct tz_docx_change deleted;
	bool table_vanish;
	bool paragraph_vanish;
	bool style_vanish;	    /* of the run's own style */
	enum tz_docx_word vanish;   /* of the run itself */
	enum tz_docx_unseen around; /* of the row or the shape */
	bool mark_deleted;	  /* the paragraph runs on into the next one */
	bool outlined;		  /* the run's letters have a line round them */
	struct tz_docx_look base; /* defaults and table */
	struct tz_docx_look paragraph;
	struct tz_docx_look run;
	struct tz_colour fill;	 /* of the shape */
	struct tz_colour ground; /* under the paragraph */
	bool on_page;		 /* that is the page */
	bool bar;		 /* that is the shading of a cell */
	bool partly;		 /* something lies over a piece of it */
	bool behind;		 /* in a drawing behind the text */
	bool from_page;		 /* an offset counts from the page's edge */
	int64_t left;		 /* of a drawing, EMU */
	int64_t top;
	size_t since_flow; /* of mc:AlternateContent */
	size_t since_boxes;
	unsigned choices;
};

struct tz_docx_frame {
	enum tz_docx_element element;
	struct tz_docx_state before;
	bool flow; /* it began one */
};

/* A field whose instruction is being read. */
struct tz_docx_field {
	bool code;    /* still in the instruction */
	size_t start; /* of it, among the formulas */
};

struct tz_docx_reading {
	const struct tz_docx_context *context;
	struct tz_opc *opc;
	struct tz_xml *xml;
	const char *path;
	struct tz_docx_text text;
	struct tz_docx_state state;
	struct tz_docx_frame frames[TZ_XML_DEPTH];
	unsigned depth;
	struct tz_docx_field fields[TZ_DOCX_FIELDS];
	unsigned n_fields;
	unsigned n_codes;		 /* of these in their instruction */
	struct tz_drawing_colour colour; /* the one being named */
	uint32_t paragraphs;
	uint32_t items; /* comments or notes */
	uint32_t changes;
	size_t n_shapes; /* begun, as the list of the context counts them */
	size_t n_cells;	 /* likewise */
	char *authors[TZ_DOCX_AUTHORS];
	size_t n_authors;
	unsigned facts; /* a bit each, of docx_fact.c */
	struct tz_docx_spot spots[TZ_DOCX_FACTS]; /* where each was first */
	bool balanced;	/* each field that begins has an end */
	bool own_items; /* places are comments or notes, not paragraphs */
	bool behind;	/* something lies behind the text of this page */
	bool any;	/* there was a visible text */
	enum tz_status status;
};

/** tz_docx_above(reading, up): The element ${up} levels above the one being
 * begun. */
enum tz_docx_element
tz_docx_above(const struct tz_docx_reading *reading, unsigned up);

/** tz_docx_put(reading, words, deleted): Add text in the present state. */
void
tz_docx_put(struct tz_docx_reading *reading, const char *words, bool deleted);

/** tz_docx_flow(reading, element): An element that stands beside the flow has
 * begun: a box, a note, a half of an alternative. */
void
tz_docx_flow(struct tz_docx_reading *reading, enum tz_docx_element element);

/** tz_docx_property(reading, element): Take a property of a run, paragraph,
 * row or cell that has just begun. */
void
tz_docx_property(struct tz_docx_reading *reading, enum tz_docx_element element);

/** tz_docx_property_paragraph(reading): A paragraph begins: its style is the
 * default one until it names another. */
void tz_docx_property_paragraph(struct tz_docx_reading *reading);

/** tz_docx_property_unseen(reading): Why text can not be seen just now. */
enum tz_docx_unseen
tz_docx_property_unseen(const struct tz_docx_reading *reading);

/** tz_docx_shape(reading, element): Take a piece of a drawing that has just
 * begun: a shape, its place, its fill. */
void
tz_docx_shape(struct tz_docx_reading *reading, enum tz_docx_element element);

/** tz_docx_shape_cell(reading): A cell of a table on a slide begins. */
void tz_docx_shape_cell(struct tz_docx_reading *reading);

/** tz_docx_shape_measure(reading, words): Take the number ${words} of the
 * layout of a drawing. */
void tz_docx_shape_measure(struct tz_docx_reading *reading, const char *words);

/** tz_docx_shape_colour(reading): A colour has been named to its end, in the
 * element that is still the innermost. */
void tz_docx_shape_colour(struct tz_docx_reading *reading);

/** tz_docx_change(reading, deletion): A tracked change begins. */
void tz_docx_change(struct tz_docx_reading *reading, bool deletion);

/** tz_docx_change_cell(reading): A tracked change that is no w:ins or w:del: of
 * a cell, or of a format. */
void tz_docx_change_cell(struct tz_docx_reading *reading);

/** tz_docx_change_author(reading, name): The author's name, kept until the
 * part is done; NULL for none. */
const char *
tz_docx_change_author(struct tz_docx_reading *reading, const char *name);

/** tz_docx_change_item(reading, element): A comment or a note begins. */
void tz_docx_change_item(struct tz_docx_reading *reading,
    enum tz_docx_element element);

/** tz_docx_field(reading): A w:fldChar: a field begins, goes from its
 * instruction to its result, or ends. */
void tz_docx_field(struct tz_docx_reading *reading);

/** tz_docx_field_code(reading, code): Tell what the instruction ${code} names
 * outside the file. */
void tz_docx_field_code(struct tz_docx_reading *reading, const char *code);

/** tz_docx_field_data(reading, words): Tell what the base64 of a w:fldData
 * holds. */
void tz_docx_field_data(struct tz_docx_reading *reading, const char *words);

/** tz_docx_fact(reading): Note what the mere presence of the element just
 * begun says. */
void tz_docx_fact(struct tz_docx_reading *reading);

/** tz_docx_fact_tracked(reading): Note that a change is tracked. */
void tz_docx_fact_tracked(struct tz_docx_reading *reading);

/** tz_docx_fact_connected(reading): Note a connection to a source of data. */
void tz_docx_fact_connected(struct tz_docx_reading *reading);

/** tz_docx_fact_send(reading, err): Send what was noted.  Fails: TZ_LIMIT,
 * TZ_NOMEM, TZ_IO. */
TZ_CHECK enum tz_status
tz_docx_fact_send(struct tz_docx_reading *reading, struct tz_err *err);

#endif /* !TZ_INTAKE_OOXML_DOCX_READING_H */
