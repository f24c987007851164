/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tests/unit/base/test_workday.c - terms in the shipped calendar of China
 *
 * The worked dates were counted by hand against the State Council's notices:
 * make-up weekends count, prolonged holidays do not.
 */
#include "base/workday.h"

#include "base/file.h"
#include "unit.h"

static void
test_worked_dates(void **state)
{
	static const struct {
		const char *from;
		int n;
		const char *due;
	} table[] = {
	    {"2019-06-20", 20, "2019-07-18"},
	    {"2019-09-20", 20, "2019-10-23"},
	    {"2020-01-10", 20, "2020-02-14"},
	    {"2025-01-17", 20, "2025-02-20"},
	    {"2025-09-26", 7, "2025-10-13"},
	    {"2025-09-26", 20, "2025-10-30"},
	    {"2025-09-26", 40, "2025-11-27"},
	    {"2025-10-01", 20, "2025-11-04"},
	    {"2026-02-10", 20, "2026-03-16"},
	    {"2025-03-31", 15, "2025-04-22"},
	    {"2025-03-03", 5, "2025-03-10"},
	    {"2018-12-28", 1, "2018-12-29"},
	    {"2019-06-20", 0, "2019-06-20"},
	};
	tz_auto_buf text = TZ_BUF_INIT;
	tz_auto(tz_calendar) calendar = NULL;
	struct tz_err err = {0};
	struct tz_date from;
	struct tz_date due;
	size_t i;

	(void)state;
	assert_int_equal(tz_file_read(TZ_SOURCE_ROOT
			     "/policies/calendars/cn.yaml",
			     1 << 20, &text, &err),
	    TZ_OK);
	if (tz_calendar_load(text.data, text.len, "cn.yaml", &calendar, &err))
		fail_msg("%s", err.text);
	for (i = 0; i < N_OF(table); i++) {
		char shown[TZ_DATE_TEXT];

		assert_true(tz_date_parse(table[i].from, &from));
		assert_int_equal(tz_calendar_add(calendar, &from, table[i].n,
				     &due, NULL),
		    TZ_OK);
		tz_date_format(&due, shown);
		assert_string_equal(shown, table[i].due);
	}
	/* A year without a calendar is no guess. */
	tz_date_parse("2026-12-25", &from);
	assert_int_equal(tz_calendar_add(calendar, &from, 20, &due, &err),
	    TZ_NOTFOUND);
	tz_date_parse("2017-01-03", &from);
	assert_int_equal(tz_calendar_add(calendar, &from, 1, &due, NULL),
	    TZ_NOTFOUND);
}

static void
test_bad(void **state)
{
	static const char *const table[] = {
	    "",
	    "schema: taizhang-calendar/2\nyears: {2019: {}}\n",
	    "schema: taizhang-calendar/1\n",
	    "schema: taizhang-calendar/1\nyears: {}\n",
	    "schema: taizhang-calendar/1\nyears: {2019: []}\n",
	    "schema: taizhang-calendar/1\nyears: {19: {}}\n",
	    "schema: taizhang-calendar/1\nyears: {2019: {holiday: []}}\n",
	    "schema: taizhang-calendar/1\nyears: {2019: {off: 1}}\n",
	    "schema: taizhang-calendar/1\nyears: {2019: {off: [2020-01-01]}}\n",
	    "schema: taizhang-calendar/1\nyears: {2019: {off: [2019-02-30]}}\n",
	    "schema: taizhang-calendar/1\nyear: 1\nyears: {2019: {}}\n",
	};
	size_t i;

	(void)state;
	for (i = 0; i < N_OF(table); i++) {
		tz_auto(tz_calendar) calendar = NULL;

		assert_int_equal(tz_calendar_load(table[i], strlen(table[i]),
				     "x", &calendar, NULL),
		    TZ_FORMAT);
	}
	tz_calendar_free(NULL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_worked_dates),
	    cmocka_unit_test(test_bad),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
