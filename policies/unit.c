/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * policies/unit.c - the stretch of text in which two things belong together
 */
#include "policies/unit.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/utf8.h"

/* A line of so many columns (a Chinese character has two) is full. */
#define FULL_LINE 40

static bool
continues(const char *text, size_t at)
{
	return ((unsigned char)text[at] & 0xc0) == 0x80;
}

size_t
tz_characters_back(const char *text, size_t at, size_t n)
{
	while (n-- > 0 && at > 0)
		do
			at--;
		while (at > 0 && continues(text, at));
	return at;
}

size_t
tz_characters_on(const char *text, size_t len, size_t at, size_t n)
{
	while (n-- > 0 && at < len)
		do
			at++;
		while (at < len && continues(text, at));
	return at;
}

/* Whether the bytes before ${at} end with ${word}. */
static bool
after(const char *text, size_t at, const char *word)
{
	size_t len = strlen(word);

	return at >= len && memcmp(text + at - len, word, len) == 0;
}

/* Whether a mark that ends sentences stands just before ${at}. */
static bool
after_stop(const char *text, size_t at)
{
	static const char *const stops[] = {"。", "!", "?", "！", "？", "｡"};
	size_t i;

	for (i = 0; i < sizeof stops / sizeof *stops; i++)
		if (after(text, at, stops[i]))
			return true;
	return false;
}

/* Whether the line that ends at byte ${end} is full and goes on: no mark at
 * its end, no cells, and something on the next line. */
static bool
is_wrapped(const char *text, size_t len, size_t end)
{
	size_t at = end;
	size_t columns = 0;
	size_t next = end + 1;

	while (next < len && text[next] == ' ')
		next++;
	if (next >= len || text[next] == '\n' || text[next] == '\f' ||
	    after_stop(text, end) || after(text, end, ":") ||
	    after(text, end, "："))
		return false;
	while (at > 0 && columns < FULL_LINE) {
		size_t before = tz_characters_back(text, at, 1);

		if (text[before] == '\n' || text[before] == '\f' ||
		    text[before] == '\t')
			return false;
		columns += at - before > 2 ? 2 : 1;
		at = before;
	}
	return columns >= FULL_LINE;
}

/* Whether one unit ends and another begins at byte ${at}, which is inside of
 * the text. */
static bool
is_border(const char *text, size_t len, size_t at, enum tz_unit unit)
{
	char before = text[at - 1];

	if (before == '\f')
		return true;
	if (before == '\n')
		return !is_wrapped(text, len, at - 1);
	if (unit != TZ_UNIT_SENTENCE)
		return false;
	if (text[at] == ' ' && before == '.') {
		uint32_t point = 0;

		tz_utf8_next(text, len, at + 1, &point);
		return (point >= 'A' && point <= 'Z') || point >= 0x2e80;
	}
	return after_stop(text, at) && !continues(text, at);
}

size_t
tz_unit_begin(const char *text, size_t len, size_t at, enum tz_unit unit,
    size_t reach)
{
	size_t stop = at > reach ? at - reach : 0;

	while (at > stop && !(at < len && is_border(text, len, at, unit)))
		at--;
	while (at > 0 && at < len && continues(text, at))
		at--;
	return at;
}

size_t
tz_unit_end(const char *text, size_t len, size_t at, enum tz_unit unit,
    size_t reach)
{
	size_t stop = len - at > reach ? at + reach : len;

	while (at < stop && !(at > 0 && is_border(text, len, at, unit)))
		at++;
	while (at > 0 && at < len && continues(text, at))
		at--;
	return at;
}
