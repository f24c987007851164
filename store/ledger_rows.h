/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * store/ledger_rows.h - the true tables: entries, openings, signed notes
 *
 * Entries can only be added, each following the last (three triggers hold
 * that).  An opening is what a commitment stands for: the detail's JSON or the
 * blob, with its salt; it can be removed only by an erasure.
 */
#ifndef TZ_STORE_LEDGER_ROWS_H
#define TZ_STORE_LEDGER_ROWS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/digest.h"
#include "base/status.h"
#include "store/db.h"

struct tz_opening {
	struct tz_id commitment;
	struct tz_id salt;
	bool is_detail;
	struct tz_buf detail; /* canonical JSON, for a detail */
	struct tz_id blob;    /* the content's name, for an object */
	uint64_t size;	      /* of the object's bytes */
};

#define tz_auto_opening TZ_AUTO(tz_opening_clear) struct tz_opening

/** tz_opening_clear(opening): Free what it holds. */
void tz_opening_clear(struct tz_opening *opening);

/** tz_entry_rows_size(db, ret_size, err): The number of entries. */
TZ_CHECK enum tz_status
tz_entry_rows_size(struct tz_db *db, int64_t *ret_size, struct tz_err *err);

/** tz_entry_rows_append(db, seq, line, len, leaf, err): Add one, inside a
 * transaction.  TZ_BUG unless ${seq} is the size. */
TZ_CHECK enum tz_status tz_entry_rows_append(struct tz_db *db, int64_t seq,
    const char *line, size_t len, const struct tz_id *leaf, struct tz_err *err);

/** tz_entry_rows_get(db, seq, ret_line, ret_leaf, err): Append the line to
 * ${ret_line}.  Either may be NULL.  Fails: TZ_NOTFOUND. */
TZ_CHECK enum tz_status tz_entry_rows_get(struct tz_db *db, int64_t seq,
    struct tz_buf *ret_line, struct tz_id *ret_leaf, struct tz_err *err);

/** tz_entry_rows_each(db, from, until, visit, arg, err): Call ${visit} for
 * entries [${from}, ${until}) in order; its status ends the run if not OK. */
TZ_CHECK enum tz_status
tz_entry_rows_each(struct tz_db *db, int64_t from, int64_t until,
    enum tz_status (*visit)(int64_t seq, const char *line, size_t len,
	const struct tz_id *leaf, void *arg, struct tz_err *err),
    void *arg, struct tz_err *err);

/** tz_leaf_rows_each(db, until, visit, arg, err): The leaf hashes of the first
 * ${until} entries in order, without their lines. */
TZ_CHECK enum tz_status tz_leaf_rows_each(struct tz_db *db, int64_t until,
    void (*visit)(const struct tz_id *leaf, void *arg), void *arg,
    struct tz_err *err);

/** tz_leaf_rows_from(db, from, until, visit, arg, err): The same for entries
 * [${from}, ${until}).  Fails: TZ_NOTFOUND when there are not so many. */
TZ_CHECK enum tz_status tz_leaf_rows_from(struct tz_db *db, int64_t from,
    int64_t until, void (*visit)(const struct tz_id *leaf, void *arg),
    void *arg, struct tz_err *err);

/** tz_opening_rows_has(db, commitment, ret_has, err): Whether there is one. */
TZ_CHECK enum tz_status tz_opening_rows_has(struct tz_db *db,
    const struct tz_id *commitment, bool *ret_has, struct tz_err *err);

/** tz_opening_rows_put(db, opening, err): Keep one; the same commitment again
 * is TZ_OK. */
TZ_CHECK enum tz_status tz_opening_rows_put(struct tz_db *db,
    const struct tz_opening *opening, struct tz_err *err);

/** tz_opening_rows_get(db, commitment, ret_opening, err): Read one; the caller
 * clears it.  Fails: TZ_NOTFOUND (never there, or erased). */
TZ_CHECK enum tz_status
tz_opening_rows_get(struct tz_db *db, const struct tz_id *commitment,
    struct tz_opening *ret_opening, struct tz_err *err);

/** tz_opening_rows_each(db, visit, arg, err): All of them, in order of
 * commitments; a status from ${visit} that is not OK ends the run. */
TZ_CHECK enum tz_status tz_opening_rows_each(struct tz_db *db,
    enum tz_status (*visit)(const struct tz_opening *opening, void *arg,
	struct tz_err *err),
    void *arg, struct tz_err *err);

/** tz_note_rows_put(db, size, text, err): Keep a signed note for ever; another
 * text for the same size is TZ_BUG. */
TZ_CHECK enum tz_status tz_note_rows_put(struct tz_db *db, int64_t size,
    const char *text, struct tz_err *err);

/** tz_note_rows_get(db, size, ret_text, err): Append the note of ${size}.
 * Fails: TZ_NOTFOUND. */
TZ_CHECK enum tz_status tz_note_rows_get(struct tz_db *db, int64_t size,
    struct tz_buf *ret_text, struct tz_err *err);

/** tz_note_rows_newest(db, ret_size, ret_text, err): The note of the greatest
 * size.  Fails: TZ_NOTFOUND. */
TZ_CHECK enum tz_status tz_note_rows_newest(struct tz_db *db, int64_t *ret_size,
    struct tz_buf *ret_text, struct tz_err *err);

/** tz_note_rows_each(db, visit, arg, err): All notes in order of size. */
TZ_CHECK enum tz_status tz_note_rows_each(struct tz_db *db,
    enum tz_status (*visit)(int64_t size, const char *text, void *arg,
	struct tz_err *err),
    void *arg, struct tz_err *err);

#endif /* !TZ_STORE_LEDGER_ROWS_H */
