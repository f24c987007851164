/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/mail/mail_read.c - mail (RFC 5322, MIME), through GMime
 *
 * GMime takes the mail apart and undoes the transfer encodings; what
 * characters bytes are is decided here, since iconv opens files.  Every part
 * is read: the texts as the body, all other parts as files of the mail; what
 * stands before, between and behind the parts too.
 */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/utf8.h"
#include "intake/formats.h"
#include "intake/html/html_style.h"
#include "intake/intake.h"
#include "intake/mail/mail.h"
#include "intake/mail/mail_differ.h"
#include "intake/mail/mail_header.h"
#include "intake/mail/mail_read.h"
#include "intake/mail/mail_sniff.h"
#include "intake/name.h"

#define MAX_DEPTH 32
#define MAX_PARTS 2000

static void read_object(struct tz_mail *mail, GMimeObject *object,
    unsigned depth, bool related);

void
tz_mail_fact(struct tz_mail *mail, const char *name, enum tz_channel channel)
{
	size_t i;

	for (i = 0; i < mail->n_facts; i++) {
		if (strcmp(mail->facts[i], name) == 0)
			return;
	}
	if (mail->n_facts == sizeof mail->facts / sizeof mail->facts[0])
		return;
	mail->facts[mail->n_facts++] = name;
	if (mail->status == TZ_OK)
		mail->status = tz_emit_fact(mail->emit, mail->source, name, "",
		    channel, NULL, mail->err);
}

void
tz_mail_partly(struct tz_mail *mail, const char *reason)
{
	if (!mail->reason)
		mail->reason = reason;
}

/* What a program writes for readers that do not know MIME. */
static bool
is_usual(const char *text)
{
	static const char *const usual[] = {"multi-part message in MIME",
	    "multipart message in MIME", "multi-part MIME message",
	    "MIME-formatted message", "MIME encapsulated", "S/MIME signed",
	    "OpenPGP/MIME", "MIME aware"};
	size_t i;

	for (i = 0; i < sizeof usual / sizeof usual[0]; i++) {
		if (strcasestr(text, usual[i]) && strlen(text) < 200)
			return true;
	}
	return false;
}

/* Text that stands in no part, so that no mail program shows it. */
static void
add_between(struct tz_mail *mail, const char *raw)
{
	tz_auto_buf text = TZ_BUF_INIT;
	struct tz_story *story = &mail->hidden;
	const char *at;

	for (at = raw; at && isspace((unsigned char)*at); at++)
		;
	if (!at || *at == '\0')
		return;
	tz_name_decode(at, strlen(at), &text);
	tz_story_break(story, '\n');
	tz_story_add(story, tz_buf_str(&text), text.len);
	if (!is_usual(tz_buf_str(&text)))
		tz_mail_fact(mail, "hidden-text", TZ_CHANNEL_HIDDEN_TEXT);
}

static bool
type_is(GMimeObject *object, const char *type, const char *subtype)
{
	GMimeContentType *is = g_mime_object_get_content_type(object);
	const char *main_type =
	    is ? g_mime_content_type_get_media_type(is) : "";
	const char *sub = is ? g_mime_content_type_get_media_subtype(is) : "";

	return main_type && strcasecmp(main_type, type) == 0 &&
	    (!subtype || (sub && strcasecmp(sub, subtype) == 0));
}

static void
compare(struct tz_mail *mail)
{
	if (mail->plain.len > 0 && mail->html.len > 0 &&
	    tz_mail_differ(tz_buf_str(&mail->plain), tz_buf_str(&mail->html)))
		tz_mail_fact(mail, "alternatives-differ", TZ_CHANNEL_BODY);
	tz_buf_clear(&mail->plain);
	tz_buf_clear(&mail->html);
}

/* The bytes of the part, its transfer encoding undone: in a stream that the
 * caller gives back, or in ${ret}, which need not be a second copy. */
static GMimeStream *
content_in(GMimeObject *object, struct tz_buf *ret)
{
	GMimeDataWrapper *content = g_mime_part_get_content(GMIME_PART(object));
	GMimeStream *stream = g_mime_stream_mem_new();
	GMimeStream *raw;
	const GByteArray *bytes;
	bool quoted = content &&
	    g_mime_data_wrapper_get_encoding(content) ==
		GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE;

	if (quoted) {
		raw = g_mime_data_wrapper_get_stream(content);
		(void)g_mime_stream_reset(raw);
		(void)g_mime_stream_write_to_stream(raw, stream);
	} else if (content) {
		(void)g_mime_data_wrapper_write_to_stream(content, stream);
	}
	if (!quoted)
		return stream;
	bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream));
	if (bytes)
		tz_mail_header_quoted((const char *)bytes->data, bytes->len,
		    ret);
	g_object_unref(stream);
	return NULL;
}

/* Likewise, always in ${ret}. */
static void
content_of(GMimeObject *object, struct tz_buf *ret)
{
	GMimeStream *stream = content_in(object, ret);
	const GByteArray *bytes;

	if (!stream)
		return;
	bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream));
	if (bytes)
		tz_buf_append(ret, bytes->data, bytes->len);
	g_object_unref(stream);
}

/* The style sheets of a page that came in parts of their own. */
static void
gather_sheets(GMimeMultipart *multipart, struct tz_buf *ret)
{
	int i, n = g_mime_multipart_get_count(multipart);

	for (i = 0; i < n && i < MAX_PARTS; i++) {
		GMimeObject *part = g_mime_multipart_get_part(multipart, i);

		if (!GMIME_IS_PART(part) || !type_is(part, "text", "css"))
			continue;
		content_of(part, ret);
		tz_buf_putc(ret, '\n');
	}
}

static void
read_multipart(struct tz_mail *mail, GMimeMultipart *multipart, unsigned depth)
{
	GMimeObject *object = GMIME_OBJECT(multipart);
	int i, n = g_mime_multipart_get_count(multipart);
	bool alternative =
	    type_is(object, "multipart", "alternative") && !mail->compares;
	bool related = type_is(object, "multipart", "related");
	tz_auto_buf sheets = TZ_BUF_INIT;

	if (type_is(object, "multipart", "signed"))
		tz_mail_fact(mail, "digital-signature", TZ_CHANNEL_PROPERTY);
	if (type_is(object, "multipart", "encrypted")) {
		tz_mail_fact(mail, "encrypted", TZ_CHANNEL_ATTACHMENT);
		tz_mail_partly(mail, TZ_REASON_ENCRYPTED);
	}
	if (n == 0)
		tz_mail_partly(mail, TZ_REASON_DAMAGED);
	if (alternative)
		mail->compares = true;
	if (related)
		gather_sheets(multipart, &sheets);
	if (sheets.len > 0)
		tz_html_style_outside(tz_buf_str(&sheets));
	add_between(mail, g_mime_multipart_get_prologue(multipart));
	for (i = 0; i < n && mail->status == TZ_OK; i++)
		read_object(mail, g_mime_multipart_get_part(multipart, i),
		    depth + 1, related);
	add_between(mail, g_mime_multipart_get_epilogue(multipart));
	if (sheets.len > 0)
		tz_html_style_outside(NULL);
	if (alternative) {
		mail->compares = false;
		compare(mail);
	}
}

static void
release(struct tz_mail_part *part)
{
	if (part->held)
		g_object_unref(part->held);
	part->held = NULL;
	part->data = NULL;
	part->len = 0;
}

static void
read_part(struct tz_mail *mail, GMimeObject *object, bool related)
{
	GMimeContentType *type = g_mime_object_get_content_type(object);
	struct tz_mail_part part;
	tz_auto_buf bytes = TZ_BUF_INIT;
	GMimeStream *stream = content_in(object, &bytes);
	const GByteArray *held = stream
	    ? g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream))
	    : NULL;
	char *at;

	memset(&part, 0, sizeof part);
	part.object = object;
	part.content_type = tz_mail_fields_raw(object, "Content-Type");
	part.disposition = tz_mail_fields_raw(object, "Content-Disposition");
	snprintf(part.type, sizeof part.type, "%s/%s",
	    type ? g_mime_content_type_get_media_type(type) : "text",
	    type ? g_mime_content_type_get_media_subtype(type) : "plain");
	for (at = part.type; *at; at++)
		*at = (char)tolower((unsigned char)*at);
	part.related = related;
	part.data = held ? (const char *)held->data : bytes.data;
	part.len = held ? held->len : bytes.len;
	part.held = stream;
	part.release = release;
	if (!tz_mail_header_parameter(part.disposition, "filename",
		&part.name) &&
	    !tz_mail_header_parameter(part.content_type, "name", &part.name))
		(void)tz_mail_header_parameter(part.content_type, "filename",
		    &part.name);
	if (!tz_mail_secure_read(mail, &part))
		tz_mail_part_read(mail, &part);
	tz_buf_clear(&part.name);
	release(&part);
}

/* A mail in the mail: written out again, as it came. */
static void
read_message(struct tz_mail *mail, GMimeObject *object)
{
	GMimeMessage *message =
	    g_mime_message_part_get_message(GMIME_MESSAGE_PART(object));
	GMimeStream *stream = g_mime_stream_mem_new();
	GByteArray *bytes;
	char name[32];

	snprintf(name, sizeof name, "message-%u.eml", mail->n_parts);
	if (message)
		(void)g_mime_object_write_to_stream(GMIME_OBJECT(message), NULL,
		    stream);
	bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream));
	if (bytes && bytes->len > 0) {
		tz_mail_fact(mail, "attachment", TZ_CHANNEL_ATTACHMENT);
		tz_mail_part_child(mail, name, bytes->data, bytes->len);
	}
	g_object_unref(stream);
}

static void
read_object(struct tz_mail *mail, GMimeObject *object, unsigned depth,
    bool related)
{
	if (mail->status)
		return;
	if (depth > MAX_DEPTH) {
		tz_mail_partly(mail, TZ_REASON_LIMIT_DEPTH);
		return;
	}
	if (mail->n_parts == MAX_PARTS) {
		tz_mail_partly(mail, TZ_REASON_LIMIT_ENTRIES);
		return;
	}
	mail->n_parts++;
	if (depth > 0)
		tz_mail_fields(mail, object);
	if (GMIME_IS_MULTIPART(object))
		read_multipart(mail, GMIME_MULTIPART(object), depth);
	else if (GMIME_IS_MESSAGE_PART(object))
		read_message(mail, object);
	else if (GMIME_IS_PART(object))
		read_part(mail, object, related);
}

/* GMime found something broken, and may have left it out. */
static void
warned(gint64 offset, GMimeParserWarning warning, const gchar *item,
    gpointer arg)
{
	struct tz_mail *mail = (struct tz_mail *)arg;

	(void)offset;
	(void)item;
	if (warning == GMIME_WARN_MALFORMED_MULTIPART ||
	    warning == GMIME_WARN_TRUNCATED_MESSAGE ||
	    warning == GMIME_WARN_MALFORMED_MESSAGE ||
	    warning == GMIME_CRIT_INVALID_HEADER_NAME ||
	    warning == GMIME_CRIT_CONFLICTING_HEADER ||
	    warning == GMIME_CRIT_CONFLICTING_PARAMETER ||
	    warning == GMIME_CRIT_MULTIPART_WITHOUT_BOUNDARY ||
	    warning == GMIME_CRIT_NESTING_OVERFLOW)
		tz_mail_partly(mail, TZ_REASON_DAMAGED);
}

/* The parts stay where they are in ${bytes}, which outlives the message. */
static GMimeMessage *
parse(struct tz_mail *mail, GByteArray *bytes)
{
	GMimeStream *stream = g_mime_stream_mem_new_with_byte_array(bytes);
	GMimeParserOptions *options = g_mime_parser_options_new();
	GMimeParser *parser;
	GMimeMessage *message;

	/* The bytes are the source's own and are only read. */
	g_mime_stream_mem_set_owner(GMIME_STREAM_MEM(stream), FALSE);
	parser = g_mime_parser_new_with_stream(stream);
	g_mime_parser_set_persist_stream(parser, TRUE);
	g_mime_parser_options_set_warning_callback(options, warned, mail);
	message = g_mime_parser_construct_message(parser, options);
	g_mime_parser_options_free(options);
	g_object_unref(parser);
	g_object_unref(stream);
	return message;
}

static void
finish(struct tz_mail *mail)
{
	struct tz_story *const stories[] = {
	    &mail->headers, &mail->hidden, &mail->links};
	size_t i;

	for (i = 0; i < sizeof stories / sizeof stories[0]; i++) {
		if (mail->status == TZ_OK)
			mail->status = tz_emit_story(mail->emit, mail->source,
			    stories[i], mail->err);
		tz_story_clear(stories[i]);
	}
	if (mail->status == TZ_OK && mail->reason)
		mail->status = tz_emit_reading(mail->emit, mail->source,
		    TZ_READING_PARTLY, mail->reason, mail->err);
	tz_buf_clear(&mail->plain);
	tz_buf_clear(&mail->html);
}

void
tz_mail_read_warm_up(void)
{
	static bool ready;

	if (!ready)
		g_mime_init();
	ready = true;
}

enum tz_status
tz_read_mail(struct tz_emit *emit, const struct tz_source *source,
    struct tz_err *err)
{
	GByteArray bytes = {
	    (guint8 *)(uintptr_t)source->data, (guint)source->len};
	struct tz_mail mail;
	GMimeMessage *message;

	/* A file that is called a mail and is none is a text. */
	if (!tz_mail_sniff_is_field(source->data, source->len))
		return tz_read_text(emit, source, err);
	tz_mail_read_warm_up();
	memset(&mail, 0, sizeof mail);
	mail.emit = emit;
	mail.source = source;
	mail.err = err;
	tz_story_start(&mail.headers, TZ_CHANNEL_PROPERTY, "headers");
	tz_story_start(&mail.hidden, TZ_CHANNEL_HIDDEN_TEXT, "");
	tz_story_start(&mail.links, TZ_CHANNEL_EXTERNAL_LINK, "");
	tz_mail_fields_outer(&mail, source->data, source->len);
	message = parse(&mail, &bytes);
	if (message) {
		GMimeObject *top = g_mime_message_get_mime_part(message);

		if (top)
			read_object(&mail, top, 0, false);
		else
			tz_mail_partly(&mail, TZ_REASON_DAMAGED);
		g_object_unref(message);
	} else {
		tz_mail_partly(&mail, TZ_REASON_DAMAGED);
	}
	finish(&mail);
	return mail.status;
}
