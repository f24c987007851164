/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tests/unit/base/test_status.c - codes, texts, and the sentence
 */
#include "base/status.h"

#include <errno.h>

#include "base/check.h"
#include "base/utf8.h"
#include "unit.h"

static void
test_lists(void **state)
{
	int i;

	(void)state;
	for (i = 0; i < TZ_STATUS_COUNT; i++) {
		assert_true(strlen(tz_status_text(i)) > 0);
		assert_in_range(tz_status_exit(i), 0, 3);
	}
	assert_int_equal(tz_status_exit(TZ_OK), 0);
	assert_int_equal(tz_status_exit(TZ_NO), 1);
	assert_int_equal(tz_status_exit(TZ_INCOMPLETE), 3);
	assert_int_equal(tz_status_exit(TZ_USAGE), 2);
	assert_int_equal(tz_status_exit((enum tz_status)99), 2);
}

static void
test_first_stays(void **state)
{
	struct tz_err err = {0};

	(void)state;
	assert_int_equal(tz_fail(&err, TZ_FORMAT, "first %d", 1), TZ_FORMAT);
	assert_int_equal(tz_fail(&err, TZ_IO, "second"), TZ_IO);
	assert_int_equal(err.status, TZ_FORMAT);
	assert_string_equal(err.text, "first 1");
	assert_int_equal(tz_fail(NULL, TZ_IO, "x"), TZ_IO);
	assert_int_equal(tz_fail_nomem(NULL), TZ_NOMEM);
}

static void
test_while(void **state)
{
	struct tz_err err = {0};

	(void)state;
	tz_fail(&err, TZ_LOCKED, "it is locked");
	assert_int_equal(tz_fail_while(&err, TZ_LOCKED, "adding '%s'", "a"),
	    TZ_LOCKED);
	assert_string_equal(err.text, "while adding 'a': it is locked");
	err = (struct tz_err){0};
	tz_fail_while(&err, TZ_BUG, "counting");
	assert_string_equal(err.text, "while counting: internal error");
	assert_int_equal(err.status, TZ_BUG);
}

static void
test_errno(void **state)
{
	static const struct {
		int number;
		enum tz_status status;
	} table[] = {
	    {ENOENT, TZ_NOTFOUND}, {ENOMEM, TZ_NOMEM}, {EACCES, TZ_IO}};
	size_t i;

	(void)state;
	for (i = 0; i < N_OF(table); i++) {
		struct tz_err err = {0};

		errno = table[i].number;
		assert_int_equal(tz_fail_errno(&err, "cannot open", "a\033b"),
		    table[i].status);
		assert_non_null(strstr(err.text, "cannot open 'a\\u{1B}b': "));
	}
}

/* A text that is too long is cut between characters. */
static void
test_cut(void **state)
{
	size_t pad;

	(void)state;
	for (pad = 0; pad < 4; pad++) {
		struct tz_err err = {0};
		char text[1200] = "";
		size_t i;

		memset(text, 'x', pad);
		for (i = 0; i < 250; i++)
			memcpy(text + pad + 4 * i, "\360\237\230\200", 4);
		tz_fail(&err, TZ_IO, "%s", text);
		assert_true(tz_utf8_valid(err.text, strlen(err.text)));
		assert_true(strlen(err.text) > 500);
		tz_fail_while(&err, TZ_IO, "x%.*s", (int)pad, "abc");
		assert_true(tz_utf8_valid(err.text, strlen(err.text)));
	}
}

static void
test_checks(void **state)
{
	int i;

	(void)state;
	for (i = 0; i < TZ_CHECK_COUNT; i++)
		assert_true(strlen(tz_check_word(i)) > 0);
	assert_string_equal(tz_check_word(TZ_CHECK_ARCHIVE_FORM),
	    "archive-form");
	assert_string_equal(tz_check_status_word(TZ_CHECK_NOT_CHECKED),
	    "not-checked");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_lists),
	    cmocka_unit_test(test_first_stays),
	    cmocka_unit_test(test_while),
	    cmocka_unit_test(test_errno),
	    cmocka_unit_test(test_cut),
	    cmocka_unit_test(test_checks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
