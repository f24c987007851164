/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/odf/odf_rest.c - members beside the documents (ISO 26300-3)
 *
 * None is passed over but the list of members and the media type.
 */
#include "intake/odf/odf_rest.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/digest.h"
#include "base/utf8.h"
#include "intake/intake.h"
#include "intake/ole/ole_strings.h"
#include "intake/xml.h"

static bool
begins(const char *text, const char *with)
{
	return strncasecmp(text, with, strlen(with)) == 0;
}

static bool
ends_with(const char *text, const char *end)
{
	size_t len = strlen(text);
	size_t end_len = strlen(end);

	return len >= end_len && strcasecmp(text + len - end_len, end) == 0;
}

/* The common name in a certificate (X.520, 2.5.4.3), as it is written. */
static void
common_names(const struct tz_buf *certificate, struct tz_story *story)
{
	const char *at = certificate->data;
	const char *end = at ? at + certificate->len : NULL;

	while (at && (at = memmem(at, (size_t)(end - at), "\x55\x04\x03", 3))) {
		size_t len;

		at += 3;
		if (end - at < 2)
			return;
		len = (unsigned char)at[1];
		if (len >= 0x80 || len > (size_t)(end - at) - 2)
			continue;
		tz_story_break(story, '\n');
		tz_story_place(story, TZ_PLACE_PROPERTY, 0, 0, "signer");
		tz_story_add(story, at + 2, len);
	}
}

/* Who signed: names of the certificates, dates and remarks. */
static enum tz_status
read_signature(struct tz_opc *opc, struct tz_opc_part *part, struct tz_err *err)
{
	tz_auto(tz_xml) xml = NULL;
	tz_auto_buf text = TZ_BUF_INIT;
	struct tz_story story;
	enum tz_xml_event event;
	enum tz_status s;

	s = tz_opc_fact(opc, "digital-signature", part->name,
	    TZ_CHANNEL_PROPERTY, err);
	if (s == TZ_OK)
		s = tz_xml_open(part->data, part->len, &xml, err);
	if (s)
		return s;
	tz_story_start(&story, TZ_CHANNEL_PROPERTY, part->name);
	while ((event = tz_xml_next(xml)) < TZ_XML_DONE) {
		if (event == TZ_XML_TEXT)
			tz_buf_puts(&text, tz_xml_text(xml));
		if (event == TZ_XML_END &&
		    strcmp(tz_xml_name(xml), "X509Certificate") == 0) {
			tz_auto_buf bytes = TZ_BUF_INIT;
			tz_auto_buf packed = TZ_BUF_INIT;
			const char *c;

			for (c = tz_buf_str(&text); *c; c++)
				if (!strchr(" \t\r\n", *c))
					tz_buf_putc(&packed, *c);
			if (!tz_base64_decode(tz_buf_str(&packed), packed.len,
				&bytes, NULL))
				common_names(&bytes, &story);
		}
		if (event == TZ_XML_START || event == TZ_XML_END)
			tz_buf_reset(&text);
	}
	s = tz_emit_story(opc->emit, opc->source, &story, err);
	tz_story_clear(&story);
	return s ? s
		 : tz_opc_gather(opc, part, TZ_CHANNEL_PROPERTY, false, err);
}

/* The part without its document type, which the parts of Basic have and which
 * names a file that is never fetched. */
static void
skip_doctype(struct tz_opc_part *part)
{
	const unsigned char *at;
	const unsigned char *end;

	at = part->len ? memmem(part->data, part->len, "<!DOCTYPE", 9) : NULL;
	if (!at || at - part->data > 1024)
		return;
	end = memchr(at, '>', part->len - (size_t)(at - part->data));
	if (!end || memchr(at, '[', (size_t)(end - at)))
		return;
	part->len -= (size_t)(end + 1 - part->data);
	part->data = end + 1;
	if (!tz_xml_root(part->data, part->len, part->root, sizeof part->root,
		part->space, sizeof part->space))
		part->root[0] = '\0';
}

/* Code: the text of a Basic module, or a file in another language. */
static enum tz_status
read_script(struct tz_opc *opc, struct tz_opc_part *part, struct tz_err *err)
{
	enum tz_status s;
	bool list;

	skip_doctype(part);
	list = strstr(part->name, "script-l") || strstr(part->name, "dialog-l");
	s = list
	    ? TZ_OK
	    : tz_opc_fact(opc, "macro", part->name, TZ_CHANNEL_SCRIPT, err);
	if (s)
		return s;
	if (part->root[0])
		return tz_opc_gather(opc, part,
		    strcmp(part->root, "module") == 0 ? TZ_CHANNEL_SCRIPT
						      : TZ_CHANNEL_PROPERTY,
		    strcmp(part->root, "module") != 0, err);
	if (!memchr(part->data, 0, part->len) &&
	    tz_utf8_valid((const char *)part->data, part->len)) {
		struct tz_story story;

		part->taken = true;
		tz_story_start(&story, TZ_CHANNEL_SCRIPT, part->name);
		tz_story_add(&story, (const char *)part->data, part->len);
		s = tz_emit_story(opc->emit, opc->source, &story, err);
		tz_story_clear(&story);
		return s;
	}
	return tz_opc_child(opc, part, err);
}

static enum tz_status
read_child(struct tz_opc *opc, struct tz_opc_part *part, const char *fact,
    enum tz_channel channel, struct tz_err *err)
{
	enum tz_status s = tz_opc_fact(opc, fact, part->name, channel, err);

	return s ? s : tz_opc_child(opc, part, err);
}

/* The picture that the program made of an object, in its own format: a list
 * of what to draw, of which only the words are of interest. */
static enum tz_status
read_drawing(struct tz_opc *opc, struct tz_opc_part *part, struct tz_err *err)
{
	struct tz_bytes bytes = {part->data, part->len};
	struct tz_story story;
	enum tz_status s;

	part->taken = true;
	tz_story_start(&story, TZ_CHANNEL_CACHED_DATA, part->name);
	tz_ole_strings(bytes, &story);
	s = tz_emit_story(opc->emit, opc->source, &story, err);
	tz_story_clear(&story);
	return s;
}

static enum tz_status
read_part(struct tz_opc *opc, struct tz_opc_part *part, struct tz_err *err)
{
	const char *name = part->name;

	if (strcmp(name, "mimetype") == 0) {
		part->taken = true;
		return TZ_OK;
	}
	if (begins(name, "META-INF/") && strstr(name, "signatures") &&
	    part->root[0])
		return read_signature(opc, part, err);
	if (strstr(name, "Basic/") || begins(name, "Scripts/") ||
	    strstr(name, "Dialogs/"))
		return read_script(opc, part, err);
	if (begins(name, "Thumbnails/"))
		return read_child(opc, part, "thumbnail", TZ_CHANNEL_ATTACHMENT,
		    err);
	if (begins(name, "Versions/"))
		return read_child(opc, part, "earlier-revision",
		    TZ_CHANNEL_EARLIER_REVISION, err);
	if (part->len >= 6 && memcmp(part->data, "VCLMTF", 6) == 0)
		return read_drawing(opc, part, err);
	if (strcmp(part->root, "math") == 0)
		return tz_opc_gather(opc, part, TZ_CHANNEL_BODY, false, err);
	if (strcmp(part->root, "html") == 0 || strcmp(part->root, "svg") == 0)
		return tz_opc_child(opc, part, err);
	if (part->root[0])
		return tz_opc_gather(opc, part, TZ_CHANNEL_PROPERTY,
		    strcmp(part->root, "RDF") != 0, err);
	/* Fonts that the document brings along hold no sentence. */
	if (begins(name, "Fonts/") &&
	    (ends_with(name, ".ttf") || ends_with(name, ".otf"))) {
		part->taken = true;
		return TZ_OK;
	}
	return tz_opc_child(opc, part, err);
}

enum tz_status
tz_odf_rest(struct tz_opc *opc, struct tz_err *err)
{
	enum tz_status s = TZ_OK;
	size_t i;

	for (i = 0; s == TZ_OK && i < opc->n; i++)
		if (!opc->parts[i].taken && opc->parts[i].len > 0)
			s = read_part(opc, &opc->parts[i], err);
	return s;
}
