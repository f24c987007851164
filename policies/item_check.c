/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * policies/item_check.c - checks over an item's metadata
 */
#include "policies/item_check.h"

#include <string.h>

#include "base/intl.h"
#include "policies/read.h"
#include "policies/rule_read.h"

static const char *const check_keys[] = {"id", "title", "description", "advice",
    "severity", "ground", "when", "require", "examples", "since", "source",
    "review_by", "until", NULL};
static const char *const example_keys[] = {"hit", "miss", NULL};

void
tz_item_check_clear(struct tz_item_check *check)
{
	tz_rule_clear(&check->rule);
}

static enum tz_status
read_condition(const struct tz_yaml *yaml, const json_t *node, const char *key,
    bool required, struct tz_conditions *conditions, const char **ret,
    struct tz_err *err)
{
	struct tz_err why = {0};
	enum tz_status s = tz_read_string(yaml, node, key, required, ret, err);

	if (s != TZ_OK || !*ret)
		return s;
	s = tz_conditions_check(conditions, *ret, &why);
	if (s == TZ_FORMAT)
		return tz_yaml_fail(yaml, json_object_get(node, key), err, "%s",
		    why.text);
	return s == TZ_OK ? TZ_OK : tz_fail(err, s, "%s", why.text);
}

/* Every example is a map of fields. */
static enum tz_status
read_list(const struct tz_yaml *yaml, const json_t *node, const char *key,
    const json_t **ret, struct tz_err *err)
{
	enum tz_status s = tz_read_list(yaml, node, key, ret, err);
	size_t i;

	for (i = 0; s == TZ_OK && i < json_array_size(*ret); i++) {
		const json_t *example = json_array_get(*ret, i);
		const char *field;
		json_t *value;

		if (!json_is_object(example))
			return tz_yaml_fail(yaml, example, err,
			    _("a map is wanted here"));
		json_object_foreach((json_t *)example, field, value)
		{
			(void)value;
			if (!tz_conditions_field(field))
				return tz_yaml_fail_key(yaml, example, field,
				    err, _("unknown field '%s'"), field);
		}
	}
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
		s = read_list(yaml, examples, "hit", &rule->hit, err);
	if (s == TZ_OK)
		s = read_list(yaml, examples, "miss", &rule->miss, err);
	return s;
}

enum tz_status
tz_item_check_load(const struct tz_pack *pack, const json_t *node,
    struct tz_conditions *conditions, const char *today,
    struct tz_item_check *ret_check, struct tz_err *err)
{
	const struct tz_yaml *yaml = pack->yaml;
	struct tz_rule *rule = &ret_check->rule;
	const char *unused;
	enum tz_status s = tz_read_keys(yaml, node, check_keys, err);

	rule->pack = pack;
	rule->node = rule->match_node = node;
	rule->kind = TZ_MATCH_COUNT;
	rule->severity = TZ_SEVERITY_COUNT;
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
	if (s == TZ_OK && rule->severity == TZ_SEVERITY_REFUSE)
		s = tz_yaml_fail(yaml, json_object_get(node, "severity"), err,
		    _("a check of metadata cannot refuse"));
	rule->shipped_severity = rule->severity;
	if (s == TZ_OK)
		s = tz_read_string(yaml, node, "ground", false, &rule->ground,
		    err);
	if (s == TZ_OK)
		s = tz_rule_read_about(yaml, node, rule, err);
	if (s == TZ_OK)
		s = read_condition(yaml, node, "when", false, conditions,
		    &ret_check->when, err);
	if (s == TZ_OK)
		s = read_condition(yaml, node, "require", true, conditions,
		    &ret_check->require, err);
	if (s == TZ_OK)
		s = read_examples(yaml, node, rule, err);
	rule->expired = rule->until && strcmp(rule->until, today) < 0;
	return s;
}

/* What goes wrong while evaluating is the condition's fault, and no answer;
 * only a lack of memory is ours. */
static enum tz_status
hold(struct tz_conditions *conditions, const char *expression, bool otherwise,
    bool *ret, struct tz_err *err)
{
	struct tz_err why = {0};
	enum tz_status s =
	    tz_conditions_hold(conditions, expression, ret, &why);

	if (s == TZ_LIMIT || s == TZ_FORMAT) {
		*ret = otherwise;
		return TZ_OK;
	}
	return s == TZ_OK ? TZ_OK : tz_fail(err, s, "%s", why.text);
}

enum tz_status
tz_item_check_fails(const struct tz_item_check *check,
    struct tz_conditions *conditions, bool *ret_fails, struct tz_err *err)
{
	bool concerned = true;
	bool holds = true;
	enum tz_status s = TZ_OK;

	if (check->when)
		s = hold(conditions, check->when, true, &concerned, err);
	if (s == TZ_OK && concerned)
		s = hold(conditions, check->require, false, &holds, err);
	*ret_fails = concerned && !holds;
	return s;
}
