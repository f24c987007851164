/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ooxml/pptx_seen.c - shapes over shapes
 *
 * The order of shapes is the order of painting (ECMA-376 part 1, 19.3.1.45).
 * A shape is called covered only when an opaque rectangle that no animation
 * moves lies over all of it; a ground is named only when it is one colour.
 */
#include "intake/ooxml/pptx_seen.h"

#include <stdlib.h>
#include <string.h>

/* Pairs of shapes on one slide that are compared. */
#define PAIRS_MAX 1000000

/* A cover that misses so much of the height or width still covers: the text
 * has margins of more. */
#define SLACK 0.03

/* English Metric Units in a point, and of the margins of a shape. */
#define EMU_POINT 12700.0
#define MARGIN_ACROSS 91440.0
#define MARGIN_DOWN 45720.0
/* Points of a letter when nothing is said. */
#define USUAL_SIZE 18

/* The placeholder of a sheet above that this one follows. */
static const struct tz_pptx_shape *
holder_above(const struct tz_pptx_sheet *above,
    const struct tz_pptx_shape *shape, bool master)
{
	const char *kind = shape->holder;
	size_t i;

	if (master && strcmp(kind, "ctrTitle") == 0)
		kind = "title";
	else if (master &&
	    (strcmp(kind, "subTitle") == 0 || strcmp(kind, "obj") == 0))
		kind = "body";
	for (i = 0; i < above->n; i++) {
		const struct tz_pptx_shape *other = &above->shapes[i];

		if (!other->holds)
			continue;
		if (!master && shape->holder_index
			? other->holder_index == shape->holder_index
			: strcmp(other->holder, kind) == 0)
			return other;
	}
	return NULL;
}

/* The shape with what its placeholders above say. */
static struct tz_pptx_shape
resolved(const struct tz_pptx_sheet *sheet, size_t i)
{
	struct tz_pptx_shape shape = sheet->shapes[i];
	const struct tz_pptx_sheet *above;

	for (above = sheet->above; shape.holds && above; above = above->above) {
		bool master = strcmp(above->part->root, "sldMaster") == 0;
		const struct tz_pptx_shape *holder =
		    holder_above(above, &shape, master);

		if (!holder)
			continue;
		if (!shape.box.known)
			shape.box = holder->box;
		if (shape.fill == TZ_PPTX_FILL_UNSAID) {
			shape.fill = holder->fill;
			shape.colour = holder->colour;
		}
	}
	return shape;
}

static bool
overlap(const struct tz_pptx_box *a, const struct tz_pptx_box *b)
{
	return a->x < b->x + b->width && b->x < a->x + a->width &&
	    a->y < b->y + b->height && b->y < a->y + a->height;
}

static bool
contains(const struct tz_pptx_box *over, const struct tz_pptx_box *box)
{
	double across = box->width * SLACK, down = box->height * SLACK;

	return over->x <= box->x + across && over->y <= box->y + down &&
	    over->x + over->width >= box->x + box->width - across &&
	    over->y + over->height >= box->y + box->height - down;
}

/* Whether a PNG says that some of its points may be seen through. */
static bool
png_is_clear(const unsigned char *data, size_t len)
{
	return len < 26 || data[25] == 4 || data[25] == 6 ||
	    memmem(data, len < 4096 ? len : 4096, "tRNS", 4);
}

/* Whether nothing can be seen through the picture of the shape. */
static bool
picture_is_opaque(struct tz_opc *opc, const struct tz_pptx_sheet *sheet,
    const struct tz_pptx_shape *shape)
{
	tz_auto_relations relations = {NULL, 0};
	const struct tz_opc_relation *relation;
	const struct tz_opc_part *part = NULL;

	if (tz_opc_relations(opc, sheet->part->name, &relations, NULL))
		return false;
	relation = tz_opc_relation(&relations, shape->picture);
	if (relation)
		part = tz_opc_find(opc, relation->target);
	if (!part || part->len < 8)
		return false;
	if (memcmp(part->data, "\x89PNG", 4) == 0)
		return !png_is_clear(part->data, part->len);
	return memcmp(part->data, "\xff\xd8\xff", 3) == 0 ||
	    memcmp(part->data, "BM", 2) == 0;
}

static bool
is_opaque(struct tz_opc *opc, const struct tz_pptx_sheet *sheet,
    const struct tz_pptx_shape *shape)
{
	if (shape->group || shape->line || shape->frame || shape->hidden ||
	    shape->fallback || shape->moves || shape->odd_outline ||
	    !shape->box.known || shape->box.turned)
		return false;
	if (shape->fill == TZ_PPTX_FILL_PICTURE)
		return picture_is_opaque(opc, sheet, shape);
	return shape->fill == TZ_PPTX_FILL_SOLID ||
	    shape->fill == TZ_PPTX_FILL_MANY;
}

static bool
is_covered(struct tz_opc *opc, const struct tz_pptx_sheet *sheet, size_t i,
    const struct tz_pptx_shape *shape)
{
	size_t k;

	if (!shape->has_text || !shape->box.known || shape->moves ||
	    shape->fallback || shape->group)
		return false;
	for (k = i + 1; k < sheet->n; k++) {
		struct tz_pptx_shape over = resolved(sheet, k);

		if (over.box.known && contains(&over.box, &shape->box) &&
		    is_opaque(opc, sheet, &over))
			return true;
	}
	return false;
}

/* Where the text of the shape stands at the least: it begins at the top left
 * and is not smaller than is usual. */
static struct tz_pptx_box
text_box(const struct tz_pptx_shape *shape)
{
	double size = (shape->size > 0 ? shape->size : USUAL_SIZE) * EMU_POINT;
	struct tz_pptx_box box = shape->box;

	box.x += MARGIN_ACROSS;
	box.y += MARGIN_DOWN;
	box.height = shape->lines * size;
	if (box.width > shape->widest * size)
		box.width = shape->widest * size;
	return box;
}

/* Whether a patch lies on a piece of the text: something of one colour, with
 * no text of its own, drawn into the shape later. */
static bool
is_patched(struct tz_opc *opc, const struct tz_pptx_sheet *sheet, size_t i,
    const struct tz_pptx_shape *shape)
{
	struct tz_pptx_box text;
	size_t k;

	if (!shape->has_text || !shape->box.known || shape->box.turned ||
	    shape->placed || shape->moves || shape->fallback || shape->group ||
	    shape->frame || shape->holder[0] == 't' || shape->holder[0] == 'c')
		return false;
	text = text_box(shape);
	for (k = i + 1; k < sheet->n; k++) {
		struct tz_pptx_shape over = resolved(sheet, k);

		if (over.fill == TZ_PPTX_FILL_SOLID && !over.has_text &&
		    over.box.known && contains(&shape->box, &over.box) &&
		    over.box.height > 6 * EMU_POINT &&
		    over.box.width > over.box.height &&
		    over.box.y + over.box.height / 2 > text.y &&
		    over.box.y + over.box.height / 2 < text.y + text.height &&
		    over.box.x + over.box.height / 2 < text.x + text.width &&
		    over.box.x + over.box.width > text.x &&
		    is_opaque(opc, sheet, &over))
			return true;
	}
	return false;
}

/* Whether the shape paints something that may be behind a text. */
static bool
paints(const struct tz_pptx_shape *shape)
{
	return !shape->group && !shape->line && !shape->hidden &&
	    (shape->frame ||
		(shape->fill != TZ_PPTX_FILL_UNSAID &&
		    shape->fill != TZ_PPTX_FILL_NONE));
}

/* What shapes before ${end} put behind the box: 1 and a colour, 0 nothing, -1
 * something of no one colour. */
static int
painted_behind(const struct tz_pptx_sheet *sheet, size_t end, bool decoration,
    const struct tz_pptx_box *box, struct tz_colour *ret)
{
	size_t i;

	for (i = end; i-- > 0;) {
		struct tz_pptx_shape shape = resolved(sheet, i);

		/* Placeholders of a layout are not painted on its slides. */
		if ((decoration && shape.holds) || !paints(&shape))
			continue;
		if (!shape.box.known)
			return -1;
		if (!overlap(&shape.box, box))
			continue;
		if (shape.fill != TZ_PPTX_FILL_SOLID || shape.odd_outline ||
		    shape.box.turned || !contains(&shape.box, box))
			return -1;
		*ret = shape.colour;
		return 1;
	}
	return 0;
}

static struct tz_colour
ground_of(const struct tz_pptx_sheet *sheet, size_t i,
    const struct tz_pptx_shape *shape)
{
	struct tz_colour ground = {0, 0, 0, false};
	const struct tz_pptx_sheet *above;
	bool decorated = true;
	int found;

	if (shape->fill == TZ_PPTX_FILL_SOLID)
		return shape->colour;
	if ((shape->fill != TZ_PPTX_FILL_NONE &&
		shape->fill != TZ_PPTX_FILL_UNSAID) ||
	    !shape->box.known || shape->frame || shape->group)
		return ground;
	found = painted_behind(sheet, i, false, &shape->box, &ground);
	for (above = sheet; found == 0 && above; above = above->above) {
		if (above != sheet && decorated)
			found = painted_behind(above, above->n, true,
			    &shape->box, &ground);
		decorated = decorated && !above->hides_above;
	}
	if (found)
		return found > 0 ? ground : (struct tz_colour){0, 0, 0, false};
	for (above = sheet; above; above = above->above)
		if (above->ground_said)
			return above->ground;
	return tz_colour_of(0xffffff);
}

enum tz_status
tz_pptx_seen(struct tz_opc *opc, const struct tz_pptx_sheet *sheet,
    double width, double height, struct tz_docx_listed **ret,
    struct tz_err *err)
{
	struct tz_docx_listed *listed = calloc(sheet->n + 1, sizeof *listed);
	const struct tz_pptx_box slide = {0, 0, width, height, true, false};
	size_t i;

	if (!listed)
		return tz_fail_nomem(err);
	*ret = listed;
	for (i = 0; i < sheet->n; i++) {
		struct tz_pptx_shape shape = resolved(sheet, i);
		const struct tz_pptx_box *box = &shape.box;

		if (shape.hidden)
			listed[i].unseen = TZ_DOCX_SHAPE;
		else if (box->known && !shape.group &&
		    (box->width > 0 || box->height > 0) &&
		    !overlap(&slide, box))
			listed[i].unseen = TZ_DOCX_OFF_PAGE;
		if (sheet->n * sheet->n > PAIRS_MAX)
			continue;
		if (!listed[i].unseen && is_covered(opc, sheet, i, &shape))
			listed[i].unseen = TZ_DOCX_COVERED;
		listed[i].partly =
		    !listed[i].unseen && is_patched(opc, sheet, i, &shape);
		listed[i].ground = ground_of(sheet, i, &shape);
	}
	return TZ_OK;
}
