/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/cmd_policy_test.c - run the examples that the rules carry
 */
#include <sys/stat.h>

#include "cli/cli.h"
#include "cli/policies.h"
#include "policies/lint.h"

/* clang-format off */
static const struct tz_option options[] = {
	{"policies", 0, TZ_OPTION_FOLDER, "<folder>",
	    N_("test these files (default: the vault's own, else the installed "
	       "ones)")},
	{"variants", 0, TZ_OPTION_FLAG, NULL,
	    N_("disguise the examples, and show which rules see through it")},
	{NULL, 0, TZ_OPTION_FLAG, NULL, NULL},
};
/* clang-format on */

static void
report(const struct tz_example_failure *failure, void *arg)
{
	struct tz_cli *cli = arg;
	const char *list = failure->should_hit ? "hit" : "miss";
	struct tz_err ignored = {0};

	if (tz_cli_json(cli)) {
		(void)!tz_cli_record(cli,
		    json_pack("{s:s,s:s,s:s,s:s,s:I}", "type", "example",
			"pack", failure->pack, "rule", failure->rule, "list",
			list, "number", (json_int_t)failure->number),
		    &ignored);
		return;
	}
	tz_cli_print(cli, _("%s: %s, example %s %zu does not come out\n"),
	    failure->pack, failure->rule, list, failure->number);
}

/* A table: of how many disguised examples how many are still found. */
static void
report_variant(const struct tz_variant *variant, void *arg)
{
	struct tz_cli *cli = arg;
	struct tz_err ignored = {0};

	if (tz_cli_json(cli)) {
		(void)!tz_cli_record(cli,
		    json_pack("{s:s,s:s,s:s,s:I,s:I}", "type", "variant",
			"rule", variant->rule, "disguise", variant->disguise,
			"examples", (json_int_t)variant->n, "found",
			(json_int_t)variant->found),
		    &ignored);
		return;
	}
	tz_cli_pad(cli, variant->rule, 40);
	tz_cli_print(cli, " ");
	tz_cli_pad(cli, variant->disguise, 14);
	tz_cli_print(cli, " %s%3zu/%zu%s\n",
	    tz_cli_style(cli,
		variant->found < variant->n ? TZ_STYLE_YELLOW : TZ_STYLE_PLAIN),
	    variant->found, variant->n, tz_cli_style(cli, TZ_STYLE_PLAIN));
}

static bool
is_folder(const char *path)
{
	struct stat info;

	return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

static enum tz_status
run(struct tz_cli *cli, int argc, char **argv, struct tz_err *err)
{
	tz_auto(tz_rule_set) set = NULL;
	tz_auto_named files = {0};
	/* A pack's name may look like a folder; a folder there is one. */
	const char *folder = argc > 0 && is_folder(argv[0]) ? argv[0] : NULL;
	const char *pack = argc > 0 && !folder ? argv[0] : NULL;
	size_t n_run = 0, n_failed = 0;
	enum tz_status s;

	s = tz_cli_policies_vault(cli, err);
	if (s)
		return s;
	s = tz_cli_policies_on_disk(cli, folder, &files, err);
	if (s)
		return s;
	s = tz_rule_set_new_untested(&files, &set, err);
	if (s)
		return s;
	s = tz_rule_set_test(set, pack, report, cli, &n_run, &n_failed, err);
	if (!s && tz_cli_flag(cli, "variants"))
		s = tz_lint_variants(set, pack, report_variant, cli, err);
	if (s)
		return s;
	if (n_run == 0 && pack)
		return tz_fail(err, TZ_NOTFOUND, _("no pack '%s'"), pack);
	if (tz_cli_json(cli)) {
		s = tz_cli_record(cli,
		    json_pack("{s:s,s:I,s:I}", "type", "summary", "examples",
			(json_int_t)n_run, "failed", (json_int_t)n_failed),
		    err);
		if (s)
			return s;
	}
	tz_cli_print(cli, _("%zu examples, %zu failed\n"), n_run, n_failed);
	return n_failed > 0 ? TZ_NO : TZ_OK;
}

const struct tz_command tz_cmd_policy_test = {
    .name = "policy test",
    .group = TZ_GROUP_RULES,
    .summary = N_("Run the examples that the rules carry."),
    .synopsis = "[<folder>|<pack>] [--policies <folder>] [--variants]",
    .need = TZ_NEED_NOTHING,
    .min_args = 0,
    .max_args = 1,
    .options = options,
    .run = run,
};
