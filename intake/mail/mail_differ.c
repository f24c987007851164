/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/mail/mail_differ.c - whether two forms of a mail say the same
 *
 * Both become lists of units (a word, or a Chinese character), and each unit is
 * counted: what one says oftener than the other is a difference.  Programs
 * write addresses, marks of lists and names of pictures into the plain form of
 * a page, so the plain form may also say what the page holds unseen: its links,
 * alternative texts and preview lines.
 */
#include "intake/mail/mail_differ.h"

#include <ctype.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/fold.h"
#include "base/utf8.h"
#include "intake/html/html_walk.h"

#define MAX_UNITS ((size_t)1 << 20)
/* An address in brackets may be broken over lines, but is no longer. */
#define MAX_ADDRESS 2000

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

/* Letters and digits; no marks, symbols, pictures of faces. */
static bool
is_letter(uint32_t point)
{
	if (point < 0x80)
		return isalnum((int)point);
	return point >= 0xc0 && point != 0xd7 && point != 0xf7 &&
	    !(point >= 0x300 && point < 0x370) &&
	    !(point >= 0x2000 && point < 0x2e80) &&
	    !(point >= 0x3000 && point < 0x3005) &&
	    !(point >= 0x3008 && point < 0x3021) &&
	    !(point >= 0xe000 && point < 0xf900) &&
	    !(point >= 0xfe00 && point < 0xfe70) &&
	    !(point >= 0xff00 && point < 0xff10) &&
	    !(point >= 0xff1a && point < 0xff21) &&
	    !(point >= 0x1f000 && point < 0x20000) && point != 0xfffd &&
	    point != 0xfeff;
}

static bool
begins(const char *text, const char *with)
{
	return strncasecmp(text, with, strlen(with)) == 0;
}

static bool
is_address(const char *text)
{
	return begins(text, "http:") || begins(text, "https:") ||
	    begins(text, "mailto:") || begins(text, "cid:") ||
	    begins(text, "ftp:") || begins(text, "tel:");
}

/* Whether a bracket is what a program wrote for a picture or a note: "[cid:a]",
 * "[image: x]", "[1]". */
static bool
is_written(const char *text, size_t len)
{
	static const char *const ends[] = {
	    ".png", ".jpg", ".gif", ".jpeg", ".bmp", ".svg"};
	size_t i;

	if (strspn(text, "0123456789") == len || begins(text, "image") ||
	    begins(text, "inline image") || begins(text, "description:"))
		return true;
	for (i = 0; i < sizeof ends / sizeof ends[0]; i++) {
		size_t n = strlen(ends[i]);

		if (len > n && strncasecmp(text + len - n, ends[i], n) == 0)
			return true;
	}
	return false;
}

/* The length of what is left out at ${at}: an address, a bracket that a
 * program wrote, the mark of a list; 0 if there is none. */
static size_t
skip_len(const char *text, size_t at)
{
	bool fresh = at == 0 || text[at - 1] == '\n';
	const char *here = text + at;
	size_t n;

	if ((*here == '<' || *here == '[' || *here == '(') &&
	    is_address(here + 1)) {
		n = strcspn(here, ">])");
		return n < MAX_ADDRESS ? n : strcspn(here + 1, " \t\r\n") + 1;
	}
	if (is_address(here) && (at == 0 || !isalnum((unsigned char)here[-1])))
		return strcspn(here, " \t\r\n<>)]\"");
	if (*here == '[') {
		n = strcspn(here + 1, "]\n");
		return here[1 + n] == ']' && is_written(here + 1, n) ? n + 2
								     : 0;
	}
	if (!fresh)
		return 0;
	/* "  1. ", "a) ", and the bullet of Outlook, an "o". */
	n = strspn(here, " \t>|");
	if (here[n] == 'o' && (here[n + 1] == ' ' || here[n + 1] == '\t'))
		return n + 1;
	if (isdigit((unsigned char)here[n]))
		n += strspn(here + n, "0123456789");
	else if (isalpha((unsigned char)here[n]))
		n++;
	else
		return 0;
	return (here[n] == '.' || here[n] == ')') &&
		isspace((unsigned char)here[n + 1])
	    ? n + 1
	    : 0;
}

/* Add the units of a text. */
static void
split(const char *text, size_t len, bool skips, struct units *ret)
{
	size_t at = 0, n;
	uint32_t point;
	uint64_t word = 0;

	while (at <= len) {
		size_t skip = skips && !word ? skip_len(text, at) : 0;

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
			add_unit(ret, (uint64_t)point << 32);
		} else if (is_letter(point)) {
			word = (word ? word : 14695981039346656037U) ^ point;
			word *= 1099511628211U;
		}
		at += n;
	}
}

/* Likewise, in one case and form of its characters. */
static void
split_folded(const char *text, size_t len, bool skips, struct units *ret)
{
	tz_auto(tz_folded) folded = NULL;

	if (tz_fold(text, len, TZ_FOLD_CASE, &folded, NULL) == TZ_OK)
		text = tz_folded_text(folded, &len);
	split(text, len, skips, ret);
}

static int
compare(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return x < y ? -1 : x > y;
}

static void
sort(struct units *units)
{
	if (units->n > 0)
		qsort(units->hashes, units->n, sizeof *units->hashes, compare);
}

/* Whether ${of} has a unit oftener than ${in}; both are sorted. */
static bool
has_more(const struct units *of, const struct units *in)
{
	size_t i, j = 0;

	for (i = 0; i < of->n; i++) {
		while (j < in->n && in->hashes[j] < of->hashes[i])
			j++;
		if (j == in->n || in->hashes[j] != of->hashes[i])
			return true;
		j++;
	}
	return false;
}

/* The units of the page: what it shows, and all that it holds. */
static bool
split_page(const char *html, struct units *ret_shown, struct units *ret_all)
{
	static const enum tz_channel unseen[] = {TZ_CHANNEL_HIDDEN_TEXT,
	    TZ_CHANNEL_PROPERTY, TZ_CHANNEL_EXTERNAL_LINK,
	    TZ_CHANNEL_FORM_FIELD, TZ_CHANNEL_COVERED_TEXT};
	struct tz_html_page page;
	const struct tz_buf *text;
	bool ok;
	size_t i;

	tz_html_page_start(&page);
	ok = tz_html_walk(html, strlen(html), NULL, NULL, &page, NULL) == TZ_OK;
	text = &tz_html_page_story(&page, TZ_CHANNEL_BODY)->text;
	split_folded(tz_buf_str(text), text->len, true, ret_shown);
	split_folded(tz_buf_str(text), text->len, true, ret_all);
	for (i = 0; i < sizeof unseen / sizeof unseen[0]; i++) {
		text = &tz_html_page_story(&page, unseen[i])->text;
		split_folded(tz_buf_str(text), text->len, false, ret_all);
	}
	tz_html_page_clear(&page);
	return ok;
}

bool
tz_mail_differ(const char *plain, const char *html)
{
	struct units said = {NULL, 0, 0};
	struct units shown = {NULL, 0, 0};
	struct units all = {NULL, 0, 0};
	bool ret = false;

	if (split_page(html, &shown, &all)) {
		split_folded(plain, strlen(plain), true, &said);
		sort(&said);
		sort(&shown);
		sort(&all);
		ret = has_more(&said, &all) || has_more(&shown, &said);
	}
	free(said.hashes);
	free(shown.hashes);
	free(all.hashes);
	return ret;
}
