/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * policies/rule.c - one rule out of a pack, each key read and checked
 */
#include "policies/rule.h"

#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/utf8.h"
#include "policies/read.h"
#include "policies/rule_match.h"

static const char *const rule_keys[] = {"id", "title", "description",
    "severity", "ground", "match", "validate", "near", "not_near", "position",
    "near_miss", "aggregate", "channels", "allow", "examples", "review_by",
    "until", NULL};
static const char *const near_keys[] = {"any", "within", "else", NULL};
static const char *const not_near_keys[] = {"any", "within", NULL};
static const char *const position_keys[] = {"line_max", "else", NULL};
static const char *const aggregate_keys[] = {"distinct", "severity", NULL};
static const char *const check_keys[] = {"name", "mode", "args", NULL};
static const char *const check_modes[] = {"require", "boost", "reject", NULL};
static const char *const allow_keys[] = {
    "text", "sha256", "reason", "until", NULL};
static const char *const example_keys[] = {"hit", "miss", NULL};

void
tz_rule_clear(struct tz_rule *rule)
{
	size_t i;

	tz_words_clear(&rule->words);
	for (i = 0; i < rule->n_checks; i++)
		tz_words_clear(&rule->checks[i].args);
	free(rule->checks);
	tz_words_clear(&rule->near.any);
	tz_words_clear(&rule->not_near.any);
	for (i = 0; i < rule->n_allow; i++)
		free(rule->allow[i].text);
	free(rule->allow);
	memset(rule, 0, sizeof *rule);
}

/* id, title, severity, ground. */
static enum tz_status
load_head(const struct tz_yaml *yaml, const json_t *node, struct tz_rule *rule,
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
	if (s == TZ_OK)
		s = tz_read_string(yaml, node, "ground", false, &rule->ground,
		    err);
	if (s == TZ_OK)
		s = tz_read_severity(yaml, node, "near_miss", true,
		    &rule->near_miss, err);
	return s;
}

static enum tz_status
load_near(const struct tz_yaml *yaml, const json_t *node, const char *key,
    const char *const *keys, struct tz_near *ret, struct tz_err *err)
{
	const json_t *near = json_object_get(node, key);
	enum tz_status s;

	ret->otherwise = TZ_SEVERITY_NONE;
	if (!near)
		return TZ_OK;
	s = tz_read_keys(yaml, near, keys, err);
	if (s == TZ_OK)
		s = tz_read_words(yaml, near, "any", &ret->any, err);
	if (s == TZ_OK)
		s = tz_read_size(yaml, near, "within", &ret->within, err);
	if (s == TZ_OK)
		s = tz_read_severity(yaml, near, "else", true, &ret->otherwise,
		    err);
	if (s != TZ_OK)
		return s;
	if (!ret->any.n || !ret->within || ret->within > 1000)
		return tz_yaml_fail(yaml, near, err,
		    _("'%s' needs 'any', a list, and 'within', 1 to 1000"),
		    key);
	return TZ_OK;
}

/* position and aggregate. */
static enum tz_status
load_weights(const struct tz_yaml *yaml, const json_t *node,
    struct tz_rule *rule, struct tz_err *err)
{
	const json_t *position = json_object_get(node, "position");
	const json_t *aggregate = json_object_get(node, "aggregate");
	enum tz_status s = TZ_OK;

	rule->line_else = TZ_SEVERITY_NONE;
	rule->distinct_severity = TZ_SEVERITY_COUNT;
	if (position) {
		s = tz_read_keys(yaml, position, position_keys, err);
		if (s == TZ_OK)
			s = tz_read_size(yaml, position, "line_max",
			    &rule->line_max, err);
		if (s == TZ_OK)
			s = tz_read_severity(yaml, position, "else", true,
			    &rule->line_else, err);
		if (s == TZ_OK && !rule->line_max)
			s = tz_yaml_fail(yaml, position, err,
			    _("the key '%s' is missing"), "line_max");
	}
	if (s == TZ_OK && aggregate) {
		s = tz_read_keys(yaml, aggregate, aggregate_keys, err);
		if (s == TZ_OK)
			s = tz_read_size(yaml, aggregate, "distinct",
			    &rule->distinct, err);
		if (s == TZ_OK)
			s = tz_read_severity(yaml, aggregate, "severity", false,
			    &rule->distinct_severity, err);
		if (s == TZ_OK &&
		    (!rule->distinct ||
			rule->distinct_severity == TZ_SEVERITY_COUNT))
			s = tz_yaml_fail(yaml, aggregate, err,
			    _("'%s' needs '%s' and '%s'"), "aggregate",
			    "distinct", "severity");
	}
	return s;
}

static enum tz_status
load_check(const struct tz_yaml *yaml, const json_t *node,
    struct tz_rule_check *ret, struct tz_err *err)
{
	const char *name;
	int mode = -1;
	enum tz_status s = tz_read_keys(yaml, node, check_keys, err);

	if (s == TZ_OK)
		s = tz_read_string(yaml, node, "name", true, &name, err);
	if (s == TZ_OK)
		s = tz_read_word(yaml, node, "mode", check_modes, &mode, err);
	if (s == TZ_OK)
		s = tz_read_words(yaml, node, "args", &ret->args, err);
	if (s != TZ_OK)
		return s;
	if (mode < 0)
		return tz_yaml_fail(yaml, node, err,
		    _("the key '%s' is missing"), "mode");
	ret->mode = (enum tz_check_mode)mode;
	ret->validator = tz_validator_find(name);
	if (!ret->validator)
		return tz_yaml_fail(yaml, json_object_get(node, "name"), err,
		    _("unknown validator '%s'"), name);
	if (ret->args.n < ret->validator->min_args ||
	    ret->args.n > ret->validator->max_args)
		return tz_yaml_fail(yaml, node, err,
		    _("the validator '%s' takes another number of args"), name);
	return TZ_OK;
}

static enum tz_status
load_checks(const struct tz_yaml *yaml, const json_t *node,
    struct tz_rule *rule, struct tz_err *err)
{
	const json_t *list;
	enum tz_status s = tz_read_list(yaml, node, "validate", &list, err);
	size_t i;

	if (s != TZ_OK || !list)
		return s;
	rule->checks = calloc(json_array_size(list), sizeof *rule->checks);
	if (!rule->checks)
		return tz_fail_nomem(err);
	for (i = 0; s == TZ_OK && i < json_array_size(list); i++) {
		struct tz_rule_check *check = &rule->checks[rule->n_checks++];

		s = load_check(yaml, json_array_get(list, i), check, err);
		if (s == TZ_OK && check->mode == TZ_CHECK_BOOST &&
		    !rule->near.any.n)
			s = tz_yaml_fail(yaml, json_array_get(list, i), err,
			    _("mode boost stands in for 'near', which the rule "
			      "lacks"));
	}
	return s;
}

static enum tz_status
load_channels(const struct tz_yaml *yaml, const json_t *node,
    struct tz_rule *rule, struct tz_err *err)
{
	const json_t *list;
	enum tz_status s = tz_read_list(yaml, node, "channels", &list, err);
	size_t i;

	if (s == TZ_OK && !list)
		rule->channels = UINT32_MAX;
	if (s != TZ_OK || !list)
		return s;
	for (i = 0; i < json_array_size(list); i++) {
		const json_t *value = json_array_get(list, i);
		const char *word = json_string_value(value);
		enum tz_channel channel =
		    word ? tz_channel_from(word) : TZ_CHANNEL_COUNT;

		if (channel == TZ_CHANNEL_COUNT)
			return tz_yaml_fail(yaml, value, err,
			    _("unknown channel"));
		rule->channels |= UINT32_C(1) << channel;
	}
	return TZ_OK;
}

static enum tz_status
load_allow(const struct tz_yaml *yaml, const json_t *node, const char *today,
    struct tz_allow *ret, struct tz_err *err)
{
	const char *text = NULL;
	const char *sha256 = NULL;
	const char *reason;
	const char *until = NULL;
	enum tz_status s = tz_read_keys(yaml, node, allow_keys, err);

	if (s == TZ_OK)
		s = tz_read_string(yaml, node, "text", false, &text, err);
	if (s == TZ_OK)
		s = tz_read_string(yaml, node, "sha256", false, &sha256, err);
	if (s == TZ_OK)
		s = tz_read_string(yaml, node, "reason", true, &reason, err);
	if (s == TZ_OK)
		s = tz_read_date(yaml, node, "until", &until, err);
	if (s != TZ_OK)
		return s;
	if (!text == !sha256)
		return tz_yaml_fail(yaml, node, err,
		    _("an allowed text has either 'text' or 'sha256'"));
	if (sha256 && !tz_id_parse(sha256, &ret->sha256))
		return tz_yaml_fail(yaml, node, err,
		    _("'%s' must be 64 lower-case hexadecimal digits"),
		    "sha256");
	ret->lapsed = until && strcmp(until, today) < 0;
	return text ? tz_read_fold(text, strlen(text), &ret->text, err) : TZ_OK;
}

static enum tz_status
load_allows(const struct tz_yaml *yaml, const json_t *node, const char *today,
    struct tz_rule *rule, struct tz_err *err)
{
	const json_t *list;
	enum tz_status s = tz_read_list(yaml, node, "allow", &list, err);

	if (s != TZ_OK || !list)
		return s;
	rule->allow = calloc(json_array_size(list), sizeof *rule->allow);
	if (!rule->allow)
		return tz_fail_nomem(err);
	while (s == TZ_OK && rule->n_allow < json_array_size(list)) {
		size_t i = rule->n_allow++;

		s = load_allow(yaml, json_array_get(list, i), today,
		    &rule->allow[i], err);
	}
	return s;
}

/* Every item of a list of examples is a string. */
static enum tz_status
load_example_list(const struct tz_yaml *yaml, const json_t *node,
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
load_rest(const struct tz_yaml *yaml, const json_t *node, const char *today,
    struct tz_rule *rule, struct tz_err *err)
{
	const json_t *examples = json_object_get(node, "examples");
	const char *until;
	const char *review_by;
	enum tz_status s = TZ_OK;

	if (examples) {
		s = tz_read_keys(yaml, examples, example_keys, err);
		if (s == TZ_OK)
			s = load_example_list(yaml, examples, "hit", &rule->hit,
			    err);
		if (s == TZ_OK)
			s = load_example_list(yaml, examples, "miss",
			    &rule->miss, err);
	}
	if (s == TZ_OK)
		s = tz_read_date(yaml, node, "review_by", &review_by, err);
	if (s == TZ_OK)
		s = tz_read_date(yaml, node, "until", &until, err);
	if (s == TZ_OK && until)
		rule->expired = strcmp(until, today) < 0;
	return s;
}

enum tz_status
tz_rule_load(const struct tz_pack *pack, const json_t *node,
    const struct tz_named_list *files, const char *today,
    struct tz_rule *ret_rule, struct tz_err *err)
{
	const struct tz_yaml *yaml = pack->yaml;
	enum tz_status s = load_head(yaml, node, ret_rule, err);

	ret_rule->pack = pack;
	if (s == TZ_OK)
		s = tz_rule_match_load(yaml, node, files, ret_rule, err);
	if (s == TZ_OK)
		s = load_near(yaml, node, "near", near_keys, &ret_rule->near,
		    err);
	if (s == TZ_OK)
		s = load_near(yaml, node, "not_near", not_near_keys,
		    &ret_rule->not_near, err);
	if (s == TZ_OK)
		s = load_weights(yaml, node, ret_rule, err);
	if (s == TZ_OK)
		s = load_checks(yaml, node, ret_rule, err);
	if (s == TZ_OK)
		s = load_channels(yaml, node, ret_rule, err);
	if (s == TZ_OK)
		s = load_allows(yaml, node, today, ret_rule, err);
	if (s == TZ_OK)
		s = load_rest(yaml, node, today, ret_rule, err);
	return s;
}
