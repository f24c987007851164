/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/odf/odf_shape.c - boxes and fillings of shapes, and what lies on what
 *
 * Shapes are painted in the order of their elements (ISO 26300-1, 10.2).  Only
 * slides and drawings have places that are known without laying out text.
 */
#include "intake/odf/odf_shape.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Pairs of shapes that are compared, over all pages. */
#define COMPARE_MAX 200000000
/* More than this is no document. */
#define SHAPES_MAX 500000

struct pass {
	const struct tz_odf_styles *styles;
	enum tz_odf_scope scope;
	struct tz_opc *opc;
	struct tz_xml *xml;
	struct tz_odf_shapes *shapes;
	size_t cap;
	struct tz_odf_look look; /* the page */
	bool paged;		 /* on a slide or drawing page */
	size_t from;		 /* the first shape of the page */
	unsigned page_depth;
	unsigned notes_depth;
	size_t open; /* the frame that a picture may be in, plus one */
	uint64_t compared;
};

bool
tz_odf_is_shape(const char *name)
{
	static const char *const names[] = {"frame", "custom-shape", "rect",
	    "line", "polyline", "polygon", "regular-polygon", "path", "circle",
	    "ellipse", "g", "connector", "measure", "caption", "control",
	    "page-thumbnail"};
	size_t i;

	for (i = 0; i < sizeof names / sizeof names[0]; i++)
		if (strcmp(names[i], name) == 0)
			return true;
	return false;
}

static double
length(struct pass *pass, const char *name)
{
	return tz_odf_length(tz_xml_attribute(pass->xml, name));
}

static void
measure(struct pass *pass, struct tz_odf_shape *shape)
{
	const char *transform = tz_xml_attribute(pass->xml, "transform");
	bool sized = tz_xml_attribute(pass->xml, "width") &&
	    tz_xml_attribute(pass->xml, "height");

	shape->x0 = length(pass, "x");
	shape->y0 = length(pass, "y");
	shape->boxed = sized;
	if (transform) {
		const char *move = strstr(transform, "translate");
		char *end;

		/* A turned shape has no box that is worth much. */
		shape->boxed = sized && move == transform;
		if (!shape->boxed || !strchr(move, '('))
			return;
		move = strchr(move, '(') + 1;
		shape->x0 = tz_odf_length(move);
		(void)strtod(move, &end);
		end += strspn(end, "cmintpx, ");
		shape->y0 = tz_odf_length(end);
	}
	shape->x1 = shape->x0 + length(pass, "width");
	shape->y1 = shape->y0 + length(pass, "height");
}

static void
look_at(struct pass *pass, struct tz_odf_shape *shape, bool frame)
{
	struct tz_odf_look look;
	const char *style;

	memset(&look, 0, sizeof look);
	tz_odf_styles_default(pass->styles, "graphic", &look);
	style =
	    tz_xml_attribute_in(pass->xml, "presentation:1.0", "style-name");
	tz_odf_styles_apply(pass->styles, pass->scope, "presentation", style,
	    &look);
	style = tz_xml_attribute_in(pass->xml, "drawing:1.0", "style-name");
	tz_odf_styles_apply(pass->styles, pass->scope, "graphic", style, &look);
	shape->filled = look.fill == TZ_ODF_FILL_SOLID ||
	    look.fill == TZ_ODF_FILL_OTHER ||
	    (look.fill == TZ_ODF_FILL_OPEN && !frame && look.fill_colour.known);
	if (!shape->filled && look.ground == TZ_ODF_FILL_SOLID) {
		shape->filled = true;
		look.fill_colour = look.ground_colour;
	}
	if (!shape->filled)
		return;
	shape->opaque = look.opacity <= 0 || look.opacity >= 99;
	if (shape->opaque && look.fill != TZ_ODF_FILL_OTHER)
		shape->colour = look.fill_colour;
}

static enum tz_status
add(struct pass *pass, const char *name, struct tz_err *err)
{
	struct tz_odf_shapes *shapes = pass->shapes;
	struct tz_odf_shape *shape;
	bool flat = strcmp(name, "line") == 0 ||
	    strcmp(name, "connector") == 0 || strcmp(name, "measure") == 0 ||
	    strcmp(name, "g") == 0 || strcmp(name, "page-thumbnail") == 0 ||
	    strcmp(name, "polyline") == 0;

	if (shapes->n == SHAPES_MAX) {
		shapes->full = true;
		return TZ_OK;
	}
	if (shapes->n == pass->cap) {
		size_t cap = pass->cap ? 2 * pass->cap : 32;

		shape = realloc(shapes->item, cap * sizeof *shape);
		if (!shape)
			return tz_fail_nomem(err);
		shapes->item = shape;
		pass->cap = cap;
	}
	shape = &shapes->item[shapes->n++];
	memset(shape, 0, sizeof *shape);
	pass->open = strcmp(name, "frame") == 0 ? shapes->n : pass->open;
	if (flat)
		return TZ_OK;
	look_at(pass, shape, strcmp(name, "frame") == 0);
	measure(pass, shape);
	/* Notes have a page of their own, and rectangles there cover none. */
	shape->boxed = shape->boxed && pass->paged && !pass->notes_depth;
	return TZ_OK;
}

/* Whether the picture hides what lies under it. */
static bool
is_opaque(struct pass *pass, const char *href)
{
	const struct tz_opc_part *part;

	while (strncmp(href, "./", 2) == 0)
		href += 2;
	part = pass->opc ? tz_opc_find(pass->opc, href) : NULL;
	if (!part || part->len < 33)
		return false;
	if (memcmp(part->data, "\xff\xd8\xff", 3) == 0)
		return true;
	/* Of PNG, those without an alpha channel or transparent colours. */
	return memcmp(part->data, "\x89PNG", 4) == 0 &&
	    (part->data[25] == 0 || part->data[25] == 2 ||
		part->data[25] == 3) &&
	    !memmem(part->data, part->len < 4096 ? part->len : 4096, "tRNS", 4);
}

static void
picture(struct pass *pass)
{
	const char *href = tz_xml_attribute(pass->xml, "href");
	struct tz_odf_shape *shape;

	if (pass->open == 0 || !href || pass->open > pass->shapes->n)
		return;
	shape = &pass->shapes->item[pass->open - 1];
	shape->filled = true;
	shape->colour.known = false;
	if (is_opaque(pass, href))
		shape->opaque = true;
}

/* How much of the one lies under the other. */
static double
overlap(const struct tz_odf_shape *one, const struct tz_odf_shape *other)
{
	double x0 = one->x0 > other->x0 ? one->x0 : other->x0;
	double y0 = one->y0 > other->y0 ? one->y0 : other->y0;
	double x1 = one->x1 < other->x1 ? one->x1 : other->x1;
	double y1 = one->y1 < other->y1 ? one->y1 : other->y1;
	double area = (one->x1 - one->x0) * (one->y1 - one->y0);

	if (x1 <= x0 || y1 <= y0 || area <= 0)
		return 0;
	return (x1 - x0) * (y1 - y0) / area;
}

static void
compare(const struct pass *pass, struct tz_odf_shape *shape,
    const struct tz_odf_shape *other, bool later)
{
	double part = overlap(shape, other);

	(void)pass;
	if (!other->filled || part <= 0.02)
		return;
	if (later) {
		if (other->opaque && part >= 0.9)
			shape->covered = true;
		return;
	}
	/* It stands on the last one before it, if on that alone. */
	shape->grounded = true;
	shape->ground = other->colour;
	if (part < 0.98)
		shape->ground.known = false;
}

/* The page is complete: what lies where on it. */
static void
finish_page(struct pass *pass)
{
	struct tz_odf_shape *item = pass->shapes->item;
	double width = pass->look.page_width;
	double height = pass->look.page_height;
	size_t i, j, to = pass->shapes->n;

	for (i = pass->from; i < to; i++) {
		if (!item[i].boxed)
			continue;
		item[i].off = item[i].x1 <= 0 || item[i].y1 <= 0 ||
		    (width > 0 && item[i].x0 >= width) ||
		    (height > 0 && item[i].y0 >= height);
	}
	pass->compared += (uint64_t)(to - pass->from) * (to - pass->from);
	if (pass->compared > COMPARE_MAX) {
		pass->shapes->full = true;
		return;
	}
	for (i = pass->from; i < to; i++)
		for (j = pass->from; item[i].boxed && j < to; j++)
			if (j != i && item[j].boxed)
				compare(pass, &item[i], &item[j], j > i);
}

static enum tz_status
start(struct pass *pass, struct tz_err *err)
{
	const char *name = tz_xml_name(pass->xml);

	if (!strstr(tz_xml_space(pass->xml), "drawing:1.0")) {
		if (strcmp(name, "notes") == 0 && !pass->notes_depth)
			pass->notes_depth = tz_xml_depth(pass->xml) + 1;
		return TZ_OK;
	}
	if (strcmp(name, "page") == 0 && !pass->paged) {
		memset(&pass->look, 0, sizeof pass->look);
		tz_odf_styles_page(pass->styles,
		    tz_xml_attribute(pass->xml, "master-page-name"),
		    &pass->look);
		pass->paged = true;
		pass->page_depth = tz_xml_depth(pass->xml);
		pass->from = pass->shapes->n;
	} else if (strcmp(name, "image") == 0) {
		picture(pass);
	} else if (tz_odf_is_shape(name)) {
		return add(pass, name, err);
	}
	return TZ_OK;
}

static void
end(struct pass *pass)
{
	unsigned depth = tz_xml_depth(pass->xml);

	if (pass->notes_depth && depth + 1 <= pass->notes_depth)
		pass->notes_depth = 0;
	if (pass->paged && depth <= pass->page_depth) {
		finish_page(pass);
		pass->paged = false;
	}
}

enum tz_status
tz_odf_shapes_read(const struct tz_odf_styles *styles, enum tz_odf_scope scope,
    struct tz_opc *opc, const void *data, size_t len, struct tz_odf_shapes *ret,
    struct tz_err *err)
{
	tz_auto(tz_xml) xml = NULL;
	struct pass pass;
	enum tz_xml_event event;
	enum tz_status s;

	memset(&pass, 0, sizeof pass);
	memset(ret, 0, sizeof *ret);
	s = tz_xml_open(data, len, &xml, err);
	pass.styles = styles;
	pass.scope = scope;
	pass.opc = opc;
	pass.xml = xml;
	pass.shapes = ret;
	while (s == TZ_OK && (event = tz_xml_next(xml)) < TZ_XML_DONE) {
		if (event == TZ_XML_START)
			s = start(&pass, err);
		else if (event == TZ_XML_END)
			end(&pass);
	}
	if (s)
		tz_odf_shapes_clear(ret);
	return s;
}

void
tz_odf_shapes_clear(struct tz_odf_shapes *shapes)
{
	free(shapes->item);
	memset(shapes, 0, sizeof *shapes);
}
