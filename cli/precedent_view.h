/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/precedent_view.h - how the same text was judged before, for people and
 * for records
 */
#ifndef TZ_CLI_PRECEDENT_VIEW_H
#define TZ_CLI_PRECEDENT_VIEW_H

#include "cli/cli.h"
#include "review/found.h"
#include "review/precedent.h"

/** tz_precedent_view_record(cli, item, found, record, err): Set `precedents`
 * in the record of ${found}; ${record} (NULL: memory ran out) stays the
 * caller's. */
TZ_CHECK enum tz_status
tz_precedent_view_record(struct tz_cli *cli, const char *item,
    const struct tz_found *found, json_t *record, struct tz_err *err);

/** tz_precedent_view_print(cli, precedents): Some lines, below a finding;
 * nothing if there are none. */
void tz_precedent_view_print(struct tz_cli *cli,
    const struct tz_precedents *precedents);

#endif /* !TZ_CLI_PRECEDENT_VIEW_H */
