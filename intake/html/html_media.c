/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/html/html_media.c - media queries, as an office screen answers them
 */
#include "intake/html/html_media.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* The width of the window in pixels, its height. */
#define WIDTH 1280
#define HEIGHT 800

/* A length in pixels. */
static double
pixels(const char *text)
{
	char *end;
	double n = strtod(text, &end);

	return strncasecmp(end, "em", 2) == 0 || strncasecmp(end, "rem", 3) == 0
	    ? n * 16
	    : n;
}

/* Whether "max-width: 600px" and the like are so. */
static bool
has_feature(const char *text)
{
	const char *value = strchr(text, ':');
	bool device = strstr(text, "device-") != NULL;

	if (!value)
		return strstr(text, "hover: none") == NULL;
	value += 1 + strspn(value + 1, " \t\r\n");
	if (strncmp(text, "max-", 4) == 0 && strstr(text, "width"))
		return pixels(value) >= WIDTH || (device && pixels(value) <= 0);
	if (strncmp(text, "min-", 4) == 0 && strstr(text, "width"))
		return pixels(value) <= WIDTH;
	if (strncmp(text, "max-", 4) == 0 && strstr(text, "height"))
		return pixels(value) >= HEIGHT;
	if (strncmp(text, "min-", 4) == 0 && strstr(text, "height"))
		return pixels(value) <= HEIGHT;
	return strncmp(value, "dark", 4) != 0 &&
	    strncmp(value, "portrait", 8) != 0 &&
	    strncmp(value, "reduce", 6) != 0 &&
	    strncmp(value, "active", 6) != 0;
}

/* One query, in lower case. */
static bool
is_true(char *query)
{
	bool negated = false, ret = true;
	char *at = query;

	while (*at) {
		size_t n = strcspn(at, " \t\r\n(");

		if (n == 0 && *at == '(') {
			size_t len = strcspn(++at, ")");
			char end = at[len];

			at[len] = '\0';
			at += strspn(at, " \t\r\n");
			ret &= has_feature(at);
			at += strlen(at);
			if (end == '\0')
				break;
			at++;
			continue;
		}
		if (n == 3 && strncmp(at, "not", 3) == 0)
			negated = true;
		else if ((n == 5 && strncmp(at, "print", 5) == 0) ||
		    (n == 6 && strncmp(at, "speech", 6) == 0) ||
		    (n == 5 && strncmp(at, "aural", 5) == 0) ||
		    (n == 7 && strncmp(at, "braille", 7) == 0) ||
		    (n == 8 && strncmp(at, "handheld", 8) == 0))
			ret = false;
		at += n;
		at += strspn(at, " \t\r\n");
	}
	return ret != negated;
}

bool
tz_html_media_applies(const char *list, size_t len)
{
	char query[512];

	do {
		const char *comma = memchr(list, ',', len);
		size_t i, n = comma ? (size_t)(comma - list) : len;

		for (i = 0; i < n && i < sizeof query - 1; i++)
			query[i] = (char)tolower((unsigned char)list[i]);
		query[i] = '\0';
		if (is_true(query))
			return true;
		n += comma != NULL;
		list += n;
		len -= n;
	} while (len > 0);
	return false;
}
