/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/index_check.h - the full text index against the items, for `audit`
 */
#ifndef TZ_CLI_INDEX_CHECK_H
#define TZ_CLI_INDEX_CHECK_H

#include "base/check.h"
#include "cli/cli.h"

/**
 * tz_cli_index_check(cli, report, arg, err):
 * Check that every item that the index has seen stands on its shelf as it is
 * now, and that nothing else does (TZ_CHECK_INDEX).  Changes nothing; an item
 * with newer entries is not looked at.  TZ_NO when anything failed.
 */
TZ_CHECK enum tz_status tz_cli_index_check(struct tz_cli *cli,
    tz_check_report *report, void *arg, struct tz_err *err);

#endif /* !TZ_CLI_INDEX_CHECK_H */
