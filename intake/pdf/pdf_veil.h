/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/pdf/pdf_veil.h - a device that paints a page with some text or without
 */
#ifndef TZ_INTAKE_PDF_PDF_VEIL_H
#define TZ_INTAKE_PDF_PDF_VEIL_H

#include "intake/pdf/pdf_glyph.h"

enum tz_pdf_veil_mode {
	TZ_PDF_VEIL_ALL,     /* the page as it is */
	TZ_PDF_VEIL_WITHOUT, /* without the dubious glyphs */
	TZ_PDF_VEIL_ONLY,    /* the dubious glyphs alone, black */
	TZ_PDF_VEIL_PICTURES /* no text and no drawings */
};

struct tz_pdf_veil {
	fz_device super;
	fz_device *to;
	const struct tz_pdf_glyphs *glyphs;
	enum tz_pdf_veil_mode mode;
	enum tz_pdf_doubt doubt; /* which dubious glyphs are meant */
	bool over;		 /* annotations: their text has no numbers */
	size_t next;
	fz_text *last;
	size_t last_first;
};

/** tz_pdf_veil_new(ctx, to, glyphs, mode, doubt): A veil before the borrowed
 * device; may jump. */
struct tz_pdf_veil *tz_pdf_veil_new(fz_context *ctx, fz_device *to,
    const struct tz_pdf_glyphs *glyphs, enum tz_pdf_veil_mode mode,
    enum tz_pdf_doubt doubt);

#endif /* !TZ_INTAKE_PDF_PDF_VEIL_H */
