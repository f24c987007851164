/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/text/charset_form.c - encodings that are told by their form
 */
#include "intake/text/charset_form.h"

#include <ctype.h>
#include <stdint.h>
#include <string.h>

#include "base/buf.h"
#include "base/encoding.h"
#include "base/utf8.h"

/* How many characters beyond ASCII, and whether all are such as stand in a
 * text. */
static size_t
count_foreign(const struct tz_buf *text, bool *ret_plausible)
{
	size_t at = 0, n, count = 0;
	uint32_t point;

	*ret_plausible = true;
	while ((n = tz_utf8_next(text->data, text->len, at, &point)) > 0) {
		at += n;
		if (point < 0x80)
			continue;
		count++;
		*ret_plausible &= (point >= 0xa0 && point < 0x590) ||
		    (point >= 0x2010 && point < 0x2050) ||
		    (point >= 0x3000 && point < 0x3100) ||
		    (point >= 0x4e00 && point < 0xa000) ||
		    (point >= 0xac00 && point < 0xd7a4) ||
		    (point >= 0xff00 && point < 0xff70);
	}
	return count;
}

static bool
reads(const char *data, size_t len, const char *name)
{
	tz_auto_buf text = TZ_BUF_INIT;
	size_t n_replaced = 0;
	bool plausible;

	return tz_encoding_convert(data, len, name, &text, &n_replaced, NULL) ==
	    TZ_OK &&
	    n_replaced == 0 && text.len > 0 &&
	    count_foreign(&text, &plausible) > 1 && plausible;
}

/* Whether "+", digits of base64 for a character at least, and "-" or what is
 * no such digit stand there. */
static bool
may_be_utf7(const char *data, size_t len)
{
	const char *at = data, *end = data + len;

	while ((at = memchr(at, '+', (size_t)(end - at)))) {
		size_t n = 0;

		at++;
		while (at + n < end &&
		    (isalnum((unsigned char)at[n]) || at[n] == '/' ||
			at[n] == '+'))
			n++;
		if (n >= 5)
			return true;
		at += n;
		if (at >= end)
			break;
	}
	return false;
}

const char *
tz_charset_form_of_ascii(const char *data, size_t len)
{
	if (!data || len == 0)
		return NULL;
	if (memmem(data, len, "~{", 2) && memmem(data, len, "~}", 2) &&
	    reads(data, len, "HZ-GB-2312"))
		return "HZ-GB-2312";
	if (may_be_utf7(data, len) && reads(data, len, "UTF-7"))
		return "UTF-7";
	return NULL;
}

bool
tz_charset_form_is_taiwan(const char *data, size_t len)
{
	const unsigned char *bytes = (const unsigned char *)data;
	size_t i = 0, usual = 0, late = 0;

	while (i < len) {
		unsigned a = bytes[i], b = i + 1 < len ? bytes[i + 1] : 0;

		if (a < 0x80) {
			i++;
		} else if (a == 0x8e && b >= 0xa1 && b <= 0xa7) {
			i += 4;
		} else if (b >= 0xa1 && a >= 0xc4 && a <= 0xfd) {
			usual++;
			late += a >= 0xd8;
			i += 2;
		} else if (b >= 0xa1 && a >= 0xa1 && a <= 0xa6) {
			i += 2;
		} else {
			return false;
		}
	}
	/* Of Chinese in GB 2312 a third stands before C4, few behind D8. */
	return usual >= 12 && late * 6 > usual;
}
