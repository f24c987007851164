/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * store/precedent_rows.c - derived: how the same text was judged before
 */
#include "store/precedent_rows.h"

#include <string.h>

#include "base/fold.h"
#include "store/stmt.h"

static const char put[] =
    "INSERT INTO precedent (key, seq, item, number, at, upheld) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
static const char forget_one[] =
    "DELETE FROM precedent WHERE item = ?1 AND number = ?2";
static const char forget_item[] = "DELETE FROM precedent WHERE item = ?1";
/* What the rules in force refuse and nobody has put in quarantine yet is as
 * little to be told as if it were. */
#define MAY_BE_TOLD                                                            \
	"WHERE p.key = ?1 AND NOT (p.item = ?2 AND p.number = ?3) "            \
	"AND NOT EXISTS (SELECT 1 FROM checked c WHERE c.item = p.item "       \
	"AND c.refused AND c.rule_set = "                                      \
	"(SELECT rule_set FROM settings ORDER BY seq DESC LIMIT 1)) "

static const char count[] =
    "SELECT count(*) FILTER (WHERE p.upheld), "
    "count(*) FILTER (WHERE NOT p.upheld) FROM precedent p " MAY_BE_TOLD;
static const char last[] =
    "SELECT p.seq, p.at, p.item, p.number, f.status, f.by, f.reason "
    "FROM precedent p JOIN finding f ON f.item = p.item AND "
    "f.number = p.number " MAY_BE_TOLD
    "ORDER BY p.seq DESC, p.item, p.number LIMIT ?4";
static const char judged[] =
    "SELECT f.item, f.number, f.rule, f.matched, f.status, f.judged_seq, "
    "unixepoch(json_extract(e.line, '$.t')) FROM finding f "
    "JOIN item i ON i.id = f.item JOIN entry e ON e.seq = f.judged_seq "
    "WHERE i.state NOT IN ('quarantined', 'erased') "
    "ORDER BY f.item, f.number";

static bool
separates(char c)
{
	return c == ' ' || c == '-' || c == '\t' || c == '\n' || c == '\f' ||
	    c == '\r';
}

enum tz_status
tz_precedent_rows_key(const char *rule, const char *matched,
    struct tz_id *ret_key, bool *ret_any, struct tz_err *err)
{
	tz_auto(tz_folded) folded = NULL;
	tz_auto(tz_hash) hash = NULL;
	const char *text;
	enum tz_status s;
	size_t len;
	size_t i;

	*ret_any = false;
	if (!matched)
		return TZ_OK;
	s = tz_fold(matched, strlen(matched),
	    TZ_FOLD_SIMPLIFIED | TZ_FOLD_CASE | TZ_FOLD_JOIN_HAN, &folded, err);
	if (!s)
		s = tz_hash_new(&hash, err);
	if (s)
		return s;
	tz_hash_update(hash, rule, strlen(rule) + 1);
	text = tz_folded_text(folded, &len);
	for (i = 0; i < len; i++) {
		if (separates(text[i]))
			continue;
		*ret_any = true;
		tz_hash_update(hash, text + i, 1);
	}
	tz_hash_final(hash, ret_key);
	return TZ_OK;
}

enum tz_status
tz_precedent_rows_put(struct tz_db *db, const struct tz_id *key,
    const struct tz_precedent_row *row, bool upheld, struct tz_err *err)
{
	tz_auto(tz_stmt) old = NULL;
	tz_auto(tz_stmt) stmt = NULL;
	enum tz_status s = tz_stmt_open(db, forget_one, &old, err);

	if (!s)
		s = tz_stmt_bind(old, err, "ti", row->item, row->number);
	if (!s)
		s = tz_stmt_run(old, err);
	if (!s)
		s = tz_stmt_open(db, put, &stmt, err);
	if (!s)
		s = tz_stmt_bind(stmt, err, "ditiii", key, row->seq, row->item,
		    row->number, row->at, (int64_t)upheld);
	return s ? s : tz_stmt_run(stmt, err);
}

enum tz_status
tz_precedent_rows_forget(struct tz_db *db, const char *item, struct tz_err *err)
{
	tz_auto(tz_stmt) stmt = NULL;
	enum tz_status s = tz_stmt_open(db, forget_item, &stmt, err);

	if (!s)
		s = tz_stmt_bind(stmt, err, "t", item);
	return s ? s : tz_stmt_run(stmt, err);
}

enum tz_status
tz_precedent_rows_count(struct tz_db *db, const struct tz_id *key,
    const char *item, int64_t number, int64_t *ret_upheld,
    int64_t *ret_dismissed, struct tz_err *err)
{
	tz_auto(tz_stmt) stmt = NULL;
	bool row = false;
	enum tz_status s = tz_stmt_open(db, count, &stmt, err);

	if (!s)
		s = tz_stmt_bind(stmt, err, "dti", key, item, number);
	if (!s)
		s = tz_stmt_step(stmt, &row, err);
	if (s)
		return s;
	*ret_upheld = row ? tz_stmt_integer(stmt, 0) : 0;
	*ret_dismissed = row ? tz_stmt_integer(stmt, 1) : 0;
	return TZ_OK;
}

enum tz_status
tz_precedent_rows_last(struct tz_db *db, const struct tz_id *key,
    const char *item, int64_t number, int64_t n,
    enum tz_status (*visit)(const struct tz_precedent_row *row, void *arg,
	struct tz_err *err),
    void *arg, struct tz_err *err)
{
	tz_auto(tz_stmt) stmt = NULL;
	bool more;
	enum tz_status s = tz_stmt_open(db, last, &stmt, err);

	if (!s)
		s = tz_stmt_bind(stmt, err, "dtii", key, item, number, n);
	while (!s) {
		struct tz_precedent_row row = {0};

		s = tz_stmt_step(stmt, &more, err);
		if (s || !more)
			break;
		row.seq = tz_stmt_integer(stmt, 0);
		row.at = tz_stmt_integer(stmt, 1);
		row.item = tz_stmt_text(stmt, 2);
		row.number = tz_stmt_integer(stmt, 3);
		row.status = tz_stmt_text(stmt, 4);
		row.by = tz_stmt_text(stmt, 5);
		row.reason = tz_stmt_text(stmt, 6);
		s = visit(&row, arg, err);
	}
	return s;
}

enum tz_status
tz_precedent_rows_fill(struct tz_db *db, struct tz_err *err)
{
	tz_auto(tz_stmt) stmt = NULL;
	bool more;
	enum tz_status s = tz_stmt_open(db, judged, &stmt, err);

	while (!s) {
		struct tz_precedent_row row = {0};
		struct tz_id key;
		bool any;

		s = tz_stmt_step(stmt, &more, err);
		if (s || !more)
			break;
		row.item = tz_stmt_text(stmt, 0);
		row.number = tz_stmt_integer(stmt, 1);
		row.seq = tz_stmt_integer(stmt, 5);
		row.at = tz_stmt_integer(stmt, 6);
		s = tz_precedent_rows_key(tz_stmt_text(stmt, 2),
		    tz_stmt_text(stmt, 3), &key, &any, err);
		if (!s && any)
			s = tz_precedent_rows_put(db, &key, &row,
			    strcmp(tz_stmt_text(stmt, 4), "upheld") == 0, err);
	}
	return s;
}
