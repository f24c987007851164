/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ooxml/opc_signature.c - signatures in XML (ECMA-376 part 2, 12) and
 * the names in their certificates
 *
 * The signature is not verified: it is only told that there is one, and whose.
 */
#include "intake/ooxml/opc_signature.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "intake/ooxml/opc_base64.h"
#include "intake/xml.h"

/* Shorter base64 is a digest, no picture of a signature. */
#define PICTURE_MIN 400

static void
add_line(struct tz_story *story, const char *name, const char *text, size_t len)
{
	if (len == 0)
		return;
	tz_story_break(story, '\n');
	tz_story_place(story, TZ_PLACE_PROPERTY, 0, 0, name);
	tz_story_add(story, text, len);
}

/* A string of ASN.1: its tag, its length in one byte, its bytes. */
static void
add_string(struct tz_story *story, const char *name, const unsigned char *data,
    size_t left)
{
	tz_auto_buf text = TZ_BUF_INIT;
	size_t len, i;

	if (left < 2 || data[1] >= 0x80 || (size_t)data[1] + 2 > left)
		return;
	len = data[1];
	if (data[0] == 0x1e) { /* BMPString: UTF-16BE */
		for (i = 0; i + 1 < len; i += 2)
			tz_utf8_put((uint32_t)data[2 + i] << 8 | data[3 + i],
			    &text);
		add_line(story, name, tz_buf_str(&text), text.len);
	} else {
		add_line(story, name, (const char *)data + 2, len);
	}
}

/* Names by the numbers of their kinds (X.520, RFC 2985), wherever they stand
 * in the certificate. */
static void
add_names(struct tz_story *story, const char *base64)
{
	static const struct {
		const char *bytes;
		size_t len;
		const char *name;
	} kinds[] = {
	    {"\x06\x03\x55\x04\x03", 5, "signer"},
	    {"\x06\x03\x55\x04\x0a", 5, "organization"},
	    {"\x06\x03\x55\x04\x0b", 5, "unit"},
	    {"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x09\x01", 11, "mail"},
	};
	tz_auto_buf bytes = TZ_BUF_INIT;
	size_t at, k;

	tz_opc_base64(base64, &bytes);
	for (at = 0; at + 5 < bytes.len; at++)
		for (k = 0; k < sizeof kinds / sizeof kinds[0]; k++)
			if (bytes.len - at > kinds[k].len &&
			    memcmp(bytes.data + at, kinds[k].bytes,
				kinds[k].len) == 0)
				add_string(story, kinds[k].name,
				    (unsigned char *)bytes.data + at +
					kinds[k].len,
				    bytes.len - at - kinds[k].len);
}

static bool
is_base64(const char *text)
{
	return text[strspn(text,
		   "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
		   "0123456789+/= \t\r\n")] == '\0';
}

static enum tz_status
take_text(struct tz_opc *opc, const struct tz_opc_part *part,
    struct tz_story *story, const char *name, const char *text,
    struct tz_err *err)
{
	static const char *const numbers[] = {"DigestValue", "SignatureValue",
	    "Modulus", "Exponent", "Format", "EncapsulatedTimeStamp"};
	tz_auto_buf bytes = TZ_BUF_INIT;
	size_t i;

	for (i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
		if (strcmp(numbers[i], name) == 0)
			return TZ_OK;
	if (strstr(name, "X509Certificate")) {
		add_names(story, text);
		return TZ_OK;
	}
	if (strlen(text) < PICTURE_MIN || !is_base64(text)) {
		if (text[strspn(text, " \t\r\n")])
			add_line(story, name, text, strlen(text));
		return TZ_OK;
	}
	tz_opc_base64(text, &bytes);
	return tz_emit_child(opc->emit, opc->source, part->name,
	    tz_buf_str(&bytes), bytes.len, err);
}

enum tz_status
tz_opc_signature(struct tz_opc *opc, struct tz_opc_part *part,
    struct tz_err *err)
{
	tz_auto(tz_xml) xml = NULL;
	struct tz_story story;
	enum tz_xml_event event = TZ_XML_DONE;
	char name[64] = "";
	enum tz_status s;

	part->taken = true;
	s = tz_xml_open(part->data, part->len, &xml, err);
	if (s)
		return s;
	tz_story_start(&story, TZ_CHANNEL_PROPERTY, part->name);
	while (s == TZ_OK && (event = tz_xml_next(xml)) < TZ_XML_DONE) {
		if (event == TZ_XML_START)
			snprintf(name, sizeof name, "%s", tz_xml_name(xml));
		else if (event == TZ_XML_TEXT)
			s = take_text(opc, part, &story, name, tz_xml_text(xml),
			    err);
	}
	if (s == TZ_OK && event == TZ_XML_BAD)
		s = tz_opc_damaged(opc, err);
	if (s == TZ_OK)
		s = tz_opc_fact(opc, "digital-signature", part->name,
		    TZ_CHANNEL_PROPERTY, err);
	if (s == TZ_OK)
		s = tz_emit_story(opc->emit, opc->source, &story, err);
	tz_story_clear(&story);
	return s;
}
