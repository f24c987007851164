/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/pdf/pdf_sieve.c - tell seen text from unseen text, and count the rest
 *
 * Text goes on to MuPDF's text devices as it came, unless its glyphs have
 * different fates; then it is split.  Pictures and lines are counted, so that
 * a page that shows something and says nothing is known.
 */
#include "intake/pdf/pdf_sieve.h"

#include <math.h>

#include "intake/pdf/pdf_path.h"

/*
 * A picture smaller than this holds no words worth the name: a bullet, a rule,
 * a small logo.  In pixels of its own, and in points on the page.
 */
#define PICTURE_AREA_MIN 5000
#define PICTURE_SIDE_MIN 20
#define PICTURE_POINTS_MIN 12.0F

/* More transparent than this is not seen, and covers nothing. */
#define ALPHA_SEEN 0.03F
#define ALPHA_COVERS 0.5F

/* A line thinner than this crosses text out and does not hide it. */
#define STROKE_MIN 1.5F

#define BIT(fate) (1U << (fate))
#define FATES_SHOWN (BIT(TZ_PDF_FATE_SHOWN) | BIT(TZ_PDF_FATE_MARKED))
#define FATES_COVERED                                                          \
	(BIT(TZ_PDF_FATE_COVERED) | BIT(TZ_PDF_FATE_MARKED) |                  \
	    BIT(TZ_PDF_FATE_MARKED_SCAN))
#define FATES_UNSEEN (BIT(TZ_PDF_FATES) - 1U - (FATES_SHOWN | FATES_COVERED))

static struct tz_pdf_sieve *
sieve_of(fz_device *device)
{
	return (struct tz_pdf_sieve *)device;
}

static bool
has_fate(const struct tz_pdf_glyphs *glyphs, size_t i, unsigned fates)
{
	unsigned fate =
	    i < glyphs->n ? glyphs->list[i].fate : TZ_PDF_FATE_SHOWN;

	return fates >> fate & 1;
}

static void
copy_some(fz_context *ctx, const struct tz_pdf_glyphs *glyphs,
    const fz_text *text, size_t first, unsigned fates, fz_text *some)
{
	const fz_text_span *span;
	int i;

	for (span = text->head; span; span = span->next)
		for (i = 0; i < span->len; i++, first++)
			if (has_fate(glyphs, first, fates))
				tz_pdf_glyphs_copy(ctx, some, span, i);
}

/* Send the glyphs with these fates to a text device; all the devices do the
 * same with text however it is painted. */
static void
send(fz_context *ctx, struct tz_pdf_sieve *sieve, const fz_text *text,
    fz_matrix ctm, size_t first, unsigned fates, fz_device *to)
{
	size_t n = tz_pdf_glyphs_count(text);
	size_t held = 0;
	fz_text *some;
	size_t i;

	for (i = first; i < first + n; i++)
		held += has_fate(sieve->glyphs, i, fates);
	if (held == 0 || !to)
		return;
	if (held == n) {
		to->ignore_text(ctx, to, text, ctm);
		return;
	}
	some = fz_new_text(ctx);
	fz_try(ctx)
	{
		copy_some(ctx, sieve->glyphs, text, first, fates, some);
		to->ignore_text(ctx, to, some, ctm);
	}
	fz_always(ctx) fz_drop_text(ctx, some);
	fz_catch(ctx) fz_rethrow(ctx);
}

static void
send_all(fz_context *ctx, struct tz_pdf_sieve *sieve, const fz_text *text,
    fz_matrix ctm, size_t first)
{
	send(ctx, sieve, text, ctm, first, FATES_SHOWN, sieve->sinks.shown);
	send(ctx, sieve, text, ctm, first, FATES_UNSEEN, sieve->sinks.unseen);
	send(ctx, sieve, text, ctm, first, FATES_COVERED, sieve->sinks.covered);
}

static uint32_t
color_of(fz_context *ctx, fz_colorspace *space, const float *color,
    fz_color_params params)
{
	float rgb[3] = {0, 0, 0};

	if (space)
		fz_convert_color(ctx, space, color, fz_device_rgb(ctx), rgb,
		    NULL, params);
	return (uint32_t)(rgb[0] * 255.0F) << 16 |
	    (uint32_t)(rgb[1] * 255.0F) << 8 | (uint32_t)(rgb[2] * 255.0F);
}

/* Take a text; it is invisible when ${hidden}. */
static void
take(fz_context *ctx, struct tz_pdf_sieve *sieve, const fz_text *text,
    fz_matrix ctm, uint32_t color, unsigned why, bool hidden)
{
	size_t first = sieve->next;

	if (sieve->over)
		return;
	sieve->next += tz_pdf_glyphs_count(text);
	if (sieve->odd_clips || sieve->masks)
		why |= TZ_PDF_WHY_CLIP;
	if (!sieve->again && first == sieve->glyphs->n) {
		tz_pdf_glyphs_add(ctx, sieve->glyphs, text, ctm,
		    fz_device_current_scissor(ctx, &sieve->super), color, why);
		if (hidden)
			tz_pdf_glyphs_hide(sieve->glyphs, first);
	}
	sieve->last_first = first;
	send_all(ctx, sieve, text, ctm, first);
}

static void
remember(fz_context *ctx, struct tz_pdf_sieve *sieve, const fz_text *text)
{
	fz_drop_text(ctx, sieve->last);
	sieve->last = fz_keep_text(ctx, text);
}

static void
fill_text(fz_context *ctx, fz_device *device, const fz_text *text,
    fz_matrix ctm, fz_colorspace *space, const float *color, float alpha,
    fz_color_params params)
{
	take(ctx, sieve_of(device), text, ctm,
	    color_of(ctx, space, color, params), 0, alpha <= ALPHA_SEEN);
	remember(ctx, sieve_of(device), text);
}

static void
stroke_text(fz_context *ctx, fz_device *device, const fz_text *text,
    const fz_stroke_state *stroke, fz_matrix ctm, fz_colorspace *space,
    const float *color, float alpha, fz_color_params params)
{
	struct tz_pdf_sieve *sieve = sieve_of(device);

	(void)stroke;
	if (text == sieve->last)
		return;
	take(ctx, sieve, text, ctm, color_of(ctx, space, color, params), 0,
	    alpha <= ALPHA_SEEN);
}

/* One more clip; a shape other than a rectangle may hide what is in it. */
static void
push_clip(struct tz_pdf_sieve *sieve, bool odd)
{
	if (odd && sieve->clips < 64)
		sieve->odd_clips |= UINT64_C(1) << sieve->clips;
	sieve->clips++;
}

static void
pop_clip(fz_context *ctx, fz_device *device)
{
	struct tz_pdf_sieve *sieve = sieve_of(device);

	(void)ctx;
	if (sieve->clips > 0)
		sieve->clips--;
	if (sieve->clips < 64)
		sieve->odd_clips &= ~(UINT64_C(1) << sieve->clips);
}

static void
clip_text(fz_context *ctx, fz_device *device, const fz_text *text,
    fz_matrix ctm, fz_rect scissor)
{
	struct tz_pdf_sieve *sieve = sieve_of(device);

	(void)scissor;
	push_clip(sieve, true);
	if (text != sieve->last)
		take(ctx, sieve, text, ctm, 0, TZ_PDF_WHY_CLIP, false);
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
	take(ctx, sieve_of(device), text, ctm, 0, 0, true);
}

static void
clip_path(fz_context *ctx, fz_device *device, const fz_path *path, int even_odd,
    fz_matrix ctm, fz_rect scissor)
{
	(void)even_odd;
	(void)scissor;
	push_clip(sieve_of(device), !tz_pdf_path_plain(ctx, path, ctm));
}

static void
clip_stroke_path(fz_context *ctx, fz_device *device, const fz_path *path,
    const fz_stroke_state *stroke, fz_matrix ctm, fz_rect scissor)
{
	(void)ctx;
	(void)path;
	(void)stroke;
	(void)ctm;
	(void)scissor;
	push_clip(sieve_of(device), true);
}

static void
begin_mask(fz_context *ctx, fz_device *device, fz_rect area, int luminosity,
    fz_colorspace *space, const float *color, fz_color_params params)
{
	(void)ctx;
	(void)area;
	(void)luminosity;
	(void)space;
	(void)color;
	(void)params;
	sieve_of(device)->masks++;
}

static void
end_mask(fz_context *ctx, fz_device *device)
{
	struct tz_pdf_sieve *sieve = sieve_of(device);

	(void)ctx;
	if (sieve->masks > 0)
		sieve->masks--;
	push_clip(sieve, true);
}

static void
paint(fz_context *ctx, struct tz_pdf_sieve *sieve, struct tz_pdf_paint *what,
    bool picture)
{
	if (sieve->again || sieve->masks)
		return;
	what->box = fz_intersect_rect(what->box,
	    fz_device_current_scissor(ctx, &sieve->super));
	if (!fz_is_empty_rect(what->box))
		tz_pdf_glyphs_paint(sieve->glyphs, what, picture);
}

static void
see_picture(struct tz_pdf_sieve *sieve, const fz_image *image, fz_matrix ctm)
{
	fz_rect box;

	if (image->w < PICTURE_SIDE_MIN || image->h < PICTURE_SIDE_MIN ||
	    (int64_t)image->w * image->h < PICTURE_AREA_MIN ||
	    hypotf(ctm.a, ctm.b) < PICTURE_POINTS_MIN ||
	    hypotf(ctm.c, ctm.d) < PICTURE_POINTS_MIN || sieve->over)
		return;
	box = fz_intersect_rect(fz_transform_rect(fz_unit_rect, ctm),
	    sieve->glyphs->page);
	sieve->pictured =
	    sieve->pictures == 0 ? box : fz_union_rect(sieve->pictured, box);
	sieve->pictures++;
}

static void
fill_image(fz_context *ctx, fz_device *device, fz_image *image, fz_matrix ctm,
    float alpha, fz_color_params params)
{
	struct tz_pdf_paint what = {
	    fz_transform_rect(fz_unit_rect, ctm), 0, false};

	(void)params;
	see_picture(sieve_of(device), image, ctm);
	if (alpha >= ALPHA_COVERS)
		paint(ctx, sieve_of(device), &what, true);
}

static void
fill_image_mask(fz_context *ctx, fz_device *device, fz_image *image,
    fz_matrix ctm, fz_colorspace *space, const float *color, float alpha,
    fz_color_params params)
{
	(void)space;
	(void)color;
	fill_image(ctx, device, image, ctm, alpha, params);
}

static void
clip_image_mask(fz_context *ctx, fz_device *device, fz_image *image,
    fz_matrix ctm, fz_rect scissor)
{
	(void)ctx;
	(void)scissor;
	see_picture(sieve_of(device), image, ctm);
	push_clip(sieve_of(device), true);
}

static void
fill_shade(fz_context *ctx, fz_device *device, fz_shade *shade, fz_matrix ctm,
    float alpha, fz_color_params params)
{
	struct tz_pdf_paint what = {fz_infinite_rect, 0, false};

	(void)params;
	if (alpha < ALPHA_COVERS)
		return;
	what.box = fz_bound_shade(ctx, shade, ctm);
	paint(ctx, sieve_of(device), &what, false);
}

/* A pattern fills what it is clipped to, not counting its own clip. */
static int
begin_tile(fz_context *ctx, fz_device *device, fz_rect area, fz_rect view,
    float xstep, float ystep, fz_matrix ctm, int id)
{
	struct tz_pdf_sieve *sieve = sieve_of(device);
	struct tz_pdf_paint what = {fz_infinite_rect, 0, false};
	int i = device->container_len;

	(void)ctx;
	(void)area;
	(void)view;
	(void)xstep;
	(void)ystep;
	(void)ctm;
	(void)id;
	while (i > 0 &&
	    device->container[i - 1].type == fz_device_container_stack_is_tile)
		i--;
	if (i > 0)
		what.box = device->container[i - 1].scissor;
	what.box = fz_intersect_rect(what.box, sieve->glyphs->page);
	if (!sieve->again && !sieve->masks && !fz_is_empty_rect(what.box))
		tz_pdf_glyphs_paint(sieve->glyphs, &what, false);
	return 0;
}

struct filling {
	fz_context *ctx;
	struct tz_pdf_sieve *sieve;
	uint32_t color;
	bool holes;
};

static void
fill_piece(void *arg, fz_rect box, bool plain)
{
	struct filling *filling = arg;
	struct tz_pdf_paint what = {
	    box, filling->color, plain && !filling->holes};

	paint(filling->ctx, filling->sieve, &what, false);
}

static void
fill_path(fz_context *ctx, fz_device *device, const fz_path *path, int even_odd,
    fz_matrix ctm, fz_colorspace *space, const float *color, float alpha,
    fz_color_params params)
{
	struct filling filling = {ctx, sieve_of(device), 0,
	    even_odd && !tz_pdf_path_plain(ctx, path, ctm)};

	filling.sieve->lines += !filling.sieve->over;
	if (filling.sieve->again || alpha < ALPHA_COVERS)
		return;
	filling.color = color_of(ctx, space, color, params);
	filling.holes |= alpha < 1;
	tz_pdf_path_pieces(ctx, path, ctm, fill_piece, &filling);
}

static void
stroke_path(fz_context *ctx, fz_device *device, const fz_path *path,
    const fz_stroke_state *stroke, fz_matrix ctm, fz_colorspace *space,
    const float *color, float alpha, fz_color_params params)
{
	struct tz_pdf_sieve *sieve = sieve_of(device);
	struct tz_pdf_paint what = {fz_infinite_rect, 0, false};

	(void)space;
	(void)color;
	(void)params;
	sieve->lines += !sieve->over;
	if (sieve->again || alpha < ALPHA_COVERS ||
	    stroke->linewidth * fz_matrix_expansion(ctm) < STROKE_MIN)
		return;
	what.box = fz_bound_path(ctx, path, stroke, ctm);
	paint(ctx, sieve, &what, false);
}

static void
drop(fz_context *ctx, fz_device *device)
{
	fz_drop_text(ctx, sieve_of(device)->last);
}

struct tz_pdf_sieve *
tz_pdf_sieve_new(fz_context *ctx, const struct tz_pdf_sinks *sinks,
    struct tz_pdf_glyphs *glyphs, bool again)
{
	struct tz_pdf_sieve *sieve =
	    fz_new_derived_device(ctx, struct tz_pdf_sieve);
	fz_device *device = &sieve->super;

	sieve->sinks = *sinks;
	sieve->glyphs = glyphs;
	sieve->again = again;
	device->drop_device = drop;
	device->fill_text = fill_text;
	device->stroke_text = stroke_text;
	device->clip_text = clip_text;
	device->clip_stroke_text = clip_stroke_text;
	device->ignore_text = ignore_text;
	device->clip_path = clip_path;
	device->clip_stroke_path = clip_stroke_path;
	device->pop_clip = pop_clip;
	device->begin_mask = begin_mask;
	device->end_mask = end_mask;
	device->fill_shade = fill_shade;
	device->fill_image = fill_image;
	device->fill_image_mask = fill_image_mask;
	device->clip_image_mask = clip_image_mask;
	device->begin_tile = begin_tile;
	device->fill_path = fill_path;
	device->stroke_path = stroke_path;
	return sieve;
}
