/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/cmd_person_retire.c - end what a person may do; what they signed stays
 */
#include "cli/cli.h"
#include "cli/item_act.h"

/* clang-format off */
static const struct tz_option options[] = {
	{"reason", 0, TZ_OPTION_TEXT, "<text>", N_("why")},
	{NULL, 0, TZ_OPTION_FLAG, NULL, NULL},
};
/* clang-format on */

static enum tz_status
run(struct tz_cli *cli, int argc, char **argv, struct tz_err *err)
{
	tz_auto_person person = {0};
	const char *reason = tz_cli_text(cli, "reason");
	int64_t seq;
	enum tz_status s = tz_item_act_typed(cli, NULL, &reason, 1, err);

	(void)argc;
	if (s)
		return s;
	s = tz_roster_retire(tz_cli_vault(cli), tz_cli_person(cli),
	    tz_cli_key(cli), argv[0], reason, &seq, err);
	if (s)
		return s;
	s = tz_roster_find(tz_cli_vault(cli), argv[0], &person, err);
	if (s)
		return s;
	if (tz_cli_json(cli))
		return tz_cli_person_record(cli, &person, err);
	tz_cli_print(cli, _("%s is retired (entry %lld).\n"), person.id,
	    (long long)seq);
	return TZ_OK;
}

const struct tz_command tz_cmd_person_retire = {
    .name = "person retire",
    .group = TZ_GROUP_SETTING_UP,
    .summary = N_("Retire a person; earlier signatures stay good."),
    .synopsis = "<id> [--reason <text>]",
    .need = TZ_NEED_VAULT | TZ_NEED_PERSON | TZ_NEED_KEY,
    .min_args = 1,
    .max_args = 1,
    .options = options,
    .run = run,
};
