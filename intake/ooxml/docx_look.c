/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ooxml/docx_look.c - properties of runs and paragraphs that can make a
 * text unseen
 */
#include "intake/ooxml/docx_look.h"

#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Letters of two points and less are lines to the eye. */
#define TINY_HALF_POINTS 4
/* Letters narrower than a tenth of their width. */
#define NARROW_PERCENT 10
/* Letters that lie on each other: drawn together by this share of their size.
 */
#define SQUEEZED 0.35
/* Lines of two points, that cut their letters off. */
#define LOW_LINE 40
/* Half-points above or below the line that are no longer on the page. */
#define FAR_HALF_POINTS 800
/* On black, letters below this contrast are a bar of ink. */
#define BAR_CONTRAST 1.5
/* A ground that is black to the eye. */
#define BLACK_CONTRAST 1.35

/* A number, in ${unit}ths of a point when it names a unit of its own. */
static int
measure(const char *value, double unit)
{
	static const struct {
		const char *name;
		double points;
	} units[] = {{"pt", 1}, {"mm", 72 / 25.4}, {"cm", 72 / 2.54},
	    {"in", 72}, {"pc", 12}, {"pi", 12}};
	char *end;
	double number;
	size_t i;

	if (!value)
		return 0;
	number = strtod(value, &end);
	if (end == value || !isfinite(number))
		return 0;
	for (i = 0; i < sizeof units / sizeof units[0]; i++)
		if (strcmp(end, units[i].name) == 0)
			number *= units[i].points * unit;
	if (number > INT_MAX / 2 || number < INT_MIN / 2)
		return number > 0 ? INT_MAX / 2 : INT_MIN / 2;
	return (int)lround(number);
}

/* The colour of a theme with its tint and shade, else as written. */
static struct tz_colour
themed(struct tz_xml *xml, const struct tz_drawing_theme *theme,
    const char *const names[4])
{
	const char *role = tz_xml_attribute(xml, names[1]);
	const char *tint = tz_xml_attribute(xml, names[2]);
	const char *shade = tz_xml_attribute(xml, names[3]);
	struct tz_colour colour = {0, 0, 0, false};

	if (role)
		colour = tz_drawing_theme_colour(theme, role);
	if (!colour.known)
		return tz_colour_parse(tz_xml_attribute(xml, names[0]));
	if (tint)
		colour = tz_drawing_colour_lighter(colour,
		    (double)strtoul(tint, NULL, 16) / 255);
	if (shade)
		colour = tz_drawing_colour_darker(colour,
		    (double)strtoul(shade, NULL, 16) / 255);
	return colour;
}

/* The share of the pattern's colour in "pct25" and the like. */
static double
pattern_share(const char *value)
{
	if (strncmp(value, "pct", 3) == 0)
		return strtod(value + 3, NULL) / 100;
	return strcmp(value, "solid") == 0 ? 1 : 0;
}

struct tz_docx_said
tz_docx_look_shade(struct tz_xml *xml, const struct tz_drawing_theme *theme)
{
	static const char *const fills[4] = {
	    "fill", "themeFill", "themeFillTint", "themeFillShade"};
	static const char *const colours[4] = {
	    "color", "themeColor", "themeTint", "themeShade"};
	struct tz_docx_said said = {{0, 0, 0, false}, false};
	const char *value = tz_xml_attribute(xml, "val");
	struct tz_colour fill = themed(xml, theme, fills);
	struct tz_colour over = themed(xml, theme, colours);
	double part;

	if (!value || strcmp(value, "nil") == 0)
		return said;
	part = pattern_share(value);
	if (part <= 0 && !fill.known)
		return said;
	said.said = true;
	if (!over.known)
		over = tz_colour_of(0x000000);
	if (!fill.known)
		fill = tz_colour_of(0xffffff);
	if (part <= 0 && strcmp(value, "clear") != 0)
		return said; /* stripes and the like */
	part = part > 1 ? 1 : part;
	said.colour.red =
	    (uint8_t)lround(over.red * part + fill.red * (1 - part));
	said.colour.green =
	    (uint8_t)lround(over.green * part + fill.green * (1 - part));
	said.colour.blue =
	    (uint8_t)lround(over.blue * part + fill.blue * (1 - part));
	said.colour.known = true;
	return said;
}

/* The sixteen colours of a marker (17.18.40). */
static struct tz_docx_said
highlight_from(const char *value)
{
	static const struct {
		const char *name;
		uint32_t rgb;
	} names[] = {
	    {"black", 0x000000},
	    {"blue", 0x0000ff},
	    {"cyan", 0x00ffff},
	    {"darkBlue", 0x000080},
	    {"darkCyan", 0x008080},
	    {"darkGray", 0x808080},
	    {"darkGreen", 0x008000},
	    {"darkMagenta", 0x800080},
	    {"darkRed", 0x800000},
	    {"darkYellow", 0x808000},
	    {"green", 0x00ff00},
	    {"lightGray", 0xc0c0c0},
	    {"magenta", 0xff00ff},
	    {"red", 0xff0000},
	    {"white", 0xffffff},
	    {"yellow", 0xffff00},
	};
	struct tz_docx_said said = {{0, 0, 0, false}, true};
	size_t i;

	for (i = 0; value && i < sizeof names / sizeof names[0]; i++)
		if (strcmp(names[i].name, value) == 0)
			said.colour = tz_colour_of(names[i].rgb);
	return said;
}

void
tz_docx_look_run(struct tz_xml *xml, const struct tz_drawing_theme *theme,
    struct tz_docx_look *look)
{
	static const char *const colours[4] = {
	    "val", "themeColor", "themeTint", "themeShade"};
	const char *name = tz_xml_name(xml);
	const char *value = tz_xml_attribute(xml, "val");

	if (strcmp(name, "color") == 0) {
		look->colour.said = true;
		look->colour.colour = themed(xml, theme, colours);
	} else if (strcmp(name, "highlight") == 0) {
		look->highlight = highlight_from(value);
	} else if (strcmp(name, "shd") == 0) {
		look->shade = tz_docx_look_shade(xml, theme);
	} else if (strcmp(name, "sz") == 0) {
		look->half_points = measure(value, 2);
		look->empty_size = value && look->half_points <= 0;
	} else if (strcmp(name, "w") == 0) {
		look->scale = measure(value, 1);
	} else if (strcmp(name, "spacing") == 0) {
		look->spacing = measure(value, 20);
	} else if (strcmp(name, "position") == 0) {
		look->raised = measure(value, 2);
	}
}

void
tz_docx_look_paragraph(struct tz_xml *xml, const struct tz_drawing_theme *theme,
    struct tz_docx_look *look)
{
	const char *name = tz_xml_name(xml);
	const char *value;

	if (strcmp(name, "shd") == 0) {
		look->ground = tz_docx_look_shade(xml, theme);
	} else if (strcmp(name, "spacing") == 0) {
		value = tz_xml_attribute(xml, "lineRule");
		if (value && strcmp(value, "exact") == 0)
			look->line = measure(tz_xml_attribute(xml, "line"), 20);
		else if (tz_xml_attribute(xml, "line"))
			look->line = 0;
	} else if (strcmp(name, "ind") == 0) {
		value = tz_xml_attribute(xml, "left");
		if (!value)
			value = tz_xml_attribute(xml, "start");
		if (value)
			look->indent = measure(value, 20);
	}
}

static void
said_over(struct tz_docx_said *said, const struct tz_docx_said *over)
{
	if (over->said)
		*said = *over;
}

static void
number_over(int *number, int over)
{
	if (over)
		*number = over;
}

void
tz_docx_look_over(struct tz_docx_look *look, const struct tz_docx_look *over)
{
	said_over(&look->colour, &over->colour);
	said_over(&look->highlight, &over->highlight);
	said_over(&look->shade, &over->shade);
	said_over(&look->ground, &over->ground);
	if (over->half_points || over->empty_size)
		look->empty_size = over->empty_size;
	number_over(&look->half_points, over->half_points);
	number_over(&look->scale, over->scale);
	number_over(&look->spacing, over->spacing);
	number_over(&look->raised, over->raised);
	number_over(&look->line, over->line);
	number_over(&look->indent, over->indent);
	if (over->colour.said || over->transparent)
		look->transparent = over->transparent;
}

static bool
is_black(struct tz_colour colour)
{
	return colour.known &&
	    tz_colour_contrast(colour, tz_colour_of(0)) < BLACK_CONTRAST;
}

/* What lies directly behind the letters; whether it was made for them alone, so
 * that "auto" letters stay dark on it; whether it may be a bar over them. */
static struct tz_colour
behind(const struct tz_docx_look *look, struct tz_colour ground, bool *ret_own,
    bool *bar)
{
	*ret_own = true;
	*bar = *bar || look->ground.said;
	if (look->highlight.said && look->highlight.colour.known)
		return look->highlight.colour;
	if (look->shade.said)
		return look->shade.colour;
	*ret_own = false;
	return look->ground.said ? look->ground.colour : ground;
}

static bool
is_tiny(const struct tz_docx_look *look)
{
	double points = look->half_points > 0 ? look->half_points / 2.0 : 10;

	return look->empty_size ||
	    (look->half_points > 0 && look->half_points <= TINY_HALF_POINTS) ||
	    (look->scale > 0 && look->scale < NARROW_PERCENT) ||
	    (look->line > 0 && look->line <= LOW_LINE) ||
	    (look->spacing < 0 && -look->spacing / 20.0 > points * SQUEEZED);
}

enum tz_docx_unseen
tz_docx_look_unseen(const struct tz_docx_look *look, struct tz_colour ground,
    bool bar, int page_width)
{
	struct tz_colour colour = look->colour.colour;
	bool own;

	if (look->transparent)
		return TZ_DOCX_CLEAR;
	if (is_tiny(look))
		return TZ_DOCX_TINY;
	if (look->indent >= page_width || look->indent <= -page_width ||
	    abs(look->raised) >= FAR_HALF_POINTS)
		return TZ_DOCX_OFF_PAGE;
	ground = behind(look, ground, &own, &bar);
	if (is_black(ground) && own && !colour.known)
		return TZ_DOCX_COVERED;
	if (is_black(ground) && (own || bar) && colour.known &&
	    tz_colour_contrast(colour, ground) < BAR_CONTRAST)
		return TZ_DOCX_COVERED;
	return tz_colour_hides(colour, ground) ? TZ_DOCX_WHITE : TZ_DOCX_SEEN;
}
