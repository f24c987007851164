/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * store/precedent_rows.h - derived: how the same text was judged before
 *
 * "The same text" is the same rule and the same match as a reader reads it:
 * folded, in lower case, spaces, line ends and hyphens left out.  Only a
 * digest of that is kept, and it goes when the item is quarantined or erased.
 */
#ifndef TZ_STORE_PRECEDENT_ROWS_H
#define TZ_STORE_PRECEDENT_ROWS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/digest.h"
#include "base/status.h"
#include "store/db.h"

/* A judgement of another finding on the same text.  Texts are borrowed until
 * the visitor returns. */
struct tz_precedent_row {
	int64_t seq;
	int64_t at;
	const char *item;
	int64_t number;
	const char *status;
	const char *by;
	const char *reason;
};

/** tz_precedent_rows_key(rule, matched, ret_key, ret_any, err): The key of a
 * finding; ${*ret_any} is false for a structural fact, which matches no text.
 * Fails: TZ_NOMEM. */
TZ_CHECK enum tz_status
tz_precedent_rows_key(const char *rule, const char *matched,
    struct tz_id *ret_key, bool *ret_any, struct tz_err *err);

/** tz_precedent_rows_put(db, key, row, upheld, err): Enter the judgement
 * ${row} (seq, at, item and number) in place of an older one of the same
 * finding. */
TZ_CHECK enum tz_status
tz_precedent_rows_put(struct tz_db *db, const struct tz_id *key,
    const struct tz_precedent_row *row, bool upheld, struct tz_err *err);

/** tz_precedent_rows_forget(db, item, err): Take out all of ${item}. */
TZ_CHECK enum tz_status tz_precedent_rows_forget(struct tz_db *db,
    const char *item, struct tz_err *err);

/** tz_precedent_rows_count(db, key, item, number, ret_upheld, ret_dismissed,
 * err): How the text was judged, the finding ${number} of ${item} left out. */
TZ_CHECK enum tz_status tz_precedent_rows_count(struct tz_db *db,
    const struct tz_id *key, const char *item, int64_t number,
    int64_t *ret_upheld, int64_t *ret_dismissed, struct tz_err *err);

/** tz_precedent_rows_last(db, key, item, number, n, visit, arg, err): The
 * ${n} newest of these judgements, newest first. */
TZ_CHECK enum tz_status tz_precedent_rows_last(struct tz_db *db,
    const struct tz_id *key, const char *item, int64_t number, int64_t n,
    enum tz_status (*visit)(const struct tz_precedent_row *row, void *arg,
	struct tz_err *err),
    void *arg, struct tz_err *err);

/** tz_precedent_rows_fill(db, err): Make them from the findings of a database
 * that had no such table yet. */
TZ_CHECK enum tz_status
tz_precedent_rows_fill(struct tz_db *db, struct tz_err *err);

#endif /* !TZ_STORE_PRECEDENT_ROWS_H */
