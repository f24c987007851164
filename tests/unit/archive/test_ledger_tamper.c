/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tests/unit/archive/test_ledger_tamper.c - every tampering is found
 *
 * The triggers are dropped and the rows changed as somebody would who owns the
 * machine, up to whoever also holds the log's key.
 */
#include "tests/unit/archive/ledger_fixture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "archive/entry.h"
#include "archive/merkle.h"
#include "archive/note.h"
#include "base/date.h"
#include "base/file.h"
#include "store/ledger_rows.h"

#define OPEN_UP                                                                \
	"DROP TRIGGER entry_keep; DROP TRIGGER entry_stay;"                    \
	"DROP TRIGGER entry_next; DROP TRIGGER opening_keep;"                  \
	"DROP TRIGGER opening_stay; DROP TRIGGER note_keep;"

/* Entries 0 and 1 of the beginning, 2 of li, 3 to 6 by li; a note at 5. */
static void
make(struct fixture *fixture)
{
	tz_auto_buf note = TZ_BUF_INIT;
	int64_t seq;
	int i;

	fixture_new(fixture);
	fixture_enrol(fixture, "li", "drafter");
	for (i = 0; i < 4; i++) {
		assert_ok(fixture_submit(fixture, "li", "li", i % 2 ? "a" : "b",
		    &seq, oops));
		if (seq == 4)
			assert_ok(tz_ledger_checkpoint(fixture->vault, 5, &note,
			    oops));
	}
}

struct tampering {
	const char *what;
	const char *sql;
	enum tz_check_name found_by[3];
	int n;
};

static const struct tampering tamperings[] = {
    {"nothing", "SELECT 1", {0}, 0},
    {"a byte of a statement",
	"UPDATE entry SET line = replace(line, '\\\"act\\\":\\\"submit', "
	"'\\\"act\\\":\\\"revise') WHERE seq = 4",
	{TZ_CHECK_SIGNATURE, TZ_CHECK_CHAIN, TZ_CHECK_MERKLE}, 3},
    {"no JSON", "UPDATE entry SET line = 'x' WHERE seq = 6",
	{TZ_CHECK_SEQ, TZ_CHECK_MERKLE}, 2},
    {"a leaf", "UPDATE entry SET leaf = zeroblob(32) WHERE seq = 6",
	{TZ_CHECK_MERKLE}, 1},
    {"an entry in the middle", "DELETE FROM entry WHERE seq = 3",
	{TZ_CHECK_SEQ, TZ_CHECK_CHAIN, TZ_CHECK_SEEN}, 3},
    {"the end, back behind a signed head", "DELETE FROM entry WHERE seq >= 4",
	{TZ_CHECK_MERKLE}, 1},
    {"two entries swapped",
	"UPDATE entry SET seq = 99 WHERE seq = 4;"
	"UPDATE entry SET seq = 4 WHERE seq = 5;"
	"UPDATE entry SET seq = 5 WHERE seq = 99",
	{TZ_CHECK_SEQ, TZ_CHECK_CHAIN, TZ_CHECK_MERKLE}, 3},
    {"an opening", "DELETE FROM opening WHERE detail LIKE '%title%'",
	{TZ_CHECK_COMPLETENESS}, 1},
    {"a detail",
	"UPDATE opening SET detail = replace(detail, '一', '二') "
	"WHERE detail LIKE '%title%'",
	{TZ_CHECK_OPENING}, 1},
    {"a salt", "UPDATE opening SET salt = zeroblob(32) WHERE blob NOT NULL",
	{TZ_CHECK_OBJECT}, 1},
    {"a signed note", "UPDATE note SET text = replace(text, '5', '6')",
	{TZ_CHECK_CHECKPOINT}, 1},
    {"a note's size", "UPDATE note SET size = 4", {TZ_CHECK_CHECKPOINT}, 1},
    {"a name on the roster", "UPDATE person SET name = 'x' WHERE id LIKE 'li%'",
	{TZ_CHECK_DERIVED}, 1},
    {"a role on the roster",
	"UPDATE person SET roles = 'administrator' WHERE id LIKE 'li%'",
	{TZ_CHECK_DERIVED}, 1},
    {"somebody on the roster",
	"INSERT INTO person SELECT 'zhao', name, '', roles, 'k', 'l', "
	"commitment, 99, 0, NULL, NULL FROM person LIMIT 1",
	{TZ_CHECK_DERIVED}, 1},
    {"the settings", "UPDATE settings SET agency = 'x'", {TZ_CHECK_DERIVED}, 1},
    {"everything", "DELETE FROM entry", {TZ_CHECK_SEQ}, 1},
};

static void
finds_changes(void **state)
{
	size_t i;
	int j;

	(void)state;
	for (i = 0; i < sizeof tamperings / sizeof *tamperings; i++) {
		const struct tampering *one = &tamperings[i];
		struct fixture fixture;
		struct seen_checks seen;
		tz_auto_buf sql = TZ_BUF_INIT;
		enum tz_status s;

		print_message("--- %s\n", one->what);
		make(&fixture);
		tz_buf_printf(&sql, "%s%s", OPEN_UP, one->sql);
		fixture_sql(&fixture, tz_buf_str(&sql));
		s = fixture_check(&fixture, &seen);
		assert_int_equal(s, one->n ? TZ_NO : TZ_OK);
		for (j = 0; j < one->n; j++) {
			enum tz_check_name check = one->found_by[j];

			if (seen.failed[check] == 0 || seen.ok[check])
				fail_msg("'%s' not found by %s", one->what,
				    tz_check_word(check));
		}
		fixture_end(&fixture);
	}
}

/* Every stored file, changed and then gone. */
static enum tz_status
damage(const char *path, void *arg, struct tz_err *err)
{
	struct fixture *fixture = arg;
	struct seen_checks seen;
	tz_auto_buf bytes = TZ_BUF_INIT;

	(void)err;
	assert_ok(tz_file_read(path, 1 << 20, &bytes, oops));
	tz_buf_putc(&bytes, 'x');
	assert_ok(tz_file_write(path, bytes.data, bytes.len, 0600, oops));
	assert_int_equal(fixture_check(fixture, &seen), TZ_NO);
	assert_true(seen.failed[TZ_CHECK_OBJECT] > 0);
	assert_int_equal(unlink(path), 0);
	assert_int_equal(fixture_check(fixture, &seen), TZ_NO);
	assert_true(seen.failed[TZ_CHECK_OBJECT] > 0);
	assert_ok(tz_file_write(path, bytes.data, bytes.len - 1, 0600, oops));
	assert_int_equal(fixture_check(fixture, &seen), TZ_OK);
	return TZ_OK;
}

static void
finds_damaged_blobs(void **state)
{
	struct fixture fixture;
	tz_auto_str blobs = NULL;

	(void)state;
	make(&fixture);
	blobs = tz_vault_path(fixture.vault, "blobs");
	assert_ok(tz_folder_walk(blobs, damage, &fixture, oops));
	fixture_end(&fixture);
}

struct forgery {
	struct fixture *fixture;
	struct tz_buf sql;
	int64_t leave_out;
	int64_t seq;
	struct tz_id prev;
};

/* Write one entry anew: its number, what is before it, its leaf. */
static enum tz_status
forge(int64_t seq, const char *line, size_t len, const struct tz_id *leaf,
    void *arg, struct tz_err *err)
{
	struct forgery *forgery = arg;
	tz_auto_entry entry = {0};
	tz_auto_buf made = TZ_BUF_INIT;
	char hex[TZ_ID_HEX];

	(void)leaf;
	(void)err;
	if (seq == forgery->leave_out)
		return TZ_OK;
	assert_ok(tz_entry_read(line, len, &entry, oops));
	entry.seq = forgery->seq++;
	entry.prev = forgery->prev;
	assert_ok(tz_entry_write(&entry, &made, oops));
	tz_merkle_leaf(made.data, made.len, &forgery->prev);
	tz_id_hex(&forgery->prev, hex);
	tz_buf_printf(&forgery->sql,
	    "INSERT INTO entry VALUES (%d, x'%s', '%s');", (int)entry.seq, hex,
	    tz_buf_str(&made));
	return TZ_OK;
}

/* Whoever holds the log's key drops an entry and signs all heads again. */
static void
finds_a_forged_log(void **state)
{
	struct fixture fixture;
	struct seen_checks seen;
	struct forgery forgery = {.fixture = &fixture, .leave_out = 3};
	tz_auto_buf note = TZ_BUF_INIT;

	(void)state;
	make(&fixture);
	tz_buf_puts(&forgery.sql,
	    OPEN_UP "DROP TRIGGER note_stay; DELETE FROM note;"
		    "DELETE FROM entry;");
	assert_ok(tz_entry_rows_each(tz_vault_db(fixture.vault), 0, 99, forge,
	    &forgery, oops));
	fixture_sql(&fixture, tz_buf_str(&forgery.sql));
	tz_buf_clear(&forgery.sql);
	assert_ok(tz_ledger_checkpoint(fixture.vault, 6, &note, oops));
	assert_int_equal(fixture_check(&fixture, &seen), TZ_NO);
	/* The statements that had seen it contradict; all else fits. */
	assert_int_equal(seen.failed[TZ_CHECK_SEEN], 3);
	assert_int_equal(seen.ok[TZ_CHECK_CHAIN], 1);
	assert_int_equal(seen.ok[TZ_CHECK_MERKLE], 1);
	assert_int_equal(seen.ok[TZ_CHECK_SIGNATURE], 1);
	fixture_end(&fixture);
}

/* Set the last entry's time; the rest of the ledger fits it. */
static void
set_last_time(struct fixture *fixture, int64_t at)
{
	struct tz_db *db = tz_vault_db(fixture->vault);
	tz_auto_buf line = TZ_BUF_INIT;
	tz_auto_buf made = TZ_BUF_INIT;
	tz_auto_buf sql = TZ_BUF_INIT;
	tz_auto_entry entry = {0};
	struct tz_id leaf;
	char hex[TZ_ID_HEX];

	assert_ok(tz_entry_rows_get(db, 6, &line, NULL, oops));
	assert_ok(tz_entry_read(line.data, line.len, &entry, oops));
	entry.at = at;
	assert_ok(tz_entry_write(&entry, &made, oops));
	tz_merkle_leaf(made.data, made.len, &leaf);
	tz_id_hex(&leaf, hex);
	tz_buf_printf(&sql,
	    OPEN_UP "UPDATE entry SET line = '%s', leaf = x'%s' "
		    "WHERE seq = 6",
	    tz_buf_str(&made), hex);
	fixture_sql(fixture, tz_buf_str(&sql));
}

static void
keeps_time(void **state)
{
	struct fixture fixture;
	struct seen_checks seen;
	struct tz_err err = {0};
	tz_auto_event event = {0};
	int64_t now = tz_now();
	int64_t seq;

	(void)state;
	/* The clock is a little behind: the last time is used again. */
	make(&fixture);
	set_last_time(&fixture, now + 200);
	assert_ok(fixture_submit(&fixture, "li", "li", "c", &seq, oops));
	assert_ok(tz_ledger_event(fixture.vault, seq, &event, oops));
	assert_int_equal(event.at, now + 200);
	fixture_end(&fixture);

	/* Far behind: nothing is written. */
	make(&fixture);
	set_last_time(&fixture, now + 1000);
	assert_int_equal(fixture_submit(&fixture, "li", "li", "c", &seq, &err),
	    TZ_IO);
	assert_non_null(strstr(err.text, "clock"));
	assert_ok(tz_ledger_size(fixture.vault, &seq, oops));
	assert_int_equal(seq, 7);
	assert_int_equal(fixture_check(&fixture, &seen), TZ_NO);
	assert_int_equal(seen.failed[TZ_CHECK_TIME], 1);
	fixture_end(&fixture);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(finds_changes),
	    cmocka_unit_test(finds_damaged_blobs),
	    cmocka_unit_test(finds_a_forged_log),
	    cmocka_unit_test(keeps_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
