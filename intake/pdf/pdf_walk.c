/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/pdf/pdf_walk.c - every object of a PDF, whether anything refers to it
 *
 * What a document tells without showing it stands in dictionaries under known
 * keys; these are looked for in all objects, so that a script or a file that
 * hangs on an unusual place is found too.  A string under any other key counts
 * when it is marked as Unicode text.
 */
#include <string.h>

#include "intake/pdf/pdf.h"

/* Direct objects in direct objects; deeper ones are an attack. */
#define DEPTH_MAX 64

/* Letters that make a string a text. */
#define READABLE_MIN 4

static const struct {
	const char *key;
	enum tz_pdf_side side;
} keys[] = {
    {"JS", TZ_PDF_SCRIPT},
    {"URI", TZ_PDF_LINK},
    {"Base", TZ_PDF_LINK},
    {"Title", TZ_PDF_PROPERTY},
    {"ActualText", TZ_PDF_OTHER},
    {"Alt", TZ_PDF_PROPERTY},
    {"E", TZ_PDF_PROPERTY},
    {"Desc", TZ_PDF_PROPERTY},
    {"Name", TZ_PDF_PROPERTY},
    {"Names", TZ_PDF_PROPERTY},
    {"P", TZ_PDF_PROPERTY},
    {"RC", TZ_PDF_STRAY},
    {"TM", TZ_PDF_FORM},
    {"RV", TZ_PDF_FORM},
    {"Reason", TZ_PDF_PROPERTY},
    {"Location", TZ_PDF_PROPERTY},
    {"ContactInfo", TZ_PDF_PROPERTY},
    {"Contents", TZ_PDF_STRAY},
    {"V", TZ_PDF_FORM},
    {"DV", TZ_PDF_FORM},
    {"TU", TZ_PDF_FORM},
    {"Opt", TZ_PDF_FORM},
};

/* Whether the bytes can only be meant as a text: no key, number or table. */
static bool
is_readable(const char *key, const char *bytes, size_t len)
{
	static const char *const mute[] = {"ID", "O", "U", "OE", "UE", "Perms",
	    "DA", "DS", "M", "CreationDate", "ModDate", "LastModified",
	    "Registry", "Ordering", "CharSet", "CheckSum", "Lang", "F", "UF",
	    "Cert", "ColorSpace", "CS", "Filter", "FontFamily"};
	size_t letters = 0;
	size_t i;

	for (i = 0; i < sizeof mute / sizeof mute[0]; i++)
		if (strcmp(mute[i], key) == 0)
			return false;
	for (i = 0; i < len; i++) {
		if ((bytes[i] >= 0 && bytes[i] < ' ' &&
			!strchr("\t\r\n", bytes[i])) ||
		    bytes[i] == 0x7f)
			return false;
		letters += (bytes[i] >= 'A' && bytes[i] <= 'Z') ||
		    (bytes[i] >= 'a' && bytes[i] <= 'z') || bytes[i] < 0;
	}
	return letters >= READABLE_MIN && letters * 2 >= len;
}

/* Where a text under this key goes; TZ_PDF_SIDES for nowhere. */
static enum tz_pdf_side
side_of(const char *key, const char *bytes, size_t len)
{
	size_t i;

	for (i = 0; i < sizeof keys / sizeof keys[0]; i++)
		if (strcmp(keys[i].key, key) == 0)
			return keys[i].side;
	if (len >= 2 && memcmp(bytes, "\xfe\xff", 2) == 0 &&
	    strcmp(key, "UF") != 0)
		return TZ_PDF_PROPERTY;
	if (len > 0 && is_readable(key, bytes, len))
		return TZ_PDF_PROPERTY;
	return TZ_PDF_SIDES;
}

static bool
is_type(struct tz_pdf *pdf, pdf_obj *dictionary, const char *type)
{
	return strcmp(pdf_to_name(pdf->ctx,
			  pdf_dict_get(pdf->ctx, dictionary, PDF_NAME(Type))),
		   type) == 0;
}

/* What a link tells is no note, only its alternative text. */
static bool
is_link(struct tz_pdf *pdf, pdf_obj *dictionary)
{
	return pdf_name_eq(pdf->ctx,
		   pdf_dict_get(pdf->ctx, dictionary, PDF_NAME(Subtype)),
		   PDF_NAME(Link)) != 0;
}

static void
see_string(struct tz_pdf *pdf, pdf_obj *dictionary, const char *key,
    pdf_obj *value)
{
	size_t len;
	const char *bytes = pdf_to_string(pdf->ctx, value, &len);
	enum tz_pdf_side side = side_of(key, bytes, len);

	if (strcmp(key, "T") == 0 && !is_type(pdf, dictionary, "StructElem")) {
		/* The name of a field; that of a note's author is told. */
		if (pdf->noted)
			return;
		if (pdf_dict_get(pdf->ctx, dictionary, PDF_NAME(FT)) ||
		    pdf_dict_get(pdf->ctx, dictionary, PDF_NAME(Kids)))
			side = TZ_PDF_FORM;
	}
	/* The bytes of a signature are under "Contents" too. */
	if (side == TZ_PDF_SIDES ||
	    (side == TZ_PDF_STRAY &&
		(pdf->noted ||
		    pdf_dict_get(pdf->ctx, dictionary, PDF_NAME(ByteRange)))))
		return;
	if (side == TZ_PDF_STRAY && is_link(pdf, dictionary))
		side = TZ_PDF_PROPERTY;
	else if (side == TZ_PDF_STRAY)
		pdf->annotations = true;
	tz_pdf_line(pdf, side, key, pdf_to_text_string(pdf->ctx, value));
}

/* A choice by name, unless it is only whether a box is ticked. */
static void
see_name(struct tz_pdf *pdf, pdf_obj *dictionary, const char *key,
    pdf_obj *value)
{
	const char *name = pdf_to_name(pdf->ctx, value);

	if ((strcmp(key, "V") == 0 || strcmp(key, "DV") == 0) &&
	    pdf_dict_get(pdf->ctx, dictionary, PDF_NAME(FT)) &&
	    strlen(name) >= READABLE_MIN)
		tz_pdf_line(pdf, TZ_PDF_FORM, key, name);
}

/* A stream's bytes are text for these: scripts, long field values. */
static void
see_stream(struct tz_pdf *pdf, const char *key, pdf_obj *value)
{
	enum tz_pdf_side side = side_of(key, "", 0);
	char *text;

	if (side != TZ_PDF_SCRIPT && side != TZ_PDF_FORM)
		return;
	text = pdf_load_stream_or_string_as_utf8(pdf->ctx, value);
	tz_pdf_line(pdf, side, key, text);
	fz_free(pdf->ctx, text);
}

/* /EF of a file specification: the file itself. */
static void
see_attachment(struct tz_pdf *pdf, pdf_obj *specification, pdf_obj *files)
{
	static const char *const forms[] = {"UF", "F", "Unix", "DOS", "Mac"};
	pdf_obj *name = NULL;
	size_t i;

	for (i = 0; !name && i < sizeof forms / sizeof forms[0]; i++)
		name = pdf_dict_gets(pdf->ctx, specification, forms[i]);
	for (i = 0; i < sizeof forms / sizeof forms[0]; i++) {
		pdf_obj *stream = pdf_dict_gets(pdf->ctx, files, forms[i]);

		if (stream && !tz_pdf_done(pdf, pdf_to_num(pdf->ctx, stream)))
			tz_pdf_attachment(pdf, stream,
			    pdf_to_text_string(pdf->ctx, name));
	}
}

/* Whether the action reaches out of the document. */
static bool
reaches_out(struct tz_pdf *pdf, pdf_obj *action, bool by_itself)
{
	static const char *const always[] = {
	    "Launch", "SubmitForm", "ImportData"};
	static const char *const opening[] = {
	    "JavaScript", "URI", "GoToR", "GoToE", "Rendition"};
	const char *kind =
	    pdf_to_name(pdf->ctx, pdf_dict_get(pdf->ctx, action, PDF_NAME(S)));
	size_t i;

	for (i = 0; i < sizeof always / sizeof always[0]; i++)
		if (strcmp(always[i], kind) == 0)
			return true;
	for (i = 0; by_itself && i < sizeof opening / sizeof opening[0]; i++)
		if (strcmp(opening[i], kind) == 0)
			return true;
	return false;
}

/* Actions that nobody asks for: when a document or a page is opened. */
static void
see_actions(struct tz_pdf *pdf, const char *key, pdf_obj *value)
{
	int i;

	if (strcmp(key, "OpenAction") == 0)
		pdf->action |= reaches_out(pdf, value, true);
	for (i = 0; strcmp(key, "AA") == 0 && i < pdf_dict_len(pdf->ctx, value);
	     i++)
		pdf->action |= reaches_out(pdf,
		    pdf_dict_get_val(pdf->ctx, value, i), true);
}

static void
see(struct tz_pdf *pdf, pdf_obj *object, const char *key, unsigned depth);

/* Where an action leads outside: a file specification as a string. */
static void
see_target(struct tz_pdf *pdf, pdf_obj *dictionary, const char *key,
    pdf_obj *value)
{
	if ((strcmp(key, "F") != 0 && strcmp(key, "UF") != 0) ||
	    !pdf_is_string(pdf->ctx, value) ||
	    pdf_dict_get(pdf->ctx, dictionary, PDF_NAME(EF)))
		return;
	tz_pdf_line(pdf, TZ_PDF_LINK, key, pdf_to_text_string(pdf->ctx, value));
	pdf->fetched = true;
}

static void
see_entry(struct tz_pdf *pdf, pdf_obj *dictionary, const char *key,
    pdf_obj *value, unsigned depth)
{
	fz_context *ctx = pdf->ctx;

	if (strcmp(key, "EF") == 0)
		see_attachment(pdf, dictionary, value);
	else if (tz_pdf_entry(pdf, key, value))
		return;
	else if (pdf_is_indirect(ctx, value) && pdf_is_stream(ctx, value))
		see_stream(pdf, key, value);
	else if (pdf_is_string(ctx, value))
		see_string(pdf, dictionary, key, value);
	else if (!pdf_is_indirect(ctx, value))
		see(pdf, value, key, depth + 1);
	see_name(pdf, dictionary, key, value);
	see_target(pdf, dictionary, key, value);
	see_actions(pdf, key, value);
	if (strcmp(key, "Thumb") == 0)
		pdf->thumbnail = true;
	if (strcmp(key, "ByteRange") == 0)
		pdf->signature = true;
}

static void
see(struct tz_pdf *pdf, pdf_obj *object, const char *key, unsigned depth)
{
	fz_context *ctx = pdf->ctx;
	int i;

	if (depth > DEPTH_MAX) {
		pdf->damaged = true;
		return;
	}
	if (pdf_is_array(ctx, object)) {
		for (i = 0; i < pdf_array_len(ctx, object); i++) {
			pdf_obj *value = pdf_array_get(ctx, object, i);

			if (pdf_is_string(ctx, value))
				see_string(pdf, object, key, value);
			else if (!pdf_is_indirect(ctx, value))
				see(pdf, value, key, depth + 1);
		}
	} else if (pdf_is_string(ctx, object)) {
		see_string(pdf, NULL, key, object);
	} else if (pdf_is_dict(ctx, object)) {
		pdf->action |= reaches_out(pdf, object, false);
		for (i = 0; i < pdf_dict_len(ctx, object); i++)
			see_entry(pdf, object,
			    pdf_to_name(ctx, pdf_dict_get_key(ctx, object, i)),
			    pdf_dict_get_val(ctx, object, i), depth);
	}
}

/* One indirect object. */
static void
see_object(struct tz_pdf *pdf, int number)
{
	fz_context *ctx = pdf->ctx;
	pdf_obj *reference = NULL;
	fz_buffer *data = NULL;
	unsigned char *bytes;
	size_t len;

	fz_var(reference);
	fz_var(data);
	fz_try(ctx)
	{
		reference = pdf_new_indirect(ctx, pdf->doc, number, 0);
		if (is_type(pdf, reference, "Metadata") &&
		    pdf_is_stream(ctx, reference)) {
			data = pdf_load_stream(ctx, reference);
			len = fz_buffer_storage(ctx, data, &bytes);
			tz_pdf_xml(pdf, TZ_PDF_PROPERTY, bytes, len);
		} else if (!is_type(pdf, reference, "XRef")) {
			pdf->noted = tz_pdf_done(pdf, number);
			see(pdf, pdf_resolve_indirect(ctx, reference), "", 0);
			if (pdf_name_eq(ctx,
				pdf_dict_get(ctx, reference, PDF_NAME(Subtype)),
				PDF_NAME(Image)))
				tz_pdf_photo(pdf, reference);
		}
	}
	fz_always(ctx)
	{
		fz_drop_buffer(ctx, data);
		pdf_drop_obj(ctx, reference);
	}
	fz_catch(ctx) tz_pdf_caught(pdf);
}

/* A file that no specification names. */
static void
see_stray_file(struct tz_pdf *pdf, int number)
{
	fz_context *ctx = pdf->ctx;
	pdf_obj *reference = NULL;

	fz_var(reference);
	fz_try(ctx)
	{
		reference = pdf_new_indirect(ctx, pdf->doc, number, 0);
		if (is_type(pdf, reference, "EmbeddedFile") &&
		    pdf_is_stream(ctx, reference) && !tz_pdf_done(pdf, number))
			tz_pdf_attachment(pdf, reference, "");
	}
	fz_always(ctx) pdf_drop_obj(ctx, reference);
	fz_catch(ctx) tz_pdf_caught(pdf);
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
	fz_catch(pdf->ctx) tz_pdf_caught(pdf);
	return used;
}

/* The information dictionary: every entry, under its own name.  Returns its
 * number. */
static int
see_information(struct tz_pdf *pdf)
{
	fz_context *ctx = pdf->ctx;
	int number = 0;
	int i;

	fz_var(number);

	fz_try(ctx)
	{
		pdf_obj *info = pdf_dict_get(ctx, pdf_trailer(ctx, pdf->doc),
		    PDF_NAME(Info));

		for (i = 0; i < pdf_dict_len(ctx, info); i++) {
			pdf_obj *value = pdf_dict_get_val(ctx, info, i);

			if (pdf_is_string(ctx, value))
				tz_pdf_line(pdf, TZ_PDF_PROPERTY,
				    pdf_to_name(ctx,
					pdf_dict_get_key(ctx, info, i)),
				    pdf_to_text_string(ctx, value));
		}
		number = pdf_to_num(ctx, info);
	}
	fz_catch(ctx) tz_pdf_caught(pdf);
	return number;
}

void
tz_pdf_child(struct tz_pdf *pdf, const void *data, size_t len, const char *name)
{
	/* An earlier version's files are told if the present one lacks them. */
	if (!tz_pdf_is_new(pdf, data, len) && pdf->old)
		return;
	if (pdf->status == TZ_OK)
		pdf->status = tz_emit_child(pdf->emit, pdf->source, name,
		    len > 0 ? data : "", len, pdf->err);
}

void
tz_pdf_attachment(struct tz_pdf *pdf, pdf_obj *stream, const char *name)
{
	fz_context *ctx = pdf->ctx;
	fz_buffer *data = pdf_load_stream(ctx, stream);
	unsigned char *bytes;
	size_t len = fz_buffer_storage(ctx, data, &bytes);

	tz_pdf_do(pdf, pdf_to_num(ctx, stream));
	pdf->attachments = true;
	if (pdf->status == TZ_OK)
		pdf->status =
		    tz_emit_unpacked(pdf->emit, pdf->source, len, pdf->err);
	tz_pdf_child(pdf, bytes, len, name[0] ? name : "attachment");
	fz_drop_buffer(ctx, data);
}

void
tz_pdf_walk(struct tz_pdf *pdf)
{
	int information = see_information(pdf);
	int i;

	for (i = 1; i < pdf->n_objects && pdf->status == TZ_OK; i++)
		if (i != information && in_use(pdf, i))
			see_object(pdf, i);
	for (i = 1; i < pdf->n_objects && pdf->status == TZ_OK; i++)
		if (in_use(pdf, i))
			see_stray_file(pdf, i);
}
