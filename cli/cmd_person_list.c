/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/cmd_person_list.c - the roster
 */
#include <string.h>

#include "base/utf8.h"
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

/* A roster being printed: its columns are as wide as their widest text. */
struct table {
	struct tz_cli *cli;
	int id;
	int name;
	int department;
};

static void
widen(int *width, const char *text)
{
	int own = text ? (int)tz_utf8_width(text, strlen(text)) : 0;

	if (own > *width)
		*width = own;
}

static enum tz_status
measure(const struct tz_person *person, void *arg, struct tz_err *err)
{
	struct table *table = arg;

	(void)err;
	widen(&table->id, person->id);
	widen(&table->name, person->name);
	widen(&table->department, person->department);
	return TZ_OK;
}

static void
print_column(struct tz_cli *cli, const char *text, int width)
{
	tz_cli_pad(cli, text ? text : "", width);
	tz_cli_print(cli, "  ");
}

static enum tz_status
show(const struct tz_person *person, void *arg, struct tz_err *err)
{
	struct table *table = arg;
	struct tz_cli *cli = table->cli;
	const char *comma = "";
	int role;

	if (tz_cli_json(cli))
		return tz_cli_person_record(cli, person, err);
	print_column(cli, person->id, table->id);
	print_column(cli, person->name, table->name);
	print_column(cli, person->department, table->department);
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
	struct table table = {.cli = cli};
	enum tz_status s;

	(void)argc;
	(void)argv;
	s = tz_roster_each(tz_cli_vault(cli), measure, &table, err);
	return s ? s : tz_roster_each(tz_cli_vault(cli), show, &table, err);
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
