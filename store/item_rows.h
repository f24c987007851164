/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * store/item_rows.h - the derived tables of items: items, events, refusals
 *
 * Rows are borrowed: what a visitor gets is good until it returns.  Text that
 * is NULL is SQL NULL.
 */
#ifndef TZ_STORE_ITEM_ROWS_H
#define TZ_STORE_ITEM_ROWS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/digest.h"
#include "base/status.h"
#include "store/db.h"

/* In the order of the table's columns. */
#define TZ_ITEM_TEXT_LIST(X)                                                   \
	X(id)                                                                  \
	X(doc)                                                                 \
	X(state)                                                               \
	X(route)                                                               \
	X(step)                                                                \
	X(submitter)                                                           \
	X(due)                                                                 \
	X(title)                                                               \
	X(number)                                                              \
	X(department)                                                          \
	X(category)                                                            \
	X(theme)                                                               \
	X(genre)                                                               \
	X(disposition)                                                         \
	X(ground)                                                              \
	X(date)                                                                \
	X(channel)                                                             \
	X(published_on)                                                        \
	X(url)                                                                 \
	X(meta)

struct tz_item_row {
#define TZ_ITEM_TEXT_MEMBER(name) const char *name;
	TZ_ITEM_TEXT_LIST(TZ_ITEM_TEXT_MEMBER)
#undef TZ_ITEM_TEXT_MEMBER
	int64_t submit_seq;
	int64_t last_seq;
	int64_t revision;
	int64_t next_finding;
	struct tz_id revision_digest;
	struct tz_id rule_set;
};

typedef enum tz_status
tz_item_row_visit(const struct tz_item_row *row, void *arg, struct tz_err *err);

/** tz_item_rows_save(db, row, err): Write an item over its older row. */
TZ_CHECK enum tz_status tz_item_rows_save(struct tz_db *db,
    const struct tz_item_row *row, struct tz_err *err);

/** tz_item_rows_get(db, id, visit, arg, err): Call ${visit} with the item.
 * Fails: TZ_NOTFOUND. */
TZ_CHECK enum tz_status tz_item_rows_get(struct tz_db *db, const char *id,
    tz_item_row_visit *visit, void *arg, struct tz_err *err);

/** tz_item_rows_of_doc(db, doc, visit, arg, err): The same by its id in the
 * ledger. */
TZ_CHECK enum tz_status tz_item_rows_of_doc(struct tz_db *db, const char *doc,
    tz_item_row_visit *visit, void *arg, struct tz_err *err);

/** tz_item_rows_each(db, since, visit, arg, err): All items whose last_seq is
 * at least ${since}, by id. */
TZ_CHECK enum tz_status tz_item_rows_each(struct tz_db *db, int64_t since,
    tz_item_row_visit *visit, void *arg, struct tz_err *err);

/** tz_item_rows_rank(db, prefix, ret_rank, err): The number of items whose id
 * begins with ${prefix} ("2019-"). */
TZ_CHECK enum tz_status tz_item_rows_rank(struct tz_db *db, const char *prefix,
    int64_t *ret_rank, struct tz_err *err);

/** tz_item_rows_add_entry(db, item, seq, revision, step, err): Note that entry
 * ${seq} concerns ${item}. */
TZ_CHECK enum tz_status
tz_item_rows_add_entry(struct tz_db *db, const char *item, int64_t seq,
    int64_t revision, const char *step, struct tz_err *err);

/** tz_item_rows_entries(db, item, visit, arg, err): The entries that concern
 * ${item}, oldest first. */
TZ_CHECK enum tz_status tz_item_rows_entries(struct tz_db *db, const char *item,
    enum tz_status (*visit)(int64_t seq, int64_t revision, const char *step,
	void *arg, struct tz_err *err),
    void *arg, struct tz_err *err);

/** tz_item_rows_add_refusal(db, seq, at, by, file, rules, err): Note a refusal
 * at the door. */
TZ_CHECK enum tz_status
tz_item_rows_add_refusal(struct tz_db *db, int64_t seq, int64_t at,
    const char *by, const char *file, const char *rules, struct tz_err *err);

/** tz_item_rows_refused(db, file, ret_n, err): How often ${file} (hex) was
 * refused. */
TZ_CHECK enum tz_status tz_item_rows_refused(struct tz_db *db, const char *file,
    int64_t *ret_n, struct tz_err *err);

/** tz_item_dump(db, ret, err): Append every row of the derived tables of
 * review, a line each, in a fixed order: equal tables, equal bytes. */
TZ_CHECK enum tz_status
tz_item_dump(struct tz_db *db, struct tz_buf *ret, struct tz_err *err);

#endif /* !TZ_STORE_ITEM_ROWS_H */
