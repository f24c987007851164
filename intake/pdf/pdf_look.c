/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/pdf/pdf_look.c - render a page to know which of its text is seen
 *
 * The part of the page where dubious glyphs lie is painted three times: as it
 * is, without these glyphs, and these glyphs alone.  A glyph whose ink makes no
 * difference is not seen, for whatever reason: a shape, a picture, a note over
 * it, its own colour, a clip.  Shapes that are transparent, that multiply, or
 * that lie beneath make a difference and so are left in peace.
 */
#include "intake/pdf/pdf_look.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "intake/pdf/pdf_veil.h"

/* Pixels of one picture, and of all pictures of a document. */
#define PIXELS_MAX 4000000.0F
#define PIXELS_TOTAL ((uint64_t)800000000)

/* Pixels a point, at best. */
#define SCALE 2.0F

/* A difference of a channel that an eye sees. */
#define SEEN 16

/* Ink below this value of the grey picture counts. */
#define INK 160

/* The most difference in a ground of one colour. */
#define EVEN 24

/* A ground darker than this is a redaction's. */
#define DARK 90

/* Glyphs in a row on a dark ground in a picture, to be no chance. */
#define RUN_MIN 4

struct look {
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
};

/* Text that is not painted but may tell what a box hides: a scan's. */
static bool
is_scan_text(const struct look *look, const struct tz_pdf_glyph *glyph)
{
	return glyph->fate == TZ_PDF_FATE_UNSEEN &&
	    (tz_pdf_glyphs_scanned(look->glyphs) ||
		tz_pdf_glyphs_mostly(glyph->under));
}

static void
run_veiled(struct look *look, struct tz_pdf_veil *veil)
{
	fz_context *ctx = look->pdf->ctx;
	fz_cookie cookie;

	memset(&cookie, 0, sizeof cookie);
	pdf_run_page_contents(ctx, look->page, &veil->super, look->ctm,
	    &cookie);
	if (veil->mode == TZ_PDF_VEIL_ONLY)
		return;
	veil->over = true;
	pdf_run_page_annots(ctx, look->page, &veil->super, look->ctm, &cookie);
	pdf_run_page_widgets(ctx, look->page, &veil->super, look->ctm, &cookie);
}

/* Paint the area in one of the ways; may jump. */
static fz_pixmap *
paint(struct look *look, enum tz_pdf_veil_mode mode, enum tz_pdf_doubt doubt)
{
	fz_context *ctx = look->pdf->ctx;
	fz_pixmap *pixmap = NULL;
	fz_device *draw = NULL;
	struct tz_pdf_veil *veil = NULL;

	fz_var(pixmap);
	fz_var(draw);
	fz_var(veil);
	fz_try(ctx)
	{
		pixmap = fz_new_pixmap_with_bbox(ctx,
		    mode == TZ_PDF_VEIL_ONLY ? fz_device_gray(ctx)
					     : fz_device_rgb(ctx),
		    look->area, NULL, 0);
		fz_clear_pixmap_with_value(ctx, pixmap, 255);
		draw = fz_new_draw_device(ctx, fz_identity, pixmap);
		veil = tz_pdf_veil_new(ctx, draw, look->glyphs, mode, doubt);
		run_veiled(look, veil);
		fz_close_device(ctx, &veil->super);
		fz_close_device(ctx, draw);
	}
	fz_always(ctx)
	{
		fz_drop_device(ctx, veil ? &veil->super : NULL);
		fz_drop_device(ctx, draw);
	}
	fz_catch(ctx)
	{
		fz_drop_pixmap(ctx, pixmap);
		fz_rethrow(ctx);
	}
	return pixmap;
}

/* The pixels of a glyph. */
static fz_irect
pixels_of(const struct look *look, const struct tz_pdf_glyph *glyph)
{
	return fz_intersect_irect(fz_round_rect(fz_transform_rect(glyph->box,
				      look->ctm)),
	    look->area);
}

static const unsigned char *
pixel(const fz_pixmap *pixmap, int x, int y)
{
	return pixmap->samples + (ptrdiff_t)(y - pixmap->y) * pixmap->stride +
	    (ptrdiff_t)(x - pixmap->x) * pixmap->n;
}

/* How much ink the glyph has, and how much of it is seen. */
static void
measure(const struct look *look, const struct tz_pdf_glyph *glyph, int *ret_ink,
    int *ret_seen)
{
	fz_irect box = pixels_of(look, glyph);
	int x;
	int y;

	*ret_ink = 0;
	*ret_seen = 0;
	for (y = box.y0; y < box.y1; y++)
		for (x = box.x0; x < box.x1; x++) {
			const unsigned char *a = pixel(look->all, x, y);
			const unsigned char *b = pixel(look->without, x, y);

			if (*pixel(look->only, x, y) > INK)
				continue;
			++*ret_ink;
			*ret_seen += abs(a[0] - b[0]) > SEEN ||
			    abs(a[1] - b[1]) > SEEN || abs(a[2] - b[2]) > SEEN;
		}
}

/* Whether the page is of one colour where the glyph is. */
static bool
is_even(const struct look *look, const struct tz_pdf_glyph *glyph,
    int *ret_light)
{
	fz_irect box = pixels_of(look, glyph);
	int low[3] = {255, 255, 255};
	int high[3] = {0, 0, 0};
	int x;
	int y;
	int c;

	for (y = box.y0 + 1; y < box.y1 - 1; y++)
		for (x = box.x0 + 1; x < box.x1 - 1; x++)
			for (c = 0; c < 3; c++) {
				int v = pixel(look->all, x, y)[c];

				low[c] = v < low[c] ? v : low[c];
				high[c] = v > high[c] ? v : high[c];
			}
	*ret_light = (high[0] + high[1] + high[2]) / 3;
	for (c = 0; c < 3; c++)
		if (high[c] - low[c] > EVEN)
			return false;
	return true;
}

/* Whether the same letter stands at the same place, to be seen. */
static bool
stands_again(const struct tz_pdf_glyphs *glyphs, size_t i)
{
	const struct tz_pdf_glyph *glyph = &glyphs->list[i];
	float slack = (glyph->box.y1 - glyph->box.y0) * 0.35F;
	size_t k;

	for (k = i + 1; k < glyphs->n; k++) {
		const struct tz_pdf_glyph *other = &glyphs->list[k];

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
reason_of(const struct look *look, const struct tz_pdf_glyph *glyph)
{
	uint32_t color = glyph->color;
	uint32_t light =
	    ((color >> 16 & 255) + (color >> 8 & 255) + (color & 255)) / 3;
	int ground;

	if (tz_pdf_glyphs_mostly(glyph->under | glyph->picture))
		return TZ_PDF_FATE_COVERED;
	if (glyph->why & TZ_PDF_WHY_SAME) {
		(void)is_even(look, glyph, &ground);
		return light > 200 || ground > 200 ? TZ_PDF_FATE_WHITE
						   : TZ_PDF_FATE_COVERED;
	}
	return glyph->why ? TZ_PDF_FATE_UNSEEN : TZ_PDF_FATE_COVERED;
}

static void
settle_dubious(struct look *look, size_t i)
{
	struct tz_pdf_glyph *glyph = &look->glyphs->list[i];
	int ink = 0;
	int seen = 0;
	int light;

	measure(look, glyph, &ink, &seen);
	if (ink < 3 ? !(tz_pdf_glyphs_mostly(glyph->under | glyph->picture) &&
			  is_even(look, glyph, &light))
		    : seen * 5 > ink)
		return;
	if (stands_again(look->glyphs, i))
		return;
	glyph->fate = (unsigned char)reason_of(look, glyph);
	look->changed = true;
}

/* The text of a scan under a box that was painted over the scan. */
static void
settle_scan(struct look *look, struct tz_pdf_glyph *glyph)
{
	int light;

	if (!tz_pdf_glyphs_mostly(glyph->under) ||
	    !is_even(look, glyph, &light))
		return;
	glyph->fate = TZ_PDF_FATE_COVERED;
	look->changed = true;
}

/* Text of a scan where the picture itself is black all over. */
static void
settle_blackened(struct look *look)
{
	struct tz_pdf_glyphs *glyphs = look->glyphs;
	size_t first = 0;
	unsigned weight = 0;
	size_t i;
	size_t k;

	for (i = 0; i <= glyphs->n; i++) {
		struct tz_pdf_glyph *glyph =
		    i < glyphs->n ? &glyphs->list[i] : NULL;
		int light = 255;

		if (glyph && is_scan_text(look, glyph) &&
		    (glyph->code == ' ' || is_even(look, glyph, &light)) &&
		    (glyph->code == ' ' || light < DARK)) {
			weight += tz_pdf_glyphs_weight(glyph->code);
			continue;
		}
		for (k = first; weight >= RUN_MIN && k < i; k++)
			glyphs->list[k].fate = TZ_PDF_FATE_COVERED;
		look->changed |= weight >= RUN_MIN;
		first = i + 1;
		weight = 0;
	}
}

/* The place and size of the picture; false when there is none to make. */
static bool
frame(struct look *look)
{
	fz_rect box = fz_empty_rect;
	float scale = SCALE;
	float size;
	size_t i;

	for (i = 0; i < look->glyphs->n; i++) {
		const struct tz_pdf_glyph *glyph = &look->glyphs->list[i];
		enum tz_pdf_doubt doubt = tz_pdf_glyphs_doubt(glyph);

		if (tz_pdf_glyphs_weight(glyph->code) == 0 ||
		    (doubt == TZ_PDF_DOUBT_NONE && !is_scan_text(look, glyph)))
			continue;
		look->dubious[doubt] = true;
		box = fz_is_empty_rect(box) ? glyph->box
					    : fz_union_rect(box, glyph->box);
	}
	box = fz_intersect_rect(box, look->glyphs->page);
	if (fz_is_empty_rect(box))
		return false;
	size = (box.x1 - box.x0) * (box.y1 - box.y0);
	if (look->pdf->pixels > PIXELS_TOTAL / 4)
		scale = SCALE / 2;
	if (size * scale * scale > PIXELS_MAX)
		scale = sqrtf(PIXELS_MAX / size);
	look->ctm = fz_scale(scale, scale);
	look->area = fz_round_rect(fz_transform_rect(box, look->ctm));
	look->pdf->pixels += (uint64_t)(size * scale * scale);
	return !fz_is_empty_irect(look->area);
}

/* What hides a whole page of text is the picture of that page. */
static void
settle_pages(struct look *look)
{
	struct tz_pdf_glyphs *glyphs = look->glyphs;
	fz_rect box = fz_empty_rect;
	bool scanned = tz_pdf_glyphs_scanned(glyphs);
	float page = (glyphs->page.x1 - glyphs->page.x0) *
	    (glyphs->page.y1 - glyphs->page.y0);
	bool wide;
	size_t i;

	for (i = 0; scanned && i < glyphs->n; i++) {
		const struct tz_pdf_glyph *glyph = &glyphs->list[i];

		if (glyph->fate == TZ_PDF_FATE_COVERED &&
		    tz_pdf_glyphs_mostly(glyph->picture) &&
		    !tz_pdf_glyphs_mostly(glyph->under))
			box = fz_is_empty_rect(box)
			    ? glyph->box
			    : fz_union_rect(box, glyph->box);
	}
	wide = !fz_is_empty_rect(box) &&
	    (box.x1 - box.x0) * (box.y1 - box.y0) > page / 4;
	for (i = 0; scanned && i < glyphs->n; i++) {
		struct tz_pdf_glyph *glyph = &glyphs->list[i];

		if (glyph->fate == TZ_PDF_FATE_UNSEEN ||
		    (wide && glyph->fate == TZ_PDF_FATE_COVERED &&
			tz_pdf_glyphs_mostly(glyph->picture) &&
			!tz_pdf_glyphs_mostly(glyph->under))) {
			glyph->fate = TZ_PDF_FATE_SCAN;
			look->changed = true;
		}
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
settle_doubt(struct look *look, enum tz_pdf_doubt doubt)
{
	fz_context *ctx = look->pdf->ctx;
	size_t i = look->glyphs->n;

	if (!look->dubious[doubt])
		return;
	look->without = paint(look, TZ_PDF_VEIL_WITHOUT, doubt);
	look->only = paint(look, TZ_PDF_VEIL_ONLY, doubt);
	while (i-- > 0) {
		const struct tz_pdf_glyph *glyph = &look->glyphs->list[i];

		if (tz_pdf_glyphs_weight(glyph->code) > 0 &&
		    tz_pdf_glyphs_doubt(glyph) == doubt)
			settle_dubious(look, i);
	}
	fz_drop_pixmap(ctx, look->without);
	fz_drop_pixmap(ctx, look->only);
	look->without = NULL;
	look->only = NULL;
}

static void
settle(struct look *look)
{
	size_t i;

	look->all = paint(look, TZ_PDF_VEIL_ALL, TZ_PDF_DOUBT_NONE);
	settle_doubt(look, TZ_PDF_DOUBT_GROUND);
	settle_doubt(look, TZ_PDF_DOUBT_COVER);
	for (i = 0; i < look->glyphs->n; i++)
		if (is_scan_text(look, &look->glyphs->list[i]))
			settle_scan(look, &look->glyphs->list[i]);
	if (tz_pdf_glyphs_scanned(look->glyphs))
		settle_blackened(look);
	settle_blanks(look->glyphs);
}

bool
tz_pdf_look(struct tz_pdf *pdf, pdf_page *page, struct tz_pdf_glyphs *glyphs)
{
	fz_context *ctx = pdf->ctx;
	struct look look = {pdf, page, glyphs, fz_identity, fz_empty_irect,
	    NULL, NULL, NULL, {false, false, false}, false};

	if (frame(&look) && pdf->pixels < PIXELS_TOTAL) {
		fz_var(look);
		fz_try(ctx) settle(&look);
		fz_always(ctx)
		{
			fz_drop_pixmap(ctx, look.all);
			fz_drop_pixmap(ctx, look.without);
			fz_drop_pixmap(ctx, look.only);
		}
		fz_catch(ctx) fz_rethrow(ctx);
	}
	settle_pages(&look);
	return look.changed;
}
