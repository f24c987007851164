/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/mail/mail_inline.c - files that stand in the text of a mail itself
 */
#include "intake/mail/mail_inline.h"

#include <ctype.h>
#include <string.h>

#include "intake/intake.h"

#define MAX_FILES 100

/* Decode one line of uuencode; false when it is none. */
static bool
decode_line(const char *line, size_t len, struct tz_buf *ret)
{
	size_t i, n, at = 1;

	if (len == 0 || line[0] < ' ' || line[0] > '`')
		return false;
	n = (size_t)(line[0] - ' ') & 63;
	if (n == 0)
		return true;
	/* Some programs leave off blanks at the end. */
	if (len > 1 + (n + 2) / 3 * 4 + 2)
		return false;
	for (i = 0; i < n; at += 4) {
		unsigned bits = 0, j;

		for (j = 0; j < 4; j++) {
			unsigned c =
			    at + j < len ? (unsigned char)line[at + j] : ' ';

			if (c < ' ' || c > '`')
				return false;
			bits = bits << 6 | ((c - ' ') & 63);
		}
		for (j = 0; j < 3 && i < n; j++, i++)
			tz_buf_putc(ret, (char)(bits >> (16 - 8 * j) & 0xff));
	}
	return true;
}

/* The file that begins at "begin MODE NAME"; returns what follows it. */
static const char *
read_uuencoded(struct tz_mail *mail, const char *at)
{
	tz_auto_buf name = TZ_BUF_INIT;
	tz_auto_buf data = TZ_BUF_INIT;
	const char *p = at + strlen("begin ");
	size_t n;

	n = strspn(p, "01234567");
	if (n < 3 || n > 4 || p[n] != ' ')
		return at + 1;
	p += n + 1;
	n = strcspn(p, "\r\n");
	tz_buf_append(&name, p, n);
	p += n;
	p += *p == '\r';
	p += *p == '\n';
	for (; *p; p += *p == '\n') {
		n = strcspn(p, "\r\n");
		if (n == 3 && memcmp(p, "end", 3) == 0)
			break;
		if (n > 0 && !decode_line(p, n, &data))
			break;
		p += n;
		p += *p == '\r';
	}
	if (data.len == 0)
		return at + 1;
	tz_mail_fact(mail, "attachment", TZ_CHANNEL_ATTACHMENT);
	tz_mail_part_child(mail, name.len > 0 ? tz_buf_str(&name) : "uuencoded",
	    data.data, data.len);
	return p;
}

void
tz_mail_inline_read(struct tz_mail *mail, const char *text)
{
	const char *at = text;
	unsigned n = 0;

	if (strstr(text, "-----BEGIN PGP MESSAGE-----")) {
		tz_mail_fact(mail, "encrypted", TZ_CHANNEL_BODY);
		tz_mail_partly(mail, TZ_REASON_ENCRYPTED);
	}
	if (strstr(text, "(This file must be converted with BinHex"))
		tz_mail_partly(mail, TZ_REASON_UNSUPPORTED_TYPE);
	while ((at = strstr(at, "begin ")) && mail->status == TZ_OK) {
		if (at > text && at[-1] != '\n') {
			at++;
			continue;
		}
		if (++n > MAX_FILES) {
			tz_mail_partly(mail, TZ_REASON_LIMIT_ENTRIES);
			return;
		}
		at = read_uuencoded(mail, at);
	}
}
