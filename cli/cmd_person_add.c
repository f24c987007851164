/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/cmd_person_add.c - enrol a person with a key and roles
 */
#include "base/file.h"
#include "cli/cli.h"
#include "cli/item_act.h"

/* clang-format off */
static const struct tz_option options[] = {
	{"name", 0, TZ_OPTION_TEXT, "<name>", N_("the person's name")},
	{"department", 0, TZ_OPTION_TEXT, "<name>", N_("where they work")},
	{"role", 0, TZ_OPTION_TEXT, "<role,...>",
	    N_("drafter, reviewer, confidentiality-officer, approver, "
	       "archivist, foi-officer, auditor, administrator")},
	{"key", 0, TZ_OPTION_FILE, "<file.pub>",
	    N_("their OpenSSH public key")},
	{NULL, 0, TZ_OPTION_FLAG, NULL, NULL},
};
/* clang-format on */

static enum tz_status
run(struct tz_cli *cli, int argc, char **argv, struct tz_err *err)
{
	tz_auto_buf key = TZ_BUF_INIT;
	tz_auto_person person = {0};
	const char *name = tz_cli_text(cli, "name");
	const char *department = tz_cli_text(cli, "department");
	const char *role = tz_cli_text(cli, "role");
	const char *key_path = tz_cli_text(cli, "key");
	const char *const texts[] = {name, department, argv[0]};
	unsigned roles;
	int64_t seq;
	enum tz_status s;

	(void)argc;
	if (!name || !department || !role || !key_path)
		return tz_fail(err, TZ_USAGE,
		    _("--name, --department, --role and --key are needed"));
	s = tz_roles_parse(role, &roles, err);
	if (s)
		return s;
	s = tz_item_act_typed(cli, NULL, texts, sizeof texts / sizeof *texts,
	    err);
	if (s)
		return s;
	s = tz_file_read(key_path, 65536, &key, err);
	if (s)
		return s;
	s = tz_roster_add(tz_cli_vault(cli), tz_cli_person(cli),
	    tz_cli_key(cli), argv[0], name, department, roles, tz_buf_str(&key),
	    &seq, err);
	if (s)
		return s;
	s = tz_roster_find(tz_cli_vault(cli), argv[0], &person, err);
	if (s)
		return s;
	if (tz_cli_json(cli))
		return tz_cli_person_record(cli, &person, err);
	tz_cli_print(cli, _("%s is enrolled as %s (entry %lld).\n"),
	    tz_cli_clean(cli, person.name), person.id, (long long)seq);
	return TZ_OK;
}

const struct tz_command tz_cmd_person_add = {
    .name = "person add",
    .group = TZ_GROUP_SETTING_UP,
    .summary = N_("Enrol a person with a key and roles."),
    .synopsis = "<id> --name <name> --department <name> --role <role,...> "
		"--key <file.pub>",
    .details = N_("The id stands in every bundle for ever: a staff number "
		  "serves better than a name."),
    .need = TZ_NEED_VAULT | TZ_NEED_PERSON | TZ_NEED_KEY,
    .min_args = 1,
    .max_args = 1,
    .options = options,
    .run = run,
};
