/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tests/unit/base/test_date.c - instants, dates and periods
 */
#include "base/date.h"

#include "unit.h"

static void
test_time(void **state)
{
	static const struct {
		int64_t at;
		const char *text;
	} table[] = {
	    {0, "1970-01-01T00:00:00Z"},
	    {-1, "1969-12-31T23:59:59Z"},
	    {951782400, "2000-02-29T00:00:00Z"},
	    {1582979696, "2020-02-29T12:34:56Z"},
	    {4107542399, "2100-02-28T23:59:59Z"},
	    {4107542400, "2100-03-01T00:00:00Z"},
	    {INT64_C(253402300799), "9999-12-31T23:59:59Z"},
	    {INT64_C(-62135596800), "0001-01-01T00:00:00Z"},
	};
	size_t i;

	(void)state;
	for (i = 0; i < N_OF(table); i++) {
		char text[TZ_TIME_TEXT];
		int64_t at;

		tz_time_format(table[i].at, text);
		assert_string_equal(text, table[i].text);
		assert_true(tz_time_parse(table[i].text, &at));
		assert_true(at == table[i].at);
	}
}

static void
test_time_bad(void **state)
{
	static const char *const table[] = {"", "2026-11-25",
	    "2026-11-25T08:00:00", "2026-11-25T08:00:00+00:00",
	    "2026-11-25 08:00:00Z", "2026-11-25T08:00:00z",
	    "2026-11-25T24:00:00Z", "2026-11-25T08:60:00Z",
	    "2026-11-25T08:00:60Z", "2026-02-29T08:00:00Z",
	    "2026-11-25T08:00:00.0Z", "2026-11-25T08:00:00Z ",
	    "0000-01-01T00:00:00Z", "+026-11-25T08:00:00Z",
	    "2026-1-25T08:00:00Z"};
	size_t i;
	int64_t at = 7;

	(void)state;
	for (i = 0; i < N_OF(table); i++)
		assert_false(tz_time_parse(table[i], &at));
	assert_int_equal(at, 7);
}

static void
test_days(void **state)
{
	int64_t day;
	struct tz_date last = {0, 0, 0};

	(void)state;
	/* 0001-01-01 to 9999-12-31 */
	for (day = -719162; day <= 2932896; day++) {
		struct tz_date date = tz_date_from_days(day);

		if (!tz_date_valid(&date) || tz_date_days(&date) != day)
			fail_msg("day %lld", (long long)day);
		if (last.year && (date.day != last.day + 1 && date.day != 1))
			fail_msg("day %lld is no successor", (long long)day);
		last = date;
	}
	assert_int_equal(last.year, 9999);
}

static void
test_date(void **state)
{
	static const char *const bad[] = {"", "2026-02-29", "2026-13-01",
	    "2026-00-01", "2026-01-00", "2026-04-31", "1900-02-29", "2026-1-1",
	    "20260101", "2026-01-01x", "0000-01-01"};
	struct tz_date date;
	char text[TZ_DATE_TEXT];
	size_t i;

	(void)state;
	assert_true(tz_date_parse("2024-02-29", &date));
	tz_date_format(&date, text);
	assert_string_equal(text, "2024-02-29");
	for (i = 0; i < N_OF(bad); i++)
		assert_false(tz_date_parse(bad[i], &date));
}

static void
test_zone(void **state)
{
	static const struct {
		const char *text;
		bool good;
		int offset;
	} table[] = {{"Z", true, 0}, {"+08:00", true, 28800},
	    {"-05:30", true, -19800}, {"+00:00", true, 0},
	    {"+14:00", true, 50400}, {"+14:01", false, 0}, {"+15:00", false, 0},
	    {"08:00", false, 0}, {"+0800", false, 0}, {"+08:60", false, 0},
	    {"", false, 0}, {"+08:00x", false, 0}, {"Zz", false, 0}};
	size_t i;
	struct tz_date date;

	(void)state;
	for (i = 0; i < N_OF(table); i++) {
		int offset = 0;

		assert_int_equal(tz_zone_parse(table[i].text, &offset),
		    table[i].good);
		assert_int_equal(offset, table[i].offset);
	}
	/* New Year in Beijing begins while it is still the old one in UTC. */
	date = tz_date_at(1577808000, 28800);
	assert_int_equal(date.year, 2020);
	date = tz_date_at(1577807999, 28800);
	assert_int_equal(date.year, 2019);
	date = tz_date_at(-1, 0);
	assert_int_equal(date.year, 1969);
}

static void
test_period(void **state)
{
	static const struct {
		const char *text;
		int offset;
		const char *from;
		const char *until;
	} table[] = {
	    {"2019", 28800, "2018-12-31T16:00:00Z", "2019-12-31T16:00:00Z"},
	    {"2019-Q2", 0, "2019-04-01T00:00:00Z", "2019-07-01T00:00:00Z"},
	    {"2019-Q4", 0, "2019-10-01T00:00:00Z", "2020-01-01T00:00:00Z"},
	    {"2019-12", -3600, "2019-12-01T01:00:00Z", "2020-01-01T01:00:00Z"},
	    {"2020-02", 0, "2020-02-01T00:00:00Z", "2020-03-01T00:00:00Z"},
	};
	static const char *const bad[] = {"", "19", "2019-", "2019-Q0",
	    "2019-Q5", "2019-13", "2019-00", "2019-1", "2019-Q12", "2019-06-01",
	    "0000", "2019-q1", "20190"};
	struct tz_period period;
	size_t i;

	(void)state;
	for (i = 0; i < N_OF(table); i++) {
		char text[TZ_TIME_TEXT];

		assert_int_equal(tz_period_parse(table[i].text, table[i].offset,
				     &period, NULL),
		    TZ_OK);
		assert_string_equal(period.name, table[i].text);
		tz_time_format(period.from_at, text);
		assert_string_equal(text, table[i].from);
		tz_time_format(period.until_at, text);
		assert_string_equal(text, table[i].until);
	}
	for (i = 0; i < N_OF(bad); i++)
		assert_int_equal(tz_period_parse(bad[i], 0, &period, NULL),
		    TZ_USAGE);
	assert_true(tz_now() > 1500000000);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_time),
	    cmocka_unit_test(test_time_bad),
	    cmocka_unit_test(test_days),
	    cmocka_unit_test(test_date),
	    cmocka_unit_test(test_zone),
	    cmocka_unit_test(test_period),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
