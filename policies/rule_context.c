/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * policies/rule_context.c - what must stand near a hit, and where it must stand
 */
#include <string.h>

#include "base/intl.h"
#include "policies/confirm.h"
#include "policies/read.h"
#include "policies/rule_read.h"

#define REGEX_MAX 2000
#define CHARACTERS_MAX 1000

static const char *const near_keys[] = {
    "any", "regex", "within", "header", "else", NULL};
static const char *const not_near_keys[] = {
    "any", "regex", "within", "header", NULL};
static const char *const position_keys[] = {
    "page", "region", "line_max", "alone", "else", NULL};
static const char *const aggregate_keys[] = {
    "distinct", "count", "per", "severity", NULL};
static const char *const units[] = {"sentence", "paragraph", "part", NULL};
static const char *const regions[] = {
    "top", "middle", "bottom", "left", "right", NULL};
static const char *const pers[] = {"document", "part", NULL};

void
tz_near_clear(struct tz_near *near)
{
	tz_words_clear(&near->any);
	tz_confirm_free(near->regex);
	near->regex = NULL;
}

enum tz_status
tz_rule_read_within(const struct tz_yaml *yaml, const json_t *node,
    struct tz_within *ret, struct tz_err *err)
{
	const json_t *value = json_object_get(node, "within");
	int unit = -1;
	enum tz_status s;

	if (!value)
		return TZ_OK;
	if (json_is_integer(value)) {
		json_int_t n = json_integer_value(value);

		if (n >= 1 && n <= CHARACTERS_MAX) {
			*ret =
			    (struct tz_within){TZ_UNIT_CHARACTERS, (size_t)n};
			return TZ_OK;
		}
	} else if (json_is_string(value)) {
		s = tz_read_word(yaml, node, "within", units, &unit, err);
		*ret = (struct tz_within){
		    (enum tz_unit)(TZ_UNIT_SENTENCE + unit), 0};
		return s;
	}
	return tz_yaml_fail(yaml, value, err,
	    _("'within' must be a number from 1 to %d, or sentence, paragraph "
	      "or part"),
	    CHARACTERS_MAX);
}

enum tz_status
tz_rule_read_near(const struct tz_yaml *yaml, const json_t *near,
    const char *words_key, struct tz_near *ret, struct tz_err *err)
{
	const char *regex = NULL;
	struct tz_err why = {0};
	enum tz_status s = tz_read_words(yaml, near, words_key, &ret->any, err);

	if (s == TZ_OK)
		s = tz_read_string(yaml, near, "regex", false, &regex, err);
	if (s == TZ_OK)
		s = tz_rule_read_within(yaml, near, &ret->within, err);
	if (s == TZ_OK)
		s = tz_read_bool(yaml, near, "header", &ret->header, err);
	if (s != TZ_OK || !regex)
		return s;
	if (strlen(regex) > REGEX_MAX)
		return tz_yaml_fail(yaml, json_object_get(near, "regex"), err,
		    _("the regex is longer than %d bytes"), REGEX_MAX);
	s = tz_confirm_new_plain(regex, &ret->regex, &why);
	if (s == TZ_FORMAT)
		return tz_yaml_fail(yaml, json_object_get(near, "regex"), err,
		    "%s", why.text);
	return s == TZ_OK ? TZ_OK : tz_fail(err, s, "%s", why.text);
}

static enum tz_status
read_near(const struct tz_yaml *yaml, const json_t *node, const char *key,
    const char *const *keys, struct tz_near *ret, struct tz_err *err)
{
	const json_t *near = json_object_get(node, key);
	enum tz_status s;

	ret->otherwise = TZ_SEVERITY_NONE;
	if (!near)
		return TZ_OK;
	s = tz_read_keys(yaml, near, keys, err);
	if (s == TZ_OK)
		s = tz_rule_read_near(yaml, near, "any", ret, err);
	if (s == TZ_OK)
		s = tz_read_severity(yaml, near, "else", true, &ret->otherwise,
		    err);
	if (s != TZ_OK)
		return s;
	if ((!ret->any.n && !ret->regex) ||
	    (ret->within.unit == TZ_UNIT_CHARACTERS && !ret->within.n))
		return tz_yaml_fail(yaml, near, err,
		    _("'%s' needs 'any' or 'regex', and 'within'"), key);
	return TZ_OK;
}

static enum tz_status
read_page(const struct tz_yaml *yaml, const json_t *position,
    struct tz_position *ret, struct tz_err *err)
{
	static const char *const pages[] = {"first", "last", NULL};
	int page = -1;
	enum tz_status s;

	if (!json_is_string(json_object_get(position, "page")))
		return tz_read_size(yaml, position, "page", &ret->page, err);
	s = tz_read_word(yaml, position, "page", pages, &page, err);
	ret->page = page == 1 ? TZ_PAGE_LAST : 1;
	return s;
}

static enum tz_status
read_regions(const struct tz_yaml *yaml, const json_t *position,
    struct tz_position *ret, struct tz_err *err)
{
	struct tz_words words = {NULL, 0};
	enum tz_status s = tz_read_words(yaml, position, "region", &words, err);
	size_t i;
	size_t k;

	for (i = 0; s == TZ_OK && i < words.n; i++) {
		for (k = 0; regions[k]; k++)
			if (strcmp(regions[k], words.word[i]) == 0)
				break;
		if (regions[k])
			ret->regions |= 1u << k;
		else
			s = tz_yaml_fail(yaml,
			    json_object_get(position, "region"), err,
			    _("unknown '%s' '%s'"), "region", words.word[i]);
	}
	tz_words_clear(&words);
	return s;
}

static enum tz_status
read_position(const struct tz_yaml *yaml, const json_t *node,
    struct tz_position *ret, struct tz_err *err)
{
	const json_t *position = json_object_get(node, "position");
	enum tz_status s;

	ret->otherwise = TZ_SEVERITY_NONE;
	if (!position)
		return TZ_OK;
	s = tz_read_keys(yaml, position, position_keys, err);
	if (s == TZ_OK)
		s = read_page(yaml, position, ret, err);
	if (s == TZ_OK)
		s = read_regions(yaml, position, ret, err);
	if (s == TZ_OK)
		s = tz_read_size(yaml, position, "line_max", &ret->line_max,
		    err);
	if (s == TZ_OK)
		s = tz_read_bool(yaml, position, "alone", &ret->alone, err);
	if (s == TZ_OK)
		s = tz_read_severity(yaml, position, "else", true,
		    &ret->otherwise, err);
	if (s != TZ_OK)
		return s;
	ret->wanted = ret->page || ret->regions || ret->line_max || ret->alone;
	if (!ret->wanted)
		return tz_yaml_fail(yaml, position, err,
		    _("'%s' needs one of %s"), "position",
		    "page, region, line_max, alone");
	return TZ_OK;
}

static enum tz_status
read_aggregate(const struct tz_yaml *yaml, const json_t *node,
    struct tz_rule *rule, struct tz_err *err)
{
	const json_t *aggregate = json_object_get(node, "aggregate");
	size_t distinct = 0;
	int per = 0;
	enum tz_status s;

	rule->many_severity = TZ_SEVERITY_COUNT;
	if (!aggregate)
		return TZ_OK;
	s = tz_read_keys(yaml, aggregate, aggregate_keys, err);
	if (s == TZ_OK)
		s = tz_read_size(yaml, aggregate, "distinct", &distinct, err);
	if (s == TZ_OK)
		s = tz_read_size(yaml, aggregate, "count", &rule->many, err);
	if (s == TZ_OK)
		s = tz_read_word(yaml, aggregate, "per", pers, &per, err);
	if (s == TZ_OK)
		s = tz_read_severity(yaml, aggregate, "severity", false,
		    &rule->many_severity, err);
	if (s != TZ_OK)
		return s;
	if (!distinct == !rule->many ||
	    rule->many_severity == TZ_SEVERITY_COUNT)
		return tz_yaml_fail(yaml, aggregate, err,
		    _("'aggregate' needs 'severity', and 'distinct' or "
		      "'count'"));
	rule->many_distinct = distinct > 0;
	rule->many_per_part = per == 1;
	if (distinct)
		rule->many = distinct;
	return TZ_OK;
}

enum tz_status
tz_rule_read_context(const struct tz_yaml *yaml, const json_t *node,
    struct tz_rule *rule, struct tz_err *err)
{
	enum tz_status s =
	    read_near(yaml, node, "near", near_keys, &rule->near, err);

	if (s == TZ_OK)
		s = read_near(yaml, node, "not_near", not_near_keys,
		    &rule->not_near, err);
	if (s == TZ_OK)
		s = read_position(yaml, node, &rule->position, err);
	if (s == TZ_OK)
		s = read_aggregate(yaml, node, rule, err);
	return s;
}
