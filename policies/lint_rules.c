/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * policies/lint_rules.c - words that find nothing, rules that others hide
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "policies/lint_inside.h"

/* What became of a keyword that stands alone. */
struct fate {
	const char *rule;
	bool candidate;
	bool allowed;
};

static void
on_step(void *arg, const struct tz_trace_step *step)
{
	struct fate *fate = arg;

	if (strcmp(step->rule, fate->rule) != 0)
		return;
	fate->candidate |= strcmp(step->stage, "candidate") == 0;
	fate->allowed |= strcmp(step->stage, "allow") == 0 &&
	    step->severity == TZ_SEVERITY_COUNT;
}

static bool
is_twice(const struct tz_rule *rule, size_t index)
{
	size_t i;

	for (i = 0; i < index; i++)
		if (rule->case_sensitive ? strcmp(rule->words.word[i],
					       rule->words.word[index]) == 0
					 : strcasecmp(rule->words.word[i],
					       rule->words.word[index]) == 0)
			return true;
	return false;
}

enum tz_status
tz_lint_words(const struct tz_linting *linting, const struct tz_rule *rule)
{
	enum tz_status s = TZ_OK;
	size_t dead = 0;
	size_t i;

	if (rule->kind != TZ_MATCH_KEYWORDS)
		return TZ_OK;
	for (i = 0; s == TZ_OK && i < rule->words.n; i++) {
		const char *word = rule->words.word[i];
		struct fate fate = {rule->id, false, false};
		const struct tz_tracer tracer = {on_step, &fate};
		tz_auto(tz_findings) findings = NULL;

		/* Comparing all pairs of a long list would take too long. */
		if (rule->words.n <= 2000 && is_twice(rule, i)) {
			tz_lint_say(linting, rule, rule->match_node,
			    "duplicate-keyword", true, word);
			continue;
		}
		tz_rule_set_trace(linting->set, &tracer);
		s = tz_lint_match(linting, rule, word, strlen(word), &findings);
		tz_rule_set_trace(linting->set, NULL);
		if (s != TZ_OK || (fate.candidate && !fate.allowed))
			continue;
		dead++;
		tz_lint_say(linting, rule, rule->match_node, "dead-keyword",
		    true, word);
	}
	if (s == TZ_OK && rule->words.n && dead == rule->words.n)
		tz_lint_say(linting, rule, rule->match_node, "never-fires",
		    true, "keywords");
	return s;
}

/* Whether there is a finding of ${other} that is as grave as, and holds, every
 * finding of ${rule}. */
static bool
is_held(const struct tz_findings *findings, const struct tz_rule *rule,
    const struct tz_rule *other)
{
	size_t n;
	const struct tz_finding *all = tz_findings_all(findings, &n);
	bool seen = false;
	size_t i;
	size_t k;

	for (i = 0; i < n; i++) {
		if (strcmp(all[i].rule, rule->id) != 0 ||
		    all[i].severity < rule->severity)
			continue;
		seen = true;
		for (k = 0; k < n; k++)
			if (strcmp(all[k].rule, other->id) == 0 &&
			    all[k].severity >= all[i].severity &&
			    all[k].start <= all[i].start &&
			    all[k].end >= all[i].end)
				break;
		if (k == n)
			return false;
	}
	return seen;
}

/* Two examples are too few to say so. */
#define SHADOW_EXAMPLES 2

enum tz_status
tz_lint_shadow(const struct tz_linting *linting, const struct tz_rule *rule)
{
	const struct tz_rule_set *set = linting->set;
	size_t n = json_array_size(rule->hit);
	bool *held;
	enum tz_status s = TZ_OK;
	size_t i;
	size_t k;

	if (n < SHADOW_EXAMPLES || rule->kind == TZ_MATCH_STRUCTURE)
		return TZ_OK;
	held = calloc(set->n_rules, sizeof *held);
	if (!held)
		return tz_fail_nomem(linting->err);
	for (k = 0; k < set->n_rules; k++)
		held[k] = set->rules[k] != rule && !set->rules[k]->disabled &&
		    set->rules[k]->severity >= rule->severity &&
		    (rule->channels & ~set->rules[k]->channels) == 0 &&
		    !set->rules[k]->formats;
	for (i = 0; s == TZ_OK && i < n; i++) {
		const json_t *example = json_array_get(rule->hit, i);
		tz_auto(tz_findings) findings = NULL;

		s = tz_lint_match(linting, rule, json_string_value(example),
		    json_string_length(example), &findings);
		for (k = 0; s == TZ_OK && k < set->n_rules; k++)
			held[k] =
			    held[k] && is_held(findings, rule, set->rules[k]);
	}
	for (k = 0; s == TZ_OK && k < set->n_rules; k++)
		if (held[k]) {
			tz_lint_say(linting, rule, NULL, "shadowed", true,
			    set->rules[k]->id);
			break;
		}
	free(held);
	return s;
}
