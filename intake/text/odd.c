/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/text/odd.c - looking for odd characters, by their first bytes
 */
#include "intake/text/odd.h"

#include <ctype.h>
#include <stdint.h>

#include "base/utf8.h"

#define BLACK_FLAG 0x1f3f4U

/* Whether ${c} can be the first byte of an odd character. */
static bool
may_begin(unsigned char c)
{
	return c == 0xe2 || c == 0xef || c == 0xf3 || c == 0xe1;
}

/* A letter, a digit, a Han character: what words are made of. */
static bool
in_word(uint32_t point)
{
	return point < 0x80 ? isalnum((int)point) != 0
			    : !tz_utf8_is_space(point) && point >= 0xc0 &&
		(point < 0x2000 || point > 0x303f);
}

/* The character that ends before byte ${at}, 0 at the start. */
static uint32_t
before(const char *text, size_t len, size_t at)
{
	uint32_t point = 0;
	size_t start = at;

	while (start > 0 && at - start < 4) {
		start--;
		if (((unsigned char)text[start] & 0xc0) != 0x80)
			break;
	}
	if (start < at)
		(void)tz_utf8_next(text, len, start, &point);
	return point;
}

/* Whether the character is odd where it stands. */
static bool
is_odd(const char *text, size_t len, size_t at, size_t n, uint32_t point)
{
	uint32_t next = 0, last;

	if ((point >= 0x202a && point <= 0x202e) ||
	    (point >= 0x2066 && point <= 0x2069))
		return true;
	last = before(text, len, at);
	if (point >= 0xe0000 && point <= 0xe007f)
		return last != BLACK_FLAG &&
		    !(last >= 0xe0020 && last <= 0xe007e);
	if (point != 0x200b && !(point >= 0x2060 && point <= 0x2064) &&
	    point != 0xfeff && point != 0x180e)
		return false;
	(void)tz_utf8_next(text, len, at + n, &next);
	return in_word(last) && in_word(next);
}

bool
tz_odd_characters(const char *text, size_t len, size_t *ret_at)
{
	size_t at;

	for (at = 0; at < len; at++) {
		uint32_t point;
		size_t n;

		if (!may_begin((unsigned char)text[at]))
			continue;
		n = tz_utf8_next(text, len, at, &point);
		if (is_odd(text, len, at, n, point)) {
			*ret_at = at;
			return true;
		}
	}
	return false;
}
