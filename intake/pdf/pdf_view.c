/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/pdf/pdf_view.c - paint a page and measure what is seen of a glyph
 *
 * The pixels of all pages of a document are counted: past a bound pages are
 * painted smaller, and past another one they are not looked at, and the
 * document is partly read.
 */
#include "intake/pdf/pdf_view.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Pixels of one picture; of all pictures of a document; and of those that are
 * painted finely. */
#define PIXELS_MAX 4000000.0F
#define PIXELS_TOTAL ((uint64_t)800000000)
#define PIXELS_FINE ((uint64_t)200000000)

/* Pixels a point, at best. */
#define SCALE 2.0F

/* A difference of a channel that an eye sees. */
#define SEEN 16

/* Ink below this value of the grey picture counts. */
#define INK 160

/* The most difference in a ground of one colour. */
#define EVEN 24

bool
tz_pdf_view_scan_text(const struct tz_pdf_view *view,
    const struct tz_pdf_glyph *glyph)
{
	return glyph->fate == TZ_PDF_FATE_UNSEEN &&
	    (tz_pdf_glyphs_scanned(view->glyphs) ||
		tz_pdf_glyphs_mostly(glyph->under));
}

static void
run_veiled(struct tz_pdf_view *view, struct tz_pdf_veil *veil)
{
	fz_context *ctx = view->pdf->ctx;
	fz_cookie cookie;

	memset(&cookie, 0, sizeof cookie);
	pdf_run_page_contents(ctx, view->page, &veil->super, view->ctm,
	    &cookie);
	if (veil->mode == TZ_PDF_VEIL_ONLY)
		return;
	veil->over = true;
	pdf_run_page_annots(ctx, view->page, &veil->super, view->ctm, &cookie);
	pdf_run_page_widgets(ctx, view->page, &veil->super, view->ctm, &cookie);
}

fz_pixmap *
tz_pdf_view_paint(struct tz_pdf_view *view, enum tz_pdf_veil_mode mode,
    enum tz_pdf_doubt doubt)
{
	fz_context *ctx = view->pdf->ctx;
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
		    view->area, NULL, 0);
		fz_clear_pixmap_with_value(ctx, pixmap, 255);
		draw = fz_new_draw_device(ctx, fz_identity, pixmap);
		veil = tz_pdf_veil_new(ctx, draw, view->glyphs, mode, doubt);
		run_veiled(view, veil);
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
pixels_of(const struct tz_pdf_view *view, const struct tz_pdf_glyph *glyph)
{
	return fz_intersect_irect(fz_round_rect(fz_transform_rect(glyph->box,
				      view->ctm)),
	    view->area);
}

static const unsigned char *
pixel(const fz_pixmap *pixmap, int x, int y)
{
	return pixmap->samples + (ptrdiff_t)(y - pixmap->y) * pixmap->stride +
	    (ptrdiff_t)(x - pixmap->x) * pixmap->n;
}

void
tz_pdf_view_measure(const struct tz_pdf_view *view,
    const struct tz_pdf_glyph *glyph, int *ret_ink, int *ret_seen)
{
	fz_irect box = pixels_of(view, glyph);
	int x;
	int y;

	*ret_ink = 0;
	*ret_seen = 0;
	for (y = box.y0; y < box.y1; y++)
		for (x = box.x0; x < box.x1; x++) {
			const unsigned char *a = pixel(view->all, x, y);
			const unsigned char *b = pixel(view->without, x, y);

			if (*pixel(view->only, x, y) > INK)
				continue;
			++*ret_ink;
			*ret_seen += abs(a[0] - b[0]) > SEEN ||
			    abs(a[1] - b[1]) > SEEN || abs(a[2] - b[2]) > SEEN;
		}
}

bool
tz_pdf_view_even(const struct tz_pdf_view *view,
    const struct tz_pdf_glyph *glyph, int *ret_light)
{
	fz_irect box = pixels_of(view, glyph);
	int low[3] = {255, 255, 255};
	int high[3] = {0, 0, 0};
	int x;
	int y;
	int c;

	for (y = box.y0 + 1; y < box.y1 - 1; y++)
		for (x = box.x0 + 1; x < box.x1 - 1; x++)
			for (c = 0; c < 3; c++) {
				int v = pixel(view->all, x, y)[c];

				low[c] = v < low[c] ? v : low[c];
				high[c] = v > high[c] ? v : high[c];
			}
	*ret_light = (high[0] + high[1] + high[2]) / 3;
	for (c = 0; c < 3; c++)
		if (high[c] - low[c] > EVEN)
			return false;
	return true;
}

bool
tz_pdf_view_alike(const struct tz_pdf_view *view,
    const struct tz_pdf_glyph *glyph)
{
	fz_irect box = pixels_of(view, glyph);
	int64_t light[2] = {0, 0};
	int64_t n[2] = {0, 0};
	int x;
	int y;

	for (y = box.y0; y < box.y1; y++)
		for (x = box.x0; x < box.x1; x++) {
			const unsigned char *rgb = pixel(view->without, x, y);
			int ink = *pixel(view->only, x, y) <= INK;

			light[ink] += rgb[0] + rgb[1] + rgb[2];
			n[ink]++;
		}
	return n[0] > 0 && n[1] > 0 && light[1] * n[0] < light[0] * n[1];
}

/* Pixels a point: fewer on later pages of a long document, and none when so
 * much was painted that the rest would take too long. */
static float
scale_for(struct tz_pdf *pdf, float size)
{
	float scale = pdf->pixels > PIXELS_FINE ? SCALE / 2 : SCALE;

	if (size * scale * scale > PIXELS_MAX)
		scale = sqrtf(PIXELS_MAX / size);
	if (pdf->pixels + (uint64_t)(size * scale * scale) > PIXELS_TOTAL) {
		pdf->overlooked = true;
		return 0;
	}
	pdf->pixels += (uint64_t)(size * scale * scale);
	return scale;
}

bool
tz_pdf_view_frame(struct tz_pdf_view *view)
{
	fz_rect box = fz_empty_rect;
	float scale;
	size_t i;

	for (i = 0; i < view->glyphs->n; i++) {
		const struct tz_pdf_glyph *glyph = &view->glyphs->list[i];
		enum tz_pdf_doubt doubt = tz_pdf_glyphs_doubt(glyph);

		if (tz_pdf_glyphs_weight(glyph->code) == 0 ||
		    (doubt == TZ_PDF_DOUBT_NONE &&
			!tz_pdf_view_scan_text(view, glyph)))
			continue;
		view->dubious[doubt] = true;
		box = fz_is_empty_rect(box) ? glyph->box
					    : fz_union_rect(box, glyph->box);
	}
	box = fz_intersect_rect(box, view->glyphs->page);
	if (fz_is_empty_rect(box))
		return false;
	scale = scale_for(view->pdf, (box.x1 - box.x0) * (box.y1 - box.y0));
	view->ctm = fz_scale(scale, scale);
	view->area = fz_round_rect(fz_transform_rect(box, view->ctm));
	return scale > 0 && !fz_is_empty_irect(view->area);
}
