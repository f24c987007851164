/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * store/item_revision_rows.h - derived: revisions and their files
 */
#ifndef TZ_STORE_ITEM_REVISION_ROWS_H
#define TZ_STORE_ITEM_REVISION_ROWS_H

#include <stdint.h>

#include "base/digest.h"
#include "base/status.h"
#include "store/db.h"

struct tz_item_revision_row {
	const char *item;
	int64_t revision;
	int64_t seq;
	int64_t at;
	const char *by;
	struct tz_id digest;
	const char *coverage; /* JSON */
};

struct tz_item_file_row {
	const char *item;
	int64_t revision;
	int64_t position;
	const char *name;
	const char *name_bytes;
	const char *media_type;
	const char *reading;
	int64_t size;
	struct tz_id sha256;
	struct tz_id commitment;
};

/** tz_item_revision_rows_add(db, row, err): Add a revision. */
TZ_CHECK enum tz_status tz_item_revision_rows_add(struct tz_db *db,
    const struct tz_item_revision_row *row, struct tz_err *err);

/** tz_item_revision_rows_each(db, item, visit, arg, err): The revisions of
 * ${item}, oldest first. */
TZ_CHECK enum tz_status
tz_item_revision_rows_each(struct tz_db *db, const char *item,
    enum tz_status (*visit)(const struct tz_item_revision_row *row, void *arg,
	struct tz_err *err),
    void *arg, struct tz_err *err);

/** tz_item_revision_rows_add_file(db, row, err): Add one of its files. */
TZ_CHECK enum tz_status tz_item_revision_rows_add_file(struct tz_db *db,
    const struct tz_item_file_row *row, struct tz_err *err);

/** tz_item_revision_rows_files(db, item, revision, visit, arg, err): The files
 * of a revision, main file first. */
TZ_CHECK enum tz_status tz_item_revision_rows_files(struct tz_db *db,
    const char *item, int64_t revision,
    enum tz_status (*visit)(const struct tz_item_file_row *row, void *arg,
	struct tz_err *err),
    void *arg, struct tz_err *err);

/** tz_item_revision_rows_forget(db, item, err): Take out what an erasure
 * forbids to keep: names and findings' text. */
TZ_CHECK enum tz_status tz_item_revision_rows_forget(struct tz_db *db,
    const char *item, struct tz_err *err);

#endif /* !TZ_STORE_ITEM_REVISION_ROWS_H */
