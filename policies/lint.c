/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * policies/lint.c - what is wrong with a rule set that compiles
 */
#include "policies/lint.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "policies/format.h"
#include "policies/item_check.h"
#include "policies/lint_inside.h"

/* What every rule should have of each kind. */
#define EXAMPLES 3

void
tz_lint_say(const struct tz_linting *linting, const struct tz_rule *rule,
    const json_t *node, const char *kind, bool fault, const char *detail)
{
	struct tz_lint lint = {.kind = kind,
	    .rule = rule->id,
	    .file = tz_yaml_name(rule->pack->yaml),
	    .detail = detail ? detail : "",
	    .fault = fault};

	tz_yaml_where(rule->pack->yaml, node ? node : rule->node, &lint.line,
	    &lint.column);
	linting->report(&lint, linting->arg);
}

enum tz_status
tz_lint_match(const struct tz_linting *linting, const struct tz_rule *rule,
    const char *text, size_t len, struct tz_findings **ret_findings)
{
	tz_auto(tz_document) document = NULL;
	tz_auto_buf media_type = TZ_BUF_INIT;
	struct tz_document_file file = {.path = ""};
	struct tz_part part = {.path = "", .text = text, .text_len = len};
	int channel = 0;
	enum tz_status s = tz_document_new(&document, linting->err);

	while (!(rule->channels & UINT32_C(1) << channel))
		channel++;
	part.channel = (enum tz_channel)channel;
	tz_format_example(rule->formats, &media_type);
	file.media_type = tz_buf_str(&media_type);
	if (s == TZ_OK)
		s = tz_document_add_file(document, &file, &part.file,
		    linting->err);
	if (s == TZ_OK)
		s = tz_document_add_part(document, &part, linting->err);
	if (s == TZ_OK)
		s = tz_rule_set_match(linting->set, document, ret_findings,
		    linting->err);
	return s;
}

static void
lint_about(const struct tz_linting *linting, const struct tz_rule *rule,
    const char *today)
{
	size_t n_hit = json_array_size(rule->hit);
	size_t n_miss = json_array_size(rule->miss);
	const json_t *title = json_object_get(rule->node, "title");

	if (!n_hit || !n_miss)
		tz_lint_say(linting, rule, NULL, "no-examples", true,
		    n_hit	 ? "miss"
			: n_miss ? "hit"
				 : "hit, miss");
	else if (n_hit < EXAMPLES || n_miss < EXAMPLES)
		tz_lint_say(linting, rule, NULL, "few-examples", false,
		    n_hit < EXAMPLES ? "hit" : "miss");
	if (!rule->source && !rule->pack->source)
		tz_lint_say(linting, rule, NULL, "no-source", true, NULL);
	if (rule->expired)
		tz_lint_say(linting, rule, NULL, "expired", true, rule->until);
	if (rule->review_by && strcmp(rule->review_by, today) < 0)
		tz_lint_say(linting, rule, NULL, "review-due", false,
		    rule->review_by);
	if (!json_object_get(title, "zh") || !json_object_get(title, "en"))
		tz_lint_say(linting, rule, title, "untranslated", false, NULL);
}

static bool
all_words_in(const struct tz_words *words, const struct tz_words *among)
{
	size_t i;
	size_t k;

	for (i = 0; i < words->n; i++) {
		for (k = 0; k < among->n; k++)
			if (strcmp(words->word[i], among->word[k]) == 0)
				break;
		if (k == among->n)
			return false;
	}
	return words->n > 0;
}

/* What one part of the rule wants and another forbids. */
static void
lint_contradictions(const struct tz_linting *linting,
    const struct tz_rule *rule)
{
	size_t shortest = SIZE_MAX;
	size_t i;
	size_t k;

	if (!rule->near.regex && rule->near.otherwise == TZ_SEVERITY_NONE &&
	    all_words_in(&rule->near.any, &rule->not_near.any) &&
	    rule->near.within.unit <= rule->not_near.within.unit &&
	    rule->near.within.n <= rule->not_near.within.n)
		tz_lint_say(linting, rule, NULL, "never-fires", true,
		    "near, not_near");
	for (i = 0; i < rule->n_checks; i++)
		for (k = 0; k < rule->n_checks; k++)
			if (rule->checks[i].mode == TZ_CHECK_REQUIRE &&
			    rule->checks[k].mode == TZ_CHECK_REJECT &&
			    rule->checks[i].validator ==
				rule->checks[k].validator &&
			    rule->checks[i].args.n == 0 &&
			    rule->checks[k].args.n == 0)
				tz_lint_say(linting, rule, NULL, "never-fires",
				    true, rule->checks[i].validator->name);
	for (i = 0; rule->kind == TZ_MATCH_KEYWORDS && i < rule->words.n; i++) {
		size_t n = tz_utf8_count(rule->words.word[i],
		    strlen(rule->words.word[i]));

		shortest = n < shortest ? n : shortest;
	}
	if (rule->position.line_max && shortest != SIZE_MAX &&
	    rule->position.line_max < shortest &&
	    rule->position.otherwise == TZ_SEVERITY_NONE)
		tz_lint_say(linting, rule, NULL, "never-fires", true,
		    "line_max");
}

/* The same letters and digits, whatever stands between them. */
static bool
is_similar(const char *a, const char *b)
{
	for (;;) {
		while (*a && !isalnum((unsigned char)*a))
			a++;
		while (*b && !isalnum((unsigned char)*b))
			b++;
		if (tolower((unsigned char)*a) != tolower((unsigned char)*b))
			return false;
		if (!*a)
			return true;
		a++;
		b++;
	}
}

static void
lint_ids(const struct tz_linting *linting)
{
	const struct tz_rule_set *set = linting->set;
	size_t i;
	size_t k;

	for (i = 0; i < set->n_rules; i++)
		for (k = 0; k < i; k++)
			if (is_similar(set->rules[i]->id, set->rules[k]->id))
				tz_lint_say(linting, set->rules[i], NULL,
				    "similar-id", true, set->rules[k]->id);
}

/* A list of words that no rule names. */
static void
lint_lists(const struct tz_linting *linting)
{
	size_t i;
	size_t k;

	for (i = 0; i < linting->files->n; i++) {
		const struct tz_named *file = &linting->files->item[i];
		size_t len = strlen(file->name);
		struct tz_lint lint = {
		    "unused-list", NULL, file->name, 1, 1, "", false};
		tz_auto_buf quoted = TZ_BUF_INIT;
		bool used = false;

		if (strncmp(file->name, "lists/", 6) != 0 || len < 11)
			continue;
		tz_buf_append(&quoted, file->name + 6, len - 10);
		for (k = 0; k < linting->files->n; k++)
			used |= k != i && linting->files->item[k].len &&
			    strstr(linting->files->item[k].data,
				tz_buf_str(&quoted)) != NULL;
		if (!used)
			linting->report(&lint, linting->arg);
	}
}

static void
on_example(const struct tz_example_failure *failure, void *arg)
{
	const struct tz_linting *linting = arg;
	const struct tz_rule *rule =
	    tz_rule_set_find(linting->set, failure->rule);
	const json_t *list = failure->should_hit ? rule->hit : rule->miss;

	tz_lint_say(linting, rule, json_array_get(list, failure->number - 1),
	    "example", true, failure->should_hit ? "hit" : "miss");
}

static enum tz_status
lint_rule(const struct tz_linting *linting, const struct tz_rule *rule,
    const char *today)
{
	enum tz_status s = TZ_OK;
	size_t i;

	lint_about(linting, rule, today);
	if (rule->disabled || rule->kind == TZ_MATCH_COUNT)
		return TZ_OK;
	lint_contradictions(linting, rule);
	s = tz_lint_words(linting, rule);
	if (s == TZ_OK)
		s = tz_lint_slow(linting, rule);
	for (i = 0; s == TZ_OK && i < rule->n_elements; i++)
		s = tz_lint_slow(linting, &rule->elements[i]);
	return s == TZ_OK ? tz_lint_shadow(linting, rule) : s;
}

enum tz_status
tz_lint_rule_set(struct tz_rule_set *set, const struct tz_named_list *files,
    tz_lint_report *report, void *arg, struct tz_err *err)
{
	struct tz_linting linting = {set, files, report, arg, err};
	struct tz_date date = tz_date_at(tz_now(), 0);
	char today[TZ_DATE_TEXT];
	size_t n_run;
	size_t n_failed;
	enum tz_status s = TZ_OK;
	size_t i;
	size_t k;

	tz_date_format(&date, today);
	for (i = 0; s == TZ_OK && i < set->n_rules; i++)
		s = lint_rule(&linting, set->rules[i], today);
	for (i = 0; s == TZ_OK && i < set->n_packs; i++)
		for (k = 0; s == TZ_OK && k < set->packs[i].n_checks; k++)
			s = lint_rule(&linting, &set->packs[i].checks[k].rule,
			    today);
	if (s != TZ_OK)
		return s;
	lint_ids(&linting);
	lint_lists(&linting);
	return tz_rule_set_test(set, NULL, on_example, &linting, &n_run,
	    &n_failed, err);
}
