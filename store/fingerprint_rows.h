/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * store/fingerprint_rows.h - derived: registered documents and their hashes
 *
 * A registration holds from the entry that made it until the entry that ends
 * it; what was found before does not change by later ones.
 */
#ifndef TZ_STORE_FINGERPRINT_ROWS_H
#define TZ_STORE_FINGERPRINT_ROWS_H

#include <stddef.h>
#include <stdint.h>

#include "base/status.h"
#include "store/db.h"

struct tz_fingerprint_row {
	int64_t source;
	int64_t seq;
	int64_t until_seq; /* -1: it holds */
	const char *item;  /* or NULL */
	const char *label;
	int64_t n_hashes;
};

/** tz_fingerprint_rows_add(db, row, hashes, err): Register a document with
 * ${row->n_hashes} values of ${hashes}, no two of them equal. */
TZ_CHECK enum tz_status
tz_fingerprint_rows_add(struct tz_db *db, const struct tz_fingerprint_row *row,
    const uint64_t *hashes, struct tz_err *err);

/** tz_fingerprint_rows_end(db, source, seq, err): From ${seq} on it is not
 * registered any more.  Fails: TZ_NOTFOUND when it is not now. */
TZ_CHECK enum tz_status tz_fingerprint_rows_end(struct tz_db *db,
    int64_t source, int64_t seq, struct tz_err *err);

/** tz_fingerprint_rows_end_item(db, item, seq, err): The same for all that
 * ${item} has registered. */
TZ_CHECK enum tz_status tz_fingerprint_rows_end_item(struct tz_db *db,
    const char *item, int64_t seq, struct tz_err *err);

/** tz_fingerprint_rows_forget_item(db, item, err): Leave nothing of what
 * ${item} has registered. */
TZ_CHECK enum tz_status tz_fingerprint_rows_forget_item(struct tz_db *db,
    const char *item, struct tz_err *err);

/** tz_fingerprint_rows_find(db, hash, item, found, found_arg, err): Call
 * ${found} for every document that is registered now and holds ${hash}, but
 * for those of ${item} (or NULL). */
TZ_CHECK enum tz_status
tz_fingerprint_rows_find(struct tz_db *db, uint64_t hash, const char *item,
    void (*found)(int64_t source, void *found_arg), void *found_arg,
    struct tz_err *err);

/** tz_fingerprint_rows_get(db, source, visit, arg, err): One document.  Fails:
 * TZ_NOTFOUND. */
TZ_CHECK enum tz_status
tz_fingerprint_rows_get(struct tz_db *db, int64_t source,
    enum tz_status (*visit)(const struct tz_fingerprint_row *row, void *arg,
	struct tz_err *err),
    void *arg, struct tz_err *err);

/** tz_fingerprint_rows_each(db, visit, arg, err): All of them, the ended too,
 * oldest first. */
TZ_CHECK enum tz_status tz_fingerprint_rows_each(struct tz_db *db,
    enum tz_status (*visit)(const struct tz_fingerprint_row *row, void *arg,
	struct tz_err *err),
    void *arg, struct tz_err *err);

/** tz_fingerprint_rows_newest(db, item, ret_seq, err): The newest entry that
 * registered a document, those of ${item} left out; -1 when there is none. */
TZ_CHECK enum tz_status tz_fingerprint_rows_newest(struct tz_db *db,
    const char *item, int64_t *ret_seq, struct tz_err *err);

#endif /* !TZ_STORE_FINGERPRINT_ROWS_H */
