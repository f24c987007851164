/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/rule_stats.c - how rules fared with the people who judged their hits
 */
#include "cli/rule_stats.h"

#include <stdlib.h>
#include <string.h>

#include "store/rule_stat_rows.h"

struct reading {
	struct tz_rule_stats *stats;
	size_t where; /* offset of the count to fill in */
};

void
tz_rule_stats_clear(struct tz_rule_stats *stats)
{
	size_t i, k;

	for (i = 0; i < stats->n; i++) {
		free(stats->stat[i].rule);
		for (k = 0; k < stats->stat[i].n_reasons; k++)
			free(stats->stat[i].reason[k].reason);
	}
	free(stats->stat);
	stats->stat = NULL;
	stats->n = 0;
}

struct tz_rule_stat *
tz_rule_stats_find(const struct tz_rule_stats *stats, const char *rule)
{
	size_t i;

	for (i = 0; i < stats->n; i++)
		if (strcmp(stats->stat[i].rule, rule) == 0)
			return &stats->stat[i];
	return NULL;
}

static enum tz_status
find_or_add(struct tz_rule_stats *stats, const char *rule,
    struct tz_rule_stat **ret_stat, struct tz_err *err)
{
	struct tz_rule_stat *more;

	*ret_stat = tz_rule_stats_find(stats, rule);
	if (*ret_stat)
		return TZ_OK;
	more = reallocarray(stats->stat, stats->n + 1, sizeof *more);
	if (!more)
		return tz_fail_nomem(err);
	stats->stat = more;
	*ret_stat = &more[stats->n];
	memset(*ret_stat, 0, sizeof **ret_stat);
	(*ret_stat)->rule = strdup(rule);
	if (!(*ret_stat)->rule)
		return tz_fail_nomem(err);
	stats->n++;
	return TZ_OK;
}

static struct tz_rule_count *
count_of(const struct reading *reading, struct tz_rule_stat *stat)
{
	return (struct tz_rule_count *)(void *)((char *)stat + reading->where);
}

static enum tz_status
take_row(const struct tz_rule_stat_row *row, void *arg, struct tz_err *err)
{
	struct reading *reading = arg;
	struct tz_rule_stat *stat;
	struct tz_rule_count *count;
	enum tz_status s = find_or_add(reading->stats, row->rule, &stat, err);

	if (s)
		return s;
	snprintf(stat->severity, sizeof stat->severity, "%s", row->severity);
	count = count_of(reading, stat);
	count->hits = row->hits;
	count->upheld = row->upheld;
	count->dismissed = row->dismissed;
	count->open = row->open;
	count->unjudged = row->unjudged;
	return TZ_OK;
}

static enum tz_status
take_refused(const char *rule, const char *reason, int64_t n, void *arg,
    struct tz_err *err)
{
	struct reading *reading = arg;
	struct tz_rule_stat *stat;
	enum tz_status s = find_or_add(reading->stats, rule, &stat, err);

	(void)reason;
	if (s)
		return s;
	if (stat->severity[0] == '\0')
		snprintf(stat->severity, sizeof stat->severity, "%s",
		    tz_severity_word(TZ_SEVERITY_REFUSE));
	count_of(reading, stat)->refused = n;
	return TZ_OK;
}

static enum tz_status
take_reason(const char *rule, const char *reason, int64_t n, void *arg,
    struct tz_err *err)
{
	struct reading *reading = arg;
	struct tz_rule_stat *stat = tz_rule_stats_find(reading->stats, rule);

	if (!stat || stat->n_reasons == TZ_RULE_STATS_REASONS)
		return TZ_OK;
	stat->reason[stat->n_reasons].n = n;
	stat->reason[stat->n_reasons].reason = strdup(reason);
	if (!stat->reason[stat->n_reasons].reason)
		return tz_fail_nomem(err);
	stat->n_reasons++;
	return TZ_OK;
}

static enum tz_status
read_span(struct tz_vault *vault, struct tz_rule_stats *stats, int64_t from,
    int64_t until, size_t where, struct tz_err *err)
{
	struct reading reading = {stats, where};
	enum tz_status s = tz_rule_stat_rows_each(tz_vault_db(vault), from,
	    until, take_row, &reading, err);

	return s ? s
		 : tz_rule_stat_rows_refused(tz_vault_db(vault), from, until,
		       take_refused, &reading, err);
}

/* The share of hits that were false alarms, drawn towards none by one
 * judgement, so that 1 of 1 says less than 40 of 40. */
static double
alarm(const struct tz_rule_stat *stat)
{
	return (double)stat->count.dismissed /
	    (double)(stat->count.dismissed + stat->count.upheld + 1);
}

static int
by_alarm(const void *a, const void *b)
{
	const struct tz_rule_stat *x = a;
	const struct tz_rule_stat *y = b;
	double p = alarm(x), q = alarm(y);

	if (p < q || p > q)
		return p < q ? 1 : -1;
	if (x->count.upheld != y->count.upheld)
		return x->count.upheld < y->count.upheld ? -1 : 1;
	if (x->count.hits != y->count.hits)
		return x->count.hits < y->count.hits ? 1 : -1;
	return strcmp(x->rule, y->rule);
}

enum tz_status
tz_rule_stats_read(struct tz_vault *vault, struct tz_rule_stats *stats,
    struct tz_err *err)
{
	struct reading reading = {stats, 0};
	enum tz_status s = read_span(vault, stats, stats->before_from,
	    stats->period_from, offsetof(struct tz_rule_stat, before), err);

	if (!s)
		s = read_span(vault, stats, stats->period_from, stats->until,
		    offsetof(struct tz_rule_stat, now), err);
	if (!s)
		s = read_span(vault, stats, stats->from, stats->until,
		    offsetof(struct tz_rule_stat, count), err);
	if (!s)
		s = tz_rule_stat_rows_reasons(tz_vault_db(vault), stats->from,
		    stats->until, take_reason, &reading, err);
	if (!s && stats->n > 0)
		qsort(stats->stat, stats->n, sizeof *stats->stat, by_alarm);
	return s;
}
