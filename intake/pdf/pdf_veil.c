/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/pdf/pdf_veil.c - paint a page with some of its text, or without
 *
 * All but text goes on as it came.  Glyphs are counted as in the sieve.
 */
#include "intake/pdf/pdf_veil.h"

#include <math.h>

/* Tiles of a pattern along one side. */
#define TILES_MAX 1000.0F

static struct tz_pdf_veil *
veil_of(fz_device *device)
{
	return (struct tz_pdf_veil *)device;
}

/* Copy the glyphs that stay. */
static void
copy_chosen(fz_context *ctx, const struct tz_pdf_veil *veil,
    const fz_text *text, size_t first, fz_text *chosen)
{
	const struct tz_pdf_glyphs *glyphs = veil->glyphs;
	bool only = veil->mode == TZ_PDF_VEIL_ONLY;
	const fz_text_span *span;
	int i;

	for (span = text->head; span; span = span->next)
		for (i = 0; i < span->len; i++, first++)
			if (only ==
			    (first < glyphs->n &&
				tz_pdf_glyphs_doubt(&glyphs->list[first]) ==
				    veil->doubt))
				tz_pdf_glyphs_copy(ctx, chosen, span, i);
}

/* The glyphs that stay; the caller drops it. */
static fz_text *
select_text(fz_context *ctx, const struct tz_pdf_veil *veil,
    const fz_text *text, size_t first)
{
	fz_text *chosen = fz_new_text(ctx);

	fz_try(ctx) copy_chosen(ctx, veil, text, first, chosen);
	fz_catch(ctx)
	{
		fz_drop_text(ctx, chosen);
		fz_rethrow(ctx);
	}
	return chosen;
}

static size_t
number(struct tz_pdf_veil *veil, const fz_text *text, bool again)
{
	size_t first = veil->next;

	if (again)
		return veil->last_first;
	veil->next += tz_pdf_glyphs_count(text);
	veil->last_first = first;
	return first;
}

/* What is to be painted of the text; the caller drops it. */
static fz_text *
filtered(fz_context *ctx, struct tz_pdf_veil *veil, const fz_text *text,
    bool again)
{
	size_t first;

	if (veil->over)
		return veil->mode == TZ_PDF_VEIL_ONLY ? NULL
						      : fz_keep_text(ctx, text);
	first = number(veil, text, again);
	if (veil->mode == TZ_PDF_VEIL_ALL || veil->mode == TZ_PDF_VEIL_PICTURES)
		return fz_keep_text(ctx, text);
	return select_text(ctx, veil, text, first);
}

static void
remember(fz_context *ctx, struct tz_pdf_veil *veil, const fz_text *text)
{
	fz_drop_text(ctx, veil->last);
	veil->last = fz_keep_text(ctx, text);
}

static void
fill_black(fz_context *ctx, struct tz_pdf_veil *veil, const fz_text *text,
    fz_matrix ctm)
{
	static const float black[1] = {0};

	fz_fill_text(ctx, veil->to, text, ctm, fz_device_gray(ctx), black, 1,
	    fz_default_color_params);
}

static void
fill_text(fz_context *ctx, fz_device *device, const fz_text *text,
    fz_matrix ctm, fz_colorspace *space, const float *color, float alpha,
    fz_color_params params)
{
	struct tz_pdf_veil *veil = veil_of(device);
	fz_text *chosen = filtered(ctx, veil, text, false);

	fz_try(ctx)
	{
		if (chosen && veil->mode == TZ_PDF_VEIL_ONLY)
			fill_black(ctx, veil, chosen, ctm);
		else if (chosen)
			fz_fill_text(ctx, veil->to, chosen, ctm, space, color,
			    alpha, params);
	}
	fz_always(ctx) fz_drop_text(ctx, chosen);
	fz_catch(ctx) fz_rethrow(ctx);
	remember(ctx, veil, text);
}

static void
stroke_text(fz_context *ctx, fz_device *device, const fz_text *text,
    const fz_stroke_state *stroke, fz_matrix ctm, fz_colorspace *space,
    const float *color, float alpha, fz_color_params params)
{
	struct tz_pdf_veil *veil = veil_of(device);
	fz_text *chosen = filtered(ctx, veil, text, text == veil->last);

	fz_try(ctx)
	{
		if (chosen && veil->mode == TZ_PDF_VEIL_ONLY)
			fill_black(ctx, veil, chosen, ctm);
		else if (chosen)
			fz_stroke_text(ctx, veil->to, chosen, stroke, ctm,
			    space, color, alpha, params);
	}
	fz_always(ctx) fz_drop_text(ctx, chosen);
	fz_catch(ctx) fz_rethrow(ctx);
}

static void
clip_text(fz_context *ctx, fz_device *device, const fz_text *text,
    fz_matrix ctm, fz_rect scissor)
{
	struct tz_pdf_veil *veil = veil_of(device);
	fz_text *chosen = filtered(ctx, veil, text, text == veil->last);

	fz_try(ctx)
	{
		if (veil->mode == TZ_PDF_VEIL_ONLY) {
			if (chosen)
				fill_black(ctx, veil, chosen, ctm);
		} else {
			/* The clip stands even when nothing is left of it. */
			if (!chosen)
				chosen = fz_new_text(ctx);
			fz_clip_text(ctx, veil->to, chosen, ctm, scissor);
		}
	}
	fz_always(ctx) fz_drop_text(ctx, chosen);
	fz_catch(ctx) fz_rethrow(ctx);
}

static void
clip_stroke_text(fz_context *ctx, fz_device *device, const fz_text *text,
    const fz_stroke_state *stroke, fz_matrix ctm, fz_rect scissor)
{
	(void)stroke;
	clip_text(ctx, device, text, ctm, scissor);
}

static void
ignore_text(fz_context *ctx, fz_device *device, const fz_text *text,
    fz_matrix ctm)
{
	(void)ctx;
	(void)ctm;
	if (!veil_of(device)->over)
		number(veil_of(device), text, false);
}

static void
fill_path(fz_context *ctx, fz_device *device, const fz_path *path, int even_odd,
    fz_matrix ctm, fz_colorspace *space, const float *color, float alpha,
    fz_color_params params)
{
	fz_fill_path(ctx, veil_of(device)->to, path, even_odd, ctm, space,
	    color, alpha, params);
}

static void
stroke_path(fz_context *ctx, fz_device *device, const fz_path *path,
    const fz_stroke_state *stroke, fz_matrix ctm, fz_colorspace *space,
    const float *color, float alpha, fz_color_params params)
{
	fz_stroke_path(ctx, veil_of(device)->to, path, stroke, ctm, space,
	    color, alpha, params);
}

static void
clip_path(fz_context *ctx, fz_device *device, const fz_path *path, int even_odd,
    fz_matrix ctm, fz_rect scissor)
{
	fz_clip_path(ctx, veil_of(device)->to, path, even_odd, ctm, scissor);
}

static void
clip_stroke_path(fz_context *ctx, fz_device *device, const fz_path *path,
    const fz_stroke_state *stroke, fz_matrix ctm, fz_rect scissor)
{
	fz_clip_stroke_path(ctx, veil_of(device)->to, path, stroke, ctm,
	    scissor);
}

static void
fill_shade(fz_context *ctx, fz_device *device, fz_shade *shade, fz_matrix ctm,
    float alpha, fz_color_params params)
{
	fz_fill_shade(ctx, veil_of(device)->to, shade, ctm, alpha, params);
}

static void
fill_image(fz_context *ctx, fz_device *device, fz_image *image, fz_matrix ctm,
    float alpha, fz_color_params params)
{
	fz_fill_image(ctx, veil_of(device)->to, image, ctm, alpha, params);
}

static void
fill_image_mask(fz_context *ctx, fz_device *device, fz_image *image,
    fz_matrix ctm, fz_colorspace *space, const float *color, float alpha,
    fz_color_params params)
{
	fz_fill_image_mask(ctx, veil_of(device)->to, image, ctm, space, color,
	    alpha, params);
}

static void
clip_image_mask(fz_context *ctx, fz_device *device, fz_image *image,
    fz_matrix ctm, fz_rect scissor)
{
	fz_clip_image_mask(ctx, veil_of(device)->to, image, ctm, scissor);
}

static void
pop_clip(fz_context *ctx, fz_device *device)
{
	fz_pop_clip(ctx, veil_of(device)->to);
}

static void
begin_mask(fz_context *ctx, fz_device *device, fz_rect area, int luminosity,
    fz_colorspace *space, const float *color, fz_color_params params)
{
	fz_begin_mask(ctx, veil_of(device)->to, area, luminosity, space, color,
	    params);
}

static void
end_mask(fz_context *ctx, fz_device *device)
{
	fz_end_mask(ctx, veil_of(device)->to);
}

static void
begin_group(fz_context *ctx, fz_device *device, fz_rect area,
    fz_colorspace *space, int isolated, int knockout, int blend, float alpha)
{
	fz_begin_group(ctx, veil_of(device)->to, area, space, isolated,
	    knockout, blend, alpha);
}

static void
end_group(fz_context *ctx, fz_device *device)
{
	fz_end_group(ctx, veil_of(device)->to);
}

/* A step that puts no more than so many tiles along a side of the area: what
 * lies closer looks the same to an eye. */
static float
step_of(float step, float from, float until)
{
	float least = (until - from) / TILES_MAX;

	return fabsf(step) < least ? copysignf(least, step) : step;
}

/* Without its number a tile is not taken from the store, where it lies as
 * another run painted it. */
static int
begin_tile(fz_context *ctx, fz_device *device, fz_rect area, fz_rect view,
    float xstep, float ystep, fz_matrix ctm, int id)
{
	(void)id;
	return fz_begin_tile_id(ctx, veil_of(device)->to, area, view,
	    step_of(xstep, area.x0, area.x1), step_of(ystep, area.y0, area.y1),
	    ctm, 0);
}

static void
end_tile(fz_context *ctx, fz_device *device)
{
	fz_end_tile(ctx, veil_of(device)->to);
}

static void
drop(fz_context *ctx, fz_device *device)
{
	fz_drop_text(ctx, veil_of(device)->last);
}

struct tz_pdf_veil *
tz_pdf_veil_new(fz_context *ctx, fz_device *to,
    const struct tz_pdf_glyphs *glyphs, enum tz_pdf_veil_mode mode,
    enum tz_pdf_doubt doubt)
{
	struct tz_pdf_veil *veil =
	    fz_new_derived_device(ctx, struct tz_pdf_veil);
	fz_device *device = &veil->super;

	veil->to = to;
	veil->glyphs = glyphs;
	veil->mode = mode;
	veil->doubt = doubt;
	device->drop_device = drop;
	device->fill_text = fill_text;
	device->stroke_text = stroke_text;
	device->clip_text = clip_text;
	device->clip_stroke_text = clip_stroke_text;
	device->ignore_text = ignore_text;
	if (mode == TZ_PDF_VEIL_ONLY)
		return veil;
	device->fill_path = fill_path;
	device->stroke_path = stroke_path;
	device->clip_path = clip_path;
	device->clip_stroke_path = clip_stroke_path;
	device->fill_shade = fill_shade;
	if (mode == TZ_PDF_VEIL_PICTURES) {
		device->fill_text = NULL;
		device->stroke_text = NULL;
		device->fill_path = NULL;
		device->stroke_path = NULL;
		device->fill_shade = NULL;
	}
	device->fill_image = fill_image;
	device->fill_image_mask = fill_image_mask;
	device->clip_image_mask = clip_image_mask;
	device->pop_clip = pop_clip;
	device->begin_mask = begin_mask;
	device->end_mask = end_mask;
	device->begin_group = begin_group;
	device->end_group = end_group;
	device->begin_tile = begin_tile;
	device->end_tile = end_tile;
	return veil;
}
