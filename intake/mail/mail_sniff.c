/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/mail/mail_sniff.c - mails and what belongs to them, by their form
 */
#include "intake/mail/mail_sniff.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

static bool
begins(const unsigned char *data, size_t len, const char *with)
{
	size_t n = strlen(with);

	return len >= n && strncasecmp((const char *)data, with, n) == 0;
}

/* The length of the first line, its end included. */
static size_t
line_len(const unsigned char *data, size_t len)
{
	const unsigned char *end = memchr(data, '\n', len);

	return end ? (size_t)(end - data) + 1 : len;
}

bool
tz_mail_sniff_is_field(const unsigned char *data, size_t len)
{
	size_t i = 0;

	while (i < len && isgraph(data[i]) && data[i] != ':')
		i++;
	return i > 0 && i < len && data[i] == ':';
}

/* Whether the line is a "From " of a mailbox: it ends with a year. */
static bool
is_separator(const unsigned char *data, size_t len)
{
	while (len > 0 && isspace(data[len - 1]))
		len--;
	/* Some add the offset to UTC behind it. */
	if (len > 6 && data[len - 5] == '+' && isdigit(data[len - 1]))
		len -= 6;
	return begins(data, len, "From ") && len > 20 &&
	    isdigit(data[len - 1]) && isdigit(data[len - 2]) &&
	    isdigit(data[len - 3]) && isdigit(data[len - 4]) &&
	    memchr(data, ':', len) != NULL;
}

/* Mail by its header: lines "Name: value" that end with an empty one, and one
 * that only mail has, or a sender's address, a recipient and a subject. */
static bool
is_mail(const unsigned char *data, size_t len)
{
	static const char *const mail[] = {"MIME-Version:", "Message-ID:",
	    "Received:", "Return-Path:", "Content-Transfer-Encoding:"};
	static const char *const usual[] = {"From:", "To:", "Subject:"};
	unsigned met = 0;
	bool found = false;
	size_t i, lines;

	for (lines = 0; lines < 200 && len > 0; lines++) {
		size_t n = line_len(data, len);

		if (data[0] == '\n' || data[0] == '\r')
			return found || met == 7;
		if (data[0] != ' ' && data[0] != '\t' &&
		    !tz_mail_sniff_is_field(data, n))
			return false;
		for (i = 0; i < sizeof mail / sizeof mail[0]; i++)
			found |= begins(data, n, mail[i]);
		for (i = 0; i < 3; i++) {
			if (begins(data, n, usual[i]) &&
			    (i > 0 || memchr(data, '@', n)))
				met |= 1U << i;
		}
		data += n;
		len -= n;
	}
	return found;
}

/* A first line that is a number: how long the mail behind it is. */
static bool
is_length(const unsigned char *data, size_t len)
{
	size_t i = 0;

	while (i < len && isdigit(data[i]))
		i++;
	if (i == 0 || i > 10)
		return false;
	while (i < len && (data[i] == ' ' || data[i] == '\r'))
		i++;
	return i < len && data[i] == '\n';
}

const char *
tz_mail_sniff(const unsigned char *data, size_t len)
{
	size_t first;

	while (len > 0 && isspace(*data)) {
		data++;
		len--;
	}
	if (begins(data, len, "BEGIN:VCARD"))
		return "text/vcard";
	if (begins(data, len, "BEGIN:VCALENDAR"))
		return "text/calendar";
	first = line_len(data, len);
	/* The line that a mailbox puts before each mail. */
	if (begins(data, len, "From ") &&
	    (is_mail(data + first, len - first) ||
		(is_separator(data, first) &&
		    tz_mail_sniff_is_field(data + first, len - first))))
		return "application/mbox";
	if (is_length(data, len) && is_mail(data + first, len - first))
		return "message/x-emlx";
	return is_mail(data, len) ? "message/rfc822" : NULL;
}
