/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/cmd_policy_check.c - what is wrong with a folder of policies
 */
#include <string.h>

#include "cli/cli.h"
#include "cli/policies.h"
#include "cli/words.h"
#include "policies/lint.h"

/* clang-format off */
static const struct tz_option options[] = {
	{"policies", 0, TZ_OPTION_FOLDER, "<folder>",
	    N_("check these files (default: the vault's own, else the "
	       "installed ones)")},
	{"strict", 0, TZ_OPTION_FLAG, NULL,
	    N_("exit 1 for mere advice, too")},
	{NULL, 0, TZ_OPTION_FLAG, NULL, NULL},
};
/* clang-format on */

struct checking {
	struct tz_cli *cli;
	size_t faults, advice;
};

/* What each kind means, for people. */
static const char *
words_of(const char *kind)
{
	static const char *const words[][2] = {
	    {"example", N_("an example does not come out")},
	    {"no-examples", N_("has no examples of")},
	    {"few-examples", N_("has fewer than three examples of")},
	    {"no-source", N_("names no source")},
	    {"similar-id", N_("is called nearly like")},
	    {"dead-keyword", N_("this keyword never finds anything")},
	    {"duplicate-keyword", N_("this keyword is there already")},
	    {"never-fires", N_("can never find anything, because of")},
	    {"shadowed", N_("all it finds is found by")},
	    {"slow", N_("text can make this regex take too long")},
	    {"expired", N_("is past its time:")},
	    {"review-due", N_("was to be looked at again by")},
	    {"untranslated", N_("has its title in one language only")},
	    {"unused-list", N_("no rule names this list")},
	};
	size_t i;

	for (i = 0; i < sizeof words / sizeof *words; i++)
		if (strcmp(words[i][0], kind) == 0)
			return _(words[i][1]);
	return kind;
}

static void
report(const struct tz_lint *lint, void *arg)
{
	struct checking *checking = arg;
	struct tz_cli *cli = checking->cli;
	struct tz_err ignored = {0};

	if (lint->fault)
		checking->faults++;
	else
		checking->advice++;
	if (tz_cli_json(cli)) {
		(void)!tz_cli_record(cli,
		    json_pack("{s:s,s:s,s:s?,s:s,s:i,s:i,s:s,s:b}", "type",
			"lint", "kind", lint->kind, "rule", lint->rule, "file",
			lint->file, "line", (int)lint->line, "column",
			(int)lint->column, "detail", lint->detail, "fault",
			lint->fault),
		    &ignored);
		return;
	}
	tz_cli_print(cli, "%s%s:%u:%u: %s%s%s%s %s [%s]\n",
	    lint->fault ? "" : tz_cli_style(cli, TZ_STYLE_DIM),
	    tz_cli_clean(cli, lint->file), lint->line, lint->column,
	    lint->rule ? lint->rule : "", lint->rule ? ": " : "",
	    words_of(lint->kind), tz_cli_style(cli, TZ_STYLE_PLAIN),
	    tz_cli_clean(cli, lint->detail), lint->kind);
}

static enum tz_status
run(struct tz_cli *cli, int argc, char **argv, struct tz_err *err)
{
	struct checking checking = {cli, 0, 0};
	tz_auto(tz_rule_set) set = NULL;
	tz_auto_named files = {0};
	enum tz_status s;

	s = tz_cli_policies_vault(cli, err);
	if (s)
		return s;
	s = tz_cli_policies_on_disk(cli, argc > 0 ? argv[0] : NULL, &files,
	    err);
	if (!s)
		s = tz_rule_set_new_untested(&files, &set, err);
	if (!s)
		s = tz_lint_rule_set(set, &files, report, &checking, err);
	if (s)
		return s;
	if (tz_cli_json(cli))
		s = tz_cli_record(cli,
		    json_pack("{s:s,s:I,s:I,s:I}", "type", "summary", "rules",
			(json_int_t)tz_rule_set_count(set), "faults",
			(json_int_t)checking.faults, "advice",
			(json_int_t)checking.advice),
		    err);
	if (s)
		return s;
	tz_cli_print(cli, _("%zu rules, %zu faults, %zu pieces of advice\n"),
	    tz_rule_set_count(set), checking.faults, checking.advice);
	return checking.faults > 0 ||
		(checking.advice > 0 && tz_cli_flag(cli, "strict"))
	    ? TZ_NO
	    : TZ_OK;
}

const struct tz_command tz_cmd_policy_check = {
    .name = "policy check",
    .group = TZ_GROUP_RULES,
    .summary = N_("Find what is wrong with rules that compile."),
    .synopsis = "[<folder>] [--policies <folder>] [--strict]",
    .details = N_("Names rules without examples or a source, keywords that "
		  "never find anything, rules that another one hides or that "
		  "can never fire, regexes that text can make slow, with "
		  "file, line and column. Exit status 1: there are faults."),
    .need = TZ_NEED_NOTHING,
    .min_args = 0,
    .max_args = 1,
    .options = options,
    .run = run,
};
