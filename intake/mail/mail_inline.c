/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/mail/mail_inline.c - files that stand in the text of a mail itself
 */
#include "intake/mail/mail_inline.h"

#include <ctype.h>
#include <string.h>

#include "intake/intake.h"
#include "intake/name.h"

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

/* The length of the line at ${at}, its end included. */
static size_t
line_len(const char *at, size_t len)
{
	const char *end = memchr(at, '\n', len);

	return end ? (size_t)(end - at) + 1 : len;
}

static bool
is_line(const char *at, size_t len, const char *with)
{
	return len >= strlen(with) && memcmp(at, with, strlen(with)) == 0;
}

/* Decode one line of yEnc 1.3. */
static void
decode_yenc(const char *line, size_t len, struct tz_buf *ret)
{
	size_t i;

	/* A dot that was doubled on the way. */
	for (i = len > 1 && line[0] == '.' && line[1] == '.'; i < len; i++) {
		unsigned c = (unsigned char)line[i];

		if (c == '\r' || c == '\n')
			continue;
		if (c == '=' && i + 1 < len)
			c = (unsigned char)line[++i] - 64U;
		tz_buf_putc(ret, (char)((c - 42U) & 0xff));
	}
}

/* The file that begins at "=ybegin"; the length of all of it. */
static size_t
read_yenc(struct tz_mail *mail, const char *data, size_t len)
{
	tz_auto_buf name = TZ_BUF_INIT;
	tz_auto_buf bytes = TZ_BUF_INIT;
	size_t n = line_len(data, len), at = n;
	const char *start = memmem(data, n, " name=", 6);

	if (start) {
		start += 6;
		tz_name_decode(start, n - (size_t)(start - data), &name);
		while (name.len > 0 &&
		    isspace((unsigned char)name.data[name.len - 1]))
			name.data[--name.len] = '\0';
	}
	while (at < len && !is_line(data + at, len - at, "=yend")) {
		n = line_len(data + at, len - at);
		if (!is_line(data + at, n, "=ypart"))
			decode_yenc(data + at, n, &bytes);
		at += n;
	}
	at += line_len(data + at, len - at);
	tz_mail_fact(mail, "attachment", TZ_CHANNEL_ATTACHMENT);
	tz_mail_part_child(mail, name.len > 0 ? tz_buf_str(&name) : "yenc",
	    tz_buf_str(&bytes), bytes.len);
	return at;
}

bool
tz_mail_inline_take(struct tz_mail *mail, const char *data, size_t len,
    struct tz_buf *ret)
{
	size_t at = 0, n;
	unsigned n_files = 0;

	if (!data || len == 0 || !memmem(data, len, "=ybegin ", 8) ||
	    !memmem(data, len, "\n=yend", 6))
		return false;
	while (at < len) {
		n = line_len(data + at, len - at);
		if (!is_line(data + at, n, "=ybegin ")) {
			tz_buf_append(ret, data + at, n);
		} else if (n_files++ < MAX_FILES) {
			n = read_yenc(mail, data + at, len - at);
		} else {
			tz_mail_partly(mail, TZ_REASON_LIMIT_ENTRIES);
			return true;
		}
		at += n;
	}
	return true;
}

void
tz_mail_inline_read(struct tz_mail *mail, const char *text)
{
	const char *at = text;
	unsigned n = 0;

	if (strstr(text, "-----BEGIN PGP SIGNED MESSAGE-----") &&
	    strstr(text, "-----BEGIN PGP SIGNATURE-----"))
		tz_mail_fact(mail, "digital-signature", TZ_CHANNEL_PROPERTY);
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
