/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/index_item.h - an item as a record of the full text index
 *
 * What is published belongs to the open shelf, everything else that is stored
 * to the restricted one; what is quarantined or erased to none.
 */
#ifndef TZ_CLI_INDEX_ITEM_H
#define TZ_CLI_INDEX_ITEM_H

#include "cli/cli.h"
#include "index/index.h"
#include "review/item.h"

/** tz_index_item_shelf(item): The shelf that it belongs to, TZ_SHELF_COUNT for
 * none. */
enum tz_shelf tz_index_item_shelf(const struct tz_item *item);

/** tz_index_item_stamp(cli, item, agency, ret_stamp, err): Append a digest of
 * all that its record is made from. */
TZ_CHECK enum tz_status
tz_index_item_stamp(struct tz_cli *cli, const struct tz_item *item,
    const char *agency, struct tz_buf *ret_stamp, struct tz_err *err);

/**
 * tz_index_item_put(cli, index, shelf, item, agency, stamp, err):
 * Read the files of its revision again, in the worker, and put the record.
 * Text of files that are not wholly read is left out; they, and blobs that are
 * gone or damaged, count as uncovered.  Fails: as tz_intake_read() and
 * tz_index_put().
 */
TZ_CHECK enum tz_status tz_index_item_put(struct tz_cli *cli,
    struct tz_index *index, enum tz_shelf shelf, const struct tz_item *item,
    const char *agency, const char *stamp, struct tz_err *err);

#endif /* !TZ_CLI_INDEX_ITEM_H */
