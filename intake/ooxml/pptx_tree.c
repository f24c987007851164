/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ooxml/pptx_tree.c - the tree of shapes of one sheet
 */
#include "intake/ooxml/pptx_sheet.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "intake/ooxml/docx_element.h"
#include "intake/xml.h"

/* Sixty thousandths of a degree. */
#define HALF_TURN 10800000L

/* From the coordinates of a group to those of the slide. */
struct transform {
	double x, y, across, down;
};

/* An open element that holds properties of a shape. */
struct open {
	size_t shape;	     /* SIZE_MAX: none */
	unsigned depth;	     /* of its element */
	struct transform in; /* of what stands in it */
};

struct reading {
	struct tz_xml *xml;
	struct tz_pptx_sheet *sheet;
	struct open open[TZ_XML_DEPTH];
	unsigned n_open;
	unsigned properties; /* depth of spPr, grpSpPr, bgPr; 0: outside */
	unsigned place;	     /* of xfrm */
	unsigned fallback;
	unsigned ground;  /* of bg */
	unsigned style;	  /* of fillRef */
	unsigned filling; /* of a fill in the properties */
	unsigned naming;  /* of a colour in that */
	unsigned text;	  /* of a:t */
	unsigned cell;	  /* of a:tcPr */
	struct tz_drawing_colour colour;
	double left, top, width, height; /* of the place */
	double child[4];
	long turn;
	size_t *moving; /* ids that an animation names */
	size_t n_moving;
};

static struct tz_pptx_shape *
present(struct reading *reading)
{
	if (reading->n_open == 0)
		return NULL;
	return &reading->sheet
		    ->shapes[reading->open[reading->n_open - 1].shape];
}

static double
number(struct tz_xml *xml, const char *name)
{
	const char *value = tz_xml_attribute(xml, name);
	double found = value ? strtod(value, NULL) : 0;

	return isfinite(found) ? found : 0;
}

static enum tz_status
begin_shape(struct reading *reading, const char *name, unsigned depth,
    struct tz_err *err)
{
	static const struct transform same = {0, 0, 1, 1};
	struct tz_pptx_sheet *sheet = reading->sheet;
	const struct tz_pptx_shape *parent = present(reading);
	bool hidden = parent && parent->hidden;
	struct tz_pptx_shape *shape;
	struct open *open;

	if (reading->n_open == TZ_XML_DEPTH)
		return TZ_OK;
	/* Doubled now and then, not for each one. */
	if ((sheet->n & (sheet->n - 1)) == 0) {
		shape = realloc(sheet->shapes,
		    (sheet->n ? 2 * sheet->n : 1) * sizeof *shape);
		if (!shape)
			return tz_fail_nomem(err);
		sheet->shapes = shape;
	}
	open = &reading->open[reading->n_open];
	open->in = reading->n_open ? open[-1].in : same;
	open->depth = depth;
	open->shape = sheet->n;
	reading->n_open++;
	shape = &sheet->shapes[sheet->n++];
	memset(shape, 0, sizeof *shape);
	shape->hidden = hidden;
	shape->fallback = reading->fallback > 0;
	shape->group = strcmp(name, "grpSp") == 0;
	shape->line = strcmp(name, "cxnSp") == 0;
	shape->frame = strcmp(name, "graphicFrame") == 0;
	if (strcmp(name, "pic") == 0)
		shape->fill = TZ_PPTX_FILL_PICTURE;
	return TZ_OK;
}

/* The place of a shape, or of a group and all in it. */
static void
end_place(struct reading *reading)
{
	struct tz_pptx_shape *shape = present(reading);
	struct transform *in;
	struct tz_pptx_box *box;
	double across, down;

	if (!shape)
		return;
	in = &reading->open[reading->n_open - 1].in;
	box = &shape->box;
	box->known = true;
	box->x = in->x + reading->left * in->across;
	box->y = in->y + reading->top * in->down;
	box->width = reading->width * in->across;
	box->height = reading->height * in->down;
	if (shape->group) {
		across =
		    reading->child[2] > 0 ? box->width / reading->child[2] : 1;
		down =
		    reading->child[3] > 0 ? box->height / reading->child[3] : 1;
		in->x = box->x - reading->child[0] * across;
		in->y = box->y - reading->child[1] * down;
		in->across = across;
		in->down = down;
	}
	if (reading->turn % HALF_TURN != 0) {
		double reach = (box->width + box->height) / 2;

		box->x += box->width / 2 - reach;
		box->y += box->height / 2 - reach;
		box->width = box->height = 2 * reach;
		box->turned = true;
	}
}

static void
begin_place(struct reading *reading, const char *name, unsigned depth)
{
	struct tz_xml *xml = reading->xml;

	if (strcmp(name, "xfrm") == 0) {
		reading->place = depth;
		reading->turn = (long)number(xml, "rot");
		reading->left = reading->top = 0;
		reading->width = reading->height = 0;
		memset(reading->child, 0, sizeof reading->child);
	} else if (!reading->place || depth != reading->place + 1) {
		return;
	} else if (strcmp(name, "off") == 0) {
		reading->left = number(xml, "x");
		reading->top = number(xml, "y");
	} else if (strcmp(name, "ext") == 0) {
		reading->width = number(xml, "cx");
		reading->height = number(xml, "cy");
	} else if (strcmp(name, "chOff") == 0) {
		reading->child[0] = number(xml, "x");
		reading->child[1] = number(xml, "y");
	} else if (strcmp(name, "chExt") == 0) {
		reading->child[2] = number(xml, "cx");
		reading->child[3] = number(xml, "cy");
	}
}

/* Who the shape is. */
static void
begin_about(struct reading *reading, const char *name)
{
	struct tz_pptx_shape *shape = present(reading);
	const char *value;

	if (!shape)
		return;
	if (strcmp(name, "cNvPr") == 0) {
		shape->id = (unsigned long)number(reading->xml, "id");
		value = tz_xml_attribute(reading->xml, "hidden");
		if (value && tz_xml_true(value))
			shape->hidden = true;
	} else if (strcmp(name, "ph") == 0) {
		value = tz_xml_attribute(reading->xml, "type");
		snprintf(shape->holder, sizeof shape->holder, "%s",
		    value ? value : "obj");
		shape->holder_index =
		    (unsigned long)number(reading->xml, "idx");
		shape->holds = true;
	} else if (strcmp(name, "prstGeom") == 0) {
		value = tz_xml_attribute(reading->xml, "prst");
		shape->odd_outline = value && strcmp(value, "rect") != 0;
	} else if (strcmp(name, "custGeom") == 0) {
		shape->odd_outline = true;
	} else if (strcmp(name, "blip") == 0) {
		value = tz_xml_attribute(reading->xml, "embed");
		if (value && !shape->picture[0])
			snprintf(shape->picture, sizeof shape->picture, "%s",
			    value);
	}
}

static enum tz_pptx_fill
fill_from(const char *name)
{
	if (strcmp(name, "noFill") == 0)
		return TZ_PPTX_FILL_NONE;
	if (strcmp(name, "solidFill") == 0)
		return TZ_PPTX_FILL_SOLID;
	if (strcmp(name, "gradFill") == 0 || strcmp(name, "pattFill") == 0)
		return TZ_PPTX_FILL_MANY;
	if (strcmp(name, "blipFill") == 0)
		return TZ_PPTX_FILL_PICTURE;
	return strcmp(name, "grpFill") == 0 ? TZ_PPTX_FILL_CLEAR
					    : TZ_PPTX_FILL_UNSAID;
}

/* The fill of the shape, or of the ground. */
static void
begin_fill(struct reading *reading, const char *name, unsigned depth)
{
	enum tz_pptx_fill fill = fill_from(name);
	struct tz_pptx_shape *shape = present(reading);

	if (!fill)
		return;
	reading->filling = depth;
	if (reading->ground) {
		reading->sheet->ground_said = true;
		reading->sheet->ground.known = false;
	} else if (shape && !shape->group) {
		shape->fill = fill;
	}
}

/* A colour is named to its end. */
static void
end_colour(struct reading *reading)
{
	struct tz_pptx_shape *shape = present(reading);
	bool clear = reading->colour.alpha < 0.99;

	reading->naming = 0;
	if (reading->cell) {
		if (!clear && reading->sheet->n_cells > 0)
			reading->sheet->cells[reading->sheet->n_cells - 1] =
			    reading->colour.colour;
		return;
	}
	if (reading->ground) {
		reading->sheet->ground = reading->colour.colour;
		return;
	}
	if (!shape)
		return;
	if (reading->style) {
		if (shape->fill == TZ_PPTX_FILL_UNSAID)
			shape->fill = TZ_PPTX_FILL_MANY;
		return;
	}
	if (clear)
		shape->fill = TZ_PPTX_FILL_CLEAR;
	else if (shape->fill == TZ_PPTX_FILL_SOLID)
		shape->colour = reading->colour.colour;
}

static void
begin_paint(struct reading *reading, const char *name, unsigned depth)
{
	struct tz_xml *xml = reading->xml;
	struct tz_drawing_colour colour;

	if (reading->properties && depth == reading->properties + 1)
		begin_fill(reading, name, depth);
	if (reading->cell && depth == reading->cell + 1 &&
	    strcmp(name, "solidFill") == 0)
		reading->filling = depth;
	if (strcmp(name, "fillRef") == 0 && number(xml, "idx") > 0)
		reading->style = depth;
	if (strcmp(name, "bgRef") == 0) {
		reading->sheet->ground_said = true;
		reading->sheet->ground.known = false;
		if (number(xml, "idx") == 1001 &&
		    reading->sheet->theme.ground_solid)
			reading->filling = depth;
	}
	if (reading->naming) {
		tz_drawing_colour_change(xml, &reading->colour);
	} else if ((reading->filling || reading->style) &&
	    tz_drawing_colour_begin(xml, &reading->sheet->theme, &colour)) {
		reading->colour = colour;
		reading->naming = depth;
	} else if (strncmp(name, "alpha", 5) == 0 && present(reading) &&
	    present(reading)->fill == TZ_PPTX_FILL_PICTURE) {
		present(reading)->fill = TZ_PPTX_FILL_CLEAR;
	}
}

static enum tz_status
note_moving(struct reading *reading, struct tz_err *err)
{
	size_t *moving =
	    realloc(reading->moving, (reading->n_moving + 1) * sizeof *moving);

	if (!moving)
		return tz_fail_nomem(err);
	reading->moving = moving;
	moving[reading->n_moving++] = (size_t)number(reading->xml, "spid");
	return TZ_OK;
}

/* A cell of a table: of no one colour until its properties name one. */
static enum tz_status
begin_cell(struct tz_pptx_sheet *sheet, struct tz_err *err)
{
	struct tz_colour *cells = sheet->cells;

	if ((sheet->n_cells & (sheet->n_cells - 1)) == 0)
		cells = realloc(cells,
		    (sheet->n_cells ? 2 * sheet->n_cells : 1) * sizeof *cells);
	if (!cells)
		return tz_fail_nomem(err);
	sheet->cells = cells;
	memset(&cells[sheet->n_cells++], 0, sizeof *cells);
	return TZ_OK;
}

/* How wide the letters are at the least, in their size: those of Latin a
 * third of it, Han all of it. */
static double
width_of(const char *text)
{
	double width = 0;

	for (; *text; text++)
		if ((unsigned char)*text >= 0xe3)
			width += 1;
		else if ((*text & 0xc0) != 0x80)
			width += 0.33;
	return width;
}

/* How the text of the shape stands in it. */
static void
begin_lines(struct reading *reading, const char *name)
{
	struct tz_pptx_shape *shape = present(reading);
	const char *value;

	if (!shape)
		return;
	if (strcmp(name, "bodyPr") == 0) {
		value = tz_xml_attribute(reading->xml, "anchor");
		shape->placed |= value && strcmp(value, "t") != 0;
		value = tz_xml_attribute(reading->xml, "vert");
		shape->placed |= value && strcmp(value, "horz") != 0;
	} else if (strcmp(name, "pPr") == 0) {
		value = tz_xml_attribute(reading->xml, "algn");
		shape->placed |= value && strcmp(value, "l") != 0 &&
		    strcmp(value, "just") != 0;
	} else if (strcmp(name, "rPr") == 0) {
		shape->size =
		    fmax(shape->size, number(reading->xml, "sz") / 100);
	}
}

/* A paragraph of the shape is over. */
static void
end_lines(struct tz_pptx_shape *shape)
{
	shape->widest = fmax(shape->widest, shape->written);
	if (shape->has_text)
		shape->lines += 1;
	shape->written = 0;
}

static enum tz_status
begin(struct reading *reading, struct tz_err *err)
{
	const char *name = tz_xml_name(reading->xml);
	unsigned depth = tz_xml_depth(reading->xml) + 1;

	if (tz_docx_element_from(name) == TZ_DOCX_SHAPE_ELEMENT)
		return begin_shape(reading, name, depth, err);
	if (strcmp(name, "spTgt") == 0)
		return note_moving(reading, err);
	if (strcmp(name, "tc") == 0)
		return begin_cell(reading->sheet, err);
	if (strcmp(name, "tcPr") == 0)
		reading->cell = depth;
	if (strcmp(name, "Fallback") == 0 && !reading->fallback)
		reading->fallback = depth;
	if (strcmp(name, "bg") == 0)
		reading->ground = depth;
	if (strcmp(name, "t") == 0)
		reading->text = depth;
	begin_about(reading, name);
	begin_lines(reading, name);
	begin_place(reading, name, depth);
	begin_paint(reading, name, depth);
	if (strcmp(name, "spPr") == 0 || strcmp(name, "grpSpPr") == 0 ||
	    strcmp(name, "bgPr") == 0)
		reading->properties = depth;
	return TZ_OK;
}

static void
close_at(unsigned *open, unsigned depth)
{
	if (*open == depth)
		*open = 0;
}

static void
end(struct reading *reading)
{
	unsigned depth = tz_xml_depth(reading->xml) + 1;

	if (present(reading) && strcmp(tz_xml_name(reading->xml), "p") == 0)
		end_lines(present(reading));
	if (reading->naming == depth)
		end_colour(reading);
	if (reading->place == depth)
		end_place(reading);
	close_at(&reading->place, depth);
	close_at(&reading->properties, depth);
	close_at(&reading->filling, depth);
	close_at(&reading->style, depth);
	close_at(&reading->ground, depth);
	close_at(&reading->fallback, depth);
	close_at(&reading->text, depth);
	close_at(&reading->cell, depth);
	if (reading->n_open > 0 &&
	    reading->open[reading->n_open - 1].depth == depth)
		reading->n_open--;
}

static void
reading_free(struct reading **reading)
{
	if (!*reading)
		return;
	tz_xml_free((*reading)->xml);
	free((*reading)->moving);
	free(*reading);
}

/* Shapes and animations that are compared. */
#define MOVING_MAX 10000

static void
note_all_moving(struct reading *reading)
{
	struct tz_pptx_sheet *sheet = reading->sheet;
	size_t i, j;

	for (i = 0; i < sheet->n && i < MOVING_MAX; i++)
		for (j = 0; j < reading->n_moving && j < MOVING_MAX; j++)
			sheet->shapes[i].moves |=
			    sheet->shapes[i].id == reading->moving[j];
}

enum tz_status
tz_pptx_tree(struct tz_pptx_sheet *sheet, struct tz_err *err)
{
	TZ_AUTO(reading_free)
	struct reading *reading = calloc(1, sizeof *reading);
	enum tz_xml_event event;
	enum tz_status s;

	if (!reading)
		return tz_fail_nomem(err);
	reading->sheet = sheet;
	s = tz_xml_open(sheet->part->data, sheet->part->len, &reading->xml,
	    err);
	while (s == TZ_OK &&
	    (event = tz_xml_next(reading->xml)) < TZ_XML_DONE) {
		const char *text;

		if (event == TZ_XML_START)
			s = begin(reading, err);
		else if (event == TZ_XML_END)
			end(reading);
		if (event != TZ_XML_TEXT || !reading->text || !present(reading))
			continue;
		text = tz_xml_text(reading->xml);
		if (text[strspn(text, " \t\r\n")])
			present(reading)->has_text = true;
		present(reading)->written += width_of(text);
	}
	note_all_moving(reading);
	return s;
}
