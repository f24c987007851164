/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/mail/mail_differ.c - whether two forms of a mail say the same
 *
 * Both are made into a list of units (a word, or a pair of Chinese characters)
 * and it is asked which units of one are not in the other.  Mail programs add
 * addresses, marks of lists and lines when they write the plain form of a
 * page, so these are left out.
 */
#include "intake/mail/mail_differ.h"

#include <ctype.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/utf8.h"

/* That many units that the other form lacks are no accident. */
#define MANY 3
#define MAX_UNITS ((size_t)1 << 20)

struct units {
	uint64_t *hashes;
	size_t n;
	size_t cap;
};

static void
add_unit(struct units *units, uint64_t hash)
{
	if (units->n == MAX_UNITS)
		return;
	if (units->n == units->cap) {
		size_t cap = units->cap ? 2 * units->cap : 256;
		uint64_t *grown = realloc(units->hashes, cap * sizeof *grown);

		if (!grown)
			return;
		units->hashes = grown;
		units->cap = cap;
	}
	units->hashes[units->n++] = hash;
}

static bool
is_letter(uint32_t point)
{
	return point < 0x80 ? isalnum((int)point)
			    : point >= 0xc0 && point != 0xd7 && point != 0xf7 &&
		!(point >= 0x2000 && point < 0x2e80) &&
		!(point >= 0x3000 && point < 0x3005) &&
		!(point >= 0x3008 && point < 0x3021) &&
		!(point >= 0xe000 && point < 0xf900) &&
		!(point >= 0xfe00 && point < 0xfe70) &&
		!(point >= 0xff00 && point < 0xff10) &&
		!(point >= 0xff1a && point < 0xff21) && point != 0xfffd &&
		point != 0xfeff;
}

/* The length of an address at the start of the text, 0 if there is none. */
static size_t
address_len(const char *text)
{
	if (strncasecmp(text, "http://", 7) != 0 &&
	    strncasecmp(text, "https://", 8) != 0 &&
	    strncasecmp(text, "mailto:", 7) != 0 &&
	    strncasecmp(text, "cid:", 4) != 0)
		return 0;
	return strcspn(text, " \t\r\n<>)]\"");
}

static void
split(const char *text, struct units *ret)
{
	size_t len = strlen(text), at = 0, n;
	uint32_t point, last = 0;
	uint64_t word = 0;

	while (at <= len) {
		size_t skip = word ? 0 : address_len(text + at);

		n = tz_utf8_next(text, len, at, &point);
		if (skip > 0 || n == 0 || !is_letter(point) ||
		    tz_utf8_is_han(point)) {
			if (word)
				add_unit(ret, word);
			word = 0;
		}
		if (n == 0)
			return;
		if (skip > 0) {
			at += skip;
			continue;
		}
		if (tz_utf8_is_han(point) && is_letter(point)) {
			if (last)
				add_unit(ret, (uint64_t)last << 32 | point);
			last = point;
		} else if (is_letter(point)) {
			if (point < 0x80)
				point = (uint32_t)tolower((int)point);
			word = (word ? word : 14695981039346656037U) ^ point;
			word *= 1099511628211U;
			last = 0;
		}
		at += n;
	}
}

static int
compare(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return x < y ? -1 : x > y;
}

/* How many of the units the other list lacks; both are sorted. */
static size_t
count_missing(const struct units *of, const struct units *in)
{
	size_t i, n = 0;

	for (i = 0; i < of->n; i++)
		n += !in->n ||
		    !bsearch(&of->hashes[i], in->hashes, in->n,
			sizeof *in->hashes, compare);
	return n;
}

/* Whether the tag that starts at ${at} is ${name}. */
static bool
is_tag(const char *at, const char *name)
{
	size_t len = strlen(name);

	return strncasecmp(at + 1, name, len) == 0 &&
	    !isalnum((unsigned char)at[1 + len]);
}

/* Skip the element that starts at ${at}, its own kind in it counted. */
static const char *
skip_element(const char *at)
{
	char open[24], close[24];
	size_t n = 0, depth = 0;

	while (n < 16 && isalnum((unsigned char)at[1 + n]))
		n++;
	snprintf(open, sizeof open, "%.*s", (int)n, at + 1);
	snprintf(close, sizeof close, "/%.*s", (int)n, at + 1);
	for (; *at; at++) {
		if (*at != '<')
			continue;
		if (is_tag(at, open))
			depth++;
		else if (is_tag(at, close) && --depth == 0)
			break;
	}
	at += strcspn(at, ">");
	return *at ? at + 1 : at;
}

/* Whether the element that starts at ${at} shows nothing. */
static bool
is_hidden(const char *at)
{
	static const char *const tags[] = {
	    "script", "style", "head", "title", "template", "noscript"};
	tz_auto_buf tag = TZ_BUF_INIT;
	size_t i, n;

	for (i = 0; i < sizeof tags / sizeof tags[0]; i++) {
		if (is_tag(at, tags[i]))
			return true;
	}
	if (!isalpha((unsigned char)at[1]) || is_tag(at, "img") ||
	    is_tag(at, "input") || is_tag(at, "br") || is_tag(at, "meta"))
		return false;
	n = strcspn(at, ">");
	for (i = 0; i < n && i < 4096; i++) {
		if (!isspace((unsigned char)at[i]))
			tz_buf_putc(&tag, at[i]);
	}
	return strcasestr(tz_buf_str(&tag), "display:none") ||
	    strcasestr(tz_buf_str(&tag), "visibility:hidden");
}

/* One entity; returns what follows it. */
static const char *
add_entity(const char *at, struct tz_buf *ret)
{
	const char *end = at + strcspn(at, "; <\n");
	long point = 0;

	if (at[1] == '#')
		point = at[2] == 'x' || at[2] == 'X' ? strtol(at + 3, NULL, 16)
						     : strtol(at + 2, NULL, 10);
	else if (strncmp(at, "&amp;", 5) == 0)
		point = '&';
	if (*end != ';') {
		tz_buf_putc(ret, ' ');
		return at + 1;
	}
	if (point > 0 && point < 0x110000)
		tz_utf8_put((uint32_t)point, ret);
	else
		tz_buf_putc(ret, ' ');
	return end + 1;
}

/* The text that the page shows, roughly. */
static void
visible_text(const char *html, struct tz_buf *ret)
{
	const char *at = html;

	while (*at) {
		if (*at == '&') {
			at = add_entity(at, ret);
		} else if (strncmp(at, "<!--", 4) == 0) {
			const char *end = strstr(at, "-->");

			at = end ? end + 3 : at + strlen(at);
		} else if (*at == '<' && is_hidden(at)) {
			at = skip_element(at);
		} else if (*at == '<' &&
		    (isalpha((unsigned char)at[1]) || at[1] == '/' ||
			at[1] == '!' || at[1] == '?')) {
			/* An inline tag does not part a word. */
			if (!is_tag(at, "b") && !is_tag(at, "/b") &&
			    !is_tag(at, "span") && !is_tag(at, "/span") &&
			    !is_tag(at, "i") && !is_tag(at, "/i") &&
			    !is_tag(at, "font") && !is_tag(at, "/font"))
				tz_buf_putc(ret, ' ');
			at += strcspn(at, ">");
			at += *at == '>';
		} else {
			tz_buf_putc(ret, *at++);
		}
	}
}

bool
tz_mail_differ(const char *plain, const char *html)
{
	tz_auto_buf text = TZ_BUF_INIT;
	struct units a = {NULL, 0, 0};
	struct units b = {NULL, 0, 0};
	size_t missing_a, missing_b;

	visible_text(html, &text);
	split(plain, &a);
	split(tz_buf_str(&text), &b);
	if (a.n > 0)
		qsort(a.hashes, a.n, sizeof *a.hashes, compare);
	if (b.n > 0)
		qsort(b.hashes, b.n, sizeof *b.hashes, compare);
	missing_a = count_missing(&a, &b);
	missing_b = count_missing(&b, &a);
	free(a.hashes);
	free(b.hashes);
	return missing_a >= MANY || missing_b >= MANY;
}
