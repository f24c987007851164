/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/policies.h - which policy files a command is about
 */
#ifndef TZ_CLI_POLICIES_H
#define TZ_CLI_POLICIES_H

#include "cli/cli.h"

/** tz_cli_policies_vault(cli, err): Open the vault if there is one to be
 * found; TZ_OK when there is none and none was asked for. */
TZ_CHECK enum tz_status
tz_cli_policies_vault(struct tz_cli *cli, struct tz_err *err);

/** tz_cli_policies_on_disk(cli, folder, ret_files, err): The files of
 * ${folder}, else of --policies, else of the vault's policies/, else the
 * installed ones. */
TZ_CHECK enum tz_status tz_cli_policies_on_disk(struct tz_cli *cli,
    const char *folder, struct tz_named_list *ret_files, struct tz_err *err);

/** tz_cli_policies_loud(cli, set): Warn of every rule that refuses and that
 * the agency or an override replaced or weakened. */
void tz_cli_policies_loud(struct tz_cli *cli, const struct tz_rule_set *set);

/** tz_cli_user_cache(): The acting user's own folder for compiled rules, made
 * if need be, malloc()ed; NULL if there is none. */
char *tz_cli_user_cache(void);

#endif /* !TZ_CLI_POLICIES_H */
