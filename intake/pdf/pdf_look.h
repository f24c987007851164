/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/pdf/pdf_look.h - render a page to know which of its text is seen
 */
#ifndef TZ_INTAKE_PDF_PDF_LOOK_H
#define TZ_INTAKE_PDF_PDF_LOOK_H

#include "intake/pdf/pdf_glyph.h"

/** tz_pdf_look(pdf, page, glyphs): Settle the fates of the glyphs; whether any
 * changed.  May jump. */
bool
tz_pdf_look(struct tz_pdf *pdf, pdf_page *page, struct tz_pdf_glyphs *glyphs);

#endif /* !TZ_INTAKE_PDF_PDF_LOOK_H */
