/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/cmd_person_list.c - the roster
 */
#include "cli/cli.h"
#include "cli/words.h"

static json_t *
roles_array(unsigned roles)
{
	json_t *array = json_array();
	int role;

	for (role = 0; array && role < TZ_ROLE_COUNT; role++) {
		if (roles & 1u << role)
			json_array_append_new(array,
			    json_string(tz_cli_word(tz_role_word((enum tz_role)
				    role))));
	}
	return array;
}

enum tz_status
tz_cli_person_record(struct tz_cli *cli, const struct tz_person *person,
    struct tz_err *err)
{
	tz_auto_buf print = TZ_BUF_INIT;

	tz_public_key_fingerprint(&person->key, &print);
	return tz_cli_record(cli,
	    json_pack("{s:s,s:s,s:s,s:s?,s:o,s:s,s:s}", "type", "person",
		"person", person->id, "name", person->name, "department",
		person->department, "roles", roles_array(person->roles), "key",
		tz_buf_str(&print), "status",
		person->retired_seq >= 0 ? "retired" : "active"),
	    err);
}

static enum tz_status
show(const struct tz_person *person, void *arg, struct tz_err *err)
{
	struct tz_cli *cli = arg;
	const char *comma = "";
	int role;

	if (tz_cli_json(cli))
		return tz_cli_person_record(cli, person, err);
	tz_cli_pad(cli, person->id, 26);
	tz_cli_print(cli, " ");
	tz_cli_pad(cli, person->name, 12);
	tz_cli_print(cli, " ");
	tz_cli_pad(cli, person->department ? person->department : "", 16);
	tz_cli_print(cli, " ");
	for (role = 0; role < TZ_ROLE_COUNT; role++) {
		if (person->roles & 1u << role) {
			tz_cli_print(cli, "%s%s", comma,
			    tz_cli_word(tz_role_word((enum tz_role)role)));
			comma = ",";
		}
	}
	tz_cli_print(cli, "%s\n",
	    person->retired_seq >= 0 ? _(" (retired)") : "");
	return TZ_OK;
}

static enum tz_status
run(struct tz_cli *cli, int argc, char **argv, struct tz_err *err)
{
	(void)argc;
	(void)argv;
	return tz_roster_each(tz_cli_vault(cli), show, cli, err);
}

const struct tz_command tz_cmd_person_list = {
    .name = "person list",
    .group = TZ_GROUP_SETTING_UP,
    .summary = N_("Show who is enrolled, with roles."),
    .synopsis = "",
    .need = TZ_NEED_VAULT,
    .min_args = 0,
    .max_args = 0,
    .run = run,
};
