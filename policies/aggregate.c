/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * policies/aggregate.c - many hits of a rule weigh more than one
 */
#include "policies/aggregate.h"

#include <stdlib.h>

/* A full hit, with what orders it. */
struct full {
	size_t part;
	uint64_t value;
	size_t hit;
};

static int
by_part_and_value(const void *a, const void *b)
{
	const struct full *x = a;
	const struct full *y = b;

	if (x->part != y->part)
		return x->part < y->part ? -1 : 1;
	return x->value < y->value ? -1 : x->value > y->value;
}

/* The hits [from, until) are of one document or part. */
static void
raise_group(const struct tz_rule *rule, struct tz_hits *hits,
    const struct full *full, size_t from, size_t until)
{
	size_t n = until - from;
	size_t i;

	for (i = from + 1; rule->many_distinct && i < until; i++)
		n -= full[i].value == full[i - 1].value;
	if (n < rule->many)
		return;
	for (i = from; i < until; i++)
		hits->hit[full[i].hit].severity = rule->many_severity;
}

static void
aggregate_rule(const struct tz_rule *rule, size_t index, struct tz_hits *hits,
    struct full *full)
{
	size_t n = 0;
	size_t from = 0;
	size_t i;

	for (i = 0; i < hits->n; i++)
		if (hits->hit[i].rule == index &&
		    hits->hit[i].severity == rule->severity)
			full[n++] = (struct full){
			    rule->many_per_part ? hits->hit[i].part : 0,
			    hits->hit[i].value, i};
	qsort(full, n, sizeof *full, by_part_and_value);
	for (i = 1; i <= n; i++)
		if (i == n || full[i].part != full[from].part) {
			raise_group(rule, hits, full, from, i);
			from = i;
		}
}

enum tz_status
tz_aggregate(const struct tz_rule *const *rules, size_t n_rules,
    struct tz_hits *hits, struct tz_err *err)
{
	struct full *full;
	size_t i;

	if (!hits->n)
		return TZ_OK;
	full = calloc(hits->n, sizeof *full);
	if (!full)
		return tz_fail_nomem(err);
	for (i = 0; i < n_rules; i++)
		if (rules[i]->many)
			aggregate_rule(rules[i], i, hits, full);
	free(full);
	return TZ_OK;
}
