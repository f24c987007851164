/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/item_submit.h - what submit and revise share: options and the answer
 */
#ifndef TZ_CLI_ITEM_SUBMIT_H
#define TZ_CLI_ITEM_SUBMIT_H

#include "cli/cli.h"
#include "review/submit.h"

/* The metadata that a person may type. */
extern const struct tz_option tz_item_submit_options[];

/** tz_item_submit(cli, item, paths, n_paths, err): Hand in files as a new item
 * (${item} NULL) or a revision, and tell what came of it. */
TZ_CHECK enum tz_status tz_item_submit(struct tz_cli *cli, const char *item,
    char **paths, int n_paths, struct tz_err *err);

#endif /* !TZ_CLI_ITEM_SUBMIT_H */
