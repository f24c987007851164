/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ooxml/docx_element.h - the elements of WordprocessingML that mean
 * something
 *
 * By local name: the same names in DrawingML and Office Math (t, p, r, br)
 * mean the same there.
 */
#ifndef TZ_INTAKE_OOXML_DOCX_ELEMENT_H
#define TZ_INTAKE_OOXML_DOCX_ELEMENT_H

#include "intake/ooxml/docx_text.h"
#include "intake/xml.h"

enum tz_docx_element {
	TZ_DOCX_OTHER,
	TZ_DOCX_ABOUT,	   /* docPr, cNvPr: names and whether it is hidden */
	TZ_DOCX_ACROSS,	   /* positionH */
	TZ_DOCX_ALTERNATE, /* mc:AlternateContent */
	TZ_DOCX_ANCHOR,
	TZ_DOCX_ANNOTATION, /* aml:annotation of 2003 */
	TZ_DOCX_BINARY,	    /* binData of 2003 */
	TZ_DOCX_BOX,	    /* txbxContent */
	TZ_DOCX_BR,
	TZ_DOCX_CHANGED, /* formatting changes, range ends: only who and when */
	TZ_DOCX_CHOICE,
	TZ_DOCX_COLOUR, /* of DrawingML */
	TZ_DOCX_COMMENT,
	TZ_DOCX_DEL,
	TZ_DOCX_DEL_TEXT,
	TZ_DOCX_DOWN, /* positionV */
	TZ_DOCX_EXTENT,
	TZ_DOCX_FALLBACK,
	TZ_DOCX_FIELD,	    /* fldChar */
	TZ_DOCX_FIELD_DATA, /* fldData */
	TZ_DOCX_FILL,	    /* solidFill */
	TZ_DOCX_FRAME,	    /* framePr */
	TZ_DOCX_HEAD,	    /* hdr, ftr: of 2003 within the body */
	TZ_DOCX_HIDE,	    /* w:hidden of a table row */
	TZ_DOCX_HYPHEN,	    /* noBreakHyphen */
	TZ_DOCX_INS,
	TZ_DOCX_INSTRUCTION, /* instrText, delInstrText */
	TZ_DOCX_LINE,	     /* ln, textOutline */
	TZ_DOCX_LOOK,	     /* properties that docx_look.h knows */
	TZ_DOCX_MANY_FILL,   /* a gradient, a pattern, a picture */
	TZ_DOCX_MEASURE,     /* its text is a number of the layout */
	TZ_DOCX_NO_FILL,
	TZ_DOCX_NOTE,
	TZ_DOCX_OLD_FILL, /* v:fill */
	TZ_DOCX_OLD_SHAPE,
	TZ_DOCX_P,
	TZ_DOCX_PPR,
	TZ_DOCX_PSTYLE,
	TZ_DOCX_R,
	TZ_DOCX_REFERENCE, /* to a header, footer or note; titlePg */
	TZ_DOCX_ROW_HEIGHT,
	TZ_DOCX_RPR,
	TZ_DOCX_RSTYLE,
	TZ_DOCX_RT, /* the reading above a word */
	TZ_DOCX_SECTION,
	TZ_DOCX_SHAPE_ELEMENT,
	TZ_DOCX_SIMPLE_FIELD,
	TZ_DOCX_SPPR,
	TZ_DOCX_SYM,
	TZ_DOCX_T,
	TZ_DOCX_TAB,
	TZ_DOCX_TABLE_PLACE, /* tblpPr */
	TZ_DOCX_TBL,
	TZ_DOCX_TBLPR,
	TZ_DOCX_TBLSTYLE,
	TZ_DOCX_TC,
	TZ_DOCX_TCPR,
	TZ_DOCX_TELLS,	   /* its presence says something */
	TZ_DOCX_TEXT_FILL, /* w14:textFill */
	TZ_DOCX_TR,
	TZ_DOCX_TRPR,
	TZ_DOCX_VANISH,
	TZ_DOCX_WORD_ART, /* v:textpath */
};

/** tz_docx_element_from(name): What the local name ${name} means. */
enum tz_docx_element tz_docx_element_from(const char *name);

/** tz_docx_element_attributes(xml, text): Put beside the text what the
 * attributes of the element just begun tell: alternative texts, tags, form
 * lists, names, instructions, and any value in another script than ours. */
void tz_docx_element_attributes(struct tz_xml *xml, struct tz_docx_text *text);

#endif /* !TZ_INTAKE_OOXML_DOCX_ELEMENT_H */
