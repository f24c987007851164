/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/mail/mbox.c - mailboxes: a line "From ..." before each mail (RFC 4155)
 *
 * Each mail is a file of the mailbox.  A line that begins so within a mail is
 * told apart by the empty line before it and the header behind it.  The form of
 * Apple's Mail, one mail behind its length, is read here too.
 */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "intake/formats.h"
#include "intake/intake.h"

/* The end of the line at ${at}. */
static const unsigned char *
line_end(const unsigned char *at, const unsigned char *end)
{
	const unsigned char *mark = memchr(at, '\n', (size_t)(end - at));

	return mark ? mark + 1 : end;
}

/* Whether a header field stands at ${at}. */
static bool
is_field(const unsigned char *at, const unsigned char *end)
{
	const unsigned char *start = at;

	while (at < end && isgraph(*at) && *at != ':')
		at++;
	return at > start && at < end && *at == ':';
}

/* Whether a mail begins at the line ${at}. */
static bool
begins_mail(const unsigned char *at, const unsigned char *end)
{
	if ((size_t)(end - at) < 5 || memcmp(at, "From ", 5) != 0)
		return false;
	at = line_end(at, end);
	/* Some have an old ">From " there. */
	if ((size_t)(end - at) > 6 && memcmp(at, ">From ", 6) == 0)
		at = line_end(at, end);
	return at == end || is_field(at, end);
}

/* The line of the next mail after ${at}, or the end. */
static const unsigned char *
find_next(const unsigned char *at, const unsigned char *end)
{
	for (;;) {
		at = memmem(at, (size_t)(end - at), "\nFrom ", 6);
		if (!at)
			return end;
		at++;
		if (begins_mail(at, end) &&
		    (at[-2] == '\n' || (at[-2] == '\r' && at[-3] == '\n')))
			return at;
	}
}

enum tz_status
tz_read_mbox(struct tz_emit *emit, const struct tz_source *source,
    struct tz_err *err)
{
	const unsigned char *at = source->data, *end = at + source->len;
	struct tz_story lines;
	unsigned n = 0;
	enum tz_status s = TZ_OK;

	tz_story_start(&lines, TZ_CHANNEL_PROPERTY, "senders");
	while (s == TZ_OK && at < end) {
		const unsigned char *mail = line_end(at, end);
		const unsigned char *next = find_next(mail, end);
		char name[40];

		tz_story_break(&lines, '\n');
		tz_story_add(&lines, (const char *)at, (size_t)(mail - at));
		snprintf(name, sizeof name, "message-%u.eml", ++n);
		if (next > mail)
			s = tz_emit_child(emit, source, name, mail,
			    (size_t)(next - mail), err);
		at = next;
	}
	if (s == TZ_OK)
		s = tz_emit_story(emit, source, &lines, err);
	tz_story_clear(&lines);
	return s;
}

enum tz_status
tz_read_emlx(struct tz_emit *emit, const struct tz_source *source,
    struct tz_err *err)
{
	const unsigned char *at = source->data, *end = at + source->len;
	size_t len = 0, rest;
	enum tz_status s;

	for (; at < end && isdigit(*at) && len < source->len; at++)
		len = len * 10 + (size_t)(*at - '0');
	at = line_end(at, end);
	rest = (size_t)(end - at);
	if (len > rest) {
		s = tz_emit_reading(emit, source, TZ_READING_PARTLY,
		    TZ_REASON_DAMAGED, err);
		if (s)
			return s;
		len = rest;
	}
	s = tz_emit_child(emit, source, "message.eml", at, len, err);
	if (s == TZ_OK && len < rest)
		s = tz_emit_child(emit, source, "properties.xml", at + len,
		    rest - len, err);
	return s;
}
