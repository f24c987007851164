/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * store/item_rows.c - the derived tables of items: items, events, refusals
 */
#include "store/item_rows.h"

#include "base/intl.h"
#include "store/stmt.h"

#define COLUMNS                                                                \
	"id, doc, state, route, step, submitter, due, title, number, "         \
	"department, category, theme, genre, disposition, ground, "            \
	"date, channel, published_on, url, meta, submit_seq, "                 \
	"last_seq, revision, next_finding, revision_digest, rule_set"

static const char save_item[] = "INSERT OR REPLACE INTO item (" COLUMNS
				") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, "
				"?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, "
				"?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26)";
static const char get_item[] = "SELECT " COLUMNS " FROM item WHERE id = ?1";
static const char get_doc[] = "SELECT " COLUMNS " FROM item WHERE doc = ?1";
static const char each_item[] =
    "SELECT " COLUMNS " FROM item WHERE last_seq >= ?1 ORDER BY id";
static const char count_year[] =
    "SELECT count(*) FROM item WHERE substr(id, 1, length(?1)) = ?1";
static const char add_entry[] =
    "INSERT INTO item_entry (seq, item, revision, step) "
    "VALUES (?1, ?2, ?3, ?4)";
static const char each_entry[] =
    "SELECT seq, revision, step FROM item_entry WHERE item = ?1 ORDER BY seq";
static const char add_refusal[] =
    "INSERT INTO refusal (seq, at, by, file, rules) "
    "VALUES (?1, ?2, ?3, ?4, ?5)";
static const char count_refusals[] =
    "SELECT count(*) FROM refusal WHERE file = ?1";

enum tz_status
tz_item_rows_save(struct tz_db *db, const struct tz_item_row *row,
    struct tz_err *err)
{
	tz_auto(tz_stmt) stmt = NULL;
	enum tz_status s = tz_stmt_open(db, save_item, &stmt, err);

	if (s)
		return s;
	s = tz_stmt_bind(stmt, err,
	    "tttttttttttttttttttt"
	    "iiiidd"
#define BIND(name) , row->name
	    TZ_ITEM_TEXT_LIST(BIND),
#undef BIND
	    row->submit_seq, row->last_seq, row->revision, row->next_finding,
	    &row->revision_digest, &row->rule_set);
	return s ? s : tz_stmt_run(stmt, err);
}

static enum tz_status
visit_row(struct tz_stmt *stmt, tz_item_row_visit *visit, void *arg,
    struct tz_err *err)
{
	struct tz_item_row row = {0};
	int i = 0;

#define READ(name) row.name = tz_stmt_text(stmt, i++);
	TZ_ITEM_TEXT_LIST(READ)
#undef READ
	row.submit_seq = tz_stmt_integer(stmt, i++);
	row.last_seq = tz_stmt_integer(stmt, i++);
	row.revision = tz_stmt_integer(stmt, i++);
	row.next_finding = tz_stmt_integer(stmt, i++);
	tz_stmt_id(stmt, i++, &row.revision_digest);
	tz_stmt_id(stmt, i++, &row.rule_set);
	return visit(&row, arg, err);
}

static enum tz_status
get_one(struct tz_db *db, const char *sql, const char *key,
    tz_item_row_visit *visit, void *arg, struct tz_err *err)
{
	tz_auto(tz_stmt) stmt = NULL;
	bool row = false;
	enum tz_status s = tz_stmt_open(db, sql, &stmt, err);

	if (!s)
		s = tz_stmt_bind(stmt, err, "t", key);
	if (!s)
		s = tz_stmt_step(stmt, &row, err);
	if (s)
		return s;
	if (!row)
		return tz_fail(err, TZ_NOTFOUND, _("there is no item '%s'"),
		    key);
	return visit_row(stmt, visit, arg, err);
}

enum tz_status
tz_item_rows_get(struct tz_db *db, const char *id, tz_item_row_visit *visit,
    void *arg, struct tz_err *err)
{
	return get_one(db, get_item, id, visit, arg, err);
}

enum tz_status
tz_item_rows_of_doc(struct tz_db *db, const char *doc, tz_item_row_visit *visit,
    void *arg, struct tz_err *err)
{
	return get_one(db, get_doc, doc, visit, arg, err);
}

enum tz_status
tz_item_rows_each(struct tz_db *db, int64_t since, tz_item_row_visit *visit,
    void *arg, struct tz_err *err)
{
	tz_auto(tz_stmt) stmt = NULL;
	bool row;
	enum tz_status s = tz_stmt_open(db, each_item, &stmt, err);

	if (!s)
		s = tz_stmt_bind(stmt, err, "i", since);
	while (!s) {
		s = tz_stmt_step(stmt, &row, err);
		if (s || !row)
			break;
		s = visit_row(stmt, visit, arg, err);
	}
	return s;
}

static enum tz_status
count(struct tz_db *db, const char *sql, const char *key, int64_t *ret_n,
    struct tz_err *err)
{
	tz_auto(tz_stmt) stmt = NULL;
	bool row = false;
	enum tz_status s = tz_stmt_open(db, sql, &stmt, err);

	if (!s)
		s = tz_stmt_bind(stmt, err, "t", key);
	if (!s)
		s = tz_stmt_step(stmt, &row, err);
	if (!s)
		*ret_n = row ? tz_stmt_integer(stmt, 0) : 0;
	return s;
}

enum tz_status
tz_item_rows_rank(struct tz_db *db, const char *prefix, int64_t *ret_rank,
    struct tz_err *err)
{
	return count(db, count_year, prefix, ret_rank, err);
}

enum tz_status
tz_item_rows_refused(struct tz_db *db, const char *file, int64_t *ret_n,
    struct tz_err *err)
{
	return count(db, count_refusals, file, ret_n, err);
}

enum tz_status
tz_item_rows_add_entry(struct tz_db *db, const char *item, int64_t seq,
    int64_t revision, const char *step, struct tz_err *err)
{
	tz_auto(tz_stmt) stmt = NULL;
	enum tz_status s = tz_stmt_open(db, add_entry, &stmt, err);

	if (!s)
		s = tz_stmt_bind(stmt, err, "itit", seq, item, revision, step);
	return s ? s : tz_stmt_run(stmt, err);
}

enum tz_status
tz_item_rows_entries(struct tz_db *db, const char *item,
    enum tz_status (*visit)(int64_t seq, int64_t revision, const char *step,
	void *arg, struct tz_err *err),
    void *arg, struct tz_err *err)
{
	tz_auto(tz_stmt) stmt = NULL;
	bool row;
	enum tz_status s = tz_stmt_open(db, each_entry, &stmt, err);

	if (!s)
		s = tz_stmt_bind(stmt, err, "t", item);
	while (!s) {
		s = tz_stmt_step(stmt, &row, err);
		if (s || !row)
			break;
		s = visit(tz_stmt_integer(stmt, 0), tz_stmt_integer(stmt, 1),
		    tz_stmt_text(stmt, 2), arg, err);
	}
	return s;
}

enum tz_status
tz_item_rows_add_refusal(struct tz_db *db, int64_t seq, int64_t at,
    const char *by, const char *file, const char *rules, struct tz_err *err)
{
	tz_auto(tz_stmt) stmt = NULL;
	enum tz_status s = tz_stmt_open(db, add_refusal, &stmt, err);

	if (!s)
		s = tz_stmt_bind(stmt, err, "iittt", seq, at, by, file, rules);
	return s ? s : tz_stmt_run(stmt, err);
}
