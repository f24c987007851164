/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/words.h - the words of records as people read them
 *
 * --json, the ledger and the command line keep the English words; what is
 * printed for people goes through here.
 */
#ifndef TZ_CLI_WORDS_H
#define TZ_CLI_WORDS_H

#include "cli/cli.h"

/** tz_cli_word(word): A state, severity, channel, role, decision or the like
 * in the language of the messages; ${word} itself when it is none of these;
 * NULL for NULL. */
const char *tz_cli_word(const char *word);

/** tz_cli_step(cli, route, step): In Chinese the title of the step on
 * ${route} by the rules in force, when there is one; else ${step} itself, ""
 * for NULL.  Borrowed from the rules. */
const char *
tz_cli_step(struct tz_cli *cli, const char *route, const char *step);

#endif /* !TZ_CLI_WORDS_H */
