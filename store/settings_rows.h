/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * store/settings_rows.h - the derived table of settings: one row an adoption
 */
#ifndef TZ_STORE_SETTINGS_ROWS_H
#define TZ_STORE_SETTINGS_ROWS_H

#include <stdint.h>

#include "base/digest.h"
#include "base/status.h"
#include "store/db.h"

/* What one policy.adopt says; the strings are borrowed for the call or the
 * visit. */
struct tz_settings_row {
	int64_t seq;
	const char *log;
	const char *agency;
	const char *regime;
	const char *time_zone;
	struct tz_id rule_set;
	struct tz_id manifest; /* commitment */
};

typedef enum tz_status tz_settings_visit(const struct tz_settings_row *row,
    void *arg, struct tz_err *err);

/** tz_settings_rows_add(db, row, err): Add one, inside a transaction. */
TZ_CHECK enum tz_status tz_settings_rows_add(struct tz_db *db,
    const struct tz_settings_row *row, struct tz_err *err);

/** tz_settings_rows_at(db, size, visit, arg, err): Visit the row in force
 * after the first ${size} entries.  Fails: TZ_NOTFOUND. */
TZ_CHECK enum tz_status tz_settings_rows_at(struct tz_db *db, int64_t size,
    tz_settings_visit *visit, void *arg, struct tz_err *err);

#endif /* !TZ_STORE_SETTINGS_ROWS_H */
