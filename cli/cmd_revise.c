/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/cmd_revise.c - a new revision of an item: exactly these files
 */
#include "cli/item_submit.h"

static enum tz_status
run(struct tz_cli *cli, int argc, char **argv, struct tz_err *err)
{
	return tz_item_submit(cli, argv[0], argv + 1, argc - 1, err);
}

const struct tz_command tz_cmd_revise = {
    .name = "revise",
    .group = TZ_GROUP_DRAFTS,
    .summary = N_("Hand in a new revision of an item: exactly these files."),
    .synopsis = "<item> <file>... [--title <text>] [--number <text>] "
		"[--department <text>]\n"
		"<item> <file>... [--category <text>] [--theme <text>] "
		"[--genre <text>]\n"
		"<item> <file>... [--disposition <word>] [--date <date>]\n"
		"<item> <file>... [--password-file <file>]",
    .details = N_("What was signed and judged before is void; the item goes "
		  "back to the step after the\ndraft. Earlier judgements are "
		  "shown with the findings they would answer."),
    .need = TZ_NEED_VAULT | TZ_NEED_PERSON | TZ_NEED_KEY,
    .min_args = 2,
    .max_args = -1,
    .options = tz_item_submit_options,
    .run = run,
};
