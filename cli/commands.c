/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/commands.c - the table of commands, sorted by name
 */
#include "cli/cli.h"

/* One line a command; meson.build lists the files cmd_NAME.c. */
#define COMMANDS(X)                                                            \
	X(tz_cmd_approve)                                                      \
	X(tz_cmd_audit)                                                        \
	X(tz_cmd_checkpoint)                                                   \
	X(tz_cmd_completion)                                                   \
	X(tz_cmd_export)                                                       \
	X(tz_cmd_init)                                                         \
	X(tz_cmd_inspect)                                                      \
	X(tz_cmd_judge)                                                        \
	X(tz_cmd_log)                                                          \
	X(tz_cmd_person_add)                                                   \
	X(tz_cmd_person_list)                                                  \
	X(tz_cmd_person_retire)                                                \
	X(tz_cmd_policy_adopt)                                                 \
	X(tz_cmd_policy_check)                                                 \
	X(tz_cmd_policy_explain)                                               \
	X(tz_cmd_policy_fingerprint)                                           \
	X(tz_cmd_policy_list)                                                  \
	X(tz_cmd_policy_replay)                                                \
	X(tz_cmd_policy_rescan)                                                \
	X(tz_cmd_policy_show)                                                  \
	X(tz_cmd_policy_stats)                                                 \
	X(tz_cmd_policy_test)                                                  \
	X(tz_cmd_publish)                                                      \
	X(tz_cmd_queue)                                                        \
	X(tz_cmd_rebuild)                                                      \
	X(tz_cmd_return)                                                       \
	X(tz_cmd_revise)                                                       \
	X(tz_cmd_scan)                                                         \
	X(tz_cmd_search)                                                       \
	X(tz_cmd_show)                                                         \
	X(tz_cmd_submit)                                                       \
	X(tz_cmd_verify)                                                       \
	X(tz_cmd_withhold)

#define DECLARE(command) extern const struct tz_command command;
COMMANDS(DECLARE)

#define ENTRY(command) &command,
const struct tz_command *const tz_commands[] = {COMMANDS(ENTRY) NULL};
