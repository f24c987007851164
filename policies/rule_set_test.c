/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * policies/rule_set_test.c - the examples that every rule carries
 *
 * A `hit` example must give a finding of its rule with at least the rule's
 * own severity; a `miss` example none of that severity (a near miss, or a hit
 * weakened by its position, may remain).  An example of a rule over facts is
 * the name of a fact.
 */
#include <string.h>

#include "base/buf.h"
#include "policies/format.h"
#include "policies/item_check.h"
#include "policies/set.h"

struct testing {
	struct tz_rule_set *set;
	void (*report)(const struct tz_example_failure *failure, void *arg);
	void *arg;
	size_t n_run;
	size_t n_failed;
};

/* A document with the example in the first channel that the rule looks at. */
static enum tz_status
make_document(const struct tz_rule *rule, const json_t *example,
    struct tz_document **ret_document, struct tz_err *err)
{
	tz_auto(tz_document) document = NULL;
	struct tz_document_file file = {.path = "", .media_type = "text/plain"};
	struct tz_part part = {.path = "",
	    .text = json_string_value(example),
	    .text_len = json_string_length(example)};
	struct tz_fact fact = {.path = "", .name = part.text};
	tz_auto_buf media_type = TZ_BUF_INIT;
	int channel = 0;
	enum tz_status s = tz_document_new(&document, err);

	while (!(rule->channels & UINT32_C(1) << channel))
		channel++;
	tz_format_example(rule->formats, &media_type);
	file.media_type = tz_buf_str(&media_type);
	part.channel = fact.channel = (enum tz_channel)channel;
	if (s == TZ_OK)
		s = tz_document_add_file(document, &file, &part.file, err);
	fact.file = part.file;
	if (s == TZ_OK && rule->kind == TZ_MATCH_STRUCTURE)
		s = tz_document_add_fact(document, &fact, err);
	else if (s == TZ_OK)
		s = tz_document_add_part(document, &part, err);
	if (s == TZ_OK)
		*ret_document = tz_steal(&document);
	return s;
}

static enum tz_status
run_example(struct testing *testing, const struct tz_rule *rule,
    const json_t *example, bool *ret_hit, struct tz_err *err)
{
	tz_auto(tz_document) document = NULL;
	tz_auto(tz_findings) findings = NULL;
	const struct tz_finding *all;
	size_t n;
	size_t i;
	enum tz_status s = TZ_OK;

	if (json_is_object(example)) { /* of a check: an item's metadata */
		s = tz_rule_set_check(testing->set, example, &findings, err);
	} else {
		s = make_document(rule, example, &document, err);
		if (s == TZ_OK)
			s = tz_rule_set_match(testing->set, document, &findings,
			    err);
	}
	if (s != TZ_OK)
		return s;
	*ret_hit = false;
	all = tz_findings_all(findings, &n);
	for (i = 0; i < n; i++)
		*ret_hit |= strcmp(all[i].rule, rule->id) == 0 &&
		    all[i].severity >= rule->severity;
	return TZ_OK;
}

static enum tz_status
run_list(struct testing *testing, const struct tz_rule *rule,
    const json_t *list, bool should_hit, struct tz_err *err)
{
	size_t i;

	for (i = 0; i < json_array_size(list); i++) {
		struct tz_example_failure failure = {
		    rule->pack->id, rule->id, should_hit, i + 1};
		bool hit;
		enum tz_status s = run_example(testing, rule,
		    json_array_get(list, i), &hit, err);

		if (s != TZ_OK)
			return s;
		testing->n_run++;
		if (hit == should_hit)
			continue;
		testing->n_failed++;
		testing->report(&failure, testing->arg);
	}
	return TZ_OK;
}

/* A rule that an override changed need not come out as its examples say. */
static enum tz_status
run_rule(struct testing *testing, const struct tz_rule *rule, const char *pack,
    struct tz_err *err)
{
	enum tz_status s;

	if (rule->replaced || rule->disabled || rule->narrowed ||
	    (pack && strcmp(pack, rule->pack->id) != 0))
		return TZ_OK;
	s = run_list(testing, rule, rule->hit, true, err);
	if (s == TZ_OK)
		s = run_list(testing, rule, rule->miss, false, err);
	return s;
}

enum tz_status
tz_rule_set_test(struct tz_rule_set *set, const char *pack,
    void (*report)(const struct tz_example_failure *failure, void *arg),
    void *arg, size_t *ret_n_run, size_t *ret_n_failed, struct tz_err *err)
{
	struct testing testing = {set, report, arg, 0, 0};
	enum tz_status s = TZ_OK;
	size_t i;
	size_t k;

	for (i = 0; s == TZ_OK && i < set->n_rules; i++)
		s = run_rule(&testing, set->rules[i], pack, err);
	for (i = 0; s == TZ_OK && i < set->n_packs; i++)
		for (k = 0; s == TZ_OK && k < set->packs[i].n_checks; k++)
			s = run_rule(&testing, &set->packs[i].checks[k].rule,
			    pack, err);
	*ret_n_run = testing.n_run;
	*ret_n_failed = testing.n_failed;
	return s;
}
