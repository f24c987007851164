/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ole/msg_value.c - properties of Outlook's MSG files, one by one
 */
#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "intake/mail/mapi.h"
#include "intake/ole/bytes.h"
#include "intake/ole/msg.h"

#define PREFIX "__substg1.0_"

/* The header of the stream of properties, by what it belongs to. */
#define HEADER_TOP 32U
#define HEADER_MESSAGE 24U
#define HEADER_OTHER 8U

bool
tz_msg_value_parse(const char *name, struct tz_msg_value *ret)
{
	size_t i, len = strlen(PREFIX);
	unsigned number = 0;

	if (strncasecmp(name, PREFIX, len) != 0)
		return false;
	for (i = len; i < len + 8; i++) {
		if (!isxdigit((unsigned char)name[i]))
			return false;
		number = number << 4 |
		    (unsigned)(isdigit((unsigned char)name[i])
			    ? name[i] - '0'
			    : (name[i] | 0x20) - 'a' + 10);
	}
	ret->id = number >> 16;
	ret->type = number & 0xffff;
	ret->one_of_many = name[i] == '-';
	return true;
}

void
tz_msg_text(struct tz_msg *msg, struct tz_ole_entry *stream,
    const struct tz_msg_value *value, struct tz_buf *ret)
{
	tz_auto_buf bytes = TZ_BUF_INIT;

	if (msg->status == TZ_OK)
		msg->status = tz_ole_read(msg->ole, stream, &bytes, msg->err);
	tz_mapi_text(value->type, msg->codepage, tz_buf_str(&bytes), bytes.len,
	    ret);
}

void
tz_msg_property(struct tz_msg *msg, const char *owner, const char *name,
    const char *text)
{
	struct tz_story *story = &msg->properties;
	tz_auto_buf place = TZ_BUF_INIT;

	if (*text == '\0')
		return;
	tz_buf_puts(&place, owner);
	tz_buf_puts(&place, *owner ? " " : "");
	tz_buf_puts(&place, name);
	tz_story_break(story, '\n');
	tz_story_place(story, TZ_PLACE_PROPERTY, 0, 0, tz_buf_str(&place));
	tz_story_add(story, text, strlen(text));
}

void
tz_msg_tell(struct tz_msg *msg, bool *told, const char *fact,
    enum tz_channel channel)
{
	if (*told || msg->status)
		return;
	*told = true;
	msg->status = tz_emit_fact(msg->emit, msg->source, fact, "", channel,
	    NULL, msg->err);
}

void
tz_msg_strings(struct tz_msg *msg, struct tz_ole_entry *storage,
    const char *owner)
{
	struct tz_ole_entry *entry = NULL;
	struct tz_msg_value value;

	while (msg->status == TZ_OK &&
	    (entry = tz_ole_next(msg->ole, storage, entry))) {
		tz_auto_buf name = TZ_BUF_INIT;
		tz_auto_buf text = TZ_BUF_INIT;
		unsigned type;

		if (entry->storage || entry->taken ||
		    !tz_msg_value_parse(entry->name, &value))
			continue;
		type = value.type & ~(unsigned)TZ_MAPI_MANY;
		if (type != TZ_MAPI_STRING8 && type != TZ_MAPI_UNICODE)
			continue;
		/* Of a list, this stream has the lengths only. */
		if (value.type & TZ_MAPI_MANY && !value.one_of_many) {
			tz_ole_take(msg->ole, entry);
			continue;
		}
		tz_msg_text(msg, entry, &value, &text);
		tz_mapi_name(value.id, &name);
		tz_msg_property(msg, owner, tz_buf_str(&name),
		    tz_buf_str(&text));
	}
}

/* What a number says that matters. */
static void
read_number(struct tz_msg *msg, unsigned id, uint32_t value)
{
	if (id == TZ_MAPI_MESSAGE_CODEPAGE)
		msg->codepage = value;
	else if (id == TZ_MAPI_INTERNET_CODEPAGE)
		msg->html_codepage = value;
	else if (id == TZ_MAPI_RECIPIENT_TYPE &&
	    (value & 0xf) == TZ_MAPI_BLIND_COPY)
		tz_msg_tell(msg, &msg->blind_told, "blind-copy",
		    TZ_CHANNEL_PROPERTY);
	else if (id == TZ_MAPI_SENSITIVITY && value > 0 && value <= 3)
		tz_msg_tell(msg, &msg->marking_told, "protective-marking",
		    TZ_CHANNEL_PROPERTY);
}

void
tz_msg_numbers(struct tz_msg *msg, const struct tz_ole_entry *storage,
    const char *owner)
{
	struct tz_ole_entry *stream =
	    tz_ole_find(msg->ole, storage, "__properties_version1.0");
	tz_auto_buf buf = TZ_BUF_INIT;
	struct tz_bytes bytes;
	size_t at = HEADER_OTHER;

	if (!stream || stream->storage || msg->status)
		return;
	msg->status = tz_ole_read(msg->ole, stream, &buf, msg->err);
	bytes = tz_bytes_of(&buf);
	/* An embedded message has a shorter one than a file. */
	if (*owner == '\0')
		at = bytes.len % 16 == 0 ? HEADER_TOP : HEADER_MESSAGE;
	for (; tz_bytes_has(bytes, at, 16); at += 16) {
		unsigned type = tz_bytes_16(bytes, at);
		unsigned id = tz_bytes_16(bytes, at + 2);
		tz_auto_buf name = TZ_BUF_INIT;
		tz_auto_buf text = TZ_BUF_INIT;

		if (type == TZ_MAPI_INT32) {
			read_number(msg, id, tz_bytes_32(bytes, at + 8));
		} else if (type == TZ_MAPI_TIME) {
			tz_mapi_name(id, &name);
			tz_mapi_time(tz_bytes_64(bytes, at + 8), &text);
			tz_msg_property(msg, owner, tz_buf_str(&name),
			    tz_buf_str(&text));
		}
	}
}
