/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/pdf/pdf_look.c - render a page to know which of its text is seen
 *
 * A glyph whose ink makes no difference is not seen, for whatever reason: a
 * shape, a picture, a note over it, its own colour, a clip.  Shapes that are
 * transparent, that multiply, or that lie beneath make a difference and so are
 * left in peace.
 */
#include "intake/pdf/pdf_look.h"

#include <math.h>
#include <string.h>

#include "intake/pdf/pdf_scan.h"
#include "intake/pdf/pdf_view.h"

/* Comparisons of letters on a page; past them none counts as standing again. */
#define STEPS_MAX ((size_t)20000000)

/* A letter of which little is seen goes with so many of so many round it. */
#define NEAR 4
#define NEAR_MIN 3

/* Whether the same letter stands at the same place, to be seen. */
static bool
stands_again(struct tz_pdf_view *view, size_t i)
{
	const struct tz_pdf_glyphs *glyphs = view->glyphs;
	const struct tz_pdf_glyph *glyph = &glyphs->list[i];
	float slack = (glyph->box.y1 - glyph->box.y0) * 0.35F;
	size_t k;

	for (k = i + 1; k < glyphs->n && view->steps < STEPS_MAX; k++) {
		const struct tz_pdf_glyph *other = &glyphs->list[k];

		view->steps++;
		if (other->code == glyph->code &&
		    other->fate == TZ_PDF_FATE_SHOWN &&
		    fabsf(other->box.x0 - glyph->box.x0) < slack &&
		    fabsf(other->box.y1 - glyph->box.y1) < slack)
			return true;
	}
	return false;
}

/* Why a glyph is not seen. */
static enum tz_pdf_fate
reason_of(const struct tz_pdf_view *view, const struct tz_pdf_glyph *glyph)
{
	uint32_t color = glyph->color;
	uint32_t light =
	    ((color >> 16 & 255) + (color >> 8 & 255) + (color & 255)) / 3;
	int ground;

	if (tz_pdf_glyphs_mostly(glyph->under | glyph->picture))
		return TZ_PDF_FATE_COVERED;
	if (glyph->why & TZ_PDF_WHY_SAME) {
		(void)tz_pdf_view_even(view, glyph, &ground);
		return light > 200 || ground > 200 ? TZ_PDF_FATE_WHITE
						   : TZ_PDF_FATE_COVERED;
	}
	return glyph->why ? TZ_PDF_FATE_UNSEEN : TZ_PDF_FATE_COVERED;
}

static void
settle_dubious(struct tz_pdf_view *view, size_t i)
{
	struct tz_pdf_glyph *glyph = &view->glyphs->list[i];
	int ink = 0;
	int seen = 0;
	int light;

	tz_pdf_view_measure(view, glyph, &ink, &seen);
	glyph->faint = seen * 2 <= ink;
	if (ink < 3 ? !(tz_pdf_glyphs_mostly(glyph->under | glyph->picture) &&
			  tz_pdf_view_even(view, glyph, &light))
		    : seen * 5 > ink)
		return;
	if (stands_again(view, i))
		return;
	glyph->fate = (unsigned char)reason_of(view, glyph);
	view->changed = true;
}

/* A seam between two boxes, or a letter that happens to stand on the box, does
 * not show the one letter of a covered word. */
static void
settle_faint(struct tz_pdf_glyphs *glyphs)
{
	size_t i;
	size_t k;

	for (i = 0; i < glyphs->n; i++) {
		size_t first = i > NEAR ? i - NEAR : 0;
		size_t covered = 0;

		if (!glyphs->list[i].faint ||
		    glyphs->list[i].fate != TZ_PDF_FATE_SHOWN ||
		    tz_pdf_glyphs_doubt(&glyphs->list[i]) != TZ_PDF_DOUBT_COVER)
			continue;
		for (k = first; k < glyphs->n && k <= i + NEAR; k++)
			covered += glyphs->list[k].fate == TZ_PDF_FATE_COVERED;
		if (covered >= NEAR_MIN)
			glyphs->list[i].fate = TZ_PDF_FATE_COVERED;
	}
}

/* Blanks go with what is before them. */
static void
settle_blanks(struct tz_pdf_glyphs *glyphs)
{
	size_t i;

	for (i = 1; i < glyphs->n; i++)
		if (tz_pdf_glyphs_weight(glyphs->list[i].code) == 0 &&
		    tz_pdf_glyphs_doubt(&glyphs->list[i]) &&
		    glyphs->list[i - 1].fate >= TZ_PDF_FATE_WHITE)
			glyphs->list[i].fate = glyphs->list[i - 1].fate;
}

/* The glyphs with one doubt, from the last on: what stands again is settled
 * by then.  May jump. */
static void
settle_doubt(struct tz_pdf_view *view, enum tz_pdf_doubt doubt)
{
	fz_context *ctx = view->pdf->ctx;
	size_t i = view->glyphs->n;

	if (!view->dubious[doubt])
		return;
	view->without = tz_pdf_view_paint(view, TZ_PDF_VEIL_WITHOUT, doubt);
	view->only = tz_pdf_view_paint(view, TZ_PDF_VEIL_ONLY, doubt);
	if (doubt == TZ_PDF_DOUBT_COVER)
		tz_pdf_scan_compare(view);
	while (i-- > 0) {
		const struct tz_pdf_glyph *glyph = &view->glyphs->list[i];

		if (tz_pdf_glyphs_weight(glyph->code) > 0 &&
		    tz_pdf_glyphs_doubt(glyph) == doubt)
			settle_dubious(view, i);
	}
	fz_drop_pixmap(ctx, view->without);
	fz_drop_pixmap(ctx, view->only);
	view->without = NULL;
	view->only = NULL;
}

static void
settle(struct tz_pdf_view *view)
{
	view->all = tz_pdf_view_paint(view, TZ_PDF_VEIL_ALL, TZ_PDF_DOUBT_NONE);
	settle_doubt(view, TZ_PDF_DOUBT_GROUND);
	settle_doubt(view, TZ_PDF_DOUBT_COVER);
	settle_faint(view->glyphs);
	tz_pdf_scan_settle(view);
	settle_blanks(view->glyphs);
}

bool
tz_pdf_look(struct tz_pdf *pdf, pdf_page *page, struct tz_pdf_glyphs *glyphs)
{
	fz_context *ctx = pdf->ctx;
	struct tz_pdf_view view;

	memset(&view, 0, sizeof view);
	view.pdf = pdf;
	view.page = page;
	view.glyphs = glyphs;
	if (!tz_pdf_view_frame(&view))
		return tz_pdf_scan_unseen(glyphs);
	fz_var(view);
	fz_try(ctx) settle(&view);
	fz_always(ctx)
	{
		fz_drop_pixmap(ctx, view.all);
		fz_drop_pixmap(ctx, view.without);
		fz_drop_pixmap(ctx, view.only);
	}
	fz_catch(ctx) fz_rethrow(ctx);
	return view.changed;
}
