/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/html/html_declare.c - declarations of CSS, as far as they hide text
 */
#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "intake/html/html_style.h"

/* A value longer than this sets nothing that is looked for. */
#define VALUE_MAX_LEN 256
/* Moved this far (pixels) to the left or top, nothing is seen. */
#define FAR_AWAY (-500.0)

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

/* A value of one property, in lower case, and whether it is important. */
struct value {
	char name[40];
	char text[VALUE_MAX_LEN];
	bool important;
};

/* The colour that stands at the start of the text; ${ret_clear} when it lets
 * all through. */
static struct tz_colour
parse_colour(const char *text, bool *ret_clear)
{
	struct tz_colour unknown = {0, 0, 0, false};
	char word[32];
	double n[4] = {0, 0, 0, 1};
	const char *at;
	size_t i, len = strcspn(text, " ,;");

	*ret_clear = false;
	if (strncmp(text, "rgb", 3) == 0 && (at = strchr(text, '('))) {
		for (i = 0, at++; i < 4 && *at && *at != ')'; i++) {
			char *end;

			n[i] = strtod(at, &end);
			if (end == at)
				return unknown;
			n[i] *= *end == '%' ? (i < 3 ? 2.55 : 0.01) : 1;
			at = end + strspn(end, "%, /");
		}
		*ret_clear = n[3] < 0.02;
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

/* The length in pixels; ${ret_relative} when it is times something. */
static bool
parse_length(const char *text, double *ret, bool *ret_relative)
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
	return *ret_relative || *end == '\0' || isspace((unsigned char)*end);
}

static void
set(struct tz_html_declared *ret, const struct value *value, unsigned property)
{
	ret->set |= property;
	if (value->important)
		ret->important |= property;
}

/* Whether the property is not held by an important one. */
static bool
may_set(const struct tz_html_declared *ret, const struct value *value,
    unsigned property)
{
	return value->important || !(ret->important & property);
}

static bool
is(const struct value *value, const char *name)
{
	return strcmp(value->name, name) == 0;
}

static bool
is_zero(const char *text)
{
	double n;
	bool relative;

	return parse_length(text, &n, &relative) && fabs(n) < 0.01;
}

static void
declare_colours(const struct value *value, struct tz_html_declared *ret)
{
	bool clear;
	struct tz_colour colour = parse_colour(value->text, &clear);

	if (is(value, "color") && may_set(ret, value, TZ_HTML_SET_COLOUR)) {
		set(ret, value, TZ_HTML_SET_COLOUR);
		ret->colour = colour;
		ret->clear = clear;
	} else if (!is(value, "color") &&
	    may_set(ret, value, TZ_HTML_SET_GROUND)) {
		bool none = clear || strncmp(value->text, "none", 4) == 0 ||
		    strncmp(value->text, "inherit", 7) == 0;

		set(ret, value, TZ_HTML_SET_GROUND);
		ret->no_ground = none;
		if (strstr(value->text, "url(") ||
		    strstr(value->text, "gradient("))
			colour.known = false;
		ret->ground = colour;
	}
}

static void
declare_size(const struct value *value, struct tz_html_declared *ret)
{
	const char *text = value->text;
	double size;
	bool relative;

	/* font: bold 12px/1.5 serif */
	if (is(value, "font"))
		text += strcspn(text, "0123456789");
	if (!may_set(ret, value, TZ_HTML_SET_SIZE) ||
	    !parse_length(text, &size, &relative))
		return;
	set(ret, value, TZ_HTML_SET_SIZE);
	ret->size = size;
	ret->size_relative = relative;
}

static void
declare_place(const struct value *value, struct tz_html_declared *ret)
{
	const char *text = value->text;
	double n;
	bool relative, far_away = false;

	if (is(value, "transform")) {
		const char *bracket = strchr(text, '(');

		far_away = bracket &&
		    ((strncmp(text, "scale", 5) == 0 && is_zero(bracket + 1)) ||
			(strncmp(text, "translate", 9) == 0 &&
			    parse_length(bracket + 1, &n, &relative) &&
			    n <= FAR_AWAY));
	} else if (parse_length(text, &n, &relative)) {
		far_away = n * (relative ? 16 : 1) <= FAR_AWAY ||
		    (relative && strchr(text, '%') && n <= -1);
	}
	if (!may_set(ret, value, TZ_HTML_SET_PLACE) ||
	    (!far_away && (ret->set & TZ_HTML_SET_PLACE)))
		return;
	set(ret, value, TZ_HTML_SET_PLACE);
	ret->far_away = far_away;
}

static void
declare_box(const struct value *value, struct tz_html_declared *ret)
{
	bool none = is_zero(value->text);

	if (is(value, "clip"))
		none = strncmp(value->text, "rect(0", 6) == 0 ||
		    strncmp(value->text, "rect(1px", 8) == 0;
	if (is(value, "clip-path"))
		none = strncmp(value->text, "inset(50%", 9) == 0 ||
		    strncmp(value->text, "inset(100%", 10) == 0 ||
		    strncmp(value->text, "circle(0", 8) == 0;
	if (!may_set(ret, value, TZ_HTML_SET_BOX) ||
	    (!none && (ret->set & TZ_HTML_SET_BOX)))
		return;
	set(ret, value, TZ_HTML_SET_BOX);
	ret->no_box = none;
}

static void
declare(const struct value *value, struct tz_html_declared *ret)
{
	const char *text = value->text;

	if (is(value, "display") && may_set(ret, value, TZ_HTML_SET_DISPLAY)) {
		set(ret, value, TZ_HTML_SET_DISPLAY);
		ret->no_display = strcmp(text, "none") == 0;
	} else if (is(value, "visibility") &&
	    may_set(ret, value, TZ_HTML_SET_VISIBILITY)) {
		set(ret, value, TZ_HTML_SET_VISIBILITY);
		ret->invisible = strcmp(text, "hidden") == 0 ||
		    strcmp(text, "collapse") == 0;
	} else if (is(value, "color") || is(value, "background") ||
	    is(value, "background-color")) {
		declare_colours(value, ret);
	} else if (is(value, "background-image") && strstr(text, "(")) {
		set(ret, value, TZ_HTML_SET_GROUND);
		ret->no_ground = false;
		ret->ground.known = false;
	} else if (is(value, "font-size") || is(value, "font")) {
		declare_size(value, ret);
	} else if (is(value, "opacity") &&
	    may_set(ret, value, TZ_HTML_SET_OPACITY)) {
		set(ret, value, TZ_HTML_SET_OPACITY);
		ret->no_opacity = is_zero(text);
	} else if (is(value, "height") || is(value, "width") ||
	    is(value, "max-height") || is(value, "max-width") ||
	    is(value, "clip") || is(value, "clip-path")) {
		declare_box(value, ret);
	} else if (is(value, "left") || is(value, "top") ||
	    is(value, "margin-left") || is(value, "text-indent") ||
	    is(value, "transform")) {
		declare_place(value, ret);
	}
}

/* Copy a piece in lower case, without blanks at its ends and with single ones
 * inside. */
static void
take(const char *from, size_t len, char *to, size_t size)
{
	size_t n = 0, i;

	for (i = 0; i < len && n < size - 1; i++) {
		if (!isspace((unsigned char)from[i]))
			to[n++] = (char)tolower((unsigned char)from[i]);
		else if (n > 0 && to[n - 1] != ' ')
			to[n++] = ' ';
	}
	while (n > 0 && to[n - 1] == ' ')
		n--;
	to[n] = '\0';
}

void
tz_html_declare(const char *text, size_t len, struct tz_html_declared *ret)
{
	const char *end = text + len;

	while (text < end) {
		const char *stop = memchr(text, ';', (size_t)(end - text));
		const char *colon;
		struct value value;
		char *mark;

		if (!stop)
			stop = end;
		colon = memchr(text, ':', (size_t)(stop - text));
		if (colon) {
			take(text, (size_t)(colon - text), value.name,
			    sizeof value.name);
			take(colon + 1, (size_t)(stop - colon - 1), value.text,
			    sizeof value.text);
			mark = strstr(value.text, "!");
			value.important = mark != NULL;
			while (mark && mark > value.text && mark[-1] == ' ')
				mark--;
			if (mark)
				*mark = '\0';
			declare(&value, ret);
		}
		text = stop + 1;
	}
}

void
tz_html_declare_over(struct tz_html_declared *ret,
    const struct tz_html_declared *other)
{
	unsigned set = other->set & ~(ret->important & ~other->important);

#define OVER(property, field)                                                  \
	if (set & (property))                                                  \
	ret->field = other->field
	OVER(TZ_HTML_SET_DISPLAY, no_display);
	OVER(TZ_HTML_SET_VISIBILITY, invisible);
	OVER(TZ_HTML_SET_COLOUR, colour);
	OVER(TZ_HTML_SET_COLOUR, clear);
	OVER(TZ_HTML_SET_GROUND, ground);
	OVER(TZ_HTML_SET_GROUND, no_ground);
	OVER(TZ_HTML_SET_SIZE, size);
	OVER(TZ_HTML_SET_SIZE, size_relative);
	OVER(TZ_HTML_SET_OPACITY, no_opacity);
	OVER(TZ_HTML_SET_BOX, no_box);
	OVER(TZ_HTML_SET_PLACE, far_away);
#undef OVER
	ret->set |= set;
	ret->important |= other->important;
}
