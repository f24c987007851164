/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/pdf/pdf_entry.c - entries of dictionaries that hold more than a text
 *
 * Forms in XML, private data of editors, captions, metadata, names of places.
 */
#include <string.h>

#include "intake/pdf/pdf.h"

/* An XFA form is XML, in one stream or in pieces. */
static void
see_form(struct tz_pdf *pdf, pdf_obj *form)
{
	fz_context *ctx = pdf->ctx;
	fz_buffer *piece = NULL;
	fz_buffer *all = fz_new_buffer(ctx, 4096);
	unsigned char *data;
	size_t len;
	int i;

	fz_var(piece);
	fz_try(ctx)
	{
		if (pdf_is_array(ctx, form)) {
			for (i = 1; i < pdf_array_len(ctx, form); i += 2) {
				piece = pdf_load_stream(ctx,
				    pdf_array_get(ctx, form, i));
				fz_append_buffer(ctx, all, piece);
				fz_drop_buffer(ctx, piece);
				piece = NULL;
			}
		} else {
			piece = pdf_load_stream(ctx, form);
			fz_append_buffer(ctx, all, piece);
		}
		len = fz_buffer_storage(ctx, all, &data);
		tz_pdf_xml(pdf, TZ_PDF_FORM, data, len);
	}
	fz_always(ctx)
	{
		fz_drop_buffer(ctx, piece);
		fz_drop_buffer(ctx, all);
	}
	fz_catch(ctx) fz_rethrow(ctx);
}

/* A stream that only an editor knows; it may hold the whole source of the
 * document. */
static void
give_private(struct tz_pdf *pdf, pdf_obj *data)
{
	fz_context *ctx = pdf->ctx;
	fz_buffer *buffer;
	unsigned char *bytes;
	size_t len;

	if (!pdf_is_stream(ctx, data) ||
	    tz_pdf_done(pdf, pdf_to_num(ctx, data)))
		return;
	tz_pdf_do(pdf, pdf_to_num(ctx, data));
	buffer = pdf_load_stream(ctx, data);
	len = fz_buffer_storage(ctx, buffer, &bytes);
	if (pdf->status == TZ_OK)
		pdf->status =
		    tz_emit_unpacked(pdf->emit, pdf->source, len, pdf->err);
	if (len > 0)
		tz_pdf_child(pdf, bytes, len, "private-data");
	fz_drop_buffer(ctx, buffer);
}

static void
see_private(struct tz_pdf *pdf, pdf_obj *editors)
{
	fz_context *ctx = pdf->ctx;
	int i;
	int k;

	for (i = 0; i < pdf_dict_len(ctx, editors); i++) {
		pdf_obj *data = pdf_dict_gets(ctx,
		    pdf_dict_get_val(ctx, editors, i), "Private");

		pdf->private_data |= data != NULL;
		give_private(pdf, data);
		for (k = 0; k < pdf_dict_len(ctx, data); k++) {
			pdf_obj *value = pdf_dict_get_val(ctx, data, k);

			give_private(pdf, value);
		}
	}
}

/* The captions of a field. */
static void
see_captions(struct tz_pdf *pdf, pdf_obj *looks)
{
	static const char *const captions[] = {"CA", "RC", "AC"};
	size_t i;

	for (i = 0; i < sizeof captions / sizeof captions[0]; i++) {
		pdf_obj *text = pdf_dict_gets(pdf->ctx, looks, captions[i]);

		if (pdf_is_string(pdf->ctx, text) &&
		    strlen(pdf_to_text_string(pdf->ctx, text)) > 1)
			tz_pdf_line(pdf, TZ_PDF_FORM, captions[i],
			    pdf_to_text_string(pdf->ctx, text));
	}
}

/* Places in the document, by their names. */
static void
see_destinations(struct tz_pdf *pdf, pdf_obj *places)
{
	fz_context *ctx = pdf->ctx;
	int i;

	for (i = 0; i < pdf_dict_len(ctx, places); i++) {
		const char *name =
		    pdf_to_name(ctx, pdf_dict_get_key(ctx, places, i));

		if (strcmp(name, "Names") != 0 && strcmp(name, "Kids") != 0 &&
		    strcmp(name, "Limits") != 0)
			tz_pdf_line(pdf, TZ_PDF_PROPERTY, "Dests", name);
	}
}

/* Metadata need not say that they are. */
static void
see_metadata(struct tz_pdf *pdf, pdf_obj *stream)
{
	fz_context *ctx = pdf->ctx;
	fz_buffer *data;
	unsigned char *bytes;
	size_t len;

	if (!pdf_is_stream(ctx, stream) ||
	    pdf_name_eq(ctx, pdf_dict_get(ctx, stream, PDF_NAME(Type)),
		PDF_NAME(Metadata)) ||
	    tz_pdf_done(pdf, pdf_to_num(ctx, stream)))
		return;
	tz_pdf_do(pdf, pdf_to_num(ctx, stream));
	data = pdf_load_stream(ctx, stream);
	len = fz_buffer_storage(ctx, data, &bytes);
	tz_pdf_xml(pdf, TZ_PDF_PROPERTY, bytes, len);
	fz_drop_buffer(ctx, data);
}

bool
tz_pdf_entry(struct tz_pdf *pdf, const char *key, pdf_obj *value)
{
	if (strcmp(key, "XFA") == 0)
		see_form(pdf, value);
	else if (strcmp(key, "MK") == 0)
		see_captions(pdf, value);
	else if (strcmp(key, "Metadata") == 0)
		see_metadata(pdf, value);
	else if (strcmp(key, "PieceInfo") == 0)
		see_private(pdf, value);
	else if (strcmp(key, "Dests") == 0)
		see_destinations(pdf, value);
	return strcmp(key, "XFA") == 0 || strcmp(key, "MK") == 0;
}
