/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * store/rule_stat_rows.c - how rules fared: counts over findings
 */
#include "store/rule_stat_rows.h"

#include "store/stmt.h"

#define FINDINGS                                                               \
	"FROM finding f JOIN item i ON i.id = f.item "                         \
	"JOIN revision r ON r.item = f.item AND r.revision = f.revision "      \
	"WHERE i.state NOT IN ('quarantined', 'erased') "                      \
	"AND r.at >= ?1 AND r.at < ?2 "

/* SQLite gives the bare column of the row that max() is of. */
static const char each[] =
    "SELECT rule, severity, hits, upheld, dismissed, open, "
    "hits - upheld - dismissed - open FROM (SELECT f.rule AS rule, "
    "f.severity AS severity, max(r.seq), count(*) AS hits, "
    "count(*) FILTER (WHERE f.status = 'upheld') AS upheld, "
    "count(*) FILTER (WHERE f.status = 'dismissed') AS dismissed, "
    "count(*) FILTER (WHERE f.status = 'open' AND f.gone = 0 AND "
    "f.revision = i.revision AND i.state IN ('in-review', 'pending', "
    "'returned', 'cleared')) AS open " FINDINGS "GROUP BY f.rule) "
    "ORDER BY rule";
static const char reasons[] = "SELECT f.rule, coalesce(f.reason, ''), count(*) "
			      "AS n " FINDINGS "AND f.status = 'dismissed' "
			      "GROUP BY 1, 2 ORDER BY 1, n DESC, 2";
static const char refused[] =
    "SELECT j.value, '', count(*) FROM refusal, json_each(refusal.rules) j "
    "WHERE at >= ?1 AND at < ?2 GROUP BY 1 ORDER BY 1";

enum tz_status
tz_rule_stat_rows_each(struct tz_db *db, int64_t from, int64_t until,
    enum tz_status (*visit)(const struct tz_rule_stat_row *row, void *arg,
	struct tz_err *err),
    void *arg, struct tz_err *err)
{
	tz_auto(tz_stmt) stmt = NULL;
	bool more;
	enum tz_status s = tz_stmt_open(db, each, &stmt, err);

	if (!s)
		s = tz_stmt_bind(stmt, err, "ii", from, until);
	while (!s) {
		struct tz_rule_stat_row row = {0};

		s = tz_stmt_step(stmt, &more, err);
		if (s || !more)
			break;
		row.rule = tz_stmt_text(stmt, 0);
		row.severity = tz_stmt_text(stmt, 1);
		row.hits = tz_stmt_integer(stmt, 2);
		row.upheld = tz_stmt_integer(stmt, 3);
		row.dismissed = tz_stmt_integer(stmt, 4);
		row.open = tz_stmt_integer(stmt, 5);
		row.unjudged = tz_stmt_integer(stmt, 6);
		s = visit(&row, arg, err);
	}
	return s;
}

static enum tz_status
each_count(struct tz_db *db, const char *sql, int64_t from, int64_t until,
    enum tz_status (*visit)(const char *rule, const char *reason, int64_t n,
	void *arg, struct tz_err *err),
    void *arg, struct tz_err *err)
{
	tz_auto(tz_stmt) stmt = NULL;
	bool more;
	enum tz_status s = tz_stmt_open(db, sql, &stmt, err);

	if (!s)
		s = tz_stmt_bind(stmt, err, "ii", from, until);
	while (!s) {
		s = tz_stmt_step(stmt, &more, err);
		if (s || !more)
			break;
		s = visit(tz_stmt_text(stmt, 0), tz_stmt_text(stmt, 1),
		    tz_stmt_integer(stmt, 2), arg, err);
	}
	return s;
}

enum tz_status
tz_rule_stat_rows_reasons(struct tz_db *db, int64_t from, int64_t until,
    enum tz_status (*visit)(const char *rule, const char *reason, int64_t n,
	void *arg, struct tz_err *err),
    void *arg, struct tz_err *err)
{
	return each_count(db, reasons, from, until, visit, arg, err);
}

enum tz_status
tz_rule_stat_rows_refused(struct tz_db *db, int64_t from, int64_t until,
    enum tz_status (*visit)(const char *rule, const char *reason, int64_t n,
	void *arg, struct tz_err *err),
    void *arg, struct tz_err *err)
{
	return each_count(db, refused, from, until, visit, arg, err);
}
