/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/pdf/pdf_annotation.c - notes, stamps and fields that lie on a page
 *
 * An annotation is a story: what it says (Contents, Subj, RC) and, unless that
 * is the same, what it shows (its appearance), be it hidden or not.
 */
#include <stdlib.h>
#include <string.h>

#include "intake/pdf/pdf.h"
#include "intake/says.h"

/* Add an entry of the annotation as a line. */
static void
add_entry(struct tz_pdf *pdf, pdf_obj *annotation, const char *key,
    struct tz_story *story)
{
	pdf_obj *value = pdf_dict_gets(pdf->ctx, annotation, key);
	const char *text;

	if (!pdf_is_string(pdf->ctx, value))
		return;
	text = pdf_to_text_string(pdf->ctx, value);
	tz_story_break(story, '\n');
	tz_story_add(story, text, strlen(text));
}

/* Rich text is XHTML; its tags go. */
static void
add_rich_text(struct tz_pdf *pdf, pdf_obj *annotation, struct tz_story *story)
{
	pdf_obj *value = pdf_dict_gets(pdf->ctx, annotation, "RC");
	const char *text;

	if (!pdf_is_string(pdf->ctx, value))
		return;
	text = pdf_to_text_string(pdf->ctx, value);
	tz_story_break(story, '\n');
	while (*text) {
		size_t len = strcspn(text, "<");

		tz_story_add(story, text, len);
		text += len;
		text += strcspn(text, ">");
		text += *text == '>';
	}
}

/* What the annotation shows; may jump. */
static void
add_appearance(struct tz_pdf *pdf, pdf_annot *annotation,
    struct tz_story *story)
{
	fz_context *ctx = pdf->ctx;
	struct tz_pdf_text text;
	struct tz_story shown;
	size_t glyphs = 0;

	memset(&text, 0, sizeof text);
	tz_story_start(&shown, TZ_CHANNEL_ANNOTATION, "");
	fz_var(text);
	fz_try(ctx)
	{
		pdf_dict_put_int(ctx, pdf_annot_obj(ctx, annotation),
		    PDF_NAME(F), 0);
		tz_pdf_text_see(pdf, NULL, annotation, &text);
		tz_pdf_words(text.shown, 0, &shown, &glyphs, &glyphs);
		tz_pdf_words(text.unseen, 0, &shown, &glyphs, &glyphs);
		if (!tz_says(&story->text, 0, &shown.text)) {
			tz_story_break(story, '\n');
			tz_story_add(story, shown.text.data, shown.text.len);
		}
	}
	fz_always(ctx)
	{
		tz_pdf_text_drop(pdf, &text);
		tz_story_clear(&shown);
	}
	fz_catch(ctx) tz_pdf_caught(pdf);
}

static bool
is_foreign(const char *type)
{
	static const char *const types[] = {
	    "RichMedia", "3D", "Movie", "Sound", "Screen"};
	size_t i;

	for (i = 0; i < sizeof types / sizeof types[0]; i++)
		if (strcmp(types[i], type) == 0)
			return true;
	return false;
}

/* A note: what its dictionary says, and then its appearance. */
static void
read_note(struct tz_pdf *pdf, pdf_annot *annotation, int number, uint32_t m)
{
	pdf_obj *dictionary = pdf_annot_obj(pdf->ctx, annotation);
	pdf_obj *author = pdf_dict_get(pdf->ctx, dictionary, PDF_NAME(T));
	const char *type = pdf_to_name(pdf->ctx,
	    pdf_dict_get(pdf->ctx, dictionary, PDF_NAME(Subtype)));
	const char *name = NULL;
	struct tz_story story;

	if (is_foreign(type))
		pdf->foreign = true;
	if (pdf_is_string(pdf->ctx, author))
		name = pdf_to_text_string(pdf->ctx, author);
	if (name && name[0])
		tz_pdf_line(pdf, TZ_PDF_PROPERTY, "author", name);
	tz_story_start(&story, TZ_CHANNEL_ANNOTATION, "annotations");
	tz_story_place(&story, TZ_PLACE_ANNOTATION, (uint32_t)number + 1, m,
	    name && name[0] ? name : NULL);
	fz_try(pdf->ctx)
	{
		add_entry(pdf, dictionary, "Subj", &story);
		add_entry(pdf, dictionary, "Contents", &story);
		add_rich_text(pdf, dictionary, &story);
		add_entry(pdf, dictionary, "OverlayText", &story);
		add_appearance(pdf, annotation, &story);
	}
	fz_catch(pdf->ctx) tz_pdf_caught(pdf);
	if (pdf->status == TZ_OK && !pdf->old)
		pdf->status =
		    tz_emit_story(pdf->emit, pdf->source, &story, pdf->err);
	tz_story_break(&pdf->sides[TZ_PDF_NOTES], '\n');
	tz_story_add(&pdf->sides[TZ_PDF_NOTES], tz_buf_str(&story.text),
	    story.text.len);
	tz_story_clear(&story);
	tz_pdf_do(pdf, pdf_to_num(pdf->ctx, dictionary));
	pdf->annotations = true;
}

void
tz_pdf_annotations(struct tz_pdf *pdf, pdf_page *page, int number)
{
	fz_context *ctx = pdf->ctx;
	pdf_annot *annotation;
	uint32_t m = 0;

	for (annotation = pdf_first_annot(ctx, page);
	     annotation && pdf->status == TZ_OK;
	     annotation = pdf_next_annot(ctx, annotation))
		read_note(pdf, annotation, number, ++m);
	for (annotation = pdf_first_widget(ctx, page);
	     annotation && pdf->status == TZ_OK;
	     annotation = pdf_next_widget(ctx, annotation)) {
		tz_story_break(&pdf->sides[TZ_PDF_FORM], '\n');
		tz_story_place(&pdf->sides[TZ_PDF_FORM], TZ_PLACE_PAGE,
		    (uint32_t)number + 1, 0, NULL);
		add_appearance(pdf, annotation, &pdf->sides[TZ_PDF_FORM]);
	}
}
