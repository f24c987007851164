/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/rules.c - the rule sets and the reader of files, made once a run
 *
 * Compiled databases are cached: a vault's in its cache/, the installed one's
 * in the user's cache folder.
 */
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "cli/passwords.h"
#include "cli/policies.h"
#include "cli/state.h"

/* ${folder} if it is there or can be made, else NULL. */
static char *
made(char *folder)
{
	if (!folder || tz_folder_make(folder, 0700, NULL) == TZ_OK)
		return folder;
	free(folder);
	return NULL;
}

char *
tz_cli_user_cache(void)
{
	const char *base = getenv("XDG_CACHE_HOME"), *home = getenv("HOME");

	if (base && base[0] == '/')
		return made(tz_path_join(base, "taizhang"));
	return home ? made(tz_path_join(home, ".cache/taizhang")) : NULL;
}

/* Compile ${files} unless it has been in this run. */
static enum tz_status
compile(struct tz_cli *cli, const struct tz_named_list *files,
    const struct tz_id *digest, struct tz_rule_set **ret_set,
    struct tz_err *err)
{
	struct tz_cached_rules *cached;
	tz_auto_str folder = NULL;
	enum tz_status s;

	folder = cli->vault ? made(tz_vault_path(cli->vault, "cache"))
			    : tz_cli_user_cache();
	cached = calloc(1, sizeof *cached);
	if (!cached)
		return tz_fail_nomem(err);
	s = tz_rule_set_new(files, folder, &cached->set, err);
	if (s) {
		free(cached);
		return s;
	}
	cached->digest = *digest;
	cached->next = cli->rules;
	cli->rules = cached;
	*ret_set = cached->set;
	return TZ_OK;
}

static struct tz_rule_set *
find(const struct tz_cli *cli, const struct tz_id *digest)
{
	const struct tz_cached_rules *cached;

	for (cached = cli->rules; cached; cached = cached->next) {
		if (tz_id_equal(&cached->digest, digest))
			return cached->set;
	}
	return NULL;
}

enum tz_status
tz_cli_rules_of(struct tz_cli *cli, const struct tz_id *digest,
    struct tz_rule_set **ret_set, struct tz_err *err)
{
	tz_auto_named files = {0};
	enum tz_status s;

	*ret_set = find(cli, digest);
	if (*ret_set)
		return TZ_OK;
	s = tz_ledger_policies(cli->vault, digest, &files, err);
	if (s)
		return s;
	return compile(cli, &files, digest, ret_set, err);
}

enum tz_status
tz_cli_rules(struct tz_cli *cli, struct tz_rule_set **ret_set,
    struct tz_err *err)
{
	tz_auto_settings settings = {0};
	tz_auto_named files = {0};
	const char *folder = tz_cli_text(cli, "policies");
	struct tz_id digest;
	enum tz_status s;

	if (cli->vault) {
		s = tz_ledger_settings(cli->vault, &settings, err);
		if (s)
			return s;
		return tz_cli_rules_of(cli, &settings.rule_set, ret_set, err);
	}
	s = tz_policy_files_load(folder ? folder : cli->policies_folder, &files,
	    err);
	if (s)
		return s;
	s = tz_policy_manifest_digest(&files, &digest, err);
	if (s)
		return s;
	*ret_set = find(cli, &digest);
	return *ret_set ? TZ_OK : compile(cli, &files, &digest, ret_set, err);
}

enum tz_status
tz_cli_intake(struct tz_cli *cli, struct tz_intake **ret_intake,
    struct tz_err *err)
{
	const char *passwords = tz_cli_text(cli, "password-file");
	struct tz_intake_limits limits = tz_intake_limits_default;
	enum tz_status s;

	if (!cli->intake) {
		if (cli->vault)
			limits.max_file = tz_vault_max_file(cli->vault);
		s = tz_intake_new(cli->worker, &limits, &cli->intake, err);
		if (s == TZ_OK && passwords)
			s = tz_cli_passwords(cli->intake, passwords, err);
		if (s)
			return s;
	}
	*ret_intake = cli->intake;
	return TZ_OK;
}

void
tz_cli_finish(struct tz_cli *cli)
{
	struct tz_cached_rules *cached;
	size_t i;

	while ((cached = cli->rules) != NULL) {
		cli->rules = cached->next;
		tz_rule_set_free(cached->set);
		free(cached);
	}
	tz_intake_free(cli->intake);
	tz_vault_free(cli->vault);
	if (cli->key_temporary)
		remove(cli->key_temporary);
	for (i = 0; i < TZ_CLI_CLEAN_RING; i++)
		tz_buf_clear(&cli->clean[i]);
	free(cli->key_temporary);
	free(cli->key);
	free(cli->person);
	free(cli->policies_folder);
	free(cli->worker);
	free(cli->locale_folder);
}
