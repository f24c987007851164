/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ooxml/docx_look.h - how a text of WordprocessingML looks, and whether
 * it can be seen so
 *
 * A look holds what one set of properties says; looks are laid over each
 * other from the defaults of the document to the run (ECMA-376 part 1,
 * 17.7.2).  Text is called unseen only when what is said proves it.
 */
#ifndef TZ_INTAKE_OOXML_DOCX_LOOK_H
#define TZ_INTAKE_OOXML_DOCX_LOOK_H

#include "intake/ooxml/drawing_colour.h"

/* A colour that may be unsaid; "auto" is said and not known. */
struct tz_docx_said {
	struct tz_colour colour;
	bool said;
};

struct tz_docx_look {
	struct tz_docx_said colour;
	struct tz_docx_said highlight;
	struct tz_docx_said shade;  /* of the run */
	struct tz_docx_said ground; /* of the paragraph */
	int half_points;	    /* 0: unsaid; these three likewise */
	int scale;		    /* per cent */
	int spacing;		    /* twentieths of a point */
	int raised;		    /* half-points */
	int line;		    /* exact height, twentieths of a point */
	int indent;		    /* twentieths of a point */
	bool empty_size;	    /* the size is said to be nothing */
	bool transparent;	    /* the letters have no fill */
};

/* Why a text can not be seen. */
enum tz_docx_unseen {
	TZ_DOCX_SEEN,
	TZ_DOCX_VANISHED,
	TZ_DOCX_SHAPE, /* in a shape that is hidden */
	TZ_DOCX_WHITE,
	TZ_DOCX_TINY,
	TZ_DOCX_OFF_PAGE,
	TZ_DOCX_CLEAR,	 /* painted with nothing */
	TZ_DOCX_COVERED, /* black on black */
	TZ_DOCX_UNSEEN
};

/** tz_docx_look_run(xml, theme, look): Take one child of w:rPr, just begun. */
void tz_docx_look_run(struct tz_xml *xml, const struct tz_drawing_theme *theme,
    struct tz_docx_look *look);

/** tz_docx_look_paragraph(xml, theme, look): Take one child of w:pPr. */
void tz_docx_look_paragraph(struct tz_xml *xml,
    const struct tz_drawing_theme *theme, struct tz_docx_look *look);

/** tz_docx_look_shade(xml, theme): The colour that the w:shd just begun gives
 * its ground; unsaid when it gives none. */
struct tz_docx_said
tz_docx_look_shade(struct tz_xml *xml, const struct tz_drawing_theme *theme);

/** tz_docx_look_over(look, over): Lay ${over} over ${look}. */
void
tz_docx_look_over(struct tz_docx_look *look, const struct tz_docx_look *over);

/** tz_docx_look_unseen(look, ground, bar, page_width): Whether and why the text
 * of that look can not be seen on the ground that lies under its paragraph (a
 * ${bar} if that is the shading of a cell), on a page of that width in
 * twentieths of a point. */
enum tz_docx_unseen tz_docx_look_unseen(const struct tz_docx_look *look,
    struct tz_colour ground, bool bar, int page_width);

#endif /* !TZ_INTAKE_OOXML_DOCX_LOOK_H */
