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
	TZ_DOCX_ALTERNATE, /* mc:AlternateContent */
	TZ_DOCX_BR,
	TZ_DOCX_CHANGED, /* formatting changes, range ends: only who and when */
	TZ_DOCX_CHOICE,
	TZ_DOCX_COMMENT,
	TZ_DOCX_DEL,
	TZ_DOCX_DEL_TEXT,
	TZ_DOCX_FALLBACK,
	TZ_DOCX_FIELD,	/* fldChar */
	TZ_DOCX_HIDE,	/* w:hidden of a table row */
	TZ_DOCX_HYPHEN, /* noBreakHyphen */
	TZ_DOCX_INS,
	TZ_DOCX_INSTRUCTION, /* instrText, delInstrText */
	TZ_DOCX_NOTE,
	TZ_DOCX_P,
	TZ_DOCX_PPR,
	TZ_DOCX_PSTYLE,
	TZ_DOCX_R,
	TZ_DOCX_RPR,
	TZ_DOCX_RSTYLE,
	TZ_DOCX_RT, /* the reading above a word */
	TZ_DOCX_SYM,
	TZ_DOCX_T,
	TZ_DOCX_TAB,
	TZ_DOCX_TBL,
	TZ_DOCX_TBLPR,
	TZ_DOCX_TBLSTYLE,
	TZ_DOCX_TC,
	TZ_DOCX_TR,
	TZ_DOCX_TRPR,
	TZ_DOCX_BOX,	 /* txbxContent */
	TZ_DOCX_MEASURE, /* its text is a number of the layout */
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
