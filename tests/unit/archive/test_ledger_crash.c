/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tests/unit/archive/test_ledger_crash.c - killed at any moment
 *
 * A child signs and appends and says on a pipe what is done; it is killed.
 * Nothing that it said is missing after, and the ledger is in order.
 */
#include "tests/unit/archive/ledger_fixture.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void
work(struct fixture *fixture, int said)
{
	int i;

	fixture_reopen(fixture);
	for (i = 0;; i++) {
		char text[32];
		int64_t seq;

		snprintf(text, sizeof text, "%d %d", (int)getpid(), i);
		if (fixture_submit(fixture, "li", "li", text, &seq, NULL) ||
		    write(said, &seq, sizeof seq) != sizeof seq)
			_exit(1);
	}
}

/* Kill a child after ${wait} microseconds; the last entry it said was done,
 * or -1. */
static int64_t
run_and_kill(struct fixture *fixture, useconds_t wait)
{
	int64_t last = -1;
	int64_t seq;
	int said[2];
	pid_t pid;

	assert_int_equal(pipe(said), 0);
	tz_vault_free(fixture->vault);
	fixture->vault = NULL;
	pid = fork();
	assert_true(pid >= 0);
	if (pid == 0)
		work(fixture, said[1]);
	close(said[1]);
	usleep(wait);
	kill(pid, SIGKILL);
	while (read(said[0], &seq, sizeof seq) == sizeof seq)
		last = seq;
	close(said[0]);
	waitpid(pid, NULL, 0);
	fixture_reopen(fixture);
	return last;
}

static void
loses_nothing(void **state)
{
	struct fixture fixture;
	struct seen_checks seen;
	int64_t size = 0;
	int i;

	(void)state;
	fixture_new(&fixture);
	fixture_enrol(&fixture, "li", "drafter");
	/* Longer each time, for slow machines. */
	for (i = 0; i < 12 || (size < 20 && i < 60); i++) {
		int64_t last =
		    run_and_kill(&fixture, 30000 + 17000 * (useconds_t)i);

		assert_ok(tz_ledger_size(fixture.vault, &size, oops));
		assert_true(size > last);
		assert_true(last < 0 || size <= last + 2);
		assert_int_equal(fixture_check(&fixture, &seen), TZ_OK);
	}
	/* It saw enough. */
	assert_true(size >= 20);
	fixture_end(&fixture);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(loses_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
