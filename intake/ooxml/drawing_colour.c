/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ooxml/drawing_colour.c - themes, and the ways to name a colour
 */
#include "intake/ooxml/drawing_colour.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* In the order of the colour scheme. */
static const char *const scheme[TZ_DRAWING_COLOURS] = {"dk1", "lt1", "dk2",
    "lt2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6",
    "hlink", "folHlink"};

/* Names of WordprocessingML for the same. */
static const struct {
	const char *name;
	unsigned index;
} others[] = {
    {"dark1", 0},
    {"light1", 1},
    {"dark2", 2},
    {"light2", 3},
    {"hyperlink", 10},
    {"followedHyperlink", 11},
};

/* Names that a map turns into one of the scheme; the first four are the
 * roles. */
static const struct {
	const char *name;
	unsigned role;
} roles[] = {
    {"bg1", 0},
    {"tx1", 1},
    {"bg2", 2},
    {"tx2", 3},
    {"background1", 0},
    {"text1", 1},
    {"background2", 2},
    {"text2", 3},
    {"t1", 1},
    {"t2", 3},
};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

void
tz_drawing_theme_start(struct tz_drawing_theme *theme)
{
	memset(theme, 0, sizeof *theme);
	theme->colours[0] = tz_colour_of(0x000000);
	theme->colours[1] = tz_colour_of(0xffffff);
	theme->roles[0] = 1;
	theme->roles[1] = 0;
	theme->roles[2] = 3;
	theme->roles[3] = 2;
	theme->ground_solid = true;
}

/* The place of a name in the scheme, TZ_DRAWING_COLOURS for none. */
static unsigned
index_of(const char *name)
{
	unsigned i;

	for (i = 0; i < TZ_DRAWING_COLOURS; i++)
		if (strcmp(scheme[i], name) == 0)
			return i;
	for (i = 0; i < COUNT(others); i++)
		if (strcmp(others[i].name, name) == 0)
			return others[i].index;
	return TZ_DRAWING_COLOURS;
}

void
tz_drawing_theme_map(struct tz_xml *xml, struct tz_drawing_theme *theme)
{
	const char *name;
	const char *value;

	while ((value = tz_xml_attribute_next(xml, &name))) {
		unsigned index = index_of(value);
		size_t i;

		for (i = 0; i < COUNT(roles); i++)
			if (index < TZ_DRAWING_COLOURS &&
			    strcmp(roles[i].name, name) == 0)
				theme->roles[roles[i].role] = index;
	}
}

struct tz_colour
tz_drawing_theme_colour(const struct tz_drawing_theme *theme, const char *name)
{
	const struct tz_colour unknown = {0, 0, 0, false};
	unsigned index = index_of(name);
	size_t i;

	if (index < TZ_DRAWING_COLOURS)
		return theme->colours[index];
	for (i = 0; i < COUNT(roles); i++)
		if (strcmp(roles[i].name, name) == 0)
			return theme->colours[theme->roles[roles[i].role]];
	return unknown;
}

enum tz_status
tz_drawing_theme_read(const struct tz_opc_part *part,
    struct tz_drawing_theme *theme, struct tz_err *err)
{
	tz_auto(tz_xml) xml = NULL;
	enum tz_xml_event event;
	unsigned index = TZ_DRAWING_COLOURS;
	bool grounds = false;
	enum tz_status s;

	if (!part)
		return TZ_OK;
	s = tz_xml_open(part->data, part->len, &xml, err);
	if (s)
		return s;
	while ((event = tz_xml_next(xml)) < TZ_XML_DONE) {
		struct tz_drawing_colour colour;
		const char *name = tz_xml_name(xml);

		if (event != TZ_XML_START)
			continue;
		if (tz_xml_depth(xml) == 3)
			index = index_of(name);
		if (tz_xml_depth(xml) == 4 && index < TZ_DRAWING_COLOURS &&
		    tz_drawing_colour_begin(xml, theme, &colour))
			theme->colours[index] = colour.colour;
		if (grounds)
			theme->ground_solid = strcmp(name, "solidFill") == 0;
		grounds = strcmp(name, "bgFillStyleLst") == 0;
	}
	return TZ_OK;
}

/* Hue, saturation and lightness, each from 0 to 1. */
struct hsl {
	double h, s, l;
};

static struct hsl
to_hsl(struct tz_colour colour)
{
	double r = colour.red / 255.0, g = colour.green / 255.0,
	       b = colour.blue / 255.0;
	double max = fmax(r, fmax(g, b)), min = fmin(r, fmin(g, b));
	double d = max - min;
	struct hsl hsl = {0, 0, (max + min) / 2};

	if (d <= 0)
		return hsl;
	hsl.s = hsl.l > 0.5 ? d / (2 - max - min) : d / (max + min);
	if (max <= r)
		hsl.h = (g - b) / d + (g < b ? 6 : 0);
	else if (max <= g)
		hsl.h = (b - r) / d + 2;
	else
		hsl.h = (r - g) / d + 4;
	hsl.h /= 6;
	return hsl;
}

static uint8_t
channel(double p, double q, double t)
{
	double value = p;

	if (t < 0)
		t += 1;
	if (t > 1)
		t -= 1;
	if (t < 1.0 / 6)
		value = p + (q - p) * 6 * t;
	else if (t < 0.5)
		value = q;
	else if (t < 2.0 / 3)
		value = p + (q - p) * (2.0 / 3 - t) * 6;
	return (uint8_t)lround(fmin(1, fmax(0, value)) * 255);
}

static struct tz_colour
with_lightness(struct tz_colour colour, double l)
{
	struct hsl hsl = to_hsl(colour);
	double p, q;

	if (!colour.known)
		return colour;
	l = l > 0 ? fmin(1, l) : 0;
	q = l < 0.5 ? l * (1 + hsl.s) : l + hsl.s - l * hsl.s;
	p = 2 * l - q;
	colour.red = channel(p, q, hsl.h + 1.0 / 3);
	colour.green = channel(p, q, hsl.h);
	colour.blue = channel(p, q, hsl.h - 1.0 / 3);
	return colour;
}

struct tz_colour
tz_drawing_colour_lighter(struct tz_colour colour, double part)
{
	return with_lightness(colour, to_hsl(colour).l * part + 1 - part);
}

struct tz_colour
tz_drawing_colour_darker(struct tz_colour colour, double part)
{
	return with_lightness(colour, to_hsl(colour).l * part);
}

/* Names of colours that people choose for their text and its ground. */
static struct tz_colour
preset(const char *name)
{
	static const struct {
		const char *name;
		uint32_t rgb;
	} presets[] = {
	    {"white", 0xffffff},
	    {"black", 0x000000},
	    {"red", 0xff0000},
	    {"green", 0x008000},
	    {"lime", 0x00ff00},
	    {"blue", 0x0000ff},
	    {"yellow", 0xffff00},
	    {"gray", 0x808080},
	    {"silver", 0xc0c0c0},
	    {"navy", 0x000080},
	    {"snow", 0xfffafa},
	    {"ivory", 0xfffff0},
	    {"whiteSmoke", 0xf5f5f5},
	};
	struct tz_colour unknown = {0, 0, 0, false};
	size_t i;

	for (i = 0; name && i < COUNT(presets); i++)
		if (strcmp(presets[i].name, name) == 0)
			return tz_colour_of(presets[i].rgb);
	return unknown;
}

bool
tz_drawing_colour_begin(struct tz_xml *xml,
    const struct tz_drawing_theme *theme, struct tz_drawing_colour *ret)
{
	const char *name = tz_xml_name(xml);
	const char *value;

	if (strlen(name) < 6 || strcmp(name + strlen(name) - 3, "Clr") != 0)
		return false;
	memset(ret, 0, sizeof *ret);
	ret->alpha = 1;
	value = tz_xml_attribute(xml, "val");
	if (strcmp(name, "srgbClr") == 0) {
		ret->colour = tz_colour_parse(value);
	} else if (strcmp(name, "schemeClr") == 0) {
		if (value)
			ret->colour = tz_drawing_theme_colour(theme, value);
	} else if (strcmp(name, "sysClr") == 0) {
		ret->colour = tz_colour_parse(tz_xml_attribute(xml, "lastClr"));
		if (!ret->colour.known && value)
			ret->colour =
			    tz_colour_of(strcmp(value, "window") == 0 ? 0xffffff
								      : 0);
	} else if (strcmp(name, "prstClr") == 0) {
		ret->colour = preset(value);
	} else {
		return strcmp(name, "scrgbClr") == 0 ||
		    strcmp(name, "hslClr") == 0;
	}
	return true;
}

/* A share: "50000" or, in the strict form, "50%". */
static double
share(const char *value)
{
	char *end;
	double number = value ? strtod(value, &end) : NAN;

	if (!value || end == value || !isfinite(number))
		return 1;
	return *end == '%' ? number / 100 : number / 100000;
}

void
tz_drawing_colour_change(struct tz_xml *xml, struct tz_drawing_colour *colour)
{
	const char *name = tz_xml_name(xml);
	double part = share(tz_xml_attribute(xml, "val"));

	if (strcmp(name, "alpha") == 0) {
		/* Word's own effects count how much is seen through. */
		bool word = strstr(tz_xml_space(xml), "office/word") != NULL;

		colour->alpha = word ? 1 - part : part;
	} else if (strcmp(name, "lumMod") == 0 || strcmp(name, "shade") == 0) {
		colour->colour = with_lightness(colour->colour,
		    to_hsl(colour->colour).l * part);
	} else if (strcmp(name, "lumOff") == 0) {
		colour->colour = with_lightness(colour->colour,
		    to_hsl(colour->colour).l + part);
	} else if (strcmp(name, "tint") == 0) {
		colour->colour =
		    tz_drawing_colour_lighter(colour->colour, part);
	}
}
