/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/policies.c - which policy files a command is about
 */
#include <stdlib.h>
#include <string.h>

#include "cli/policies.h"
#include "cli/state.h"

enum tz_status
tz_cli_policies_vault(struct tz_cli *cli, struct tz_err *err)
{
	struct tz_err own = {0};
	const char *named = getenv("TAIZHANG_VAULT");
	enum tz_status s;

	s = tz_cli_open_vault(cli, &own);
	if (s == TZ_NOTFOUND && !cli->vault_folder &&
	    (!named || named[0] == '\0'))
		return TZ_OK;
	if (s)
		*err = own;
	return s;
}

enum tz_status
tz_cli_policies_on_disk(struct tz_cli *cli, const char *folder,
    struct tz_named_list *ret_files, struct tz_err *err)
{
	tz_auto_str own = NULL;

	if (!folder)
		folder = tz_cli_text(cli, "policies");
	if (!folder && cli->vault) {
		own = tz_vault_path(cli->vault, "policies");
		if (!own)
			return tz_fail_nomem(err);
		folder = own;
	}
	return tz_policy_files_load(folder ? folder : cli->policies_folder,
	    ret_files, err);
}

void
tz_cli_policies_loud(struct tz_cli *cli, const struct tz_rule_set *set)
{
	size_t n, i;
	const struct tz_rule_change *changes = tz_rule_set_changes(set, &n);

	for (i = 0; i < n; i++) {
		if (!changes[i].loud || strcmp(changes[i].what, "lapsed") == 0)
			continue;
		tz_cli_warn(cli,
		    _("WARNING: the rule '%s', which refuses state secrets and "
		      "the like, was changed by %s:%u: %s %s"),
		    changes[i].rule, changes[i].file, changes[i].line,
		    changes[i].what, changes[i].detail);
	}
}
