/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * base/part.c - a stretch of a part's text: its place, its words, its
 * surroundings
 *
 * Prototypes are in base/document.h.  All offsets are code points.
 */
#include <stdbool.h>
#include <string.h>

#include "base/buf.h"
#include "base/document.h"
#include "base/utf8.h"

static const char *const words[TZ_PLACE_COUNT] = {
#define WORDS(name, text) [TZ_PLACE_##name] = text,
    TZ_PLACE_LIST(WORDS)
#undef WORDS
};

/* Whether the pieces named between ${from} and the next ']' are there. */
static bool
present(const char *from, const struct tz_place *place)
{
	const char *end = strchr(from, ']');
	const char *at;

	for (at = from; at && at < end; at++) {
		if (strncmp(at, "{s}", 3) == 0 &&
		    (!place->name || !*place->name))
			return false;
		if (strncmp(at, "{n}", 3) == 0 && place->n == 0)
			return false;
		if (strncmp(at, "{m}", 3) == 0 && place->m == 0)
			return false;
	}
	return true;
}

/* In the order of TZ_PLACE_LIST. */
static const char *const kinds[] = {"none", "line", "paragraph", "cell", "page",
    "slide", "comment", "change", "note", "property", "element", "annotation",
    "name"};

_Static_assert(sizeof kinds / sizeof kinds[0] == TZ_PLACE_COUNT,
    "a word for each kind of place");

const char *
tz_place_word(enum tz_place_kind kind)
{
	return (unsigned)kind < TZ_PLACE_COUNT ? kinds[kind] : "none";
}

/* Rounded down, and as near as can be said. */
static int16_t
down(double points)
{
	int whole;

	if (!(points > INT16_MIN)) /* what is no number, too */
		return INT16_MIN;
	if (points >= INT16_MAX)
		return INT16_MAX;
	whole = (int)points;
	return (int16_t)(whole > points ? whole - 1 : whole);
}

static int16_t
up(double points)
{
	int whole = -down(-points);

	return (int16_t)(whole > INT16_MAX ? INT16_MAX : whole);
}

struct tz_box
tz_box_of(double x0, double y0, double x1, double y1)
{
	struct tz_box box = {down(x0), down(y0), up(x1), up(y1)};

	return box;
}

bool
tz_box_known(const struct tz_box *box)
{
	return box->x0 || box->y0 || box->x1 || box->y1;
}

static void
box_words(const struct tz_place *place, struct tz_buf *ret)
{
	const struct tz_box *box = &place->box;

	if (tz_box_known(box))
		tz_buf_printf(ret, " at %d,%d-%d,%d", box->x0, box->y0, box->x1,
		    box->y1);
}

void
tz_place_words(const struct tz_place *place, struct tz_buf *ret)
{
	const char *at;

	if ((unsigned)place->kind >= TZ_PLACE_COUNT)
		return;
	for (at = words[place->kind]; *at; at++) {
		if (*at == '[' && !present(at, place)) {
			at = strchr(at, ']');
			continue;
		}
		if (*at == '[' || *at == ']')
			continue;
		if (*at != '{') {
			tz_buf_putc(ret, *at);
			continue;
		}
		if (at[1] == 'n')
			tz_buf_printf(ret, "%u", (unsigned)place->n);
		else if (at[1] == 'm')
			tz_buf_printf(ret, "%u", (unsigned)place->m);
		else if (place->name)
			tz_utf8_clean(place->name, strlen(place->name), ret);
		at += 2;
	}
	box_words(place, ret);
}

/* The last place that starts at or before ${point}, or NULL. */
static const struct tz_place *
place_of(const struct tz_part *part, size_t point)
{
	size_t low = 0;
	size_t high = part->n_places;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (part->places[middle].start <= point)
			low = middle + 1;
		else
			high = middle;
	}
	return low ? &part->places[low - 1] : NULL;
}

static bool
same_spot(const struct tz_place *a, const struct tz_place *b)
{
	return a->kind == b->kind && a->n == b->n && a->m == b->m &&
	    (a->name == b->name ||
		(a->name && b->name && strcmp(a->name, b->name) == 0));
}

/* Make ${box} hold ${more}, too. */
static void
extend(struct tz_box *box, const struct tz_box *more)
{
	if (!tz_box_known(more))
		return;
	if (!tz_box_known(box)) {
		*box = *more;
		return;
	}
	box->x0 = box->x0 < more->x0 ? box->x0 : more->x0;
	box->y0 = box->y0 < more->y0 ? box->y0 : more->y0;
	box->x1 = box->x1 > more->x1 ? box->x1 : more->x1;
	box->y1 = box->y1 > more->y1 ? box->y1 : more->y1;
}

/* The place ${at} of the part for the code point ${point}: of a line with its
 * column. */
static struct tz_place
copy_of(const struct tz_place *at, size_t point)
{
	struct tz_place copy = {.kind = TZ_PLACE_NONE};

	if (!at)
		return copy;
	copy = *at;
	if (copy.kind == TZ_PLACE_LINE && copy.m == 0 &&
	    point - at->start < UINT32_MAX)
		copy.m = (uint32_t)(point - at->start) + 1;
	return copy;
}

/* The place of the first code point, and that of the last when it is another
 * one (true). */
static bool
places_of(const struct tz_part *part, size_t start, size_t end,
    struct tz_place *first, struct tz_place *last)
{
	size_t final = end > start ? end - 1 : start;
	const struct tz_place *from = place_of(part, start);
	const struct tz_place *to = place_of(part, final);
	const struct tz_place *at;

	*first = copy_of(from, start);
	*last = copy_of(to, final);
	if (from == to || !to)
		return false;
	for (at = from ? from + 1 : part->places; at < to; at++) {
		if (from && same_spot(at, from))
			extend(&first->box, &at->box);
		else if (same_spot(at, to))
			extend(&last->box, &at->box);
	}
	if (!from || !same_spot(from, to))
		return true;
	extend(&first->box, &last->box);
	return false;
}

void
tz_part_place(const struct tz_part *part, size_t start, size_t end,
    struct tz_place *ret)
{
	struct tz_place last;

	(void)places_of(part, start, end, ret, &last);
}

void
tz_part_where(const struct tz_part *part, size_t start, size_t end,
    struct tz_buf *ret)
{
	struct tz_place first;
	struct tz_place last;
	tz_auto_buf one = TZ_BUF_INIT;
	tz_auto_buf two = TZ_BUF_INIT;
	bool differ = places_of(part, start, end, &first, &last);

	tz_place_words(&first, &one);
	if (differ)
		tz_place_words(&last, &two);
	tz_buf_append(ret, tz_buf_str(&one), one.len);
	if (two.len == 0 || strcmp(tz_buf_str(&one), tz_buf_str(&two)) == 0)
		return;
	if (one.len)
		tz_buf_puts(ret, " to ");
	tz_buf_append(ret, two.data, two.len);
}

/* The byte of code point ${n}, the end of the text if there are fewer. */
static size_t
offset(const struct tz_part *part, size_t n)
{
	size_t at = 0;

	if (part->marks && n >= part->characters)
		return part->text_len;
	if (part->marks) {
		at = part->marks[n / TZ_PART_STRIDE];
		n %= TZ_PART_STRIDE;
	}
	return at + tz_utf8_offset(part->text + at, part->text_len - at, n);
}

void
tz_part_slice(const struct tz_part *part, size_t start, size_t end,
    struct tz_buf *ret)
{
	size_t from = offset(part, start);
	size_t until = end > start ? offset(part, end) : from;

	tz_buf_append(ret, part->text + from, until - from);
}

/* Append with every white-space and control character as a space. */
static void
flatten(const char *text, size_t len, struct tz_buf *ret)
{
	size_t at = 0;
	uint32_t point;

	while (at < len) {
		size_t n = tz_utf8_next(text, len, at, &point);

		if (point < 0x20 || tz_utf8_is_space(point))
			tz_buf_putc(ret, ' ');
		else
			tz_buf_append(ret, text + at, n);
		at += n;
	}
}

void
tz_part_excerpt(const struct tz_part *part, size_t start, size_t end,
    size_t around, struct tz_buf *ret)
{
	size_t from = start > around ? start - around : 0;
	size_t until = end < SIZE_MAX - around ? end + around : SIZE_MAX;
	size_t first = offset(part, from);
	size_t last = offset(part, until);

	if (first > 0)
		tz_buf_puts(ret, "... ");
	flatten(part->text + first, last - first, ret);
	if (last < part->text_len)
		tz_buf_puts(ret, " ...");
}
