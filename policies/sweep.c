/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * policies/sweep.c - one form of a text, all patterns: candidates to hits
 *
 * The pass over the text gives candidates by their ends.  A regex is then
 * looked for in the window round the end; what a window has shown is not
 * looked at again, so the work stays linear in the text.
 */
#include "policies/sweep.h"

#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/utf8.h"
#include "policies/format.h"

/* Bytes that are looked at to either side of a candidate's end. */
#define WINDOW 256

/* How far a pattern of this form has been looked at. */
struct tz_progress {
	size_t covered; /* ends up to here are known */
	size_t after;	/* the last match ended here */
};

void
tz_sweep_clear(struct tz_sweep *sweep)
{
	tz_view_clear(&sweep->view);
	tz_scene_clear(&sweep->scene);
	free(sweep->progress);
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

/* Whether a rule looks at this part at all. */
static bool
looks_here(const struct tz_sweep *sweep, const struct tz_candidate *candidate)
{
	const struct tz_rule *rule = candidate->rule;
	bool here =
	    (rule->channels & UINT32_C(1) << sweep->scene.part->channel) != 0;

	if (!here)
		tz_scene_tell(&sweep->scene, candidate, "channel", NULL, false,
		    TZ_SEVERITY_NONE);
	if (!here || !rule->formats)
		return here;
	here = tz_format_matches(rule->formats, sweep->scene.media_type);
	if (!here)
		tz_scene_tell(&sweep->scene, candidate, "format", NULL, false,
		    TZ_SEVERITY_NONE);
	return here;
}

/* A candidate of an element: whether it passes the element's own tests. */
static bool
passes_as_element(struct tz_sweep *sweep, const struct tz_rule *element,
    const struct tz_candidate *candidate)
{
	struct tz_candidate own = *candidate;
	bool boosted = false;

	if (!element->parent || !element->n_checks)
		return true;
	own.rule = element;
	return tz_weigh_checks(&sweep->scene, &own, TZ_SEVERITY_BLOCK,
		   &boosted) != TZ_SEVERITY_NONE;
}

/* Whether the element's hit is only a condition for that of the first. */
static bool
is_condition(const struct tz_rule *element)
{
	const struct tz_rule *parent = element->parent;
	size_t i;

	if (parent->compose != TZ_COMPOSE_ALL)
		return false;
	for (i = 0; i < element->element; i++)
		if (parent->elements[i].kind != TZ_MATCH_STRUCTURE)
			return true;
	return false;
}

/* Where a candidate stands in the plain and the joined text; false if it is in
 * the mended pieces as it is in the plain text. */
static bool
place(const struct tz_sweep *sweep, size_t from, size_t until,
    struct tz_stretch *ret)
{
	const struct tz_view *view = &sweep->view;

	if (sweep->form == TZ_FORM_JOINED) {
		tz_view_to_plain(view, from, until, &ret->from, &ret->until);
		return true;
	}
	if (sweep->mended &&
	    (until == from ||
		!tz_view_mended_to_plain(view, from, until, &ret->from,
		    &ret->until)))
		return false;
	ret->joined_from = ret->from;
	ret->joined_until = ret->until;
	if (view->joined.len) {
		ret->joined_from = tz_view_to_joined(view, ret->from);
		ret->joined_until = tz_view_to_joined(view, ret->until);
	}
	return true;
}

/* A candidate with its bounds in the form that is being swept. */
static bool
weigh(struct tz_sweep *sweep, size_t rule_index, size_t from, size_t until)
{
	const struct tz_rule *rule = sweep->matcher->rules[rule_index];
	const struct tz_rule *whole = rule->parent ? rule->parent : rule;
	const struct tz_view *view = &sweep->view;
	struct tz_candidate candidate = {
	    whole, view, {from, until, from, until}, 0, 0};
	struct tz_verdict verdict = {.severity = TZ_SEVERITY_NOTE};
	struct tz_hit hit = {.rule = whole->index,
	    .element = rule->element,
	    .part = sweep->scene.index};

	if (whole->disabled)
		return true;
	if (!place(sweep, from, until, &candidate.stretch))
		return true;
	tz_view_origin(view, candidate.stretch.from, candidate.stretch.until,
	    &hit.start, &hit.end);
	candidate.start = hit.start += sweep->point;
	candidate.end = hit.end += sweep->point;
	if (hit.start < sweep->first || hit.start >= sweep->last ||
	    !looks_here(sweep, &candidate) ||
	    !passes_as_element(sweep, rule, &candidate))
		return true;
	if (rule->parent && is_condition(rule))
		tz_scene_tell(&sweep->scene, &candidate, "element", NULL, true,
		    TZ_SEVERITY_NONE);
	else
		tz_weigh(&sweep->scene, &candidate, &verdict);
	sweep->status = sweep->scene.status;
	if (sweep->status != TZ_OK)
		return false;
	if (verdict.severity == TZ_SEVERITY_NONE)
		return true;
	hit.severity = verdict.severity;
	hit.value = verdict.value;
	hit.exception = verdict.exception;
	hit.exception_kind = verdict.exception_kind;
	hit.near_byte = sweep->byte;
	hit.near_point = sweep->point;
	sweep->status =
	    tz_hits_add(rule->parent && whole->compose != TZ_COMPOSE_ANY
		    ? sweep->loose
		    : sweep->hits,
		&hit, sweep->err);
	return sweep->status == TZ_OK;
}

size_t
tz_char_start(const char *text, size_t at)
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
sticks(const struct tz_sweep *sweep, enum tz_boundary boundary, size_t at)
{
	uint32_t before;
	uint32_t after;

	if (at == 0 || at >= sweep->len)
		return false;
	tz_utf8_next(sweep->text, sweep->len,
	    tz_char_start(sweep->text, at - 1), &before);
	tz_utf8_next(sweep->text, sweep->len, at, &after);
	return is_wordy(boundary, before) && is_wordy(boundary, after);
}

/* A place that the pass showed and that is no candidate. */
static void
tell_stopped(const struct tz_sweep *sweep, const struct tz_rule *rule,
    size_t from, size_t until, const char *stage)
{
	struct tz_candidate candidate = {
	    .rule = rule->parent ? rule->parent : rule};

	if (!sweep->scene.tracer)
		return;
	if (sweep->form == TZ_FORM_JOINED)
		tz_view_to_plain(&sweep->view, from, until, &from, &until);
	tz_view_origin(&sweep->view, from, until, &candidate.start,
	    &candidate.end);
	candidate.start += sweep->point;
	candidate.end += sweep->point;
	tz_scene_tell(&sweep->scene, &candidate, stage, NULL, false,
	    TZ_SEVERITY_NONE);
}

static bool
on_word(struct tz_sweep *sweep, const struct tz_pattern *pattern, size_t end)
{
	const struct tz_rule *rule = sweep->matcher->rules[pattern->rule];
	size_t from = end - pattern->len;

	if (end < pattern->len)
		return true;
	if (sticks(sweep, rule->boundary, from) ||
	    sticks(sweep, rule->boundary, end)) {
		tell_stopped(sweep, rule, from, end, "boundary");
		return true;
	}
	return weigh(sweep, pattern->rule, from, end);
}

static size_t
window_end(const struct tz_sweep *sweep, size_t end, size_t width)
{
	return end + width < sweep->len
	    ? tz_char_start(sweep->text, end + width)
	    : sweep->len;
}

/* All matches that begin in [from, until). */
static bool
confirm_window(struct tz_sweep *sweep, const struct tz_pattern *pattern,
    struct tz_progress *progress, size_t from, size_t until)
{
	struct tz_confirm *confirm;
	struct tz_confirm_match match;
	enum tz_status s;

	s = tz_matcher_confirm(sweep->matcher, pattern->rule, &confirm,
	    sweep->err);
	if (s != TZ_OK) {
		sweep->status = s;
		return false;
	}
	while (from < until) {
		s = tz_confirm_find(confirm, sweep->text, from, until, &match);
		if (s == TZ_OK && match.end == until && until < sweep->len) {
			/* Perhaps cut short: look once with more room. */
			s = tz_confirm_find(confirm, sweep->text, from,
			    window_end(sweep, until, 4 * WINDOW), &match);
		}
		if (s == TZ_NO)
			break;
		if (s != TZ_OK) {
			sweep->limited = true;
			break;
		}
		if (!weigh(sweep, pattern->rule, match.group_start,
			match.group_end))
			return false;
		from = match.end;
		progress->after = match.end;
	}
	progress->covered = until > progress->after ? until : progress->after;
	return true;
}

static bool
on_regex(struct tz_sweep *sweep, size_t id, const struct tz_pattern *pattern,
    size_t end)
{
	struct tz_progress *progress = &sweep->progress[id];
	size_t from =
	    end > WINDOW ? tz_char_start(sweep->text, end - WINDOW) : 0;

	if (end <= progress->covered)
		return true;
	if (from < progress->after)
		from = progress->after;
	return confirm_window(sweep, pattern, progress, from,
	    window_end(sweep, end, WINDOW));
}

static bool
on_grammar(struct tz_sweep *sweep, size_t id, const struct tz_pattern *pattern,
    size_t end)
{
	size_t n;
	const struct tz_grammar *grammar = tz_grammar_all(&n)[pattern->grammar];
	struct tz_grammar_hit hit;
	size_t i;

	if (end <= sweep->progress[id].covered)
		return true;
	if (!grammar->parse(sweep->text, sweep->len, end, &hit)) {
		for (i = 0; sweep->scene.tracer && i < sweep->matcher->n_rules;
		     i++)
			if (sweep->matcher->rules[i]->grammar == grammar)
				tell_stopped(sweep, sweep->matcher->rules[i],
				    tz_characters_back(sweep->text, end, 1),
				    end, "grammar");
		return true;
	}
	sweep->progress[id].covered = hit.end;
	for (i = 0; i < sweep->matcher->n_rules; i++) {
		const struct tz_rule *rule = sweep->matcher->rules[i];

		if (rule->grammar == grammar &&
		    (rule->classes & 1U << hit.class) &&
		    !weigh(sweep, i, hit.start, hit.end))
			return false;
	}
	return true;
}

static bool
on_candidate(void *arg, size_t id, size_t end)
{
	struct tz_sweep *sweep = arg;
	const struct tz_pattern *pattern =
	    &sweep->matcher->form[sweep->form].pattern[id];

	switch (pattern->kind) {
	case TZ_PATTERN_WORD:
		return on_word(sweep, pattern, end);
	case TZ_PATTERN_REGEX:
		return on_regex(sweep, id, pattern, end);
	case TZ_PATTERN_GRAMMAR:
		return on_grammar(sweep, id, pattern, end);
	case TZ_PATTERN_COUNT:
		break;
	}
	return true;
}

/* The patterns that are not in the database: every place is a candidate. */
static bool
scan_alone(struct tz_sweep *sweep)
{
	const struct tz_form_patterns *patterns =
	    &sweep->matcher->form[sweep->form];
	size_t id;
	size_t end;

	for (id = 0; id < patterns->n; id++) {
		if (patterns->way[id] != TZ_MATCH_ALONE)
			continue;
		for (end = 0; end < sweep->len; end += WINDOW)
			if (!on_candidate(sweep, id, end + 1))
				return false;
	}
	return true;
}

enum tz_status
tz_sweep_form(struct tz_sweep *sweep, enum tz_form form, const char *text,
    size_t len)
{
	const struct tz_form_patterns *patterns;
	enum tz_status s;

	sweep->mended = form == TZ_FORM_MENDED;
	sweep->form = sweep->mended ? TZ_FORM_PLAIN : form;
	patterns = &sweep->matcher->form[sweep->form];
	sweep->text = text;
	sweep->len = len;
	free(sweep->progress);
	sweep->progress = calloc(patterns->n + 1, sizeof *sweep->progress);
	if (!sweep->progress)
		return tz_fail_nomem(sweep->err);
	s = tz_match_db_scan(patterns->db, text, len, on_candidate, sweep,
	    sweep->err);
	if (s == TZ_OK && sweep->status == TZ_OK)
		scan_alone(sweep);
	return s == TZ_OK ? sweep->status : s;
}
