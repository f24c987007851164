/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/pdf/pdf_view.h - a page as it looks, to hold its text against
 *
 * The part of the page where glyphs in doubt lie is painted: as it is, without
 * these glyphs, and these glyphs alone.
 */
#ifndef TZ_INTAKE_PDF_PDF_VIEW_H
#define TZ_INTAKE_PDF_PDF_VIEW_H

#include "intake/pdf/pdf_glyph.h"
#include "intake/pdf/pdf_veil.h"

struct tz_pdf_view {
	struct tz_pdf *pdf;
	pdf_page *page;
	struct tz_pdf_glyphs *glyphs;
	fz_matrix ctm;
	fz_irect area;
	fz_pixmap *all;
	fz_pixmap *without;
	fz_pixmap *only;
	bool dubious[3]; /* whether there are any with that doubt */
	bool changed;
	size_t steps; /* of looking for letters that stand again */
};

/** tz_pdf_view_frame(view): Choose the part of the page and its scale; false
 * when there is nothing to look at, or no budget left, which is noted. */
bool tz_pdf_view_frame(struct tz_pdf_view *view);

/** tz_pdf_view_paint(view, mode, doubt): Paint it in one of the ways; the
 * caller drops the picture; may jump. */
fz_pixmap *tz_pdf_view_paint(struct tz_pdf_view *view,
    enum tz_pdf_veil_mode mode, enum tz_pdf_doubt doubt);

/** tz_pdf_view_measure(view, glyph, ret_ink, ret_seen): How much ink the glyph
 * has, and how much of it is seen. */
void tz_pdf_view_measure(const struct tz_pdf_view *view,
    const struct tz_pdf_glyph *glyph, int *ret_ink, int *ret_seen);

/** tz_pdf_view_even(view, glyph, ret_light): Whether the page is of one colour
 * where the glyph is, and how light that is. */
bool tz_pdf_view_even(const struct tz_pdf_view *view,
    const struct tz_pdf_glyph *glyph, int *ret_light);

/** tz_pdf_view_alike(view, glyph): Whether the page, without the glyph, is
 * darker where its ink would be than beside it. */
bool tz_pdf_view_alike(const struct tz_pdf_view *view,
    const struct tz_pdf_glyph *glyph);

/** tz_pdf_view_scan_text(view, glyph): Whether it is not painted but may tell
 * what a box hides: the text of a scan. */
bool tz_pdf_view_scan_text(const struct tz_pdf_view *view,
    const struct tz_pdf_glyph *glyph);

#endif /* !TZ_INTAKE_PDF_PDF_VIEW_H */
