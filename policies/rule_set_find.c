/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * policies/rule_set_find.c - what stands in a rule set, looked up
 */
#include <string.h>

#include "policies/item_check.h"
#include "policies/set.h"

const struct tz_id *
tz_rule_set_digest(const struct tz_rule_set *set)
{
	return &set->digest;
}

void
tz_rule_set_use_book(struct tz_rule_set *set,
    const struct tz_fingerprint_book *book)
{
	set->book = book;
}

const struct tz_pack_info *
tz_rule_set_packs(const struct tz_rule_set *set, size_t *ret_n)
{
	*ret_n = set->n_packs;
	return set->infos;
}

bool
tz_rule_set_expired(const struct tz_rule_set *set)
{
	size_t i;

	for (i = 0; i < set->n_packs; i++)
		if (set->packs[i].expired)
			return true;
	return false;
}

const struct tz_rule *
tz_rule_set_find(const struct tz_rule_set *set, const char *id)
{
	size_t i;
	size_t k;

	for (i = 0; i < set->n_rules; i++)
		if (strcmp(set->rules[i]->id, id) == 0)
			return set->rules[i];
	for (i = 0; i < set->n_packs; i++)
		for (k = 0; k < set->packs[i].n_checks; k++) {
			const struct tz_rule *rule =
			    &set->packs[i].checks[k].rule;

			if (!rule->replaced && strcmp(rule->id, id) == 0)
				return rule;
		}
	return NULL;
}

const struct tz_rule_change *
tz_rule_set_changes(const struct tz_rule_set *set, size_t *ret_n)
{
	*ret_n = set->n_changes;
	return set->changes;
}

const char *
tz_rule_set_rule_id(const struct tz_rule_set *set, size_t index)
{
	return index < set->n_rules ? set->rules[index]->id : NULL;
}

const char *
tz_rule_set_rule_title(const struct tz_rule_set *set, const char *rule,
    const char *language)
{
	const struct tz_rule *found = tz_rule_set_find(set, rule);

	if (!found)
		return NULL;
	return strncmp(language, "zh", 2) == 0 ? found->title_zh
					       : found->title_en;
}

const char *
tz_rule_set_rule_advice(const struct tz_rule_set *set, const char *rule,
    const char *language)
{
	const struct tz_rule *found = tz_rule_set_find(set, rule);

	if (!found)
		return NULL;
	return strncmp(language, "zh", 2) == 0 ? found->advice_zh
					       : found->advice_en;
}

void
tz_rule_set_trace(struct tz_rule_set *set, const struct tz_tracer *tracer)
{
	set->tracer = tracer;
}

const struct tz_route *
tz_rule_set_route(const struct tz_rule_set *set, const char *id)
{
	size_t i;

	for (i = 0; i < set->n_routes; i++)
		if (strcmp(set->routes[i].route.id, id) == 0)
			return &set->routes[i].route;
	return NULL;
}

const struct tz_route *
tz_rule_set_default_route(const struct tz_rule_set *set, const char *regime)
{
	size_t i;

	for (i = 0; i < set->n_routes; i++)
		if (set->routes[i].route.is_default &&
		    strcmp(set->routes[i].route.regime, regime) == 0)
			return &set->routes[i].route;
	return NULL;
}

const struct tz_ground *
tz_rule_set_ground(const struct tz_rule_set *set, const char *code)
{
	size_t i;
	size_t k;

	for (i = 0; i < set->n_grounds; i++)
		for (k = 0; k < set->grounds[i].n; k++)
			if (strcmp(set->grounds[i].ground[k].code, code) == 0)
				return &set->grounds[i].ground[k];
	return NULL;
}

const struct tz_calendar *
tz_rule_set_calendar(const struct tz_rule_set *set, const char *regime)
{
	size_t i;

	for (i = 0; i < set->n_calendars; i++)
		if (strcmp(set->calendars[i].regime, regime) == 0)
			return set->calendars[i].calendar;
	return NULL;
}

size_t
tz_rule_set_count(const struct tz_rule_set *set)
{
	size_t n = 0;
	size_t i;

	for (i = 0; i < set->n_packs; i++)
		n += set->infos[i].n_rules + set->infos[i].n_checks;
	return n;
}

/* The ${index}-th that is in the set, pack by pack. */
static const struct tz_rule *
at(const struct tz_rule_set *set, size_t index)
{
	size_t i;
	size_t k;

	for (i = 0; i < set->n_packs; i++) {
		const struct tz_pack *pack = &set->packs[i];

		for (k = 0; k < pack->n_rules; k++)
			if (!pack->rules[k].replaced && index-- == 0)
				return &pack->rules[k];
		for (k = 0; k < pack->n_checks; k++)
			if (!pack->checks[k].rule.replaced && index-- == 0)
				return &pack->checks[k].rule;
	}
	return NULL;
}

void
tz_rule_set_info(const struct tz_rule_set *set, size_t index,
    struct tz_rule_info *ret_info)
{
	const struct tz_rule *rule = at(set, index);
	unsigned column;

	*ret_info = (struct tz_rule_info){.id = rule->id,
	    .pack = rule->pack->id,
	    .layer = rule->pack->agency ? "agency" : "shipped",
	    .file = tz_yaml_name(rule->pack->yaml),
	    .title_zh = rule->title_zh,
	    .title_en = rule->title_en,
	    .advice_zh = rule->advice_zh,
	    .advice_en = rule->advice_en,
	    .ground = rule->ground,
	    .source = rule->source ? rule->source : rule->pack->source,
	    .since = rule->since,
	    .review_by = rule->review_by,
	    .until = rule->until,
	    .severity = rule->severity,
	    .shipped_severity = rule->shipped_severity,
	    .expired = rule->expired,
	    .disabled = rule->disabled,
	    .is_check = rule->kind == TZ_MATCH_COUNT,
	    .n_hit = json_array_size(rule->hit),
	    .n_miss = json_array_size(rule->miss),
	    .definition = rule->node};
	tz_yaml_where(rule->pack->yaml, rule->node, &ret_info->line, &column);
}
