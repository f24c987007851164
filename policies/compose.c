/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * policies/compose.c - hits of elements become hits of their rule
 */
#include "policies/compose.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "policies/scene.h"

/* How far a sentence or paragraph is followed, in bytes. */
#define REACH (64u << 10)
/* A stretch of more characters is not shown whole: its first hit is. */
#define SPAN_MAX 200

/* The loose hits of one rule in one part, by start. */
struct group {
	const struct tz_scanning *scanning;
	const struct tz_document *document;
	const struct tz_rule *rule;
	const struct tz_part *part;
	const struct tz_hit *hit;
	size_t n;
	struct tz_err *err;
};

static int
by_element(const void *a, const void *b)
{
	const struct tz_hit *x = a;
	const struct tz_hit *y = b;

	if (x->rule != y->rule)
		return x->rule < y->rule ? -1 : 1;
	if (x->part != y->part)
		return x->part < y->part ? -1 : 1;
	if (x->element != y->element)
		return x->element < y->element ? -1 : 1;
	if (x->start != y->start)
		return x->start < y->start ? -1 : 1;
	return x->end > y->end ? -1 : x->end < y->end;
}

static int
by_start(const void *a, const void *b)
{
	const struct tz_hit *x = a;
	const struct tz_hit *y = b;

	if (x->rule != y->rule || x->part != y->part)
		return by_element(a, b);
	if (x->start != y->start)
		return x->start < y->start ? -1 : 1;
	if (x->element != y->element)
		return x->element < y->element ? -1 : 1;
	return x->end > y->end ? -1 : x->end < y->end;
}

/* One hit for each place of an element, which both forms may have shown. */
static void
merge_elements(struct tz_hits *loose)
{
	size_t kept = 0;
	size_t i;

	qsort(loose->hit, loose->n, sizeof *loose->hit, by_element);
	for (i = 1; i < loose->n; i++) {
		const struct tz_hit *last = &loose->hit[kept];
		const struct tz_hit *next = &loose->hit[i];

		if (next->rule != last->rule || next->part != last->part ||
		    next->element != last->element || next->start >= last->end)
			loose->hit[++kept] = *next;
	}
	loose->n = loose->n ? kept + 1 : 0;
	qsort(loose->hit, loose->n, sizeof *loose->hit, by_start);
}

bool
tz_compose_has_fact(const struct tz_document *document, size_t file,
    const struct tz_rule *element)
{
	size_t n;
	const struct tz_fact *facts = tz_document_facts(document, &n);
	size_t i;
	size_t k;

	for (i = 0; i < n; i++)
		for (k = 0; facts[i].file == file && k < element->words.n; k++)
			if (strcmp(facts[i].name, element->words.word[k]) == 0)
				return true;
	return false;
}

static bool
lists(const struct tz_rule *rule, const struct tz_fact *fact)
{
	size_t i;

	for (i = 0; rule->kind == TZ_MATCH_STRUCTURE && i < rule->words.n; i++)
		if (strcmp(rule->words.word[i], fact->name) == 0)
			return true;
	return false;
}

bool
tz_compose_names(const struct tz_rule *rule, const struct tz_document *document,
    const struct tz_fact *fact)
{
	size_t i;

	if (!(rule->channels & UINT32_C(1) << fact->channel))
		return false;
	if (rule->kind != TZ_MATCH_COMPOSED)
		return lists(rule, fact);
	for (i = 0; i < rule->n_elements; i++) {
		const struct tz_rule *element = &rule->elements[i];

		if (rule->compose == TZ_COMPOSE_ANY && lists(element, fact))
			return true;
		if (rule->compose == TZ_COMPOSE_ALL &&
		    (element->kind != TZ_MATCH_STRUCTURE ||
			!(i ? tz_compose_has_fact(document, fact->file, element)
			    : lists(element, fact))))
			return false;
	}
	return rule->compose == TZ_COMPOSE_ALL;
}

/* The code points [*ret_from, *ret_until) round a hit in which the rest must
 * stand. */
static void
reach_of(const struct group *group, const struct tz_hit *hit, size_t *ret_from,
    size_t *ret_until)
{
	const struct tz_within *within = &group->rule->within;
	const struct tz_part *part = group->part;
	const struct tz_scene scene = {.part = part};
	const char *text = part->text;
	size_t start;
	size_t end;
	size_t begin;

	*ret_from = 0;
	*ret_until = SIZE_MAX;
	switch (within->unit) {
	case TZ_UNIT_CHARACTERS:
		*ret_from = hit->start > within->n ? hit->start - within->n : 0;
		*ret_until = hit->end + within->n;
		return;
	case TZ_UNIT_SENTENCE:
	case TZ_UNIT_PARAGRAPH:
		start = tz_scene_byte(&scene, hit->start);
		end = tz_scene_byte(&scene, hit->end);
		begin = tz_unit_begin(text, part->text_len, start, within->unit,
		    REACH);
		*ret_from =
		    hit->start - tz_utf8_count(text + begin, start - begin);
		*ret_until = hit->end +
		    tz_utf8_count(text + end,
			tz_unit_end(text, part->text_len, end, within->unit,
			    REACH) -
			    end);
		return;
	case TZ_UNIT_PART:
		return;
	}
}

/* The first hit of the group that starts at ${start} or later. */
static size_t
first_from(const struct group *group, size_t start)
{
	size_t low = 0;
	size_t high = group->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (group->hit[middle].start < start)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Whether a hit of the element stands within the reach, apart from ${main}. */
static bool
has_other(const struct group *group, const struct tz_hit *main, size_t element,
    size_t from, size_t until)
{
	size_t i;

	for (i = first_from(group, from);
	     i < group->n && group->hit[i].start < until; i++) {
		const struct tz_hit *hit = &group->hit[i];

		if (hit->element == element && hit->end <= until &&
		    (hit->end <= main->start || hit->start >= main->end))
			return true;
	}
	return false;
}

static bool
has_all_others(const struct group *group, const struct tz_hit *main)
{
	const struct tz_rule *rule = group->rule;
	size_t from;
	size_t until;
	size_t i;

	reach_of(group, main, &from, &until);
	for (i = 0; i < rule->n_elements; i++) {
		const struct tz_rule *element = &rule->elements[i];
		bool there = i == main->element;

		if (element->kind == TZ_MATCH_STRUCTURE)
			there = tz_compose_has_fact(group->document,
			    group->part->file, element);
		else if (!there)
			there = has_other(group, main, i, from, until);
		if (!there)
			return false;
	}
	return true;
}

static void
tell(const struct group *group, const struct tz_hit *hit, bool holds)
{
	const struct tz_tracer *tracer = group->scanning->tracer;
	struct tz_trace_step step = {group->rule->id, hit->part, hit->start,
	    hit->end, "others", NULL, holds,
	    holds ? hit->severity : TZ_SEVERITY_NONE};

	if (tracer)
		tracer->step(tracer->arg, &step);
}

static enum tz_status
compose_all(const struct group *group)
{
	size_t main = 0;
	enum tz_status s = TZ_OK;
	size_t i;

	while (group->rule->elements[main].kind == TZ_MATCH_STRUCTURE)
		main++;
	for (i = 0; s == TZ_OK && i < group->n; i++) {
		const struct tz_hit *hit = &group->hit[i];
		bool holds;

		if (hit->element != main)
			continue;
		holds = has_all_others(group, hit);
		tell(group, hit, holds);
		if (holds)
			s = tz_hits_add(group->scanning->hits, hit, group->err);
	}
	return s;
}

/* What was counted since the last tz_seen_reset(): a hash table whose slots
 * are of the round that their stamp says. */
struct seen {
	struct {
		uint64_t value;
		size_t stamp;
	} * slot;
	size_t mask;
	size_t round;
	size_t n;
};

static bool
seen_make(struct seen *seen, size_t most)
{
	size_t size = 16;

	while (size < most * 2)
		size *= 2;
	seen->slot = calloc(size, sizeof *seen->slot);
	seen->mask = size - 1;
	return seen->slot != NULL;
}

static void
seen_clear(struct seen *seen)
{
	free(seen->slot);
}

static void
seen_add(struct seen *seen, uint64_t value)
{
	size_t at = (size_t)(value * UINT64_C(0x9e3779b97f4a7c15) >> 20);

	for (;; at++) {
		at &= seen->mask;
		if (seen->slot[at].stamp != seen->round)
			break;
		if (seen->slot[at].value == value)
			return;
	}
	seen->slot[at].stamp = seen->round;
	seen->slot[at].value = value;
	seen->n++;
}

/* Begin to count anew; facts of the file are elements that are there. */
static void
seen_reset(struct seen *seen, const struct group *group)
{
	const struct tz_rule *rule = group->rule;
	size_t i;

	seen->round++;
	seen->n = 0;
	for (i = 0; rule->count_by != TZ_COUNT_HITS && i < rule->n_elements;
	     i++)
		if (rule->elements[i].kind == TZ_MATCH_STRUCTURE &&
		    tz_compose_has_fact(group->document, group->part->file,
			&rule->elements[i]))
			seen_add(seen, i);
}

static uint64_t
counted(const struct tz_rule *rule, const struct tz_hit *hit)
{
	switch (rule->count_by) {
	case TZ_COUNT_ELEMENTS:
		return hit->element;
	case TZ_COUNT_TEXTS:
		return hit->value;
	case TZ_COUNT_HITS:
		break;
	}
	return hit->start;
}

/* The last hit from ${first} on with which there are enough, all of them
 * before ${until}; group->n if there are not. */
static size_t
count_from(const struct group *group, struct seen *seen, size_t first,
    size_t until)
{
	size_t i;

	seen_reset(seen, group);
	for (i = first; i < group->n && group->hit[i].start < until; i++) {
		if (group->hit[i].end > until)
			continue;
		seen_add(seen, counted(group->rule, &group->hit[i]));
		if (seen->n >= group->rule->at_least)
			return i;
	}
	return group->n;
}

static enum tz_status
add_stretch(const struct group *group, size_t first, size_t last)
{
	struct tz_hit hit = group->hit[first];
	size_t i;

	for (i = first; i <= last; i++) {
		if (group->hit[i].severity > hit.severity) {
			hit.severity = group->hit[i].severity;
			hit.exception = group->hit[i].exception;
			hit.exception_kind = group->hit[i].exception_kind;
		}
		if (group->hit[i].end > hit.end &&
		    group->hit[i].end - hit.start <= SPAN_MAX)
			hit.end = group->hit[i].end;
	}
	if (group->hit[last].end - hit.start > SPAN_MAX)
		hit.end = group->hit[first].end;
	tell(group, &hit, true);
	return tz_hits_add(group->scanning->hits, &hit, group->err);
}

static enum tz_status
compose_count(const struct group *group)
{
	const struct tz_within *within = &group->rule->within;
	TZ_AUTO(seen_clear) struct seen seen = {0};
	enum tz_status s = TZ_OK;
	size_t i = 0;

	if (!seen_make(&seen, group->rule->at_least + group->rule->n_elements))
		return tz_fail_nomem(group->err);
	while (s == TZ_OK && i < group->n) {
		size_t from;
		size_t until;
		size_t last;

		reach_of(group, &group->hit[i], &from, &until);
		if (within->unit == TZ_UNIT_CHARACTERS)
			until = group->hit[i].start + within->n;
		last = count_from(group, &seen, i, until);
		if (last < group->n)
			s = add_stretch(group, i, last);
		if (within->unit != TZ_UNIT_CHARACTERS)
			i = first_from(group, until); /* one for each unit */
		else
			i = last < group->n ? last + 1 : i + 1;
	}
	return s;
}

enum tz_status
tz_compose(const struct tz_scanning *scanning,
    const struct tz_document *document, struct tz_err *err)
{
	struct tz_hits *loose = scanning->loose;
	enum tz_status s = TZ_OK;
	size_t from = 0;
	size_t i;

	if (loose->n == 0)
		return TZ_OK;
	merge_elements(loose);
	for (i = 1; s == TZ_OK && i <= loose->n; i++) {
		const struct tz_hit *hit = &loose->hit[from];
		struct group group = {scanning, document,
		    scanning->matcher->rules[hit->rule],
		    &scanning->parts[hit->part], hit, i - from, err};

		if (i < loose->n && loose->hit[i].rule == hit->rule &&
		    loose->hit[i].part == hit->part)
			continue;
		s = group.rule->compose == TZ_COMPOSE_ALL
		    ? compose_all(&group)
		    : compose_count(&group);
		from = i;
	}
	return s;
}
