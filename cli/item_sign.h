/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/item_sign.h - what approve, return and withhold share
 */
#ifndef TZ_CLI_ITEM_SIGN_H
#define TZ_CLI_ITEM_SIGN_H

#include "cli/cli.h"

/** tz_item_sign(cli, item, decision, done, err): Sign the present step of the
 * item with --ground, --reason and --revision, and tell it with the words
 * ${done}. */
TZ_CHECK enum tz_status tz_item_sign(struct tz_cli *cli, const char *item,
    const char *decision, const char *done, struct tz_err *err);

#endif /* !TZ_CLI_ITEM_SIGN_H */
