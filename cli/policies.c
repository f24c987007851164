/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/policies.c - which policy files a command is about
 */
#include <stdlib.h>

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
