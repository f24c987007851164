/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/html/html_drawing.h - where in a drawing (SVG 1.1) a text stands
 */
#ifndef TZ_INTAKE_HTML_HTML_DRAWING_H
#define TZ_INTAKE_HTML_HTML_DRAWING_H

#include <stdbool.h>

#include <gumbo.h>

/* The place of an element; zeroed outside of drawings. */
struct tz_html_drawing {
	bool inside; /* of a drawing */
	bool known;  /* its canvas and all that moves the element are */
	double left, top, width, height; /* of the canvas */
	double move[6]; /* from the element's to the canvas's numbers */
	double x, y;	/* where its text begins, before it is moved */
};

/** tz_html_drawing_enter(drawing, element): Go from the place of an element to
 * that of one in it. */
void tz_html_drawing_enter(struct tz_html_drawing *drawing,
    const GumboElement *element);

/** tz_html_drawing_is_off(drawing, size): Whether a text there, of letters of
 * that size, begins outside of the canvas. */
bool tz_html_drawing_is_off(const struct tz_html_drawing *drawing, double size);

#endif /* !TZ_INTAKE_HTML_HTML_DRAWING_H */
