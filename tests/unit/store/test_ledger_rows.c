/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tests/unit/store/test_ledger_rows.c - entries, openings, notes: added only
 */
#include "tests/unit/store/store_unit.h"

#include "store/ledger_rows.h"

static struct tz_db *db;

static int
set_up(void **state)
{
	tz_auto_str path = NULL;

	if (unit_set_up(state) != 0)
		return -1;
	path = unit_path("rows.db");
	return tz_db_open(path, true, &db, NULL) == TZ_OK ? 0 : -1;
}

static int
tear_down(void **state)
{
	tz_db_free(db);
	return unit_tear_down(state);
}

static void
append(int64_t seq, const char *line)
{
	struct tz_tx *tx = NULL;
	struct tz_id leaf;

	tz_sha256(line, strlen(line), &leaf);
	assert_ok(tz_tx_begin(db, &tx, oops));
	assert_ok(tz_entry_rows_append(db, seq, line, strlen(line), &leaf,
	    oops));
	assert_ok(tz_tx_commit(&tx, oops));
}

static enum tz_status
collect(int64_t seq, const char *line, size_t len, const struct tz_id *leaf,
    void *arg, struct tz_err *err)
{
	(void)leaf;
	(void)err;
	tz_buf_printf(arg, "%d=", (int)seq);
	tz_buf_append(arg, line, len);
	tz_buf_putc(arg, ' ');
	return seq == 2 ? TZ_NO : TZ_OK;
}

static void
count_leaf(const struct tz_id *leaf, void *arg)
{
	(void)leaf;
	++*(int *)arg;
}

static void
appends(void **state)
{
	tz_auto_buf lines = TZ_BUF_INIT;
	tz_auto_buf line = TZ_BUF_INIT;
	struct tz_err err = {0};
	struct tz_id leaf;
	struct tz_id wanted;
	int64_t size;
	int leaves = 0;

	(void)state;
	assert_ok(tz_entry_rows_size(db, &size, oops));
	assert_int_equal(size, 0);
	append(0, "zero");
	append(1, "一");
	append(2, "two");
	assert_ok(tz_entry_rows_size(db, &size, oops));
	assert_int_equal(size, 3);
	assert_ok(tz_entry_rows_each(db, 0, 2, collect, &lines, oops));
	assert_string_equal(tz_buf_str(&lines), "0=zero 1=一 ");
	assert_int_equal(tz_entry_rows_each(db, 2, 9, collect, &lines, &err),
	    TZ_NO);
	assert_ok(tz_entry_rows_get(db, 1, &line, &leaf, oops));
	assert_string_equal(tz_buf_str(&line), "一");
	tz_sha256("一", 3, &wanted);
	assert_true(tz_id_equal(&leaf, &wanted));
	assert_ok(tz_entry_rows_get(db, 0, NULL, &leaf, oops));
	assert_int_equal(tz_entry_rows_get(db, 3, NULL, &leaf, &err),
	    TZ_NOTFOUND);
	assert_ok(tz_leaf_rows_each(db, 3, count_leaf, &leaves, oops));
	assert_ok(tz_leaf_rows_from(db, 1, 3, count_leaf, &leaves, oops));
	assert_int_equal(leaves, 5);
	memset(&err, 0, sizeof err);
	assert_int_equal(tz_leaf_rows_each(db, 4, count_leaf, &leaves, &err),
	    TZ_NOTFOUND);
}

static void
follows_only(void **state)
{
	static const int64_t wrong[] = {-1, 0, 2, 4, 99};
	struct tz_id leaf = {{0}};
	struct tz_tx *tx = NULL;
	struct tz_err err = {0};
	size_t i;

	(void)state;
	assert_int_equal(tz_entry_rows_append(db, 3, "x", 1, &leaf, &err),
	    TZ_BUG);
	assert_ok(tz_tx_begin(db, &tx, oops));
	for (i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		memset(&err, 0, sizeof err);
		assert_int_equal(tz_entry_rows_append(db, wrong[i], "x", 1,
				     &leaf, &err),
		    TZ_BUG);
	}
	tz_tx_free(tx);
}

/* Every way that SQL knows to change what is there. */
static void
changes_nothing(void **state)
{
	static const char *const tries[] = {
	    "UPDATE entry SET line = 'x' WHERE seq = 1",
	    "UPDATE entry SET seq = 7 WHERE seq = 2",
	    "DELETE FROM entry WHERE seq = 2",
	    "DELETE FROM entry",
	    "REPLACE INTO entry VALUES (1, zeroblob(32), 'x')",
	    "INSERT OR REPLACE INTO entry VALUES (2, zeroblob(32), 'x')",
	    "INSERT INTO entry VALUES (2, zeroblob(32), 'x') "
	    "ON CONFLICT (seq) DO UPDATE SET line = 'x'",
	    "INSERT OR IGNORE INTO entry VALUES (9, zeroblob(32), 'x')",
	    "INSERT INTO entry VALUES (3, zeroblob(31), 'x')",
	    "INSERT INTO entry VALUES (3, zeroblob(32), NULL)",
	    "INSERT INTO entry (leaf, line) VALUES (zeroblob(32), 'x')",
	    "UPDATE opening SET salt = zeroblob(32)",
	    "DELETE FROM opening",
	    "REPLACE INTO opening VALUES (zeroblob(32), zeroblob(32), 'x', "
	    "NULL, 1)",
	    "INSERT INTO opening VALUES (zeroblob(32), zeroblob(32), 'x', "
	    "NULL, 1) ON CONFLICT DO UPDATE SET detail = 'x'",
	    "UPDATE note SET text = 'x'",
	    "DELETE FROM note",
	    "REPLACE INTO note VALUES (3, 'x')",
	};
	struct tz_opening opening = {.is_detail = true};
	tz_auto_str path = unit_path("rows.db");
	tz_auto_buf before = TZ_BUF_INIT;
	tz_auto_buf after = TZ_BUF_INIT;
	size_t i;

	(void)state;
	tz_buf_puts(&opening.detail, "{}");
	assert_ok(tz_opening_rows_put(db, &opening, oops));
	tz_opening_clear(&opening);
	assert_ok(tz_note_rows_put(db, 3, "a note", oops));
	assert_int_equal(unit_sqlite(path, ".dump", &before), 0);
	for (i = 0; i < sizeof tries / sizeof *tries; i++)
		if (unit_sqlite(path, tries[i], NULL) == 0)
			fail_msg("allowed: %s", tries[i]);
	assert_int_equal(unit_sqlite(path, ".dump", &after), 0);
	assert_string_equal(tz_buf_str(&before), tz_buf_str(&after));
}

static enum tz_status
count_opening(const struct tz_opening *opening, void *arg, struct tz_err *err)
{
	(void)opening;
	(void)err;
	++*(int *)arg;
	return TZ_OK;
}

static void
opens(void **state)
{
	struct tz_opening opening = {.size = 5};
	tz_auto_opening found = {0};
	struct tz_err err = {0};
	struct tz_id other;
	bool has;
	int n = 0;

	(void)state;
	tz_sha256("a", 1, &opening.commitment);
	tz_sha256("b", 1, &opening.salt);
	tz_sha256("c", 1, &opening.blob);
	tz_sha256("d", 1, &other);
	assert_ok(tz_opening_rows_put(db, &opening, oops));
	assert_ok(tz_opening_rows_put(db, &opening, oops));
	assert_ok(tz_opening_rows_get(db, &opening.commitment, &found, oops));
	assert_false(found.is_detail);
	assert_true(tz_id_equal(&found.blob, &opening.blob));
	assert_int_equal(found.size, 5);
	assert_ok(tz_opening_rows_has(db, &other, &has, oops));
	assert_false(has);
	assert_int_equal(tz_opening_rows_get(db, &other, &found, &err),
	    TZ_NOTFOUND);
	assert_ok(tz_opening_rows_each(db, count_opening, &n, oops));
	assert_int_equal(n, 2);
}

static void
notes(void **state)
{
	tz_auto_buf text = TZ_BUF_INIT;
	struct tz_err err = {0};
	int64_t size;

	(void)state;
	assert_ok(tz_note_rows_put(db, 3, "a note", oops));
	assert_int_equal(tz_note_rows_put(db, 3, "another", &err), TZ_BUG);
	assert_ok(tz_note_rows_put(db, 1, "smaller", oops));
	assert_ok(tz_note_rows_newest(db, &size, &text, oops));
	assert_int_equal(size, 3);
	assert_string_equal(tz_buf_str(&text), "a note");
	memset(&err, 0, sizeof err);
	assert_int_equal(tz_note_rows_get(db, 2, &text, &err), TZ_NOTFOUND);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(appends),
	    cmocka_unit_test(follows_only),
	    cmocka_unit_test(changes_nothing),
	    cmocka_unit_test(opens),
	    cmocka_unit_test(notes),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
