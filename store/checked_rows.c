/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * store/checked_rows.c - what newer rules say about items, act or no act
 */
#include "store/checked_rows.h"

#include "store/stmt.h"

static const char put[] =
    "INSERT OR REPLACE INTO checked (item, revision, rule_set, refused) "
    "VALUES (?1, ?2, ?3, ?4)";
static const char get[] = "SELECT refused FROM checked "
			  "WHERE item = ?1 AND revision = ?2 AND rule_set = ?3";
static const char count[] =
    "SELECT count(*) FILTER (WHERE c.item IS NULL), "
    "count(*) FILTER (WHERE c.refused) FROM item i LEFT JOIN checked c "
    "ON c.item = i.id AND c.revision = i.revision AND c.rule_set = ?1 "
    "WHERE i.rule_set IS NOT ?1 AND "
    "i.state NOT IN ('quarantined', 'erased') AND "
    "(NOT ?2 OR i.state = 'published')";

enum tz_status
tz_checked_rows_put(struct tz_db *db, const char *item, int64_t revision,
    const struct tz_id *rule_set, bool refused, struct tz_err *err)
{
	tz_auto(tz_stmt) stmt = NULL;
	enum tz_status s = tz_stmt_open(db, put, &stmt, err);

	if (!s)
		s = tz_stmt_bind(stmt, err, "tidi", item, revision, rule_set,
		    (int64_t)refused);
	return s ? s : tz_stmt_run(stmt, err);
}

enum tz_status
tz_checked_rows_get(struct tz_db *db, const char *item, int64_t revision,
    const struct tz_id *rule_set, bool *ret_known, bool *ret_refused,
    struct tz_err *err)
{
	tz_auto(tz_stmt) stmt = NULL;
	enum tz_status s = tz_stmt_open(db, get, &stmt, err);

	if (!s)
		s = tz_stmt_bind(stmt, err, "tid", item, revision, rule_set);
	if (!s)
		s = tz_stmt_step(stmt, ret_known, err);
	if (!s)
		*ret_refused = *ret_known && tz_stmt_integer(stmt, 0) != 0;
	return s;
}

enum tz_status
tz_checked_rows_count(struct tz_db *db, const struct tz_id *rule_set,
    bool published, int64_t *ret_due, int64_t *ret_refused, struct tz_err *err)
{
	tz_auto(tz_stmt) stmt = NULL;
	bool row = false;
	enum tz_status s = tz_stmt_open(db, count, &stmt, err);

	if (!s)
		s = tz_stmt_bind(stmt, err, "di", rule_set, (int64_t)published);
	if (!s)
		s = tz_stmt_step(stmt, &row, err);
	if (s)
		return s;
	*ret_due = row ? tz_stmt_integer(stmt, 0) : 0;
	*ret_refused = row ? tz_stmt_integer(stmt, 1) : 0;
	return TZ_OK;
}
