/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/item_view.h - an item as records and for people
 */
#ifndef TZ_CLI_ITEM_VIEW_H
#define TZ_CLI_ITEM_VIEW_H

#include "cli/cli.h"
#include "review/desk.h"

/** tz_item_view(cli, dossier, err): Show the item; of one in quarantine only
 * that it is there. */
TZ_CHECK enum tz_status tz_item_view(struct tz_cli *cli,
    const struct tz_dossier *dossier, struct tz_err *err);

#endif /* !TZ_CLI_ITEM_VIEW_H */
