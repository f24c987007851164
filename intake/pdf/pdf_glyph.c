/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/pdf/pdf_glyph.c - keep the glyphs of a page and what is painted over
 *
 * All geometry is in points from the top left corner of the page.  A glyph's
 * box is that of its body without accents and descenders, so that a tight
 * redaction box counts as covering it.
 */
#include "intake/pdf/pdf_glyph.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define GLYPHS_MAX ((size_t)400000)
#define SPANS_MAX ((size_t)100000)

/* Grounds that are remembered; later ones push out none. */
#define PAINTS_MAX ((size_t)4096)

/* Thinner paint hides no text: rules, underlines. */
#define THIN 1.5F

/* A type size that nobody reads, with some rounding. */
#define TINY_MAX 1.01F

/* The body of a glyph, in ems. */
#define BODY_LOW (-0.12F)
#define BODY_HIGH 0.72F

/* Cells of 64 that make a glyph dubious, and that mostly cover it. */
#define DUBIOUS_CELLS 38
#define MOSTLY_CELLS 51

/* Colours this close, by their channels, look the same. */
#define CLOSE 32

void
tz_pdf_glyphs_clear(struct tz_pdf_glyphs *glyphs)
{
	free(glyphs->list);
	free(glyphs->spans);
	free(glyphs->paints);
	memset(glyphs, 0, sizeof *glyphs);
}

void
tz_pdf_glyphs_reset(struct tz_pdf_glyphs *glyphs, fz_rect page)
{
	glyphs->n = 0;
	glyphs->n_spans = 0;
	glyphs->n_paints = 0;
	glyphs->page = page;
	glyphs->pictured = 0;
	glyphs->full = false;
}

/* Room for one more in a list; false when there is none. */
static bool
grow(void **list, size_t *cap, size_t n, size_t size, size_t max)
{
	size_t larger = *cap > 0 ? *cap * 2 : 256;
	void *grown;

	if (n < *cap)
		return true;
	if (n >= max)
		return false;
	grown = realloc(*list, larger * size);
	if (!grown)
		return false;
	*list = grown;
	*cap = larger;
	return true;
}

size_t
tz_pdf_glyphs_count(const fz_text *text)
{
	const fz_text_span *span;
	size_t n = 0;

	for (span = text->head; span; span = span->next)
		n += (size_t)span->len;
	return n;
}

static bool
close_to(uint32_t a, uint32_t b)
{
	int shift;

	for (shift = 0; shift < 24; shift += 8)
		if (abs((int)(a >> shift & 255) - (int)(b >> shift & 255)) >
		    CLOSE)
			return false;
	return true;
}

static bool
meets(fz_rect a, fz_rect b)
{
	return a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1;
}

static bool
holds(fz_rect outer, fz_rect inner)
{
	return outer.x0 <= inner.x0 && outer.y0 <= inner.y0 &&
	    outer.x1 >= inner.x1 && outer.y1 >= inner.y1;
}

/* Whether the span may stand on its own colour. */
static bool
on_its_color(const struct tz_pdf_glyphs *glyphs, fz_rect box, uint32_t color)
{
	size_t i = glyphs->n_paints;

	while (i-- > 0) {
		const struct tz_pdf_paint *paint = &glyphs->paints[i];

		if (!meets(paint->box, box))
			continue;
		if (!paint->plain || close_to(paint->color, color))
			return true;
		if (holds(paint->box, box))
			return false;
	}
	return close_to(color, 0xffffff);
}

unsigned
tz_pdf_glyphs_weight(int code)
{
	if (code >= 0x2e80)
		return code == 0xfffd || (code >= 0x3000 && code <= 0x3020) ||
			(code >= 0xff00 && code <= 0xff0f)
		    ? 0
		    : 2;
	if ((code >= '0' && code <= '9') || (code >= 'a' && code <= 'z') ||
	    (code >= 'A' && code <= 'Z') || (code >= 0xc0 && code < 0x2000))
		return 1;
	return 0;
}

bool
tz_pdf_glyphs_scanned(const struct tz_pdf_glyphs *glyphs)
{
	float page = (glyphs->page.x1 - glyphs->page.x0) *
	    (glyphs->page.y1 - glyphs->page.y0);

	return page > 0 && glyphs->pictured > page * 0.6F;
}

static fz_rect
box_of(fz_context *ctx, const fz_text_span *span, const fz_text_item *item,
    fz_matrix ctm, bool drawn)
{
	fz_matrix matrix = span->trm;
	fz_rect body = {0, BODY_LOW, 0.5F, BODY_HIGH};

	matrix.e = item->x;
	matrix.f = item->y;
	matrix = fz_concat(matrix, ctm);
	if (drawn && item->gid >= 0)
		return fz_bound_glyph(ctx, span->font, item->gid, matrix);
	if (span->wmode)
		body = fz_make_rect(-0.45F, -0.95F, 0.45F, -0.05F);
	else if (item->gid >= 0)
		body.x1 = fz_advance_glyph(ctx, span->font, item->gid, 0);
	if (!(body.x1 > body.x0))
		body.x1 = body.x0 + 0.1F;
	return fz_transform_rect(body, matrix);
}

static unsigned char
own_fate(const struct tz_pdf_glyphs *glyphs, fz_rect box, fz_rect scissor,
    bool tiny)
{
	if (tiny)
		return TZ_PDF_FATE_TINY;
	if (!meets(box, glyphs->page))
		return TZ_PDF_FATE_OFF_PAGE;
	if (!meets(box, scissor))
		return TZ_PDF_FATE_UNSEEN;
	return TZ_PDF_FATE_SHOWN;
}

static void
add_span(fz_context *ctx, struct tz_pdf_glyphs *glyphs,
    const fz_text_span *span, fz_matrix ctm, fz_rect scissor, uint32_t color,
    unsigned why)
{
	fz_matrix matrix = fz_concat(span->trm, ctm);
	bool drawn = fz_font_t3_procs(ctx, span->font) != NULL;
	bool tiny = !drawn &&
	    fminf(hypotf(matrix.a, matrix.b), hypotf(matrix.c, matrix.d)) <=
		TINY_MAX;
	struct tz_pdf_span kept = {glyphs->n, glyphs->n, fz_empty_rect};
	size_t i;

	for (i = 0; i < (size_t)span->len; i++) {
		struct tz_pdf_glyph *glyph;

		if (!grow((void **)&glyphs->list, &glyphs->cap, glyphs->n,
			sizeof *glyphs->list, GLYPHS_MAX)) {
			glyphs->full = true;
			break;
		}
		glyph = &glyphs->list[glyphs->n++];
		memset(glyph, 0, sizeof *glyph);
		glyph->box = box_of(ctx, span, &span->items[i], ctm, drawn);
		glyph->color = color;
		glyph->code = span->items[i].ucs;
		glyph->fate = own_fate(glyphs, glyph->box, scissor, tiny);
		glyph->why = (unsigned char)why;
		kept.box =
		    i == 0 ? glyph->box : fz_union_rect(kept.box, glyph->box);
	}
	kept.end = glyphs->n;
	if (on_its_color(glyphs, kept.box, color))
		for (i = kept.first; i < kept.end; i++)
			glyphs->list[i].why |= TZ_PDF_WHY_SAME;
	if (grow((void **)&glyphs->spans, &glyphs->cap_spans, glyphs->n_spans,
		sizeof *glyphs->spans, SPANS_MAX))
		glyphs->spans[glyphs->n_spans++] = kept;
	else
		glyphs->full = true;
}

void
tz_pdf_glyphs_add(fz_context *ctx, struct tz_pdf_glyphs *glyphs,
    const fz_text *text, fz_matrix ctm, fz_rect scissor, uint32_t color,
    unsigned why)
{
	const fz_text_span *span;

	for (span = text->head; span; span = span->next)
		if (span->len > 0)
			add_span(ctx, glyphs, span, ctm, scissor, color, why);
}

void
tz_pdf_glyphs_hide(struct tz_pdf_glyphs *glyphs, size_t first)
{
	for (; first < glyphs->n; first++) {
		glyphs->list[first].why = 0;
		if (glyphs->list[first].fate == TZ_PDF_FATE_SHOWN)
			glyphs->list[first].fate = TZ_PDF_FATE_UNSEEN;
	}
}

/* The cells of one axis whose middle lies in [from, to]. */
static unsigned
cells(float low, float high, float from, float to)
{
	float step = (high - low) / 8;
	unsigned bits = 0;
	int i;

	for (i = 0; i < 8; i++) {
		float middle = low + step * ((float)i + 0.5F);

		if (middle >= from && middle <= to)
			bits |= 1U << i;
	}
	return bits;
}

static uint64_t
covered_cells(fz_rect box, fz_rect paint)
{
	unsigned columns = cells(box.x0, box.x1, paint.x0, paint.x1);
	unsigned rows = cells(box.y0, box.y1, paint.y0, paint.y1);
	uint64_t all = 0;
	int i;

	for (i = 0; i < 8; i++)
		if (rows >> i & 1)
			all |= (uint64_t)columns << (8 * i);
	return all;
}

void
tz_pdf_glyphs_paint(struct tz_pdf_glyphs *glyphs,
    const struct tz_pdf_paint *paint, bool picture)
{
	fz_rect on_page = fz_intersect_rect(paint->box, glyphs->page);
	size_t i;
	size_t k;

	if (!(paint->box.x1 - paint->box.x0 >= THIN &&
		paint->box.y1 - paint->box.y0 >= THIN))
		return;
	if (picture && !fz_is_empty_rect(on_page))
		glyphs->pictured +=
		    (on_page.x1 - on_page.x0) * (on_page.y1 - on_page.y0);
	if (grow((void **)&glyphs->paints, &glyphs->cap_paints,
		glyphs->n_paints, sizeof *glyphs->paints, PAINTS_MAX))
		glyphs->paints[glyphs->n_paints++] = *paint;
	for (i = 0; i < glyphs->n_spans; i++) {
		const struct tz_pdf_span *span = &glyphs->spans[i];

		if (!meets(span->box, paint->box))
			continue;
		for (k = span->first; k < span->end; k++) {
			struct tz_pdf_glyph *glyph = &glyphs->list[k];
			uint64_t bits;

			if (!meets(glyph->box, paint->box))
				continue;
			bits = covered_cells(glyph->box, paint->box);
			if (picture)
				glyph->picture |= bits;
			else
				glyph->under |= bits;
		}
	}
}

bool
tz_pdf_glyphs_mostly(uint64_t bits)
{
	return __builtin_popcountll(bits) >= MOSTLY_CELLS;
}

enum tz_pdf_doubt
tz_pdf_glyphs_doubt(const struct tz_pdf_glyph *glyph)
{
	if (glyph->fate != TZ_PDF_FATE_SHOWN)
		return TZ_PDF_DOUBT_NONE;
	if (__builtin_popcountll(glyph->under | glyph->picture) >=
	    DUBIOUS_CELLS)
		return TZ_PDF_DOUBT_COVER;
	return glyph->why ? TZ_PDF_DOUBT_GROUND : TZ_PDF_DOUBT_NONE;
}

void
tz_pdf_glyphs_copy(fz_context *ctx, fz_text *text, const fz_text_span *span,
    int i)
{
	const fz_text_item *item = &span->items[i];
	fz_matrix trm = span->trm;

	trm.e = item->x;
	trm.f = item->y;
	fz_show_glyph(ctx, text, span->font, trm, item->gid, item->ucs,
	    (int)span->wmode, (int)span->bidi_level,
	    (fz_bidi_direction)span->markup_dir,
	    (fz_text_language)span->language);
}
