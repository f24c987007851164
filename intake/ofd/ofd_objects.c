/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ofd/ofd_objects.c - what a page paints (GB/T 33190, 7.7, 8, 9, 11)
 *
 * A box that stands for a turned or bent shape is the box round it: enough to
 * say where on the page it is.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "intake/ofd/ofd_painter.h"

/* Units of graphics in each other. */
#define MAX_COMPOSITES 6

static void
read_content(struct tz_ofd_painter *painter, const struct tz_ofd_frame *frame);

/* The box that a stroke of that width fills, when it is a straight line. */
static bool
stroke_box(const struct tz_ofd_graphic *graphic, struct tz_ofd_box *box)
{
	double half = graphic->line_width / 2;
	double width = box->x1 - box->x0, height = box->y1 - box->y0;

	if (graphic->line_width < 2 || (width > 0.5 && height > 0.5))
		return false;
	box->x0 -= height > width ? half : 0;
	box->x1 += height > width ? half : 0;
	box->y0 -= width > height ? half : 0;
	box->y1 += width > height ? half : 0;
	return true;
}

/* Leave of the box what lies in the other. */
static void
cut(struct tz_ofd_box *box, struct tz_ofd_box other)
{
	box->x0 = fmax(box->x0, other.x0);
	box->y0 = fmax(box->y0, other.y0);
	box->x1 = fmin(box->x1, other.x1);
	box->y1 = fmin(box->y1, other.y1);
}

static struct tz_ofd_object *
add_cover(struct tz_ofd_painter *painter, const struct tz_ofd_graphic *graphic,
    struct tz_ofd_box box, bool picture)
{
	struct tz_ofd_object *object;

	if (graphic->clipped)
		cut(&box, graphic->clip);
	object = tz_ofd_object_add(painter, &graphic->frame);
	if (!object)
		return NULL;
	object->box = box;
	object->picture = picture;
	return object;
}

/* What an object fills, as a cover of others or as their ground. */
static void
add_filled(struct tz_ofd_painter *painter, const struct tz_ofd_graphic *graphic,
    struct tz_ofd_box box, bool wholly)
{
	struct tz_ofd_graphic still = *graphic;
	struct tz_ofd_box bound = {0, 0,
	    graphic->boundary.x1 - graphic->boundary.x0,
	    graphic->boundary.y1 - graphic->boundary.y0};
	static const double identity[] = {1, 0, 0, 1, 0, 0};
	struct tz_ofd_object *object;

	box = tz_ofd_graphic_box(graphic, box);
	/* Nothing is painted outside (GB/T 33190, 8.5). */
	if (graphic->bounded && bound.x1 > 0 && bound.y1 > 0) {
		memcpy(still.ctm, identity, sizeof identity);
		cut(&box, tz_ofd_graphic_box(&still, bound));
	}
	object = add_cover(painter, graphic, box, false);
	if (object)
		object->vague = !wholly;
}

static void
read_path(struct tz_ofd_painter *painter, const struct tz_ofd_frame *frame)
{
	unsigned depth = tz_xml_depth(painter->xml);
	struct tz_ofd_box box = {0, 0, 0, 0};
	struct tz_ofd_graphic graphic;
	enum tz_xml_event event;
	bool data = false, full = false;

	tz_ofd_graphic_start(painter, frame, false, &graphic);
	while ((event = tz_xml_next(painter->xml)) < TZ_XML_DONE) {
		const char *name =
		    event == TZ_XML_START ? tz_xml_name(painter->xml) : "";

		if (event == TZ_XML_END && tz_xml_depth(painter->xml) <= depth)
			break;
		data = event == TZ_XML_START
		    ? strcmp(name, "AbbreviatedData") == 0
		    : data && event == TZ_XML_TEXT;
		if (event == TZ_XML_START &&
		    !tz_ofd_inner(painter, &graphic.frame))
			tz_ofd_graphic_look(painter, &graphic);
		else if (event == TZ_XML_TEXT && data)
			full = tz_ofd_outline(tz_xml_text(painter->xml), &box);
	}
	tz_ofd_graphic_end(&graphic);
	/* What no colour is named for is clear; a pattern may be full of
	 * holes. */
	if (graphic.fill && graphic.frame.coloured) {
		add_filled(painter, &graphic, box, full && !graphic.pattern);
	} else if (graphic.stroke && stroke_box(&graphic, &box)) {
		graphic.frame.colour = graphic.line_colour;
		add_cover(painter, &graphic, tz_ofd_graphic_box(&graphic, box),
		    false);
	}
}

/* Whether the picture may let through what lies below: a PNG with an alpha
 * channel or a transparent colour, a GIF, or one that is not there. */
static bool
lets_through(struct tz_ofd *ofd, const char *id)
{
	const struct tz_ofd_entry *media = tz_ofd_find(ofd, TZ_OFD_MEDIA, id);
	const struct tz_opc_part *part =
	    media ? tz_opc_find(ofd->opc, media->path) : NULL;

	if (!part || part->len < 26)
		return true;
	if (memcmp(part->data, "\x89PNG", 4) == 0)
		return part->data[25] >= 4 ||
		    memmem(part->data, part->len, "tRNS", 4) != NULL;
	return memcmp(part->data, "GIF", 3) == 0;
}

static void
read_image(struct tz_ofd_painter *painter, const struct tz_ofd_frame *frame)
{
	unsigned depth = tz_xml_depth(painter->xml);
	const struct tz_ofd_box unit = {0, 0, 1, 1};
	struct tz_ofd_object *object;
	struct tz_ofd_graphic graphic;
	enum tz_xml_event event;
	bool clear;

	tz_ofd_graphic_start(painter, frame, true, &graphic);
	clear = tz_xml_attribute(painter->xml, "ImageMask") ||
	    lets_through(painter->ofd,
		tz_xml_attribute(painter->xml, "ResourceID"));
	while ((event = tz_xml_next(painter->xml)) < TZ_XML_DONE) {
		if (event == TZ_XML_END && tz_xml_depth(painter->xml) <= depth)
			break;
		if (event == TZ_XML_START &&
		    !tz_ofd_inner(painter, &graphic.frame))
			tz_ofd_graphic_look(painter, &graphic);
	}
	tz_ofd_graphic_end(&graphic);
	graphic.frame.colour.known = false;
	object = add_cover(painter, &graphic,
	    tz_ofd_graphic_box(&graphic, unit), true);
	if (object)
		object->vague = clear;
}

static struct tz_ofd_entry *
find_unit(struct tz_ofd *ofd, const char *id)
{
	const struct tz_ofd_entry *entry =
	    tz_ofd_find(ofd, TZ_OFD_COMPOSITE, id);

	return entry ? &ofd->entries[entry - ofd->entries] : NULL;
}

/* Read the unit of graphics with that identifier out of its resource file. */
static void
read_unit(struct tz_ofd_painter *outer, const char *id,
    const struct tz_ofd_frame *frame)
{
	struct tz_ofd_entry *unit = find_unit(outer->ofd, id);
	const struct tz_opc_part *part =
	    unit ? tz_opc_find(outer->ofd->opc, unit->path) : NULL;
	tz_auto(tz_xml) xml = NULL;
	struct tz_ofd_painter painter = *outer;
	enum tz_xml_event event;

	if (unit)
		unit->used = true;
	if (!part || outer->composites == MAX_COMPOSITES) {
		outer->objects->full |= part != NULL;
		return;
	}
	if (tz_xml_open(part->data, part->len, &xml, NULL)) {
		outer->objects->failed = true;
		return;
	}
	painter.xml = xml;
	painter.composites++;
	while ((event = tz_xml_next(xml)) < TZ_XML_DONE) {
		const char *found;

		if (event != TZ_XML_START ||
		    strcmp(tz_xml_name(xml), "CompositeGraphicUnit") != 0)
			continue;
		found = tz_xml_attribute(xml, "ID");
		if (!found || strcmp(found, id) != 0)
			continue;
		read_content(&painter, frame);
		break;
	}
}

static void
read_composite(struct tz_ofd_painter *painter, const struct tz_ofd_frame *frame)
{
	const char *value = tz_xml_attribute(painter->xml, "ResourceID");
	char id[64];
	struct tz_ofd_graphic graphic;

	tz_ofd_graphic_start(painter, frame, true, &graphic);
	snprintf(id, sizeof id, "%s", value ? value : "");
	tz_ofd_frame_turn(&graphic.frame, graphic.ctm);
	read_unit(painter, id, &graphic.frame);
	read_content(painter, &graphic.frame);
}

static void
read_layer(struct tz_ofd_painter *painter, const struct tz_ofd_frame *frame)
{
	const char *type = tz_xml_attribute(painter->xml, "Type");
	struct tz_ofd_frame inner = *frame;

	if (tz_ofd_drawing(painter->ofd,
		tz_xml_attribute(painter->xml, "DrawParam"), &inner.colour))
		inner.coloured = true;
	if (tz_ofd_no(tz_xml_attribute(painter->xml, "Visible")))
		inner.layer_off = true;
	if (painter->origin == TZ_OFD_OF_PAGE)
		inner.order = type && strcasecmp(type, "Background") == 0 ? 1
		    : type && strcasecmp(type, "Foreground") == 0	  ? 3
									  : 2;
	read_content(painter, &inner);
}

static void
read_annotation(struct tz_ofd_painter *painter,
    const struct tz_ofd_frame *frame)
{
	struct tz_ofd_frame inner = *frame;

	painter->annotation++;
	if (tz_ofd_no(tz_xml_attribute(painter->xml, "Visible"))) {
		inner.shown = false;
		inner.note_off = true;
	}
	read_content(painter, &inner);
}

/* A block of objects, not shown or transparent as one. */
static void
read_block(struct tz_ofd_painter *painter, const struct tz_ofd_frame *frame)
{
	struct tz_ofd_frame inner = *frame;
	double alpha;

	if (tz_ofd_no(tz_xml_attribute(painter->xml, "Visible")))
		inner.shown = false;
	if (tz_ofd_numbers(tz_xml_attribute(painter->xml, "Alpha"), &alpha, 1))
		inner.alpha *= fmax(0, fmin(alpha / 255, 1));
	read_content(painter, &inner);
}

static void
read_appearance(struct tz_ofd_painter *painter,
    const struct tz_ofd_frame *frame)
{
	struct tz_ofd_frame inner = *frame;
	struct tz_ofd_box box;

	if (tz_ofd_box(tz_xml_attribute(painter->xml, "Boundary"), &box)) {
		tz_ofd_frame_move(&inner, box.x0, box.y0);
	}
	read_content(painter, &inner);
}

bool
tz_ofd_inner(struct tz_ofd_painter *painter, const struct tz_ofd_frame *frame)
{
	static const struct {
		const char *name;
		void (*read)(struct tz_ofd_painter *painter,
		    const struct tz_ofd_frame *frame);
	} readers[] = {{"TextObject", tz_ofd_text}, {"PathObject", read_path},
	    {"ImageObject", read_image}, {"CompositeObject", read_composite},
	    {"Layer", read_layer}, {"Annot", read_annotation},
	    {"Appearance", read_appearance}, {"PageBlock", read_block},
	    {"CellContent", read_block}, {"Text", tz_ofd_text}};
	const char *name = tz_xml_name(painter->xml);
	size_t i;

	for (i = 0; i < sizeof readers / sizeof readers[0]; i++) {
		if (strcmp(name, readers[i].name) == 0) {
			readers[i].read(painter, frame);
			return true;
		}
	}
	return false;
}

/* Read what the present element holds, to its end.  The depth is held by
 * intake/xml.h. */
static void
read_content(struct tz_ofd_painter *painter, const struct tz_ofd_frame *frame)
{
	unsigned depth = tz_xml_depth(painter->xml);
	enum tz_xml_event event;

	while ((event = tz_xml_next(painter->xml)) < TZ_XML_DONE) {
		if (event == TZ_XML_END && tz_xml_depth(painter->xml) <= depth)
			return;
		if (event == TZ_XML_START && !tz_ofd_inner(painter, frame))
			read_content(painter, frame);
	}
	if (event == TZ_XML_BAD)
		painter->objects->damaged = true;
}

void
tz_ofd_objects_read(struct tz_ofd *ofd, const struct tz_opc_part *part,
    enum tz_ofd_origin origin, unsigned order, struct tz_ofd_objects *ret)
{
	const struct tz_ofd_frame frame = {{1, 0, 0, 1, 0, 0}, true, false, 1,
	    order, tz_colour_of(0), false, false};
	tz_auto(tz_xml) xml = NULL;
	struct tz_ofd_painter painter = {ofd, NULL, origin, 0, 0, ret};
	enum tz_xml_event event;

	if (tz_xml_open(part->data, part->len, &xml, NULL)) {
		ret->failed = true;
		return;
	}
	painter.xml = xml;
	while ((event = tz_xml_next(xml)) < TZ_XML_DONE)
		if (event == TZ_XML_START)
			read_content(&painter, &frame);
	if (event == TZ_XML_BAD)
		ret->damaged = true;
}

void
tz_ofd_unit_read(struct tz_ofd *ofd, const char *id, struct tz_ofd_objects *ret)
{
	const struct tz_ofd_frame frame = {{1, 0, 0, 1, 0, 0}, true, false, 1,
	    2, tz_colour_of(0), false, false};
	struct tz_ofd_painter painter = {ofd, NULL, TZ_OFD_OF_PAGE, 0, 0, ret};

	read_unit(&painter, id, &frame);
}

void
tz_ofd_objects_clear(struct tz_ofd_objects *objects)
{
	size_t i;

	for (i = 0; i < objects->n; i++)
		free(objects->item[i].glyphs);
	free(objects->item);
	memset(objects, 0, sizeof *objects);
}
