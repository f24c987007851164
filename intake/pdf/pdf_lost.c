/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/pdf/pdf_lost.c - what nothing refers to, and what lies round about
 *
 * A page that was taken out, a text that was replaced may stay in the file as
 * an object that no other one names.  Every object is reached from the trailer
 * or lost; the lost ones that paint text are run.
 */
#include <stdlib.h>
#include <string.h>

#include "intake/pdf/pdf.h"
#include "intake/says.h"

#define DEPTH_MAX 64

struct reach {
	struct tz_pdf *pdf;
	unsigned char *reached; /* a bit for each object */
	int *todo;
	int n_todo;
};

static bool
is_reached(const struct reach *reach, int number)
{
	return reach->reached[number / 8] >> (number & 7) & 1;
}

static void look_in(struct reach *reach, pdf_obj *object, unsigned depth);

static void
look_at(struct reach *reach, pdf_obj *value, unsigned depth)
{
	int number;

	if (!pdf_is_indirect(reach->pdf->ctx, value)) {
		look_in(reach, value, depth + 1);
		return;
	}
	number = pdf_to_num(reach->pdf->ctx, value);
	if (number <= 0 || number >= reach->pdf->n_objects ||
	    is_reached(reach, number))
		return;
	reach->reached[number / 8] |= (unsigned char)(1 << (number & 7));
	reach->todo[reach->n_todo++] = number;
}

static void
look_in(struct reach *reach, pdf_obj *object, unsigned depth)
{
	fz_context *ctx = reach->pdf->ctx;
	int i;

	if (depth > DEPTH_MAX)
		return;
	if (pdf_is_array(ctx, object))
		for (i = 0; i < pdf_array_len(ctx, object); i++)
			look_at(reach, pdf_array_get(ctx, object, i), depth);
	else if (pdf_is_dict(ctx, object))
		for (i = 0; i < pdf_dict_len(ctx, object); i++)
			look_at(reach, pdf_dict_get_val(ctx, object, i), depth);
}

static void
follow(struct reach *reach, int number)
{
	fz_context *ctx = reach->pdf->ctx;
	pdf_obj *object = NULL;

	fz_var(object);
	fz_try(ctx)
	{
		object = pdf_load_object(ctx, reach->pdf->doc, number);
		look_in(reach, object, 0);
	}
	fz_always(ctx) pdf_drop_obj(ctx, object);
	fz_catch(ctx) tz_pdf_caught(reach->pdf);
}

static void
follow_trailer(struct reach *reach)
{
	fz_context *ctx = reach->pdf->ctx;

	fz_try(ctx) look_in(reach, pdf_trailer(ctx, reach->pdf->doc), 0);
	fz_catch(ctx) tz_pdf_caught(reach->pdf);
}

/* The text that the contents paint, with these resources; may jump. */
static void
run_lost(struct tz_pdf *pdf, pdf_obj *resources, pdf_obj *contents)
{
	fz_stext_options options = {FZ_STEXT_PRESERVE_WHITESPACE, 1};
	fz_context *ctx = pdf->ctx;
	fz_stext_page *text = NULL;
	fz_device *device = NULL;
	pdf_processor *processor = NULL;
	struct tz_story story;
	fz_cookie cookie;
	size_t n = 0;

	memset(&cookie, 0, sizeof cookie);
	tz_story_start(&story, TZ_CHANNEL_INVISIBLE_TEXT, "");
	fz_var(text);
	fz_var(device);
	fz_var(processor);
	fz_try(ctx)
	{
		text = fz_new_stext_page(ctx, fz_infinite_rect);
		device = fz_new_stext_device(ctx, text, &options);
		processor = pdf_new_run_processor(ctx, device, fz_identity,
		    "View", NULL, NULL, &cookie);
		tz_pdf_paint(pdf, processor, resources, contents, &cookie);
		pdf_close_processor(ctx, processor);
		fz_close_device(ctx, device);
		tz_pdf_words(text, 0, &story, &n, &n);
		if (story.text.len > 0 && !tz_pdf_said(pdf, &story.text) &&
		    !tz_says(&pdf->sides[TZ_PDF_LOST].text, 0, &story.text)) {
			tz_story_break(&pdf->sides[TZ_PDF_LOST], '\n');
			tz_story_add(&pdf->sides[TZ_PDF_LOST], story.text.data,
			    story.text.len);
		}
	}
	fz_always(ctx)
	{
		pdf_drop_processor(ctx, processor);
		fz_drop_device(ctx, device);
		fz_drop_stext_page(ctx, text);
		tz_story_clear(&story);
	}
	fz_catch(ctx) fz_rethrow(ctx);
}

/* Whether the stream may be a page's or a form's contents. */
static bool
may_paint(struct tz_pdf *pdf, pdf_obj *object)
{
	fz_context *ctx = pdf->ctx;
	pdf_obj *type = pdf_dict_get(ctx, object, PDF_NAME(Type));
	pdf_obj *subtype = pdf_dict_get(ctx, object, PDF_NAME(Subtype));

	if (!pdf_is_stream(ctx, object))
		return false;
	if (type && !pdf_name_eq(ctx, type, PDF_NAME(XObject)))
		return false;
	return !subtype || pdf_name_eq(ctx, subtype, PDF_NAME(Form));
}

static void
read_lost(struct tz_pdf *pdf, int number)
{
	fz_context *ctx = pdf->ctx;
	pdf_obj *object = NULL;
	pdf_obj *resources;

	fz_var(object);
	fz_try(ctx)
	{
		object = pdf_new_indirect(ctx, pdf->doc, number, 0);
		resources = pdf_dict_get(ctx, object, PDF_NAME(Resources));
		if (!resources)
			resources = pdf_dict_get_inheritable(ctx,
			    pdf_lookup_page_obj(ctx, pdf->doc, 0),
			    PDF_NAME(Resources));
		if (pdf_name_eq(ctx, pdf_dict_get(ctx, object, PDF_NAME(Type)),
			PDF_NAME(Page)))
			run_lost(pdf, resources,
			    pdf_dict_get(ctx, object, PDF_NAME(Contents)));
		else if (may_paint(pdf, object))
			run_lost(pdf, resources, object);
	}
	fz_always(ctx) pdf_drop_obj(ctx, object);
	/* What nothing refers to need not be whole. */
	fz_catch(ctx) pdf->no_memory |= fz_caught(ctx) == FZ_ERROR_MEMORY;
}

static bool
in_use(struct tz_pdf *pdf, int number)
{
	bool used = false;

	fz_var(used);
	fz_try(pdf->ctx)
	{
		const pdf_xref_entry *entry =
		    pdf_get_xref_entry(pdf->ctx, pdf->doc, number);

		used = entry && (entry->type == 'n' || entry->type == 'o');
	}
	fz_catch(pdf->ctx) used = false;
	return used;
}

void
tz_pdf_lost(struct tz_pdf *pdf)
{
	struct reach reach = {pdf, NULL, NULL, 0};
	int i;

	reach.reached = calloc((size_t)pdf->n_objects / 8 + 1, 1);
	reach.todo = calloc((size_t)pdf->n_objects + 1, sizeof *reach.todo);
	if (reach.reached && reach.todo) {
		follow_trailer(&reach);
		while (reach.n_todo > 0)
			follow(&reach, reach.todo[--reach.n_todo]);
		for (i = 1; i < pdf->n_objects; i++)
			if (!is_reached(&reach, i) && in_use(pdf, i))
				read_lost(pdf, i);
		pdf->lost = pdf->sides[TZ_PDF_LOST].text.len > 0;
	} else {
		pdf->no_memory = true;
	}
	free(reach.reached);
	free(reach.todo);
}

/* Give the bytes as a file, with a fact, unless they are blank. */
static void
give_rest(struct tz_pdf *pdf, const unsigned char *data, size_t len,
    const char *name)
{
	size_t i = 0;

	while (i < len && (data[i] <= ' '))
		i++;
	if (i == len || pdf->status)
		return;
	pdf->status = tz_emit_fact(pdf->emit, pdf->source, name, "",
	    TZ_CHANNEL_ATTACHMENT, NULL, pdf->err);
	if (pdf->status == TZ_OK)
		pdf->status = tz_emit_child(pdf->emit, pdf->source, name,
		    data + i, len - i, pdf->err);
}

void
tz_pdf_ends(struct tz_pdf *pdf)
{
	const unsigned char *data = pdf->source->data;
	size_t len = pdf->source->len;
	const unsigned char *head = memmem(data, len, "%PDF-", 5);
	const unsigned char *last = NULL;
	const unsigned char *at = data;

	while ((at = memmem(at, len - (size_t)(at - data), "%%EOF", 5))) {
		at += 5;
		last = at;
	}
	if (head)
		give_rest(pdf, data, (size_t)(head - data), "leading-data");
	/* An update that was cut is not there for a reader. */
	if (last && memmem(last, len - (size_t)(last - data), " obj", 4))
		pdf->damaged = true;
	if (last && head && last > head)
		give_rest(pdf, last, len - (size_t)(last - data),
		    "trailing-data");
}
