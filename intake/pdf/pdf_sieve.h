/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/pdf/pdf_sieve.h - a device that tells seen text from unseen text
 *
 * It stands between MuPDF's interpreter and text devices.  In the first run
 * over a page it keeps every glyph and its fate; in a second one it goes by
 * fates that are known by then.
 */
#ifndef TZ_INTAKE_PDF_PDF_SIEVE_H
#define TZ_INTAKE_PDF_PDF_SIEVE_H

#include "intake/pdf/pdf_glyph.h"

/* Where the texts go: by fate. */
struct tz_pdf_sinks {
	fz_device *shown;
	fz_device *unseen;
	fz_device *covered;
};

struct tz_pdf_sieve {
	fz_device super;
	struct tz_pdf_sinks sinks;
	struct tz_pdf_glyphs *glyphs;
	bool again;	    /* the fates are known */
	bool over;	    /* annotations: they only cover */
	size_t next;	    /* number of the next glyph */
	size_t last_first;  /* of the last text that was filled */
	fz_text *last;	    /* its stroke is no text of its own */
	uint64_t odd_clips; /* a bit for each clip that is no rectangle */
	unsigned clips;
	unsigned masks;
	size_t pictures;  /* that could hold text */
	fz_rect pictured; /* where they lie */
	size_t lines;
};

/** tz_pdf_sieve_new(ctx, sinks, glyphs, again): A sieve over borrowed devices
 * and glyphs; may jump. */
struct tz_pdf_sieve *tz_pdf_sieve_new(fz_context *ctx,
    const struct tz_pdf_sinks *sinks, struct tz_pdf_glyphs *glyphs, bool again);

#endif /* !TZ_INTAKE_PDF_PDF_SIEVE_H */
