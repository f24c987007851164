/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * store/checked_rows.h - what newer rules say about items, act or no act
 *
 * Between an adoption and its next act an item is still of the rules before.
 * A row here says that its files were read with newer ones.
 */
#ifndef TZ_STORE_CHECKED_ROWS_H
#define TZ_STORE_CHECKED_ROWS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/digest.h"
#include "base/status.h"
#include "store/db.h"

/** tz_checked_rows_put(db, item, revision, rule_set, refused, err): Note what
 * ${rule_set} says; inside a transaction. */
TZ_CHECK enum tz_status
tz_checked_rows_put(struct tz_db *db, const char *item, int64_t revision,
    const struct tz_id *rule_set, bool refused, struct tz_err *err);

/** tz_checked_rows_get(db, item, revision, rule_set, ret_known, ret_refused,
 * err): What ${rule_set} says, if it was asked. */
TZ_CHECK enum tz_status tz_checked_rows_get(struct tz_db *db, const char *item,
    int64_t revision, const struct tz_id *rule_set, bool *ret_known,
    bool *ret_refused, struct tz_err *err);

/** tz_checked_rows_count(db, rule_set, published, ret_due, ret_refused, err):
 * How many items (only published ones if ${published}) ${rule_set} has not
 * seen, and how many it refuses. */
TZ_CHECK enum tz_status
tz_checked_rows_count(struct tz_db *db, const struct tz_id *rule_set,
    bool published, int64_t *ret_due, int64_t *ret_refused, struct tz_err *err);

#endif /* !TZ_STORE_CHECKED_ROWS_H */
