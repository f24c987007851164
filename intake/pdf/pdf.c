/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/pdf/pdf.c - PDF documents: opening, the order of reading, what is said
 *
 * What was found goes into stories; at the end they are sent, then the facts,
 * then what could not be read.
 */
#include "intake/pdf/pdf.h"

#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "intake/formats.h"
#include "intake/intake.h"
#include "intake/pdf/pdf_glyph.h"
#include "intake/xml.h"

#define STORE_MAX ((size_t)32 << 20)

/* Bytes of fields among which a repeated one is looked for. */
#define REPEATS_MAX ((size_t)256 << 10)

static void
say_nothing(void *arg, const char *message)
{
	(void)arg;
	(void)message;
}

void
tz_pdf_caught(struct tz_pdf *pdf)
{
	const char *message = fz_caught_message(pdf->ctx);

	if (fz_caught(pdf->ctx) == FZ_ERROR_MEMORY)
		pdf->no_memory = true;
	else if (strcasestr(message, "cycle") || strstr(message, "recursi") ||
	    strstr(message, "indirections"))
		pdf->deep = true;
	else
		pdf->damaged = true;
}

bool
tz_pdf_done(const struct tz_pdf *pdf, int number)
{
	return number > 0 && number < pdf->n_objects &&
	    (pdf->done[number / 8] >> (number & 7) & 1);
}

void
tz_pdf_do(struct tz_pdf *pdf, int number)
{
	if (number > 0 && number < pdf->n_objects)
		pdf->done[number / 8] |= (unsigned char)(1 << (number & 7));
}

void
tz_pdf_line(struct tz_pdf *pdf, enum tz_pdf_side side, const char *name,
    const char *text)
{
	struct tz_story *story = &pdf->sides[side];

	if (!text || text[strspn(text, " \t\r\n")] == '\0')
		return;
	/* A field's value was told if its picture showed it. */
	if (side == TZ_PDF_FORM && story->text.len < REPEATS_MAX &&
	    strstr(tz_buf_str(&story->text), text))
		return;
	tz_story_break(story, '\n');
	tz_story_place(story, TZ_PLACE_PROPERTY, 0, 0, name);
	tz_story_add(story, text, strlen(text));
}

void
tz_pdf_xml(struct tz_pdf *pdf, enum tz_pdf_side side, const void *data,
    size_t len)
{
	struct tz_story *story = &pdf->sides[side];
	tz_auto(tz_xml) xml = NULL;
	enum tz_xml_event event = TZ_XML_BAD;
	size_t before = story->text.len;
	const char *name;
	const char *value;

	if (tz_xml_open(data, len, &xml, NULL) == TZ_OK)
		while ((event = tz_xml_next(xml)) < TZ_XML_DONE) {
			if (event == TZ_XML_TEXT)
				tz_pdf_line(pdf, side, "text",
				    tz_xml_text(xml));
			while (event == TZ_XML_START &&
			    (value = tz_xml_attribute_next(xml, &name)))
				tz_pdf_line(pdf, side, name, value);
		}
	if (event == TZ_XML_BAD && len > 0) {
		if (story->text.len > before)
			tz_story_break(story, '\n');
		tz_story_add(story, data, len);
	}
}

/* Open the document; false when there is none to read. */
static bool
open_document(struct tz_pdf *pdf)
{
	fz_context *ctx = pdf->ctx;
	fz_stream *stream = NULL;

	fz_var(stream);
	fz_try(ctx)
	{
		stream =
		    fz_open_memory(ctx, pdf->source->data, pdf->source->len);
		pdf->doc = pdf_open_document_with_stream(ctx, stream);
	}
	fz_always(ctx) fz_drop_stream(ctx, stream);
	fz_catch(ctx) tz_pdf_caught(pdf);
	return pdf->doc != NULL;
}

/* Whether no password opens it. */
static bool
locked(struct tz_pdf *pdf)
{
	fz_context *ctx = pdf->ctx;
	const char *password = "";
	int locked = 1;
	size_t i = 0;

	fz_var(locked);
	fz_var(password);
	fz_var(i);
	fz_try(ctx)
	{
		locked = pdf_needs_password(ctx, pdf->doc);
		while (locked && password) {
			locked =
			    !pdf_authenticate_password(ctx, pdf->doc, password);
			password = tz_emit_password(pdf->emit, i++);
		}
	}
	fz_catch(ctx) locked = 1;
	return locked;
}

static void
make_sides(struct tz_pdf *pdf)
{
	static const struct {
		enum tz_channel channel;
		const char *path;
	} sides[TZ_PDF_SIDES] = {
	    [TZ_PDF_SHOWN] = {TZ_CHANNEL_BODY, "pages"},
	    [TZ_PDF_COVERED] = {TZ_CHANNEL_COVERED_TEXT, "pages"},
	    [TZ_PDF_UNSEEN] = {TZ_CHANNEL_INVISIBLE_TEXT, "pages"},
	    [TZ_PDF_LAYER] = {TZ_CHANNEL_OPTIONAL_CONTENT, "pages"},
	    [TZ_PDF_OTHER] = {TZ_CHANNEL_INVISIBLE_TEXT, "other-text"},
	    [TZ_PDF_FORM] = {TZ_CHANNEL_FORM_FIELD, "form"},
	    [TZ_PDF_LINK] = {TZ_CHANNEL_EXTERNAL_LINK, "links"},
	    [TZ_PDF_SCRIPT] = {TZ_CHANNEL_SCRIPT, "scripts"},
	    [TZ_PDF_PROPERTY] = {TZ_CHANNEL_PROPERTY, "properties"},
	    [TZ_PDF_LOST] = {TZ_CHANNEL_INVISIBLE_TEXT, "unreferenced"},
	    [TZ_PDF_STRAY] = {TZ_CHANNEL_ANNOTATION, "annotations"},
	    [TZ_PDF_NOTES] = {TZ_CHANNEL_ANNOTATION, "annotations"},
	};
	int i;

	for (i = 0; i < TZ_PDF_SIDES; i++)
		tz_story_start(&pdf->sides[i], sides[i].channel, sides[i].path);
	fz_try(pdf->ctx) pdf->n_objects = pdf_xref_len(pdf->ctx, pdf->doc);
	fz_catch(pdf->ctx) tz_pdf_caught(pdf);
	pdf->done = calloc((size_t)pdf->n_objects / 8 + 1, 1);
	if (!pdf->done)
		pdf->status = tz_fail_nomem(pdf->err);
}

/* How often ${word} stands in the file. */
static size_t
occurrences(const struct tz_source *source, const char *word)
{
	const unsigned char *at = source->data;
	const unsigned char *end = at + source->len;
	size_t n = 0;

	while ((at = memmem(at, (size_t)(end - at), word, strlen(word)))) {
		at += strlen(word);
		n++;
	}
	return n;
}

static bool
was_repaired(struct tz_pdf *pdf)
{
	bool repaired = false;

	fz_var(repaired);
	fz_try(pdf->ctx) repaired = pdf_was_repaired(pdf->ctx, pdf->doc) != 0;
	fz_catch(pdf->ctx) tz_pdf_caught(pdf);
	return repaired;
}

/* A fact about the part that the channel's text is in, if there is one. */
static void
send_fact(struct tz_pdf *pdf, bool is_so, const char *name,
    enum tz_channel channel)
{
	const char *path = "";
	int i;

	if (!is_so || pdf->status)
		return;
	for (i = 0; i < TZ_PDF_SIDES; i++)
		if (pdf->sides[i].channel == channel)
			path = pdf->sides[i].path;
	pdf->status = tz_emit_fact(pdf->emit, pdf->source, name, path, channel,
	    NULL, pdf->err);
}

/* Facts about what does not show, each at the first place where it is so. */
static void
send_fates(struct tz_pdf *pdf)
{
	static const struct {
		const char *name;
		enum tz_channel channel;
	} facts[TZ_PDF_FATES] = {
	    [TZ_PDF_FATE_UNSEEN] = {"invisible-text",
		TZ_CHANNEL_INVISIBLE_TEXT},
	    [TZ_PDF_FATE_TINY] = {"tiny-text", TZ_CHANNEL_INVISIBLE_TEXT},
	    [TZ_PDF_FATE_OFF_PAGE] = {"off-page-text",
		TZ_CHANNEL_INVISIBLE_TEXT},
	    [TZ_PDF_FATE_WHITE] = {"white-text", TZ_CHANNEL_INVISIBLE_TEXT},
	    [TZ_PDF_FATE_SCAN] = {"ocr-layer", TZ_CHANNEL_INVISIBLE_TEXT},
	    [TZ_PDF_FATE_COVERED] = {"covered-text", TZ_CHANNEL_COVERED_TEXT},
	    [TZ_PDF_FATE_MARKED] = {"unapplied-redaction",
		TZ_CHANNEL_COVERED_TEXT},
	    [TZ_PDF_FATE_MARKED_SCAN] = {"unapplied-redaction",
		TZ_CHANNEL_COVERED_TEXT},
	};
	size_t i;

	_Static_assert(TZ_PDF_FATES == TZ_PDF_FATE_FACTS, "one a fate");
	for (i = 0; i < TZ_PDF_FATES && pdf->status == TZ_OK; i++)
		if (pdf->fates[i].kind != TZ_PLACE_NONE)
			pdf->status = tz_emit_fact(pdf->emit, pdf->source,
			    facts[i].name, "pages", facts[i].channel,
			    &pdf->fates[i], pdf->err);
}

/* Tell what marked content says otherwise than the pages show; whether there
 * is any. */
static bool
send_other(struct tz_pdf *pdf)
{
	const char *line = tz_buf_str(&pdf->sides[TZ_PDF_OTHER].text);
	struct tz_story other;
	bool told;

	tz_story_start(&other, TZ_CHANNEL_INVISIBLE_TEXT, "other-text");
	while (*line) {
		size_t len = strcspn(line, "\n");
		tz_auto_buf words = TZ_BUF_INIT;

		tz_buf_append(&words, line, len);
		if (!tz_pdf_said(pdf, &words)) {
			tz_story_break(&other, '\n');
			tz_story_add(&other, line, len);
		}
		line += len + (line[len] != '\0');
	}
	told = other.text.len > 0;
	if (pdf->status == TZ_OK)
		pdf->status =
		    tz_emit_story(pdf->emit, pdf->source, &other, pdf->err);
	tz_story_clear(&other);
	return told;
}

static void
send_reading(struct tz_pdf *pdf, bool is_so, const char *reason)
{
	if (is_so && pdf->status == TZ_OK)
		pdf->status = tz_emit_reading(pdf->emit, pdf->source,
		    TZ_READING_PARTLY, reason, pdf->err);
}

void
tz_pdf_send(struct tz_pdf *pdf, enum tz_pdf_side from, enum tz_pdf_side until)
{
	int i;

	for (i = (int)from; pdf->status == TZ_OK && i <= (int)until; i++)
		pdf->status = tz_emit_story(pdf->emit, pdf->source,
		    &pdf->sides[i], pdf->err);
}

static void
finish(struct tz_pdf *pdf)
{
	bool earlier;
	bool repaired;
	bool other = send_other(pdf);

	tz_pdf_lost(pdf);
	tz_pdf_send(pdf, TZ_PDF_FORM, TZ_PDF_STRAY);
	if (pdf->status)
		return;
	earlier = tz_pdf_earlier(pdf);
	repaired = was_repaired(pdf);
	send_fact(pdf, repaired, "repaired", TZ_CHANNEL_BODY);
	send_fact(pdf, earlier, "earlier-revision",
	    TZ_CHANNEL_EARLIER_REVISION);
	send_fates(pdf);
	send_fact(pdf, other, "other-text", TZ_CHANNEL_INVISIBLE_TEXT);
	send_fact(pdf, pdf->sides[TZ_PDF_LAYER].text.len > 0,
	    "optional-content", TZ_CHANNEL_OPTIONAL_CONTENT);
	send_fact(pdf, pdf->annotations, "annotation", TZ_CHANNEL_ANNOTATION);
	send_fact(pdf, pdf->attachments, "attachment", TZ_CHANNEL_ATTACHMENT);
	send_fact(pdf, pdf->sides[TZ_PDF_SCRIPT].text.len > 0, "script",
	    TZ_CHANNEL_SCRIPT);
	send_fact(pdf, pdf->sides[TZ_PDF_FORM].text.len > 0, "form-field",
	    TZ_CHANNEL_FORM_FIELD);
	send_fact(pdf, pdf->signature, "digital-signature",
	    TZ_CHANNEL_PROPERTY);
	send_fact(pdf, pdf->action, "action", TZ_CHANNEL_SCRIPT);
	send_fact(pdf, pdf->private_data, "private-data", TZ_CHANNEL_PROPERTY);
	send_fact(pdf, pdf->thumbnail, "thumbnail", TZ_CHANNEL_ATTACHMENT);
	send_fact(pdf, pdf->lost, "unreferenced-object",
	    TZ_CHANNEL_INVISIBLE_TEXT);
	send_fact(pdf, pdf->fetched, "external-link", TZ_CHANNEL_EXTERNAL_LINK);
	if (pdf->status == TZ_OK)
		tz_pdf_ends(pdf);
	send_reading(pdf, pdf->no_memory, TZ_REASON_LIMIT_MEMORY);
	send_reading(pdf, pdf->deep, TZ_REASON_LIMIT_DEPTH);
	send_reading(pdf, pdf->many, TZ_REASON_LIMIT_ENTRIES);
	send_reading(pdf, pdf->no_font, TZ_REASON_DAMAGED);
	/* Which objects of a repaired file count was guessed, and another
	 * program may guess otherwise. */
	send_reading(pdf, pdf->damaged || repaired, TZ_REASON_DAMAGED);
	send_reading(pdf, pdf->overlooked, TZ_REASON_LIMIT_TIME);
	send_reading(pdf, pdf->foreign, TZ_REASON_UNSUPPORTED_TYPE);
}

static enum tz_status
unread(struct tz_pdf *pdf, const char *reason)
{
	return tz_emit_reading(pdf->emit, pdf->source, TZ_READING_UNREAD,
	    reason, pdf->err);
}

bool
tz_pdf_open(struct tz_pdf *pdf)
{
	if (!open_document(pdf) || locked(pdf))
		return false;
	make_sides(pdf);
	return pdf->status == TZ_OK;
}

void
tz_pdf_close(struct tz_pdf *pdf)
{
	int i;

	for (i = 0; i < TZ_PDF_SIDES; i++)
		tz_story_clear(&pdf->sides[i]);
	free(pdf->done);
	tz_buf_clear(&pdf->said);
	pdf_drop_document(pdf->ctx, pdf->doc);
}

static enum tz_status
read_document(struct tz_pdf *pdf)
{
	if (!tz_pdf_open(pdf)) {
		if (pdf->status)
			return pdf->status;
		if (pdf->no_memory)
			return unread(pdf, TZ_REASON_LIMIT_MEMORY);
		if (pdf->deep)
			return unread(pdf, TZ_REASON_LIMIT_DEPTH);
		/* Locked by a password, by a certificate, or in a way that is
		 * not known. */
		if (pdf->doc || occurrences(pdf->source, "/Encrypt") > 0)
			return unread(pdf, TZ_REASON_ENCRYPTED);
		return tz_fail(pdf->err, TZ_FORMAT, _("not a readable PDF"));
	}
	tz_pdf_pages(pdf);
	if (pdf->status == TZ_OK)
		tz_pdf_walk(pdf);
	if (pdf->status == TZ_OK)
		finish(pdf);
	return pdf->status;
}

/* With another font in its place MuPDF takes the codes of a text for other
 * letters and says so here alone. */
static void
heed(void *arg, const char *message)
{
	struct tz_pdf *pdf = arg;

	pdf->no_font |= strstr(message, "font") != NULL;
}

enum tz_status
tz_read_pdf(struct tz_emit *emit, const struct tz_source *source,
    struct tz_err *err)
{
	struct tz_pdf_glyphs glyphs;
	struct tz_pdf pdf;
	enum tz_status s;

	memset(&pdf, 0, sizeof pdf);
	memset(&glyphs, 0, sizeof glyphs);
	pdf.glyphs = &glyphs;
	pdf.emit = emit;
	pdf.source = source;
	pdf.err = err;
	pdf.ctx = fz_new_context(NULL, NULL, STORE_MAX);
	if (!pdf.ctx)
		return tz_fail_nomem(err);
	fz_set_warning_callback(pdf.ctx, say_nothing, NULL);
	fz_set_error_callback(pdf.ctx, heed, &pdf);
	fz_disable_icc(pdf.ctx);
	s = read_document(&pdf);
	tz_pdf_close(&pdf);
	tz_pdf_glyphs_clear(&glyphs);
	free(pdf.handed);
	fz_drop_context(pdf.ctx);
	return s;
}
