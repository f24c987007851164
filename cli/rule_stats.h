/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/rule_stats.h - how rules fared with the people who judged their hits
 */
#ifndef TZ_CLI_RULE_STATS_H
#define TZ_CLI_RULE_STATS_H

#include <stdint.h>

#include "cli/cli.h"

#define TZ_RULE_STATS_REASONS 3

struct tz_rule_count {
	int64_t hits;
	int64_t refused; /* at the door */
	int64_t upheld;
	int64_t dismissed;
	int64_t open;
	int64_t unjudged;
};

struct tz_rule_stat {
	char *rule;
	char severity[16];
	struct tz_rule_count count; /* over the whole span */
	struct tz_rule_count now;   /* in this period */
	struct tz_rule_count before;
	struct {
		char *reason;
		int64_t n;
	} reason[TZ_RULE_STATS_REASONS]; /* of dismissals, by frequency */
	size_t n_reasons;
};

/* Times are of ledger entries; each span ends before its end. */
struct tz_rule_stats {
	int64_t from;
	int64_t until;
	int64_t period_from; /* this period ends at until */
	int64_t before_from; /* and the one before where it begins */
	struct tz_rule_stat *stat;
	size_t n;
};

#define tz_auto_rule_stats TZ_AUTO(tz_rule_stats_clear) struct tz_rule_stats

/** tz_rule_stats_clear(stats): Free what it holds. */
void tz_rule_stats_clear(struct tz_rule_stats *stats);

/** tz_rule_stats_read(vault, stats, err): Fill in what the vault says of the
 * spans that are set; those come first whose hits are most surely dismissed.
 */
TZ_CHECK enum tz_status tz_rule_stats_read(struct tz_vault *vault,
    struct tz_rule_stats *stats, struct tz_err *err);

/** tz_rule_stats_find(stats, rule): The one of ${rule}, or NULL. */
struct tz_rule_stat *
tz_rule_stats_find(const struct tz_rule_stats *stats, const char *rule);

#endif /* !TZ_CLI_RULE_STATS_H */
