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
	return grown;
}

void
tz_ofd_graphic_start(struct tz_ofd_painter *painter,
    const struct tz_ofd_frame *frame, bool fill, struct tz_ofd_graphic *ret)
{
	static const double identity[] = {1, 0, 0, 1, 0, 0};
	struct tz_xml *xml = painter->xml;
	const struct tz_ofd_entry *drawing;
	const char *value;

	memset(ret, 0, sizeof *ret);
	ret->frame = *frame;
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
	drawing = tz_ofd_find(painter->ofd, TZ_OFD_DRAWING,
	    tz_xml_attribute(xml, "DrawParam"));
	if (drawing)
		ret->frame.colour = drawing->colour;
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

/* Read past the present element, with what of it says how the object looks. */
void
tz_ofd_graphic_look(struct tz_ofd_painter *painter,
    struct tz_ofd_graphic *graphic)
{
	struct tz_xml *xml = painter->xml;
	const char *name = tz_xml_name(xml);
	struct tz_ofd_box box;

	if (strcmp(name, "FillColor") == 0) {
		struct tz_colour colour =
		    tz_ofd_colour(tz_xml_attribute(xml, "Value"));

		graphic->frame.colour = colour;
		graphic->frame.alpha *=
		    alpha_of(tz_xml_attribute(xml, "Alpha"), 1);
	} else if (strcmp(name, "Path") == 0 &&
	    tz_ofd_box(tz_xml_attribute(xml, "Boundary"), &box)) {
		/* Only a clip holds one; its space is the object's. */
		graphic->clip = tz_ofd_graphic_box(graphic, box);
		graphic->clipped = true;
	}
}
