/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/pdf/pdf_glyph.h - what a page paints, glyph by glyph, in its order
 *
 * Glyphs are numbered in the order in which MuPDF's interpreter gives them, the
 * same one in every run over a page.  What is painted later is held against
 * the glyphs before it; what may hide one makes it dubious, and pdf_look.c
 * then looks at the rendered page.
 */
#ifndef TZ_INTAKE_PDF_PDF_GLYPH_H
#define TZ_INTAKE_PDF_PDF_GLYPH_H

#include "intake/pdf/pdf.h"

/* What became of a glyph. */
enum tz_pdf_fate {
	TZ_PDF_FATE_SHOWN,
	TZ_PDF_FATE_UNSEEN, /* render mode, transparency, clip */
	TZ_PDF_FATE_TINY,
	TZ_PDF_FATE_OFF_PAGE,
	TZ_PDF_FATE_WHITE,   /* of the colour of its ground */
	TZ_PDF_FATE_SCAN,    /* the text of a scanned page */
	TZ_PDF_FATE_COVERED, /* under something opaque, or black on black */
	TZ_PDF_FATE_MARKED,  /* under a mark for redaction, still to be seen */
	TZ_PDF_FATE_MARKED_SCAN, /* the same of a scan's text */
	TZ_PDF_FATES
};

/* Why a glyph may not show. */
#define TZ_PDF_WHY_SAME 1U /* painted on its own colour */
#define TZ_PDF_WHY_CLIP 2U /* painted through a shape */

struct tz_pdf_glyph {
	fz_rect box;
	uint64_t under;	  /* cells of 8 x 8 that later shapes cover */
	uint64_t picture; /* and later pictures */
	uint32_t color;
	int code;
	unsigned char fate;
	unsigned char why;
	bool faint; /* half of it at most is seen */
	bool alike; /* to what the picture over it shows */
};

struct tz_pdf_span {
	size_t first;
	size_t end;
	fz_rect box;
};

/* Something painted that is not text. */
struct tz_pdf_paint {
	fz_rect box;
	uint32_t color;
	bool plain; /* a rectangle of that colour */
};

struct tz_pdf_glyphs {
	struct tz_pdf_glyph *list;
	struct tz_pdf_span *spans;
	struct tz_pdf_paint *paints;
	size_t n;
	size_t cap;
	size_t n_spans;
	size_t cap_spans;
	size_t n_paints;
	size_t cap_paints;
	fz_rect page;
	float pictured; /* points of the page under pictures */
	bool full;	/* more than is kept */
};

/** tz_pdf_glyphs_clear(glyphs): Free all and make it empty. */
void tz_pdf_glyphs_clear(struct tz_pdf_glyphs *glyphs);

/** tz_pdf_glyphs_reset(glyphs, page): Forget what was kept; the page to come
 * is this large. */
void tz_pdf_glyphs_reset(struct tz_pdf_glyphs *glyphs, fz_rect page);

/** tz_pdf_glyphs_add(ctx, glyphs, text, ctm, scissor, color, why): Keep the
 * glyphs of a text that is painted in the colour, with their fates as far as
 * they depend on themselves. */
void tz_pdf_glyphs_add(fz_context *ctx, struct tz_pdf_glyphs *glyphs,
    const fz_text *text, fz_matrix ctm, fz_rect scissor, uint32_t color,
    unsigned why);

/** tz_pdf_glyphs_hide(glyphs, first): Those from ${first} on are painted
 * invisibly, unless something worse is known of them. */
void tz_pdf_glyphs_hide(struct tz_pdf_glyphs *glyphs, size_t first);

/** tz_pdf_glyphs_paint(glyphs, paint, picture): Something is painted over what
 * was kept so far. */
void tz_pdf_glyphs_paint(struct tz_pdf_glyphs *glyphs,
    const struct tz_pdf_paint *paint, bool picture);

/* What a glyph may be hidden by, where only a look at the page tells. */
enum tz_pdf_doubt {
	TZ_PDF_DOUBT_NONE,
	TZ_PDF_DOUBT_COVER, /* what is painted over it */
	TZ_PDF_DOUBT_GROUND /* its ground, a clip */
};

/** tz_pdf_glyphs_doubt(glyph): What there is to be seen about it. */
enum tz_pdf_doubt tz_pdf_glyphs_doubt(const struct tz_pdf_glyph *glyph);

/** tz_pdf_glyphs_mostly(cells): Whether the cells are 80 % of a glyph. */
bool tz_pdf_glyphs_mostly(uint64_t cells);

/** tz_pdf_glyphs_weight(code): How much a character tells: 0 for what is
 * neither letter nor digit, 2 for one that can be a word. */
unsigned tz_pdf_glyphs_weight(int code);

/** tz_pdf_glyphs_scanned(glyphs): Whether pictures make up the page. */
bool tz_pdf_glyphs_scanned(const struct tz_pdf_glyphs *glyphs);

/** tz_pdf_glyphs_copy(ctx, text, span, i): Add the ${i}-th glyph of the span to
 * the text; may jump. */
void tz_pdf_glyphs_copy(fz_context *ctx, fz_text *text,
    const fz_text_span *span, int i);

/** tz_pdf_glyphs_count(text): How many glyphs a text has. */
size_t tz_pdf_glyphs_count(const fz_text *text);

#endif /* !TZ_INTAKE_PDF_PDF_GLYPH_H */
