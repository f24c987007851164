/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/cli.h - what a subcommand is and what it may ask for
 *
 * Only cli/ prints, exits, reads argv and the environment.  One file a
 * subcommand, cli/cmd_NAME.c, defining `const struct tz_command tz_cmd_NAME`;
 * cli/commands.c lists them.  main() parses, opens what the command needs,
 * runs it, prints the error once and turns the status into the exit status.
 */
#ifndef TZ_CLI_CLI_H
#define TZ_CLI_CLI_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "archive/ledger.h"
#include "archive/roster.h"
#include "base/buf.h"
#include "base/intl.h"
#include "base/json.h"
#include "base/status.h"
#include "intake/intake.h"
#include "policies/rule_set.h"
#include "store/vault.h"

enum tz_need {
	TZ_NEED_NOTHING = 0,
	TZ_NEED_VAULT = 1 << 0,	 /* opened before run() */
	TZ_NEED_PERSON = 1 << 1, /* acting person resolved, known and active */
	TZ_NEED_KEY = 1 << 2,	 /* and a signing key found */
};

enum tz_option_kind {
	TZ_OPTION_FLAG,
	TZ_OPTION_TEXT,
	TZ_OPTION_FILE,
	TZ_OPTION_FOLDER,
	TZ_OPTION_DATE,	  /* ISO date, checked */
	TZ_OPTION_NUMBER, /* 0 to 1000000000, checked */
};

struct tz_option {
	const char *name; /* long name without dashes; NULL ends the table */
	char letter;	  /* or 0 */
	enum tz_option_kind kind;
	const char *value; /* "<date>" in help; NULL for a flag */
	const char *help;  /* N_("...") */
};

/* Under which heading help lists a command, in the order of the work. */
#define TZ_GROUP_LIST(X)                                                       \
	X(SETTING_UP, N_("Setting up"))                                        \
	X(DRAFTS, N_("Drafts"))                                                \
	X(LOOKING, N_("Looking and finding"))                                  \
	X(SIGNING_OFF, N_("Signing off"))                                      \
	X(ARCHIVE, N_("Publication and bundles"))                              \
	X(PROVING, N_("Proving"))                                              \
	X(RULES, N_("Rules"))                                                  \
	X(UPKEEP, N_("Upkeep"))

enum tz_command_group {
#define TZ_GROUP_ENUM(name, title) TZ_GROUP_##name,
	TZ_GROUP_LIST(TZ_GROUP_ENUM)
#undef TZ_GROUP_ENUM
	    TZ_GROUP_COUNT
};

struct tz_cli;

struct tz_command {
	const char *name; /* one word, or two: "person add" */
	enum tz_command_group group;
	const char *summary;  /* N_("...") */
	const char *synopsis; /* "ITEM FINDING uphold|dismiss --reason <text>";
			       * several lines are several forms */
	const char *details;  /* N_("...") more help, or NULL */
	unsigned need;
	int min_args;			 /* after options */
	int max_args;			 /* -1: no limit */
	const struct tz_option *options; /* or NULL */
	enum tz_status (*run)(struct tz_cli *cli, int argc, char **argv,
	    struct tz_err *err);
};

/* Sorted by name; NULL-ended.  Options that every command has: -C, --as,
 * --sign-key, --json, --quiet, --help. */
extern const struct tz_command *const tz_commands[];

/** tz_cli_text(cli, name): The value of option ${name}, or NULL when it was
 * not given; borrowed until the end. */
const char *tz_cli_text(const struct tz_cli *cli, const char *name);

/** tz_cli_flag(cli, name): Whether the flag was given. */
bool tz_cli_flag(const struct tz_cli *cli, const char *name);

/** tz_cli_number(cli, name, otherwise): The option's number. */
int64_t
tz_cli_number(const struct tz_cli *cli, const char *name, int64_t otherwise);

/** tz_cli_vault(cli): The open vault (TZ_NEED_VAULT); borrowed. */
struct tz_vault *tz_cli_vault(const struct tz_cli *cli);

/** tz_cli_acting(cli): The name that acts: --as, else $TAIZHANG_AS, else the
 * Unix user's name, else NULL; not looked up.  borrowed. */
const char *tz_cli_acting(const struct tz_cli *cli);

/** tz_cli_acting_explicit(cli): Whether it was given by --as or the
 * environment. */
bool tz_cli_acting_explicit(const struct tz_cli *cli);

/** tz_cli_person(cli): ID@HOST of the acting person (TZ_NEED_PERSON). */
const char *tz_cli_person(const struct tz_cli *cli);

/** tz_cli_key(cli): The path of the signing key (TZ_NEED_KEY). */
const char *tz_cli_key(const struct tz_cli *cli);

/** tz_cli_find_key(cli, public_key_path, ret_path, err): The signing key by
 * the rules of design section 6, first beside ${public_key_path} unless NULL;
 * for `init` and others that do it themselves. */
TZ_CHECK enum tz_status tz_cli_find_key(struct tz_cli *cli,
    const char *public_key_path, char **ret_path, struct tz_err *err);

/** tz_cli_rules(cli, ret_set, err): The rule set in force in the vault, or,
 * without a vault, the installed one (or --policies DIR); compiled once, owned
 * by ${cli}. */
TZ_CHECK enum tz_status tz_cli_rules(struct tz_cli *cli,
    struct tz_rule_set **ret_set, struct tz_err *err);

/** tz_cli_rules_of(cli, digest, ret_set, err): The rule set of that digest
 * from the vault, compiled once, owned by ${cli}. */
TZ_CHECK enum tz_status
tz_cli_rules_of(struct tz_cli *cli, const struct tz_id *digest,
    struct tz_rule_set **ret_set, struct tz_err *err);

/** tz_cli_intake(cli, ret_intake, err): The way to read files, owned by
 * ${cli}. */
TZ_CHECK enum tz_status tz_cli_intake(struct tz_cli *cli,
    struct tz_intake **ret_intake, struct tz_err *err);

/** tz_cli_policies_folder(cli): The installed policies (or the source's own,
 * when run from the build tree); borrowed. */
const char *tz_cli_policies_folder(struct tz_cli *cli);

/** tz_cli_json(cli): Whether --json was given. */
bool tz_cli_json(const struct tz_cli *cli);

/** tz_cli_quiet(cli): Whether --quiet was given. */
bool tz_cli_quiet(const struct tz_cli *cli);

/** tz_cli_record(cli, record, err): Print ${record} as one JSON line and
 * release it (also on failure).  NULL is TZ_NOMEM. */
TZ_CHECK enum tz_status
tz_cli_record(struct tz_cli *cli, json_t *record, struct tz_err *err);

/** tz_cli_print(cli, format, ...): Print for a person on standard output;
 * nothing under --json or --quiet. */
void tz_cli_print(struct tz_cli *cli, const char *format, ...) TZ_PRINTF(2, 3);

/** tz_cli_warn(cli, format, ...): Print "taizhang: TEXT" on standard error. */
void tz_cli_warn(struct tz_cli *cli, const char *format, ...) TZ_PRINTF(2, 3);

/** tz_cli_clean(cli, text): ${text} made safe for a terminal (controls shown
 * as \u{..}); valid until eight more calls. */
const char *tz_cli_clean(struct tz_cli *cli, const char *text);

/** tz_cli_person_record(cli, person, err): Print the record of a person. */
TZ_CHECK enum tz_status tz_cli_person_record(struct tz_cli *cli,
    const struct tz_person *person, struct tz_err *err);

/* Styles on a terminal; nothing elsewhere or under NO_COLOR. */
enum tz_style {
	TZ_STYLE_PLAIN,
	TZ_STYLE_BOLD,
	TZ_STYLE_DIM,
	TZ_STYLE_RED,
	TZ_STYLE_YELLOW,
	TZ_STYLE_GREEN,
};

/** tz_cli_style(cli, style): The escape sequence, or "". */
const char *tz_cli_style(const struct tz_cli *cli, enum tz_style style);

/** tz_cli_pad(cli, text, width): Print ${text} cut or padded to ${width}
 * columns (East Asian width counted). */
void tz_cli_pad(struct tz_cli *cli, const char *text, int width);

/** tz_cli_progress(cli, what, done, all): Draw or redraw a progress bar on
 * standard error when it is a terminal; done == all removes it. */
void tz_cli_progress(struct tz_cli *cli, const char *what, uint64_t done,
    uint64_t all);

/** tz_cli_chinese(cli): Whether messages are in Chinese, to choose a title. */
bool tz_cli_chinese(const struct tz_cli *cli);

#endif /* !TZ_CLI_CLI_H */
