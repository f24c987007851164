/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/html/html_style.h - the style sheets of a page, as far as they hide
 * text (CSS 2.2; Selectors 3)
 *
 * There is no CSS library to be had for C; what is read here are the
 * properties by which text is hidden.  A selector that is not understood
 * matches nothing, so that the text under it is told as seen.
 */
#ifndef TZ_INTAKE_HTML_HTML_STYLE_H
#define TZ_INTAKE_HTML_HTML_STYLE_H

#include <stdbool.h>
#include <stddef.h>

#include <gumbo.h>

#include "base/status.h"
#include "intake/visible.h"

/* A property that a declaration may set. */
enum tz_html_set {
	TZ_HTML_SET_DISPLAY = 1 << 0,
	TZ_HTML_SET_VISIBILITY = 1 << 1,
	TZ_HTML_SET_COLOUR = 1 << 2,
	TZ_HTML_SET_GROUND = 1 << 3,
	TZ_HTML_SET_SIZE = 1 << 4,
	TZ_HTML_SET_OPACITY = 1 << 5,
	TZ_HTML_SET_CLIP = 1 << 6,
	TZ_HTML_SET_PLACE = 1 << 7,
	TZ_HTML_SET_WIDTH = 1 << 8,
	TZ_HTML_SET_HEIGHT = 1 << 9,
	TZ_HTML_SET_OVERFLOW = 1 << 10,
	TZ_HTML_SET_FILTER = 1 << 11,
	TZ_HTML_SET_CONTENT = 1 << 12,
	TZ_HTML_SET_FILL = 1 << 13,
	TZ_HTML_SET_FILL_OPACITY = 1 << 14,
	TZ_HTML_SET_STROKE = 1 << 15,
	TZ_HTML_SET_TRANSFORM = 1 << 16,
};

struct tz_html_declared {
	unsigned set;	    /* of enum tz_html_set */
	unsigned important; /* likewise */
	bool no_display;
	bool invisible;
	bool clear;		 /* a colour that lets all through */
	struct tz_colour colour; /* unknown: some that is not read */
	bool no_ground;		 /* the ground is that of the parent */
	struct tz_colour ground; /* unknown: a picture or the like */
	double size;		 /* of letters: pixels, or ... */
	bool size_relative;	 /* ... times that of the parent */
	bool no_opacity;
	bool clipped;	/* to nothing */
	bool no_width;	/* a pixel or less */
	bool no_height; /* likewise */
	bool cut;	/* what does not fit into the box is not seen */
	bool far_away;	/* moved out of sight */
	bool shrunk;	/* transformed to nothing, or out of sight */
	bool no_filter; /* a filter lets nothing through */
	bool no_content;
	bool no_fill, no_fill_opacity, stroked; /* of SVG */
};

/* The sheets of one page.  Made by tz_html_style_new(). */
struct tz_html_style;

/** tz_html_style_new(root, ret_style, err): Read all <style> elements of the
 * tree, borrowed until the style is freed.  Fails: TZ_NOMEM. */
TZ_CHECK enum tz_status tz_html_style_new(const GumboNode *root,
    struct tz_html_style **ret_style, struct tz_err *err);

/** tz_html_style_free(style): End it.  NULL is allowed. */
void tz_html_style_free(struct tz_html_style *style);

TZ_AUTO_DEFINE(tz_html_style)

/** tz_html_style_outside(sheet): Style sheets that stand outside of the pages
 * read from now on, in the same book or mail; borrowed until the next call.
 * NULL ends it. */
void tz_html_style_outside(const char *sheet);

/** tz_html_style_of(style, node, ret): What the sheets, its old attributes
 * (color, bgcolor) and its own style declare for the element. */
void tz_html_style_of(const struct tz_html_style *style, const GumboNode *node,
    struct tz_html_declared *ret);

/** tz_html_declare(text, len, ret): Add what a list of declarations sets to
 * ${ret}; later ones win, but over important ones only important ones. */
void
tz_html_declare(const char *text, size_t len, struct tz_html_declared *ret);

/** tz_html_declare_over(ret, other): Likewise, what ${other} sets. */
void tz_html_declare_over(struct tz_html_declared *ret,
    const struct tz_html_declared *other);

#endif /* !TZ_INTAKE_HTML_HTML_STYLE_H */
