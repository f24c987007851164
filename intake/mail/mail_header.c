/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/mail/mail_header.c - values of header fields, as a person reads them
 */
#include "intake/mail/mail_header.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "intake/mail/mail_charset.h"
#include "intake/name.h"

/* Pieces of one parameter (RFC 2231, 3). */
#define MAX_PIECES 100

static int
digit(char c)
{
	const char *digits = "0123456789abcdef";
	const char *at = c ? strchr(digits, tolower((unsigned char)c)) : NULL;

	return at ? (int)(at - digits) : -1;
}

/* The value on one line, its bytes as they are. */
static void
unfold_bytes(const char *raw, struct tz_buf *ret)
{
	size_t from = ret->len;

	while (isspace((unsigned char)*raw))
		raw++;
	for (; *raw; raw++) {
		if (*raw == '\r' || *raw == '\n')
			continue;
		tz_buf_putc(ret, *raw == '\t' ? ' ' : *raw);
	}
	while (ret->len > from && ret->data[ret->len - 1] == ' ')
		ret->data[--ret->len] = '\0';
}

void
tz_mail_header_unfold(const char *raw, struct tz_buf *ret)
{
	tz_auto_buf line = TZ_BUF_INIT;

	unfold_bytes(raw, &line);
	tz_name_decode(tz_buf_str(&line), line.len, ret);
}

void
tz_mail_header_quoted(const char *text, size_t len, struct tz_buf *ret)
{
	size_t i;

	for (i = 0; i < len; i++) {
		if (text[i] != '=') {
			tz_buf_putc(ret, text[i]);
			continue;
		}
		if (i + 2 < len && digit(text[i + 1]) >= 0 &&
		    digit(text[i + 2]) >= 0) {
			tz_buf_putc(ret,
			    (char)(digit(text[i + 1]) << 4 |
				digit(text[i + 2])));
			i += 2;
		} else {
			/* A soft line end, with blanks from the way here. */
			size_t end = i + 1;

			while (end < len &&
			    (text[end] == ' ' || text[end] == '\t'))
				end++;
			end += end < len && text[end] == '\r';
			if (end == len)
				i = len;
			else if (text[end] == '\n')
				i = end;
			else
				tz_buf_putc(ret, '=');
		}
	}
}

static int
sextet(char c)
{
	if (c >= 'A' && c <= 'Z')
		return c - 'A';
	if (c >= 'a' && c <= 'z')
		return c - 'a' + 26;
	if (c >= '0' && c <= '9')
		return c - '0' + 52;
	return c == '+' || c == '-' ? 62 : c == '/' || c == '_' ? 63 : -1;
}

bool
tz_mail_header_base64(const char *text, size_t len, struct tz_buf *ret)
{
	unsigned bits = 0, n = 0;
	bool clean = true;
	size_t i;

	for (i = 0; i < len; i++) {
		int value = sextet(text[i]);

		if (value < 0) {
			clean &=
			    text[i] == '=' || isspace((unsigned char)text[i]);
			if (text[i] == '=')
				n = 0;
			continue;
		}
		bits = bits << 6 | (unsigned)value;
		if (++n == 1)
			continue;
		tz_buf_putc(ret, (char)(bits >> (8 - 2 * n) & 0xff));
		n &= 3;
	}
	return clean;
}

/* An encoded word. */
struct word {
	const char *charset, *text, *end;
	size_t charset_len, text_len;
	char encoding;
};

/* The encoded word at ${at}; false if there is none. */
static bool
parse_word(const char *at, struct word *ret)
{
	const char *mark, *end;

	if (at[0] != '=' || at[1] != '?')
		return false;
	ret->charset = at + 2;
	mark = strchr(ret->charset, '?');
	if (!mark || mark - ret->charset > 64 || !mark[1] || mark[2] != '?')
		return false;
	ret->charset_len = strcspn(ret->charset, "*?"); /* RFC 2231, 5 */
	ret->encoding = (char)tolower((unsigned char)mark[1]);
	ret->text = mark + 3;
	end = strstr(ret->text, "?=");
	/* "=?utf-8?Q?=41?=": the first mark may be of the text. */
	if (!end || (ret->encoding != 'q' && ret->encoding != 'b'))
		return false;
	ret->text_len = (size_t)(end - ret->text);
	ret->end = end + 2;
	return true;
}

static void
decode_word(const struct word *word, struct tz_buf *ret)
{
	tz_auto_buf text = TZ_BUF_INIT;
	size_t i;

	if (word->encoding == 'b') {
		(void)tz_mail_header_base64(word->text, word->text_len, ret);
		return;
	}
	for (i = 0; i < word->text_len; i++)
		tz_buf_putc(&text, word->text[i] == '_' ? ' ' : word->text[i]);
	tz_mail_header_quoted(tz_buf_str(&text), text.len, ret);
}

/* A run of words in one charset: a character may be cut between two. */
static const char *
decode_run(struct word *word, struct tz_buf *ret)
{
	tz_auto_buf bytes = TZ_BUF_INIT;
	tz_auto_buf label = TZ_BUF_INIT;
	const char *end;
	struct word next;

	tz_buf_append(&label, word->charset, word->charset_len);
	for (;;) {
		const char *at;

		decode_word(word, &bytes);
		end = at = word->end;
		while (*at == ' ')
			at++;
		if (!parse_word(at, &next))
			break;
		end = at;
		if (next.charset_len != word->charset_len ||
		    strncasecmp(next.charset, word->charset,
			next.charset_len) != 0)
			break;
		*word = next;
	}
	(void)tz_mail_charset_convert(tz_buf_str(&label), tz_buf_str(&bytes),
	    bytes.len, ret);
	return end;
}

void
tz_mail_header_decode(const char *raw, struct tz_buf *ret)
{
	tz_auto_buf line = TZ_BUF_INIT;
	const char *at, *plain;
	struct word word;

	unfold_bytes(raw, &line);
	at = plain = tz_buf_str(&line);
	while (*at) {
		if (!parse_word(at, &word)) {
			at++;
			continue;
		}
		tz_name_decode(plain, (size_t)(at - plain), ret);
		at = plain = decode_run(&word, ret);
	}
	tz_name_decode(plain, (size_t)(at - plain), ret);
}

/* One "name=value" of a structured field. */
struct parameter {
	const char *name;
	size_t name_len;
	struct tz_buf value; /* without its quotes */
};

/* Read the next parameter from ${*at}, behind its semicolon; false at the
 * end. */
static bool
next_parameter(const char **at, struct parameter *ret)
{
	const char *p = *at;

	tz_buf_reset(&ret->value);
	while (*p && (*p == ';' || isspace((unsigned char)*p)))
		p++;
	if (!*p)
		return false;
	ret->name = p;
	ret->name_len = strcspn(p, "=; \t");
	p += ret->name_len;
	while (*p == ' ' || *p == '\t')
		p++;
	if (*p == '=') {
		p++;
		while (*p == ' ' || *p == '\t')
			p++;
		if (*p == '"') {
			for (p++; *p && *p != '"'; p++) {
				if (*p == '\\' && p[1])
					p++;
				tz_buf_putc(&ret->value, *p);
			}
			p += *p == '"';
		} else {
			size_t n = strcspn(p, ";");

			tz_buf_append(&ret->value, p, n);
			p += n;
			while (ret->value.len > 0 &&
			    isspace((unsigned char)
					ret->value.data[ret->value.len - 1]))
				ret->value.data[--ret->value.len] = '\0';
		}
	}
	p += strcspn(p, ";");
	*at = p;
	return true;
}

static void
unescape(const char *text, struct tz_buf *ret)
{
	while (*text) {
		int high = *text == '%' ? digit(text[1]) : -1;
		int low = high < 0 ? -1 : digit(text[2]);

		tz_buf_putc(ret, low < 0 ? *text : (char)(high << 4 | low));
		text += low < 0 ? 1 : 3;
	}
}

/* The pieces of one parameter: name*, name*0, name*1*. */
struct pieces {
	struct tz_buf charset;
	struct tz_buf bytes;
	bool any;
};

/* Add the piece ${n} (-1: the whole); ${encoded}: with %-escapes. */
static void
add_piece(struct pieces *pieces, int n, bool encoded, const char *value)
{
	pieces->any = true;
	if (!encoded) {
		tz_buf_puts(&pieces->bytes, value);
		return;
	}
	if (n <= 0) {
		const char *first = strchr(value, '\'');
		const char *second = first ? strchr(first + 1, '\'') : NULL;

		if (second) {
			tz_buf_append(&pieces->charset, value,
			    (size_t)(first - value));
			value = second + 1;
		}
	}
	unescape(value, &pieces->bytes);
}

/* Find the piece ${n} of the parameter in the fields after ${at}. */
static bool
find_piece(const char *at, const char *name, int n, struct pieces *pieces)
{
	struct parameter parameter = {NULL, 0, TZ_BUF_INIT};
	size_t len = strlen(name);
	bool found = false;

	while (!found && next_parameter(&at, &parameter)) {
		const char *rest = parameter.name + len;
		char *end;

		if (parameter.name_len <= len || *rest != '*' ||
		    strncasecmp(parameter.name, name, len) != 0)
			continue;
		rest++;
		if (n >= 0) {
			if (!isdigit((unsigned char)*rest) ||
			    strtol(rest, &end, 10) != n)
				continue;
			rest = end;
		} else if (isdigit((unsigned char)*rest)) {
			continue;
		}
		add_piece(pieces, n, n < 0 || *rest == '*',
		    tz_buf_str(&parameter.value));
		found = true;
	}
	tz_buf_clear(&parameter.value);
	return found;
}

/* The plain "name=value", which programs fill with anything. */
static bool
find_plain(const char *at, const char *name, struct tz_buf *ret)
{
	struct parameter parameter = {NULL, 0, TZ_BUF_INIT};
	size_t len = strlen(name);
	bool found = false;

	while (!found && next_parameter(&at, &parameter)) {
		if (parameter.name_len != len ||
		    strncasecmp(parameter.name, name, len) != 0)
			continue;
		tz_mail_header_decode(tz_buf_str(&parameter.value), ret);
		found = true;
	}
	tz_buf_clear(&parameter.value);
	return found;
}

bool
tz_mail_header_parameter(const char *raw, const char *name, struct tz_buf *ret)
{
	tz_auto_buf line = TZ_BUF_INIT;
	struct pieces pieces = {TZ_BUF_INIT, TZ_BUF_INIT, false};
	const char *at;
	int n = 0;

	unfold_bytes(raw, &line);
	at = tz_buf_str(&line);
	at += strcspn(at, ";");
	if (!find_piece(at, name, -1, &pieces)) {
		while (n < MAX_PIECES && find_piece(at, name, n, &pieces))
			n++;
	}
	if (pieces.any)
		(void)tz_mail_charset_convert(tz_buf_str(&pieces.charset),
		    tz_buf_str(&pieces.bytes), pieces.bytes.len, ret);
	tz_buf_clear(&pieces.charset);
	tz_buf_clear(&pieces.bytes);
	return pieces.any || find_plain(at, name, ret);
}
