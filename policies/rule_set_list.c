/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * policies/rule_set_list.c - the rules of all packs in one list, each id once
 */
#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "policies/item_check.h"
#include "policies/layer.h"
#include "policies/passage.h"
#include "policies/set.h"

/* Elements are matched as rules are; they stand behind all of them. */
static void
list_elements(struct tz_rule_set *set)
{
	size_t i;
	size_t k;

	set->n_all = set->n_rules + 1;
	for (i = 0; i < set->n_rules; i++)
		for (k = 0; k < set->rules[i]->n_elements; k++) {
			struct tz_rule *element = &set->rules[i]->elements[k];

			element->parent = set->rules[i];
			element->index = i;
			set->rules[set->n_all++] = element;
		}
}

/* All rules and checks, those of the agency's packs after the shipped ones. */
struct all {
	struct tz_rule **rule;
	size_t n;
};

static void
all_clear(struct all *all)
{
	free(all->rule);
}

static int
by_id(const void *a, const void *b)
{
	const struct tz_rule *x = *(struct tz_rule *const *)a;
	const struct tz_rule *y = *(struct tz_rule *const *)b;
	int order = strcmp(x->id, y->id);

	if (order)
		return order;
	if (x->pack->agency != y->pack->agency)
		return x->pack->agency ? 1 : -1;
	return x->index < y->index ? -1 : x->index > y->index;
}

static bool
gather(struct tz_rule_set *set, struct all *all)
{
	size_t n = 0;
	size_t i;
	size_t k;

	for (i = 0; i < set->n_packs; i++)
		n += set->packs[i].n_rules + set->packs[i].n_checks;
	all->rule = calloc(n + 1, sizeof *all->rule);
	if (!all->rule)
		return false;
	for (i = 0; i < set->n_packs; i++) {
		const struct tz_pack *pack = &set->packs[i];

		for (k = 0; k < pack->n_rules; k++)
			all->rule[all->n++] = &pack->rules[k];
		for (k = 0; k < pack->n_checks; k++)
			all->rule[all->n++] = &pack->checks[k].rule;
	}
	for (i = 0; i < all->n; i++)
		all->rule[i]->index = i;
	qsort(all->rule, all->n, sizeof *all->rule, by_id);
	return true;
}

/* The agency's rule of the same id takes the place of the shipped one; twice
 * in one layer is a mistake. */
static enum tz_status
replace(struct tz_rule_set *set, struct tz_rule *old, struct tz_rule *new,
    struct tz_err *err)
{
	if (old->pack->agency == new->pack->agency)
		return tz_yaml_fail(new->pack->yaml, new->match_node, err,
		    _("there is a rule '%s' already"), new->id);
	old->replaced = true;
	new->shipped_severity = old->severity;
	return tz_layer_note(set, new, "agency", new->pack->yaml, new->node,
	    "replaced", NULL, NULL, err);
}

/* No id stands twice; all grounds that rules name exist where the set has any
 * grounds at all. */
static enum tz_status
check_all(struct tz_rule_set *set, const struct all *all, struct tz_err *err)
{
	enum tz_status s = TZ_OK;
	size_t i;

	for (i = 0; s == TZ_OK && i < all->n; i++) {
		struct tz_rule *rule = all->rule[i];

		if (i && strcmp(all->rule[i - 1]->id, rule->id) == 0)
			s = replace(set, all->rule[i - 1], rule, err);
		if (s == TZ_OK && rule->ground && set->n_grounds &&
		    !tz_rule_set_ground(set, rule->ground))
			s = tz_yaml_fail(rule->pack->yaml, rule->match_node,
			    err,
			    _("the rule '%s' names the unknown ground '%s'"),
			    rule->id, rule->ground);
	}
	return s;
}

/* What `policy list` shows of a pack. */
static void
describe(const struct tz_pack *pack, struct tz_pack_info *ret)
{
	size_t k;

	*ret = (struct tz_pack_info){.id = pack->id,
	    .version = pack->version,
	    .title_zh = pack->title_zh,
	    .title_en = pack->title_en,
	    .until = pack->until,
	    .expired = pack->expired,
	    .layer = pack->agency ? "agency" : "shipped"};
	for (k = 0; k < pack->n_rules; k++)
		ret->n_rules += !pack->rules[k].replaced;
	for (k = 0; k < pack->n_checks; k++)
		ret->n_checks += !pack->checks[k].rule.replaced;
}

enum tz_status
tz_rule_set_list(struct tz_rule_set *set, struct tz_err *err)
{
	TZ_AUTO(all_clear) struct all all = {0};
	size_t n = 0;
	size_t i;
	size_t k;
	enum tz_status s;

	if (!gather(set, &all))
		return tz_fail_nomem(err);
	s = check_all(set, &all, err);
	if (s != TZ_OK)
		return s;
	for (i = 0; i < set->n_packs; i++)
		for (k = 0; k < set->packs[i].n_rules; k++)
			n += 1 + set->packs[i].rules[k].n_elements;
	set->rules = calloc(n + 2, sizeof *set->rules);
	set->infos = calloc(set->n_packs + 1, sizeof *set->infos);
	if (!set->rules || !set->infos)
		return tz_fail_nomem(err);
	for (i = 0; i < set->n_packs; i++) {
		const struct tz_pack *pack = &set->packs[i];

		describe(pack, &set->infos[i]);
		for (k = 0; k < pack->n_rules; k++) {
			if (pack->rules[k].replaced)
				continue;
			pack->rules[k].index = set->n_rules;
			set->rules[set->n_rules++] = &pack->rules[k];
		}
	}
	set->rules[set->n_rules] = &tz_passage_rule;
	list_elements(set);
	return TZ_OK;
}
