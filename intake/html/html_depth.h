/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/html/html_depth.h - bound what makes a tree of HTML costly
 *
 * A parser's work grows with the square of the depth and of the attributes of
 * one element.  Browsers put what lies deeper than some hundred elements beside
 * each other; here its tags go, and all its text stays.
 */
#ifndef TZ_INTAKE_HTML_HTML_DEPTH_H
#define TZ_INTAKE_HTML_HTML_DEPTH_H

#include <stdbool.h>
#include <stddef.h>

/* What was too much. */
struct tz_html_excess {
	bool deep;	 /* elements in each other */
	bool attributes; /* of one element */
};

/** tz_html_depth_bound(text, len, ret): Make blank the tags in ${text} that
 * lie too deep, and attributes that are too many; line ends stay. */
void tz_html_depth_bound(char *text, size_t len, struct tz_html_excess *ret);

#endif /* !TZ_INTAKE_HTML_HTML_DEPTH_H */
