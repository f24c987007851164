/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tests/unit/base/test_child.c - bytes in, bytes out, a time limit
 */
#include "base/child.h"

#include <signal.h>
#include <time.h>
#include <unistd.h>

#include "unit.h"

#define SHELL(script)                                                          \
	(const char *const[])                                                  \
	{                                                                      \
		"sh", "-c", script, NULL                                       \
	}

static void
test_exit(void **state)
{
	tz_auto_buf out = TZ_BUF_INIT;
	tz_auto_buf error = TZ_BUF_INIT;
	struct tz_child_result result;

	(void)state;
	assert_int_equal(tz_child_run(SHELL("cat; echo no >&2; exit 7"), "yes",
			     3, 10, 1000, &out, &error, &result, NULL),
	    TZ_OK);
	assert_buf(&out, "yes");
	assert_buf(&error, "no\n");
	assert_int_equal(result.exit_status, 7);
	assert_int_equal(result.signal, 0);
	assert_false(result.timed_out);
}

static void
test_signal(void **state)
{
	tz_auto_buf out = TZ_BUF_INIT;
	struct tz_child_result result;

	(void)state;
	assert_int_equal(tz_child_run(SHELL("kill -TERM $$"), NULL, 0, 0, 1000,
			     &out, NULL, &result, NULL),
	    TZ_OK);
	assert_int_equal(result.exit_status, -1);
	assert_int_equal(result.signal, SIGTERM);
}

/* More than a pipe holds in both directions, and one that reads nothing. */
static void
test_large(void **state)
{
	size_t len = 3u << 20;
	char *input = malloc(len);
	tz_auto_buf out = TZ_BUF_INIT;
	struct tz_child_result result;

	(void)state;
	memset(input, 'x', len);
	assert_int_equal(tz_child_run(SHELL("cat"), input, len, 60, len, &out,
			     NULL, &result, NULL),
	    TZ_OK);
	assert_int_equal(out.len, len);
	assert_int_equal(result.exit_status, 0);
	tz_buf_reset(&out);
	assert_int_equal(tz_child_run(SHELL("exit 3"), input, len, 60, len,
			     &out, NULL, &result, NULL),
	    TZ_OK);
	assert_int_equal(result.exit_status, 3);
	tz_buf_reset(&out);
	assert_int_equal(tz_child_run(SHELL("cat"), input, len, 60, 1000, &out,
			     NULL, &result, NULL),
	    TZ_LIMIT);
	free(input);
}

static void
test_time(void **state)
{
	tz_auto_buf out = TZ_BUF_INIT;
	struct tz_child_result result;
	time_t start = time(NULL);

	(void)state;
	assert_int_equal(tz_child_run(SHELL("sleep 60 & sleep 60"), NULL, 0, 1,
			     1000, &out, NULL, &result, NULL),
	    TZ_OK);
	assert_true(result.timed_out);
	assert_int_equal(result.signal, SIGKILL);
	/* What it started and left behind does not hold us up either. */
	assert_int_equal(tz_child_run(SHELL("sleep 60 & echo a"), NULL, 0, 30,
			     1000, &out, NULL, &result, NULL),
	    TZ_OK);
	assert_buf(&out, "a\n");
	assert_true(time(NULL) - start < 20);
}

static void
test_missing(void **state)
{
	const char *const argv[] = {"/nonexistent/program", NULL};
	tz_auto_buf out = TZ_BUF_INIT;
	struct tz_child_result result;
	struct tz_err err = {0};

	(void)state;
	assert_int_equal(tz_child_run(argv, NULL, 0, 1, 1000, &out, NULL,
			     &result, &err),
	    TZ_NOTFOUND);
}

/* It inherits no descriptor, a clean signal mask and LC_ALL=C. */
static void
test_clean(void **state)
{
	tz_auto_buf out = TZ_BUF_INIT;
	struct tz_child_result result;
	int leak = dup2(1, 9);

	(void)state;
	setenv("LC_ALL", "zh_CN.UTF-8", 1);
	setenv("TZ_TEST_KEPT", "kept", 1);
	assert_int_equal(tz_child_run(SHELL("echo \"$LC_ALL $TZ_TEST_KEPT\";"
					    "test -e /proc/self/fd/9 || "
					    "echo closed"),
			     NULL, 0, 10, 1000, &out, NULL, &result, NULL),
	    TZ_OK);
	assert_buf(&out, "C kept\nclosed\n");
	close(leak);
	assert_string_equal(getenv("LC_ALL"), "zh_CN.UTF-8");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_exit),
	    cmocka_unit_test(test_signal),
	    cmocka_unit_test(test_large),
	    cmocka_unit_test(test_time),
	    cmocka_unit_test(test_missing),
	    cmocka_unit_test(test_clean),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
