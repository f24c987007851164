/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/html/html_value.c - colours and lengths of CSS
 */
#include "intake/html/html_value.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Only those colours that hide text: the whole list is long. */
static const struct {
	const char *name;
	uint32_t rgb;
} colours[] = {{"white", 0xffffff}, {"black", 0}, {"snow", 0xfffafa},
    {"ivory", 0xfffff0}, {"ghostwhite", 0xf8f8ff}, {"whitesmoke", 0xf5f5f5},
    {"azure", 0xf0ffff}, {"floralwhite", 0xfffaf0}, {"mintcream", 0xf5fffa},
    {"red", 0xff0000}, {"green", 0x8000}, {"blue", 0xff}, {"yellow", 0xffff00},
    {"gray", 0x808080}, {"grey", 0x808080}, {"silver", 0xc0c0c0},
    {"navy", 0x80}, {"maroon", 0x800000}, {"orange", 0xffa500},
    {"purple", 0x800080}, {"lightgray", 0xd3d3d3}, {"lightgrey", 0xd3d3d3},
    {"darkgray", 0xa9a9a9}, {"teal", 0x8080}, {"aqua", 0xffff},
    {"cyan", 0xffff}, {"lime", 0xff00}, {"fuchsia", 0xff00ff},
    {"magenta", 0xff00ff}, {"olive", 0x808000}};

/* "hsl(0, 0%, 100%)" (CSS Color 4, 7). */
static struct tz_colour
parse_hue(const char *text, bool *ret_clear)
{
	double n[4] = {0, 0, 0, 1}, rgb[3];
	const char *at = strchr(text, '(');
	size_t i;

	for (i = 0; at && i < 4; i++) {
		char *end;

		at += 1 + strspn(at + 1, ", /");
		n[i] = strtod(at, &end);
		if (end == at || !isfinite(n[i]))
			break;
		n[i] *= *end == '%' ? 0.01 : 1;
		at = end + strcspn(end, ", /)");
		if (*at == ')' || *at == '\0')
			break;
	}
	*ret_clear = n[3] < TZ_HTML_LEAST_OPACITY;
	for (i = 0; i < 3; i++) {
		double k = fmod((i == 0 ? 0 : i == 1 ? 8 : 4) + n[0] / 30, 12);
		double a = n[1] * fmin(n[2], 1 - n[2]);
		double low = fmax(-1, fmin(fmin(k - 3, 9 - k), 1));

		rgb[i] = fmax(0, fmin(255, 255 * (n[2] - a * low)));
	}
	return tz_colour_of((uint32_t)rgb[0] << 16 | (uint32_t)rgb[1] << 8 |
	    (uint32_t)rgb[2]);
}

struct tz_colour
tz_html_value_colour(const char *text, bool *ret_clear)
{
	struct tz_colour unknown = {0, 0, 0, false};
	char word[32];
	double n[4] = {0, 0, 0, 1};
	const char *at;
	size_t i, len = strcspn(text, " ,;");

	*ret_clear = false;
	if (strncmp(text, "hsl", 3) == 0)
		return parse_hue(text, ret_clear);
	if (strncmp(text, "rgb", 3) == 0 && (at = strchr(text, '('))) {
		for (i = 0, at++; i < 4 && *at && *at != ')'; i++) {
			char *end;

			n[i] = strtod(at, &end);
			if (end == at)
				return unknown;
			n[i] *= *end == '%' ? (i < 3 ? 2.55 : 0.01) : 1;
			at = end + strspn(end, "%, /");
		}
		*ret_clear = n[3] < TZ_HTML_LEAST_OPACITY;
		for (i = 0; i < 3; i++)
			n[i] = n[i] < 0 ? 0 : n[i] > 255 ? 255 : n[i];
		return tz_colour_of((uint32_t)n[0] << 16 | (uint32_t)n[1] << 8 |
		    (uint32_t)n[2]);
	}
	snprintf(word, sizeof word, "%.*s", (int)(len < 31 ? len : 31), text);
	if (strcmp(word, "transparent") == 0) {
		*ret_clear = true;
		return unknown;
	}
	for (i = 0; i < sizeof colours / sizeof colours[0]; i++)
		if (strcmp(word, colours[i].name) == 0)
			return tz_colour_of(colours[i].rgb);
	/* #RRGGBBAA is no colour with its alpha in front. */
	if (word[0] == '#' && strlen(word) == 9) {
		*ret_clear = strcmp(word + 7, "00") == 0;
		word[7] = '\0';
	}
	return word[0] == '#' ? tz_colour_parse(word) : unknown;
}

bool
tz_html_value_length(const char *text, double *ret, bool *ret_relative)
{
	static const struct {
		const char *unit;
		double pixels;
	} units[] = {{"px", 1}, {"pt", 96.0 / 72}, {"pc", 16}, {"in", 96},
	    {"cm", 96 / 2.54}, {"mm", 96 / 25.4}, {"rem", 16}, {"vw", 8},
	    {"vh", 6}};
	char *end;
	size_t i;

	*ret = strtod(text, &end);
	*ret_relative = false;
	if (end == text || !isfinite(*ret))
		return false;
	for (i = 0; i < sizeof units / sizeof units[0]; i++) {
		if (strncmp(end, units[i].unit, strlen(units[i].unit)) == 0) {
			*ret *= units[i].pixels;
			return true;
		}
	}
	*ret_relative = strncmp(end, "em", 2) == 0 || *end == '%' ||
	    strncmp(end, "ex", 2) == 0;
	if (*end == '%')
		*ret /= 100;
	return *ret_relative || *end == '\0' || strchr(",)/ ;", *end);
}
