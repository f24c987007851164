/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * store/db.c - the database of a vault: connection, transactions, schema
 *
 * Bringing the schema up to date takes the write lock before it reads the
 * version that it acts on, so two programs that open an old vault at once do
 * not both run a step.
 */
#include "store/db.h"

#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/intl.h"
#include "store/connection.h"
#include "store/precedent_rows.h"
#include "store/schema.h"

#define APPLICATION 0x747a7631 /* "tzv1"; step 0001 sets it */
#define WAIT_MS 10000
/* Step 0005 makes a table for what older findings say already. */
#define BEFORE_PRECEDENTS 4

struct tz_tx {
	struct tz_db *db;
};

enum tz_status
tz_db_fail(struct tz_err *err, int code)
{
	switch (code & 0xff) {
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return tz_fail(err, TZ_LOCKED,
		    _("the vault is in use by another process"));
	case SQLITE_NOMEM:
		return tz_fail_nomem(err);
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB:
		return tz_fail(err, TZ_CORRUPT, _("the database is damaged"));
	case SQLITE_ERROR:
		return tz_fail(err, TZ_CORRUPT,
		    _("a table of the database is missing or changed; "
		      "run 'taizhang rebuild'"));
	case SQLITE_FULL:
		return tz_fail(err, TZ_IO,
		    _("cannot write the database: the disk is full"));
	case SQLITE_READONLY:
	case SQLITE_PERM:
		return tz_fail(err, TZ_IO, _("the database is read-only"));
	case SQLITE_IOERR:
	case SQLITE_CANTOPEN:
		return tz_fail(err, TZ_IO,
		    _("the database cannot be read or written"));
	case SQLITE_CONSTRAINT:
		return tz_fail(err, TZ_BUG,
		    _("the database refused a change against its rules"));
	}
	return tz_fail(err, TZ_BUG, _("database error %d"), code);
}

static enum tz_status
run(struct tz_db *db, const char *sql, struct tz_err *err)
{
	int code = sqlite3_exec(db->handle, sql, NULL, NULL, NULL);

	return code == SQLITE_OK ? TZ_OK : tz_db_fail(err, code);
}

/* The integer that ${sql} gives in its first row; 0 without one. */
static enum tz_status
ask(sqlite3 *handle, const char *sql, int64_t *ret_value, struct tz_err *err)
{
	sqlite3_stmt *stmt = NULL;
	int code = sqlite3_prepare_v2(handle, sql, -1, &stmt, NULL);

	*ret_value = 0;
	if (code == SQLITE_OK)
		code = sqlite3_step(stmt);
	if (code == SQLITE_ROW)
		*ret_value = sqlite3_column_int64(stmt, 0);
	sqlite3_finalize(stmt);
	return code == SQLITE_ROW || code == SQLITE_DONE
	    ? TZ_OK
	    : tz_db_fail(err, code);
}

/* How many steps the database has had. */
static enum tz_status
read_version(struct tz_db *db, bool create, int64_t *ret_version,
    struct tz_err *err)
{
	int64_t application;
	enum tz_status s;

	s = ask(db->handle, "PRAGMA application_id", &application, err);
	if (!s)
		s = ask(db->handle, "PRAGMA user_version", ret_version, err);
	if (s)
		return s;
	if (application == APPLICATION && *ret_version > tz_schema_n_steps)
		return tz_fail(err, TZ_TOONEW,
		    _("the vault was written by a newer version of taizhang"));
	if (application == APPLICATION && *ret_version > 0)
		return TZ_OK;
	if (application == 0 && *ret_version == 0 && create)
		return TZ_OK;
	return tz_fail(err, TZ_CORRUPT, _("this is no database of a vault"));
}

static enum tz_status
run_steps(struct tz_db *db, bool create, struct tz_err *err)
{
	int64_t version;
	char text[64];
	enum tz_status s = read_version(db, create, &version, err);

	if (s || version == tz_schema_n_steps)
		return s;
	for (; version < tz_schema_n_steps; version++) {
		s = run(db, tz_schema_steps[version].sql, err);
		if (!s && version > 0 && version == BEFORE_PRECEDENTS)
			s = tz_precedent_rows_fill(db, err);
		if (s)
			return tz_fail_while(err, s, _("running step %s"),
			    tz_schema_steps[version].name);
	}
	sqlite3_snprintf(sizeof text, text, "PRAGMA user_version = %d",
	    tz_schema_n_steps);
	return run(db, text, err);
}

static enum tz_status
bring_up_to_date(struct tz_db *db, bool create, struct tz_err *err)
{
	int64_t version;
	enum tz_status s = read_version(db, create, &version, err);
	tz_auto(tz_tx) tx = NULL;

	/* Most of the time there is nothing to do, and no lock to wait for. */
	if (s || version == tz_schema_n_steps)
		return s;
	s = tz_tx_begin(db, &tx, err);
	if (!s)
		s = run_steps(db, create, err);
	return s ? s : tz_tx_commit(&tx, err);
}

/* SQLite would make the file with the umask's mode; its -wal and -shm get the
 * mode of the file. */
static enum tz_status
make_file(const char *path, struct tz_err *err)
{
	tz_auto_fd fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

	if (fd < 0 && errno == EEXIST)
		return TZ_OK;
	if (fd < 0 || fchmod(fd, 0600) != 0)
		return tz_fail_errno(err, _("cannot make"), path);
	return TZ_OK;
}

static enum tz_status
set_up(struct tz_db *db, bool create, struct tz_err *err)
{
	static const char settings[] = "PRAGMA journal_mode = WAL;"
				       "PRAGMA synchronous = FULL;"
				       "PRAGMA secure_delete = ON;"
				       "PRAGMA foreign_keys = ON;"
				       /* No text in a temporary folder. */
				       "PRAGMA temp_store = MEMORY;"
				       "PRAGMA trusted_schema = OFF;"
				       "PRAGMA cell_size_check = ON;";
	enum tz_status s;

	sqlite3_extended_result_codes(db->handle, 1);
	if (sqlite3_busy_timeout(db->handle, WAIT_MS) != SQLITE_OK)
		return tz_fail(err, TZ_BUG, _("no waiting for the database"));
	sqlite3_db_config(db->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	s = run(db, settings, err);
	return s ? s : bring_up_to_date(db, create, err);
}

enum tz_status
tz_db_open(const char *path, bool create, struct tz_db **ret_db,
    struct tz_err *err)
{
	tz_auto(tz_db) db = calloc(1, sizeof *db);
	struct stat about;
	enum tz_status s;
	int code;

	if (!db)
		return tz_fail_nomem(err);
	s = create ? make_file(path, err) : TZ_OK;
	if (s)
		return s;
	if (stat(path, &about) != 0)
		return tz_fail_errno(err, _("cannot open"), path);
	code = sqlite3_open_v2(path, &db->handle,
	    SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
	if (code != SQLITE_OK)
		return tz_db_fail(err, code);
	s = set_up(db, create, err);
	if (s)
		return s;
	*ret_db = tz_steal(&db);
	return TZ_OK;
}

void
tz_db_free(struct tz_db *db)
{
	if (!db)
		return;
	tz_stmt_forget_all(db);
	sqlite3_close(db->handle);
	free(db);
}

static enum tz_status
begin(struct tz_db *db, const char *sql, struct tz_tx **ret_tx,
    struct tz_err *err)
{
	struct tz_tx *tx;
	enum tz_status s;

	if (db->in_tx)
		return tz_fail(err, TZ_BUG, _("a transaction in another"));
	tx = malloc(sizeof *tx);
	if (!tx)
		return tz_fail_nomem(err);
	s = run(db, sql, err);
	if (s) {
		free(tx);
		return s;
	}
	db->in_tx = true;
	tx->db = db;
	*ret_tx = tx;
	return TZ_OK;
}

enum tz_status
tz_tx_begin(struct tz_db *db, struct tz_tx **ret_tx, struct tz_err *err)
{
	return begin(db, "BEGIN IMMEDIATE", ret_tx, err);
}

enum tz_status
tz_tx_begin_read(struct tz_db *db, struct tz_tx **ret_tx, struct tz_err *err)
{
	return begin(db, "BEGIN", ret_tx, err);
}

enum tz_status
tz_tx_commit(struct tz_tx **tx, struct tz_err *err)
{
	struct tz_tx *mine = tz_steal(tx);
	enum tz_status s = run(mine->db, "COMMIT", err);

	if (s) {
		tz_tx_free(mine);
		return s;
	}
	mine->db->in_tx = false;
	free(mine);
	return TZ_OK;
}

void
tz_tx_free(struct tz_tx *tx)
{
	if (!tx)
		return;
	/* Statements kept are of the tables in memory, which now go. */
	if (tx->db->shadowed)
		tz_stmt_forget_all(tx->db);
	tx->db->shadowed = false;
	/* After some failures SQLite has rolled back by itself. */
	if (!sqlite3_get_autocommit(tx->db->handle))
		sqlite3_exec(tx->db->handle, "ROLLBACK", NULL, NULL, NULL);
	tx->db->in_tx = false;
	free(tx);
}

bool
tz_db_in_tx(const struct tz_db *db)
{
	return db->in_tx;
}

/* Whether ${name} is a table of a step of true tables. */
static enum tz_status
is_true(sqlite3 *model, const char *name, bool *ret_true, struct tz_err *err)
{
	int64_t found;
	char *sql = sqlite3_mprintf(
	    "SELECT count(*) FROM sqlite_schema WHERE name = %Q", name);
	enum tz_status s;

	if (!sql)
		return tz_fail_nomem(err);
	s = ask(model, sql, &found, err);
	sqlite3_free(sql);
	*ret_true = found > 0;
	return s;
}

/* Append a DROP for every table, view and trigger of ${db} that is not in
 * ${model}, youngest first. */
static enum tz_status
list_drops(struct tz_db *db, sqlite3 *model, struct tz_buf *ret,
    struct tz_err *err)
{
	static const char all[] =
	    "SELECT type, name FROM sqlite_schema WHERE type IN ('table', "
	    "'view') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' "
	    "ORDER BY rowid DESC";
	sqlite3_stmt *stmt = NULL;
	enum tz_status s = TZ_OK;
	int code = sqlite3_prepare_v2(db->handle, all, -1, &stmt, NULL);

	while (code == SQLITE_OK || code == SQLITE_ROW) {
		const char *name;
		char *drop;
		bool keep = true;

		code = sqlite3_step(stmt);
		if (code != SQLITE_ROW)
			break;
		name = (const char *)sqlite3_column_text(stmt, 1);
		s = is_true(model, name, &keep, err);
		if (s)
			break;
		if (keep)
			continue;
		drop = sqlite3_mprintf("DROP %s \"%w\";",
		    sqlite3_column_text(stmt, 0), name);
		tz_buf_puts(ret, drop ? drop : "");
		sqlite3_free(drop);
	}
	sqlite3_finalize(stmt);
	if (s)
		return s;
	if (code != SQLITE_DONE)
		return tz_db_fail(err, code);
	return tz_buf_check(ret, err);
}

/* The true steps alone, run in memory, say which tables are true. */
static enum tz_status
make_model(sqlite3 *model, struct tz_err *err)
{
	int code = SQLITE_OK;
	int i;

	for (i = 0; i < tz_schema_n_steps && code == SQLITE_OK; i++)
		if (!tz_schema_steps[i].derived)
			code = sqlite3_exec(model, tz_schema_steps[i].sql, NULL,
			    NULL, NULL);
	return code == SQLITE_OK ? TZ_OK : tz_db_fail(err, code);
}

enum tz_status
tz_db_forget_derived(struct tz_db *db, struct tz_err *err)
{
	tz_auto_buf drops = TZ_BUF_INIT;
	sqlite3 *model = NULL;
	enum tz_status s;
	int i;

	if (!db->in_tx)
		return tz_fail(err, TZ_BUG, _("not in a transaction"));
	if (sqlite3_open(":memory:", &model) != SQLITE_OK) {
		sqlite3_close(model);
		return tz_fail_nomem(err);
	}
	s = make_model(model, err);
	if (!s)
		s = list_drops(db, model, &drops, err);
	sqlite3_close(model);
	if (s)
		return s;

	if (tz_stmt_any_in_use(db))
		return tz_fail(err, TZ_BUG, _("a statement is in use"));
	tz_stmt_forget_all(db);
	s = run(db, "PRAGMA defer_foreign_keys = ON", err);
	if (!s)
		s = run(db, tz_buf_str(&drops), err);
	for (i = 0; i < tz_schema_n_steps && !s; i++)
		if (tz_schema_steps[i].derived)
			s = run(db, tz_schema_steps[i].sql, err);
	return s;
}

/* Append the step ${sql} with every table and index made in memory: names of
 * temporary tables stand before those of the file. */
static void
make_temporary(const char *sql, struct tz_buf *ret)
{
	static const char table[] = "CREATE TABLE ";
	static const char index[] = "CREATE INDEX ";

	while (*sql != '\0') {
		size_t len = strcspn(sql, "\n");

		if (strncmp(sql, table, sizeof table - 1) == 0) {
			tz_buf_puts(ret, "CREATE TEMP TABLE ");
			sql += sizeof table - 1;
			len -= sizeof table - 1;
		} else if (strncmp(sql, index, sizeof index - 1) == 0) {
			tz_buf_puts(ret, "CREATE INDEX temp.");
			sql += sizeof index - 1;
			len -= sizeof index - 1;
		}
		tz_buf_append(ret, sql, len);
		tz_buf_putc(ret, '\n');
		sql += len + (sql[len] == '\n');
	}
}

enum tz_status
tz_db_shadow_derived(struct tz_db *db, struct tz_err *err)
{
	tz_auto_buf steps = TZ_BUF_INIT;
	enum tz_status s;
	int i;

	if (!db->in_tx)
		return tz_fail(err, TZ_BUG, _("not in a transaction"));
	for (i = 0; i < tz_schema_n_steps; i++)
		if (tz_schema_steps[i].derived)
			make_temporary(tz_schema_steps[i].sql, &steps);
	s = tz_buf_check(&steps, err);
	if (s)
		return s;
	tz_stmt_forget_all(db);
	db->shadowed = true;
	return run(db, tz_buf_str(&steps), err);
}

enum tz_status
tz_db_quick_check(struct tz_db *db, struct tz_err *err)
{
	int64_t bad;
	enum tz_status s = ask(db->handle,
	    "SELECT count(*) FROM pragma_quick_check WHERE quick_check <> 'ok'",
	    &bad, err);

	if (s)
		return s;
	return bad ? tz_fail(err, TZ_CORRUPT, _("the database is damaged"))
		   : TZ_OK;
}
