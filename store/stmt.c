/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * store/stmt.c - one SQL statement: bind, step, read
 *
 * A connection keeps the statements it has prepared, found by the address and
 * then the text of their SQL.  One that is in use (a loop inside a loop over
 * the same rows) is prepared a second time and kept too.
 */
#include "store/stmt.h"

#include <sqlite3.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "store/connection.h"

struct tz_stmt {
	struct tz_db *db;
	struct tz_stmt *next;
	const char *sql;
	sqlite3_stmt *handle;
	bool in_use;
};

static struct tz_stmt *
find_kept(struct tz_db *db, const char *sql)
{
	struct tz_stmt *stmt;

	for (stmt = db->kept; stmt; stmt = stmt->next)
		if (!stmt->in_use &&
		    (stmt->sql == sql || strcmp(stmt->sql, sql) == 0))
			return stmt;
	return NULL;
}

enum tz_status
tz_stmt_open(struct tz_db *db, const char *sql, struct tz_stmt **ret_stmt,
    struct tz_err *err)
{
	struct tz_stmt *stmt = find_kept(db, sql);
	int code;

	if (!stmt) {
		stmt = calloc(1, sizeof *stmt);
		if (!stmt)
			return tz_fail_nomem(err);
		code = sqlite3_prepare_v3(db->handle, sql, -1,
		    SQLITE_PREPARE_PERSISTENT, &stmt->handle, NULL);
		if (code != SQLITE_OK) {
			free(stmt);
			return tz_db_fail(err, code);
		}
		stmt->db = db;
		stmt->sql = sql;
		stmt->next = db->kept;
		db->kept = stmt;
	}
	stmt->in_use = true;
	*ret_stmt = stmt;
	return TZ_OK;
}

void
tz_stmt_free(struct tz_stmt *stmt)
{
	if (!stmt)
		return;
	sqlite3_reset(stmt->handle);
	sqlite3_clear_bindings(stmt->handle);
	stmt->in_use = false;
}

bool
tz_stmt_any_in_use(const struct tz_db *db)
{
	const struct tz_stmt *stmt;

	for (stmt = db->kept; stmt; stmt = stmt->next)
		if (stmt->in_use)
			return true;
	return false;
}

void
tz_stmt_forget_all(struct tz_db *db)
{
	while (db->kept) {
		struct tz_stmt *stmt = db->kept;

		db->kept = stmt->next;
		sqlite3_finalize(stmt->handle);
		free(stmt);
	}
}

/* Bind parameter ${at} from the next argument (two for bytes). */
static int
bind_one(sqlite3_stmt *handle, int at, char kind, va_list *arguments)
{
	const void *data;
	const struct tz_id *id;
	size_t len;

	switch (kind) {
	case 't':
		return sqlite3_bind_text(handle, at,
		    va_arg(*arguments, const char *), -1, SQLITE_STATIC);
	case 'i':
		return sqlite3_bind_int64(handle, at,
		    va_arg(*arguments, int64_t));
	case 'd':
		id = va_arg(*arguments, const struct tz_id *);
		return sqlite3_bind_blob(handle, at, id ? id->bytes : NULL,
		    (int)sizeof id->bytes, SQLITE_STATIC);
	case 'b':
		data = va_arg(*arguments, const void *);
		len = va_arg(*arguments, size_t);
		return sqlite3_bind_blob64(handle, at, data, len,
		    SQLITE_STATIC);
	case 'n':
		data = va_arg(*arguments, const void *);
		len = va_arg(*arguments, size_t);
		return sqlite3_bind_text64(handle, at, data, len, SQLITE_STATIC,
		    SQLITE_UTF8);
	}
	return SQLITE_MISUSE;
}

enum tz_status
tz_stmt_bind(struct tz_stmt *stmt, struct tz_err *err, const char *kinds, ...)
{
	va_list arguments;
	int code = SQLITE_OK;
	int i;

	va_start(arguments, kinds);
	for (i = 0; kinds[i] && code == SQLITE_OK; i++)
		code = bind_one(stmt->handle, i + 1, kinds[i], &arguments);
	va_end(arguments);
	return code == SQLITE_OK ? TZ_OK : tz_db_fail(err, code);
}

enum tz_status
tz_stmt_step(struct tz_stmt *stmt, bool *ret_row, struct tz_err *err)
{
	int code = sqlite3_step(stmt->handle);

	if (code != SQLITE_ROW && code != SQLITE_DONE)
		return tz_db_fail(err, code);
	*ret_row = code == SQLITE_ROW;
	return TZ_OK;
}

enum tz_status
tz_stmt_run(struct tz_stmt *stmt, struct tz_err *err)
{
	bool row = false;
	enum tz_status s = tz_stmt_step(stmt, &row, err);

	if (s)
		return s;
	return row ? tz_fail(err, TZ_BUG, _("a statement gave rows")) : TZ_OK;
}

const char *
tz_stmt_text(struct tz_stmt *stmt, int column)
{
	return (const char *)sqlite3_column_text(stmt->handle, column);
}

int64_t
tz_stmt_integer(struct tz_stmt *stmt, int column)
{
	return sqlite3_column_int64(stmt->handle, column);
}

const void *
tz_stmt_blob(struct tz_stmt *stmt, int column, size_t *ret_len)
{
	const void *data = sqlite3_column_blob(stmt->handle, column);

	*ret_len = (size_t)sqlite3_column_bytes(stmt->handle, column);
	return data;
}

bool
tz_stmt_is_null(struct tz_stmt *stmt, int column)
{
	return sqlite3_column_type(stmt->handle, column) == SQLITE_NULL;
}

bool
tz_stmt_id(struct tz_stmt *stmt, int column, struct tz_id *ret_id)
{
	size_t len;
	const void *data = tz_stmt_blob(stmt, column, &len);

	if (!data || len != sizeof ret_id->bytes)
		return false;
	memcpy(ret_id->bytes, data, len);
	return true;
}
