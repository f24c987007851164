/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ooxml/xlsx_style_read.c - xl/styles.xml (ECMA-376 part 1, 18.8)
 */
#include <stdlib.h>
#include <string.h>

#include "intake/ooxml/xlsx_style.h"
#include "intake/xml.h"

/* Which list the present element stands in. */
enum list { NO_LIST, FONTS, FILLS, CELLS, DXFS };

struct reading {
	struct tz_xml *xml;
	struct tz_xlsx_styles *styles;
	struct tz_story *told;
	enum list list;
	bool in_font, in_fill;
	bool solid;
	struct tz_xlsx_font font;
	struct tz_xlsx_fill fill;
	struct tz_xlsx_shade back; /* of the fill */
	struct tz_xlsx_dxf dxf;
};

static uint32_t
number(struct reading *reading, const char *name)
{
	const char *text = tz_xml_attribute(reading->xml, name);

	return text ? (uint32_t)strtoul(text, NULL, 10) : 0;
}

static void
read_shade(struct reading *reading, struct tz_xlsx_shade *ret)
{
	static const struct {
		const char *name;
		enum tz_xlsx_shade_kind kind;
		int base;
	} kinds[] = {{"rgb", TZ_XLSX_SHADE_RGB, 16},
	    {"theme", TZ_XLSX_SHADE_THEME, 10},
	    {"indexed", TZ_XLSX_SHADE_INDEXED, 10}};
	const char *tint = tz_xml_attribute(reading->xml, "tint");
	size_t i;

	memset(ret, 0, sizeof *ret);
	for (i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
		const char *value =
		    tz_xml_attribute(reading->xml, kinds[i].name);

		if (!value)
			continue;
		ret->kind = kinds[i].kind;
		ret->value = (uint32_t)strtoul(value, NULL, kinds[i].base);
		break;
	}
	if (tint)
		ret->tint = strtod(tint, NULL);
}

static void
tell(struct reading *reading, const char *text)
{
	tz_story_break(reading->told, '\n');
	tz_story_add(reading->told, text, strlen(text));
}

static enum tz_status
begin_format(struct reading *reading, struct tz_err *err)
{
	const char *code = tz_xml_attribute(reading->xml, "formatCode");
	uint32_t id = number(reading, "numFmtId");

	if (code)
		tell(reading, code);
	if (reading->list == DXFS) {
		reading->dxf.masks =
		    tz_xlsx_value_format(id, code) == TZ_XLSX_FORMAT_MASKED;
		return TZ_OK;
	}
	return tz_xlsx_style_add_format(reading->styles, id, code, err);
}

/* An element of a font or a fill. */
static void
begin_inside(struct reading *reading, const char *name)
{
	const char *value = tz_xml_attribute(reading->xml, "val");

	if (reading->in_font && strcmp(name, "color") == 0) {
		read_shade(reading, &reading->font.shade);
	} else if (reading->in_font && strcmp(name, "sz") == 0) {
		reading->font.tiny =
		    value && strtod(value, NULL) <= TZ_TINY_POINTS;
	} else if (reading->in_fill && strcmp(name, "patternFill") == 0) {
		value = tz_xml_attribute(reading->xml, "patternType");
		reading->solid = value && strcmp(value, "solid") == 0;
		reading->fill.patterned =
		    value && !reading->solid && strcmp(value, "none") != 0;
		/* A differential style leaves the word "solid" out. */
		reading->solid |= !value && reading->list == DXFS;
	} else if (reading->in_fill && strcmp(name, "gradientFill") == 0) {
		reading->fill.patterned = true;
	} else if (reading->in_fill && strcmp(name, "fgColor") == 0) {
		read_shade(reading, &reading->fill.shade);
	} else if (reading->in_fill && strcmp(name, "bgColor") == 0) {
		read_shade(reading, &reading->back);
	}
}

static enum tz_status
begin(struct reading *reading, struct tz_err *err)
{
	const char *name = tz_xml_name(reading->xml);
	struct tz_xlsx_styles *styles = reading->styles;
	const struct tz_xlsx_xf xf = {number(reading, "fontId"),
	    number(reading, "fillId"), number(reading, "numFmtId")};

	if (strcmp(name, "fonts") == 0) {
		reading->list = FONTS;
	} else if (strcmp(name, "fills") == 0) {
		reading->list = FILLS;
	} else if (strcmp(name, "cellXfs") == 0) {
		reading->list = CELLS;
	} else if (strcmp(name, "dxfs") == 0) {
		reading->list = DXFS;
	} else if (strcmp(name, "numFmt") == 0) {
		return begin_format(reading, err);
	} else if (strcmp(name, "xf") == 0 && reading->list == CELLS) {
		return tz_xlsx_style_add_xf(styles, &xf, err);
	} else if (strcmp(name, "dxf") == 0) {
		memset(&reading->dxf, 0, sizeof reading->dxf);
	} else if (strcmp(name, "font") == 0) {
		memset(&reading->font, 0, sizeof reading->font);
		reading->in_font = true;
	} else if (strcmp(name, "fill") == 0) {
		memset(&reading->fill, 0, sizeof reading->fill);
		memset(&reading->back, 0, sizeof reading->back);
		reading->solid = false;
		reading->in_fill = true;
	} else if (strcmp(name, "rgbColor") == 0) {
		const char *rgb = tz_xml_attribute(reading->xml, "rgb");

		if (styles->n_palette < TZ_XLSX_PALETTE)
			styles->palette[styles->n_palette++] =
			    tz_colour_parse(rgb);
	} else if (strcmp(name, "cellStyle") == 0) {
		const char *style = tz_xml_attribute(reading->xml, "name");

		if (style && !tz_xml_attribute(reading->xml, "builtinId"))
			tell(reading, style);
	} else {
		begin_inside(reading, name);
	}
	return TZ_OK;
}

static enum tz_status
end_fill(struct reading *reading, struct tz_err *err)
{
	struct tz_xlsx_fill *fill = &reading->fill;

	reading->in_fill = false;
	if (reading->list == DXFS) {
		/* Here it is the background that fills the cell. */
		if (reading->solid && reading->back.kind != TZ_XLSX_SHADE_NONE)
			fill->shade = reading->back;
		reading->dxf.fill = *fill;
		return TZ_OK;
	}
	if (!reading->solid)
		memset(&fill->shade, 0, sizeof fill->shade);
	if (reading->list == FILLS)
		return tz_xlsx_style_add_fill(reading->styles, fill, err);
	return TZ_OK;
}

static enum tz_status
end(struct reading *reading, struct tz_err *err)
{
	const char *name = tz_xml_name(reading->xml);

	if (strcmp(name, "fill") == 0)
		return end_fill(reading, err);
	if (strcmp(name, "font") == 0) {
		reading->in_font = false;
		if (reading->list == DXFS)
			reading->dxf.font = reading->font.shade;
		else if (reading->list == FONTS)
			return tz_xlsx_style_add_font(reading->styles,
			    &reading->font, err);
	} else if (strcmp(name, "dxf") == 0 && reading->list == DXFS) {
		return tz_xlsx_style_add_dxf(reading->styles, &reading->dxf,
		    err);
	} else if (strcmp(name, "fonts") == 0 || strcmp(name, "fills") == 0 ||
	    strcmp(name, "cellXfs") == 0 || strcmp(name, "dxfs") == 0) {
		reading->list = NO_LIST;
	}
	return TZ_OK;
}

enum tz_status
tz_xlsx_style_read(struct tz_xml *xml, struct tz_xlsx_styles *styles,
    struct tz_story *told, bool *ret_bad, struct tz_err *err)
{
	struct reading reading;
	enum tz_xml_event event = TZ_XML_DONE;
	enum tz_status s = TZ_OK;

	memset(&reading, 0, sizeof reading);
	reading.xml = xml;
	reading.styles = styles;
	reading.told = told;
	while (s == TZ_OK && (event = tz_xml_next(xml)) < TZ_XML_DONE) {
		if (event == TZ_XML_START)
			s = begin(&reading, err);
		else if (event == TZ_XML_END)
			s = end(&reading, err);
	}
	*ret_bad = event == TZ_XML_BAD;
	return s ? s : tz_xlsx_style_finish(styles, err);
}
