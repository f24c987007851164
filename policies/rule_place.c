/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * policies/rule_place.c - channels, formats and validators of a rule
 */
#include <stdlib.h>

#include "base/intl.h"
#include "policies/format.h"
#include "policies/read.h"
#include "policies/rule_read.h"

static const char *const check_keys[] = {"name", "mode", "args", NULL};
static const char *const check_modes[] = {"require", "boost", "reject", NULL};

enum tz_status
tz_rule_read_channels(const struct tz_yaml *yaml, const json_t *node,
    uint32_t *ret, struct tz_err *err)
{
	const json_t *list;
	enum tz_status s = tz_read_list(yaml, node, "channels", &list, err);
	size_t i;

	if (s == TZ_OK && !list)
		*ret = UINT32_MAX;
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
		*ret |= UINT32_C(1) << channel;
	}
	return TZ_OK;
}

enum tz_status
tz_rule_read_formats(const struct tz_yaml *yaml, const json_t *node,
    const json_t **ret, struct tz_err *err)
{
	enum tz_status s = tz_read_list(yaml, node, "formats", ret, err);
	size_t i;

	for (i = 0; s == TZ_OK && i < json_array_size(*ret); i++) {
		const json_t *value = json_array_get(*ret, i);

		if (!json_is_string(value) ||
		    !tz_format_known(json_string_value(value)))
			s = tz_yaml_fail(yaml, value, err, _("unknown format"));
	}
	return s;
}

static enum tz_status
read_check(const struct tz_yaml *yaml, const json_t *node,
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

enum tz_status
tz_rule_read_checks(const struct tz_yaml *yaml, const json_t *node,
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

		s = read_check(yaml, json_array_get(list, i), check, err);
		if (s == TZ_OK && check->mode == TZ_CHECK_BOOST &&
		    !rule->near.any.n && !rule->near.regex)
			s = tz_yaml_fail(yaml, json_array_get(list, i), err,
			    _("mode boost stands in for 'near', which the rule "
			      "lacks"));
	}
	return s;
}
