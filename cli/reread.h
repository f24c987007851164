/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/reread.h - the files of many items read again, several at a time
 *
 * The present revision of each item that is wanted is read in the sandboxed
 * worker and matched with a rule set, in the order of the items' ids.
 */
#ifndef TZ_CLI_REREAD_H
#define TZ_CLI_REREAD_H

#include "cli/cli.h"
#include "review/item.h"
#include "review/scan.h"

/** Whether an item is to be read. */
typedef enum tz_status tz_reread_wanted(const struct tz_item *item,
    bool *ret_wanted, void *arg, struct tz_err *err);

/** Does something with what was read.  ${whole} is false if some file could
 * not be read at all, or the item has moved on meanwhile. */
typedef enum tz_status tz_reread_visit(const struct tz_item *item,
    const struct tz_scan *scan, bool whole, void *arg, struct tz_err *err);

/**
 * tz_reread(cli, rules, what, wanted, visit, arg, err):
 * Read and match, --jobs files at a time, with a progress bar that says
 * ${what}.  Fails as the visitors, TZ_IO when no worker can be started,
 * TZ_NOMEM.
 */
TZ_CHECK enum tz_status tz_reread(struct tz_cli *cli, struct tz_rule_set *rules,
    const char *what, tz_reread_wanted *wanted, tz_reread_visit *visit,
    void *arg, struct tz_err *err);

#endif /* !TZ_CLI_REREAD_H */
