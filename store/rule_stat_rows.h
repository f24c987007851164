/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * store/rule_stat_rows.h - how rules fared: counts over findings
 *
 * A finding belongs to the time at which its revision came in.  Items in
 * quarantine or erased are left out; what was refused at the door is counted
 * as refused.
 */
#ifndef TZ_STORE_RULE_STAT_ROWS_H
#define TZ_STORE_RULE_STAT_ROWS_H

#include <stdint.h>

#include "base/status.h"
#include "store/db.h"

struct tz_rule_stat_row {
	const char *rule;
	const char *severity; /* of its newest finding */
	int64_t hits;
	int64_t upheld;
	int64_t dismissed;
	int64_t open;	  /* waits for a judgement */
	int64_t unjudged; /* and never will be judged */
};

/** tz_rule_stat_rows_each(db, from, until, visit, arg, err): The rules that
 * hit in revisions of [${from}, ${until}), by id. */
TZ_CHECK enum tz_status
tz_rule_stat_rows_each(struct tz_db *db, int64_t from, int64_t until,
    enum tz_status (*visit)(const struct tz_rule_stat_row *row, void *arg,
	struct tz_err *err),
    void *arg, struct tz_err *err);

/** tz_rule_stat_rows_reasons(db, from, until, visit, arg, err): With which
 * reasons findings of each rule were dismissed, the most frequent first. */
TZ_CHECK enum tz_status
tz_rule_stat_rows_reasons(struct tz_db *db, int64_t from, int64_t until,
    enum tz_status (*visit)(const char *rule, const char *reason, int64_t n,
	void *arg, struct tz_err *err),
    void *arg, struct tz_err *err);

/** tz_rule_stat_rows_refused(db, from, until, visit, arg, err): How often each
 * rule refused something at the door. */
TZ_CHECK enum tz_status
tz_rule_stat_rows_refused(struct tz_db *db, int64_t from, int64_t until,
    enum tz_status (*visit)(const char *rule, const char *reason, int64_t n,
	void *arg, struct tz_err *err),
    void *arg, struct tz_err *err);

#endif /* !TZ_STORE_RULE_STAT_ROWS_H */
