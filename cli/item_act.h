/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/item_act.h - what the commands on items share: before and after the act
 */
#ifndef TZ_CLI_ITEM_ACT_H
#define TZ_CLI_ITEM_ACT_H

#include "cli/cli.h"
#include "review/desk.h"
#include "review/item.h"
#include "review/refuse.h"

/** tz_item_act_desk(cli, ret_desk, err): The desk of the acting person, or,
 * for a command that needs none, of one who only looks. */
TZ_CHECK enum tz_status tz_item_act_desk(struct tz_cli *cli,
    struct tz_desk *ret_desk, struct tz_err *err);

/** tz_item_act_done(cli, item, what, err): tell what became of the item: its
 * record under --json, else ${what} (a translated word) and its state. */
TZ_CHECK enum tz_status tz_item_act_done(struct tz_cli *cli,
    const struct tz_item *item, const char *what, struct tz_err *err);

/** tz_item_act_refused(cli, refusal): If something was refused at the
 * door, tell what to do and by when; the failure itself stays in ${err}. */
void tz_item_act_refused(struct tz_cli *cli, const struct tz_refusal *refusal);

/** tz_item_act_typed(cli, rules, texts, n_texts, err): If what was typed for an
 * act on no item bears a secret mark by ${rules} (NULL: those in force), tell
 * what to do and record the refusal: TZ_NO.  A NULL text is none. */
TZ_CHECK enum tz_status
tz_item_act_typed(struct tz_cli *cli, struct tz_rule_set *rules,
    const char *const *texts, size_t n_texts, struct tz_err *err);

/** tz_item_act_state(cli, item): "in-review, step confidentiality, due
 * 2019-07-02" on one line; valid until the next call. */
const char *tz_item_act_state(struct tz_cli *cli, const struct tz_item *item);

#endif /* !TZ_CLI_ITEM_ACT_H */
