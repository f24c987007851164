/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ooxml/opc_binary.c - parts that are no XML: printers' settings,
 * controls, previews, macros and embedded files
 *
 * Small blocks whose only text is strings are read for these strings; what
 * could hold more is a file of its own, so that it is not called read unseen.
 */
#include "intake/ooxml/opc_binary.h"

#include <string.h>
#include <strings.h>

#include "intake/ooxml/opc_base64.h"

/* A control larger than this may hold a picture beside its strings. */
#define CONTROL_MAX 4096
/* Preview pictures are written out in whole blocks, of this size at most. */
#define TAIL_MAX 16384
#define WORD_MIN 4

static bool
ends_with(const char *text, const char *end)
{
	size_t text_len = strlen(text);
	size_t end_len = strlen(end);

	return text_len >= end_len &&
	    strcasecmp(text + text_len - end_len, end) == 0;
}

bool
tz_opc_binary_blank(const struct tz_opc_part *part)
{
	size_t i;

	for (i = 0; i < part->len; i++)
		if (part->data[i] != 0 && part->data[i] != 0xff)
			return false;
	return part->root[0] == '\0';
}

/* Strings of one byte a character. */
static void
add_narrow(const unsigned char *data, size_t len, struct tz_buf *ret)
{
	size_t start = 0, i;

	for (i = 0; i <= len; i++) {
		if (i < len && data[i] >= 0x20 && data[i] < 0x7f)
			continue;
		if (i - start >= WORD_MIN) {
			if (ret->len > 0)
				tz_buf_putc(ret, '\n');
			tz_buf_append(ret, data + start, i - start);
		}
		start = i + 1;
	}
}

/* Tell the strings in the block, of both kinds. */
static enum tz_status
tell_words(struct tz_opc *opc, const struct tz_opc_part *part,
    const unsigned char *data, size_t len, enum tz_channel channel,
    const char *name, struct tz_err *err)
{
	tz_auto_buf words = TZ_BUF_INIT;

	tz_opc_words(data, len, &words);
	if (strcmp(name, "printer") != 0)
		add_narrow(data, len, &words);
	if (words.failed)
		return tz_fail_nomem(err);
	return tz_emit_text(opc->emit, opc->source, channel, part->name,
	    TZ_PLACE_PROPERTY, name, tz_buf_str(&words), err);
}

/* The printer's settings: a binary block with names in UTF-16. */
static enum tz_status
read_printer(struct tz_opc *opc, struct tz_opc_part *part, struct tz_err *err)
{
	enum tz_status s;

	part->taken = true;
	s = tz_opc_fact(opc, "printer-settings", part->name,
	    TZ_CHANNEL_PROPERTY, err);
	return s ? s
		 : tell_words(opc, part, part->data, part->len,
		       TZ_CHANNEL_PROPERTY, "printer", err);
}

static bool
is_compound(const struct tz_opc_part *part)
{
	return part->len >= 4 && memcmp(part->data, "\xd0\xcf\x11\xe0", 4) == 0;
}

/* A control keeps its caption and value among numbers (MS-OFORMS). */
static bool
is_control(const struct tz_opc_part *part)
{
	return strstr(part->name, "activeX/") && !is_compound(part) &&
	    part->len <= CONTROL_MAX;
}

/* What may be a file of its own in a tail. */
static bool
holds_file(const unsigned char *data, size_t len)
{
	static const char *const begins[] = {
	    "\xd0\xcf\x11\xe0", "PK\3\4", "%PDF", "\xff\xd8\xff", "\x89PNG"};
	size_t i;

	for (i = 0; i < sizeof begins / sizeof begins[0]; i++)
		if (memmem(data, len, begins[i], strlen(begins[i])))
			return true;
	return false;
}

/* The end of a picture in JPEG (ISO/IEC 10918-1, B.1.1), or the length of the
 * part: behind it programs leave what was in their memory. */
static size_t
picture_end(const struct tz_opc_part *part)
{
	const unsigned char *data = part->data;
	size_t at = 2, len = part->len;

	if (len < 4 || memcmp(data, "\xff\xd8\xff", 3) != 0)
		return len;
	while (at + 4 <= len) {
		unsigned char mark = data[at + 1];

		if (data[at] != 0xff || mark == 0 || mark == 0xff ||
		    (mark >= 0xd0 && mark <= 0xd7)) {
			at++; /* in the scan */
		} else if (mark == 0xd9) {
			at += 2;
			return len - at > TAIL_MAX ||
				holds_file(data + at, len - at)
			    ? len
			    : at;
		} else {
			at += 2 + ((size_t)data[at + 2] << 8 | data[at + 3]);
		}
	}
	return len;
}

/* The preview: its tail is told for the strings in it. */
static enum tz_status
read_thumbnail(struct tz_opc *opc, struct tz_opc_part *part, struct tz_err *err)
{
	size_t len = picture_end(part);
	enum tz_status s;

	part->taken = true;
	s = tz_opc_fact(opc, "thumbnail", part->name, TZ_CHANNEL_ATTACHMENT,
	    err);
	if (s == TZ_OK && len < part->len)
		s = tell_words(opc, part, part->data + len, part->len - len,
		    TZ_CHANNEL_EXIF, "tail", err);
	return s ? s
		 : tz_emit_child(opc->emit, opc->source, part->name, part->data,
		       len, err);
}

static const char *
fact_of(const struct tz_opc_part *part, enum tz_channel *ret_channel)
{
	*ret_channel = TZ_CHANNEL_ATTACHMENT;
	if (ends_with(part->name, "vbaProject.bin") ||
	    ends_with(part->name, "vbaProjectSignature.bin")) {
		*ret_channel = TZ_CHANNEL_SCRIPT;
		return "macro";
	}
	return strstr(part->name, "embeddings/") ||
		strstr(part->name, "activeX/")
	    ? "embedded-object"
	    : NULL;
}

enum tz_status
tz_opc_binary(struct tz_opc *opc, struct tz_opc_part *part, struct tz_err *err)
{
	enum tz_channel channel;
	const char *fact = fact_of(part, &channel);
	enum tz_status s = TZ_OK;

	if (tz_opc_binary_blank(part) || ends_with(part->name, ".odttf") ||
	    ends_with(part->name, ".fntdata")) {
		part->taken = true;
		return TZ_OK;
	}
	if (strstr(part->name, "printerSettings"))
		return read_printer(opc, part, err);
	if (strstr(part->name, "thumbnail."))
		return read_thumbnail(opc, part, err);
	if (strstr(part->name, "/customProperty") && !is_compound(part) &&
	    part->len <= CONTROL_MAX) {
		part->taken = true;
		return tell_words(opc, part, part->data, part->len,
		    TZ_CHANNEL_PROPERTY, "customProperty", err);
	}
	if (fact)
		s = tz_opc_fact(opc, fact, part->name, channel, err);
	if (s == TZ_OK && is_control(part)) {
		part->taken = true;
		return tell_words(opc, part, part->data, part->len,
		    TZ_CHANNEL_FORM_FIELD, "control", err);
	}
	return s ? s : tz_opc_child(opc, part, err);
}
