/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * policies/scan.c - one part of a document, all rules: text in, hits out
 *
 * The pass over the text gives candidates by their ends.  A regex is then
 * looked for in the window round the end; what a window has shown is not
 * looked at again, so the work stays linear in the text.
 */
#include "policies/scan.h"

#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/utf8.h"

/* Bytes that are looked at to either side of a candidate's end. */
#define WINDOW 256

/* A long text is worked through in chunks that stay in the processor's cache.
 * A chunk is looked at with a margin on both sides that holds all that a hit
 * may depend on (1000 characters of context), and gives the hits that begin
 * in itself. */
#define CHUNK (256u << 10)
#define MARGIN 4096u

/* How far a pattern of this form has been looked at. */
struct progress {
	size_t covered; /* ends up to here are known */
	size_t after;	/* the last match ended here */
};

struct scan {
	struct tz_matcher *matcher;
	const struct tz_part *part;
	size_t index;
	struct tz_view view;
	size_t byte;  /* where the text of the view begins in the part */
	size_t point; /* the same as a code point */
	size_t first; /* hits begin at code points [first, last) */
	size_t last;
	bool well_formed;
	enum tz_form form;
	const char *text; /* of the form */
	size_t len;
	struct progress *progress; /* of each pattern of the form */
	struct tz_hits *hits;
	bool limited;
	enum tz_status status;
	struct tz_err *err;
};

static void
scan_clear(struct scan *scan)
{
	tz_view_clear(&scan->view);
	free(scan->progress);
}

void
tz_hits_clear(struct tz_hits *hits)
{
	free(hits->hit);
	memset(hits, 0, sizeof *hits);
}

enum tz_status
tz_hits_add(struct tz_hits *hits, const struct tz_hit *hit, struct tz_err *err)
{
	if (hits->n == hits->cap) {
		size_t cap = hits->cap ? hits->cap * 2 : 64;
		struct tz_hit *grown = realloc(hits->hit, cap * sizeof *grown);

		if (!grown)
			return tz_fail_nomem(err);
		hits->hit = grown;
		hits->cap = cap;
	}
	hits->hit[hits->n++] = *hit;
	return TZ_OK;
}

/* A candidate with its bounds in the form that is being scanned. */
static bool
weigh(struct scan *scan, size_t rule_index, size_t from, size_t until)
{
	const struct tz_rule *rule = scan->matcher->rules[rule_index];
	const struct tz_view *view = &scan->view;
	struct tz_stretch stretch = {from, until, from, until};
	struct tz_hit hit = {.rule = rule_index, .part = scan->index};

	if (!(rule->channels & UINT32_C(1) << scan->part->channel))
		return true;
	if (scan->form == TZ_FORM_JOINED) {
		tz_view_to_plain(view, from, until, &stretch.from,
		    &stretch.until);
	} else if (view->joined.len) {
		stretch.joined_from = tz_view_to_joined(view, from);
		stretch.joined_until = tz_view_to_joined(view, until);
	}
	hit.severity = tz_weigh(rule, view, &stretch, &hit.value);
	if (hit.severity == TZ_SEVERITY_NONE)
		return true;
	tz_view_origin(view, stretch.from, stretch.until, &hit.start, &hit.end);
	hit.start += scan->point;
	hit.end += scan->point;
	hit.near_byte = scan->byte;
	hit.near_point = scan->point;
	if (hit.start < scan->first || hit.start >= scan->last)
		return true;
	scan->status = tz_hits_add(scan->hits, &hit, scan->err);
	return scan->status == TZ_OK;
}

static size_t
char_start(const char *text, size_t at)
{
	while (at > 0 && ((unsigned char)text[at] & 0xc0) == 0x80)
		at--;
	return at;
}

/* Whether ${point} belongs to words, as the boundary sees them: the same
 * classes as in policies/confirm.c. */
static bool
is_wordy(enum tz_boundary boundary, uint32_t point)
{
	if ((point >= '0' && point <= '9') || (point >= 'A' && point <= 'Z') ||
	    (point >= 'a' && point <= 'z'))
		return boundary != TZ_BOUNDARY_NONE;
	return boundary == TZ_BOUNDARY_WORD &&
	    (point == '_' || (point >= 0xaa && point <= 0x2af) ||
		(point >= 0x370 && point <= 0x1fff));
}

/* Whether the characters on both sides of byte ${at} are of one word. */
static bool
sticks(const struct scan *scan, enum tz_boundary boundary, size_t at)
{
	uint32_t before;
	uint32_t after;

	if (at == 0 || at >= scan->len)
		return false;
	tz_utf8_next(scan->text, scan->len, char_start(scan->text, at - 1),
	    &before);
	tz_utf8_next(scan->text, scan->len, at, &after);
	return is_wordy(boundary, before) && is_wordy(boundary, after);
}

static bool
on_word(struct scan *scan, const struct tz_pattern *pattern, size_t end)
{
	const struct tz_rule *rule = scan->matcher->rules[pattern->rule];
	size_t from = end - pattern->len;

	if (end < pattern->len || sticks(scan, rule->boundary, from) ||
	    sticks(scan, rule->boundary, end))
		return true;
	return weigh(scan, pattern->rule, from, end);
}

static size_t
window_end(const struct scan *scan, size_t end, size_t width)
{
	return end + width < scan->len ? char_start(scan->text, end + width)
				       : scan->len;
}

/* All matches that begin in [from, until). */
static bool
confirm_window(struct scan *scan, const struct tz_pattern *pattern,
    struct progress *progress, size_t from, size_t until)
{
	struct tz_confirm *confirm;
	struct tz_confirm_match match;
	enum tz_status s;

	s = tz_matcher_confirm(scan->matcher, pattern->rule, &confirm,
	    scan->err);
	if (s != TZ_OK) {
		scan->status = s;
		return false;
	}
	while (from < until) {
		s = tz_confirm_find(confirm, scan->text, from, until, &match);
		if (s == TZ_OK && match.end == until && until < scan->len) {
			/* Perhaps cut short: look once with more room. */
			s = tz_confirm_find(confirm, scan->text, from,
			    window_end(scan, until, 4 * WINDOW), &match);
		}
		if (s == TZ_NO)
			break;
		if (s != TZ_OK) {
			scan->limited = true;
			break;
		}
		if (!weigh(scan, pattern->rule, match.group_start,
			match.group_end))
			return false;
		from = match.end;
		progress->after = match.end;
	}
	progress->covered = until > progress->after ? until : progress->after;
	return true;
}

static bool
on_regex(struct scan *scan, size_t id, const struct tz_pattern *pattern,
    size_t end)
{
	struct progress *progress = &scan->progress[id];
	size_t from = end > WINDOW ? char_start(scan->text, end - WINDOW) : 0;

	if (end <= progress->covered)
		return true;
	if (from < progress->after)
		from = progress->after;
	return confirm_window(scan, pattern, progress, from,
	    window_end(scan, end, WINDOW));
}

static bool
on_grammar(struct scan *scan, size_t id, const struct tz_pattern *pattern,
    size_t end)
{
	size_t n;
	const struct tz_grammar *grammar = tz_grammar_all(&n)[pattern->grammar];
	struct tz_grammar_hit hit;
	size_t i;

	if (end <= scan->progress[id].covered)
		return true;
	if (!grammar->parse(scan->text, scan->len, end, &hit))
		return true;
	scan->progress[id].covered = hit.end;
	for (i = 0; i < scan->matcher->n_rules; i++) {
		const struct tz_rule *rule = scan->matcher->rules[i];

		if (rule->grammar == grammar &&
		    (rule->classes & 1U << hit.class) &&
		    !weigh(scan, i, hit.start, hit.end))
			return false;
	}
	return true;
}

static bool
on_candidate(void *arg, size_t id, size_t end)
{
	struct scan *scan = arg;
	const struct tz_pattern *pattern =
	    &scan->matcher->form[scan->form].pattern[id];

	switch (pattern->kind) {
	case TZ_PATTERN_WORD:
		return on_word(scan, pattern, end);
	case TZ_PATTERN_REGEX:
		return on_regex(scan, id, pattern, end);
	case TZ_PATTERN_GRAMMAR:
		return on_grammar(scan, id, pattern, end);
	case TZ_PATTERN_COUNT:
		break;
	}
	return true;
}

/* The patterns that are not in the database: every place is a candidate. */
static bool
scan_alone(struct scan *scan)
{
	const struct tz_form_patterns *patterns =
	    &scan->matcher->form[scan->form];
	size_t id;
	size_t end;

	for (id = 0; id < patterns->n; id++) {
		if (patterns->way[id] != TZ_MATCH_ALONE)
			continue;
		for (end = 0; end < scan->len; end += WINDOW)
			if (!on_candidate(scan, id, end + 1))
				return false;
	}
	return true;
}

static enum tz_status
scan_form(struct scan *scan, enum tz_form form, const char *text, size_t len)
{
	const struct tz_form_patterns *patterns = &scan->matcher->form[form];
	enum tz_status s;

	scan->form = form;
	scan->text = text;
	scan->len = len;
	free(scan->progress);
	scan->progress = calloc(patterns->n + 1, sizeof *scan->progress);
	if (!scan->progress)
		return tz_fail_nomem(scan->err);
	s = tz_match_db_scan(patterns->db, text, len, on_candidate, scan,
	    scan->err);
	if (s == TZ_OK && scan->status == TZ_OK)
		scan_alone(scan);
	return s == TZ_OK ? scan->status : s;
}

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

/* Merge overlapping hits of one rule from ${first} on. */
static void
merge(struct tz_hits *hits, size_t first)
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

/* Both forms of the bytes [from, until) of the part. */
static enum tz_status
scan_bytes(struct scan *scan, size_t from, size_t until)
{
	const struct tz_view *view = &scan->view;
	enum tz_status s = tz_view_make(&scan->view, scan->part->text + from,
	    until - from, scan->err);

	if (s == TZ_OK)
		s = scan_form(scan, TZ_FORM_PLAIN, view->plain,
		    view->plain_len);
	if (s == TZ_OK && view->joined.len)
		s = scan_form(scan, TZ_FORM_JOINED, view->joined.data,
		    view->joined.len);
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

static size_t
count_points(const struct scan *scan, size_t from, size_t until)
{
	const char *text = scan->part->text;

	return scan->well_formed ? count(text, from, until)
				 : tz_utf8_count(text + from, until - from);
}

/* The chunk [from, until), which begins at code point ${first}; gives the
 * code point at which it ends. */
static enum tz_status
scan_chunk(struct scan *scan, size_t from, size_t until, size_t first,
    size_t *ret_last)
{
	const char *text = scan->part->text;
	size_t len = scan->part->text_len;
	size_t end = until;

	scan->byte = from > MARGIN ? char_start(text, from - MARGIN) : 0;
	scan->point = first - count_points(scan, scan->byte, from);
	scan->first = first;
	scan->last = SIZE_MAX; /* the end of the text itself, too */
	if (until < len) {
		scan->last = first + count_points(scan, from, until);
		*ret_last = scan->last;
		end = until + MARGIN < len ? char_start(text, until + MARGIN)
					   : len;
	}
	return scan_bytes(scan, scan->byte, end);
}

enum tz_status
tz_scan_part(struct tz_matcher *matcher, const struct tz_part *part,
    size_t index, struct tz_hits *hits, bool *ret_limited, struct tz_err *err)
{
	TZ_AUTO(scan_clear)
	struct scan scan = {.matcher = matcher,
	    .part = part,
	    .index = index,
	    .hits = hits,
	    .err = err};
	size_t first_hit = hits->n;
	size_t from = 0;
	size_t point = 0;
	enum tz_status s = TZ_OK;

	scan.well_formed = part->text_len > CHUNK &&
	    count(part->text, 0, part->text_len) == part->characters;
	while (s == TZ_OK && from < part->text_len) {
		size_t until = part->text_len;

		/* A short rest goes with the last chunk. */
		if (until - from > CHUNK + CHUNK / 2)
			until = char_start(part->text, from + CHUNK);
		s = scan_chunk(&scan, from, until, point, &point);
		from = until;
	}
	if (s != TZ_OK)
		return s;
	*ret_limited |= scan.limited;
	merge(hits, first_hit);
	return TZ_OK;
}
