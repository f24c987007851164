/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * store/settings_rows.c - the derived table of settings
 */
#include "store/settings_rows.h"

#include "base/intl.h"
#include "store/stmt.h"

static const char settings_add[] =
    "INSERT INTO settings (seq, log, agency, regime, time_zone, rule_set, "
    "manifest) VALUES (?, ?, ?, ?, ?, ?, ?)";
static const char settings_at[] =
    "SELECT seq, log, agency, regime, time_zone, rule_set, manifest "
    "FROM settings WHERE seq < ? ORDER BY seq DESC LIMIT 1";

enum tz_status
tz_settings_rows_add(struct tz_db *db, const struct tz_settings_row *row,
    struct tz_err *err)
{
	tz_auto(tz_stmt) stmt = NULL;
	enum tz_status s = tz_stmt_open(db, settings_add, &stmt, err);

	if (!s)
		s = tz_stmt_bind(stmt, err, "ittttdd", row->seq, row->log,
		    row->agency, row->regime, row->time_zone, &row->rule_set,
		    &row->manifest);
	return s ? s : tz_stmt_run(stmt, err);
}

static enum tz_status
visit_row(struct tz_stmt *stmt, tz_settings_visit *visit, void *arg,
    struct tz_err *err)
{
	struct tz_settings_row row = {
	    .seq = tz_stmt_integer(stmt, 0),
	    .log = tz_stmt_text(stmt, 1),
	    .agency = tz_stmt_text(stmt, 2),
	    .regime = tz_stmt_text(stmt, 3),
	    .time_zone = tz_stmt_text(stmt, 4),
	};

	if (!row.log || !row.agency || !row.regime || !row.time_zone ||
	    !tz_stmt_id(stmt, 5, &row.rule_set) ||
	    !tz_stmt_id(stmt, 6, &row.manifest))
		return tz_fail(err, TZ_CORRUPT,
		    _("the settings are damaged; run 'taizhang rebuild'"));
	return visit(&row, arg, err);
}

enum tz_status
tz_settings_rows_at(struct tz_db *db, int64_t size, tz_settings_visit *visit,
    void *arg, struct tz_err *err)
{
	tz_auto(tz_stmt) stmt = NULL;
	bool row = false;
	enum tz_status s = tz_stmt_open(db, settings_at, &stmt, err);

	if (!s)
		s = tz_stmt_bind(stmt, err, "i", size);
	if (!s)
		s = tz_stmt_step(stmt, &row, err);
	if (!s && !row)
		return tz_fail(err, TZ_NOTFOUND,
		    _("the ledger has no settings; run 'taizhang rebuild'"));
	return s ? s : visit_row(stmt, visit, arg, err);
}
