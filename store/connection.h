/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * store/connection.h - what db.c and stmt.c share about a connection
 *
 * For these two files only.  SQLite's messages can quote values, so what goes
 * up is our own words for its result code.
 */
#ifndef TZ_STORE_CONNECTION_H
#define TZ_STORE_CONNECTION_H

#include <stdbool.h>

#include "base/status.h"
#include "store/db.h"

struct sqlite3;
struct sqlite3_stmt;
struct tz_stmt;

struct tz_db {
	struct sqlite3 *handle;
	struct tz_stmt *kept; /* statements, linked, most recent first */
	bool in_tx;
	bool shadowed; /* derived tables are temporary ones just now */
};

/** tz_db_fail(err, code): The status and words for SQLite's ${code}, which is
 * not SQLITE_OK. */
enum tz_status tz_db_fail(struct tz_err *err, int code);

/** tz_stmt_forget_all(db): Finalize every kept statement.  None may be in
 * use. */
void tz_stmt_forget_all(struct tz_db *db);

/** tz_stmt_any_in_use(db): Whether a statement is opened and not freed. */
bool tz_stmt_any_in_use(const struct tz_db *db);

#endif /* !TZ_STORE_CONNECTION_H */
