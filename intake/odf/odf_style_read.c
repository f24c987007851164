/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/odf/odf_style_read.c - reading styles, page layouts, master pages,
 * layers and number formats
 */
#include "intake/odf/odf_style_read.h"

#include <stdlib.h>
#include <string.h>

#include "base/intl.h"

/* More than this is no document. */
#define STYLES_MAX 200000

struct reading {
	struct tz_odf_styles *styles;
	struct tz_xml *xml;
	enum tz_odf_scope part;	 /* of automatic styles */
	enum tz_odf_scope scope; /* here */
	size_t open;		 /* the style being read, plus one */
	unsigned depth;		 /* of its element */
};

static const char *
attribute(struct reading *reading, const char *name)
{
	return tz_xml_attribute(reading->xml, name);
}

static bool
says(const char *value, const char *word)
{
	return value && strcmp(value, word) == 0;
}

static enum tz_status
copy(const char *text, char **ret, struct tz_err *err)
{
	if (!text)
		return TZ_OK;
	free(*ret);
	*ret = strdup(text);
	return *ret ? TZ_OK : tz_fail_nomem(err);
}

/* Begin a style of that family, "" as the name of a default. */
static enum tz_status
begin(struct reading *reading, const char *family, const char *name,
    struct tz_err *err)
{
	struct tz_odf_styles *styles = reading->styles;
	struct tz_odf_style *item;

	if (!family || strlen(family) >= sizeof item->family)
		return TZ_OK;
	if (styles->n == STYLES_MAX)
		return tz_fail(err, TZ_LIMIT,
		    _("a document has too many "
		      "styles"));
	if (styles->n == styles->cap) {
		size_t cap = styles->cap ? 2 * styles->cap : 64;

		item = realloc(styles->item, cap * sizeof *item);
		if (!item)
			return tz_fail_nomem(err);
		styles->item = item;
		styles->cap = cap;
	}
	item = &styles->item[styles->n];
	memset(item, 0, sizeof *item);
	memcpy(item->family, family, strlen(family) + 1);
	item->name = strdup(name ? name : "");
	if (!item->name)
		return tz_fail_nomem(err);
	item->scope = reading->scope;
	reading->open = ++styles->n;
	reading->depth = tz_xml_depth(reading->xml);
	return TZ_OK;
}

static enum tz_status
begin_master(struct reading *reading, struct tz_err *err)
{
	bool first = !reading->styles->has_master;
	struct tz_odf_style *item;
	enum tz_status s;

	s = begin(reading, "master-page", attribute(reading, "name"), err);
	if (s || reading->open == 0)
		return s;
	item = &reading->styles->item[reading->open - 1];
	item->scope = TZ_ODF_COMMON;
	item->first = first;
	reading->styles->has_master = true;
	item->drawing_scope = reading->part;
	s = copy(attribute(reading, "page-layout-name"), &item->parent, err);
	if (s == TZ_OK)
		s = copy(tz_xml_attribute_in(reading->xml, "drawing:1.0",
			     "style-name"),
		    &item->drawing, err);
	return s;
}

static enum tz_status
begin_style(struct reading *reading, const char *name, struct tz_err *err)
{
	struct tz_odf_style *item;
	enum tz_status s;

	if (strcmp(name, "default-style") == 0) {
		reading->scope = TZ_ODF_COMMON;
		return begin(reading, attribute(reading, "family"), "", err);
	}
	s = begin(reading, attribute(reading, "family"),
	    attribute(reading, "name"), err);
	if (s || reading->open == 0)
		return s;
	item = &reading->styles->item[reading->open - 1];
	s = copy(attribute(reading, "parent-style-name"), &item->parent, err);
	if (s == TZ_OK)
		s = copy(attribute(reading, "data-style-name"), &item->format,
		    err);
	return s;
}

static enum tz_status
begin_layer(struct reading *reading, struct tz_err *err)
{
	const char *display = attribute(reading, "display");
	bool off = says(display, "none");
	enum tz_status s;

	s = begin(reading, "layer", attribute(reading, "name"), err);
	if (s == TZ_OK) {
		struct tz_odf_style *item =
		    &reading->styles->item[reading->open - 1];

		item->scope = TZ_ODF_COMMON;
		item->look.off = off ? TZ_ODF_YES : TZ_ODF_NO;
	}
	return s;
}

static void
read_text(struct reading *reading, struct tz_odf_look *look)
{
	const char *value = attribute(reading, "display");

	if (value)
		look->hidden = says(value, "none") ? TZ_ODF_YES : TZ_ODF_NO;
	value = tz_xml_attribute_in(reading->xml, "fo-compatible:1.0", "color");
	if (value)
		look->colour = tz_colour_parse(value);
	value = attribute(reading, "use-window-font-color");
	if (value)
		look->automatic = says(value, "true") ? TZ_ODF_YES : TZ_ODF_NO;
	value = attribute(reading, "background-color");
	if (value) {
		look->mark = tz_colour_parse(value);
		look->marked = look->mark.known ? TZ_ODF_YES : TZ_ODF_NO;
	}
	value = attribute(reading, "font-size");
	if (value && strchr(value, '%'))
		look->part = strtod(value, NULL);
	else if (value)
		look->points = tz_odf_length(value);
	value = attribute(reading, "text-scale");
	if (value)
		look->width = strtod(value, NULL);
	value = attribute(reading, "opacity");
	if (value)
		look->clear = strtod(value, NULL) < 5 ? TZ_ODF_YES : TZ_ODF_NO;
}

static void
read_ground(const char *value, struct tz_odf_look *look)
{
	if (!value)
		return;
	look->ground_colour = tz_colour_parse(value);
	look->ground =
	    look->ground_colour.known ? TZ_ODF_FILL_SOLID : TZ_ODF_FILL_NONE;
}

/* "rect(0cm, 1cm, 0cm, 0cm)": whether any side is cut. */
static bool
cuts(const char *clip)
{
	for (; *clip; clip++)
		if (*clip >= '1' && *clip <= '9')
			return true;
	return false;
}

static void
read_fill(struct reading *reading, struct tz_odf_look *look)
{
	const char *value =
	    tz_xml_attribute_in(reading->xml, "drawing:1.0", "fill");

	if (says(value, "none"))
		look->fill = TZ_ODF_FILL_NONE;
	else if (says(value, "solid"))
		look->fill = TZ_ODF_FILL_SOLID;
	else if (value)
		look->fill = TZ_ODF_FILL_OTHER;
	value = attribute(reading, "fill-color");
	if (value)
		look->fill_colour = tz_colour_parse(value);
	value = tz_xml_attribute_in(reading->xml, "drawing:1.0", "opacity");
	if (value)
		look->opacity = strtod(value, NULL) + 0.001;
	value = attribute(reading, "clip");
	if (value)
		look->clipped = cuts(value) ? TZ_ODF_YES : TZ_ODF_NO;
	value = attribute(reading, "horizontal-rel");
	if (value)
		look->from_page = says(value, "page") ? TZ_ODF_YES : TZ_ODF_NO;
}

static void
read_properties(struct reading *reading, const char *name,
    struct tz_odf_look *look)
{
	const char *value;

	if (strcmp(name, "text-properties") == 0) {
		read_text(reading, look);
		return;
	}
	read_ground(attribute(reading, "background-color"), look);
	read_fill(reading, look);
	if (strcmp(name, "table-properties") == 0 &&
	    (value = attribute(reading, "display")))
		look->off = says(value, "false") ? TZ_ODF_YES : TZ_ODF_NO;
	if (strcmp(name, "drawing-page-properties") == 0 &&
	    (value = attribute(reading, "visibility")))
		look->unshown = says(value, "hidden") ? TZ_ODF_YES : TZ_ODF_NO;
	if (strcmp(name, "table-cell-properties") == 0 &&
	    (value = attribute(reading, "cell-protect")))
		look->secret = says(value, "hidden-and-protected") ? TZ_ODF_YES
								   : TZ_ODF_NO;
	if (strcmp(name, "page-layout-properties") == 0) {
		look->page_width =
		    tz_odf_length(attribute(reading, "page-width"));
		look->page_height =
		    tz_odf_length(attribute(reading, "page-height"));
	}
}

/* Whether the element is a number format, such as "date-style". */
static bool
is_format(const struct tz_xml *xml, const char *name)
{
	size_t len = strlen(name);

	return len > 6 && strcmp(name + len - 6, "-style") == 0 &&
	    strstr(tz_xml_space(xml), "datastyle");
}

/* A piece of a number format; text is looked at where it comes. */
static enum tz_status
read_piece(struct reading *reading, const char *name,
    struct tz_odf_style *style, struct tz_err *err)
{
	if (strcmp(name, "map") == 0)
		return copy(attribute(reading, "apply-style-name"),
		    &style->parent, err);
	if (strcmp(name, "text") != 0 && strcmp(name, "text-properties") != 0)
		style->blank = false;
	return TZ_OK;
}

/* A shape that may lie behind the text of every page. */
static bool
is_decoration(const char *name)
{
	static const char *const names[] = {"custom-shape", "rect", "path",
	    "polygon", "ellipse", "circle", "image"};
	size_t i;

	for (i = 0; i < sizeof names / sizeof names[0]; i++)
		if (strcmp(names[i], name) == 0)
			return true;
	return false;
}

static enum tz_status
start(struct reading *reading, struct tz_err *err)
{
	const char *name = tz_xml_name(reading->xml);
	struct tz_odf_style *style =
	    reading->open ? &reading->styles->item[reading->open - 1] : NULL;
	size_t len = strlen(name);
	enum tz_status s;

	if (strcmp(name, "automatic-styles") == 0)
		reading->scope = reading->part;
	else if (strcmp(name, "styles") == 0 ||
	    strcmp(name, "master-styles") == 0)
		reading->scope = TZ_ODF_COMMON;
	if (style && strcmp(style->family, "number") == 0)
		return read_piece(reading, name, style, err);
	if (style && is_decoration(name) &&
	    strstr(tz_xml_space(reading->xml), "drawing:1.0"))
		style->look.busy = TZ_ODF_YES;
	if (style && len > 11 && strcmp(name + len - 11, "-properties") == 0) {
		read_properties(reading, name, &style->look);
		return TZ_OK;
	}
	if (strcmp(name, "style") == 0 || strcmp(name, "default-style") == 0)
		return begin_style(reading, name, err);
	if (strcmp(name, "page-layout") == 0)
		return begin(reading, "page-layout", attribute(reading, "name"),
		    err);
	if (strcmp(name, "master-page") == 0)
		return begin_master(reading, err);
	if (strcmp(name, "layer") == 0)
		return begin_layer(reading, err);
	if (!is_format(reading->xml, name))
		return TZ_OK;
	s = begin(reading, "number", attribute(reading, "name"), err);
	if (s == TZ_OK)
		reading->styles->item[reading->open - 1].blank = true;
	return s;
}

/* The letters of a number format show, spaces do not. */
static void
text(struct reading *reading)
{
	struct tz_odf_style *style;

	if (reading->open == 0)
		return;
	style = &reading->styles->item[reading->open - 1];
	if (tz_xml_text(reading->xml)[strspn(tz_xml_text(reading->xml),
		" \t\r\n")])
		style->blank = false;
}

enum tz_status
tz_odf_style_read(struct tz_odf_styles *styles, const void *data, size_t len,
    enum tz_odf_scope scope, struct tz_err *err)
{
	tz_auto(tz_xml) xml = NULL;
	struct reading reading = {styles, NULL, scope, TZ_ODF_COMMON, 0, 0};
	enum tz_xml_event event;
	enum tz_status s;

	s = tz_xml_open(data, len, &xml, err);
	reading.xml = xml;
	while (s == TZ_OK && (event = tz_xml_next(xml)) < TZ_XML_DONE) {
		switch (event) {
		case TZ_XML_START:
			/* Styles stand before the text. */
			if (strcmp(tz_xml_name(xml), "body") == 0)
				return s;
			s = start(&reading, err);
			break;
		case TZ_XML_END:
			if (reading.open && tz_xml_depth(xml) <= reading.depth)
				reading.open = 0;
			break;
		case TZ_XML_TEXT:
			text(&reading);
			break;
		case TZ_XML_REMARK:
		case TZ_XML_DONE:
		case TZ_XML_BAD:
			break;
		}
	}
	return s;
}
