/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/pdf/pdf_scan.h - the text of scanned pages, held against the scan
 *
 * A scan's text is not painted, or lies under the picture of the page; that is
 * no secret as long as the picture shows what the text says.
 */
#ifndef TZ_INTAKE_PDF_PDF_SCAN_H
#define TZ_INTAKE_PDF_PDF_SCAN_H

#include "intake/pdf/pdf_view.h"

/** tz_pdf_scan_compare(view): With the pictures at hand, note of the text
 * under the page's picture what the picture shows too. */
void tz_pdf_scan_compare(struct tz_pdf_view *view);

/** tz_pdf_scan_settle(view): Tell a scan's text from hidden text, and what of
 * it the scan, or something over it, no longer shows. */
void tz_pdf_scan_settle(struct tz_pdf_view *view);

/** tz_pdf_scan_unseen(glyphs): Without a look at the page: unseen text on a
 * page that is a picture is that of a scan; whether there is any. */
bool tz_pdf_scan_unseen(struct tz_pdf_glyphs *glyphs);

#endif /* !TZ_INTAKE_PDF_PDF_SCAN_H */
