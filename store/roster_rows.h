/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * store/roster_rows.h - the derived table of people
 *
 * archive/roster.h gives it meaning; here roles are words with commas between
 * and a key is "TYPE BASE64".
 */
#ifndef TZ_STORE_ROSTER_ROWS_H
#define TZ_STORE_ROSTER_ROWS_H

#include <stdint.h>

#include "base/digest.h"
#include "base/status.h"
#include "store/db.h"

/* One person; the strings are borrowed for the call or the visit. */
struct tz_person_row {
	const char *id;
	const char *name;
	const char *department;
	const char *roles;
	const char *key;
	const char *allowed_line;
	struct tz_id commitment; /* to the line */
	int64_t added_seq;
	int64_t added_at;
	int64_t retired_seq; /* -1 while active */
	int64_t retired_at;
};

typedef enum tz_status
tz_person_visit(const struct tz_person_row *row, void *arg, struct tz_err *err);

/** tz_person_rows_add(db, row, err): Add an active person, inside a
 * transaction.  TZ_BUG when the id or the key is there already. */
TZ_CHECK enum tz_status tz_person_rows_add(struct tz_db *db,
    const struct tz_person_row *row, struct tz_err *err);

/** tz_person_rows_retire(db, id, seq, at, err): Note the retirement. */
TZ_CHECK enum tz_status tz_person_rows_retire(struct tz_db *db, const char *id,
    int64_t seq, int64_t at, struct tz_err *err);

/** tz_person_rows_find(db, id, visit, arg, err): Visit the one of that id.
 * Fails: TZ_NOTFOUND. */
TZ_CHECK enum tz_status tz_person_rows_find(struct tz_db *db, const char *id,
    tz_person_visit *visit, void *arg, struct tz_err *err);

/** tz_person_rows_key(db, key, visit, arg, err): Visit the one with that key.
 * Fails: TZ_NOTFOUND. */
TZ_CHECK enum tz_status tz_person_rows_key(struct tz_db *db, const char *key,
    tz_person_visit *visit, void *arg, struct tz_err *err);

/** tz_person_rows_each(db, visit, arg, err): Visit all in order of
 * enrolment. */
TZ_CHECK enum tz_status tz_person_rows_each(struct tz_db *db,
    tz_person_visit *visit, void *arg, struct tz_err *err);

#endif /* !TZ_STORE_ROSTER_ROWS_H */
