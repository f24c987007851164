/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ofd/ofd_value.c - the basic types of OFD (GB/T 33190, 7.3): numbers,
 * boxes, colours, locations, and the outline of a path
 */
#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "intake/ofd/ofd_objects.h"

/* A coordinate beyond this is no place on paper. */
#define FARTHEST 1e6

/* The next number of ${*at}; false when none stands there. */
static bool
next_number(const char **at, double *ret)
{
	char *end;

	while (**at == ',' || isspace((unsigned char)**at))
		++*at;
	*ret = **at == '#' ? (double)strtoul(*at + 1, &end, 16)
			   : strtod(*at, &end);
	if (end == *at)
		return false;
	*at = end;
	if (!isfinite(*ret) || fabs(*ret) > FARTHEST)
		*ret = 0;
	return true;
}

size_t
tz_ofd_numbers(const char *text, double *ret, size_t max)
{
	size_t n = 0;

	while (text && n < max && next_number(&text, &ret[n]))
		n++;
	return n;
}

bool
tz_ofd_box(const char *text, struct tz_ofd_box *ret)
{
	double n[4];

	if (tz_ofd_numbers(text, n, 4) != 4)
		return false;
	ret->x0 = n[0];
	ret->y0 = n[1];
	ret->x1 = n[0] + n[2];
	ret->y1 = n[1] + n[3];
	return true;
}

void
tz_ofd_area_take(struct tz_ofd_area *area, const char *name, const char *text)
{
	struct tz_ofd_box box;

	if (!tz_ofd_box(text, &box))
		return;
	if (strcmp(name, "PhysicalBox") == 0) {
		area->physical = box;
		area->has_physical = true;
	} else if (strcmp(name, "ApplicationBox") == 0) {
		area->application = box;
		area->has_application = true;
	}
}

bool
tz_ofd_area_shown(const struct tz_ofd_area *area, struct tz_ofd_box *ret)
{
	const struct tz_ofd_box *more = &area->application;

	if (!area->has_physical)
		return false;
	*ret = area->physical;
	if (area->has_application && more->x1 > more->x0 &&
	    more->y1 > more->y0) {
		ret->x0 = fmax(ret->x0, more->x0);
		ret->y0 = fmax(ret->y0, more->y0);
		ret->x1 = fmin(ret->x1, more->x1);
		ret->y1 = fmin(ret->y1, more->y1);
	}
	return true;
}

static uint32_t
byte_of(double value)
{
	return value <= 0 ? 0 : value >= 255 ? 255 : (uint32_t)(value + 0.5);
}

struct tz_colour
tz_ofd_colour(const char *value)
{
	const struct tz_colour unknown = {0, 0, 0, false};
	double n[5], white;

	switch (tz_ofd_numbers(value, n, 5)) {
	case 1:
		n[1] = n[2] = n[0];
		break;
	case 3:
		break;
	case 4:
		white = 1 - n[3] / 255;
		n[0] = (255 - n[0]) * white;
		n[1] = (255 - n[1]) * white;
		n[2] = (255 - n[2]) * white;
		break;
	default:
		return unknown;
	}
	return tz_colour_of(byte_of(n[0]) << 16 | byte_of(n[1]) << 8 |
	    byte_of(n[2]));
}

struct tz_colour
tz_ofd_fill(const char *value, const char *index)
{
	const struct tz_colour unknown = {0, 0, 0, false};

	if (value)
		return tz_ofd_colour(value);
	return index ? unknown : tz_colour_of(0);
}

bool
tz_ofd_is_shade(const char *name)
{
	size_t len = strlen(name);

	return strcmp(name, "Pattern") == 0 ||
	    (len > 3 && strcmp(name + len - 3, "Shd") == 0);
}

/* Take ".." and "." out of the path. */
static void
straighten(char *path)
{
	char *from = path, *to = path;

	while (*from) {
		size_t len = strcspn(from, "/");

		if (len == 2 && memcmp(from, "..", 2) == 0) {
			if (to > path)
				to--;
			while (to > path && to[-1] != '/')
				to--;
		} else if (len > 0 && !(len == 1 && from[0] == '.')) {
			memmove(to, from, len);
			to += len;
			if (from[len] == '/')
				*to++ = '/';
		}
		from += len;
		from += *from == '/';
	}
	*to = '\0';
}

char *
tz_ofd_path(const char *base, const char *location)
{
	tz_auto_buf path = TZ_BUF_INIT;
	const char *slash = strrchr(base, '/');
	char *ret;

	while (isspace((unsigned char)*location))
		location++;
	if (location[0] != '/' && slash)
		tz_buf_append(&path, base, (size_t)(slash - base) + 1);
	tz_buf_puts(&path, location);
	while (path.len > 0 && isspace((unsigned char)path.data[path.len - 1]))
		path.len--;
	tz_buf_putc(&path, '\0');
	ret = tz_buf_take(&path);
	if (ret)
		straighten(ret);
	return ret;
}

struct tz_opc_part *
tz_ofd_part(struct tz_ofd *ofd, const char *base, const char *location)
{
	tz_auto_str path = tz_ofd_path(base, location);

	return path && path[0] ? tz_opc_find(ofd->opc, path) : NULL;
}

/* A path being followed: its box and twice its signed area. */
struct outline {
	struct tz_ofd_box box;
	double area;
	double x, y;   /* where the pen is */
	double x0, y0; /* where this figure began */
	bool begun;
};

static void
line_to(struct outline *outline, double x, double y)
{
	struct tz_ofd_box *box = &outline->box;

	if (!outline->begun) {
		box->x0 = box->x1 = x;
		box->y0 = box->y1 = y;
		outline->begun = true;
	} else {
		outline->area += outline->x * y - x * outline->y;
	}
	box->x0 = fmin(box->x0, x);
	box->y0 = fmin(box->y0, y);
	box->x1 = fmax(box->x1, x);
	box->y1 = fmax(box->y1, y);
	outline->x = x;
	outline->y = y;
}

/* Draw one piece of the path.  Curves are taken by their points of control:
 * near enough to tell a blot from a line. */
static void
draw(struct outline *outline, char operator, const double * n)
{
	switch (operator) {
	case 'S':
	case 'M':
		outline->area +=
		    outline->x * outline->y0 - outline->x0 * outline->y;
		outline->x = outline->x0 = n[0];
		outline->y = outline->y0 = n[1];
		line_to(outline, n[0], n[1]);
		break;
	case 'L':
		line_to(outline, n[0], n[1]);
		break;
	case 'Q':
		line_to(outline, n[0], n[1]);
		line_to(outline, n[2], n[3]);
		break;
	case 'B':
		line_to(outline, n[0], n[1]);
		line_to(outline, n[2], n[3]);
		line_to(outline, n[4], n[5]);
		break;
	case 'A':
		line_to(outline, n[5], n[6]);
		break;
	default: /* C: back to the beginning */
		line_to(outline, outline->x0, outline->y0);
		break;
	}
}

static size_t
operands(char operator)
{
	switch (operator) {
	case 'Q':
		return 4;
	case 'B':
		return 6;
	case 'A':
		return 7;
	case 'C':
		return 0;
	default:
		return 2;
	}
}

bool
tz_ofd_outline(const char *data, struct tz_ofd_box *ret)
{
	struct outline outline;
	double whole;

	memset(&outline, 0, sizeof outline);
	while (data && *data) {
		char operator= * data;
		double n[7];
		size_t want = operands(operator), i;

		data++;
		if (!strchr("SMLQBAC", operator))
			continue;
		for (i = 0; i < want; i++)
			if (!next_number(&data, &n[i]))
				return false;
		draw(&outline, operator, n);
	}
	outline.area += outline.x * outline.y0 - outline.x0 * outline.y;
	*ret = outline.box;
	whole = (ret->x1 - ret->x0) * (ret->y1 - ret->y0);
	return whole > 0 && fabs(outline.area) / 2 >= 0.9 * whole;
}
