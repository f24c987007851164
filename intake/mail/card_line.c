/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/mail/card_line.c - the lines of vCard and iCalendar
 */
#include "intake/mail/card_line.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "intake/mail/mail_charset.h"
#include "intake/mail/mail_header.h"
#include "intake/name.h"

/* Append the line at the cursor, without its end; false at the end. */
static bool
take_line(struct tz_card_cursor *cursor, struct tz_buf *ret)
{
	const char *at = cursor->data + cursor->at;
	size_t rest = cursor->len - cursor->at, n;
	const char *end;

	if (rest == 0)
		return false;
	end = memchr(at, '\n', rest);
	n = end ? (size_t)(end - at) : rest;
	cursor->at += n + (end != NULL);
	cursor->number++;
	while (n > 0 && at[n - 1] == '\r')
		n--;
	tz_buf_append(ret, at, n);
	return true;
}

static bool
is_folded(const struct tz_card_cursor *cursor)
{
	return cursor->at < cursor->len &&
	    (cursor->data[cursor->at] == ' ' ||
		cursor->data[cursor->at] == '\t');
}

/* The name, the parameters and where the value begins; blanks in quotes do
 * not end them.  NULL when there is no colon. */
static const char *
split(const struct tz_buf *line, struct tz_card_line *ret)
{
	const char *start = tz_buf_str(line), *at = start, *name_end;
	const char *dot;
	bool quoted = false;

	at += strcspn(at, ";:");
	name_end = at;
	for (; *at && (quoted || *at != ':'); at++)
		quoted ^= *at == '"';
	if (*at != ':') {
		at = name_end + strcspn(name_end, ":");
		if (*at != ':')
			return NULL;
	}
	dot = memchr(start, '.', (size_t)(name_end - start));
	if (dot)
		start = dot + 1;
	tz_buf_append(&ret->name, start, (size_t)(name_end - start));
	tz_buf_append(&ret->parameters, name_end, (size_t)(at - name_end));
	return at + 1;
}

/* Append the text with its escapes undone: "\n", "\,", "\;". */
static void
unescape(const char *text, struct tz_buf *ret)
{
	for (; *text; text++) {
		if (*text == '\\' && text[1]) {
			text++;
			tz_buf_putc(ret,
			    *text == 'n' || *text == 'N' ? '\n' : *text);
		} else {
			tz_buf_putc(ret, *text);
		}
	}
}

/* Whether the line is encoded so: ENCODING=word, or in vCard 2.1 the word
 * alone. */
static bool
is_encoded(const struct tz_card_line *line, const char *word)
{
	const char *at = tz_buf_str(&line->parameters);
	size_t len = strlen(word);

	while (*at == ';') {
		at++;
		if (strncasecmp(at, "ENCODING=", 9) == 0)
			at += 9;
		if (strncasecmp(at, word, len) == 0 &&
		    (at[len] == ';' || at[len] == '\0'))
			return true;
		at += strcspn(at, ";");
	}
	return false;
}

/* The value as text or bytes. */
static void
decode(struct tz_card_cursor *cursor, const char *raw, struct tz_card_line *ret)
{
	tz_auto_buf bytes = TZ_BUF_INIT;
	tz_auto_buf text = TZ_BUF_INIT;
	tz_auto_buf charset = TZ_BUF_INIT;
	size_t len = strlen(raw);

	if (is_encoded(ret, "BASE64") || is_encoded(ret, "B")) {
		ret->binary = true;
		(void)tz_mail_header_base64(raw, len, &ret->value);
		return;
	}
	if (is_encoded(ret, "QUOTED-PRINTABLE"))
		tz_mail_header_quoted(raw, len, &bytes);
	else
		tz_buf_append(&bytes, raw, len);
	(void)tz_card_line_parameter(ret, "CHARSET", &charset);
	if (!tz_mail_charset_convert(tz_buf_str(&charset), tz_buf_str(&bytes),
		bytes.len, &text))
		cursor->damaged = true;
	unescape(tz_buf_str(&text), &ret->value);
}

/* Names and parameters in the encoding they seem to be in. */
static void
to_utf8(struct tz_buf *buf)
{
	tz_auto_buf text = TZ_BUF_INIT;

	tz_name_decode(tz_buf_str(buf), buf->len, &text);
	tz_buf_reset(buf);
	tz_buf_puts(buf, tz_buf_str(&text));
}

bool
tz_card_line_next(struct tz_card_cursor *cursor, struct tz_card_line *ret)
{
	tz_auto_buf line = TZ_BUF_INIT;
	const char *raw;
	bool quoted;

	tz_card_line_clear(ret);
	do {
		tz_buf_reset(&line);
		ret->number = cursor->number + 1;
		if (!take_line(cursor, &line))
			return false;
	} while (line.len == 0);
	quoted = strcasestr(tz_buf_str(&line), "QUOTED-PRINTABLE") != NULL;
	/* A soft line break of quoted-printable, or a fold. */
	while (!line.failed) {
		if (quoted && line.len > 0 && line.data[line.len - 1] == '=') {
			line.data[--line.len] = '\0';
			if (!take_line(cursor, &line))
				break;
		} else if (is_folded(cursor)) {
			cursor->at++;
			if (!take_line(cursor, &line))
				break;
		} else {
			break;
		}
	}
	raw = split(&line, ret);
	if (!raw) {
		raw = tz_buf_str(&line);
		/* More of the base64 above, or no line of a card. */
		cursor->damaged |= strspn(raw, " \t") != line.len;
	}
	decode(cursor, raw, ret);
	to_utf8(&ret->name);
	to_utf8(&ret->parameters);
	return true;
}

void
tz_card_line_clear(struct tz_card_line *line)
{
	tz_buf_clear(&line->name);
	tz_buf_clear(&line->parameters);
	tz_buf_clear(&line->value);
	line->binary = false;
}

bool
tz_card_line_parameter(const struct tz_card_line *line, const char *name,
    struct tz_buf *ret)
{
	const char *at = tz_buf_str(&line->parameters);
	size_t len = strlen(name);

	while (*at == ';') {
		const char *end = at + 1;
		bool quoted = false;

		for (; *end && (quoted || *end != ';'); end++)
			quoted ^= *end == '"';
		if (strncasecmp(at + 1, name, len) == 0 && at[1 + len] == '=') {
			for (at += len + 2; at < end; at++) {
				if (*at != '"')
					tz_buf_putc(ret, *at);
			}
			return true;
		}
		at = end;
	}
	return false;
}
