/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ofd/ofd_text.c - text objects, letter by letter (GB/T 33190, 11)
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "intake/ofd/ofd_painter.h"

/* The shifts between letters: "3.5 g 10 3.5" (GB/T 33190, 11.3). */
struct shifts {
	const char *at;
	double value;
	unsigned repeat;
};

static double
next_shift(struct shifts *shifts)
{
	double n[2];
	char *end;

	if (shifts->repeat > 0) {
		shifts->repeat--;
		return shifts->value;
	}
	if (!shifts->at)
		return 0;
	shifts->at += strspn(shifts->at, " \t\r\n");
	if (*shifts->at == 'g') {
		shifts->at++;
		n[0] = strtod(shifts->at, &end);
		n[1] = strtod(end, &end);
		shifts->at = end;
		shifts->repeat = n[0] >= 1 && n[0] < TZ_OFD_MAX_GLYPHS
		    ? (unsigned)n[0] - 1
		    : 0;
		shifts->value = isfinite(n[1]) ? n[1] : 0;
		return shifts->value;
	}
	n[0] = strtod(shifts->at, &end);
	if (end == shifts->at) {
		shifts->at = NULL;
		return 0;
	}
	shifts->at = end;
	return isfinite(n[0]) ? n[0] : 0;
}

/* Where a TextCode begins, and how its letters follow. */
struct text_code {
	double x, y;
	double next_x, next_y; /* where its next letter stands */
	bool meaning;	       /* a letter is one that people read */
	char *across;
	char *down;
};

static void
start_text_code(struct tz_ofd_painter *painter, struct text_code *code)
{
	struct tz_xml *xml = painter->xml;
	const char *value;
	double n;

	/* One that does not say where begins where the last began (GB/T 33190,
	 * 11.3). */
	if (tz_ofd_numbers(tz_xml_attribute(xml, "X"), &n, 1))
		code->x = n;
	if (tz_ofd_numbers(tz_xml_attribute(xml, "Y"), &n, 1))
		code->y = n;
	code->next_x = code->x;
	code->next_y = code->y;
	free(code->across);
	free(code->down);
	value = tz_xml_attribute(xml, "DeltaX");
	code->across = value ? strdup(value) : NULL;
	value = tz_xml_attribute(xml, "DeltaY");
	code->down = value ? strdup(value) : NULL;
}

static bool
add_glyph(struct tz_ofd_objects *objects, struct tz_ofd_object *object,
    const char *text, size_t len, struct tz_ofd_box box)
{
	struct tz_ofd_glyph *grown;

	if (objects->n_glyphs == TZ_OFD_MAX_GLYPHS) {
		objects->full = true;
		return false;
	}
	if ((object->n_glyphs & (object->n_glyphs - 1)) == 0) {
		size_t cap = object->n_glyphs ? 2 * object->n_glyphs : 1;

		grown = realloc(object->glyphs, cap * sizeof *grown);
		if (!grown) {
			objects->failed = true;
			return false;
		}
		object->glyphs = grown;
	}
	grown = &object->glyphs[object->n_glyphs++];
	memset(grown, 0, sizeof *grown);
	memcpy(grown->text, text, len < sizeof grown->text ? len : 4);
	grown->box = box;
	objects->n_glyphs++;
	return true;
}

/* The letters of one TextCode. */
static void
take_letters(struct tz_ofd_painter *painter,
    const struct tz_ofd_graphic *graphic, struct text_code *code,
    struct tz_ofd_object *object)
{
	const char *text = tz_xml_text(painter->xml);
	struct shifts across = {code->across, 0, 0};
	struct shifts down = {code->down, 0, 0};
	size_t len = strlen(text), at = 0;

	while (at < len) {
		uint32_t point;
		size_t n = tz_utf8_next(text, len, at, &point);
		double dx = next_shift(&across), dy = next_shift(&down);
		double width = graphic->size * (point < 0x2000 ? 0.5 : 1);
		double x = code->next_x, y = code->next_y;
		struct tz_ofd_box box = {x, y - graphic->size * 0.8,
		    x + (dx > 0 && dx < width ? dx : width),
		    y + graphic->size * 0.15};

		if (point != '\n' && point != '\r' &&
		    !add_glyph(painter->objects, object, text + at, n,
			tz_ofd_graphic_box(graphic, box)))
			return;
		code->meaning |= point > ' ' && point != 0x3000 &&
		    point != 0xfffd && !(point >= 0xe000 && point < 0xf900);
		code->next_x += dx;
		code->next_y += dy;
		at += n;
	}
}

void
tz_ofd_text(struct tz_ofd_painter *painter, const struct tz_ofd_frame *frame)
{
	unsigned depth = tz_xml_depth(painter->xml);
	struct text_code code = {0, 0, 0, 0, false, NULL, NULL};
	struct tz_ofd_object *object;
	struct tz_ofd_graphic graphic;
	enum tz_xml_event event;
	bool letters = false, glyphs = false;
	size_t number;

	tz_ofd_graphic_start(painter, frame, true, &graphic);
	object = tz_ofd_object_add(painter, &graphic.frame);
	if (!object)
		return;
	number = (size_t)(object - painter->objects->item);
	while ((event = tz_xml_next(painter->xml)) < TZ_XML_DONE) {
		if (event == TZ_XML_END && tz_xml_depth(painter->xml) <= depth)
			break;
		if (event == TZ_XML_START) {
			const char *name = tz_xml_name(painter->xml);

			if (tz_ofd_inner(painter, &graphic.frame)) {
				/* It may have moved the others. */
				object = &painter->objects->item[number];
				continue;
			}
			letters = strcmp(name, "TextCode") == 0;
			glyphs |= strcmp(name, "Glyphs") == 0;
			if (letters)
				start_text_code(painter, &code);
			else
				tz_ofd_graphic_look(painter, &graphic);
		} else if (event == TZ_XML_TEXT && letters) {
			take_letters(painter, &graphic, &code, object);
		} else if (event == TZ_XML_END) {
			letters = false;
		}
	}
	free(code.across);
	free(code.down);
	tz_ofd_graphic_end(&graphic);
	/* Shapes of a font that stand for no letter. */
	if (glyphs && !code.meaning)
		painter->objects->speechless = true;
	object->colour = graphic.frame.colour;
	object->alpha =
	    graphic.fill || graphic.stroke ? graphic.frame.alpha : 0;
	object->size = graphic.size *
	    sqrt(fabs(graphic.ctm[0] * graphic.ctm[3] -
		graphic.ctm[1] * graphic.ctm[2])) *
	    tz_ofd_frame_scale(&graphic.frame);
	object->clipped = graphic.clipped;
	object->clip = graphic.clip;
}
