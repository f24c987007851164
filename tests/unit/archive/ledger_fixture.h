/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tests/unit/archive/ledger_fixture.h - a vault with people and real keys
 *
 * Made in a new temporary folder: keys/ID and keys/ID.pub, and vault/ with the
 * ledger's first two entries, signed by "admin".
 */
#ifndef TZ_TESTS_UNIT_ARCHIVE_LEDGER_FIXTURE_H
#define TZ_TESTS_UNIT_ARCHIVE_LEDGER_FIXTURE_H

/* clang-format off */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <stdbool.h>

#include "archive/ledger.h"

#define FIXTURE_HOST "ledger.agency.example"

struct fixture {
	char folder[64];
	struct tz_vault *vault;
	char *vkey;
};

/* What tz_ledger_check() reported. */
struct seen_checks {
	int failed[TZ_CHECK_COUNT];
	int ok[TZ_CHECK_COUNT];
	int skipped[TZ_CHECK_COUNT];
};

/* ${call} gives its errors to `oops`. */
#define assert_ok(call)                                                        \
	do {                                                                   \
		struct tz_err fixture_err = {0};                               \
		struct tz_err *oops = &fixture_err;                            \
		enum tz_status fixture_s = (call);                             \
		if (fixture_s != TZ_OK)                                        \
			fail_msg("%d: %s", fixture_s, fixture_err.text);       \
	} while (0)

/** fixture_new(fixture): Make everything. */
void fixture_new(struct fixture *fixture);

/** fixture_end(fixture): Remove everything. */
void fixture_end(struct fixture *fixture);

/** fixture_reopen(fixture): Close the vault and open it again. */
void fixture_reopen(struct fixture *fixture);

/** fixture_key(fixture, id): keys/ID, making the pair if it is not there; for
 * the caller to free. */
char *fixture_key(struct fixture *fixture, const char *id);

/** fixture_public(fixture, id): The text of keys/ID.pub; to be freed. */
char *fixture_public(struct fixture *fixture, const char *id);

/** fixture_enrol(fixture, id, roles): Enrol ${id} with a new key. */
void fixture_enrol(struct fixture *fixture, const char *id, const char *roles);

/** fixture_submit(fixture, by, key_of, text, ret_seq, err): Sign a submit of a
 * one-file item with the key of ${key_of} and append it. */
enum tz_status fixture_submit(struct fixture *fixture, const char *by,
    const char *key_of, const char *text, int64_t *ret_seq, struct tz_err *err);

/** fixture_sql(fixture, sql): Close the vault, run the sqlite3 program on its
 * database, open the vault again. */
void fixture_sql(struct fixture *fixture, const char *sql);

/** fixture_check(fixture, ret_seen): Run tz_ledger_check(). */
enum tz_status
fixture_check(struct fixture *fixture, struct seen_checks *ret_seen);

#endif /* !TZ_TESTS_UNIT_ARCHIVE_LEDGER_FIXTURE_H */
