/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/html/html_look.c - what is inherited, and what hides
 */
#include "intake/html/html_look.h"

#include <string.h>

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
	return element->tag == GUMBO_TAG_TEMPLATE ||
	    element->tag == GUMBO_TAG_DATALIST;
}

struct tz_html_look
tz_html_look_in(const struct tz_html_look *look,
    const struct tz_html_style *style, const GumboNode *node)
{
	struct tz_html_look ret = *look;
	struct tz_html_declared declared;

	tz_html_style_of(style, node, &declared);
	if (is_hidden_by_itself(&node->v.element) &&
	    !(declared.set & TZ_HTML_SET_DISPLAY))
		ret.hidden = true;
	ret.hidden |= declared.no_display || declared.no_opacity ||
	    declared.no_box || declared.far_away;
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
	return ret;
}

enum tz_html_hiding
tz_html_look_hides(const struct tz_html_look *look)
{
	if (look->hidden || look->invisible || look->clear || look->size < 0.1)
		return TZ_HTML_HIDDEN;
	if (look->size <= TZ_TINY_POINTS * PIXELS_PER_POINT)
		return TZ_HTML_TINY;
	if (!tz_colour_hides(look->colour, look->ground))
		return TZ_HTML_SEEN;
	return tz_colour_contrast(look->ground, tz_colour_of(0)) < 2
	    ? TZ_HTML_COVERED
	    : TZ_HTML_WHITE;
}
