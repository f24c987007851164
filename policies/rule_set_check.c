/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * policies/rule_set_check.c - what a rule set finds in an item's metadata
 */
#include "policies/finding_list.h"
#include "policies/item_check.h"
#include "policies/set.h"

bool
tz_rule_set_has_checks(const struct tz_rule_set *set)
{
	return set->conditions != NULL;
}

static enum tz_status
run_check(struct tz_rule_set *set, const struct tz_item_check *check,
    struct tz_findings *findings, struct tz_err *err)
{
	const struct tz_rule *rule = &check->rule;
	const struct tz_finding finding = {.rule = rule->id,
	    .pack = rule->pack->id,
	    .ground = rule->ground,
	    .severity = rule->severity,
	    .path = "metadata",
	    .channel = TZ_CHANNEL_PROPERTY,
	    .where = "",
	    .match = "",
	    .excerpt = ""};
	bool fails = false;
	enum tz_status s;

	if (rule->replaced || rule->disabled)
		return TZ_OK;
	s = tz_item_check_fails(check, set->conditions, &fails, err);
	if (s == TZ_OK && fails)
		s = tz_findings_add(findings, &finding, err);
	return s;
}

enum tz_status
tz_rule_set_check(struct tz_rule_set *set, const json_t *fields,
    struct tz_findings **ret_findings, struct tz_err *err)
{
	tz_auto(tz_findings) findings = NULL;
	enum tz_status s = tz_findings_new(&findings, err);
	size_t i;
	size_t k;

	if (s == TZ_OK && set->conditions)
		s = tz_conditions_row(set->conditions, fields, err);
	for (i = 0; s == TZ_OK && i < set->n_packs; i++)
		for (k = 0; s == TZ_OK && k < set->packs[i].n_checks; k++)
			s = run_check(set, &set->packs[i].checks[k], findings,
			    err);
	if (s == TZ_OK)
		*ret_findings = tz_steal(&findings);
	return s;
}
