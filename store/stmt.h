/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * store/stmt.h - one SQL statement: bind, step, read
 *
 * For store/ only: the other rooms call typed rows.  Statements are kept by
 * the connection and reset when freed.
 */
#ifndef TZ_STORE_STMT_H
#define TZ_STORE_STMT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/digest.h"
#include "base/status.h"
#include "store/db.h"

struct tz_stmt;

/** tz_stmt_open(db, sql, ret_stmt, err): Prepare ${sql}, a constant. */
TZ_CHECK enum tz_status tz_stmt_open(struct tz_db *db, const char *sql,
    struct tz_stmt **ret_stmt, struct tz_err *err);

/** tz_stmt_free(stmt): Reset it.  NULL is allowed. */
void tz_stmt_free(struct tz_stmt *stmt);

TZ_AUTO_DEFINE(tz_stmt)

/**
 * tz_stmt_bind(stmt, err, kinds, ...):
 * Bind from parameter 1 on, one argument a letter of ${kinds}: `t` const char
 * * (NULL is SQL NULL), `i` int64_t, `d` const struct tz_id * (32 bytes, NULL
 * is SQL NULL), `b` const void * and size_t, `n` text as const char * and
 * size_t. All are borrowed until the statement is reset.
 */
TZ_CHECK enum tz_status
tz_stmt_bind(struct tz_stmt *stmt, struct tz_err *err, const char *kinds, ...);

/** tz_stmt_step(stmt, ret_row, err): Run on; ${*ret_row} says whether there is
 * a row.  A constraint that fails is TZ_BUG. */
TZ_CHECK enum tz_status
tz_stmt_step(struct tz_stmt *stmt, bool *ret_row, struct tz_err *err);

/** tz_stmt_run(stmt, err): Step to the end of a statement without rows. */
TZ_CHECK enum tz_status tz_stmt_run(struct tz_stmt *stmt, struct tz_err *err);

/** tz_stmt_text(stmt, column): Borrowed until the next step; NULL for NULL. */
const char *tz_stmt_text(struct tz_stmt *stmt, int column);

/** tz_stmt_integer(stmt, column): The integer, 0 for NULL. */
int64_t tz_stmt_integer(struct tz_stmt *stmt, int column);

/** tz_stmt_blob(stmt, column, ret_len): Borrowed until the next step. */
const void *tz_stmt_blob(struct tz_stmt *stmt, int column, size_t *ret_len);

/** tz_stmt_is_null(stmt, column): Whether it is SQL NULL. */
bool tz_stmt_is_null(struct tz_stmt *stmt, int column);

/** tz_stmt_id(stmt, column, ret_id): False for NULL or another length. */
bool tz_stmt_id(struct tz_stmt *stmt, int column, struct tz_id *ret_id);

#endif /* !TZ_STORE_STMT_H */
