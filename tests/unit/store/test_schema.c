/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tests/unit/store/test_schema.c - released steps are frozen; docs/schema.sql
 *
 * docs/schema.sql is what a new database looks like.  To write it anew:
 * TZ_WRITE_SCHEMA=1 test_schema.
 */
#include "tests/unit/store/store_unit.h"

#include "base/digest.h"
#include "store/db.h"
#include "store/schema.h"

/* The SHA-256 of every step that was in a release, in order.  A step is added
 * here when it is released and is never changed after. */
static const char *const released[] = {
    "9597a7cae095375bcb766e4a516e320e3c94300683544b72b8c1197263c135a8",
    "64aaf81a19a0330bbfe695e2eab4e19fb9fb6d393b53add69db55645c91b5251",
    NULL,
};

static void
keeps_released_steps(void **state)
{
	char hex[TZ_ID_HEX];
	struct tz_id id;
	int i;

	(void)state;
	for (i = 0; released[i]; i++) {
		assert_true(i < tz_schema_n_steps);
		tz_sha256(tz_schema_steps[i].sql,
		    strlen(tz_schema_steps[i].sql), &id);
		tz_id_hex(&id, hex);
		assert_string_equal(hex, released[i]);
	}
}

static void
numbers_steps(void **state)
{
	int i;

	(void)state;
	for (i = 0; i < tz_schema_n_steps; i++)
		assert_int_equal(atoi(tz_schema_steps[i].name), i + 1);
	assert_false(tz_schema_steps[0].derived);
	assert_true(tz_schema_steps[1].derived);
}

static void
matches_the_document(void **state)
{
	static const char heading[] =
	    "-- What a new vault.db looks like.  Made by "
	    "tests/unit/store/test_schema.c\n"
	    "-- from store/schema/*.sql, where the comments are.\n\n";
	static const char all[] =
	    "SELECT sql || ';' FROM sqlite_schema WHERE sql IS NOT NULL "
	    "ORDER BY rowid";
	tz_auto_str path = unit_path("schema.db");
	tz_auto_buf made = TZ_BUF_INIT;
	tz_auto_buf text = TZ_BUF_INIT;
	struct tz_db *db = NULL;

	(void)state;
	tz_buf_puts(&made, heading);
	assert_ok(tz_db_open(path, true, &db, oops));
	tz_db_free(db);
	assert_int_equal(unit_sqlite(path, all, &made), 0);
	if (getenv("TZ_WRITE_SCHEMA"))
		assert_ok(tz_file_write(TZ_SOURCE_ROOT "/docs/schema.sql",
		    made.data, made.len, 0644, oops));
	assert_ok(tz_file_read(TZ_SOURCE_ROOT "/docs/schema.sql", 1 << 20,
	    &text, oops));
	if (strcmp(tz_buf_str(&made), tz_buf_str(&text)) != 0)
		fail_msg("docs/schema.sql is not the schema; run "
			 "TZ_WRITE_SCHEMA=1 test_schema");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(keeps_released_steps),
	    cmocka_unit_test(numbers_steps),
	    cmocka_unit_test(matches_the_document),
	};

	return cmocka_run_group_tests(tests, unit_set_up, unit_tear_down);
}
