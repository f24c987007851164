/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/cmd_policy_rescan.c - read what is stored with the rules in force
 */
#include "cli/cli.h"
#include "cli/drafts.h"
#include "cli/rescan.h"

/* clang-format off */
static const struct tz_option options[] = {
	{"all", 0, TZ_OPTION_FLAG, NULL, N_("also what these rules have seen")},
	TZ_DRAFTS_JOBS_OPTION,
	{NULL, 0, TZ_OPTION_FLAG, NULL, NULL},
};
/* clang-format on */

static enum tz_status
run(struct tz_cli *cli, int argc, char **argv, struct tz_err *err)
{
	(void)argc;
	(void)argv;
	return tz_rescan(cli, tz_cli_flag(cli, "all"), err);
}

const struct tz_command tz_cmd_policy_rescan = {
    .name = "policy rescan",
    .group = TZ_GROUP_RULES,
    .summary = N_("Read what is stored with the rules in force."),
    .synopsis = "[--all] [-j <n>]",
    .details = N_("What these rules have not seen is not searched or exported. "
		  "What bears a secret mark is put in quarantine when a "
		  "drafter runs this."),
    .need = TZ_NEED_VAULT | TZ_NEED_PERSON | TZ_NEED_KEY,
    .min_args = 0,
    .max_args = 0,
    .options = options,
    .run = run,
};
