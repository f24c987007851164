/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * store/ledger_rows.c - entries and signed notes
 */
#include "store/ledger_rows.h"

#include <string.h>

#include "base/intl.h"
#include "store/stmt.h"

static const char entry_size[] = "SELECT coalesce(max(seq) + 1, 0) FROM entry";
static const char entry_append[] =
    "INSERT INTO entry (seq, leaf, line) VALUES (?, ?, ?)";
static const char entry_get[] = "SELECT line, leaf FROM entry WHERE seq = ?";
static const char entry_each[] =
    "SELECT seq, line, leaf FROM entry WHERE seq >= ? AND seq < ? "
    "ORDER BY seq";
static const char leaf_get[] =
    "SELECT leaf FROM entry INDEXED BY entry_leaf WHERE seq = ?";
static const char leaf_each[] = "SELECT leaf FROM entry INDEXED BY entry_leaf "
				"WHERE seq >= ? AND seq < ? ORDER BY seq";
static const char note_put[] = "INSERT INTO note (size, text) VALUES (?, ?)";
static const char note_get[] = "SELECT size, text FROM note WHERE size = ?";
static const char note_newest[] =
    "SELECT size, text FROM note ORDER BY size DESC LIMIT 1";
static const char note_each[] = "SELECT size, text FROM note ORDER BY size";

static enum tz_status
fail_missing(int64_t seq, struct tz_err *err)
{
	return tz_fail(err, TZ_NOTFOUND, _("the ledger has no entry %lld"),
	    (long long)seq);
}

static enum tz_status
fail_damaged(struct tz_err *err)
{
	return tz_fail(err, TZ_CORRUPT, _("an entry's row is damaged"));
}

enum tz_status
tz_entry_rows_size(struct tz_db *db, int64_t *ret_size, struct tz_err *err)
{
	tz_auto(tz_stmt) stmt = NULL;
	bool row = false;
	enum tz_status s = tz_stmt_open(db, entry_size, &stmt, err);

	if (!s)
		s = tz_stmt_step(stmt, &row, err);
	if (!s)
		*ret_size = tz_stmt_integer(stmt, 0);
	return s;
}

enum tz_status
tz_entry_rows_append(struct tz_db *db, int64_t seq, const char *line,
    size_t len, const struct tz_id *leaf, struct tz_err *err)
{
	tz_auto(tz_stmt) stmt = NULL;
	enum tz_status s;

	if (!tz_db_in_tx(db))
		return tz_fail(err, TZ_BUG, _("not in a transaction"));
	s = tz_stmt_open(db, entry_append, &stmt, err);
	if (!s)
		s = tz_stmt_bind(stmt, err, "idn", seq, leaf, line, len);
	return s ? s : tz_stmt_run(stmt, err);
}

/* The line and the leaf at columns ${at} and ${at} + 1. */
static enum tz_status
read_row(struct tz_stmt *stmt, int at, const char **ret_line, size_t *ret_len,
    struct tz_id *ret_leaf, struct tz_err *err)
{
	*ret_line = tz_stmt_blob(stmt, at, ret_len);
	if (!*ret_line || !tz_stmt_id(stmt, at + 1, ret_leaf))
		return fail_damaged(err);
	return TZ_OK;
}

enum tz_status
tz_entry_rows_get(struct tz_db *db, int64_t seq, struct tz_buf *ret_line,
    struct tz_id *ret_leaf, struct tz_err *err)
{
	tz_auto(tz_stmt) stmt = NULL;
	const char *line = "";
	size_t len = 0;
	struct tz_id leaf;
	bool row = false;
	enum tz_status s =
	    tz_stmt_open(db, ret_line ? entry_get : leaf_get, &stmt, err);

	if (!s)
		s = tz_stmt_bind(stmt, err, "i", seq);
	if (!s)
		s = tz_stmt_step(stmt, &row, err);
	if (!s && !row)
		return fail_missing(seq, err);
	if (!s && ret_line)
		s = read_row(stmt, 0, &line, &len, &leaf, err);
	else if (!s && !tz_stmt_id(stmt, 0, &leaf))
		return fail_damaged(err);
	if (s)
		return s;
	if (ret_leaf)
		*ret_leaf = leaf;
	if (!ret_line)
		return TZ_OK;
	tz_buf_append(ret_line, line, len);
	return tz_buf_check(ret_line, err);
}

enum tz_status
tz_entry_rows_each(struct tz_db *db, int64_t from, int64_t until,
    enum tz_status (*visit)(int64_t seq, const char *line, size_t len,
	const struct tz_id *leaf, void *arg, struct tz_err *err),
    void *arg, struct tz_err *err)
{
	tz_auto(tz_stmt) stmt = NULL;
	bool row = true;
	enum tz_status s = tz_stmt_open(db, entry_each, &stmt, err);

	if (!s)
		s = tz_stmt_bind(stmt, err, "ii", from, until);
	while (!s) {
		const char *line;
		size_t len;
		struct tz_id leaf;

		s = tz_stmt_step(stmt, &row, err);
		if (s || !row)
			break;
		s = read_row(stmt, 1, &line, &len, &leaf, err);
		if (!s)
			s = visit(tz_stmt_integer(stmt, 0), line, len, &leaf,
			    arg, err);
	}
	return s;
}

enum tz_status
tz_leaf_rows_from(struct tz_db *db, int64_t from, int64_t until,
    void (*visit)(const struct tz_id *leaf, void *arg), void *arg,
    struct tz_err *err)
{
	tz_auto(tz_stmt) stmt = NULL;
	struct tz_id leaf;
	int64_t n = from;
	bool row = true;
	enum tz_status s = tz_stmt_open(db, leaf_each, &stmt, err);

	if (!s)
		s = tz_stmt_bind(stmt, err, "ii", from, until);
	while (!s) {
		s = tz_stmt_step(stmt, &row, err);
		if (s || !row)
			break;
		if (!tz_stmt_id(stmt, 0, &leaf))
			return fail_damaged(err);
		visit(&leaf, arg);
		n++;
	}
	if (!s && n != until)
		return fail_missing(n, err);
	return s;
}

enum tz_status
tz_leaf_rows_each(struct tz_db *db, int64_t until,
    void (*visit)(const struct tz_id *leaf, void *arg), void *arg,
    struct tz_err *err)
{
	return tz_leaf_rows_from(db, 0, until, visit, arg, err);
}

/* Step to the one row of a note and read it. */
static enum tz_status
read_note(struct tz_stmt *stmt, int64_t *ret_size, struct tz_buf *ret_text,
    struct tz_err *err)
{
	const char *text;
	bool row = false;
	enum tz_status s = tz_stmt_step(stmt, &row, err);

	if (s)
		return s;
	if (!row)
		return tz_fail(err, TZ_NOTFOUND, _("no such signed note"));
	text = tz_stmt_text(stmt, 1);
	if (!text)
		return tz_fail(err, TZ_CORRUPT, _("a note's row is damaged"));
	*ret_size = tz_stmt_integer(stmt, 0);
	tz_buf_puts(ret_text, text);
	return tz_buf_check(ret_text, err);
}

enum tz_status
tz_note_rows_put(struct tz_db *db, int64_t size, const char *text,
    struct tz_err *err)
{
	tz_auto(tz_stmt) stmt = NULL;
	tz_auto_buf old = TZ_BUF_INIT;
	struct tz_err why = {0};
	enum tz_status s = tz_note_rows_get(db, size, &old, &why);

	if (!s && strcmp(tz_buf_str(&old), text) != 0)
		return tz_fail(err, TZ_BUG, _("two notes of one size"));
	if (s != TZ_NOTFOUND)
		return s ? tz_fail(err, s, "%s", why.text) : TZ_OK;
	s = tz_stmt_open(db, note_put, &stmt, err);
	if (!s)
		s = tz_stmt_bind(stmt, err, "it", size, text);
	return s ? s : tz_stmt_run(stmt, err);
}

enum tz_status
tz_note_rows_get(struct tz_db *db, int64_t size, struct tz_buf *ret_text,
    struct tz_err *err)
{
	tz_auto(tz_stmt) stmt = NULL;
	int64_t found;
	enum tz_status s = tz_stmt_open(db, note_get, &stmt, err);

	if (!s)
		s = tz_stmt_bind(stmt, err, "i", size);
	return s ? s : read_note(stmt, &found, ret_text, err);
}

enum tz_status
tz_note_rows_newest(struct tz_db *db, int64_t *ret_size,
    struct tz_buf *ret_text, struct tz_err *err)
{
	tz_auto(tz_stmt) stmt = NULL;
	enum tz_status s = tz_stmt_open(db, note_newest, &stmt, err);

	return s ? s : read_note(stmt, ret_size, ret_text, err);
}

enum tz_status
tz_note_rows_each(struct tz_db *db,
    enum tz_status (*visit)(int64_t size, const char *text, void *arg,
	struct tz_err *err),
    void *arg, struct tz_err *err)
{
	tz_auto(tz_stmt) stmt = NULL;
	bool row = true;
	enum tz_status s = tz_stmt_open(db, note_each, &stmt, err);

	while (!s) {
		const char *text;

		s = tz_stmt_step(stmt, &row, err);
		if (s || !row)
			break;
		text = tz_stmt_text(stmt, 1);
		s = visit(tz_stmt_integer(stmt, 0), text ? text : "", arg, err);
	}
	return s;
}
