/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tests/unit/store/store_unit.h - cmocka, a temporary folder, sqlite3
 */
#ifndef TZ_TESTS_UNIT_STORE_STORE_UNIT_H
#define TZ_TESTS_UNIT_STORE_STORE_UNIT_H

/* clang-format off */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/child.h"
#include "base/file.h"
#include "base/status.h"

/* ${call} gives its errors to `oops`. */
#define assert_ok(call)                                                        \
	do {                                                                   \
		struct tz_err unit_err = {0};                                  \
		struct tz_err *oops = &unit_err;                               \
		enum tz_status unit_s = (call);                                \
		if (unit_s != TZ_OK)                                           \
			fail_msg("%d: %s", unit_s, unit_err.text);             \
	} while (0)

static char unit_folder[64];

static inline int
unit_set_up(void **state)
{
	(void)state;
	strcpy(unit_folder, "/tmp/tz-store-XXXXXX");
	return mkdtemp(unit_folder) ? 0 : -1;
}

static inline int
unit_tear_down(void **state)
{
	(void)state;
	return tz_folder_remove(unit_folder, NULL) == TZ_OK ? 0 : -1;
}

/* A path in the folder, to be freed. */
static inline char *
unit_path(const char *name)
{
	char *path = tz_path_join(unit_folder, name);

	assert_non_null(path);
	return path;
}

/* Run the sqlite3 program; its exit status. */
static inline int
unit_sqlite(const char *path, const char *sql, struct tz_buf *ret_out)
{
	const char *argv[] = {"sqlite3", path, sql, NULL};
	tz_auto_buf out = TZ_BUF_INIT;
	tz_auto_buf complaint = TZ_BUF_INIT;
	struct tz_child_result result;

	assert_ok(tz_child_run(argv, "", 0, 60, 1 << 20,
	    ret_out ? ret_out : &out, &complaint, &result, oops));
	return result.exit_status;
}

static inline mode_t
unit_mode(const char *path)
{
	struct stat about;

	assert_int_equal(stat(path, &about), 0);
	return about.st_mode & 07777;
}

#endif /* !TZ_TESTS_UNIT_STORE_STORE_UNIT_H */
