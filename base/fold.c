/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * base/fold.c - text in the form a reader reads, with a map back
 *
 * Most code points stand by themselves and are looked up; only a stretch of
 * code points that combine, or one that becomes several, is sent to ICU.
 * The map is a list of spans: in a span that runs along, code point n of the
 * folded text is code point n of the original; a span that does not holds
 * bytes that all come from the same code points.
 */
#include "base/fold.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/utf16.h>

#include "base/fold_table.h"
#include "base/folded.h"
#include "base/utf8.h"

#define STRIDE 1024 /* a span that runs along holds no more bytes */
#define LONGEST 64  /* code points that are combined at once */
#define WIDE 8192

/* One code point of the original. */
struct item {
	size_t at;    /* byte */
	size_t len;   /* bytes, 0 at the end */
	size_t index; /* code point */
	uint32_t point;
	uint32_t entry;
};

/* What a code point that becomes several became; U+2026 is common. */
struct expansion {
	uint32_t point;
	int n;
	UChar made[20];
};

#define KEPT 32

struct folder {
	struct tz_folded *to;
	const char *text;
	size_t len;
	unsigned flags;
	unsigned mode;
	size_t expected;   /* origin that continues the last span */
	uint32_t previous; /* entry of the last visible character */
	uint32_t seen;	   /* of all entries together */
	unsigned numerals; /* how many stand side by side */
	bool waiting;	   /* white space or dots from ${first} on */
	struct item first;
	struct expansion kept[KEPT];
};

static bool
make_room(struct tz_folded *to, size_t more)
{
	size_t cap;
	char *text;

	if (to->cap - to->len > more)
		return true;
	cap = to->cap + to->cap / 2 + more + 64;
	text = to->failed ? NULL : realloc(to->text, cap);
	if (!text) {
		to->failed = true;
		return false;
	}
	to->text = text;
	to->cap = cap;
	return true;
}

static void
add_span(struct tz_folded *to, size_t origin, size_t n)
{
	if (to->n_spans == to->cap_spans) {
		size_t cap = to->cap_spans ? to->cap_spans * 2 : 64;
		struct tz_fold_span *spans =
		    realloc(to->spans, cap * sizeof *spans);

		if (!spans) {
			to->failed = true;
			return;
		}
		to->spans = spans;
		to->cap_spans = cap;
	}
	to->spans[to->n_spans++] = (struct tz_fold_span){to->len, origin, n};
}

/* Make sure that what is written next runs along from ${origin} on. */
static inline void
run_along(struct folder *folder, size_t origin)
{
	struct tz_folded *to = folder->to;

	if (folder->expected != origin || to->n_spans == 0 ||
	    to->len - to->spans[to->n_spans - 1].folded >= STRIDE)
		add_span(to, origin, 0);
	folder->expected = origin + 1;
}

/* Remember what there is for tz_fold_words() to do. */
static inline void
note(struct folder *folder, uint32_t entry)
{
	folder->seen |= entry & TZ_FOLD_ALPHABET;
	folder->numerals = entry & TZ_FOLD_NUMERAL ? folder->numerals + 1 : 0;
	if (folder->numerals == 3)
		folder->seen |= TZ_FOLD_NUMERAL;
}

/* Write a code point; four bytes of room must be there. */
static inline void
put(struct tz_folded *to, uint32_t point)
{
	char *out = to->text + to->len;

	if (point < 0x80) {
		out[0] = (char)point;
		to->len += 1;
	} else if (point < 0x800) {
		out[0] = (char)(0xc0 | point >> 6);
		out[1] = (char)(0x80 | (point & 0x3f));
		to->len += 2;
	} else if (point < 0x10000) {
		out[0] = (char)(0xe0 | point >> 12);
		out[1] = (char)(0x80 | (point >> 6 & 0x3f));
		out[2] = (char)(0x80 | (point & 0x3f));
		to->len += 3;
	} else {
		out[0] = (char)(0xf0 | point >> 18);
		out[1] = (char)(0x80 | (point >> 12 & 0x3f));
		out[2] = (char)(0x80 | (point >> 6 & 0x3f));
		out[3] = (char)(0x80 | (point & 0x3f));
		to->len += 4;
	}
}

static inline void
emit(struct folder *folder, const struct item *item)
{
	if (!make_room(folder->to, 8))
		return;
	run_along(folder, item->index);
	put(folder->to, item->entry & TZ_FOLD_POINT);
	note(folder, item->entry);
}

/* Decode the code point at byte ${at}: Han, the common case, before any. */
static inline size_t
decode(const struct folder *folder, size_t at, uint32_t *ret_point)
{
	const unsigned char *bytes = (const unsigned char *)folder->text + at;

	if (folder->len - at < 3 || bytes[0] < 0xe1 || bytes[0] > 0xec ||
	    (bytes[1] & 0xc0) != 0x80 || (bytes[2] & 0xc0) != 0x80)
		return tz_utf8_next(folder->text, folder->len, at, ret_point);
	*ret_point = (uint32_t)(bytes[0] & 0x0f) << 12 |
	    (uint32_t)(bytes[1] & 0x3f) << 6 | (bytes[2] & 0x3f);
	return 3;
}

/* Read the code point at byte ${at}. */
static inline struct item
look(const struct folder *folder, size_t at, size_t index)
{
	struct item item = {at, 0, index, 0, 0};

	if (at >= folder->len)
		return item;
	item.len = decode(folder, at, &item.point);
	if (!tz_fold_table_find(folder->mode, item.point, &item.entry))
		folder->to->failed = true;
	return item;
}

static inline struct item
look_after(const struct folder *folder, const struct item *item)
{
	return look(folder, item->at + item->len, item->index + 1);
}

/* The first of the waiting characters from ${item} on that is a dot, or what
 * stands at byte ${until}. */
static struct item
run_end(const struct folder *folder, struct item item, size_t until)
{
	while (item.at < until && !(item.entry & TZ_FOLD_DOT))
		item = look_after(folder, &item);
	return item;
}

/* Write, or drop, the white space that waits between two characters of the
 * kinds ${folder->previous} and ${next} (0: none), and write the dots, which
 * only vanish inside Han. */
static void
settle(struct folder *folder, size_t until, uint32_t next)
{
	struct item item = folder->first;
	uint32_t before = folder->previous;

	folder->waiting = false;
	if (before & next & TZ_FOLD_HAN)
		return;
	while (item.at < until) {
		struct item end = run_end(folder, item, until);
		uint32_t after = end.at < until ? end.entry : next;
		bool joined =
		    before && after && ((before | after) & TZ_FOLD_JOINS);

		for (; item.at < end.at; item = look_after(folder, &item)) {
			if (!joined && !(item.entry & TZ_FOLD_DROP))
				emit(folder, &item);
		}
		if (item.at < until) {
			emit(folder, &item);
			before = item.entry;
			item = look_after(folder, &item);
		}
	}
}

/* The length of the stretch of ASCII from byte ${at} on that is copied as it
 * is: visible characters, with single spaces between them.  Its last is not
 * before a character that might combine with it. */
static size_t
plain_length(const struct folder *folder, size_t at)
{
	const unsigned char *text = (const unsigned char *)folder->text;
	size_t end = at;

	while (end < folder->len) {
		unsigned char c = text[end];

		if (c > 0x20 && c < 0x7f)
			end++;
		else if (c == 0x20 && end + 1 < folder->len &&
		    text[end + 1] > 0x20 && text[end + 1] < 0x7f)
			end++;
		else
			break;
	}
	if (end > at && end < folder->len && text[end] >= 0x80)
		end--;
	if (end > at && text[end - 1] == 0x20)
		end--;
	return end - at;
}

static void
copy_plain(struct folder *folder, const struct item *from, size_t n)
{
	struct tz_folded *to = folder->to;
	size_t done = 0;

	if (!make_room(to, n + 8))
		return;
	while (done < n) {
		size_t some = n - done < STRIDE ? n - done : STRIDE;
		const char *in = folder->text + from->at + done;
		char *out = to->text + to->len;
		size_t i;

		run_along(folder, from->index + done);
		memcpy(out, in, some);
		for (i = 0; folder->mode & TZ_FOLD_CASE && i < some; i++)
			out[i] = (char)(out[i] +
			    ((unsigned char)(out[i] - 'A') < 26) * 32);
		to->len += some;
		done += some;
		folder->expected = from->index + done;
	}
	folder->previous = (unsigned char)folder->text[from->at + n - 1];
}

/* Write what ICU made of the characters from ${first} up to ${end}. */
static void
write_segment(struct folder *folder, const struct item *first,
    const struct item *end, const UChar *made, int n, bool same)
{
	struct tz_folded *to = folder->to;
	size_t index = first->index;
	uint32_t kind = first->entry & TZ_FOLD_JOINS;
	bool begun = false;
	int at = 0;

	while (at < n) {
		uint32_t point;
		uint32_t entry;

		U16_NEXT(made, at, n, point);
		entry = tz_fold_table_after(point, folder->mode);
		index++;
		if (entry & TZ_FOLD_DROP)
			continue;
		note(folder, entry);
		if (!begun && folder->waiting)
			settle(folder, first->at, entry | kind);
		if (!make_room(to, 8))
			return;
		if (same)
			run_along(folder, index - 1);
		else if (!begun)
			add_span(to, first->index, end->index - first->index);
		begun = true;
		put(to, entry & TZ_FOLD_POINT);
		folder->previous = entry | kind;
	}
	if (begun && !same)
		folder->expected = SIZE_MAX;
}

/* Fold a character that nothing clings to, from what is kept of it. */
static bool
fold_kept(struct folder *folder, const struct item *first,
    const struct item *end)
{
	const struct expansion *kept = &folder->kept[first->point % KEPT];

	if (kept->point != first->point || kept->n == 0)
		return false;
	write_segment(folder, first, end, kept->made, kept->n, false);
	return true;
}

static void
keep(struct folder *folder, uint32_t point, const UChar *made, int n)
{
	struct expansion *kept = &folder->kept[point % KEPT];

	if (n < 1 || n > 20)
		return;
	kept->point = point;
	kept->n = n;
	memcpy(kept->made, made, (size_t)n * sizeof *made);
}

/* Fold ${first} with what clings to it; returns what follows. */
static struct item
fold_segment(struct folder *folder, const struct item *first)
{
	UChar wide[2 * LONGEST + 2];
	UChar made[WIDE];
	struct item end = look_after(folder, first);
	struct item next = end;
	size_t n_points = 1;
	int n_wide = 0;
	bool alone;
	int n;

	U16_APPEND_UNSAFE(wide, n_wide, first->point);
	while (next.len > 0 && n_points < LONGEST) {
		if (next.entry & TZ_FOLD_CLINGS) {
			U16_APPEND_UNSAFE(wide, n_wide, next.point);
			n_points++;
			end = look_after(folder, &next);
			next = end;
		} else if (next.entry & TZ_FOLD_DROP) {
			next = look_after(folder, &next);
		} else {
			break;
		}
	}
	alone = n_points == 1 && (first->entry & TZ_FOLD_MANY);
	if (alone && fold_kept(folder, first, &end))
		return end;
	n = tz_fold_table_wide(wide, n_wide, folder->mode, made, WIDE);
	if (alone)
		keep(folder, first->point, made, n);
	if (n < 0) {
		folder->to->failed = true;
		return end;
	}
	write_segment(folder, first, &end, made, n,
	    n == n_wide && end.index - first->index == n_points &&
		memcmp(made, wide, (size_t)n * sizeof *made) == 0);
	return end;
}

#define SPECIAL                                                                \
	(TZ_FOLD_DROP | TZ_FOLD_MANY | TZ_FOLD_CLINGS | TZ_FOLD_SPACE |        \
	    TZ_FOLD_DOT)

/* Write characters that stand by themselves, from ${item} on, as long as the
 * one after is neither dropped nor clings; returns the first not written. */
static struct item
copy_single(struct folder *folder, struct item item)
{
	struct tz_folded *to = folder->to;

	while (item.len > 0 && item.point >= 0x80 && !(item.entry & SPECIAL)) {
		size_t at = item.at + item.len;
		uint32_t entry = 0;
		uint32_t point = 0;
		size_t len = 0;

		if (at < folder->len) {
			len = decode(folder, at, &point);
			if (!tz_fold_table_find(folder->mode, point, &entry))
				to->failed = true;
		}
		if (entry & (TZ_FOLD_DROP | TZ_FOLD_CLINGS))
			break;
		if (!make_room(to, 8))
			break;
		run_along(folder, item.index);
		put(to, item.entry & TZ_FOLD_POINT);
		note(folder, item.entry);
		folder->previous = item.entry;
		item.at = at;
		item.len = len;
		item.index++;
		item.point = point;
		item.entry = entry;
	}
	return item;
}

/* Fold what begins at ${item}; returns what follows. */
static inline struct item
step(struct folder *folder, const struct item *item)
{
	struct item next;
	size_t n;

	if (item->point > 0x20 && item->point < 0x7f) {
		n = plain_length(folder, item->at);
		if (n > 0) {
			if (folder->waiting)
				settle(folder, item->at, item->entry);
			copy_plain(folder, item, n);
			return look(folder, item->at + n, item->index + n);
		}
	}
	if (item->point >= 0x80 && !(item->entry & SPECIAL)) {
		if (folder->waiting)
			settle(folder, item->at, item->entry);
		next = copy_single(folder, *item);
		if (next.at != item->at)
			return next;
	}
	next = look_after(folder, item);
	if (item->entry & TZ_FOLD_DROP)
		return next;
	while (next.entry & TZ_FOLD_DROP)
		next = look_after(folder, &next);
	if ((item->entry & (TZ_FOLD_MANY | TZ_FOLD_CLINGS)) ||
	    (next.entry & TZ_FOLD_CLINGS))
		return fold_segment(folder, item);
	if (folder->flags & TZ_FOLD_JOIN_HAN &&
	    item->entry & (TZ_FOLD_SPACE | TZ_FOLD_DOT)) {
		if (!folder->waiting)
			folder->first = *item;
		folder->waiting = true;
		return next;
	}
	if (folder->waiting)
		settle(folder, item->at, item->entry);
	emit(folder, item);
	folder->previous = item->entry;
	return next;
}

enum tz_status
tz_fold(const char *text, size_t len, unsigned flags,
    struct tz_folded **ret_folded, struct tz_err *err)
{
	tz_auto(tz_folded) folded = calloc(1, sizeof *folded);
	struct folder folder = {.to = folded,
	    .text = text,
	    .len = len,
	    .flags = flags,
	    .mode = flags & (TZ_FOLD_SIMPLIFIED | TZ_FOLD_CASE),
	    .expected = SIZE_MAX};
	struct item item;

	if (!folded || !make_room(folded, len + 8))
		return tz_fail_nomem(err);
	item = look(&folder, 0, 0);
	while (item.len > 0 && !folded->failed)
		item = step(&folder, &item);
	if (folder.waiting)
		settle(&folder, len, 0);
	if (folded->failed)
		return tz_fail_nomem(err);
	if (flags & TZ_FOLD_WORDS && folder.seen)
		tz_fold_words(folded, folder.mode);
	folded->text[folded->len] = '\0';
	*ret_folded = tz_steal(&folded);
	return TZ_OK;
}
