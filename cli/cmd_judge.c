/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/cmd_judge.c - uphold or dismiss findings, with a reason
 */
#include "cli/item_act.h"
#include "review/judge.h"

/* clang-format off */
static const struct tz_option options[] = {
	{"reason", 0, TZ_OPTION_TEXT, "<text>", N_("why")},
	{"revision", 0, TZ_OPTION_NUMBER, "<number>", N_("refuse unless the item is at this revision")},
	{NULL, 0, TZ_OPTION_FLAG, NULL, NULL},
};
/* clang-format on */

static enum tz_status
run(struct tz_cli *cli, int argc, char **argv, struct tz_err *err)
{
	struct tz_judge wish = {
	    .item = argv[0],
	    .ids = argv + 1,
	    .n_ids = (size_t)argc - 2,
	    .decision = argv[argc - 1],
	    .reason = tz_cli_text(cli, "reason"),
	    .revision = (int)tz_cli_number(cli, "revision", 0),
	};
	tz_auto_refusal refusal = {0};
	tz_auto_item item = {0};
	struct tz_desk desk;
	enum tz_status s = tz_item_act_desk(cli, &desk, err);

	if (!s)
		s = tz_judge(&desk, &wish, &item, &refusal, err);
	tz_item_act_refused(cli, &refusal);
	return s ? s : tz_item_act_done(cli, &item, _("judged"), err);
}

const struct tz_command tz_cmd_judge = {
    .name = "judge",
    .group = TZ_GROUP_SIGNING_OFF,
    .summary = N_("Uphold or dismiss findings of an item, with a reason."),
    .synopsis = "<item> <finding>... uphold|dismiss --reason <text>",
    .details = N_("Findings are called F1, F2, ...; see taizhang show. Only a "
		  "confidentiality officer\ndismisses that a file could not "
		  "be read; the reason says how it was looked at."),
    .need = TZ_NEED_VAULT | TZ_NEED_PERSON | TZ_NEED_KEY,
    .min_args = 3,
    .max_args = -1,
    .options = options,
    .run = run,
};
