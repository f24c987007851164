/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/cmd_policy_replay.c - what a changed rule set would make of the vault
 */
#include <string.h>

#include "cli/cli.h"
#include "cli/drafts.h"
#include "cli/finding_view.h"
#include "cli/policies.h"
#include "cli/replay.h"
#include "cli/where.h"
#include "cli/words.h"

/* clang-format off */
static const struct tz_option options[] = {
	{"rules", 0, TZ_OPTION_FOLDER, "<folder>", N_("the policy files to try")},
	{"since", 0, TZ_OPTION_DATE, "<date>", N_("only what came in from this day on")},
	TZ_DRAFTS_JOBS_OPTION,
	{NULL, 0, TZ_OPTION_FLAG, NULL, NULL},
};
/* clang-format on */

static const char *
word(enum tz_difference_kind kind)
{
	switch (kind) {
	case TZ_DIFFERENCE_NEW:
		return "new";
	case TZ_DIFFERENCE_RAISED:
		return "raised";
	case TZ_DIFFERENCE_LOWERED:
		return "lowered";
	case TZ_DIFFERENCE_GONE:
		return "gone";
	}
	return "";
}

static const char *
text_or_null(const char *text)
{
	return text && text[0] != '\0' ? text : NULL;
}

static json_t *
record(const struct tz_replay_change *change)
{
	const char *was = change->was == TZ_SEVERITY_COUNT
	    ? NULL
	    : tz_severity_word(change->was);
	json_t *id =
	    change->number ? json_sprintf("F%d", change->number) : json_null();

	return json_pack("{s:s, s:s, s:s, s:s, s:b, s:i, s:s, s:s, s:s?, s:o, "
			 "s:s?, s:s, s:s, s:s?, s:s?, s:s?}",
	    "type", "change", "change", word(change->kind), "item",
	    change->item, "state", tz_state_word(change->state), "disclosed",
	    (int)tz_replay_disclosed(change->state), "revision",
	    change->revision, "rule", change->rule, "severity",
	    tz_severity_word(change->severity), "was", was, "id", id, "status",
	    change->number ? tz_judgement_word(change->status) : NULL, "part",
	    change->place, "channel", tz_channel_word(change->channel), "where",
	    change->where, "match", text_or_null(change->match), "excerpt",
	    change->excerpt);
}

static void
print_change(struct tz_cli *cli, const struct tz_replay_change *change)
{
	tz_cli_print(cli, "  %s  ", change->item);
	tz_cli_pad(cli, tz_cli_word(tz_state_word(change->state)), 10);
	tz_cli_print(cli, " %s",
	    tz_cli_style(cli, tz_view_severity_style(change->severity)));
	tz_cli_pad(cli, tz_cli_word(tz_severity_word(change->severity)), 7);
	tz_cli_print(cli, "%s%s", tz_cli_style(cli, TZ_STYLE_PLAIN),
	    change->rule);
	if (change->number)
		tz_cli_print(cli, "  F%d %s", change->number,
		    tz_cli_word(tz_judgement_word(change->status)));
	if (change->kind == TZ_DIFFERENCE_RAISED ||
	    change->kind == TZ_DIFFERENCE_LOWERED)
		tz_cli_print(cli, _("  (was %s)"),
		    tz_cli_word(tz_severity_word(change->was)));
	tz_cli_print(cli, "\n      %s  [%s]", tz_cli_clean(cli, change->place),
	    tz_cli_word(tz_channel_word(change->channel)));
	if (text_or_null(change->where))
		tz_cli_print(cli, "  %s", tz_cli_where(cli, change->where));
	tz_cli_print(cli, "\n");
	if (text_or_null(change->excerpt))
		tz_cli_print(cli, "      %s\n",
		    tz_cli_clean(cli,
			tz_cli_excerpt(change->match, change->excerpt)));
}

static const char *
heading(const struct tz_replay_change *change)
{
	if (!tz_replay_is_find(change))
		return _("No longer found, or found as less");
	return tz_replay_disclosed(change->state)
	    ? _("Found in what is cleared or disclosed")
	    : _("Found in other items");
}

static enum tz_status
show(const struct tz_replay *replay, struct tz_err *err)
{
	struct tz_cli *cli = replay->cli;
	const char *last = "";
	enum tz_status s = TZ_OK;
	size_t i;

	for (i = 0; i < replay->n && !s; i++) {
		const struct tz_replay_change *change = &replay->change[i];

		if (tz_cli_json(cli)) {
			s = tz_cli_record(cli, record(change), err);
			continue;
		}
		if (heading(change) != last)
			tz_cli_print(cli, "%s%s%s\n",
			    tz_cli_style(cli, TZ_STYLE_BOLD), heading(change),
			    tz_cli_style(cli, TZ_STYLE_PLAIN));
		last = heading(change);
		print_change(cli, change);
	}
	return s;
}

static json_t *
counts(const uint64_t count[TZ_SEVERITY_COUNT])
{
	return json_pack("{s:I, s:I, s:I, s:I}", "refuse",
	    (json_int_t)count[TZ_SEVERITY_REFUSE], "block",
	    (json_int_t)count[TZ_SEVERITY_BLOCK], "warn",
	    (json_int_t)count[TZ_SEVERITY_WARN], "note",
	    (json_int_t)count[TZ_SEVERITY_NOTE]);
}

static enum tz_status
summary(const struct tz_replay *replay, struct tz_err *err)
{
	struct tz_cli *cli = replay->cli;
	const uint64_t *out = replay->found[1];
	const uint64_t *rest = replay->found[0];
	char hex[TZ_ID_HEX];

	tz_id_hex(tz_rule_set_digest(replay->rules), hex);
	if (tz_cli_json(cli))
		return tz_cli_record(cli,
		    json_pack("{s:s, s:I, s:I, s:{s:I, s:I}, s:o, s:o, "
			      "s:{s:I, s:I, s:I}, s:I, s:s+, s:b}",
			"type", "summary", "items", (json_int_t)replay->items,
			"disclosed", (json_int_t)replay->disclosed, "skipped",
			"quarantined", (json_int_t)replay->quarantined,
			"erased", (json_int_t)replay->erased, "found_disclosed",
			counts(out), "found_other", counts(rest), "gone",
			"upheld", (json_int_t)replay->gone[TZ_JUDGEMENT_UPHELD],
			"dismissed",
			(json_int_t)replay->gone[TZ_JUDGEMENT_DISMISSED],
			"open", (json_int_t)replay->gone[TZ_JUDGEMENT_OPEN],
			"not_read", (json_int_t)replay->not_read, "rule_set",
			"sha256:", hex, "expired",
			tz_rule_set_expired(replay->rules)),
		    err);
	tz_cli_print(cli,
	    _("items: %llu (disclosed %llu, skipped %llu); files not read: "
	      "%llu\n"),
	    (unsigned long long)replay->items,
	    (unsigned long long)replay->disclosed,
	    (unsigned long long)(replay->quarantined + replay->erased),
	    (unsigned long long)replay->not_read);
	tz_cli_print(cli,
	    _("found in what is disclosed: refuse %llu, block %llu, warn %llu, "
	      "note %llu; in the rest: refuse %llu, block %llu, warn %llu, "
	      "note %llu\n"),
	    (unsigned long long)out[TZ_SEVERITY_REFUSE],
	    (unsigned long long)out[TZ_SEVERITY_BLOCK],
	    (unsigned long long)out[TZ_SEVERITY_WARN],
	    (unsigned long long)out[TZ_SEVERITY_NOTE],
	    (unsigned long long)rest[TZ_SEVERITY_REFUSE],
	    (unsigned long long)rest[TZ_SEVERITY_BLOCK],
	    (unsigned long long)rest[TZ_SEVERITY_WARN],
	    (unsigned long long)rest[TZ_SEVERITY_NOTE]);
	tz_cli_print(cli,
	    _("no longer found: upheld %llu, dismissed %llu, open %llu\n"),
	    (unsigned long long)replay->gone[TZ_JUDGEMENT_UPHELD],
	    (unsigned long long)replay->gone[TZ_JUDGEMENT_DISMISSED],
	    (unsigned long long)replay->gone[TZ_JUDGEMENT_OPEN]);
	return TZ_OK;
}

/* Whether what stops at the gate or the door would be found in what is out;
 * that a file is not read is no answer. */
static bool
is_exposed(const struct tz_replay *replay)
{
	size_t i;

	for (i = 0; i < replay->n; i++) {
		const struct tz_replay_change *change = &replay->change[i];

		if (tz_replay_is_find(change) &&
		    tz_replay_disclosed(change->state) &&
		    change->severity >= TZ_SEVERITY_BLOCK &&
		    strcmp(change->rule, TZ_RULE_UNREAD) != 0 &&
		    strcmp(change->rule, TZ_RULE_PARTLY) != 0)
			return true;
	}
	return false;
}

static enum tz_status
run(struct tz_cli *cli, int argc, char **argv, struct tz_err *err)
{
	const char *folder = tz_cli_text(cli, "rules");
	const char *since = tz_cli_text(cli, "since");
	tz_auto_replay replay = {.cli = cli};
	tz_auto_settings settings = {0};
	tz_auto(tz_rule_set) rules = NULL;
	tz_auto_named files = {0};
	tz_auto_str cache = NULL;
	struct tz_date date;
	enum tz_status s;

	(void)argc;
	(void)argv;
	if (!folder)
		return tz_fail(err, TZ_USAGE, _("--%s is needed"), "rules");
	s = tz_ledger_settings(tz_cli_vault(cli), &settings, err);
	if (!s)
		s = tz_cli_policies_on_disk(cli, folder, &files, err);
	/* The vault's own cache is left alone: nothing is written there. */
	cache = tz_cli_user_cache();
	if (!s)
		s = tz_rule_set_new(&files, cache, &rules, err);
	if (s)
		return s;
	replay.rules = rules;
	if (since && tz_date_parse(since, &date))
		replay.since =
		    tz_date_days(&date) * 24 * 60 * 60 - settings.zone_offset;
	s = tz_replay_run(&replay, err);
	if (!s)
		s = show(&replay, err);
	if (!s)
		s = summary(&replay, err);
	if (s)
		return s;
	if (is_exposed(&replay))
		return TZ_NO;
	return replay.not_read > 0 || tz_rule_set_expired(rules) ? TZ_INCOMPLETE
								 : TZ_OK;
}

const struct tz_command tz_cmd_policy_replay = {
    .name = "policy replay",
    .group = TZ_GROUP_RULES,
    .summary = N_("Try policy files on everything that is stored."),
    .synopsis = "--rules <folder> [--since <date>] [-j <n>]",
    .details = N_("Shows what these rules would find that is not on record, "
		  "worst first, in what is disclosed and in the rest, and what "
		  "they would no longer find. Nothing is changed. Exit status "
		  "1: 'block' or 'refuse' in what is disclosed."),
    .need = TZ_NEED_VAULT,
    .min_args = 0,
    .max_args = 0,
    .options = options,
    .run = run,
};
