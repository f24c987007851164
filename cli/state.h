/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/state.h - what one run of the program holds; for the core of cli/ only
 */
#ifndef TZ_CLI_STATE_H
#define TZ_CLI_STATE_H

#include "cli/cli.h"

#define TZ_CLI_GIVEN_MAX 64
#define TZ_CLI_CLEAN_RING 8

struct tz_given {
	const struct tz_option *option;
	const char *value;
};

struct tz_cached_rules {
	struct tz_id digest;
	struct tz_rule_set *set;
	struct tz_cached_rules *next;
};

struct tz_cli {
	const struct tz_command *command;
	const char *vault_folder; /* -C */
	const char *as;		  /* --as */
	const char *sign_key;	  /* --sign-key */
	bool json;
	bool quiet;
	bool help;
	bool version;
	struct tz_given given[TZ_CLI_GIVEN_MAX];
	size_t n_given;

	struct tz_vault *vault;
	char *person;
	char *key;
	char *key_temporary; /* a public key written for the agent, removed at
			      * the end */
	struct tz_cached_rules *rules;
	struct tz_intake *intake;

	char *policies_folder;
	char *worker;
	char *locale_folder;

	bool color;
	bool progress_drawn;
	int64_t progress_at; /* when it may be drawn again */
	struct tz_buf clean[TZ_CLI_CLEAN_RING];
	size_t clean_next;
};

/** tz_cli_parse(cli, argc, argv, ret_argc, ret_argv, err): Find the command
 * and the options, wherever they stand; the rest is left in ${ret_argv}.
 * Fails: TZ_USAGE. */
TZ_CHECK enum tz_status tz_cli_parse(struct tz_cli *cli, int argc, char **argv,
    int *ret_argc, char **ret_argv, struct tz_err *err);

/** tz_cli_places(cli, err): Find the worker, the policies and the
 * translations from where the program itself lies.  Fails: TZ_IO. */
TZ_CHECK enum tz_status tz_cli_places(struct tz_cli *cli, struct tz_err *err);

/** tz_cli_open_vault(cli, err): Open -C, $TAIZHANG_VAULT or the nearest parent
 * that is a vault. */
TZ_CHECK enum tz_status
tz_cli_open_vault(struct tz_cli *cli, struct tz_err *err);

/** tz_cli_resolve_person(cli, err): Fill in the acting person. */
TZ_CHECK enum tz_status
tz_cli_resolve_person(struct tz_cli *cli, struct tz_err *err);

/** tz_cli_resolve_key(cli, err): Fill in the signing key. */
TZ_CHECK enum tz_status
tz_cli_resolve_key(struct tz_cli *cli, struct tz_err *err);

/** tz_cli_help(command): Print the help of one command, or of the program for
 * NULL, on standard output. */
void tz_cli_help(const struct tz_command *command);

/** tz_cli_finish(cli): Release everything. */
void tz_cli_finish(struct tz_cli *cli);

/* The options of every command. */
extern const struct tz_option tz_global_options[];

#endif /* !TZ_CLI_STATE_H */
