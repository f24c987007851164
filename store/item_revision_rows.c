/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * store/item_revision_rows.c - derived: revisions and their files
 */
#include "store/item_revision_rows.h"

#include "store/stmt.h"

static const char add_revision[] =
    "INSERT INTO revision (item, revision, seq, at, by, digest, coverage) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
static const char each_revision[] =
    "SELECT item, revision, seq, at, by, digest, coverage FROM revision "
    "WHERE item = ?1 ORDER BY revision";
static const char add_file[] =
    "INSERT INTO revision_file (item, revision, position, name, name_bytes, "
    "media_type, reading, size, sha256, commitment) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";
static const char each_file[] =
    "SELECT item, revision, position, name, name_bytes, media_type, reading, "
    "size, sha256, commitment FROM revision_file "
    "WHERE item = ?1 AND revision = ?2 ORDER BY position";
static const char forget_files[] = "DELETE FROM revision_file WHERE item = ?1";
static const char forget_findings[] = "DELETE FROM finding WHERE item = ?1";

enum tz_status
tz_item_revision_rows_add(struct tz_db *db,
    const struct tz_item_revision_row *row, struct tz_err *err)
{
	tz_auto(tz_stmt) stmt = NULL;
	enum tz_status s = tz_stmt_open(db, add_revision, &stmt, err);

	if (!s)
		s = tz_stmt_bind(stmt, err, "tiiitdt", row->item, row->revision,
		    row->seq, row->at, row->by, &row->digest, row->coverage);
	return s ? s : tz_stmt_run(stmt, err);
}

enum tz_status
tz_item_revision_rows_each(struct tz_db *db, const char *item,
    enum tz_status (*visit)(const struct tz_item_revision_row *row, void *arg,
	struct tz_err *err),
    void *arg, struct tz_err *err)
{
	tz_auto(tz_stmt) stmt = NULL;
	bool more;
	enum tz_status s = tz_stmt_open(db, each_revision, &stmt, err);

	if (!s)
		s = tz_stmt_bind(stmt, err, "t", item);
	while (!s) {
		struct tz_item_revision_row row = {0};

		s = tz_stmt_step(stmt, &more, err);
		if (s || !more)
			break;
		row.item = tz_stmt_text(stmt, 0);
		row.revision = tz_stmt_integer(stmt, 1);
		row.seq = tz_stmt_integer(stmt, 2);
		row.at = tz_stmt_integer(stmt, 3);
		row.by = tz_stmt_text(stmt, 4);
		tz_stmt_id(stmt, 5, &row.digest);
		row.coverage = tz_stmt_text(stmt, 6);
		s = visit(&row, arg, err);
	}
	return s;
}

enum tz_status
tz_item_revision_rows_add_file(struct tz_db *db,
    const struct tz_item_file_row *row, struct tz_err *err)
{
	tz_auto(tz_stmt) stmt = NULL;
	enum tz_status s = tz_stmt_open(db, add_file, &stmt, err);

	if (!s)
		s = tz_stmt_bind(stmt, err, "tiittttidd", row->item,
		    row->revision, row->position, row->name, row->name_bytes,
		    row->media_type, row->reading, row->size, &row->sha256,
		    &row->commitment);
	return s ? s : tz_stmt_run(stmt, err);
}

enum tz_status
tz_item_revision_rows_files(struct tz_db *db, const char *item,
    int64_t revision,
    enum tz_status (*visit)(const struct tz_item_file_row *row, void *arg,
	struct tz_err *err),
    void *arg, struct tz_err *err)
{
	tz_auto(tz_stmt) stmt = NULL;
	bool more;
	enum tz_status s = tz_stmt_open(db, each_file, &stmt, err);

	if (!s)
		s = tz_stmt_bind(stmt, err, "ti", item, revision);
	while (!s) {
		struct tz_item_file_row row = {0};

		s = tz_stmt_step(stmt, &more, err);
		if (s || !more)
			break;
		row.item = tz_stmt_text(stmt, 0);
		row.revision = tz_stmt_integer(stmt, 1);
		row.position = tz_stmt_integer(stmt, 2);
		row.name = tz_stmt_text(stmt, 3);
		row.name_bytes = tz_stmt_text(stmt, 4);
		row.media_type = tz_stmt_text(stmt, 5);
		row.reading = tz_stmt_text(stmt, 6);
		row.size = tz_stmt_integer(stmt, 7);
		tz_stmt_id(stmt, 8, &row.sha256);
		tz_stmt_id(stmt, 9, &row.commitment);
		s = visit(&row, arg, err);
	}
	return s;
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
tz_item_revision_rows_forget(struct tz_db *db, const char *item,
    struct tz_err *err)
{
	enum tz_status s = run_for(db, forget_files, item, err);

	return s ? s : run_for(db, forget_findings, item, err);
}
