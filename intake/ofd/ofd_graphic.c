/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ofd/ofd_graphic.c - what all graphic objects have: a boundary, a
 * matrix, colour, transparency, clips (GB/T 33190, 8.5)
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "intake/ofd/ofd_painter.h"

bool
tz_ofd_no(const char *value)
{
	return value && !tz_xml_true(value);
}

void
tz_ofd_frame_turn(struct tz_ofd_frame *frame, const double ctm[6])
{
	double *m = frame->m;
	const double was[6] = {m[0], m[1], m[2], m[3], m[4], m[5]};

	m[0] = was[0] * ctm[0] + was[2] * ctm[1];
	m[1] = was[1] * ctm[0] + was[3] * ctm[1];
	m[2] = was[0] * ctm[2] + was[2] * ctm[3];
	m[3] = was[1] * ctm[2] + was[3] * ctm[3];
	m[4] = was[0] * ctm[4] + was[2] * ctm[5] + was[4];
	m[5] = was[1] * ctm[4] + was[3] * ctm[5] + was[5];
}

void
tz_ofd_frame_move(struct tz_ofd_frame *frame, double x, double y)
{
	const double ctm[6] = {1, 0, 0, 1, x, y};

	tz_ofd_frame_turn(frame, ctm);
}

double
tz_ofd_frame_scale(const struct tz_ofd_frame *frame)
{
	const double *m = frame->m;

	return sqrt(fabs(m[0] * m[3] - m[1] * m[2]));
}

static double
alpha_of(const char *value, double otherwise)
{
	double n;

	if (tz_ofd_numbers(value, &n, 1) == 0)
		return otherwise;
	return n < 0 ? 0 : n > 255 ? 1 : n / 255;
}

struct tz_ofd_object *
tz_ofd_object_add(struct tz_ofd_painter *painter,
    const struct tz_ofd_frame *frame)
{
	struct tz_ofd_objects *objects = painter->objects;
	struct tz_ofd_object *grown;

	if (objects->n == TZ_OFD_MAX_OBJECTS) {
		objects->full = true;
		return NULL;
	}
	if ((objects->n & (objects->n - 1)) == 0) {
		size_t cap = objects->n ? 2 * objects->n : 1;

		grown = realloc(objects->item, cap * sizeof *grown);
		if (!grown) {
			objects->failed = true;
			return NULL;
		}
		objects->item = grown;
	}
	grown = &objects->item[objects->n++];
	memset(grown, 0, sizeof *grown);
	grown->origin = painter->origin;
	grown->annotation = painter->annotation;
	grown->shown = frame->shown;
	grown->layer_off = frame->layer_off;
	grown->alpha = frame->alpha;
	grown->order = frame->order;
	grown->colour = frame->colour;
	grown->note_off = frame->note_off;
	return grown;
}

void
tz_ofd_graphic_start(struct tz_ofd_painter *painter,
    const struct tz_ofd_frame *frame, bool fill, struct tz_ofd_graphic *ret)
{
	static const double identity[] = {1, 0, 0, 1, 0, 0};
	struct tz_xml *xml = painter->xml;
	const char *value;

	memset(ret, 0, sizeof *ret);
	ret->frame = *frame;
	ret->line_colour = tz_colour_of(0);
	ret->bounded =
	    tz_ofd_box(tz_xml_attribute(xml, "Boundary"), &ret->boundary);
	if (ret->bounded) {
		tz_ofd_frame_move(&ret->frame, ret->boundary.x0,
		    ret->boundary.y0);
	}
	if (tz_ofd_numbers(tz_xml_attribute(xml, "CTM"), ret->ctm, 6) != 6)
		memcpy(ret->ctm, identity, sizeof identity);
	if (tz_ofd_no(tz_xml_attribute(xml, "Visible")))
		ret->frame.shown = false;
	ret->frame.alpha *= alpha_of(tz_xml_attribute(xml, "Alpha"), 1);
	if (tz_ofd_drawing(painter->ofd, tz_xml_attribute(xml, "DrawParam"),
		&ret->frame.colour))
		ret->frame.coloured = true;
	memcpy(ret->area_ctm, identity, sizeof identity);
	value = tz_xml_attribute(xml, "Fill");
	ret->fill = value ? tz_xml_true(value) : fill;
	value = tz_xml_attribute(xml, "Stroke");
	ret->stroke = value ? tz_xml_true(value) : !fill;
	if (tz_ofd_numbers(tz_xml_attribute(xml, "Size"), &ret->size, 1) == 0)
		ret->size = 0;
	if (tz_ofd_numbers(tz_xml_attribute(xml, "LineWidth"), &ret->line_width,
		1) == 0)
		ret->line_width = 0.353;
}

/* The box round a box of the object's own space, on the page. */
struct tz_ofd_box
tz_ofd_graphic_box(const struct tz_ofd_graphic *graphic, struct tz_ofd_box box)
{
	const double *m = graphic->ctm, *to = graphic->frame.m;
	const double xs[] = {box.x0, box.x1, box.x0, box.x1};
	const double ys[] = {box.y0, box.y0, box.y1, box.y1};
	struct tz_ofd_box ret = {INFINITY, INFINITY, -INFINITY, -INFINITY};
	size_t i;

	for (i = 0; i < 4; i++) {
		double u = m[0] * xs[i] + m[2] * ys[i] + m[4];
		double v = m[1] * xs[i] + m[3] * ys[i] + m[5];
		double x = to[0] * u + to[2] * v + to[4];
		double y = to[1] * u + to[3] * v + to[5];

		ret.x0 = fmin(ret.x0, x);
		ret.y0 = fmin(ret.y0, y);
		ret.x1 = fmax(ret.x1, x);
		ret.y1 = fmax(ret.y1, y);
	}
	return ret;
}

/* A clip begins or all have been read: what shows is in each of them. */
static void
next_clip(struct tz_ofd_graphic *graphic)
{
	const struct tz_ofd_box *now = &graphic->clip_now;
	struct tz_ofd_box *clip = &graphic->clip;

	if (graphic->clip_begun && graphic->clipped) {
		clip->x0 = fmax(clip->x0, now->x0);
		clip->y0 = fmax(clip->y0, now->y0);
		clip->x1 = fmin(clip->x1, now->x1);
		clip->y1 = fmin(clip->y1, now->y1);
	} else if (graphic->clip_begun) {
		*clip = *now;
		graphic->clipped = true;
	}
	graphic->clip_begun = false;
}

/* One of the areas of the clip; its space is the object's. */
static void
add_clip(struct tz_ofd_graphic *graphic, struct tz_ofd_box box)
{
	struct tz_ofd_graphic inside = *graphic;
	struct tz_ofd_box *now = &graphic->clip_now;

	/* Through the area's matrix, then the object's, then the page's. */
	if (!graphic->clip_still)
		tz_ofd_frame_turn(&inside.frame, graphic->ctm);
	memcpy(inside.ctm, graphic->area_ctm, sizeof inside.ctm);
	box = tz_ofd_graphic_box(&inside, box);
	if (!graphic->clip_begun) {
		*now = box;
	} else {
		now->x0 = fmin(now->x0, box.x0);
		now->y0 = fmin(now->y0, box.y0);
		now->x1 = fmax(now->x1, box.x1);
		now->y1 = fmax(now->y1, box.y1);
	}
	graphic->clip_begun = true;
}

/* An element of clips (GB/T 33190, 8.4). */
static void
look_at_clip(struct tz_xml *xml, const char *name,
    struct tz_ofd_graphic *graphic)
{
	static const double identity[] = {1, 0, 0, 1, 0, 0};
	struct tz_ofd_box box;

	if (strcmp(name, "Clips") == 0) {
		graphic->clip_still =
		    tz_ofd_no(tz_xml_attribute(xml, "TransFlag"));
	} else if (strcmp(name, "Clip") == 0) {
		next_clip(graphic);
	} else if (strcmp(name, "Area") == 0) {
		if (tz_ofd_numbers(tz_xml_attribute(xml, "CTM"),
			graphic->area_ctm, 6) != 6)
			memcpy(graphic->area_ctm, identity, sizeof identity);
	} else if (strcmp(name, "Path") == 0 &&
	    tz_ofd_box(tz_xml_attribute(xml, "Boundary"), &box)) {
		add_clip(graphic, box);
	}
}

void
tz_ofd_graphic_look(struct tz_ofd_painter *painter,
    struct tz_ofd_graphic *graphic)
{
	struct tz_xml *xml = painter->xml;
	const char *name = tz_xml_name(xml);

	if (strcmp(name, "FillColor") == 0) {
		graphic->frame.colour =
		    tz_ofd_fill(tz_xml_attribute(xml, "Value"),
			tz_xml_attribute(xml, "Index"));
		graphic->frame.coloured = graphic->of_fill = true;
		graphic->frame.alpha *=
		    alpha_of(tz_xml_attribute(xml, "Alpha"), 1);
	} else if (strcmp(name, "StrokeColor") == 0) {
		graphic->of_fill = false;
		graphic->line_colour =
		    tz_ofd_fill(tz_xml_attribute(xml, "Value"),
			tz_xml_attribute(xml, "Index"));
	} else if (graphic->of_fill && tz_ofd_is_shade(name)) {
		graphic->frame.colour.known = false;
		graphic->pattern |= strcmp(name, "Pattern") == 0;
	} else {
		look_at_clip(xml, name, graphic);
	}
}

void
tz_ofd_graphic_end(struct tz_ofd_graphic *graphic)
{
	next_clip(graphic);
}
