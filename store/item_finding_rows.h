/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * store/item_finding_rows.h - derived: findings of items, and sign-offs
 */
#ifndef TZ_STORE_ITEM_FINDING_ROWS_H
#define TZ_STORE_ITEM_FINDING_ROWS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/status.h"
#include "store/db.h"

/* In the order of the table's columns. */
#define TZ_FINDING_NUMBER_LIST(X)                                              \
	X(number)                                                              \
	X(revision)                                                            \
	X(position)                                                            \
	X(start)                                                               \
	X(end)                                                                 \
	X(judged_seq)                                                          \
	X(gone)

#define TZ_FINDING_TEXT_LIST(X)                                                \
	X(channel)                                                             \
	X(rule)                                                                \
	X(severity)                                                            \
	X(status)                                                              \
	X(place)                                                               \
	X(file)                                                                \
	X(part)                                                                \
	X(pack)                                                                \
	X(ground)                                                              \
	X(location)                                                            \
	X(matched)                                                             \
	X(excerpt)                                                             \
	X(by)                                                                  \
	X(reason)                                                              \
	X(about)

struct tz_item_finding_row {
	const char *item;
#define TZ_FINDING_NUMBER_MEMBER(name) int64_t name;
	TZ_FINDING_NUMBER_LIST(TZ_FINDING_NUMBER_MEMBER)
#undef TZ_FINDING_NUMBER_MEMBER
#define TZ_FINDING_TEXT_MEMBER(name) const char *name;
	TZ_FINDING_TEXT_LIST(TZ_FINDING_TEXT_MEMBER)
#undef TZ_FINDING_TEXT_MEMBER
};

struct tz_item_signature_row {
	int64_t seq;
	const char *item;
	int64_t revision;
	int64_t at;
	bool valid;
	const char *step;
	const char *decision;
	const char *by;
	const char *ground;
	const char *reason;
};

/** tz_item_finding_rows_save(db, row, err): Write a finding over its older
 * row. */
TZ_CHECK enum tz_status tz_item_finding_rows_save(struct tz_db *db,
    const struct tz_item_finding_row *row, struct tz_err *err);

/** tz_item_finding_rows_each(db, item, visit, arg, err): All findings of
 * ${item}, of every revision, by number. */
TZ_CHECK enum tz_status
tz_item_finding_rows_each(struct tz_db *db, const char *item,
    enum tz_status (*visit)(const struct tz_item_finding_row *row, void *arg,
	struct tz_err *err),
    void *arg, struct tz_err *err);

/** tz_item_finding_rows_count(db, item, revision, visit, arg, err): How many
 * findings of a revision there are of each severity, status and rule that is
 * not gone. */
TZ_CHECK enum tz_status
tz_item_finding_rows_count(struct tz_db *db, const char *item, int64_t revision,
    void (*visit)(const char *severity, const char *status, const char *rule,
	int64_t n, void *arg),
    void *arg, struct tz_err *err);

/** tz_item_finding_rows_sign(db, row, err): Add a sign-off. */
TZ_CHECK enum tz_status tz_item_finding_rows_sign(struct tz_db *db,
    const struct tz_item_signature_row *row, struct tz_err *err);

/** tz_item_finding_rows_void(db, item, err): Mark every sign-off of ${item} as
 * void. */
TZ_CHECK enum tz_status tz_item_finding_rows_void(struct tz_db *db,
    const char *item, struct tz_err *err);

/** tz_item_finding_rows_signatures(db, item, visit, arg, err): The sign-offs
 * of ${item}, oldest first. */
TZ_CHECK enum tz_status
tz_item_finding_rows_signatures(struct tz_db *db, const char *item,
    enum tz_status (*visit)(const struct tz_item_signature_row *row, void *arg,
	struct tz_err *err),
    void *arg, struct tz_err *err);

#endif /* !TZ_STORE_ITEM_FINDING_ROWS_H */
