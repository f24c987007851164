/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/html/html_look.c - what is inherited, and what hides
 */
#include "intake/html/html_look.h"

#include <string.h>

#include "base/buf.h"
#include "intake/html/html_element.h"
#include "intake/html/html_selector.h"

#define PIXELS_PER_POINT (96.0 / 72)

struct tz_html_look
tz_html_look_root(void)
{
	struct tz_html_look look;

	memset(&look, 0, sizeof look);
	look.colour = tz_colour_of(0);
	look.ground = tz_colour_of(0xffffff);
	look.size = 16;
	return look;
}

/* Elements that no browser shows by itself. */
static bool
is_hidden_by_itself(const GumboElement *element)
{
	if (gumbo_get_attribute(&element->attributes, "hidden"))
		return true;
	if (tz_html_selector_is(element, "dialog"))
		return !gumbo_get_attribute(&element->attributes, "open");
	return element->tag == GUMBO_TAG_TEMPLATE ||
	    element->tag == GUMBO_TAG_DATALIST;
}

static bool
is_one_of(const GumboElement *element, const char *const *names)
{
	for (; *names; names++) {
		if (tz_html_selector_is(element, *names))
			return true;
	}
	return false;
}

/* What only old or poor programs show. */
static bool
is_instead(GumboTag tag)
{
	return tag == GUMBO_TAG_NOSCRIPT || tag == GUMBO_TAG_NOEMBED ||
	    tag == GUMBO_TAG_NOFRAMES || tag == GUMBO_TAG_CANVAS ||
	    tag == GUMBO_TAG_VIDEO || tag == GUMBO_TAG_AUDIO ||
	    tag == GUMBO_TAG_IFRAME;
}

/* What is special to drawings. */
static void
look_drawn(struct tz_html_look *ret, const char *used,
    const GumboElement *element)
{
	static const char *const stores[] = {
	    "defs", "symbol", "clipPath", "mask", "pattern", "marker", NULL};
	static const char *const about[] = {"metadata", "desc", NULL};
	const GumboAttribute *id =
	    gumbo_get_attribute(&element->attributes, "id");

	ret->about |= is_one_of(element, about);
	ret->stored |= is_one_of(element, stores);
	if (ret->stored && id && id->value[0]) {
		tz_auto_buf name = TZ_BUF_INIT;

		tz_buf_printf(&name, " %s ", id->value);
		if (strstr(used, tz_buf_str(&name)))
			ret->stored = false;
	}
}

/* A <details> that is not open shows its <summary>. */
static unsigned
count_closed(const struct tz_html_look *look, const GumboNode *node)
{
	const GumboElement *element = &node->v.element;

	if (element->tag == GUMBO_TAG_DETAILS &&
	    !gumbo_get_attribute(&element->attributes, "open"))
		return look->closed + 1;
	if (element->tag == GUMBO_TAG_SUMMARY && look->closed > 0 &&
	    node->parent->type == GUMBO_NODE_ELEMENT &&
	    node->parent->v.element.tag == GUMBO_TAG_DETAILS &&
	    !gumbo_get_attribute(&node->parent->v.element.attributes, "open"))
		return look->closed - 1;
	return look->closed;
}

struct tz_html_look
tz_html_look_in(const struct tz_html_look *look,
    const struct tz_html_style *style, const char *used, const GumboNode *node)
{
	const GumboElement *element = &node->v.element;
	struct tz_html_look ret = *look;
	struct tz_html_declared declared;

	tz_html_style_of(style, node, &declared);
	if (is_hidden_by_itself(element) &&
	    !(declared.set & TZ_HTML_SET_DISPLAY))
		ret.hidden = true;
	ret.hidden |= declared.no_display || declared.no_opacity ||
	    declared.clipped || declared.far_away || declared.shrunk ||
	    declared.no_filter || declared.no_content ||
	    (declared.cut && !tz_html_element_is_cell(element->tag) &&
		(declared.no_width || declared.no_height));
	ret.instead |= is_instead(element->tag);
	ret.closed = count_closed(look, node);
	if (declared.set & TZ_HTML_SET_VISIBILITY)
		ret.invisible = declared.invisible;
	if (declared.set & TZ_HTML_SET_COLOUR) {
		ret.colour = declared.colour;
		ret.clear = declared.clear;
	}
	if ((declared.set & TZ_HTML_SET_GROUND) && !declared.no_ground)
		ret.ground = declared.ground;
	if (declared.set & TZ_HTML_SET_SIZE)
		ret.size = declared.size_relative ? look->size * declared.size
						  : declared.size;
	if (declared.set & TZ_HTML_SET_FILL)
		ret.no_fill = declared.no_fill;
	if (declared.set & TZ_HTML_SET_FILL_OPACITY)
		ret.no_fill_opacity = declared.no_fill_opacity;
	if (declared.set & TZ_HTML_SET_STROKE)
		ret.stroked = declared.stroked;
	if (ret.drawing.inside ||
	    element->tag_namespace == GUMBO_NAMESPACE_SVG) {
		tz_html_drawing_enter(&ret.drawing, element);
		look_drawn(&ret, used, element);
	}
	return ret;
}

enum tz_html_hiding
tz_html_look_hides(const struct tz_html_look *look)
{
	if (look->about)
		return TZ_HTML_ABOUT;
	if (look->hidden || look->invisible || look->clear || look->closed ||
	    look->stored || look->size < (look->drawing.inside ? 1e-9 : 0.1))
		return TZ_HTML_HIDDEN;
	if (look->drawing.inside && (look->no_fill || look->no_fill_opacity) &&
	    !look->stroked)
		return TZ_HTML_HIDDEN;
	if (look->instead)
		return TZ_HTML_INSTEAD;
	if (tz_html_drawing_is_off(&look->drawing, look->size))
		return TZ_HTML_OFF_PAGE;
	/* The letters of a drawing are of its own size. */
	if (!look->drawing.inside &&
	    look->size <= TZ_TINY_POINTS * PIXELS_PER_POINT)
		return TZ_HTML_TINY;
	if (!tz_colour_hides(look->colour, look->ground))
		return TZ_HTML_SEEN;
	return tz_colour_contrast(look->ground, tz_colour_of(0)) < 2
	    ? TZ_HTML_COVERED
	    : TZ_HTML_WHITE;
}
