/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/pdf/pdf_mark.c - marks: for redaction, and of content
 *
 * Marked content may say of itself what it stands for (ISO 32000-1, 14.9:
 * ActualText, Alt, E).  MuPDF's interpreter passes that by, so its operator is
 * led through here.
 */
#include <string.h>

#include "intake/pdf/pdf_glyph.h"

/* Forms in each other, and forms and patterns that one page paints. */
#define DEPTH_MAX 50
#define FORMS_MAX 20000

/* Where the interpreter's own operators lie while one runs. */
struct detour {
	struct tz_pdf *pdf;
	fz_cookie *cookie;
	unsigned depth;
	unsigned n;
	void (*form)(fz_context *ctx, pdf_processor *processor,
	    const char *name, pdf_obj *form, pdf_obj *resources);
	void (*pattern)(fz_context *ctx, pdf_processor *processor,
	    const char *name, pdf_pattern *pattern, int n, float *color);
	void (*begin)(fz_context *ctx, pdf_processor *processor,
	    const char *tag, pdf_obj *raw, pdf_obj *cooked);
};

static void
begin_marked(fz_context *ctx, pdf_processor *processor, const char *tag,
    pdf_obj *raw, pdf_obj *cooked)
{
	static const char *const keys[] = {"ActualText", "Alt", "E"};
	const struct detour *detour = fz_user_context(ctx);
	size_t i;

	for (i = 0; cooked && i < sizeof keys / sizeof keys[0]; i++) {
		pdf_obj *value = pdf_dict_gets(ctx, cooked, keys[i]);

		if (pdf_is_string(ctx, value))
			tz_pdf_line(detour->pdf,
			    i == 0 ? TZ_PDF_OTHER : TZ_PDF_PROPERTY, keys[i],
			    pdf_to_text_string(ctx, value));
	}
	detour->begin(ctx, processor, tag, raw, cooked);
}

/* Forms that paint each other ten times over grow without a bound. */
static bool
is_too_much(struct detour *detour)
{
	if (++detour->n > FORMS_MAX) {
		detour->pdf->many = true;
		detour->cookie->abort = 1;
	}
	return detour->n > FORMS_MAX;
}

static void
do_form(fz_context *ctx, pdf_processor *processor, const char *name,
    pdf_obj *form, pdf_obj *resources)
{
	struct detour *detour = fz_user_context(ctx);

	if (is_too_much(detour))
		return;
	if (detour->depth == DEPTH_MAX) {
		detour->pdf->deep = true;
		return;
	}
	detour->depth++;
	fz_try(ctx) detour->form(ctx, processor, name, form, resources);
	fz_always(ctx) detour->depth--;
	fz_catch(ctx) fz_rethrow(ctx);
}

static void
take_pattern(fz_context *ctx, pdf_processor *processor, const char *name,
    pdf_pattern *pattern, int n, float *color)
{
	struct detour *detour = fz_user_context(ctx);

	if (!is_too_much(detour))
		detour->pattern(ctx, processor, name, pattern, n, color);
}

/* Lead the operators that paint other contents through here. */
static void
divert(pdf_processor *processor, struct detour *detour)
{
	detour->form = processor->op_Do_form;
	detour->pattern = processor->op_sc_pattern;
	processor->op_Do_form = do_form;
	processor->op_sc_pattern = take_pattern;
}

void
tz_pdf_paint(struct tz_pdf *pdf, pdf_processor *processor, pdf_obj *resources,
    pdf_obj *contents, fz_cookie *cookie)
{
	fz_context *ctx = pdf->ctx;
	struct detour detour;

	memset(&detour, 0, sizeof detour);
	detour.pdf = pdf;
	detour.cookie = cookie;
	divert(processor, &detour);
	fz_set_user_context(ctx, &detour);
	fz_try(ctx) pdf_process_contents(ctx, processor, pdf->doc, resources,
	    contents, cookie);
	fz_always(ctx) fz_set_user_context(ctx, NULL);
	fz_catch(ctx) fz_rethrow(ctx);
}

void
tz_pdf_run(struct tz_pdf *pdf, pdf_page *page, fz_device *device,
    fz_cookie *cookie)
{
	fz_context *ctx = pdf->ctx;
	struct detour detour;
	pdf_processor *processor = NULL;
	fz_rect box;
	fz_matrix ctm;

	memset(&detour, 0, sizeof detour);
	detour.pdf = pdf;
	detour.cookie = cookie;
	pdf_page_transform(ctx, page, &box, &ctm);
	fz_var(processor);
	fz_try(ctx)
	{
		processor = pdf_new_run_processor(ctx, device, ctm, "View",
		    NULL, NULL, cookie);
		detour.begin = processor->op_BDC;
		if (!pdf->plain)
			processor->op_BDC = begin_marked;
		divert(processor, &detour);
		fz_set_user_context(ctx, &detour);
		pdf_process_contents(ctx, processor, pdf->doc,
		    pdf_page_resources(ctx, page), pdf_page_contents(ctx, page),
		    cookie);
		pdf_close_processor(ctx, processor);
	}
	fz_always(ctx)
	{
		fz_set_user_context(ctx, NULL);
		pdf_drop_processor(ctx, processor);
	}
	fz_catch(ctx) fz_rethrow(ctx);
}

/* The glyphs whose middle is in the area. */
static bool
mark(struct tz_pdf_glyphs *glyphs, fz_rect area)
{
	bool marked = false;
	size_t i;

	for (i = 0; i < glyphs->n; i++) {
		struct tz_pdf_glyph *glyph = &glyphs->list[i];
		float x = (glyph->box.x0 + glyph->box.x1) / 2;
		float y = (glyph->box.y0 + glyph->box.y1) / 2;

		if ((glyph->fate != TZ_PDF_FATE_SHOWN &&
			glyph->fate != TZ_PDF_FATE_SCAN) ||
		    x < area.x0 || x > area.x1 || y < area.y0 || y > area.y1)
			continue;
		glyph->fate = glyph->fate == TZ_PDF_FATE_SHOWN
		    ? TZ_PDF_FATE_MARKED
		    : TZ_PDF_FATE_MARKED_SCAN;
		marked = true;
	}
	return marked;
}

static bool
mark_annotation(struct tz_pdf *pdf, pdf_obj *annotation, fz_matrix ctm)
{
	fz_context *ctx = pdf->ctx;
	pdf_obj *quads = pdf_dict_get(ctx, annotation, PDF_NAME(QuadPoints));
	int n = pdf_array_len(ctx, quads);
	bool marked = false;
	int i;
	int k;

	for (i = 0; i + 8 <= n; i += 8) {
		fz_rect area = fz_empty_rect;

		for (k = 0; k < 8; k += 2) {
			fz_point p =
			    fz_transform_point_xy(pdf_array_get_real(ctx, quads,
						      i + k),
				pdf_array_get_real(ctx, quads, i + k + 1), ctm);

			area = k == 0 ? fz_make_rect(p.x, p.y, p.x, p.y)
				      : fz_include_point_in_rect(area, p);
		}
		marked |= mark(pdf->glyphs, area);
	}
	if (n < 8)
		marked = mark(pdf->glyphs,
		    fz_transform_rect(pdf_dict_get_rect(ctx, annotation,
					  PDF_NAME(Rect)),
			ctm));
	return marked;
}

bool
tz_pdf_redactions(struct tz_pdf *pdf, pdf_page *page)
{
	fz_context *ctx = pdf->ctx;
	pdf_annot *annotation;
	fz_rect box;
	fz_matrix ctm;
	bool marked = false;

	if (!page->annots)
		return false;
	pdf_page_transform(ctx, page, &box, &ctm);
	for (annotation = pdf_first_annot(ctx, page); annotation;
	     annotation = pdf_next_annot(ctx, annotation))
		if (pdf_annot_type(ctx, annotation) == PDF_ANNOT_REDACT)
			marked |= mark_annotation(pdf,
			    pdf_annot_obj(ctx, annotation), ctm);
	return marked;
}
