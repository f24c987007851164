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

#include "base/buf.h"
#include "base/utf8.h"
#include "intake/html/html_style.h"
#include "intake/html/html_value.h"

/* A value longer than this sets nothing that is looked for. */
#define VALUE_MAX_LEN 256
/* Moved this far (pixels) to the left or top, nothing is seen; nor is what is
 * moved that far to the right. */
#define FAR_AWAY (-500.0)
#define FAR_RIGHT 5000.0

/* A value of one property, in lower case, and whether it is important. */
struct value {
	char name[40];
	char text[VALUE_MAX_LEN];
	bool important;
};

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

	return tz_html_value_length(text, &n, &relative) && fabs(n) < 0.01;
}

static void
declare_colours(const struct value *value, struct tz_html_declared *ret)
{
	bool clear;
	struct tz_colour colour = tz_html_value_colour(value->text, &clear);

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
	    !tz_html_value_length(text, &size, &relative))
		return;
	set(ret, value, TZ_HTML_SET_SIZE);
	ret->size = size;
	ret->size_relative = relative;
}

/* Whether a length leads out of sight. */
static bool
is_far(const char *text, bool right_too)
{
	double n;
	bool relative;

	if (!tz_html_value_length(text, &n, &relative))
		return false;
	if (relative && strchr(text, '%'))
		return n <= -1 || (right_too && n >= 10);
	n *= relative ? 16 : 1;
	return n <= FAR_AWAY || (right_too && n >= FAR_RIGHT);
}

static void
declare_place(const struct value *value, struct tz_html_declared *ret)
{
	bool far_away = is_far(value->text,
	    is(value, "left") || is(value, "margin-left") ||
		is(value, "text-indent"));

	if (!may_set(ret, value, TZ_HTML_SET_PLACE) ||
	    (!far_away && (ret->set & TZ_HTML_SET_PLACE)))
		return;
	set(ret, value, TZ_HTML_SET_PLACE);
	ret->far_away = far_away;
}

/* Functions such as "scale(0)" and "translate(-9999px, 0)". */
static void
declare_transform(const struct value *value, struct tz_html_declared *ret)
{
	const char *at = value->text, *open;
	bool gone = false;

	while ((open = strchr(at, '('))) {
		const char *second = strchr(open, ',');

		at += strspn(at, " ");
		if (strncmp(at, "scale", 5) == 0 ||
		    strncmp(at, "matrix(", 7) == 0)
			gone |= is_zero(open + 1);
		else if (strncmp(at, "translate", 9) == 0)
			gone |= is_far(open + 1, true) ||
			    (second && is_far(second + 1, true));
		else if (strncmp(at, "rotatex(90", 10) == 0 ||
		    strncmp(at, "rotatey(90", 10) == 0)
			gone = true;
		at = strchr(open, ')');
		if (!at)
			break;
		at++;
	}
	if (!may_set(ret, value, TZ_HTML_SET_TRANSFORM))
		return;
	set(ret, value, TZ_HTML_SET_TRANSFORM);
	ret->shrunk = gone;
}

/* Whether a shape of clip-path holds nothing. */
static bool
is_no_shape(const char *text)
{
	double n[8] = {0, 0, 0, 0, 0, 0, 0, 0};
	size_t i, count = 0;
	bool relative;

	if (strncmp(text, "circle(0", 8) == 0)
		return text[8] != '.';
	if (strncmp(text, "inset(", 6) == 0)
		return tz_html_value_length(text + 6, &n[0], &relative) &&
		    relative && n[0] >= 0.5;
	if (strncmp(text, "polygon(", 8) != 0)
		return false;
	/* All corners at one place. */
	for (text += 8; *text && *text != ')' && count < 8; count++) {
		char *end;

		n[count] = strtod(text, &end);
		if (end == text)
			return false;
		text = end + strcspn(end, ", )");
		text += strspn(text, ", ");
	}
	for (i = 2; i < count; i++) {
		if (n[i] < n[i % 2] || n[i] > n[i % 2])
			return false;
	}
	return count > 2;
}

static void
declare_clip(const struct value *value, struct tz_html_declared *ret)
{
	const char *text = value->text;
	bool none = is(value, "clip") ? strncmp(text, "rect(0", 6) == 0 ||
		strncmp(text, "rect(1px", 8) == 0
				      : is_no_shape(text);

	if (is(value, "clip") && strncmp(text, "rect(0", 6) == 0) {
		/* rect(0, 100px, 100px, 0) clips nothing of note. */
		double n;
		bool relative;
		const char *second = text + strcspn(text, ", ");

		second += strspn(second, ", ");
		none = tz_html_value_length(second, &n, &relative) && n <= 1;
	}
	if (!may_set(ret, value, TZ_HTML_SET_CLIP) ||
	    (!none && (ret->set & TZ_HTML_SET_CLIP)))
		return;
	set(ret, value, TZ_HTML_SET_CLIP);
	ret->clipped = none;
}

/* Width and height, and whether what is larger shows. */
static void
declare_box(const struct value *value, struct tz_html_declared *ret)
{
	bool wide = strstr(value->name, "width") != NULL;
	unsigned property = wide ? TZ_HTML_SET_WIDTH : TZ_HTML_SET_HEIGHT;
	double n;
	bool relative, none;

	if (strncmp(value->name, "overflow", 8) == 0) {
		if (!may_set(ret, value, TZ_HTML_SET_OVERFLOW))
			return;
		set(ret, value, TZ_HTML_SET_OVERFLOW);
		ret->cut = strstr(value->text, "hidden") ||
		    strstr(value->text, "clip") ||
		    strstr(value->text, "scroll") ||
		    strstr(value->text, "auto");
		return;
	}
	none = tz_html_value_length(value->text, &n, &relative) &&
	    n <= (relative ? 0.001 : 1);
	if (!may_set(ret, value, property) ||
	    (!none && strncmp(value->name, "max-", 4) == 0) ||
	    (!none && (ret->set & property) &&
		(wide ? ret->no_width : ret->no_height)))
		return;
	set(ret, value, property);
	*(wide ? &ret->no_width : &ret->no_height) = none;
}

static bool
is_clear(const char *text)
{
	double n;
	bool relative;

	return tz_html_value_length(text, &n, &relative) &&
	    n < TZ_HTML_LEAST_OPACITY;
}

/* A property that is one question, and its answer. */
static void
declare_flag(const struct value *value, struct tz_html_declared *ret)
{
	const char *text = value->text;
	bool hidden = strcmp(text, "hidden") == 0;
	const char *opacity = strstr(text, "opacity(");
	bool no_colour =
	    strcmp(text, "none") == 0 || strcmp(text, "transparent") == 0;
	const struct {
		const char *name;
		unsigned property;
		bool *field;
		bool answer;
	} flags[] = {
	    {"display", TZ_HTML_SET_DISPLAY, &ret->no_display,
		strcmp(text, "none") == 0},
	    {"visibility", TZ_HTML_SET_VISIBILITY, &ret->invisible,
		hidden || strcmp(text, "collapse") == 0},
	    {"opacity", TZ_HTML_SET_OPACITY, &ret->no_opacity, is_clear(text)},
	    {"filter", TZ_HTML_SET_FILTER, &ret->no_filter,
		opacity && is_clear(opacity + strlen("opacity("))},
	    {"content-visibility", TZ_HTML_SET_CONTENT, &ret->no_content,
		hidden},
	    {"fill", TZ_HTML_SET_FILL, &ret->no_fill, no_colour},
	    {"fill-opacity", TZ_HTML_SET_FILL_OPACITY, &ret->no_fill_opacity,
		is_clear(text)},
	    {"stroke", TZ_HTML_SET_STROKE, &ret->stroked, !no_colour},
	};
	size_t i;

	for (i = 0; i < sizeof flags / sizeof flags[0]; i++) {
		if (is(value, flags[i].name) &&
		    may_set(ret, value, flags[i].property)) {
			set(ret, value, flags[i].property);
			*flags[i].field = flags[i].answer;
		}
	}
}

static void
declare(struct value *value, struct tz_html_declared *ret)
{
	if (is(value, "-webkit-text-fill-color")) {
		/* It wins over the colour, wherever that stands. */
		snprintf(value->name, sizeof value->name, "color");
		value->important = true;
	}
	if (is(value, "color") || is(value, "background") ||
	    is(value, "background-color")) {
		declare_colours(value, ret);
	} else if (is(value, "background-image") && strstr(value->text, "(")) {
		set(ret, value, TZ_HTML_SET_GROUND);
		ret->no_ground = false;
		ret->ground.known = false;
	} else if (is(value, "font-size") || is(value, "font")) {
		declare_size(value, ret);
	} else if (is(value, "height") || is(value, "width") ||
	    is(value, "max-height") || is(value, "max-width") ||
	    strncmp(value->name, "overflow", 8) == 0) {
		declare_box(value, ret);
	} else if (is(value, "clip") || is(value, "clip-path")) {
		declare_clip(value, ret);
	} else if (is(value, "left") || is(value, "top") ||
	    is(value, "right") || is(value, "bottom") ||
	    is(value, "margin-left") || is(value, "margin-top") ||
	    is(value, "text-indent")) {
		declare_place(value, ret);
	} else if (is(value, "transform")) {
		declare_transform(value, ret);
	} else {
		declare_flag(value, ret);
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

/* Undo the escapes of CSS ("dis\\70 lay") and take comments out. */
static void
clean(const char *text, size_t len, struct tz_buf *ret)
{
	const char *end = text + len;

	while (text < end) {
		size_t digits = 0;
		char hex[8];

		if (end - text >= 2 && text[0] == '/' && text[1] == '*') {
			text =
			    memmem(text + 2, (size_t)(end - text) - 2, "*/", 2);
			if (!text)
				return;
			text += 2;
			continue;
		}
		if (text[0] != '\\' || text + 1 == end) {
			tz_buf_putc(ret, *text++);
			continue;
		}
		for (text++;
		     text < end && digits < 6 && isxdigit((unsigned char)*text);
		     text++)
			hex[digits++] = *text;
		hex[digits] = '\0';
		if (digits > 0) {
			tz_utf8_put((uint32_t)strtoul(hex, NULL, 16), ret);
			text += text < end && isspace((unsigned char)*text);
		}
	}
}

static void
declare_all(const char *text, size_t len, struct tz_html_declared *ret)
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
tz_html_declare(const char *text, size_t len, struct tz_html_declared *ret)
{
	tz_auto_buf plain = TZ_BUF_INIT;

	if (len == 0 ||
	    (!memchr(text, '\\', len) && !memmem(text, len, "/*", 2))) {
		declare_all(text, len, ret);
		return;
	}
	clean(text, len, &plain);
	declare_all(tz_buf_str(&plain), plain.len, ret);
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
	OVER(TZ_HTML_SET_CLIP, clipped);
	OVER(TZ_HTML_SET_PLACE, far_away);
	OVER(TZ_HTML_SET_WIDTH, no_width);
	OVER(TZ_HTML_SET_HEIGHT, no_height);
	OVER(TZ_HTML_SET_OVERFLOW, cut);
	OVER(TZ_HTML_SET_FILTER, no_filter);
	OVER(TZ_HTML_SET_CONTENT, no_content);
	OVER(TZ_HTML_SET_FILL, no_fill);
	OVER(TZ_HTML_SET_FILL_OPACITY, no_fill_opacity);
	OVER(TZ_HTML_SET_STROKE, stroked);
	OVER(TZ_HTML_SET_TRANSFORM, shrunk);
#undef OVER
	ret->set |= set;
	ret->important |= other->important;
}
