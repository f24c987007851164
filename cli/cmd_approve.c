/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/cmd_approve.c - sign the present step: yes, or yes in part
 */
#include "cli/item_sign.h"

/* clang-format off */
static const struct tz_option options[] = {
	{"part", 0, TZ_OPTION_FLAG, NULL, N_("only in part (区分处理); needs --ground and --reason")},
	{"ground", 0, TZ_OPTION_TEXT, "<code>", N_("legal basis for the part kept back")},
	{"reason", 0, TZ_OPTION_TEXT, "<text>", N_("why")},
	{"revision", 0, TZ_OPTION_NUMBER, "<number>", N_("refuse unless the item is at this revision")},
	{NULL, 0, TZ_OPTION_FLAG, NULL, NULL},
};
/* clang-format on */

static enum tz_status
run(struct tz_cli *cli, int argc, char **argv, struct tz_err *err)
{
	(void)argc;
	return tz_item_sign(cli, argv[0],
	    tz_cli_flag(cli, "part") ? "part" : "approve", _("approved"), err);
}

const struct tz_command tz_cmd_approve = {
    .name = "approve",
    .group = TZ_GROUP_SIGNING_OFF,
    .summary = N_("Sign the step at which an item waits."),
    .synopsis = "<item> [--reason <text>] [--revision <number>]\n"
		"<item> --part --ground <code> --reason <text>",
    .details = N_("At the last step the item is cleared, unless a 'block' "
		  "finding is open or upheld."),
    .need = TZ_NEED_VAULT | TZ_NEED_PERSON | TZ_NEED_KEY,
    .min_args = 1,
    .max_args = 1,
    .options = options,
    .run = run,
};
