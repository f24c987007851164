/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/cmd_init.c - make a vault: its first administrator, rules and log key
 *
 * Everything is made in a folder beside the wanted one and moved there last,
 * so that a failure leaves nothing.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "cli/cli.h"
#include "review/refuse.h"

/* clang-format off */
static const struct tz_option options[] = {
	{"agency", 0, TZ_OPTION_TEXT, "<name>", N_("the agency's full name")},
	{"log", 0, TZ_OPTION_TEXT, "<host>",
	    N_("the log's name for ever, a host name of the agency")},
	{"admin", 0, TZ_OPTION_TEXT, "<id>",
	    N_("the first administrator; a staff number is best")},
	{"name", 0, TZ_OPTION_TEXT, "<name>", N_("the administrator's name")},
	{"key", 0, TZ_OPTION_FILE, "<file.pub>",
	    N_("the administrator's OpenSSH public key")},
	{"regime", 0, TZ_OPTION_TEXT, "<code>", N_("cn (default), us, uk")},
	{"time-zone", 0, TZ_OPTION_TEXT, "<offset>",
	    N_("the agency's zone, such as +08:00")},
	{NULL, 0, TZ_OPTION_FLAG, NULL, NULL},
};
/* clang-format on */

static enum tz_status
required(const struct tz_cli *cli, const char *name, const char **ret,
    struct tz_err *err)
{
	*ret = tz_cli_text(cli, name);
	if (!*ret || **ret == '\0')
		return tz_fail(err, TZ_USAGE, _("--%s is needed"), name);
	return TZ_OK;
}

/* The agency's own copies, which have effect once adopted. */
static enum tz_status
copy_policies(const struct tz_named_list *files, const char *folder,
    struct tz_err *err)
{
	enum tz_status s;
	size_t i;

	for (i = 0; i < files->n; i++) {
		const struct tz_named *file = &files->item[i];
		tz_auto_str base = tz_path_join(folder, "policies");
		tz_auto_str path = base ? tz_path_join(base, file->name) : NULL;
		tz_auto_str parent = path ? strdup(path) : NULL;

		if (!parent)
			return tz_fail_nomem(err);
		*strrchr(parent, '/') = '\0';
		s = tz_folder_make(parent, 0700, err);
		if (s)
			return s;
		s = tz_file_write(path, file->data, file->len, 0600, err);
		if (s)
			return s;
	}
	return TZ_OK;
}

struct plan {
	const char *agency, *log, *admin, *name, *key, *regime, *zone;
};

static enum tz_status
read_plan(const struct tz_cli *cli, struct plan *plan, struct tz_err *err)
{
	enum tz_status s;

	s = required(cli, "agency", &plan->agency, err);
	if (!s)
		s = required(cli, "log", &plan->log, err);
	if (!s)
		s = required(cli, "admin", &plan->admin, err);
	if (!s)
		s = required(cli, "name", &plan->name, err);
	if (!s)
		s = required(cli, "key", &plan->key, err);
	plan->regime = tz_cli_text(cli, "regime");
	if (!plan->regime)
		plan->regime = "cn";
	plan->zone = tz_cli_text(cli, "time-zone");
	if (!plan->zone)
		plan->zone = strcmp(plan->regime, "cn") == 0 ? "+08:00" : "Z";
	return s;
}

/* What is typed into the vault bears no secret mark. */
static enum tz_status
check_typed(struct tz_rule_set *set, const struct plan *plan,
    struct tz_err *err)
{
	const char *const texts[] = {plan->agency, plan->name, plan->admin};
	enum tz_status s = TZ_OK;
	size_t i;

	for (i = 0; i < sizeof texts / sizeof *texts && !s; i++) {
		tz_auto_json rules = NULL;

		s = tz_refuse_text(set, texts[i], &rules, err);
		if (!s && rules)
			s = tz_fail(err, TZ_NO,
			    _("what was typed bears a secret mark; nothing "
			      "was written"));
	}
	return s;
}

static enum tz_status
fill(struct tz_cli *cli, const struct plan *plan, const char *folder,
    struct tz_buf *ret_vkey, struct tz_err *err)
{
	tz_auto(tz_vault) vault = NULL;
	tz_auto(tz_rule_set) set = NULL;
	tz_auto_named files = {0};
	tz_auto_buf public_key = TZ_BUF_INIT;
	tz_auto_str key = NULL;
	tz_auto_str cache = NULL;
	enum tz_status s;

	s = tz_file_read(plan->key, 65536, &public_key, err);
	if (s)
		return s;
	s = tz_cli_find_key(cli, plan->key, &key, err);
	if (s)
		return s;
	s = tz_policy_files_load(tz_cli_policies_folder(cli), &files, err);
	if (s)
		return s;
	s = tz_vault_create(folder, &vault, err);
	if (s)
		return s;
	cache = tz_vault_path(vault, "cache");
	if (!cache)
		return tz_fail_nomem(err);
	s = tz_folder_make(cache, 0700, err);
	if (s)
		return s;
	/* A rule set that does not load must not be put in force. */
	s = tz_rule_set_new(&files, cache, &set, err);
	if (s)
		return s;
	if (!tz_rule_set_default_route(set, plan->regime))
		return tz_fail(err, TZ_USAGE,
		    _("the policies have no route for the regime '%s'"),
		    plan->regime);
	s = check_typed(set, plan, err);
	if (s)
		return s;
	s = copy_policies(&files, folder, err);
	if (s)
		return s;
	return tz_ledger_init(vault, plan->log, plan->agency, plan->regime,
	    plan->zone, plan->admin, plan->name, tz_buf_str(&public_key), key,
	    &files, ret_vkey, err);
}

static enum tz_status
run(struct tz_cli *cli, int argc, char **argv, struct tz_err *err)
{
	tz_auto_buf vkey = TZ_BUF_INIT;
	tz_auto_buf draft = TZ_BUF_INIT;
	struct plan plan = {0};
	const char *folder = argv[0];
	enum tz_status s;

	(void)argc;
	s = read_plan(cli, &plan, err);
	if (s)
		return s;
	if (tz_vault_is(folder))
		return tz_fail(err, TZ_USAGE, _("'%s' is a vault already"),
		    folder);
	if (access(folder, F_OK) == 0 && rmdir(folder) != 0)
		return tz_fail(err, TZ_USAGE,
		    _("'%s' is there and not empty; choose a new folder"),
		    folder);
	tz_buf_puts(&draft, folder);
	while (draft.len > 1 && draft.data[draft.len - 1] == '/')
		draft.data[--draft.len] = '\0';
	tz_buf_printf(&draft, ".init-%ld", (long)getpid());
	s = tz_buf_check(&draft, err);
	if (s)
		return s;
	s = fill(cli, &plan, draft.data, &vkey, err);
	if (!s && rename(draft.data, folder) != 0)
		s = tz_fail_errno(err, _("cannot make"), folder);
	if (s) {
		(void)!tz_folder_remove(draft.data, NULL);
		return s;
	}
	if (tz_cli_json(cli)) {
		json_t *record = json_pack("{s:s,s:s,s:s,s:s}", "type", "vault",
		    "vault", folder, "agency", plan.agency, "vkey",
		    tz_buf_str(&vkey));

		return tz_cli_record(cli, record, err);
	}
	printf("%s\n", tz_buf_str(&vkey));
	tz_cli_print(cli, "%s\n",
	    _("Keep the line above on paper, signed and out of this machine's "
	      "reach: whoever has\nit can check every bundle of this log "
	      "without trusting the bundle."));
	tz_cli_print(cli,
	    _("The vault is '%s'. Next: taizhang -C '%s' "
	      "person add ...\n"),
	    folder, folder);
	return TZ_OK;
}

const struct tz_command tz_cmd_init = {
    .name = "init",
    .group = TZ_GROUP_SETTING_UP,
    .summary = N_("Make a vault and its first administrator."),
    .synopsis = "<folder> --agency <name> --log <host> --admin <id> "
		"--name <name> --key <file.pub> "
		"[--regime <code>] [--time-zone <offset>]",
    .details = N_("Prints the log's verifier key on the first line. The "
		  "private half of --key signs the first entry."),
    .need = TZ_NEED_NOTHING,
    .min_args = 1,
    .max_args = 1,
    .options = options,
    .run = run,
};
