/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * policies/scan.c - one part of a document, all rules: text in, hits out
 */
#include "policies/scan.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "policies/sweep.h"

/* A long text is worked through in chunks that stay in the processor's cache.
 * A chunk is looked at with a margin on both sides that holds all that a hit
 * may depend on (1000 characters of context, TZ_UNIT_REACH), and gives the
 * hits that begin in itself. */
#define CHUNK (256u << 10)
#define MARGIN 4608u

/* By rule, then start, then longest. */
static int
by_rule(const void *a, const void *b)
{
	const struct tz_hit *x = a;
	const struct tz_hit *y = b;

	if (x->rule != y->rule)
		return x->rule < y->rule ? -1 : 1;
	if (x->start != y->start)
		return x->start < y->start ? -1 : 1;
	if (x->end != y->end)
		return x->end > y->end ? -1 : 1;
	return (int)y->severity - (int)x->severity;
}

static bool
is_better(const struct tz_hit *a, const struct tz_hit *b)
{
	if (a->severity != b->severity)
		return a->severity > b->severity;
	return a->end - a->start > b->end - b->start;
}

void
tz_hits_merge(struct tz_hits *hits, size_t first)
{
	size_t kept = first;
	size_t i;

	if (hits->n - first < 2)
		return;
	qsort(hits->hit + first, hits->n - first, sizeof *hits->hit, by_rule);
	for (i = first + 1; i < hits->n; i++) {
		struct tz_hit *last = &hits->hit[kept];
		const struct tz_hit *next = &hits->hit[i];

		if (next->rule != last->rule || next->start >= last->end)
			hits->hit[++kept] = *next;
		else if (is_better(next, last))
			*last = *next;
	}
	hits->n = kept + 1;
}

/* All forms of the bytes [from, until) of the part. */
static enum tz_status
scan_bytes(struct tz_sweep *sweep, size_t from, size_t until)
{
	const struct tz_view *view = &sweep->view;
	enum tz_status s = tz_view_make(&sweep->view,
	    sweep->scene.part->text + from, until - from, sweep->err);

	if (s == TZ_OK)
		s = tz_sweep_form(sweep, TZ_FORM_PLAIN, view->plain,
		    view->plain_len);
	if (s == TZ_OK && view->joined.len)
		s = tz_sweep_form(sweep, TZ_FORM_JOINED, view->joined.data,
		    view->joined.len);
	if (s == TZ_OK)
		s = tz_view_mend(&sweep->view, sweep->err);
	if (s == TZ_OK && view->mended.len)
		s = tz_sweep_form(sweep, TZ_FORM_MENDED, view->mended.data,
		    view->mended.len);
	return s;
}

/* The number of code points, which in well-formed text is the number of bytes
 * that continue none. */
static size_t
count(const char *text, size_t from, size_t until)
{
	size_t n = until - from;
	uint64_t word;

	for (; until - from >= sizeof word; from += sizeof word) {
		memcpy(&word, text + from, sizeof word);
		word = word >> 7 & ~word >> 6 & UINT64_C(0x0101010101010101);
		/* The sum of eight bytes that are 0 or 1. */
		n -= word * UINT64_C(0x0101010101010101) >> 56;
	}
	for (; from < until; from++)
		n -= ((unsigned char)text[from] & 0xc0) == 0x80;
	return n;
}

/* Code points of the part's bytes [from, until). */
static size_t
count_points(const struct tz_part *part, bool well_formed, size_t from,
    size_t until)
{
	return well_formed ? count(part->text, from, until)
			   : tz_utf8_count(part->text + from, until - from);
}

/* The chunk [from, until), which begins at code point ${first}; gives the
 * code point at which it ends. */
static enum tz_status
scan_chunk(struct tz_sweep *sweep, bool well_formed, size_t from, size_t until,
    size_t first, size_t *ret_last)
{
	const struct tz_part *part = sweep->scene.part;
	size_t len = part->text_len;
	size_t end = until;

	sweep->byte =
	    from > MARGIN ? tz_char_start(part->text, from - MARGIN) : 0;
	sweep->point =
	    first - count_points(part, well_formed, sweep->byte, from);
	sweep->first = first;
	sweep->last = SIZE_MAX; /* the end of the text itself, too */
	if (until < len) {
		sweep->last =
		    first + count_points(part, well_formed, from, until);
		*ret_last = sweep->last;
		end = until + MARGIN < len
		    ? tz_char_start(part->text, until + MARGIN)
		    : len;
	}
	return scan_bytes(sweep, sweep->byte, end);
}

enum tz_status
tz_scan_part(const struct tz_scanning *scanning, size_t index,
    struct tz_err *err)
{
	const struct tz_part *part = &scanning->parts[index];
	TZ_AUTO(tz_sweep_clear)
	struct tz_sweep sweep = {.matcher = scanning->matcher,
	    .scene = {.part = part,
		.index = index,
		.media_type = scanning->media_types[part->file],
		.tracer = scanning->tracer,
		.err = err},
	    .hits = scanning->hits,
	    .loose = scanning->loose,
	    .err = err};
	size_t first_hit = scanning->hits->n;
	size_t from = 0;
	size_t point = 0;
	bool well_formed = part->text_len > CHUNK &&
	    count(part->text, 0, part->text_len) == part->characters;
	enum tz_status s = TZ_OK;

	while (s == TZ_OK && from < part->text_len) {
		size_t until = part->text_len;

		/* A short rest goes with the last chunk. */
		if (until - from > CHUNK + CHUNK / 2)
			until = tz_char_start(part->text, from + CHUNK);
		s = scan_chunk(&sweep, well_formed, from, until, point, &point);
		from = until;
	}
	if (s != TZ_OK)
		return s;
	scanning->limited[part->file] |= sweep.limited;
	tz_hits_merge(scanning->hits, first_hit);
	return TZ_OK;
}
