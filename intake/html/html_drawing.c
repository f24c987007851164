/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/html/html_drawing.c - where in a drawing a text stands
 */
#include "intake/html/html_drawing.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "intake/html/html_selector.h"

static const char *
attribute(const GumboElement *element, const char *name)
{
	const GumboAttribute *found =
	    gumbo_get_attribute(&element->attributes, name);

	return found ? found->value : NULL;
}

/* Read up to ${max} numbers; how many there were. */
static int
numbers(const char *text, double *ret, int max)
{
	int n = 0;

	while (n < max) {
		char *end;

		text += strspn(text, ", \t\r\n");
		ret[n] = strtod(text, &end);
		if (end == text || !isfinite(ret[n]))
			break;
		text = end;
		n++;
		/* "12px" is 12; of other units nothing is known here. */
		if (strncmp(text, "px", 2) == 0)
			text += 2;
		else if (isalpha((unsigned char)*text) || *text == '%')
			return n - 1;
	}
	return n;
}

/* Let ${by} act before what acts already. */
static void
multiply(double *move, const double *by)
{
	double m[6];

	m[0] = move[0] * by[0] + move[2] * by[1];
	m[1] = move[1] * by[0] + move[3] * by[1];
	m[2] = move[0] * by[2] + move[2] * by[3];
	m[3] = move[1] * by[2] + move[3] * by[3];
	m[4] = move[0] * by[4] + move[2] * by[5] + move[4];
	m[5] = move[1] * by[4] + move[3] * by[5] + move[5];
	memcpy(move, m, sizeof m);
}

/* Add a list of transformations (SVG 1.1, 7.6). */
static void
transform(struct tz_html_drawing *drawing, const char *text)
{
	while (*text) {
		double by[6] = {1, 0, 0, 1, 0, 0}, n[6] = {0, 0, 0, 0, 0, 0};
		const char *open;
		int count;

		text += strspn(text, ", \t\r\n");
		open = strchr(text, '(');
		if (!open)
			break;
		count = numbers(open + 1, n, 6);
		if (strncmp(text, "matrix", 6) == 0 && count == 6) {
			memcpy(by, n, sizeof by);
		} else if (strncmp(text, "translate", 9) == 0 && count > 0) {
			by[4] = n[0];
			by[5] = n[1];
		} else if (strncmp(text, "scale", 5) == 0 && count > 0) {
			by[0] = n[0];
			by[3] = count > 1 ? n[1] : n[0];
		} else {
			drawing->known = false;
		}
		multiply(drawing->move, by);
		text = strchr(open, ')');
		if (!text)
			break;
		text++;
	}
}

/* The outermost <svg>: its own numbers are those of the canvas. */
static void
begin(struct tz_html_drawing *drawing, const GumboElement *element)
{
	const char *box = attribute(element, "viewBox");
	const char *width = attribute(element, "width");
	const char *height = attribute(element, "height");
	double n[4] = {0, 0, 0, 0};
	const double none[6] = {1, 0, 0, 1, 0, 0};

	memset(drawing, 0, sizeof *drawing);
	memcpy(drawing->move, none, sizeof none);
	drawing->inside = true;
	if (box) {
		drawing->known = numbers(box, n, 4) == 4;
	} else if (width && height) {
		drawing->known = numbers(width, n + 2, 1) == 1 &&
		    numbers(height, n + 3, 1) == 1;
	}
	drawing->left = n[0];
	drawing->top = n[1];
	drawing->width = n[2];
	drawing->height = n[3];
	drawing->known &= n[2] > 0 && n[3] > 0;
}

void
tz_html_drawing_enter(struct tz_html_drawing *drawing,
    const GumboElement *element)
{
	const char *moved = attribute(element, "transform");
	const char *x = attribute(element, "x");
	const char *y = attribute(element, "y");

	if (element->tag_namespace != GUMBO_NAMESPACE_SVG) {
		drawing->known &= !drawing->inside;
		return;
	}
	if (!drawing->inside) {
		begin(drawing, element);
		return;
	}
	/* A drawing in the drawing has numbers of its own. */
	if (element->tag == GUMBO_TAG_SVG)
		drawing->known = false;
	if (moved)
		transform(drawing, moved);
	if (tz_html_selector_is(element, "text"))
		drawing->x = drawing->y = 0;
	if (tz_html_selector_is(element, "text") ||
	    tz_html_selector_is(element, "tspan")) {
		if (x)
			drawing->known &= numbers(x, &drawing->x, 1) == 1;
		if (y)
			drawing->known &= numbers(y, &drawing->y, 1) == 1;
	} else if (tz_html_selector_is(element, "textPath")) {
		drawing->known = false;
	}
}

bool
tz_html_drawing_is_off(const struct tz_html_drawing *drawing, double size)
{
	const double *m = drawing->move;
	double x = m[0] * drawing->x + m[2] * drawing->y + m[4];
	double y = m[1] * drawing->x + m[3] * drawing->y + m[5];
	double above = size * fabs(m[3] + m[2]);

	if (!drawing->inside || !drawing->known)
		return false;
	/* To the left it may be long enough to reach in. */
	return x > drawing->left + drawing->width ||
	    y - above > drawing->top + drawing->height ||
	    y + above / 4 < drawing->top || x < drawing->left - drawing->width;
}
