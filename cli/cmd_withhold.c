/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/cmd_withhold.c - sign the present step: not to be disclosed
 */
#include "cli/item_sign.h"

/* clang-format off */
static const struct tz_option options[] = {
	{"ground", 0, TZ_OPTION_TEXT, "<code>", N_("legal basis, as cn.foi.14.1")},
	{"reason", 0, TZ_OPTION_TEXT, "<text>", N_("why it applies")},
	{"revision", 0, TZ_OPTION_NUMBER, "<number>", N_("refuse unless the item is at this revision")},
	{NULL, 0, TZ_OPTION_FLAG, NULL, NULL},
};
/* clang-format on */

static enum tz_status
run(struct tz_cli *cli, int argc, char **argv, struct tz_err *err)
{
	(void)argc;
	return tz_item_sign(cli, argv[0], "withhold", _("withheld"), err);
}

const struct tz_command tz_cmd_withhold = {
    .name = "withhold",
    .group = TZ_GROUP_SIGNING_OFF,
    .summary = N_("Decide that an item is not disclosed, with a ground."),
    .synopsis = "<item> --ground <code> --reason <text> "
		"[--revision <number>]",
    .need = TZ_NEED_VAULT | TZ_NEED_PERSON | TZ_NEED_KEY,
    .min_args = 1,
    .max_args = 1,
    .options = options,
    .run = run,
};
