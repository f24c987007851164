/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/where.c - the words of a place as people read them
 *
 * A stored finding has the words and nothing else, so they are taken apart by
 * the patterns that they were made by (TZ_PLACE_LIST) and put together again
 * by the translated ones.
 */
#include "cli/where.h"

#include <ctype.h>
#include <string.h>

/* {n} and {m} are numbers, {s} is a name, {b} a box on a page.  What a pattern
 * begins with comes before that pattern.  Cells are their own words. */
static const char *const patterns[] = {
    N_("line {n}, column {m}"),
    N_("line {n}"),
    N_("paragraph {n}"),
    N_("page {n}, annotation {m} by {s} at {b}"),
    N_("page {n}, annotation {m} by {s}"),
    N_("page {n}, annotation {m} at {b}"),
    N_("page {n}, annotation {m}"),
    N_("page {n} at {b}"),
    N_("page {n}"),
    N_("slide {n}"),
    N_("comment {n} by {s}"),
    N_("comment {n}"),
    N_("change {n} by {s}"),
    N_("change {n}"),
    N_("note {n}"),
    N_("property {s}"),
    N_("<{s}> at line {n}"),
    N_("name"),
};

#define BETWEEN " to "

/* A piece of the words that stands for a thing in braces. */
struct piece {
	const char *at;
	size_t len;
};

struct pieces {
	struct piece n, m, s, b;
};

static struct piece *
piece_of(struct pieces *pieces, char letter)
{
	return letter == 'n' ? &pieces->n
	    : letter == 'm'  ? &pieces->m
	    : letter == 'b'  ? &pieces->b
			     : &pieces->s;
}

/* How many bytes a number or a box takes. */
static size_t
figures(const char *at, const char *end, bool box)
{
	const char *from = at;

	while (at < end &&
	    (isdigit((unsigned char)*at) || (box && strchr(",-", *at))))
		at++;
	return (size_t)(at - from);
}

/* The shortest name behind which the rest of the pattern may follow. */
static size_t
name_len(const char *at, const char *end, const char *rest)
{
	size_t stop = strcspn(rest, "{");
	const char *from = at;

	if (stop == 0)
		return (size_t)(end - at);
	while ((size_t)(end - at) > stop && memcmp(at, rest, stop) != 0)
		at++;
	return (size_t)(at - from);
}

/* Take the words of one place apart by a pattern: all of them. */
static bool
matches(const char *pattern, const char *at, const char *end,
    struct pieces *ret)
{
	while (*pattern) {
		struct piece *piece;

		if (*pattern != '{') {
			if (at == end || *at++ != *pattern++)
				return false;
			continue;
		}
		piece = piece_of(ret, pattern[1]);
		piece->at = at;
		piece->len = pattern[1] == 's'
		    ? name_len(at, end, pattern + 3)
		    : figures(at, end, pattern[1] == 'b');
		if (piece->len == 0)
			return false;
		at += piece->len;
		pattern += 3;
	}
	return at == end;
}

static void
put_together(const char *pattern, struct pieces *pieces, struct tz_buf *ret)
{
	const struct piece *piece;

	for (; *pattern; pattern++) {
		if (*pattern != '{' || !pattern[1] || pattern[2] != '}') {
			tz_buf_putc(ret, *pattern);
			continue;
		}
		piece = piece_of(pieces, pattern[1]);
		tz_buf_append(ret, piece->at, piece->len);
		pattern += 2;
	}
}

/* Append one place as people read it.  False when it is none. */
static bool
say(const char *at, const char *end, struct tz_buf *ret)
{
	size_t i;

	for (i = 0; i < sizeof patterns / sizeof *patterns; i++) {
		struct pieces pieces = {{"", 0}, {"", 0}, {"", 0}, {"", 0}};

		if (matches(patterns[i], at, end, &pieces)) {
			put_together(_(patterns[i]), &pieces, ret);
			return true;
		}
	}
	return false;
}

/* Append two places with "to" between them. */
static bool
say_two(const char *where, const char *end, struct tz_buf *ret)
{
	const char *to = where;

	while ((to = strstr(to, BETWEEN))) {
		tz_auto_buf words = TZ_BUF_INIT;

		if (say(where, to, &words)) {
			/* TRANSLATORS: between two places: "line 1 to line
			 * 2". */
			tz_buf_puts(&words, _(" to "));
			if (say(to + strlen(BETWEEN), end, &words)) {
				tz_buf_append(ret, words.data, words.len);
				return true;
			}
		}
		to++;
	}
	return false;
}

const char *
tz_cli_where(struct tz_cli *cli, const char *where)
{
	tz_auto_buf words = TZ_BUF_INIT;
	const char *end;

	if (!where)
		return "";
	end = where + strlen(where);
	/* A name may hold anything, so two places are tried first. */
	if (!say_two(where, end, &words) && !say(where, end, &words))
		return tz_cli_clean(cli, where);
	return tz_cli_clean(cli, tz_buf_str(&words));
}
