/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * policies/pack.c - one pack file: its head and its list of rules
 */
#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "policies/item_check.h"
#include "policies/read.h"
#include "policies/rule.h"

static const char *const pack_keys[] = {"schema", "id", "version", "title",
    "description", "source", "since", "review_by", "until", "rules", "checks",
    NULL};

void
tz_pack_clear(struct tz_pack *pack)
{
	size_t i;

	for (i = 0; i < pack->n_rules; i++)
		tz_rule_clear(&pack->rules[i]);
	free(pack->rules);
	for (i = 0; i < pack->n_checks; i++)
		tz_item_check_clear(&pack->checks[i]);
	free(pack->checks);
	tz_yaml_free(pack->yaml);
	memset(pack, 0, sizeof *pack);
}

/* The keys of the pack but its rules. */
static enum tz_status
load_head(struct tz_pack *pack, const char *today, struct tz_err *err)
{
	const json_t *root = tz_yaml_root(pack->yaml);
	enum tz_status s = tz_read_schema(pack->yaml, "taizhang-pack/1", err);
	const char *unused;

	if (s == TZ_OK)
		s = tz_read_keys(pack->yaml, root, pack_keys, err);
	if (s == TZ_OK)
		s = tz_read_string(pack->yaml, root, "id", true, &pack->id,
		    err);
	if (s == TZ_OK)
		s = tz_read_string(pack->yaml, root, "version", true,
		    &pack->version, err);
	if (s == TZ_OK)
		s = tz_read_title(pack->yaml, root, "title", &pack->title_zh,
		    &pack->title_en, err);
	if (s == TZ_OK)
		s = tz_read_string(pack->yaml, root, "description", false,
		    &unused, err);
	if (s == TZ_OK)
		s = tz_read_string(pack->yaml, root, "source", false,
		    &pack->source, err);
	if (s == TZ_OK)
		s = tz_read_string(pack->yaml, root, "since", false, &unused,
		    err);
	if (s == TZ_OK)
		s = tz_read_date(pack->yaml, root, "review_by", &unused, err);
	if (s == TZ_OK)
		s = tz_read_date(pack->yaml, root, "until", &pack->until, err);
	if (s == TZ_OK && pack->until)
		pack->expired = strcmp(pack->until, today) < 0;
	return s;
}

static enum tz_status
load_rules(struct tz_pack *pack, const json_t *rules,
    const struct tz_named_list *files, const char *today, struct tz_err *err)
{
	size_t n = json_array_size(rules);
	enum tz_status s = TZ_OK;

	pack->rules = calloc(n + 1, sizeof *pack->rules);
	if (!pack->rules)
		return tz_fail_nomem(err);
	while (s == TZ_OK && pack->n_rules < n) {
		size_t i = pack->n_rules++;

		s = tz_rule_load(pack, json_array_get(rules, i), files, today,
		    &pack->rules[i], err);
		pack->expired |= pack->rules[i].expired;
	}
	return s;
}

static enum tz_status
load_checks(struct tz_pack *pack, const json_t *checks,
    struct tz_conditions **conditions, const char *today, struct tz_err *err)
{
	size_t n = json_array_size(checks);
	enum tz_status s = TZ_OK;

	if (n == 0)
		return TZ_OK;
	if (!*conditions)
		s = tz_conditions_new(conditions, err);
	pack->checks = calloc(n, sizeof *pack->checks);
	if (!pack->checks)
		return tz_fail_nomem(err);
	while (s == TZ_OK && pack->n_checks < n) {
		size_t i = pack->n_checks++;

		s = tz_item_check_load(pack, json_array_get(checks, i),
		    *conditions, today, &pack->checks[i], err);
		pack->expired |= pack->checks[i].rule.expired;
	}
	return s;
}

enum tz_status
tz_pack_load(const struct tz_named *file, const struct tz_named_list *files,
    struct tz_conditions **conditions, const char *today,
    struct tz_pack *ret_pack, struct tz_err *err)
{
	const json_t *rules = NULL;
	const json_t *checks = NULL;
	enum tz_status s = tz_yaml_parse(file->data, file->len, file->name,
	    &ret_pack->yaml, err);
	const json_t *root;

	if (s == TZ_OK)
		s = load_head(ret_pack, today, err);
	if (s != TZ_OK)
		return s;
	root = tz_yaml_root(ret_pack->yaml);
	s = tz_read_list(ret_pack->yaml, root, "rules", &rules, err);
	if (s == TZ_OK)
		s = tz_read_list(ret_pack->yaml, root, "checks", &checks, err);
	if (s == TZ_OK && !rules && !checks)
		s = tz_yaml_fail(ret_pack->yaml, root, err,
		    _("the key '%s' is missing"), "rules");
	if (s == TZ_OK)
		s = load_rules(ret_pack, rules, files, today, err);
	if (s == TZ_OK)
		s = load_checks(ret_pack, checks, conditions, today, err);
	return s;
}
