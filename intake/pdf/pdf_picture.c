/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/pdf/pdf_picture.c - the pictures of a page, for those who read them
 *
 * What lies on the page as pictures is painted as one grey picture, without
 * the text and the drawings, and handed over once, however often it comes.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "intake/pdf/pdf_veil.h"

#define DPI 200.0F
#define PIXELS_MAX 9000000.0F

/* A photo's metadata stand at its beginning. */
#define PHOTO_HEAD 65536

#define DIGEST_START UINT64_C(14695981039346656037)

/* FNV-1a. */
static uint64_t
digest_of(uint64_t digest, const unsigned char *data, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++)
		digest = (digest ^ data[i]) * UINT64_C(1099511628211);
	return digest;
}

static bool
remember(struct tz_pdf *pdf, uint64_t digest)
{
	size_t i;

	if (!pdf->handed)
		pdf->handed = calloc(TZ_PDF_PICTURES_MAX, sizeof *pdf->handed);
	if (!pdf->handed)
		return true;
	for (i = 0; i < pdf->n_handed; i++)
		if (pdf->handed[i] == digest)
			return false;
	if (pdf->n_handed < TZ_PDF_PICTURES_MAX)
		pdf->handed[pdf->n_handed++] = digest;
	return true;
}

/* Whether this picture is new. */
static bool
is_new(struct tz_pdf *pdf, const fz_pixmap *pixmap)
{
	uint64_t digest = DIGEST_START;
	int y;

	for (y = 0; y < pixmap->h; y++)
		digest = digest_of(digest,
		    pixmap->samples + (ptrdiff_t)y * pixmap->stride,
		    (size_t)pixmap->w);
	return remember(pdf, digest);
}

bool
tz_pdf_is_new(struct tz_pdf *pdf, const void *data, size_t len)
{
	return remember(pdf, digest_of(DIGEST_START, data, len));
}

static void
hand_over(struct tz_pdf *pdf, const fz_pixmap *pixmap, fz_rect area,
    unsigned dpi)
{
	struct tz_place place;

	memset(&place, 0, sizeof place);
	place.kind = TZ_PLACE_PAGE;
	place.n = pdf->number;
	place.box = tz_box_of((double)area.x0, (double)area.y0, (double)area.x1,
	    (double)area.y1);
	if (pdf->status == TZ_OK && is_new(pdf, pixmap))
		pdf->status = tz_emit_picture(pdf->emit, pdf->source, "pages",
		    &place, pixmap->samples, (size_t)pixmap->w,
		    (size_t)pixmap->h, (size_t)pixmap->stride, dpi, pdf->err);
}

static void
paint(struct tz_pdf *pdf, pdf_page *page, pdf_annot *annotation,
    enum tz_pdf_veil_mode mode, fz_pixmap *pixmap, fz_matrix ctm)
{
	fz_context *ctx = pdf->ctx;
	fz_device *draw = NULL;
	struct tz_pdf_veil *veil = NULL;
	fz_cookie cookie;

	memset(&cookie, 0, sizeof cookie);
	fz_var(draw);
	fz_var(veil);
	fz_try(ctx)
	{
		draw = fz_new_draw_device(ctx, fz_identity, pixmap);
		veil = tz_pdf_veil_new(ctx, draw, pdf->glyphs, mode,
		    TZ_PDF_DOUBT_NONE);
		if (annotation)
			pdf_run_annot(ctx, annotation, &veil->super, ctm,
			    &cookie);
		else
			pdf_run_page_contents(ctx, page, &veil->super, ctm,
			    &cookie);
		fz_close_device(ctx, &veil->super);
		fz_close_device(ctx, draw);
	}
	fz_always(ctx)
	{
		fz_drop_device(ctx, veil ? &veil->super : NULL);
		fz_drop_device(ctx, draw);
	}
	fz_catch(ctx) fz_rethrow(ctx);
}

/* Pixels a point; 0 for an area that is none. */
static float
scale_of(fz_rect area)
{
	float size = (area.x1 - area.x0) * (area.y1 - area.y0);
	float scale = DPI / 72.0F;

	if (fz_is_empty_rect(area) || !(size > 0))
		return 0;
	return size * scale * scale > PIXELS_MAX ? sqrtf(PIXELS_MAX / size)
						 : scale;
}

static fz_pixmap *
painted(struct tz_pdf *pdf, pdf_page *page, pdf_annot *annotation,
    enum tz_pdf_veil_mode mode, fz_rect area)
{
	fz_context *ctx = pdf->ctx;
	fz_matrix ctm = fz_scale(scale_of(area), scale_of(area));
	fz_pixmap *pixmap = fz_new_pixmap_with_bbox(ctx, fz_device_gray(ctx),
	    fz_round_rect(fz_transform_rect(area, ctm)), NULL, 0);

	fz_try(ctx)
	{
		fz_clear_pixmap_with_value(ctx, pixmap, 255);
		paint(pdf, page, annotation, mode, pixmap, ctm);
	}
	fz_catch(ctx)
	{
		fz_drop_pixmap(ctx, pixmap);
		fz_rethrow(ctx);
	}
	return pixmap;
}

static void
give(struct tz_pdf *pdf, pdf_page *page, pdf_annot *annotation,
    enum tz_pdf_veil_mode mode, fz_rect area)
{
	fz_context *ctx = pdf->ctx;
	fz_pixmap *pixmap = NULL;

	if (!(scale_of(area) > 0))
		return;
	fz_var(pixmap);
	fz_try(ctx)
	{
		pixmap = painted(pdf, page, annotation, mode, area);
		hand_over(pdf, pixmap, area,
		    (unsigned)(scale_of(area) * 72.0F));
	}
	fz_always(ctx) fz_drop_pixmap(ctx, pixmap);
	fz_catch(ctx) fz_rethrow(ctx);
}

void
tz_pdf_picture(struct tz_pdf *pdf, pdf_page *page, pdf_annot *annotation,
    fz_rect area)
{
	give(pdf, page, annotation, TZ_PDF_VEIL_PICTURES, area);
}

void
tz_pdf_page_picture(struct tz_pdf *pdf, pdf_page *page)
{
	give(pdf, page, NULL, TZ_PDF_VEIL_ALL, pdf_bound_page(pdf->ctx, page));
}

void
tz_pdf_photo(struct tz_pdf *pdf, pdf_obj *image)
{
	fz_context *ctx = pdf->ctx;
	pdf_obj *filter = pdf_dict_get(ctx, image, PDF_NAME(Filter));
	fz_buffer *data = NULL;
	unsigned char *bytes;
	size_t len;
	size_t head;

	if (pdf_is_array(ctx, filter) && pdf_array_len(ctx, filter) == 1)
		filter = pdf_array_get(ctx, filter, 0);
	if (!pdf_name_eq(ctx, filter, PDF_NAME(DCTDecode)))
		return;
	fz_var(data);
	fz_try(ctx)
	{
		data = pdf_load_raw_stream(ctx, image);
		len = fz_buffer_storage(ctx, data, &bytes);
		head = len < PHOTO_HEAD ? len : PHOTO_HEAD;
		if (bytes && len > 0 &&
		    (memmem(bytes, head, "Exif\0", 6) ||
			memmem(bytes, head, "ns.adobe.com/xap", 16) ||
			memmem(bytes, head, "Photoshop 3.0", 13)))
			tz_pdf_child(pdf, bytes, len, "photo.jpg");
	}
	fz_always(ctx) fz_drop_buffer(ctx, data);
	fz_catch(ctx) fz_rethrow(ctx);
}
