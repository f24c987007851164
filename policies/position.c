/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * policies/position.c - where on its page and its line a candidate stands
 *
 * The page and the box are those of the place map.  Without a box the first
 * and the last lines of a page are its top and bottom; without a page, form
 * feeds part the text into pages.
 */
#include <string.h>

#include "base/utf8.h"
#include "policies/scene.h"

/* Lines with text that are the top or the bottom of a page. */
#define EDGE_LINES 10
/* And how many bytes they may be away. */
#define EDGE_BYTES 8000u

/* The extent of an upright page at least, in points: US Letter, less high
 * than A4. */
#define UPRIGHT_WIDTH 612
#define UPRIGHT_HEIGHT 792

static bool
ends_line(char c)
{
	return c == '\n' || c == '\f' || c == '\t';
}

/* The line or cell of the candidate without the spaces at its ends, in the
 * plain text; no further than ${reach} bytes. */
static void
find_line(const struct tz_candidate *candidate, size_t reach, size_t *ret_from,
    size_t *ret_until)
{
	const struct tz_view *view = candidate->view;
	const char *text = view->plain;
	size_t from = candidate->stretch.from;
	size_t until = candidate->stretch.until;

	while (from > 0 && !ends_line(text[from - 1]) &&
	    candidate->stretch.from - from <= reach)
		from--;
	while (until < view->plain_len && !ends_line(text[until]) &&
	    until - candidate->stretch.until <= reach)
		until++;
	while (from < until && text[from] == ' ')
		from++;
	while (until > from && text[until - 1] == ' ')
		until--;
	*ret_from = from;
	*ret_until = until;
}

/* Whether a character says nothing of its own: white space, punctuation,
 * symbols. */
static bool
is_mute(uint32_t point)
{
	if (point < 0x80)
		return !(point >= '0' && point <= '9') &&
		    !((point | 0x20) >= 'a' && (point | 0x20) <= 'z');
	return point < 0xaa || (point >= 0x2000 && point <= 0x2bff) ||
	    (point >= 0x3000 && point <= 0x3004) ||
	    (point >= 0x3008 && point <= 0x3020) || point == 0xb7;
}

static bool
is_alone(const struct tz_candidate *candidate)
{
	const char *text = candidate->view->plain;
	size_t at;
	size_t until;
	uint32_t point;

	find_line(candidate, TZ_UNIT_REACH, &at, &until);
	while (at < until) {
		size_t n;

		if (at == candidate->stretch.from)
			at = candidate->stretch.until;
		n = tz_utf8_next(text, until, at, &point);
		if (!n)
			break;
		if (!is_mute(point))
			return false;
		at += n;
	}
	return true;
}

static bool
is_short_line(const struct tz_candidate *candidate, size_t max)
{
	size_t from;
	size_t until;

	find_line(candidate, max * 4 + 4, &from, &until);
	return tz_utf8_count(candidate->view->plain + from, until - from) <=
	    max;
}

static bool
is_paged(const struct tz_place *place)
{
	return place->kind == TZ_PLACE_PAGE ||
	    place->kind == TZ_PLACE_ANNOTATION || place->kind == TZ_PLACE_SLIDE;
}

static bool
is_on_page(const struct tz_scene *scene, const struct tz_place *place,
    size_t byte, size_t wanted)
{
	const struct tz_part *part = scene->part;
	size_t page = 1;
	size_t i;

	if (part->channel == TZ_CHANNEL_HEADER_FOOTER)
		return true;
	if (!is_paged(place)) {
		if (wanted == TZ_PAGE_LAST) {
			/* Nothing but the end may follow the last feed. */
			size_t end = part->text_len;

			while (end > byte && part->text[end - 1] <= ' ')
				end--;
			return !memchr(part->text + byte, '\f', end - byte);
		}
		for (i = 0; i < byte && page <= wanted; i++)
			page += part->text[i] == '\f';
		return page == wanted;
	}
	if (wanted != TZ_PAGE_LAST)
		return place->n == wanted;
	for (i = 0; i < part->n_places; i++)
		if (is_paged(&part->places[i]) && part->places[i].n > place->n)
			return false;
	return true;
}

/* How far the text of a page goes, or the usual page. */
static void
measure_page(struct tz_scene *scene, uint32_t page)
{
	const struct tz_part *part = scene->part;
	size_t i;

	if (scene->page == page)
		return;
	scene->page = page;
	scene->page_right = 0;
	scene->page_bottom = 0;
	for (i = 0; i < part->n_places; i++) {
		const struct tz_place *place = &part->places[i];

		if (place->n != page || !tz_box_known(&place->box))
			continue;
		if (place->box.x1 > scene->page_right)
			scene->page_right = place->box.x1;
		if (place->box.y1 > scene->page_bottom)
			scene->page_bottom = place->box.y1;
	}
	if (scene->page_right > UPRIGHT_WIDTH) { /* a slide, a broad table */
		if (scene->page_bottom < scene->page_right * 9 / 16)
			scene->page_bottom = scene->page_right * 9 / 16;
		return;
	}
	scene->page_right = UPRIGHT_WIDTH;
	if (scene->page_bottom < UPRIGHT_HEIGHT)
		scene->page_bottom = UPRIGHT_HEIGHT;
}

static bool
is_in_region(struct tz_scene *scene, const struct tz_place *place,
    unsigned regions)
{
	unsigned found = 0;
	int middle;

	measure_page(scene, place->n);
	if (place->box.y0 < scene->page_bottom / 4)
		found |= TZ_REGION_TOP;
	if (place->box.y1 > scene->page_bottom * 3 / 4)
		found |= TZ_REGION_BOTTOM;
	if (!found)
		found |= TZ_REGION_MIDDLE;
	middle = (place->box.x0 + place->box.x1) / 2;
	found |=
	    middle <= scene->page_right / 2 ? TZ_REGION_LEFT : TZ_REGION_RIGHT;
	return (found & regions) != 0;
}

/* Whether less than EDGE_LINES lines with text stand between byte ${at} and
 * the edge of the page, going by ${step}. */
static bool
is_near_edge(const struct tz_part *part, size_t at, int step)
{
	size_t lines = 0;
	size_t bytes = 0;
	bool text = false;

	while (bytes++ < EDGE_BYTES) {
		char c;

		if (step < 0 ? at == 0 : at >= part->text_len)
			return true;
		c = part->text[step < 0 ? --at : at++];
		if (c == '\f')
			return true;
		if (c == '\n') {
			lines += text;
			text = false;
			if (lines >= EDGE_LINES)
				return false;
		} else if (c != ' ' && c != '\t' && c != '\r') {
			text = true;
		}
	}
	return false;
}

static bool
is_in_lines(const struct tz_part *part, size_t byte, unsigned regions)
{
	bool top = is_near_edge(part, byte, -1);
	bool bottom = is_near_edge(part, byte, 1);

	if (part->channel == TZ_CHANNEL_HEADER_FOOTER)
		return (regions & ~TZ_REGION_MIDDLE) != 0;
	return ((regions & TZ_REGION_TOP) && top) ||
	    ((regions & TZ_REGION_BOTTOM) && bottom) ||
	    ((regions & TZ_REGION_MIDDLE) && !top && !bottom) ||
	    (regions & (TZ_REGION_LEFT | TZ_REGION_RIGHT));
}

bool
tz_scene_position(struct tz_scene *scene, const struct tz_candidate *candidate,
    const struct tz_position *position)
{
	struct tz_place place = {0};
	size_t byte;

	if (position->line_max && !is_short_line(candidate, position->line_max))
		return false;
	if (position->alone && !is_alone(candidate))
		return false;
	if (!position->page && !position->regions)
		return true;
	tz_part_place(scene->part, candidate->start, candidate->end, &place);
	byte = tz_scene_byte(scene, candidate->start);
	if (position->page && !is_on_page(scene, &place, byte, position->page))
		return false;
	if (!position->regions)
		return true;
	return tz_box_known(&place.box)
	    ? is_in_region(scene, &place, position->regions)
	    : is_in_lines(scene->part, byte, position->regions);
}
