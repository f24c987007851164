/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ooxml/docx_shown.h - which headers, footers and notes a document
 * shows
 *
 * They are parts of their own that the body refers to; what nothing refers to,
 * or what is kept for first or even pages that the document does not tell
 * apart, is on no page.
 */
#ifndef TZ_INTAKE_OOXML_DOCX_SHOWN_H
#define TZ_INTAKE_OOXML_DOCX_SHOWN_H

#include "intake/ooxml/opc.h"
#include "intake/xml.h"

/* What the body has referred to.  Made by tz_docx_shown_new(), ended by
 * tz_docx_shown_free(). */
struct tz_docx_shown;

/** tz_docx_shown_new(opc, document, even, ret, err): Nothing shown yet, of the
 * part ${document}; ${even} says whether even pages are told apart.  Fails:
 * TZ_NOMEM. */
TZ_CHECK enum tz_status
tz_docx_shown_new(struct tz_opc *opc, const struct tz_opc_part *document,
    bool even, struct tz_docx_shown **ret, struct tz_err *err);

/** tz_docx_shown_free(shown): End it.  NULL is allowed. */
void tz_docx_shown_free(struct tz_docx_shown *shown);

TZ_AUTO_DEFINE(tz_docx_shown)

/** tz_docx_shown_refer(shown, xml): Take the element just begun: a reference
 * to a header, footer or note, or w:titlePg. */
void tz_docx_shown_refer(struct tz_docx_shown *shown, struct tz_xml *xml);

/** tz_docx_shown_section(shown): A section has ended. */
void tz_docx_shown_section(struct tz_docx_shown *shown);

/** tz_docx_shown_note(shown, path, kind, id): Whether the body refers to the
 * note of that element and number, of the part ${path}; true in doubt. */
bool tz_docx_shown_note(const struct tz_docx_shown *shown, const char *path,
    const char *kind, const char *id);

/** tz_docx_shown_around(shown, path): Whether the header or footer in the part
 * ${path} is on a page; true in doubt. */
bool tz_docx_shown_around(const struct tz_docx_shown *shown, const char *path);

/** tz_docx_shown_doubt(shown): Not all of the body could be read: from now on
 * all is taken for shown. */
void tz_docx_shown_doubt(struct tz_docx_shown *shown);

#endif /* !TZ_INTAKE_OOXML_DOCX_SHOWN_H */
