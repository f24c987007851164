/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * policies/weigh.c - what a candidate is worth: validators, context, place
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "policies/scan.h"

/* Lower case of ASCII. */
static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

static bool
is_alnum(char c)
{
	return isascii(c) && isalnum((unsigned char)c);
}

/* Whether ${word} stands in the text; a word that begins with a letter or
 * digit of ASCII begins there too. */
static bool
contains(const char *text, size_t len, const char *word)
{
	size_t word_len = strlen(word);
	size_t at;

	for (at = 0; at + word_len <= len; at++) {
		size_t i = 0;

		while (i < word_len && lower(text[at + i]) == lower(word[i]))
			i++;
		if (i == word_len &&
		    (at == 0 || !is_alnum(word[0]) || !is_alnum(text[at - 1])))
			return true;
	}
	return false;
}

static bool
any_within(const struct tz_near *near, const char *text, size_t len,
    size_t from, size_t until)
{
	size_t i;
	size_t n;

	for (n = 0; n < near->within && from > 0; n++)
		do
			from--;
		while (from > 0 && ((unsigned char)text[from] & 0xc0) == 0x80);
	for (n = 0; n < near->within && until < len; n++)
		do
			until++;
		while (until < len &&
		    ((unsigned char)text[until] & 0xc0) == 0x80);
	for (i = 0; i < near->any.n; i++)
		if (contains(text + from, until - from, near->any.word[i]))
			return true;
	return false;
}

static bool
is_near(const struct tz_near *near, const struct tz_view *view,
    const struct tz_stretch *stretch)
{
	return any_within(near, view->plain, view->plain_len, stretch->from,
		   stretch->until) ||
	    (view->joined.len &&
		any_within(near, view->joined.data, view->joined.len,
		    stretch->joined_from, stretch->joined_until));
}

static bool
ends_line(char c)
{
	return c == '\n' || c == '\f' || c == '\t';
}

/* Whether the lines of the stretch, trimmed, have at most ${max} characters. */
static bool
is_short_line(const struct tz_view *view, const struct tz_stretch *stretch,
    size_t max)
{
	const char *text = view->plain;
	size_t from = stretch->from;
	size_t until = stretch->until;
	size_t bytes = max * 4 + 4;

	while (from > 0 && !ends_line(text[from - 1]) &&
	    stretch->from - from <= bytes)
		from--;
	while (until < view->plain_len && !ends_line(text[until]) &&
	    until - stretch->until <= bytes)
		until++;
	while (from < until && text[from] == ' ')
		from++;
	while (until > from && text[until - 1] == ' ')
		until--;
	return tz_utf8_count(text + from, until - from) <= max;
}

static bool
is_allowed(const struct tz_rule *rule, const char *text, size_t len)
{
	struct tz_id digest;
	bool hashed = false;
	size_t i;

	for (i = 0; i < rule->n_allow; i++) {
		const struct tz_allow *allow = &rule->allow[i];

		if (allow->lapsed)
			continue;
		if (allow->text) {
			if (strlen(allow->text) == len &&
			    memcmp(allow->text, text, len) == 0)
				return true;
			continue;
		}
		if (!hashed)
			tz_sha256(text, len, &digest);
		hashed = true;
		if (tz_id_equal(&allow->sha256, &digest))
			return true;
	}
	return false;
}

/* FNV-1a of the text without spaces and hyphens, so that one number written
 * in two ways counts once. */
static uint64_t
hash(const char *text, size_t len)
{
	uint64_t value = UINT64_C(0xcbf29ce484222325);
	size_t i;

	for (i = 0; i < len; i++) {
		if (text[i] == ' ' || text[i] == '-' || ends_line(text[i]))
			continue;
		value ^= (unsigned char)lower(text[i]);
		value *= UINT64_C(0x100000001b3);
	}
	return value;
}

static void
lower_to(enum tz_severity *severity, enum tz_severity to)
{
	if (to == TZ_SEVERITY_NONE || *severity == TZ_SEVERITY_NONE)
		*severity = TZ_SEVERITY_NONE;
	else if (to < *severity)
		*severity = to;
}

enum tz_severity
tz_weigh(const struct tz_rule *rule, const struct tz_view *view,
    const struct tz_stretch *stretch, uint64_t *ret_value)
{
	const char *text = view->plain + stretch->from;
	size_t len = stretch->until - stretch->from;
	enum tz_severity severity = rule->severity;
	bool boosted = false;
	size_t i;

	if (view->joined.len) {
		text = view->joined.data + stretch->joined_from;
		len = stretch->joined_until - stretch->joined_from;
	}
	for (i = 0; i < rule->n_checks; i++) {
		const struct tz_rule_check *check = &rule->checks[i];
		bool holds = check->validator->holds(text, len, &check->args);

		switch (check->mode) {
		case TZ_CHECK_REQUIRE:
			if (!holds)
				lower_to(&severity, rule->near_miss);
			break;
		case TZ_CHECK_BOOST:
			boosted |= holds;
			break;
		case TZ_CHECK_REJECT:
			if (holds)
				return TZ_SEVERITY_NONE;
			break;
		case TZ_CHECK_COUNT:
			break;
		}
	}
	if (severity != TZ_SEVERITY_NONE && rule->near.any.n && !boosted &&
	    !is_near(&rule->near, view, stretch))
		lower_to(&severity, rule->near.otherwise);
	if (severity != TZ_SEVERITY_NONE && rule->line_max &&
	    !is_short_line(view, stretch, rule->line_max))
		lower_to(&severity, rule->line_else);
	if (severity == TZ_SEVERITY_NONE || is_allowed(rule, text, len) ||
	    (rule->not_near.any.n && is_near(&rule->not_near, view, stretch)))
		return TZ_SEVERITY_NONE;
	*ret_value = hash(text, len);
	return severity;
}
