/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tests/unit/store/test_db.c - opening, the schema's steps, transactions
 */
#include "tests/unit/store/store_unit.h"

#include <sys/wait.h>

#include "store/db.h"
#include "store/roster_rows.h"
#include "store/schema.h"
#include "store/stmt.h"

static void
makes_and_opens(void **state)
{
	tz_auto_str path = unit_path("a.db");
	tz_auto_buf out = TZ_BUF_INIT;
	struct tz_db *db = NULL;
	struct tz_err err = {0};

	(void)state;
	assert_int_equal(tz_db_open(path, false, &db, &err), TZ_NOTFOUND);
	umask(0);
	assert_ok(tz_db_open(path, true, &db, oops));
	assert_int_equal(unit_mode(path), 0600);
	tz_db_free(db);
	assert_ok(tz_db_open(path, false, &db, oops));
	assert_ok(tz_db_quick_check(db, oops));
	tz_db_free(db);
	assert_int_equal(unit_sqlite(path,
			     "PRAGMA journal_mode; PRAGMA application_id",
			     &out),
	    0);
	assert_string_equal(tz_buf_str(&out), "wal\n1954182705\n");
}

static enum tz_status
open_after(const char *sql)
{
	tz_auto_str path = unit_path("b.db");
	struct tz_db *db = NULL;
	struct tz_err err = {0};
	enum tz_status s;

	unlink(path);
	assert_ok(tz_db_open(path, true, &db, oops));
	tz_db_free(db);
	assert_int_equal(unit_sqlite(path, sql, NULL), 0);
	db = NULL;
	s = tz_db_open(path, false, &db, &err);
	tz_db_free(db);
	assert_int_equal(s == TZ_OK, err.text[0] == '\0');
	return s;
}

static void
refuses_others(void **state)
{
	tz_auto_str path = unit_path("c.db");
	struct tz_db *db = NULL;
	struct tz_err err = {0};
	char noise[8192];

	(void)state;
	assert_int_equal(open_after("SELECT 1"), TZ_OK);
	assert_int_equal(open_after("PRAGMA user_version = 999"), TZ_TOONEW);
	assert_int_equal(open_after("PRAGMA application_id = 1"), TZ_CORRUPT);
	assert_int_equal(open_after("PRAGMA user_version = 0"), TZ_CORRUPT);

	/* A database cut to nothing is damage, not a new one. */
	assert_ok(tz_file_write(path, "", 0, 0600, oops));
	assert_int_equal(tz_db_open(path, false, &db, &err), TZ_CORRUPT);
	memset(noise, 'x', sizeof noise);
	assert_ok(tz_file_write(path, noise, sizeof noise, 0600, oops));
	memset(&err, 0, sizeof err);
	assert_int_equal(tz_db_open(path, false, &db, &err), TZ_CORRUPT);
}

/* Many openers of an old database at once: each step runs once. */
static void
migrates_once(void **state)
{
	enum { OPENERS = 8 };
	tz_auto_str path = unit_path("d.db");
	tz_auto_buf old = TZ_BUF_INIT;
	tz_auto_buf out = TZ_BUF_INIT;
	int i;

	(void)state;
	tz_buf_printf(&old,
	    "PRAGMA journal_mode = WAL; %s;"
	    "PRAGMA user_version = 1;",
	    tz_schema_steps[0].sql);
	assert_int_equal(unit_sqlite(path, tz_buf_str(&old), NULL), 0);
	for (i = 0; i < OPENERS; i++) {
		pid_t pid = fork();

		assert_true(pid >= 0);
		if (pid == 0) {
			struct tz_db *db = NULL;
			enum tz_status s = tz_db_open(path, false, &db, NULL);

			tz_db_free(db);
			_exit(s);
		}
	}
	for (i = 0; i < OPENERS; i++) {
		int status;

		assert_true(wait(&status) > 0);
		assert_int_equal(status, 0);
	}
	assert_int_equal(unit_sqlite(path, "PRAGMA user_version", &out), 0);
	assert_int_equal(atoi(tz_buf_str(&out)), tz_schema_n_steps);
}

static void
put_person(struct tz_db *db, const char *id)
{
	struct tz_person_row row = {.id = id,
	    .name = "n",
	    .department = "",
	    .roles = "auditor",
	    .key = id,
	    .allowed_line = "l",
	    .added_seq = id[0]};

	assert_ok(tz_person_rows_add(db, &row, oops));
}

static enum tz_status
count(const struct tz_person_row *row, void *arg, struct tz_err *err)
{
	(void)row;
	(void)err;
	++*(int *)arg;
	return TZ_OK;
}

static int
people(struct tz_db *db)
{
	int n = 0;

	assert_ok(tz_person_rows_each(db, count, &n, oops));
	return n;
}

static void
commits_and_rolls_back(void **state)
{
	tz_auto_str path = unit_path("e.db");
	tz_auto(tz_db) db = NULL;
	tz_auto(tz_db) other = NULL;
	struct tz_tx *tx = NULL;
	struct tz_tx *inner = NULL;
	struct tz_err err = {0};

	(void)state;
	assert_ok(tz_db_open(path, true, &db, oops));
	assert_ok(tz_db_open(path, false, &other, oops));
	assert_false(tz_db_in_tx(db));
	assert_ok(tz_tx_begin(db, &tx, oops));
	assert_true(tz_db_in_tx(db));
	assert_int_equal(tz_tx_begin(db, &inner, &err), TZ_BUG);
	put_person(db, "a");
	tz_tx_free(tx);
	assert_int_equal(people(db), 0);
	assert_ok(tz_tx_begin(db, &tx, oops));
	put_person(db, "b");
	assert_int_equal(people(other), 0);
	assert_ok(tz_tx_commit(&tx, oops));
	assert_null(tx);
	assert_int_equal(people(other), 1);

	/* What the database refuses ends up rolled back, and can go on. */
	assert_ok(tz_tx_begin(db, &tx, oops));
	put_person(db, "c");
	memset(&err, 0, sizeof err);
	{
		struct tz_person_row row = {.id = "b",
		    .name = "",
		    .department = "",
		    .roles = "",
		    .key = "",
		    .allowed_line = ""};

		assert_int_equal(tz_person_rows_add(db, &row, &err), TZ_BUG);
	}
	tz_tx_free(tx);
	assert_int_equal(people(db), 1);
}

static void
forgets_what_is_derived(void **state)
{
	static const char ruin[] =
	    "DROP TABLE person; CREATE TABLE stranger (a);"
	    "INSERT INTO note VALUES (3, 'kept')";
	tz_auto_str path = unit_path("f.db");
	tz_auto_buf out = TZ_BUF_INIT;
	tz_auto(tz_db) db = NULL;
	struct tz_tx *tx = NULL;
	struct tz_err err = {0};
	int n = 0;

	(void)state;
	assert_ok(tz_db_open(path, true, &db, oops));
	assert_int_equal(tz_db_forget_derived(db, &err), TZ_BUG);
	assert_ok(tz_tx_begin(db, &tx, oops));
	put_person(db, "a");
	assert_ok(tz_tx_commit(&tx, oops));
	assert_ok(tz_tx_begin(db, &tx, oops));
	assert_ok(tz_db_forget_derived(db, oops));
	assert_ok(tz_tx_commit(&tx, oops));
	assert_int_equal(people(db), 0);

	assert_int_equal(unit_sqlite(path, ruin, NULL), 0);
	memset(&err, 0, sizeof err);
	assert_int_equal(tz_person_rows_each(db, count, &n, &err), TZ_CORRUPT);
	assert_non_null(strstr(err.text, "rebuild"));
	assert_ok(tz_tx_begin(db, &tx, oops));
	assert_ok(tz_db_forget_derived(db, oops));
	assert_ok(tz_tx_commit(&tx, oops));
	assert_int_equal(people(db), 0);
	assert_int_equal(unit_sqlite(path,
			     "SELECT text FROM note;"
			     "SELECT count(*) FROM sqlite_schema "
			     "WHERE name = 'stranger'",
			     &out),
	    0);
	assert_string_equal(tz_buf_str(&out), "kept\n0\n");
}

/* In the child: hold the write lock for a while. */
static enum tz_status
hold_the_lock(const char *path, int said)
{
	struct tz_db *db = NULL;
	struct tz_tx *tx = NULL;
	enum tz_status s = tz_db_open(path, true, &db, NULL);

	if (!s)
		s = tz_tx_begin(db, &tx, NULL);
	if (write(said, "x", 1) != 1)
		return TZ_IO;
	usleep(300000);
	if (!s)
		s = tz_tx_commit(&tx, NULL);
	tz_db_free(db);
	return s;
}

static void
waits_for_the_lock(void **state)
{
	tz_auto_str path = unit_path("g.db");
	tz_auto(tz_db) db = NULL;
	struct tz_tx *tx = NULL;
	int said[2];
	int status;
	char room;
	pid_t pid;

	(void)state;
	assert_int_equal(pipe(said), 0);
	pid = fork();
	assert_true(pid >= 0);
	if (pid == 0)
		_exit(hold_the_lock(path, said[1]));
	assert_int_equal(read(said[0], &room, 1), 1);
	assert_ok(tz_db_open(path, false, &db, oops));
	assert_ok(tz_tx_begin(db, &tx, oops));
	tz_tx_free(tx);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
	close(said[0]);
	close(said[1]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(makes_and_opens),
	    cmocka_unit_test(refuses_others),
	    cmocka_unit_test(migrates_once),
	    cmocka_unit_test(commits_and_rolls_back),
	    cmocka_unit_test(forgets_what_is_derived),
	    cmocka_unit_test(waits_for_the_lock),
	};

	return cmocka_run_group_tests(tests, unit_set_up, unit_tear_down);
}
