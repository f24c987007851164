/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/glob.c - patterns of names, as in gitignore(5)
 *
 * The pattern is walked once, with the set of the places in the text that it
 * may have come to so far: no pattern and no name makes that slow.
 */
#include "cli/glob.h"

#include <ctype.h>
#include <limits.h>
#include <stdint.h>
#include <string.h>

#include "base/utf8.h"

/* Where in the text the pattern may have come to. */
struct places {
	const char *text;
	size_t len;
	bool at[PATH_MAX + 1];
};

/* Whether the name of a class such as [:digit:] stands at ${at}, and whether
 * ${point} is in it.  Returns the length, 0 for none. */
static size_t
named_class(const char *at, uint32_t point, bool *ret_in)
{
	static const struct {
		const char *name;
		int (*test)(int);
	} classes[] = {
	    {"[:alnum:]", isalnum},
	    {"[:alpha:]", isalpha},
	    {"[:blank:]", isblank},
	    {"[:cntrl:]", iscntrl},
	    {"[:digit:]", isdigit},
	    {"[:graph:]", isgraph},
	    {"[:lower:]", islower},
	    {"[:print:]", isprint},
	    {"[:punct:]", ispunct},
	    {"[:space:]", isspace},
	    {"[:upper:]", isupper},
	    {"[:xdigit:]", isxdigit},
	};
	size_t i;

	for (i = 0; i < sizeof classes / sizeof *classes; i++) {
		size_t len = strlen(classes[i].name);

		if (strncmp(at, classes[i].name, len) == 0) {
			*ret_in = point < 128 && classes[i].test((int)point);
			return len;
		}
	}
	return 0;
}

/* The character at ${at}, one taken by a backslash too; its length. */
static size_t
class_character(const char *at, uint32_t *ret_point)
{
	size_t escaped = at[0] == '\\' && at[1] != '\0';

	return escaped +
	    tz_utf8_next(at + escaped, strlen(at + escaped), 0, ret_point);
}

/* The length of the class in brackets at ${at}, 0 when it has no end; whether
 * ${point} is in it. */
static size_t
bracket(const char *at, uint32_t point, bool *ret_in)
{
	const char *from = at++;
	bool negated = *at == '!' || *at == '^';
	bool in = false, first = true;

	at += negated;
	for (; *at != '\0' && (first || *at != ']'); first = false) {
		uint32_t low, high;
		bool named = false;
		size_t len = named_class(at, point, &named);

		if (len > 0) {
			in |= named;
			at += len;
			continue;
		}
		at += class_character(at, &low);
		high = low;
		if (at[0] == '-' && at[1] != ']' && at[1] != '\0')
			at += 1 + class_character(at + 1, &high);
		in |= low <= point && point <= high;
	}
	if (*at != ']')
		return 0;
	*ret_in = in != negated && point != '/';
	return (size_t)(at + 1 - from);
}

/* One character of the pattern that is none of the starred ones; how long it
 * is. */
static size_t
step_one(struct places *places, const char *pattern)
{
	bool next[PATH_MAX + 1] = {false};
	bool class = false, any = pattern[0] == '?', in = false;
	size_t i, n, len = 1, literal = 0;
	uint32_t point;

	if (pattern[0] == '[')
		class = (len = bracket(pattern, 0, &in)) > 0;
	if (!class)
		len = 1;
	if (pattern[0] == '\\' && pattern[1] != '\0') {
		literal = 1;
		len = 2;
	}
	for (i = 0; i < places->len; i++) {
		if (!places->at[i])
			continue;
		n = tz_utf8_next(places->text, places->len, i, &point);
		if (class)
			bracket(pattern, point, &in);
		else if (any)
			in = point != '/';
		else
			n = 1;
		if (!class && !any)
			in = places->text[i] == pattern[literal];
		if (in)
			next[i + n] = true;
	}
	memcpy(places->at, next, sizeof next);
	return len;
}

/* A star: any characters but a slash. */
static void
step_star(struct places *places)
{
	size_t i;

	for (i = 0; i < places->len; i++) {
		if (places->at[i] && places->text[i] != '/')
			places->at[i + 1] = true;
	}
}

/* Two stars and a slash: any number of folders, also none. */
static void
step_folders(struct places *places)
{
	bool open = false;
	size_t i;

	for (i = 0; i < places->len; i++) {
		open |= places->at[i];
		if (open && places->text[i] == '/')
			places->at[i + 1] = true;
	}
}

/* Two stars at the end: whatever there is, but something. */
static bool
step_rest(const struct places *places)
{
	size_t i;

	for (i = 0; i < places->len; i++) {
		if (places->at[i])
			return true;
	}
	return false;
}

bool
tz_glob_match(const char *pattern, const char *text)
{
	struct places places = {text, strlen(text), {true}};
	const char *at = pattern;

	if (places.len > PATH_MAX)
		return false;
	while (*at != '\0') {
		bool fresh = at == pattern || at[-1] == '/';
		size_t stars = strspn(at, "*");

		if (stars == 2 && fresh && at[2] == '/') {
			step_folders(&places);
			at += 3;
		} else if (stars == 2 && fresh && at[2] == '\0') {
			return step_rest(&places);
		} else if (stars > 0) {
			step_star(&places);
			at += stars;
		} else {
			at += step_one(&places, at);
		}
	}
	return places.at[places.len];
}
