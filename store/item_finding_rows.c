/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * store/item_finding_rows.c - derived: findings of items, and sign-offs
 */
#include "store/item_finding_rows.h"

#include "store/stmt.h"

#define COLUMNS                                                                \
	"item, number, revision, position, start, end, judged_seq, "           \
	"gone, channel, rule, severity, status, place, file, part, "           \
	"pack, ground, location, matched, excerpt, by, reason, about"

static const char save_finding[] =
    "INSERT OR REPLACE INTO finding (" COLUMNS
    ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, "
    "?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23)";
static const char each_finding[] =
    "SELECT " COLUMNS " FROM finding WHERE item = ?1 ORDER BY number";
static const char count_findings[] =
    "SELECT severity, status, rule, count(*) FROM finding "
    "WHERE item = ?1 AND revision = ?2 AND gone = 0 "
    "GROUP BY severity, status, rule";
static const char add_signature[] =
    "INSERT INTO signature (seq, item, revision, at, valid, step, decision, "
    "by, ground, reason) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";
static const char void_signatures[] =
    "UPDATE signature SET valid = 0 WHERE item = ?1";
static const char each_signature[] =
    "SELECT seq, item, revision, at, valid, step, decision, by, ground, "
    "reason FROM signature WHERE item = ?1 ORDER BY seq";

enum tz_status
tz_item_finding_rows_save(struct tz_db *db,
    const struct tz_item_finding_row *row, struct tz_err *err)
{
	tz_auto(tz_stmt) stmt = NULL;
	enum tz_status s = tz_stmt_open(db, save_finding, &stmt, err);

	if (s)
		return s;
#define BIND(name) , row->name
	s = tz_stmt_bind(stmt, err,
	    "tiiiiiii"
	    "ttttttttttttttt",
	    row->item TZ_FINDING_NUMBER_LIST(BIND) TZ_FINDING_TEXT_LIST(BIND));
#undef BIND
	return s ? s : tz_stmt_run(stmt, err);
}

enum tz_status
tz_item_finding_rows_each(struct tz_db *db, const char *item,
    enum tz_status (*visit)(const struct tz_item_finding_row *row, void *arg,
	struct tz_err *err),
    void *arg, struct tz_err *err)
{
	tz_auto(tz_stmt) stmt = NULL;
	bool more;
	enum tz_status s = tz_stmt_open(db, each_finding, &stmt, err);

	if (!s)
		s = tz_stmt_bind(stmt, err, "t", item);
	while (!s) {
		struct tz_item_finding_row row = {0};
		int i = 0;

		s = tz_stmt_step(stmt, &more, err);
		if (s || !more)
			break;
		row.item = tz_stmt_text(stmt, i++);
#define READ_NUMBER(name) row.name = tz_stmt_integer(stmt, i++);
		TZ_FINDING_NUMBER_LIST(READ_NUMBER)
#undef READ_NUMBER
#define READ_TEXT(name) row.name = tz_stmt_text(stmt, i++);
		TZ_FINDING_TEXT_LIST(READ_TEXT)
#undef READ_TEXT
		s = visit(&row, arg, err);
	}
	return s;
}

enum tz_status
tz_item_finding_rows_count(struct tz_db *db, const char *item, int64_t revision,
    void (*visit)(const char *severity, const char *status, const char *rule,
	int64_t n, void *arg),
    void *arg, struct tz_err *err)
{
	tz_auto(tz_stmt) stmt = NULL;
	bool more;
	enum tz_status s = tz_stmt_open(db, count_findings, &stmt, err);

	if (!s)
		s = tz_stmt_bind(stmt, err, "ti", item, revision);
	while (!s) {
		s = tz_stmt_step(stmt, &more, err);
		if (s || !more)
			break;
		visit(tz_stmt_text(stmt, 0), tz_stmt_text(stmt, 1),
		    tz_stmt_text(stmt, 2), tz_stmt_integer(stmt, 3), arg);
	}
	return s;
}

enum tz_status
tz_item_finding_rows_sign(struct tz_db *db,
    const struct tz_item_signature_row *row, struct tz_err *err)
{
	tz_auto(tz_stmt) stmt = NULL;
	enum tz_status s = tz_stmt_open(db, add_signature, &stmt, err);

	if (!s)
		s = tz_stmt_bind(stmt, err, "itiiittttt", row->seq, row->item,
		    row->revision, row->at, (int64_t)row->valid, row->step,
		    row->decision, row->by, row->ground, row->reason);
	return s ? s : tz_stmt_run(stmt, err);
}

enum tz_status
tz_item_finding_rows_void(struct tz_db *db, const char *item,
    struct tz_err *err)
{
	tz_auto(tz_stmt) stmt = NULL;
	enum tz_status s = tz_stmt_open(db, void_signatures, &stmt, err);

	if (!s)
		s = tz_stmt_bind(stmt, err, "t", item);
	return s ? s : tz_stmt_run(stmt, err);
}

enum tz_status
tz_item_finding_rows_signatures(struct tz_db *db, const char *item,
    enum tz_status (*visit)(const struct tz_item_signature_row *row, void *arg,
	struct tz_err *err),
    void *arg, struct tz_err *err)
{
	tz_auto(tz_stmt) stmt = NULL;
	bool more;
	enum tz_status s = tz_stmt_open(db, each_signature, &stmt, err);

	if (!s)
		s = tz_stmt_bind(stmt, err, "t", item);
	while (!s) {
		struct tz_item_signature_row row = {0};

		s = tz_stmt_step(stmt, &more, err);
		if (s || !more)
			break;
		row.seq = tz_stmt_integer(stmt, 0);
		row.item = tz_stmt_text(stmt, 1);
		row.revision = tz_stmt_integer(stmt, 2);
		row.at = tz_stmt_integer(stmt, 3);
		row.valid = tz_stmt_integer(stmt, 4) != 0;
		row.step = tz_stmt_text(stmt, 5);
		row.decision = tz_stmt_text(stmt, 6);
		row.by = tz_stmt_text(stmt, 7);
		row.ground = tz_stmt_text(stmt, 8);
		row.reason = tz_stmt_text(stmt, 9);
		s = visit(&row, arg, err);
	}
	return s;
}
