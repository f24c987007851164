/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * store/fingerprint_rows.c - derived: registered documents and their hashes
 */
#include "store/fingerprint_rows.h"

#include "base/intl.h"
#include "store/stmt.h"

#define COLUMNS "source, seq, ifnull(until_seq, -1), item, label, hashes"

static const char add_source[] =
    "INSERT INTO fingerprint_source (source, seq, item, label, hashes) "
    "VALUES (?1, ?2, ?3, ?4, ?5)";
static const char add_hash[] =
    "INSERT INTO fingerprint (hash, source) VALUES (?1, ?2)";
static const char is_source[] =
    "SELECT 1 FROM fingerprint_source WHERE source = ?1 AND until_seq IS NULL";
static const char end_source[] =
    "UPDATE fingerprint_source SET until_seq = ?2 WHERE source = ?1";
static const char end_item[] = "UPDATE fingerprint_source SET until_seq = ?2 "
			       "WHERE item = ?1 AND until_seq IS NULL";
static const char forget_hashes[] =
    "DELETE FROM fingerprint WHERE source IN (SELECT source FROM "
    "fingerprint_source WHERE item = ?1)";
static const char forget_sources[] =
    "DELETE FROM fingerprint_source WHERE item = ?1";
static const char find_hash[] =
    "SELECT source FROM fingerprint JOIN fingerprint_source USING (source) "
    "WHERE hash = ?1 AND until_seq IS NULL AND item IS NOT ifnull(?2, '') "
    "ORDER BY source";
static const char get_source[] =
    "SELECT " COLUMNS " FROM fingerprint_source WHERE source = ?1";
static const char each_source[] =
    "SELECT " COLUMNS " FROM fingerprint_source ORDER BY source";
static const char newest_seq[] =
    "SELECT ifnull(max(seq), -1) FROM fingerprint_source "
    "WHERE item IS NOT ifnull(?1, '')";

/* The integer that a statement gives in its first row. */
static enum tz_status
first_integer(struct tz_stmt *stmt, int64_t *ret_value, struct tz_err *err)
{
	bool row;
	enum tz_status s = tz_stmt_step(stmt, &row, err);

	if (!s && !row)
		return tz_fail(err, TZ_CORRUPT,
		    _("a table of the database is missing or changed; "
		      "run 'taizhang rebuild'"));
	if (!s)
		*ret_value = tz_stmt_integer(stmt, 0);
	return s;
}

static enum tz_status
add_one(struct tz_db *db, uint64_t hash, int64_t source, struct tz_err *err)
{
	tz_auto(tz_stmt) stmt = NULL;
	enum tz_status s = tz_stmt_open(db, add_hash, &stmt, err);

	if (!s)
		s = tz_stmt_bind(stmt, err, "ii", (int64_t)hash, source);
	return s ? s : tz_stmt_run(stmt, err);
}

enum tz_status
tz_fingerprint_rows_add(struct tz_db *db, const struct tz_fingerprint_row *row,
    const uint64_t *hashes, struct tz_err *err)
{
	tz_auto(tz_stmt) insert = NULL;
	int64_t i;
	enum tz_status s = tz_stmt_open(db, add_source, &insert, err);

	if (!s)
		s = tz_stmt_bind(insert, err, "iitti", row->source, row->seq,
		    row->item, row->label, row->n_hashes);
	if (!s)
		s = tz_stmt_run(insert, err);
	for (i = 0; i < row->n_hashes && !s; i++)
		s = add_one(db, hashes[i], row->source, err);
	return s;
}

enum tz_status
tz_fingerprint_rows_end(struct tz_db *db, int64_t source, int64_t seq,
    struct tz_err *err)
{
	tz_auto(tz_stmt) ask = NULL;
	tz_auto(tz_stmt) stmt = NULL;
	bool row = false;
	enum tz_status s = tz_stmt_open(db, is_source, &ask, err);

	if (!s)
		s = tz_stmt_bind(ask, err, "i", source);
	if (!s)
		s = tz_stmt_step(ask, &row, err);
	if (!s && !row)
		s = tz_fail(err, TZ_NOTFOUND,
		    _("no document is registered under number %lld"),
		    (long long)source);
	if (!s)
		s = tz_stmt_open(db, end_source, &stmt, err);
	if (!s)
		s = tz_stmt_bind(stmt, err, "ii", source, seq);
	return s ? s : tz_stmt_run(stmt, err);
}

static enum tz_status
run_for(struct tz_db *db, const char *sql, const char *item, struct tz_err *err)
{
	tz_auto(tz_stmt) stmt = NULL;
	enum tz_status s = tz_stmt_open(db, sql, &stmt, err);

	if (!s)
		s = tz_stmt_bind(stmt, err, "t", item);
	return s ? s : tz_stmt_run(stmt, err);
}

enum tz_status
tz_fingerprint_rows_forget_item(struct tz_db *db, const char *item,
    struct tz_err *err)
{
	enum tz_status s = run_for(db, forget_hashes, item, err);

	return s ? s : run_for(db, forget_sources, item, err);
}

enum tz_status
tz_fingerprint_rows_end_item(struct tz_db *db, const char *item, int64_t seq,
    struct tz_err *err)
{
	tz_auto(tz_stmt) stmt = NULL;
	enum tz_status s = tz_stmt_open(db, end_item, &stmt, err);

	if (!s)
		s = tz_stmt_bind(stmt, err, "ti", item, seq);
	return s ? s : tz_stmt_run(stmt, err);
}

enum tz_status
tz_fingerprint_rows_find(struct tz_db *db, uint64_t hash, const char *item,
    void (*found)(int64_t source, void *found_arg), void *found_arg,
    struct tz_err *err)
{
	tz_auto(tz_stmt) stmt = NULL;
	bool more;
	enum tz_status s = tz_stmt_open(db, find_hash, &stmt, err);

	if (!s)
		s = tz_stmt_bind(stmt, err, "it", (int64_t)hash, item);
	while (!s) {
		s = tz_stmt_step(stmt, &more, err);
		if (s || !more)
			break;
		found(tz_stmt_integer(stmt, 0), found_arg);
	}
	return s;
}

static enum tz_status
give(struct tz_stmt *stmt,
    enum tz_status (*visit)(const struct tz_fingerprint_row *row, void *arg,
	struct tz_err *err),
    void *arg, struct tz_err *err)
{
	struct tz_fingerprint_row row = {
	    .source = tz_stmt_integer(stmt, 0),
	    .seq = tz_stmt_integer(stmt, 1),
	    .until_seq = tz_stmt_integer(stmt, 2),
	    .item = tz_stmt_text(stmt, 3),
	    .label = tz_stmt_text(stmt, 4),
	    .n_hashes = tz_stmt_integer(stmt, 5),
	};

	return visit(&row, arg, err);
}

enum tz_status
tz_fingerprint_rows_get(struct tz_db *db, int64_t source,
    enum tz_status (*visit)(const struct tz_fingerprint_row *row, void *arg,
	struct tz_err *err),
    void *arg, struct tz_err *err)
{
	tz_auto(tz_stmt) stmt = NULL;
	bool row = false;
	enum tz_status s = tz_stmt_open(db, get_source, &stmt, err);

	if (!s)
		s = tz_stmt_bind(stmt, err, "i", source);
	if (!s)
		s = tz_stmt_step(stmt, &row, err);
	if (!s && !row)
		s = tz_fail(err, TZ_NOTFOUND,
		    _("no document is registered under number %lld"),
		    (long long)source);
	return s ? s : give(stmt, visit, arg, err);
}

enum tz_status
tz_fingerprint_rows_each(struct tz_db *db,
    enum tz_status (*visit)(const struct tz_fingerprint_row *row, void *arg,
	struct tz_err *err),
    void *arg, struct tz_err *err)
{
	tz_auto(tz_stmt) stmt = NULL;
	bool more;
	enum tz_status s = tz_stmt_open(db, each_source, &stmt, err);

	while (!s) {
		s = tz_stmt_step(stmt, &more, err);
		if (s || !more)
			break;
		s = give(stmt, visit, arg, err);
	}
	return s;
}

enum tz_status
tz_fingerprint_rows_newest(struct tz_db *db, const char *item, int64_t *ret_seq,
    struct tz_err *err)
{
	tz_auto(tz_stmt) stmt = NULL;
	enum tz_status s = tz_stmt_open(db, newest_seq, &stmt, err);

	if (!s)
		s = tz_stmt_bind(stmt, err, "t", item);
	return s ? s : first_integer(stmt, ret_seq, err);
}
