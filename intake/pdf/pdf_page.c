/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/pdf/pdf_page.c - what the pages of a PDF show
 *
 * A sieve stands between MuPDF's interpreter and two of its text devices: text
 * that is painted goes to one, text that is not (rendering mode 3, fully
 * transparent) to the other.  The sieve also counts pictures and lines, so
 * that a page that shows something and says nothing is known.
 */
#include "intake/pdf/pdf.h"

#include <math.h>
#include <string.h>

#include "base/utf8.h"

/*
 * A picture smaller than this holds no words worth the name: a bullet, a rule,
 * a small logo.  In pixels of its own, and in points on the page.
 */
#define PICTURE_AREA_MIN 5000
#define PICTURE_SIDE_MIN 20
#define PICTURE_POINTS_MIN 12.0F

/* Strokes and fills that make a page more than blank. */
#define LINES_MIN 12

/* Characters without a code, of a page, that are borne: bullets. */
#define UNKNOWN_MAX 3

/* A page tree can claim any number of pages; so many may fail in a row. */
#define FAILURES_MAX 50

struct sieve {
	fz_device super;
	fz_device *shown;
	fz_device *unseen;
	size_t pictures;
	size_t lines;
};

static struct sieve *
sieve_of(fz_device *device)
{
	return (struct sieve *)device;
}

static void
fill_text(fz_context *ctx, fz_device *device, const fz_text *text,
    fz_matrix ctm, fz_colorspace *space, const float *color, float alpha,
    fz_color_params params)
{
	struct sieve *sieve = sieve_of(device);
	fz_device *to = alpha > 0 ? sieve->shown : sieve->unseen;

	to->fill_text(ctx, to, text, ctm, space, color, alpha, params);
}

static void
stroke_text(fz_context *ctx, fz_device *device, const fz_text *text,
    const fz_stroke_state *stroke, fz_matrix ctm, fz_colorspace *space,
    const float *color, float alpha, fz_color_params params)
{
	struct sieve *sieve = sieve_of(device);
	fz_device *to = alpha > 0 ? sieve->shown : sieve->unseen;

	to->stroke_text(ctx, to, text, stroke, ctm, space, color, alpha,
	    params);
}

static void
clip_text(fz_context *ctx, fz_device *device, const fz_text *text,
    fz_matrix ctm, fz_rect scissor)
{
	fz_device *to = sieve_of(device)->shown;

	to->clip_text(ctx, to, text, ctm, scissor);
}

static void
clip_stroke_text(fz_context *ctx, fz_device *device, const fz_text *text,
    const fz_stroke_state *stroke, fz_matrix ctm, fz_rect scissor)
{
	fz_device *to = sieve_of(device)->shown;

	to->clip_stroke_text(ctx, to, text, stroke, ctm, scissor);
}

static void
ignore_text(fz_context *ctx, fz_device *device, const fz_text *text,
    fz_matrix ctm)
{
	fz_device *to = sieve_of(device)->unseen;

	to->ignore_text(ctx, to, text, ctm);
}

static void
see_picture(struct sieve *sieve, const fz_image *image, fz_matrix ctm)
{
	if (image->w < PICTURE_SIDE_MIN || image->h < PICTURE_SIDE_MIN ||
	    (int64_t)image->w * image->h < PICTURE_AREA_MIN ||
	    hypotf(ctm.a, ctm.b) < PICTURE_POINTS_MIN ||
	    hypotf(ctm.c, ctm.d) < PICTURE_POINTS_MIN)
		return;
	sieve->pictures++;
}

static void
fill_image(fz_context *ctx, fz_device *device, fz_image *image, fz_matrix ctm,
    float alpha, fz_color_params params)
{
	(void)ctx;
	(void)alpha;
	(void)params;
	see_picture(sieve_of(device), image, ctm);
}

static void
fill_image_mask(fz_context *ctx, fz_device *device, fz_image *image,
    fz_matrix ctm, fz_colorspace *space, const float *color, float alpha,
    fz_color_params params)
{
	(void)ctx;
	(void)space;
	(void)color;
	(void)alpha;
	(void)params;
	see_picture(sieve_of(device), image, ctm);
}

static void
clip_image_mask(fz_context *ctx, fz_device *device, fz_image *image,
    fz_matrix ctm, fz_rect scissor)
{
	(void)ctx;
	(void)scissor;
	see_picture(sieve_of(device), image, ctm);
}

static void
fill_path(fz_context *ctx, fz_device *device, const fz_path *path, int even_odd,
    fz_matrix ctm, fz_colorspace *space, const float *color, float alpha,
    fz_color_params params)
{
	(void)ctx;
	(void)path;
	(void)even_odd;
	(void)ctm;
	(void)space;
	(void)color;
	(void)alpha;
	(void)params;
	sieve_of(device)->lines++;
}

static void
stroke_path(fz_context *ctx, fz_device *device, const fz_path *path,
    const fz_stroke_state *stroke, fz_matrix ctm, fz_colorspace *space,
    const float *color, float alpha, fz_color_params params)
{
	(void)ctx;
	(void)path;
	(void)stroke;
	(void)ctm;
	(void)space;
	(void)color;
	(void)alpha;
	(void)params;
	sieve_of(device)->lines++;
}

static struct sieve *
new_sieve(fz_context *ctx, fz_device *shown, fz_device *unseen)
{
	struct sieve *sieve = fz_new_derived_device(ctx, struct sieve);

	sieve->shown = shown;
	sieve->unseen = unseen;
	sieve->super.fill_text = fill_text;
	sieve->super.stroke_text = stroke_text;
	sieve->super.clip_text = clip_text;
	sieve->super.clip_stroke_text = clip_stroke_text;
	sieve->super.ignore_text = ignore_text;
	sieve->super.fill_image = fill_image;
	sieve->super.fill_image_mask = fill_image_mask;
	sieve->super.clip_image_mask = clip_image_mask;
	sieve->super.fill_path = fill_path;
	sieve->super.stroke_path = stroke_path;
	return sieve;
}

/* The page's separator stands in the place of the line's. */
static bool
begins_page(const struct tz_story *story)
{
	return story->text.len > 0 &&
	    story->text.data[story->text.len - 1] == '\f';
}

void
tz_pdf_words(struct tz_pdf *pdf, fz_stext_page *text, struct tz_story *story,
    size_t *ret_glyphs, size_t *ret_unknown)
{
	struct tz_buf words = TZ_BUF_INIT;
	const fz_stext_block *block;
	const fz_stext_line *line;
	const fz_stext_char *c;

	(void)pdf;
	for (block = text->first_block; block; block = block->next) {
		if (block->type != FZ_STEXT_BLOCK_TEXT)
			continue;
		for (line = block->u.t.first_line; line; line = line->next) {
			tz_buf_reset(&words);
			for (c = line->first_char; c; c = c->next) {
				++*ret_glyphs;
				*ret_unknown += c->c == 0xfffd || c->c == 0;
				tz_utf8_put((uint32_t)c->c, &words);
			}
			if (!begins_page(story))
				tz_story_break(story, '\n');
			tz_story_add(story, tz_buf_str(&words), words.len);
		}
	}
	if (words.failed)
		story->text.failed = true;
	tz_buf_clear(&words);
}

void
tz_pdf_text_drop(struct tz_pdf *pdf, struct tz_pdf_text *text)
{
	fz_drop_stext_page(pdf->ctx, text->shown);
	fz_drop_stext_page(pdf->ctx, text->unseen);
}

void
tz_pdf_text_see(struct tz_pdf *pdf, pdf_page *page, pdf_annot *annotation,
    struct tz_pdf_text *ret)
{
	fz_stext_options options = {FZ_STEXT_PRESERVE_WHITESPACE, 1};
	fz_context *ctx = pdf->ctx;
	fz_device *shown = NULL;
	fz_device *unseen = NULL;
	struct sieve *sieve = NULL;
	fz_cookie cookie;

	memset(&cookie, 0, sizeof cookie);
	fz_var(shown);
	fz_var(unseen);
	fz_var(sieve);
	fz_try(ctx)
	{
		ret->shown = fz_new_stext_page(ctx, fz_infinite_rect);
		ret->unseen = fz_new_stext_page(ctx, fz_infinite_rect);
		shown = fz_new_stext_device(ctx, ret->shown, &options);
		unseen = fz_new_stext_device(ctx, ret->unseen, &options);
		sieve = new_sieve(ctx, shown, unseen);
		if (annotation)
			pdf_run_annot(ctx, annotation, &sieve->super,
			    fz_identity, &cookie);
		else
			pdf_run_page_contents(ctx, page, &sieve->super,
			    fz_identity, &cookie);
		ret->lines = sieve->lines;
		ret->pictures = sieve->pictures;
		fz_close_device(ctx, &sieve->super);
		fz_close_device(ctx, shown);
		fz_close_device(ctx, unseen);
	}
	fz_always(ctx)
	{
		fz_drop_device(ctx, sieve ? &sieve->super : NULL);
		fz_drop_device(ctx, shown);
		fz_drop_device(ctx, unseen);
	}
	fz_catch(ctx) fz_rethrow(ctx);
	if (ret->pictures > 0)
		pdf->pictures = true;
	if (cookie.errors > 0)
		pdf->damaged = true;
}

static void
begin_page(struct tz_story *story, int number)
{
	tz_story_break(story, '\f');
	tz_story_place(story, TZ_PLACE_PAGE, (uint32_t)number + 1, 0, NULL);
}

static void
keep_page(struct tz_pdf *pdf, int number, const struct tz_pdf_text *text)
{
	size_t glyphs = 0;
	size_t unknown = 0;

	begin_page(&pdf->sides[TZ_PDF_SHOWN], number);
	tz_pdf_words(pdf, text->shown, &pdf->sides[TZ_PDF_SHOWN], &glyphs,
	    &unknown);
	if (text->unseen->first_block) {
		begin_page(&pdf->sides[TZ_PDF_UNSEEN], number);
		tz_pdf_words(pdf, text->unseen, &pdf->sides[TZ_PDF_UNSEEN],
		    &glyphs, &unknown);
	}
	if (unknown > UNKNOWN_MAX ||
	    (glyphs == 0 && text->pictures == 0 && text->lines >= LINES_MIN))
		pdf->mute = true;
}

typedef void
keeper(struct tz_pdf *pdf, int number, const struct tz_pdf_text *text);

static bool
read_page(struct tz_pdf *pdf, int number, keeper *keep)
{
	fz_context *ctx = pdf->ctx;
	struct tz_pdf_text text;
	pdf_page *page = NULL;
	bool read = false;

	memset(&text, 0, sizeof text);
	fz_var(page);
	fz_var(text);
	fz_var(read);
	fz_try(ctx)
	{
		page = pdf_load_page(ctx, pdf->doc, number);
		tz_pdf_text_see(pdf, page, NULL, &text);
		keep(pdf, number, &text);
		read = true;
	}
	fz_always(ctx)
	{
		tz_pdf_text_drop(pdf, &text);
		fz_drop_page(ctx, page ? &page->super : NULL);
	}
	fz_catch(ctx) tz_pdf_caught(pdf);
	return read;
}

/* Put on every layer; false when none was off. */
static bool
show_layers(struct tz_pdf *pdf)
{
	fz_context *ctx = pdf->ctx;
	bool changed = false;

	fz_var(changed);
	fz_try(ctx)
	{
		int n = pdf_count_layers(ctx, pdf->doc);
		int i;

		for (i = 0; i < n; i++) {
			if (pdf_layer_is_enabled(ctx, pdf->doc, i))
				continue;
			pdf_enable_layer(ctx, pdf->doc, i, 1);
			changed = true;
		}
	}
	fz_catch(ctx) tz_pdf_caught(pdf);
	return changed;
}

/* The page with every layer on. */
static void
keep_layers(struct tz_pdf *pdf, int number, const struct tz_pdf_text *text)
{
	size_t glyphs = 0;

	begin_page(&pdf->sides[TZ_PDF_LAYER], number);
	tz_pdf_words(pdf, text->shown, &pdf->sides[TZ_PDF_LAYER], &glyphs,
	    &glyphs);
}

static void
read_annotations(struct tz_pdf *pdf, int number)
{
	fz_context *ctx = pdf->ctx;
	pdf_page *page = NULL;

	fz_var(page);
	fz_try(ctx)
	{
		page = pdf_load_page(ctx, pdf->doc, number);
		tz_pdf_annotations(pdf, page, number);
	}
	fz_always(ctx) fz_drop_page(ctx, page ? &page->super : NULL);
	fz_catch(ctx) tz_pdf_caught(pdf);
}

static int
count_pages(struct tz_pdf *pdf)
{
	int n = 0;

	fz_var(n);
	fz_try(pdf->ctx) n = pdf_count_pages(pdf->ctx, pdf->doc);
	fz_catch(pdf->ctx) tz_pdf_caught(pdf);
	if (n > pdf->n_objects) {
		n = pdf->n_objects;
		pdf->damaged = true;
	}
	return n;
}

int
tz_pdf_show(struct tz_pdf *pdf)
{
	int n = count_pages(pdf);
	int failures = 0;
	int i;

	if (n <= 0)
		pdf->damaged = true;
	for (i = 0; i < n && failures < FAILURES_MAX; i++)
		failures = read_page(pdf, i, keep_page) ? 0 : failures + 1;
	return i;
}

void
tz_pdf_pages(struct tz_pdf *pdf)
{
	int n = tz_pdf_show(pdf);
	int i;

	if (show_layers(pdf))
		for (i = 0; i < n; i++)
			read_page(pdf, i, keep_layers);
	tz_pdf_send(pdf, TZ_PDF_SHOWN, TZ_PDF_LAYER);
	for (i = 0; i < n && pdf->status == TZ_OK; i++)
		read_annotations(pdf, i);
}
