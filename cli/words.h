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

/** tz_cli_word(word): A state, severity, channel, role, decision, fact or the
 * like in the language of the messages; ${word} itself when it is none of
 * these; NULL for NULL. */
const char *tz_cli_word(const char *word);

/** tz_cli_excerpt(match, excerpt): What a finding shows: of a fact, which has
 * no ${match}, its word as people read it; else ${excerpt}. */
const char *tz_cli_excerpt(const char *match, const char *excerpt);

/** tz_cli_rule_title(cli, rules, rule): The title of the rule in the language
 * of the messages, of the built-in ones too; NULL if there is none.  Borrowed
 * from the rules. */
const char *tz_cli_rule_title(const struct tz_cli *cli,
    const struct tz_rule_set *rules, const char *rule);

/** tz_cli_step(cli, route, step): In Chinese the title of the step on
 * ${route} by the rules in force, when there is one; else ${step} itself, ""
 * for NULL.  Borrowed from the rules. */
const char *
tz_cli_step(struct tz_cli *cli, const char *route, const char *step);

#endif /* !TZ_CLI_WORDS_H */
