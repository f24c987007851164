/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/mail/tnef.c - winmail.dat ([MS-OXTNEF])
 *
 * Attributes one after the other, of the message and then of each attachment;
 * some hold a list of MAPI properties.
 */
#include <stdio.h>
#include <string.h>

#include "intake/formats.h"
#include "intake/intake.h"
#include "intake/mail/lzfu.h"
#include "intake/mail/mapi.h"
#include "intake/ole/bytes.h"

enum {
	FROM = 0x8000,
	SUBJECT = 0x8004,
	MESSAGE_CLASS = 0x8008,
	MESSAGE_ID = 0x8009,
	BODY = 0x800c,
	ATTACH_DATA = 0x800f,
	ATTACH_TITLE = 0x8010,
	ATTACH_RENDER = 0x9002,
	PROPERTIES = 0x9003,
	RECIPIENTS = 0x9004,
	ATTACHMENT = 0x9005,
	CODEPAGE = 0x9007,
};

#define HEADER 6
#define MAX_ATTRIBUTES 20000

struct tnef {
	struct tz_emit *emit;
	const struct tz_source *source;
	struct tz_err *err;
	enum tz_status status;
	struct tz_story properties;
	struct tz_story body;
	unsigned codepage;
	bool damaged;

	/* The attachment that is being read. */
	bool attached;
	struct tz_buf name;
	struct tz_buf long_name;
	struct tz_buf data;
	unsigned n_attachments;
	unsigned n_bodies;
};

static void
child(struct tnef *tnef, const char *name, const void *data, size_t len)
{
	if (tnef->status == TZ_OK && len > 0)
		tnef->status = tz_emit_child(tnef->emit, tnef->source, name,
		    data, len, tnef->err);
}

static void
fact(struct tnef *tnef, const char *name, enum tz_channel channel)
{
	if (tnef->status == TZ_OK)
		tnef->status = tz_emit_fact(tnef->emit, tnef->source, name, "",
		    channel, NULL, tnef->err);
}

static void
add_property(struct tnef *tnef, const char *name, const char *text)
{
	struct tz_story *story = &tnef->properties;

	if (*text == '\0')
		return;
	tz_story_break(story, '\n');
	tz_story_place(story, TZ_PLACE_PROPERTY, 0, 0, name);
	tz_story_add(story, text, strlen(text));
}

static void
add_body(struct tnef *tnef, const char *text)
{
	tz_story_break(&tnef->body, '\n');
	tz_story_add(&tnef->body, text, strlen(text));
}

/* The attachment is complete. */
static void
end_attachment(struct tnef *tnef)
{
	char number[32];
	const char *name = number;

	if (!tnef->attached)
		return;
	snprintf(number, sizeof number, "attachment-%u", ++tnef->n_attachments);
	if (tnef->long_name.len > 0)
		name = tz_buf_str(&tnef->long_name);
	else if (tnef->name.len > 0)
		name = tz_buf_str(&tnef->name);
	if (tnef->n_attachments == 1)
		fact(tnef, "attachment", TZ_CHANNEL_ATTACHMENT);
	child(tnef, name, tnef->data.data, tnef->data.len);
	tnef->attached = false;
	tz_buf_clear(&tnef->name);
	tz_buf_clear(&tnef->long_name);
	tz_buf_clear(&tnef->data);
}

static void
read_rtf(struct tnef *tnef, struct tz_bytes value)
{
	tz_auto_buf rtf = TZ_BUF_INIT;
	enum tz_status s;

	if (tnef->status)
		return;
	s = tz_lzfu_unpack(tnef->emit, tnef->source, value.data, value.len,
	    &rtf, tnef->err);
	if (s == TZ_FORMAT) {
		tnef->damaged = true;
		memset(tnef->err, 0, sizeof *tnef->err);
	} else {
		tnef->status = s;
	}
	child(tnef, "body.rtf", rtf.data, rtf.len);
}

/* One value of a MAPI property. */
static void
read_value(struct tnef *tnef, unsigned type, unsigned id, const char *named,
    struct tz_bytes value)
{
	tz_auto_buf name = TZ_BUF_INIT;
	tz_auto_buf text = TZ_BUF_INIT;

	if (id >= 0x8000 && named && *named)
		tz_buf_puts(&name, named);
	else
		tz_mapi_name(id, &name);
	switch (type & 0xfff) {
	case TZ_MAPI_STRING8:
	case TZ_MAPI_UNICODE:
		tz_mapi_text(type, tnef->codepage, value.data, value.len,
		    &text);
		if (id == TZ_MAPI_BODY)
			add_body(tnef, tz_buf_str(&text));
		else
			add_property(tnef, tz_buf_str(&name),
			    tz_buf_str(&text));
		if (id == TZ_MAPI_ATTACH_LONG_NAME)
			tz_buf_puts(&tnef->long_name, tz_buf_str(&text));
		if (id == TZ_MAPI_DISPLAY_BCC && text.len > 0)
			fact(tnef, "blind-copy", TZ_CHANNEL_PROPERTY);
		return;
	case TZ_MAPI_TIME:
		tz_mapi_time((uint64_t)tz_bytes_32(value, 4) << 32 |
			tz_bytes_32(value, 0),
		    &text);
		add_property(tnef, tz_buf_str(&name), tz_buf_str(&text));
		return;
	case TZ_MAPI_OBJECT:
		/* Behind the 16 bytes of the interface's name. */
		if (id == TZ_MAPI_ATTACH_DATA) {
			value = tz_bytes_slice(value, 16, value.len);
			tz_buf_reset(&tnef->data);
			tz_buf_append(&tnef->data, value.data, value.len);
		}
		return;
	case TZ_MAPI_BINARY:
		if (id == TZ_MAPI_RTF)
			read_rtf(tnef, value);
		else if (id == TZ_MAPI_HTML)
			child(tnef, "body.html", value.data, value.len);
		else if (id == TZ_MAPI_ATTACH_DATA && tnef->data.len == 0)
			tz_buf_append(&tnef->data, value.data, value.len);
		return;
	}
}

/* Bytes of a value of fixed length, 0 for one that tells its own. */
static size_t
fixed_len(unsigned type)
{
	switch (type & 0xfff) {
	case 0x0005: /* double */
	case 0x0006: /* currency */
	case 0x0007: /* time in days */
	case 0x0014: /* 64 bits */
	case TZ_MAPI_TIME:
		return 8;
	case 0x0048: /* GUID */
		return 16;
	case TZ_MAPI_OBJECT:
	case TZ_MAPI_STRING8:
	case TZ_MAPI_UNICODE:
	case TZ_MAPI_BINARY:
		return 0;
	}
	return 4;
}

/* The name of a named property at ${*at}. */
static void
read_name(struct tz_bytes bytes, size_t *at, struct tz_buf *ret)
{
	uint32_t len;

	*at += 16;
	if (tz_bytes_32(bytes, *at) == 0) {
		*at += 8;
		return;
	}
	len = tz_bytes_32(bytes, *at + 4);
	*at += 8;
	if (tz_bytes_has(bytes, *at, len))
		tz_mapi_text(TZ_MAPI_UNICODE, 0, bytes.data + *at, len, ret);
	*at += ((size_t)len + 3) & ~(size_t)3;
}

/* One property; false when it is cut off. */
static bool
read_property(struct tnef *tnef, struct tz_bytes bytes, size_t *at)
{
	tz_auto_buf named = TZ_BUF_INIT;
	unsigned type = tz_bytes_16(bytes, *at);
	unsigned id = tz_bytes_16(bytes, *at + 2);
	size_t fixed = fixed_len(type), len, i;
	uint32_t n = 1;

	if (!tz_bytes_has(bytes, *at, 8))
		return false;
	*at += 4;
	if (id >= 0x8000)
		read_name(bytes, at, &named);
	if (fixed == 0 || type & TZ_MAPI_MANY) {
		n = tz_bytes_32(bytes, *at);
		*at += 4;
	}
	for (i = 0; i < n; i++) {
		len = fixed;
		if (fixed == 0) {
			len = tz_bytes_32(bytes, *at);
			*at += 4;
		}
		if (!tz_bytes_has(bytes, *at, len))
			return false;
		read_value(tnef, type, id, tz_buf_str(&named),
		    tz_bytes_slice(bytes, *at, len));
		*at += (len + 3) & ~(size_t)3;
	}
	return true;
}

static void
read_properties(struct tnef *tnef, struct tz_bytes bytes, size_t *at)
{
	uint32_t i, n = tz_bytes_32(bytes, *at);

	*at += 4;
	for (i = 0; i < n && tnef->status == TZ_OK; i++) {
		if (!read_property(tnef, bytes, at)) {
			tnef->damaged = true;
			return;
		}
	}
}

static void
read_recipients(struct tnef *tnef, struct tz_bytes bytes)
{
	uint32_t i, n = tz_bytes_32(bytes, 0);
	size_t at = 4;

	for (i = 0; i < n && at < bytes.len && !tnef->damaged; i++)
		read_properties(tnef, bytes, &at);
}

static void
read_attribute(struct tnef *tnef, unsigned id, struct tz_bytes value)
{
	tz_auto_buf text = TZ_BUF_INIT;
	tz_auto_buf raw = TZ_BUF_INIT;
	size_t at = 0;

	switch (id) {
	case CODEPAGE:
		tnef->codepage = tz_bytes_32(value, 0);
		return;
	case ATTACH_RENDER:
		end_attachment(tnef);
		tnef->attached = true;
		return;
	case ATTACH_TITLE:
		tz_mapi_text(TZ_MAPI_STRING8, tnef->codepage, value.data,
		    value.len, &tnef->name);
		return;
	case ATTACH_DATA:
		tz_buf_reset(&tnef->data);
		tz_buf_append(&tnef->data, value.data, value.len);
		return;
	case PROPERTIES:
	case ATTACHMENT:
		read_properties(tnef, value, &at);
		return;
	case RECIPIENTS:
		read_recipients(tnef, value);
		return;
	case SUBJECT:
	case MESSAGE_CLASS:
	case MESSAGE_ID:
	case BODY:
		tz_mapi_text(TZ_MAPI_STRING8, tnef->codepage, value.data,
		    value.len, &text);
		if (id == BODY)
			add_body(tnef, tz_buf_str(&text));
		else
			add_property(tnef, "subject", tz_buf_str(&text));
		return;
	case FROM:
		/* Four lengths, then a name and an address. */
		value = tz_bytes_slice(value, 8, value.len);
		for (; at < value.len; at++)
			tz_buf_putc(&raw,
			    value.data[at] ? (char)value.data[at] : ' ');
		tz_mapi_text(TZ_MAPI_STRING8, tnef->codepage, raw.data, raw.len,
		    &text);
		add_property(tnef, "from", tz_buf_str(&text));
		return;
	}
}

/* All attributes. */
static void
read_all(struct tnef *tnef, struct tz_bytes bytes)
{
	size_t at = HEADER, n = 0;

	while (tz_bytes_has(bytes, at, 11) && tnef->status == TZ_OK) {
		unsigned id = tz_bytes_16(bytes, at + 1);
		size_t len = tz_bytes_32(bytes, at + 5);

		if (!tz_bytes_has(bytes, at + 9, len)) {
			len = bytes.len - at - 9;
			tnef->damaged = true;
		}
		read_attribute(tnef, id, tz_bytes_slice(bytes, at + 9, len));
		at += 9 + len + 2;
		if (++n == MAX_ATTRIBUTES) {
			tnef->damaged = true;
			return;
		}
	}
	tnef->damaged |= at < bytes.len;
}

enum tz_status
tz_read_tnef(struct tz_emit *emit, const struct tz_source *source,
    struct tz_err *err)
{
	struct tz_bytes bytes = {source->data, source->len};
	struct tnef tnef;

	memset(&tnef, 0, sizeof tnef);
	tnef.emit = emit;
	tnef.source = source;
	tnef.err = err;
	tz_story_start(&tnef.properties, TZ_CHANNEL_PROPERTY, "");
	tz_story_start(&tnef.body, TZ_CHANNEL_BODY, "");
	read_all(&tnef, bytes);
	end_attachment(&tnef);
	if (tnef.status == TZ_OK)
		tnef.status = tz_emit_story(emit, source, &tnef.body, err);
	if (tnef.status == TZ_OK)
		tnef.status =
		    tz_emit_story(emit, source, &tnef.properties, err);
	if (tnef.status == TZ_OK && tnef.damaged)
		tnef.status = tz_emit_reading(emit, source, TZ_READING_PARTLY,
		    TZ_REASON_DAMAGED, err);
	tz_story_clear(&tnef.properties);
	tz_story_clear(&tnef.body);
	tz_buf_clear(&tnef.name);
	tz_buf_clear(&tnef.long_name);
	tz_buf_clear(&tnef.data);
	return tnef.status;
}
