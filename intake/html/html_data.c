/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/html/html_data.c - files that an HTML page holds in its addresses
 *
 * "data:text/plain;base64,aGk=": what it says of its type is not believed, the
 * bytes are identified as those of any other file.
 */
#include "intake/html/html_data.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/digest.h"
#include "intake/intake.h"

#define SCHEME "data:"

bool
tz_html_data_is(const char *address)
{
	return strncasecmp(address, SCHEME, strlen(SCHEME)) == 0 &&
	    strchr(address, ',') != NULL;
}

static int
digit(char c)
{
	const char *digits = "0123456789abcdef";
	const char *at = c ? strchr(digits, tolower((unsigned char)c)) : NULL;

	return at ? (int)(at - digits) : -1;
}

/* Append the bytes that %-escapes stand for, and all others. */
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

/* Decode base64 as browsers do: blanks do not count, nor does missing
 * padding; false when it is none. */
static bool
decode(const struct tz_buf *text, struct tz_buf *ret)
{
	tz_auto_buf clean = TZ_BUF_INIT;
	size_t i;

	for (i = 0; i < text->len; i++) {
		if (!isspace((unsigned char)text->data[i]))
			tz_buf_putc(&clean, text->data[i]);
	}
	while (clean.len % 4 != 0)
		tz_buf_putc(&clean, '=');
	return !clean.failed &&
	    tz_base64_decode(tz_buf_str(&clean), clean.len, ret, NULL) == TZ_OK;
}

enum tz_status
tz_html_data_read(struct tz_emit *emit, const struct tz_source *source,
    const char *address, unsigned n, struct tz_err *err)
{
	const char *comma = strchr(address, ',');
	static const char base64[] = ";base64";
	size_t len = strlen(base64);
	tz_auto_buf plain = TZ_BUF_INIT;
	tz_auto_buf data = TZ_BUF_INIT;
	char name[32];
	enum tz_status s;

	snprintf(name, sizeof name, "data-%u", n);
	unescape(comma + 1, &plain);
	s = tz_buf_check(&plain, err);
	/* An empty one asks for no icon. */
	if (s || plain.len == 0)
		return s;
	if ((size_t)(comma - address) < strlen(SCHEME) + len ||
	    strncasecmp(comma - len, base64, len) != 0)
		return tz_emit_child(emit, source, name, plain.data, plain.len,
		    err);
	if (!decode(&plain, &data))
		return tz_emit_unread(emit, source, name, TZ_REASON_DAMAGED,
		    err);
	return tz_emit_child(emit, source, name, data.data, data.len, err);
}
