/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * store/item_dump.c - every row of review's derived tables, to compare
 */
#include <stddef.h>

#include "store/item_rows.h"
#include "store/stmt.h"

/* Each gives one column of text that tells every value of a row. */
static const char *const dumps[] = {
    "SELECT json_array('item', id, doc, state, route, step, submitter, due, "
    "title, number, department, category, theme, genre, disposition, ground, "
    "date, channel, published_on, url, meta, submit_seq, last_seq, revision, "
    "next_finding, hex(revision_digest), hex(rule_set)) FROM item "
    "ORDER BY id",
    "SELECT json_array('revision', item, revision, seq, at, by, hex(digest), "
    "coverage) FROM revision ORDER BY item, revision",
    "SELECT json_array('file', item, revision, position, name, name_bytes, "
    "media_type, reading, size, hex(sha256), hex(commitment)) "
    "FROM revision_file ORDER BY item, revision, position",
    "SELECT json_array('finding', item, number, revision, position, start, "
    "end, judged_seq, gone, channel, rule, severity, status, place, file, "
    "part, pack, ground, location, matched, excerpt, by, reason, about) "
    "FROM finding ORDER BY item, number",
    "SELECT json_array('signature', seq, item, revision, at, valid, step, "
    "decision, by, ground, reason) FROM signature ORDER BY seq",
    "SELECT json_array('entry', seq, item, revision, step) FROM item_entry "
    "ORDER BY seq",
    "SELECT json_array('refusal', seq, at, by, file, rules) FROM refusal "
    "ORDER BY seq",
    /* Hashes are too many to list: their sums tell them apart. */
    "SELECT json_array('fingerprint', source, seq, until_seq, item, label, "
    "hashes, n, low, high) FROM fingerprint_source LEFT JOIN (SELECT source, "
    "count(*) AS n, total(hash & 0xffffffff) AS low, total(hash >> 32) AS "
    "high FROM fingerprint GROUP BY source) USING (source) ORDER BY source",
    "SELECT json_array('precedent', item, number, hex(key), seq, at, upheld) "
    "FROM precedent ORDER BY item, number",
};

static enum tz_status
dump(struct tz_db *db, const char *sql, struct tz_buf *ret, struct tz_err *err)
{
	tz_auto(tz_stmt) stmt = NULL;
	bool row;
	enum tz_status s = tz_stmt_open(db, sql, &stmt, err);

	while (!s) {
		s = tz_stmt_step(stmt, &row, err);
		if (s || !row)
			break;
		tz_buf_puts(ret, tz_stmt_text(stmt, 0));
		tz_buf_putc(ret, '\n');
	}
	return s;
}

enum tz_status
tz_item_dump(struct tz_db *db, struct tz_buf *ret, struct tz_err *err)
{
	enum tz_status s = TZ_OK;
	size_t i;

	for (i = 0; i < sizeof dumps / sizeof *dumps && !s; i++)
		s = dump(db, dumps[i], ret, err);
	return s ? s : tz_buf_check(ret, err);
}
