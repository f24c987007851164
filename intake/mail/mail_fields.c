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

void
tz_mail_fields(struct tz_mail *mail, GMimeObject *object, bool outer)
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
		tz_auto_buf name = TZ_BUF_INIT;
		tz_auto_buf plain = TZ_BUF_INIT;
		tz_auto_buf decoded = TZ_BUF_INIT;

		tz_name_decode(g_mime_header_get_name(header),
		    strlen(g_mime_header_get_name(header)), &name);
		tz_mail_header_unfold(raw ? raw : "", &plain);
		tz_mail_header_decode(raw ? raw : "", &decoded);
		add_line(mail, tz_buf_str(&name), tz_buf_str(&decoded));
		if (strcmp(tz_buf_str(&plain), tz_buf_str(&decoded)) != 0)
			add_line(mail, tz_buf_str(&name), tz_buf_str(&plain));
		if (outer)
			tell_facts(mail, tz_buf_str(&name),
			    tz_buf_str(&decoded));
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
