/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ofd/ofd_paint.c - which letters of a page a reader sees
 *
 * A letter is covered when four fifths of its box lie under something opaque
 * that was painted later, and it was not painted again on top of that.
 */
#include "intake/ofd/ofd_paint.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define COVERED_SHARE 0.8
/* Points across a letter, and down, that are looked at. */
#define NET 5
/* A picture over this much of a page is a scan, and text under it what was
 * recognised in it. */
#define SCAN_SHARE 0.85
#define MILLIMETRES_PER_POINT (25.4 / 72)

static double
area(struct tz_ofd_box box)
{
	return box.x1 > box.x0 && box.y1 > box.y0
	    ? (box.x1 - box.x0) * (box.y1 - box.y0)
	    : 0;
}

/* The share of the box that lies in the other. */
static double
share_in(struct tz_ofd_box box, struct tz_ofd_box other)
{
	struct tz_ofd_box both = {fmax(box.x0, other.x0),
	    fmax(box.y0, other.y0), fmin(box.x1, other.x1),
	    fmin(box.y1, other.y1)};
	double whole = area(box);

	return whole > 0 ? area(both) / whole : 0;
}

/* What is painted last, by whose it is and by the layer. */
static int
compare_order(const void *a, const void *b)
{
	const struct tz_ofd_object *one = a, *two = b;

	return one->order < two->order ? -1 : one->order > two->order;
}

void
tz_ofd_paint_order(struct tz_ofd_objects *objects)
{
	struct tz_ofd_object *from = objects->item, *sorted;
	size_t n = 0, i;
	unsigned order;
	bool needed = false;

	for (i = 1; i < objects->n; i++)
		needed |= compare_order(&from[i - 1], &from[i]) > 0;
	if (!needed)
		return;
	/* By hand, since qsort() need not keep the order of equals. */
	sorted = malloc(objects->n * sizeof *sorted);
	if (!sorted) {
		objects->failed = true;
		return;
	}
	for (order = 0; n < objects->n; order++)
		for (i = 0; i < objects->n; i++)
			if (from[i].order == order)
				sorted[n++] = from[i];
	free(from);
	objects->item = sorted;
}

static bool
is_opaque(const struct tz_ofd_object *object)
{
	return object->shown && !object->layer_off && object->alpha >= 0.99 &&
	    !object->vague && !object->glyphs && area(object->box) > 0;
}

/* Whether it is painted where nothing else need be under it: something that
 * has holes, or is bent, is a ground too. */
static bool
is_ground(const struct tz_ofd_object *object)
{
	return object->shown && !object->layer_off && object->alpha >= 0.5 &&
	    !object->glyphs && area(object->box) > 0;
}

/* Whether the page shows a picture of all of it. */
static bool
has_scan(const struct tz_ofd_objects *objects, const struct tz_ofd_box *page)
{
	size_t i;

	for (i = 0; page && i < objects->n; i++)
		if (objects->item[i].picture && is_opaque(&objects->item[i]) &&
		    share_in(*page, objects->item[i].box) >= SCAN_SHARE)
			return true;
	return false;
}

/* What the letter stands on: the last that was painted there before it. */
static struct tz_colour
ground_of(const struct tz_ofd_objects *objects, size_t i, struct tz_ofd_box box)
{
	struct tz_colour text = objects->item[i].colour;

	while (i-- > 0) {
		const struct tz_ofd_object *below = &objects->item[i];

		if (!is_ground(below) || share_in(box, below->box) < 0.5)
			continue;
		/* The letter may stand on it or beside it. */
		if (below->vague && tz_colour_hides(text, below->colour))
			continue;
		return below->colour;
	}
	return tz_colour_of(0xffffff);
}

/* What covers the letter, or NULL. */
static const struct tz_ofd_object *
cover_of(const struct tz_ofd_objects *objects, size_t i,
    const struct tz_ofd_glyph *glyph)
{
	size_t j, k;

	for (j = i + 1; j < objects->n; j++) {
		const struct tz_ofd_object *above = &objects->item[j];

		if (is_opaque(above) &&
		    share_in(glyph->box, above->box) >= COVERED_SHARE)
			return above;
		for (k = 0; k < above->n_glyphs; k++) {
			/* Painted twice: what counts is the upper one. */
			if (strcmp(above->glyphs[k].text, glyph->text) == 0 &&
			    share_in(glyph->box, above->glyphs[k].box) >=
				COVERED_SHARE)
				return NULL;
		}
	}
	return NULL;
}

/* Whether the point lies under something opaque that was painted later. */
static bool
under(const struct tz_ofd_objects *objects, size_t i, double x, double y)
{
	size_t j;

	for (j = i + 1; j < objects->n; j++) {
		const struct tz_ofd_object *above = &objects->item[j];

		if (is_opaque(above) && x >= above->box.x0 &&
		    x <= above->box.x1 && y >= above->box.y0 &&
		    y <= above->box.y1)
			return true;
	}
	return false;
}

/* Whether several things cover the letter together: nearly all points of a
 * net over it, the first of which lies in its middle. */
static bool
covered_together(const struct tz_ofd_objects *objects, size_t i,
    const struct tz_ofd_glyph *glyph)
{
	const struct tz_ofd_box *box = &glyph->box;
	double width = box->x1 - box->x0, height = box->y1 - box->y0;
	unsigned n = 0, x, y;

	if (!under(objects, i, box->x0 + width / 2, box->y0 + height / 2))
		return false;
	for (y = 0; y < NET; y++)
		for (x = 0; x < NET; x++)
			n += under(objects, i,
			    box->x0 + width * (2 * x + 1) / (2 * NET),
			    box->y0 + height * (2 * y + 1) / (2 * NET));
	return n >= NET * NET * COVERED_SHARE;
}

/* Whether the same letter was painted again over what covers it. */
static bool
painted_again(const struct tz_ofd_objects *objects,
    const struct tz_ofd_object *cover, const struct tz_ofd_glyph *glyph)
{
	const struct tz_ofd_object *end = objects->item + objects->n;
	const struct tz_ofd_object *above;
	size_t k;

	for (above = cover + 1; above < end; above++)
		for (k = 0; k < above->n_glyphs; k++)
			if (strcmp(above->glyphs[k].text, glyph->text) == 0 &&
			    share_in(glyph->box, above->glyphs[k].box) >=
				COVERED_SHARE)
				return true;
	return false;
}

static enum tz_ofd_look
look_at_colour(const struct tz_ofd_objects *objects, size_t i,
    const struct tz_ofd_glyph *glyph)
{
	const struct tz_ofd_object *object = &objects->item[i];
	struct tz_colour ground;

	if (!object->colour.known)
		return TZ_OFD_SEEN;
	ground = ground_of(objects, i, glyph->box);
	if (!tz_colour_hides(object->colour, ground))
		return TZ_OFD_SEEN;
	/* Dark on dark is how people black out, light on light how they hide.
	 */
	return tz_colour_contrast(ground, tz_colour_of(0)) < 2 ? TZ_OFD_COVERED
							       : TZ_OFD_WHITE;
}

static enum tz_ofd_look
seen(const struct tz_ofd_object *object)
{
	switch (object->origin) {
	case TZ_OFD_OF_PAGE:
		return TZ_OFD_SEEN;
	case TZ_OFD_OF_TEMPLATE:
	case TZ_OFD_OF_TEMPLATE_AGAIN:
		return TZ_OFD_SEEN_TEMPLATE;
	case TZ_OFD_OF_ANNOTATION:
		break;
	}
	return TZ_OFD_SEEN_ANNOTATION;
}

enum tz_ofd_look
tz_ofd_paint_look(const struct tz_ofd_objects *objects, size_t i,
    const struct tz_ofd_glyph *glyph, const struct tz_ofd_box *page)
{
	const struct tz_ofd_object *object = &objects->item[i];
	const struct tz_ofd_object *cover;
	enum tz_ofd_look look;

	if (object->layer_off)
		return TZ_OFD_LAYER_OFF;
	if (!object->shown)
		return object->note_off ? TZ_OFD_SEEN_ANNOTATION
					: TZ_OFD_NOT_SHOWN;
	if (object->alpha < 0.02 && has_scan(objects, page))
		return TZ_OFD_UNDER_SCAN;
	if (object->alpha < 0.02 ||
	    (object->clipped && share_in(glyph->box, object->clip) < 0.1))
		return TZ_OFD_CLEAR;
	if (object->size <= TZ_TINY_POINTS * MILLIMETRES_PER_POINT)
		return TZ_OFD_TINY;
	if (page && share_in(glyph->box, *page) < 0.1)
		return TZ_OFD_OFF_PAGE;
	cover = cover_of(objects, i, glyph);
	if (cover && !painted_again(objects, cover, glyph))
		return cover->picture && page &&
			share_in(*page, cover->box) >= SCAN_SHARE
		    ? TZ_OFD_UNDER_SCAN
		    : TZ_OFD_COVERED;
	if (!cover && covered_together(objects, i, glyph) &&
	    !painted_again(objects, object, glyph))
		return TZ_OFD_COVERED;
	look = look_at_colour(objects, i, glyph);
	return look == TZ_OFD_SEEN ? seen(object) : look;
}
