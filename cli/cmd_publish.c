/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/cmd_publish.c - record that a cleared item went out
 */
#include "cli/item_act.h"
#include "review/publish.h"

/* clang-format off */
static const struct tz_option options[] = {
	{"channel", 0, TZ_OPTION_TEXT, "<text>", N_("where: website, gazette, ...")},
	{"date", 0, TZ_OPTION_DATE, "<date>", N_("when")},
	{"url", 0, TZ_OPTION_TEXT, "<url>", N_("its address")},
	{NULL, 0, TZ_OPTION_FLAG, NULL, NULL},
};
/* clang-format on */

static enum tz_status
run(struct tz_cli *cli, int argc, char **argv, struct tz_err *err)
{
	struct tz_publish wish = {
	    .item = argv[0],
	    .channel = tz_cli_text(cli, "channel"),
	    .date = tz_cli_text(cli, "date"),
	    .url = tz_cli_text(cli, "url"),
	};
	tz_auto_refusal refusal = {0};
	tz_auto_item item = {0};
	struct tz_desk desk;
	size_t left_out = 0;
	enum tz_status s = tz_item_act_desk(cli, &desk, err);

	(void)argc;
	if (!s)
		s = tz_publish(&desk, &wish, &item, &left_out, &refusal, err);
	tz_item_act_refused(cli, &refusal);
	if (s)
		return s;
	if (left_out > 0)
		tz_cli_warn(cli,
		    TZ_PLURAL("%zu file was not wholly read and is left out of "
			      "public bundles",
			"%zu files were not wholly read and are left out of "
			"public bundles",
			left_out),
		    left_out);
	return tz_item_act_done(cli, &item, _("published"), err);
}

const struct tz_command tz_cmd_publish = {
    .name = "publish",
    .group = TZ_GROUP_ARCHIVE,
    .summary = N_("Record where and when a cleared item was published."),
    .synopsis = "<item> --channel <text> --date <date> [--url <url>]",
    .need = TZ_NEED_VAULT | TZ_NEED_PERSON | TZ_NEED_KEY,
    .min_args = 1,
    .max_args = 1,
    .options = options,
    .run = run,
};
