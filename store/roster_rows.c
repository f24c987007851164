/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * store/roster_rows.c - the derived table of people
 */
#include "store/roster_rows.h"

#include "base/intl.h"
#include "store/stmt.h"

#define COLUMNS                                                                \
	"id, name, department, roles, key, allowed_line, commitment, "         \
	"added_seq, added_at, retired_seq, retired_at"

static const char person_add[] =
    "INSERT INTO person (id, name, department, roles, key, allowed_line, "
    "commitment, added_seq, added_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";
static const char person_retire[] =
    "UPDATE person SET retired_seq = ?2, retired_at = ?3 WHERE id = ?1";
static const char person_find[] = "SELECT " COLUMNS " FROM person WHERE id = ?";
static const char person_key[] = "SELECT " COLUMNS " FROM person WHERE key = ?";
static const char person_each[] =
    "SELECT " COLUMNS " FROM person ORDER BY added_seq";

enum tz_status
tz_person_rows_add(struct tz_db *db, const struct tz_person_row *row,
    struct tz_err *err)
{
	tz_auto(tz_stmt) stmt = NULL;
	enum tz_status s = tz_stmt_open(db, person_add, &stmt, err);

	if (!s)
		s = tz_stmt_bind(stmt, err, "ttttttdii", row->id, row->name,
		    row->department, row->roles, row->key, row->allowed_line,
		    &row->commitment, row->added_seq, row->added_at);
	return s ? s : tz_stmt_run(stmt, err);
}

enum tz_status
tz_person_rows_retire(struct tz_db *db, const char *id, int64_t seq, int64_t at,
    struct tz_err *err)
{
	tz_auto(tz_stmt) stmt = NULL;
	enum tz_status s = tz_stmt_open(db, person_retire, &stmt, err);

	if (!s)
		s = tz_stmt_bind(stmt, err, "tii", id, seq, at);
	return s ? s : tz_stmt_run(stmt, err);
}

static enum tz_status
visit_row(struct tz_stmt *stmt, tz_person_visit *visit, void *arg,
    struct tz_err *err)
{
	struct tz_person_row row = {
	    .id = tz_stmt_text(stmt, 0),
	    .name = tz_stmt_text(stmt, 1),
	    .department = tz_stmt_text(stmt, 2),
	    .roles = tz_stmt_text(stmt, 3),
	    .key = tz_stmt_text(stmt, 4),
	    .allowed_line = tz_stmt_text(stmt, 5),
	    .added_seq = tz_stmt_integer(stmt, 7),
	    .added_at = tz_stmt_integer(stmt, 8),
	    .retired_seq =
		tz_stmt_is_null(stmt, 9) ? -1 : tz_stmt_integer(stmt, 9),
	    .retired_at = tz_stmt_integer(stmt, 10),
	};

	if (!row.id || !row.name || !row.department || !row.roles || !row.key ||
	    !row.allowed_line || !tz_stmt_id(stmt, 6, &row.commitment))
		return tz_fail(err, TZ_CORRUPT,
		    _("a person's row is damaged; run 'taizhang rebuild'"));
	return visit(&row, arg, err);
}

static enum tz_status
find(struct tz_db *db, const char *sql, const char *text,
    tz_person_visit *visit, void *arg, struct tz_err *err)
{
	tz_auto(tz_stmt) stmt = NULL;
	bool row = false;
	enum tz_status s = tz_stmt_open(db, sql, &stmt, err);

	if (!s)
		s = tz_stmt_bind(stmt, err, "t", text);
	if (!s)
		s = tz_stmt_step(stmt, &row, err);
	if (!s && !row)
		return tz_fail(err, TZ_NOTFOUND, _("no such person"));
	return s ? s : visit_row(stmt, visit, arg, err);
}

enum tz_status
tz_person_rows_find(struct tz_db *db, const char *id, tz_person_visit *visit,
    void *arg, struct tz_err *err)
{
	return find(db, person_find, id, visit, arg, err);
}

enum tz_status
tz_person_rows_key(struct tz_db *db, const char *key, tz_person_visit *visit,
    void *arg, struct tz_err *err)
{
	return find(db, person_key, key, visit, arg, err);
}

enum tz_status
tz_person_rows_each(struct tz_db *db, tz_person_visit *visit, void *arg,
    struct tz_err *err)
{
	tz_auto(tz_stmt) stmt = NULL;
	bool row = true;
	enum tz_status s = tz_stmt_open(db, person_each, &stmt, err);

	while (!s) {
		s = tz_stmt_step(stmt, &row, err);
		if (s || !row)
			break;
		s = visit_row(stmt, visit, arg, err);
	}
	return s;
}
