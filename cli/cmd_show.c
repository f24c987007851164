/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/cmd_show.c - an item: files, findings, signatures
 *
 * Findings are shown as the rules in force see them: after an adoption the
 * files are read again first, as before an act.
 */
#include "cli/item_act.h"
#include "cli/item_view.h"

static enum tz_status
run(struct tz_cli *cli, int argc, char **argv, struct tz_err *err)
{
	tz_auto_dossier dossier = {0};
	struct tz_desk desk;
	enum tz_status s = tz_item_act_desk(cli, &desk, err);

	(void)argc;
	if (!s)
		s = tz_desk_open(&desk, argv[0], &dossier, err);
	if (!s)
		s = tz_item_view(cli, &dossier, err);
	return s;
}

const struct tz_command tz_cmd_show = {
    .name = "show",
    .group = TZ_GROUP_LOOKING,
    .summary = N_("Show an item: files, findings and signatures."),
    .synopsis = "<item>",
    .need = TZ_NEED_VAULT,
    .min_args = 1,
    .max_args = 1,
    .run = run,
};
