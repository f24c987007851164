/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/mail/mail_fields.c - all header fields of a mail, as properties
 *
 * Each one in its order, doubled ones too; where a field is written in
 * encoded words, as it is written beside as it reads.
 */
#include <string.h>
#include <strings.h>

#include "intake/intake.h"
#include "intake/mail/mail.h"
#include "intake/mail/mail_header.h"
#include "intake/name.h"

#define MAX_FIELDS 5000

static void
add_line(struct tz_mail *mail, const char *name, const char *value)
{
	struct tz_story *story = &mail->headers;

	tz_story_break(story, '\n');
	tz_story_place(story, TZ_PLACE_PROPERTY, 0, 0, name);
	tz_story_add(story, name, strlen(name));
	tz_story_add(story, ": ", 2);
	tz_story_add(story, value, strlen(value));
}

static bool
starts(const char *name, const char *with)
{
	return strncasecmp(name, with, strlen(with)) == 0;
}

/* Fields whose presence is a matter of its own. */
static void
tell_facts(struct tz_mail *mail, const char *name, const char *value)
{
	if (*value == '\0')
		return;
	if (strcasecmp(name, "Bcc") == 0 || strcasecmp(name, "Resent-Bcc") == 0)
		tz_mail_fact(mail, "blind-copy", TZ_CHANNEL_PROPERTY);
	if (starts(name, "X-Protective-Marking") || starts(name, "SIO-") ||
	    starts(name, "X-SIO-") || starts(name, "Security-Label") ||
	    starts(name, "X-Classification") ||
	    starts(name, "Classification") || starts(name, "msip_labels") ||
	    (strcasecmp(name, "Sensitivity") == 0 &&
		strcasecmp(value, "normal") != 0))
		tz_mail_fact(mail, "protective-marking", TZ_CHANNEL_PROPERTY);
}

/* One field: its raw value in UTF-8 and decoded, if these are not the same. */
static void
add_field(struct tz_mail *mail, const char *raw_name, const char *raw,
    bool outer)
{
	tz_auto_buf name = TZ_BUF_INIT;
	tz_auto_buf plain = TZ_BUF_INIT;
	tz_auto_buf decoded = TZ_BUF_INIT;

	tz_name_decode(raw_name, strlen(raw_name), &name);
	tz_mail_header_unfold(raw, &plain);
	tz_mail_header_decode(raw, &decoded);
	add_line(mail, tz_buf_str(&name), tz_buf_str(&decoded));
	if (strcmp(tz_buf_str(&plain), tz_buf_str(&decoded)) != 0)
		add_line(mail, tz_buf_str(&name), tz_buf_str(&plain));
	if (outer)
		tell_facts(mail, tz_buf_str(&name), tz_buf_str(&decoded));
}

/* One field of the mail's own header with its continuations, or a line that is
 * none, which mail programs do not show. */
static void
read_field(struct tz_mail *mail, struct tz_buf *field)
{
	char *text = field->data;
	size_t n = text ? strcspn(text, ":") : 0;
	tz_auto_buf line = TZ_BUF_INIT;

	if (!text || text[strspn(text, " \t\r\n")] == '\0')
		return;
	if (text[n] == ':' && n > 0 && strcspn(text, " \t\r\n") >= n) {
		text[n] = '\0';
		add_field(mail, text, text + n + 1, true);
		return;
	}
	tz_mail_header_unfold(text, &line);
	tz_story_break(&mail->headers, '\n');
	tz_story_add(&mail->headers, tz_buf_str(&line), line.len);
}

void
tz_mail_fields_outer(struct tz_mail *mail, const unsigned char *data,
    size_t len)
{
	tz_auto_buf field = TZ_BUF_INIT;
	size_t i, n_fields = 0;

	while (len > 0) {
		const unsigned char *end = memchr(data, '\n', len);
		size_t n = end ? (size_t)(end - data) + 1 : len;

		if (field.len > 0 && *data != ' ' && *data != '\t') {
			read_field(mail, &field);
			tz_buf_reset(&field);
			if (++n_fields > MAX_FIELDS) {
				tz_mail_partly(mail, TZ_REASON_LIMIT_ENTRIES);
				return;
			}
		}
		if (*data == '\n' || (*data == '\r' && n == 2))
			break;
		/* A NUL would end the field. */
		for (i = 0; i < n; i++)
			tz_buf_putc(&field, data[i] ? (char)data[i] : ' ');
		data += n;
		len -= n;
	}
	read_field(mail, &field);
}

void
tz_mail_fields(struct tz_mail *mail, GMimeObject *object)
{
	GMimeHeaderList *list = g_mime_object_get_header_list(object);
	int i, n = g_mime_header_list_get_count(list);

	if (n > MAX_FIELDS) {
		tz_mail_partly(mail, TZ_REASON_LIMIT_ENTRIES);
		n = MAX_FIELDS;
	}
	for (i = 0; i < n; i++) {
		GMimeHeader *header = g_mime_header_list_get_header_at(list, i);
		const char *raw = g_mime_header_get_raw_value(header);

		add_field(mail, g_mime_header_get_name(header), raw ? raw : "",
		    false);
	}
}

const char *
tz_mail_fields_raw(GMimeObject *object, const char *name)
{
	GMimeHeaderList *list = g_mime_object_get_header_list(object);
	GMimeHeader *header = g_mime_header_list_get_header(list, name);
	const char *raw = header ? g_mime_header_get_raw_value(header) : NULL;

	return raw ? raw : "";
}
