/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/text/escaped.c - taking escapes for what they stand for
 */
#include "intake/text/escaped.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

#define FIRST_SURROGATE 0xd800U
#define FIRST_LOW_SURROGATE 0xdc00U
#define AFTER_SURROGATES 0xe000U

static int
hex_digit(char c)
{
	const char *digits = "0123456789abcdef0123456789ABCDEF";
	const char *at = c ? strchr(digits, c) : NULL;

	return at ? (int)(at - digits) % 16 : -1;
}

/* Read "\uXXXX" at the start; its length, 0 if there is none. */
static size_t
unit_escape(const char *text, size_t len, uint32_t *ret)
{
	size_t i;

	if (len < 6 || text[0] != '\\' || text[1] != 'u')
		return 0;
	for (*ret = 0, i = 2; i < 6; i++) {
		int digit = hex_digit(text[i]);

		if (digit < 0)
			return 0;
		*ret = *ret << 4 | (uint32_t)digit;
	}
	return 6;
}

static size_t
point_escape(const char *text, size_t len, uint32_t *ret)
{
	uint32_t low;
	size_t n = unit_escape(text, len, ret);

	if (n == 0 || *ret < FIRST_SURROGATE || *ret >= AFTER_SURROGATES)
		return n;
	if (unit_escape(text + n, len - n, &low) == 0 ||
	    low < FIRST_LOW_SURROGATE || low >= AFTER_SURROGATES)
		return n;
	*ret = 0x10000 + ((*ret - FIRST_SURROGATE) << 10) +
	    (low - FIRST_LOW_SURROGATE);
	return 2 * n;
}

/* Read "&#26426;", "&#x673a;" or "&amp;" at the start; its length, 0 if none.
 */
static size_t
reference(const char *text, size_t len, uint32_t *ret)
{
	bool hex;
	size_t i;

	static const struct {
		const char *name;
		uint32_t point;
	} named[] = {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'},
	    {"&quot;", '"'}, {"&apos;", '\''}, {"&nbsp;", 0xa0}};

	if (len < 4 || text[0] != '&')
		return 0;
	for (i = 0; text[1] != '#' && i < sizeof named / sizeof named[0]; i++) {
		size_t n = strlen(named[i].name);

		if (len >= n && memcmp(text, named[i].name, n) == 0) {
			*ret = named[i].point;
			return n;
		}
	}
	if (text[1] != '#')
		return 0;
	hex = text[2] == 'x' || text[2] == 'X';
	for (*ret = 0, i = hex ? 3 : 2; i < len && i < 11; i++) {
		int digit = hex_digit(text[i]);

		if (text[i] == ';')
			return *ret > 0 && *ret <= 0x10ffff ? i + 1 : 0;
		if (digit < 0 || (!hex && digit > 9))
			return 0;
		*ret = *ret * (hex ? 16 : 10) + (uint32_t)digit;
	}
	return 0;
}

size_t
tz_escaped_decode(const char *line, size_t len, struct tz_buf *ret)
{
	size_t at = 0, found = 0;

	while (at < len) {
		uint32_t point;
		size_t n = point_escape(line + at, len - at, &point);

		if (n == 0)
			n = reference(line + at, len - at, &point);
		if (n > 0) {
			tz_utf8_put(point, ret);
			/* "&amp;" is plain enough by itself. */
			found += line[at] != '&' || line[at + 1] == '#';
			at += n;
		} else {
			tz_buf_putc(ret, line[at++]);
		}
	}
	return found;
}
