/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * policies/rule.c - one rule out of a pack, each key read and checked
 */
#include "policies/rule.h"

#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "policies/confirm.h"
#include "policies/read.h"
#include "policies/rule_match.h"
#include "policies/rule_read.h"

static const char *const rule_keys[] = {"id", "title", "description", "advice",
    "severity", "ground", "match", "validate", "near", "not_near", "position",
    "near_miss", "aggregate", "channels", "formats", "allow", "public_by_law",
    "examples", "since", "source", "review_by", "until", NULL};
static const char *const example_keys[] = {"hit", "miss", NULL};

void
tz_rule_clear(struct tz_rule *rule)
{
	size_t i;

	tz_words_clear(&rule->words);
	for (i = 0; i < rule->n_elements; i++)
		tz_rule_clear(&rule->elements[i]);
	free(rule->elements);
	for (i = 0; i < rule->n_checks; i++)
		tz_words_clear(&rule->checks[i].args);
	free(rule->checks);
	tz_near_clear(&rule->near);
	tz_near_clear(&rule->not_near);
	for (i = 0; i < rule->n_allow; i++) {
		free(rule->allow[i].text);
		free(rule->allow[i].word);
		tz_confirm_free(rule->allow[i].regex);
	}
	free(rule->allow);
	for (i = 0; i < rule->n_publics; i++)
		tz_near_clear(&rule->publics[i].near);
	free(rule->publics);
	memset(rule, 0, sizeof *rule);
}

enum tz_status
tz_rule_read_about(const struct tz_yaml *yaml, const json_t *node,
    struct tz_rule *rule, struct tz_err *err)
{
	enum tz_status s = TZ_OK;

	if (json_object_get(node, "advice"))
		s = tz_read_title(yaml, node, "advice", &rule->advice_zh,
		    &rule->advice_en, err);
	if (s == TZ_OK)
		s = tz_read_string(yaml, node, "source", false, &rule->source,
		    err);
	if (s == TZ_OK)
		s = tz_read_string(yaml, node, "since", false, &rule->since,
		    err);
	if (s == TZ_OK)
		s = tz_read_date(yaml, node, "review_by", &rule->review_by,
		    err);
	if (s == TZ_OK)
		s = tz_read_date(yaml, node, "until", &rule->until, err);
	return s;
}

/* id, title, severity, ground. */
static enum tz_status
read_head(const struct tz_yaml *yaml, const json_t *node, struct tz_rule *rule,
    struct tz_err *err)
{
	enum tz_status s = tz_read_keys(yaml, node, rule_keys, err);
	const char *unused;

	rule->severity = TZ_SEVERITY_COUNT;
	rule->near_miss = TZ_SEVERITY_NONE;
	if (s == TZ_OK)
		s = tz_read_string(yaml, node, "id", true, &rule->id, err);
	if (s == TZ_OK)
		s = tz_read_title(yaml, node, "title", &rule->title_zh,
		    &rule->title_en, err);
	if (s == TZ_OK)
		s = tz_read_string(yaml, node, "description", false, &unused,
		    err);
	if (s == TZ_OK)
		s = tz_read_severity(yaml, node, "severity", false,
		    &rule->severity, err);
	if (s == TZ_OK && rule->severity == TZ_SEVERITY_COUNT)
		s = tz_yaml_fail(yaml, node, err, _("the key '%s' is missing"),
		    "severity");
	rule->shipped_severity = rule->severity;
	if (s == TZ_OK)
		s = tz_read_string(yaml, node, "ground", false, &rule->ground,
		    err);
	if (s == TZ_OK)
		s = tz_read_severity(yaml, node, "near_miss", true,
		    &rule->near_miss, err);
	if (s == TZ_OK)
		s = tz_rule_read_about(yaml, node, rule, err);
	return s;
}

/* Every item of a list of examples is a string. */
static enum tz_status
read_example_list(const struct tz_yaml *yaml, const json_t *node,
    const char *key, const json_t **ret, struct tz_err *err)
{
	enum tz_status s = tz_read_list(yaml, node, key, ret, err);
	size_t i;

	for (i = 0; s == TZ_OK && i < json_array_size(*ret); i++)
		if (!json_is_string(json_array_get(*ret, i)))
			s = tz_yaml_fail(yaml, json_array_get(*ret, i), err,
			    _("'%s' holds something that is no string; put it "
			      "in quotes"),
			    key);
	return s;
}

static enum tz_status
read_examples(const struct tz_yaml *yaml, const json_t *node,
    struct tz_rule *rule, struct tz_err *err)
{
	const json_t *examples = json_object_get(node, "examples");
	enum tz_status s;

	if (!examples)
		return TZ_OK;
	s = tz_read_keys(yaml, examples, example_keys, err);
	if (s == TZ_OK)
		s = read_example_list(yaml, examples, "hit", &rule->hit, err);
	if (s == TZ_OK)
		s = read_example_list(yaml, examples, "miss", &rule->miss, err);
	return s;
}

/* What goes with a composed match, and what does not. */
static enum tz_status
check_composed(const struct tz_yaml *yaml, const json_t *node,
    const struct tz_rule *rule, struct tz_err *err)
{
	if (rule->kind == TZ_MATCH_COMPOSED &&
	    rule->compose == TZ_COMPOSE_COUNT && rule->n_checks)
		return tz_yaml_fail(yaml, json_object_get(node, "validate"),
		    err, _("with 'count', 'validate' stands in the elements"));
	return TZ_OK;
}

enum tz_status
tz_rule_load(const struct tz_pack *pack, const json_t *node,
    const struct tz_named_list *files, const char *today,
    struct tz_rule *ret_rule, struct tz_err *err)
{
	const struct tz_yaml *yaml = pack->yaml;
	enum tz_status s = read_head(yaml, node, ret_rule, err);

	ret_rule->pack = pack;
	ret_rule->node = node;
	if (s == TZ_OK)
		s = tz_rule_match_load(yaml, node, files, ret_rule, err);
	if (s == TZ_OK)
		s = tz_rule_read_context(yaml, node, ret_rule, err);
	if (s == TZ_OK)
		s = tz_rule_read_checks(yaml, node, ret_rule, err);
	if (s == TZ_OK)
		s = check_composed(yaml, node, ret_rule, err);
	if (s == TZ_OK)
		s = tz_rule_read_channels(yaml, node, &ret_rule->channels, err);
	if (s == TZ_OK)
		s = tz_rule_read_formats(yaml, node, &ret_rule->formats, err);
	if (s == TZ_OK)
		s = tz_rule_read_allow(yaml, node, today, ret_rule, err);
	if (s == TZ_OK)
		s = tz_rule_read_public(yaml, node, today, ret_rule, err);
	if (s == TZ_OK)
		s = read_examples(yaml, node, ret_rule, err);
	ret_rule->expired =
	    ret_rule->until && strcmp(ret_rule->until, today) < 0;
	return s;
}
