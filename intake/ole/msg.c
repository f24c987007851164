/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ole/msg.c - messages of Outlook ([MS-OXMSG])
 *
 * Each property is a stream whose name is its number; recipients and
 * attachments are storages.  A message in the message becomes a file of its
 * own again.  What is no text and not known here is read by its strings.
 */
#include "intake/ole/msg.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "intake/formats.h"
#include "intake/intake.h"
#include "intake/mail/lzfu.h"
#include "intake/mail/mail_differ.h"
#include "intake/mail/mail_header.h"
#include "intake/mail/mapi.h"
#include "intake/ole/bytes.h"

#define TRANSPORT_HEADERS 0x007d

static bool
starts(const char *text, const char *with)
{
	return strncasecmp(text, with, strlen(with)) == 0;
}

static void
child(struct tz_msg *msg, const char *name, const void *data, size_t len)
{
	if (msg->status == TZ_OK && len > 0)
		msg->status = tz_emit_child(msg->emit, msg->source, name, data,
		    len, msg->err);
}

/* One field of the header that the message came with. */
static void
read_field(struct tz_msg *msg, const char *field)
{
	tz_auto_buf decoded = TZ_BUF_INIT;
	const char *value = strchr(field, ':');

	tz_mail_header_decode(field, &decoded);
	tz_msg_property(msg, "", "transport-headers", tz_buf_str(&decoded));
	if (strcmp(tz_buf_str(&decoded), field) != 0)
		tz_msg_property(msg, "", "transport-headers", field);
	if (!value || value[1 + strspn(value + 1, " \t\r\n")] == '\0')
		return;
	if (starts(field, "Bcc:"))
		tz_msg_tell(msg, &msg->blind_told, "blind-copy",
		    TZ_CHANNEL_PROPERTY);
	if (starts(field, "X-Protective-Marking") || starts(field, "SIO-") ||
	    starts(field, "X-SIO-") || starts(field, "X-Classification"))
		tz_msg_tell(msg, &msg->marking_told, "protective-marking",
		    TZ_CHANNEL_PROPERTY);
}

static void
read_headers(struct tz_msg *msg, const char *text)
{
	tz_auto_buf field = TZ_BUF_INIT;

	while (*text) {
		size_t n = strcspn(text, "\n");

		n += text[n] == '\n';
		if (field.len > 0 && *text != ' ' && *text != '\t') {
			read_field(msg, tz_buf_str(&field));
			tz_buf_reset(&field);
		}
		tz_buf_append(&field, text, n);
		text += n;
	}
	if (field.len > 0)
		read_field(msg, tz_buf_str(&field));
}

/* The page; its bytes are in the code page that the message names. */
static void
read_html(struct tz_msg *msg, struct tz_ole_entry *stream,
    const struct tz_msg_value *value)
{
	tz_auto_buf bytes = TZ_BUF_INIT;

	if (value->type != TZ_MAPI_BINARY) {
		tz_msg_text(msg, stream, value, &msg->html);
	} else {
		msg->status = tz_ole_read(msg->ole, stream, &bytes, msg->err);
		tz_mapi_text(TZ_MAPI_STRING8, msg->html_codepage,
		    tz_buf_str(&bytes), bytes.len, &msg->html);
	}
	tz_buf_reset(&bytes);
	/* The mark says that it is UTF-8, whatever the page says. */
	tz_buf_puts(&bytes, "\xef\xbb\xbf");
	tz_buf_append(&bytes, tz_buf_str(&msg->html), msg->html.len);
	child(msg, "body.html", tz_buf_str(&bytes), bytes.len);
}

static void
read_rtf(struct tz_msg *msg, struct tz_ole_entry *stream)
{
	tz_auto_buf packed = TZ_BUF_INIT;
	tz_auto_buf rtf = TZ_BUF_INIT;
	struct tz_err inner = {TZ_OK, ""};
	enum tz_status s;

	msg->status = tz_ole_read(msg->ole, stream, &packed, msg->err);
	if (msg->status || packed.len == 0)
		return;
	s = tz_lzfu_unpack(msg->emit, msg->source, tz_buf_str(&packed),
	    packed.len, &rtf, &inner);
	if (s == TZ_FORMAT)
		msg->status = tz_ole_damaged(msg->ole, msg->err);
	else if (s)
		msg->status = tz_fail(msg->err, s, "%s", inner.text);
	child(msg, "body.rtf", tz_buf_str(&rtf), rtf.len);
}

/* The properties that are more than a string. */
static void
read_bodies(struct tz_msg *msg, struct tz_ole_entry *root)
{
	struct tz_ole_entry *entry = NULL;
	struct tz_msg_value value;

	while (msg->status == TZ_OK &&
	    (entry = tz_ole_next(msg->ole, root, entry))) {
		tz_auto_buf text = TZ_BUF_INIT;

		if (entry->storage || !tz_msg_value_parse(entry->name, &value))
			continue;
		if (value.id == TZ_MAPI_HTML) {
			read_html(msg, entry, &value);
		} else if (value.id == TZ_MAPI_RTF &&
		    value.type == TZ_MAPI_BINARY) {
			read_rtf(msg, entry);
		} else if (value.id == TZ_MAPI_BODY) {
			tz_msg_text(msg, entry, &value, &msg->plain);
			tz_story_break(&msg->body, '\n');
			tz_story_add(&msg->body, tz_buf_str(&msg->plain),
			    msg->plain.len);
		} else if (value.id == TRANSPORT_HEADERS) {
			tz_msg_text(msg, entry, &value, &text);
			read_headers(msg, tz_buf_str(&text));
		} else if (value.id == TZ_MAPI_DISPLAY_BCC && entry->len > 2) {
			tz_msg_tell(msg, &msg->blind_told, "blind-copy",
			    TZ_CHANNEL_PROPERTY);
		}
	}
}

/* The string of that property in a storage; what it is called in the file. */
static void
find_text(struct tz_msg *msg, struct tz_ole_entry *storage, unsigned id,
    struct tz_buf *ret)
{
	struct tz_ole_entry *entry = NULL;
	struct tz_msg_value value;

	while (ret->len == 0 &&
	    (entry = tz_ole_next(msg->ole, storage, entry))) {
		if (!entry->storage &&
		    tz_msg_value_parse(entry->name, &value) && value.id == id &&
		    (value.type == TZ_MAPI_STRING8 ||
			value.type == TZ_MAPI_UNICODE))
			tz_msg_text(msg, entry, &value, ret);
	}
}

/* What is attached: bytes, or a message or object as a storage. */
static void
read_data(struct tz_msg *msg, struct tz_ole_entry *storage, const char *name)
{
	struct tz_ole_entry *data =
	    tz_ole_find(msg->ole, storage, "__substg1.0_37010102");
	struct tz_ole_entry *object =
	    tz_ole_find(msg->ole, storage, "__substg1.0_3701000D");
	tz_auto_buf bytes = TZ_BUF_INIT;

	if (data && !data->storage && msg->status == TZ_OK) {
		msg->status = tz_ole_read(msg->ole, data, &bytes, msg->err);
		child(msg, name, tz_buf_str(&bytes), bytes.len);
	}
	tz_buf_reset(&bytes);
	if (object && object->storage && msg->status == TZ_OK) {
		msg->status = tz_ole_pack(msg->ole, object, &bytes, msg->err);
		child(msg, name, tz_buf_str(&bytes), bytes.len);
	} else if (object && !object->storage && msg->status == TZ_OK) {
		msg->status = tz_ole_read(msg->ole, object, &bytes, msg->err);
		child(msg, name, tz_buf_str(&bytes), bytes.len);
	}
}

static void
read_attachment(struct tz_msg *msg, struct tz_ole_entry *storage)
{
	tz_auto_buf name = TZ_BUF_INIT;
	tz_auto_buf other = TZ_BUF_INIT;
	char owner[40];

	snprintf(owner, sizeof owner, "attachment-%u", ++msg->n_attachments);
	tz_msg_tell(msg, &msg->attachment_told, "attachment",
	    TZ_CHANNEL_ATTACHMENT);
	tz_msg_numbers(msg, storage, owner);
	find_text(msg, storage, TZ_MAPI_ATTACH_LONG_NAME, &name);
	tz_msg_property(msg, owner, "attach-long-name", tz_buf_str(&name));
	find_text(msg, storage, TZ_MAPI_ATTACH_NAME, &other);
	tz_msg_property(msg, owner, "attach-name", tz_buf_str(&other));
	if (name.len == 0)
		tz_buf_puts(&name, tz_buf_str(&other));
	if (name.len == 0)
		tz_buf_puts(&name, owner);
	read_data(msg, storage, tz_buf_str(&name));
	tz_msg_strings(msg, storage, owner);
}

/* Names of properties of a company's own: length and name. */
static void
read_names(struct tz_msg *msg, struct tz_ole_entry *storage)
{
	struct tz_ole_entry *stream =
	    tz_ole_find(msg->ole, storage, "__substg1.0_00040102");
	tz_auto_buf buf = TZ_BUF_INIT;
	struct tz_bytes bytes;
	size_t at = 0;

	if (stream && !stream->storage && msg->status == TZ_OK)
		msg->status = tz_ole_read(msg->ole, stream, &buf, msg->err);
	bytes = tz_bytes_of(&buf);
	while (tz_bytes_has(bytes, at, 4)) {
		size_t len = tz_bytes_32(bytes, at);
		tz_auto_buf name = TZ_BUF_INIT;

		at += 4;
		if (!tz_bytes_has(bytes, at, len))
			break;
		tz_mapi_text(TZ_MAPI_UNICODE, 0, bytes.data + at, len, &name);
		tz_msg_property(msg, "", "name", tz_buf_str(&name));
		at += (len + 3) & ~(size_t)3;
	}
	/* The rest are numbers that map to these. */
	tz_ole_take(msg->ole, storage);
}

static void
read_storages(struct tz_msg *msg, struct tz_ole_entry *root)
{
	struct tz_ole_entry *entry = NULL;
	unsigned n_recipients = 0;
	char owner[40];

	while (msg->status == TZ_OK &&
	    (entry = tz_ole_next(msg->ole, root, entry))) {
		if (!entry->storage)
			continue;
		if (starts(entry->name, "__recip_version1.0_")) {
			snprintf(owner, sizeof owner, "recipient-%u",
			    ++n_recipients);
			tz_msg_numbers(msg, entry, owner);
			tz_msg_strings(msg, entry, owner);
		} else if (starts(entry->name, "__attach_version1.0_")) {
			read_attachment(msg, entry);
		} else if (starts(entry->name, "__nameid_version1.0")) {
			read_names(msg, entry);
		}
	}
}

static void
read_message(struct tz_msg *msg)
{
	struct tz_ole_entry *root = &msg->ole->entries[0];

	tz_msg_numbers(msg, root, "");
	read_bodies(msg, root);
	tz_msg_strings(msg, root, "");
	read_storages(msg, root);
	if (msg->plain.len > 0 && msg->html.len > 0 && msg->status == TZ_OK &&
	    tz_mail_differ(tz_buf_str(&msg->plain), tz_buf_str(&msg->html)))
		msg->status = tz_emit_fact(msg->emit, msg->source,
		    "alternatives-differ", "", TZ_CHANNEL_BODY, NULL, msg->err);
	if (msg->status == TZ_OK)
		msg->status =
		    tz_emit_story(msg->emit, msg->source, &msg->body, msg->err);
	if (msg->status == TZ_OK)
		msg->status = tz_emit_story(msg->emit, msg->source,
		    &msg->properties, msg->err);
	if (msg->status == TZ_OK)
		msg->status = tz_ole_rest(msg->ole, msg->err);
}

enum tz_status
tz_read_msg(struct tz_emit *emit, const struct tz_source *source,
    struct tz_err *err)
{
	tz_auto(tz_ole) ole = NULL;
	struct tz_msg msg;
	enum tz_status s;

	s = tz_ole_open(emit, source, &ole, err);
	if (s)
		return s;
	memset(&msg, 0, sizeof msg);
	msg.ole = ole;
	msg.emit = emit;
	msg.source = source;
	msg.err = err;
	tz_story_start(&msg.body, TZ_CHANNEL_BODY, "");
	tz_story_start(&msg.properties, TZ_CHANNEL_PROPERTY, "");
	read_message(&msg);
	tz_story_clear(&msg.body);
	tz_story_clear(&msg.properties);
	tz_buf_clear(&msg.plain);
	tz_buf_clear(&msg.html);
	return msg.status;
}
