/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/html/html_look.h - how the text of an element looks, with what it
 * inherits
 */
#ifndef TZ_INTAKE_HTML_HTML_LOOK_H
#define TZ_INTAKE_HTML_HTML_LOOK_H

#include "intake/html/html_drawing.h"
#include "intake/html/html_style.h"

/* Why a text is not seen. */
enum tz_html_hiding {
	TZ_HTML_SEEN,
	TZ_HTML_HIDDEN,
	TZ_HTML_WHITE,
	TZ_HTML_TINY,
	TZ_HTML_COVERED,  /* dark on dark */
	TZ_HTML_OFF_PAGE, /* beside the canvas of a drawing */
	TZ_HTML_INSTEAD,  /* for programs that can not show what is there */
	TZ_HTML_ABOUT,	  /* what a drawing says of itself */
	TZ_HTML_HIDINGS,
};

struct tz_html_look {
	bool hidden;	/* for good: no element in it is seen */
	bool invisible; /* an element in it may say otherwise */
	bool clear;
	bool stored; /* in a drawing, for use elsewhere */
	bool instead;
	bool about;
	bool no_fill, no_fill_opacity, stroked;
	unsigned closed; /* <details> around it that are not open */
	struct tz_colour colour;
	struct tz_colour ground;
	double size; /* pixels */
	struct tz_html_drawing drawing;
};

/** tz_html_look_root(): How a page begins: black on white, 16 pixels. */
struct tz_html_look tz_html_look_root(void);

/** tz_html_look_in(look, style, used, node): How the element looks in one that
 * looks like that; ${used}: the identifiers of what drawings use again, with a
 * blank before and behind each. */
struct tz_html_look tz_html_look_in(const struct tz_html_look *look,
    const struct tz_html_style *style, const char *used, const GumboNode *node);

/** tz_html_look_hides(look): Whether, and how, a text of that look hides. */
enum tz_html_hiding tz_html_look_hides(const struct tz_html_look *look);

#endif /* !TZ_INTAKE_HTML_HTML_LOOK_H */
