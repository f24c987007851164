/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/pdf/pdf_page.c - what the pages of a PDF show
 *
 * A page is run once through the sieve; when it has text that may be hidden it
 * is looked at, and run again with what is known then.
 */
#include "intake/pdf/pdf.h"

#include <string.h>

#include "intake/pdf/pdf_look.h"
#include "intake/pdf/pdf_sieve.h"

/* Strokes and fills that make a page more than blank. */
#define LINES_MIN 12

/* Characters without a code, of a page, that are borne: bullets. */
#define UNKNOWN_MAX 3

/* A page tree can claim any number of pages; so many may fail in a row. */
#define FAILURES_MAX 50

void
tz_pdf_text_drop(struct tz_pdf *pdf, struct tz_pdf_text *text)
{
	fz_drop_stext_page(pdf->ctx, text->shown);
	fz_drop_stext_page(pdf->ctx, text->unseen);
	fz_drop_stext_page(pdf->ctx, text->covered);
	memset(text, 0, sizeof *text);
}

/* Interpret what is on a page, or an annotation, through the sieve. */
static void
run(struct tz_pdf *pdf, pdf_page *page, pdf_annot *annotation,
    struct tz_pdf_sieve *sieve)
{
	fz_context *ctx = pdf->ctx;
	fz_cookie cookie;

	memset(&cookie, 0, sizeof cookie);
	if (annotation) {
		pdf_run_annot(ctx, annotation, &sieve->super, fz_identity,
		    &cookie);
	} else {
		tz_pdf_run(pdf, page, &sieve->super, &cookie);
		sieve->over = true;
		if (!pdf->plain && !sieve->again &&
		    (page->annots || page->widgets)) {
			pdf_run_page_annots(ctx, page, &sieve->super,
			    fz_identity, &cookie);
			pdf_run_page_widgets(ctx, page, &sieve->super,
			    fz_identity, &cookie);
		}
	}
	if (cookie.errors > 0)
		pdf->damaged = true;
}

/* One run: the texts, by the fates that are known when ${again}. */
static void
sift(struct tz_pdf *pdf, pdf_page *page, pdf_annot *annotation,
    struct tz_pdf_glyphs *glyphs, bool again, struct tz_pdf_text *ret)
{
	fz_stext_options options = {FZ_STEXT_PRESERVE_WHITESPACE, 1};
	fz_context *ctx = pdf->ctx;
	struct tz_pdf_sinks sinks = {NULL, NULL, NULL};
	struct tz_pdf_sieve *sieve = NULL;

	fz_var(sinks);
	fz_var(sieve);
	fz_try(ctx)
	{
		ret->shown = fz_new_stext_page(ctx, fz_infinite_rect);
		ret->unseen = fz_new_stext_page(ctx, fz_infinite_rect);
		sinks.shown = fz_new_stext_device(ctx, ret->shown, &options);
		sinks.unseen = fz_new_stext_device(ctx, ret->unseen, &options);
		if (again) {
			ret->covered = fz_new_stext_page(ctx, fz_infinite_rect);
			sinks.covered =
			    fz_new_stext_device(ctx, ret->covered, &options);
		}
		sieve = tz_pdf_sieve_new(ctx, &sinks, glyphs, again);
		run(pdf, page, annotation, sieve);
		ret->lines = sieve->lines;
		ret->pictures = sieve->pictures;
		ret->pictured = sieve->pictured;
		fz_close_device(ctx, &sieve->super);
		fz_close_device(ctx, sinks.shown);
		fz_close_device(ctx, sinks.unseen);
		if (sinks.covered)
			fz_close_device(ctx, sinks.covered);
	}
	fz_always(ctx)
	{
		fz_drop_device(ctx, sieve ? &sieve->super : NULL);
		fz_drop_device(ctx, sinks.shown);
		fz_drop_device(ctx, sinks.unseen);
		fz_drop_device(ctx, sinks.covered);
	}
	fz_catch(ctx) fz_rethrow(ctx);
}

/* Where the glyphs from ${i} on stand that share its fate and its line. */
static struct tz_box
run_box(const struct tz_pdf_glyphs *glyphs, size_t i)
{
	const struct tz_pdf_glyph *first = &glyphs->list[i];
	fz_rect box = first->box;

	while (++i < glyphs->n) {
		const struct tz_pdf_glyph *next = &glyphs->list[i];

		if (tz_pdf_glyphs_weight(next->code) == 0)
			continue;
		if (next->fate != first->fate || next->box.y0 >= box.y1 ||
		    next->box.y1 <= box.y0)
			break;
		box = fz_union_rect(box, next->box);
	}
	return tz_box_of((double)box.x0, (double)box.y0, (double)box.x1,
	    (double)box.y1);
}

/* The first glyphs of each fate are where the fact stands. */
static void
note_fates(struct tz_pdf *pdf, uint32_t number)
{
	size_t i;

	for (i = 0; i < pdf->glyphs->n; i++) {
		const struct tz_pdf_glyph *glyph = &pdf->glyphs->list[i];
		struct tz_place *place = &pdf->fates[glyph->fate];

		if (glyph->fate == TZ_PDF_FATE_SHOWN ||
		    place->kind != TZ_PLACE_NONE ||
		    tz_pdf_glyphs_weight(glyph->code) == 0)
			continue;
		place->kind = TZ_PLACE_PAGE;
		place->n = number;
		place->box = run_box(pdf->glyphs, i);
	}
}

void
tz_pdf_text_see(struct tz_pdf *pdf, pdf_page *page, pdf_annot *annotation,
    struct tz_pdf_text *ret)
{
	struct tz_pdf_glyphs *glyphs = pdf->glyphs;
	bool many = pdf->many;
	bool changed;
	fz_rect area;

	pdf->many = false;
	tz_pdf_glyphs_reset(glyphs,
	    annotation ? fz_infinite_rect : pdf_bound_page(pdf->ctx, page));
	sift(pdf, page, annotation, glyphs, false, ret);
	if (glyphs->full)
		pdf->no_memory = true;
	/* What is too much to paint once is not painted again. */
	if (pdf->many)
		return;
	pdf->many = many;
	if (!annotation && !pdf->plain) {
		changed = tz_pdf_look(pdf, page, glyphs);
		if (tz_pdf_redactions(pdf, page) || changed) {
			tz_pdf_text_drop(pdf, ret);
			sift(pdf, page, NULL, glyphs, true, ret);
		}
	}
	area = ret->pictured;
	if (ret->pictures > 0)
		tz_pdf_picture(pdf, page, annotation, area);
}

static void
begin_page(struct tz_story *story, int number)
{
	tz_story_break(story, '\f');
	tz_story_place(story, TZ_PLACE_PAGE, (uint32_t)number + 1, 0, NULL);
}

/* Add one of a page's texts to a side, if there is any. */
static void
keep_side(struct tz_pdf *pdf, enum tz_pdf_side side, int number,
    fz_stext_page *text, size_t *glyphs, size_t *unknown)
{
	if (!text || !text->first_block)
		return;
	begin_page(&pdf->sides[side], number);
	tz_pdf_words(text, (uint32_t)number + 1, &pdf->sides[side], glyphs,
	    unknown);
}

static void
keep_page(struct tz_pdf *pdf, int number, const struct tz_pdf_text *text)
{
	size_t glyphs = 0;
	size_t unknown = 0;

	begin_page(&pdf->sides[TZ_PDF_SHOWN], number);
	tz_pdf_words(text->shown, (uint32_t)number + 1,
	    &pdf->sides[TZ_PDF_SHOWN], &glyphs, &unknown);
	keep_side(pdf, TZ_PDF_UNSEEN, number, text->unseen, &glyphs, &unknown);
	keep_side(pdf, TZ_PDF_COVERED, number, text->covered, &glyphs,
	    &unknown);
	if (!pdf->plain)
		note_fates(pdf, (uint32_t)number + 1);
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
		pdf->number = (uint32_t)number + 1;
		page = pdf_load_page(ctx, pdf->doc, number);
		tz_pdf_text_see(pdf, page, NULL, &text);
		pdf->mute = false;
		keep(pdf, number, &text);
		if (pdf->mute && !pdf->many)
			tz_pdf_page_picture(pdf, page);
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

/* What a page shows with every layer on, unless it shows that anyway. */
static void
keep_layers(struct tz_pdf *pdf, int number, const struct tz_pdf_text *text)
{
	struct tz_story page;
	size_t glyphs = 0;

	tz_story_start(&page, TZ_CHANNEL_OPTIONAL_CONTENT, "pages");
	tz_pdf_words(text->shown, 0, &page, &glyphs, &glyphs);
	if (!tz_pdf_said(pdf, &page.text))
		keep_side(pdf, TZ_PDF_LAYER, number, text->shown, &glyphs,
		    &glyphs);
	tz_story_clear(&page);
}

static void
read_annotations(struct tz_pdf *pdf, int number)
{
	fz_context *ctx = pdf->ctx;
	pdf_page *page = NULL;

	fz_var(page);
	fz_try(ctx)
	{
		pdf->number = (uint32_t)number + 1;
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
	tz_pdf_layers_settle(pdf);
	for (i = 0; i < n && failures < FAILURES_MAX; i++)
		failures = read_page(pdf, i, keep_page) ? 0 : failures + 1;
	return i;
}

void
tz_pdf_notes(struct tz_pdf *pdf, int n)
{
	int i;

	for (i = 0; i < n && pdf->status == TZ_OK; i++)
		read_annotations(pdf, i);
}

void
tz_pdf_pages(struct tz_pdf *pdf)
{
	int n = tz_pdf_show(pdf);
	int i;

	pdf->plain = true;
	if (tz_pdf_layers(pdf))
		for (i = 0; i < n; i++)
			read_page(pdf, i, keep_layers);
	tz_pdf_send(pdf, TZ_PDF_SHOWN, TZ_PDF_LAYER);
	tz_pdf_notes(pdf, n);
}
