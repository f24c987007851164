/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/cmd_policy_stats.c - how often rules hit, and what people made of it
 */
#include <string.h>

#include "cli/cli.h"
#include "cli/rule_stats.h"
#include "cli/words.h"

#define DAY (24 * 60 * 60)
#define PERIOD (90 * DAY) /* of the trend unless --since says otherwise */

/* clang-format off */
static const struct tz_option options[] = {
	{"since", 0, TZ_OPTION_DATE, "<date>", N_("count from this day on; the trend is against as long a time before")},
	{"all", 0, TZ_OPTION_FLAG, NULL, N_("also rules that never hit, last")},
	{NULL, 0, TZ_OPTION_FLAG, NULL, NULL},
};
/* clang-format on */

/* upheld / judged; null when nobody judged any. */
static json_t *
precision(const struct tz_rule_count *count)
{
	int64_t judged = count->upheld + count->dismissed;

	return judged > 0 ? json_real((double)count->upheld / (double)judged)
			  : json_null();
}

static void
percent(const struct tz_rule_count *count, char ret[16])
{
	int64_t judged = count->upheld + count->dismissed;

	if (judged == 0)
		snprintf(ret, 16, "–");
	else
		snprintf(ret, 16, "%lld %%",
		    (long long)((count->upheld * 200 + judged) / (judged * 2)));
}

static json_t *
period(int64_t from, int64_t until, const struct tz_rule_count *count)
{
	char at[2][TZ_TIME_TEXT];

	tz_time_format(from, at[0]);
	tz_time_format(until, at[1]);
	return json_pack("{s:s, s:s, s:I, s:I, s:I, s:I, s:o}", "from", at[0],
	    "until", at[1], "hits", (json_int_t)count->hits, "refused",
	    (json_int_t)count->refused, "upheld", (json_int_t)count->upheld,
	    "dismissed", (json_int_t)count->dismissed, "precision",
	    precision(count));
}

static json_t *
record(const struct tz_rule_stats *stats, const struct tz_rule_stat *stat,
    const char *title)
{
	json_t *reasons = json_array();
	const struct tz_rule_count *count = &stat->count;
	size_t i;

	for (i = 0; i < stat->n_reasons; i++)
		json_array_append_new(reasons,
		    json_pack("{s:s, s:I}", "reason", stat->reason[i].reason,
			"count", (json_int_t)stat->reason[i].n));
	return json_pack("{s:s, s:s, s:s?, s:s?, s:I, s:I, s:I, s:I, s:I, s:I, "
			 "s:o, s:o, s:o, s:o}",
	    "type", "rule", "rule", stat->rule, "title", title, "severity",
	    stat->severity[0] ? stat->severity : NULL, "hits",
	    (json_int_t)count->hits, "refused", (json_int_t)count->refused,
	    "upheld", (json_int_t)count->upheld, "dismissed",
	    (json_int_t)count->dismissed, "open", (json_int_t)count->open,
	    "unjudged", (json_int_t)count->unjudged, "precision",
	    precision(count), "reasons", reasons, "period",
	    period(stats->period_from, stats->until, &stat->now), "before",
	    period(stats->before_from, stats->period_from, &stat->before));
}

static void
print_row(struct tz_cli *cli, const char *const cells[7])
{
	static const int widths[] = {34, 6, 7, 9, 6, 10};
	int i;

	for (i = 0; i < 6; i++) {
		tz_cli_pad(cli, cells[i], widths[i]);
		tz_cli_print(cli, " ");
	}
	tz_cli_print(cli, "%s\n", cells[6]);
}

static void
print_stat(struct tz_cli *cli, const struct tz_rule_stat *stat)
{
	const struct tz_rule_count *count = &stat->count;
	char text[4][24], rate[3][16], trend[96];
	size_t i;

	snprintf(text[0], sizeof text[0], "%lld",
	    (long long)(count->hits + count->refused));
	snprintf(text[1], sizeof text[1], "%lld", (long long)count->upheld);
	snprintf(text[2], sizeof text[2], "%lld", (long long)count->dismissed);
	snprintf(text[3], sizeof text[3], "%lld", (long long)count->open);
	percent(count, rate[0]);
	percent(&stat->before, rate[1]);
	percent(&stat->now, rate[2]);
	snprintf(trend, sizeof trend, "%lld → %lld, %s → %s",
	    (long long)(stat->before.hits + stat->before.refused),
	    (long long)(stat->now.hits + stat->now.refused), rate[1], rate[2]);
	print_row(cli,
	    (const char *const[]){stat->rule, text[0], text[1], text[2],
		text[3], rate[0], trend});
	for (i = 0; i < stat->n_reasons; i++)
		tz_cli_print(cli, "    %lld × %s\n",
		    (long long)stat->reason[i].n,
		    tz_cli_clean(cli, stat->reason[i].reason));
}

static enum tz_status
show(struct tz_cli *cli, const struct tz_rule_stats *stats,
    const struct tz_rule_stat *stat, struct tz_rule_set *rules,
    struct tz_err *err)
{
	if (tz_cli_json(cli))
		return tz_cli_record(cli,
		    record(stats, stat,
			tz_cli_rule_title(cli, rules, stat->rule)),
		    err);
	print_stat(cli, stat);
	return TZ_OK;
}

static enum tz_status
show_all(struct tz_cli *cli, const struct tz_rule_stats *stats,
    struct tz_rule_set *rules, struct tz_err *err)
{
	struct tz_rule_stat sum = {0};
	enum tz_status s = TZ_OK;
	size_t i;

	for (i = 0; i < stats->n && !s; i++) {
		const struct tz_rule_count *count = &stats->stat[i].count;

		/* One that only hit in the time before has nothing to show. */
		if (count->hits + count->refused == 0)
			continue;
		sum.count.hits += count->hits;
		sum.count.refused += count->refused;
		sum.count.upheld += count->upheld;
		sum.count.dismissed += count->dismissed;
		sum.count.open += count->open;
		sum.count.unjudged += count->unjudged;
		s = show(cli, stats, &stats->stat[i], rules, err);
	}
	for (i = 0; !s && tz_cli_flag(cli, "all"); i++) {
		struct tz_rule_stat none = {0};
		const char *rule = tz_rule_set_rule_id(rules, i);
		const struct tz_rule_stat *old;

		if (!rule)
			break;
		old = tz_rule_stats_find(stats, rule);
		if (old && old->count.hits + old->count.refused > 0)
			continue;
		if (old)
			none.before = old->before;
		none.rule = (char *)rule;
		s = show(cli, stats, &none, rules, err);
	}
	if (!s && tz_cli_json(cli))
		s = tz_cli_record(cli,
		    json_pack("{s:s, s:I, s:I, s:I, s:I, s:I, s:I, s:o}",
			"type", "summary", "hits", (json_int_t)sum.count.hits,
			"refused", (json_int_t)sum.count.refused, "upheld",
			(json_int_t)sum.count.upheld, "dismissed",
			(json_int_t)sum.count.dismissed, "open",
			(json_int_t)sum.count.open, "unjudged",
			(json_int_t)sum.count.unjudged, "precision",
			precision(&sum.count)),
		    err);
	return s;
}

static enum tz_status
run(struct tz_cli *cli, int argc, char **argv, struct tz_err *err)
{
	const char *since = tz_cli_text(cli, "since");
	tz_auto_settings settings = {0};
	tz_auto_rule_stats stats = {0};
	struct tz_rule_set *rules;
	struct tz_date date;
	enum tz_status s =
	    tz_ledger_settings(tz_cli_vault(cli), &settings, err);

	(void)argc;
	(void)argv;
	if (!s)
		s = tz_cli_rules(cli, &rules, err);
	if (s)
		return s;
	stats.until = tz_now() + 1;
	stats.period_from = stats.until - PERIOD;
	if (since && tz_date_parse(since, &date)) {
		stats.from = tz_date_days(&date) * DAY - settings.zone_offset;
		stats.period_from = stats.from;
	}
	if (stats.period_from >= stats.until)
		return tz_fail(err, TZ_USAGE, _("--since is in the future"));
	stats.before_from = 2 * stats.period_from - stats.until;
	s = tz_rule_stats_read(tz_cli_vault(cli), &stats, err);
	if (s)
		return s;
	tz_cli_print(cli, "%s", tz_cli_style(cli, TZ_STYLE_BOLD));
	print_row(cli,
	    (const char *const[]){_("rule"), _("hits"), _("upheld"),
		_("dismissed"), _("open"), _("precision"),
		_("trend: hits, precision")});
	tz_cli_print(cli, "%s", tz_cli_style(cli, TZ_STYLE_PLAIN));
	return show_all(cli, &stats, rules, err);
}

const struct tz_command tz_cmd_policy_stats = {
    .name = "policy stats",
    .group = TZ_GROUP_RULES,
    .summary = N_("Show how often rules hit and were upheld."),
    .synopsis = "[--since <date>] [--all]",
    .details = N_("Rules that cry wolf come first. Precision is upheld / "
		  "(upheld + dismissed), – while nobody judged any. The trend "
		  "is the last 90 days against the 90 before; hits count what "
		  "was refused at the door, too."),
    .need = TZ_NEED_VAULT,
    .min_args = 0,
    .max_args = 0,
    .options = options,
    .run = run,
};
