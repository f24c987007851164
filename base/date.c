/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * base/date.c - instants, dates and periods by arithmetic alone
 *
 * The days of the civil calendar are counted as in Howard Hinnant's
 * "chrono-Compatible Low-Level Date Algorithms": years begin in March, so
 * that the leap day is the last of its year, and 400 years are one era.
 */
#include "base/date.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/intl.h"

#define DAY 86400

int64_t
tz_now(void)
{
	struct timespec now = {0};

	clock_gettime(CLOCK_REALTIME, &now);
	return now.tv_sec;
}

static int
month_days(int year, int month)
{
	static const int days[] = {
	    31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return month == 2 && leap ? 29 : days[month - 1];
}

bool
tz_date_valid(const struct tz_date *date)
{
	return date->year >= 1 && date->year <= 9999 && date->month >= 1 &&
	    date->month <= 12 && date->day >= 1 &&
	    date->day <= month_days(date->year, date->month);
}

int64_t
tz_date_days(const struct tz_date *date)
{
	int64_t year = date->year - (date->month <= 2);
	int64_t era = (year >= 0 ? year : year - 399) / 400;
	int64_t of_era = year - era * 400;
	int64_t month = (date->month + 9) % 12;
	int64_t of_year = (153 * month + 2) / 5 + date->day - 1;

	return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 +
	    of_year - 719468;
}

struct tz_date
tz_date_from_days(int64_t days)
{
	int64_t shifted = days + 719468;
	int64_t era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
	int64_t of_era = shifted - era * 146097;
	int64_t year =
	    (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
	int64_t of_year = of_era - (365 * year + year / 4 - year / 100);
	int64_t month = (5 * of_year + 2) / 153;
	struct tz_date date;

	date.day = (int)(of_year - (153 * month + 2) / 5 + 1);
	date.month = (int)(month < 10 ? month + 3 : month - 9);
	date.year = (int)(year + era * 400 + (date.month <= 2));
	return date;
}

struct tz_date
tz_date_at(int64_t at, int zone_offset)
{
	int64_t local = at + zone_offset;
	int64_t days = local / DAY - (local % DAY < 0);

	return tz_date_from_days(days);
}

/* Read ${n} decimal digits and step over them. */
static bool
number(const char **text, int n, int *ret)
{
	int value = 0;

	while (n-- > 0) {
		if (!isdigit((unsigned char)**text))
			return false;
		value = value * 10 + (*(*text)++ - '0');
	}
	*ret = value;
	return true;
}

static bool
literal(const char **text, char c)
{
	if (**text != c)
		return false;
	(*text)++;
	return true;
}

static bool
read_date(const char **text, struct tz_date *ret_date)
{
	return number(text, 4, &ret_date->year) && literal(text, '-') &&
	    number(text, 2, &ret_date->month) && literal(text, '-') &&
	    number(text, 2, &ret_date->day) && tz_date_valid(ret_date);
}

bool
tz_date_parse(const char *text, struct tz_date *ret_date)
{
	struct tz_date date = {0};

	if (!read_date(&text, &date) || *text != '\0')
		return false;
	*ret_date = date;
	return true;
}

void
tz_date_format(const struct tz_date *date, char ret[TZ_DATE_TEXT])
{
	snprintf(ret, TZ_DATE_TEXT, "%04u-%02u-%02u",
	    (unsigned)date->year % 10000, (unsigned)date->month % 100,
	    (unsigned)date->day % 100);
}

void
tz_time_format(int64_t at, char ret[TZ_TIME_TEXT])
{
	struct tz_date date = tz_date_at(at, 0);
	unsigned second = (unsigned)(at - tz_date_days(&date) * DAY);
	char day[TZ_DATE_TEXT];

	tz_date_format(&date, day);
	snprintf(ret, TZ_TIME_TEXT, "%sT%02u:%02u:%02uZ", day,
	    second / 3600 % 24, second / 60 % 60, second % 60);
}

bool
tz_time_parse(const char *text, int64_t *ret_at)
{
	struct tz_date date = {0};
	int hour;
	int minute;
	int second;

	if (!read_date(&text, &date) || !literal(&text, 'T') ||
	    !number(&text, 2, &hour) || !literal(&text, ':') ||
	    !number(&text, 2, &minute) || !literal(&text, ':') ||
	    !number(&text, 2, &second) || !literal(&text, 'Z') || *text != '\0')
		return false;
	if (hour > 23 || minute > 59 || second > 59)
		return false;
	*ret_at =
	    tz_date_days(&date) * DAY + hour * 3600 + minute * 60 + second;
	return true;
}

bool
tz_zone_parse(const char *text, int *ret_offset)
{
	int sign = *text == '-' ? -1 : 1;
	int hours;
	int minutes;

	if (strcmp(text, "Z") == 0) {
		*ret_offset = 0;
		return true;
	}
	if (*text != '+' && *text != '-')
		return false;
	text++;
	if (!number(&text, 2, &hours) || !literal(&text, ':') ||
	    !number(&text, 2, &minutes) || *text != '\0')
		return false;
	if (hours > 14 || minutes > 59 || (hours == 14 && minutes > 0))
		return false;
	*ret_offset = sign * (hours * 3600 + minutes * 60);
	return true;
}

/* Read "2026", "2026-Q2" or "2026-06" as a first month and a length. */
static bool
months(const char *text, int *ret_year, int *ret_month, int *ret_length)
{
	int part;

	if (!number(&text, 4, ret_year) || *ret_year < 1)
		return false;
	*ret_month = 1;
	*ret_length = 12;
	if (*text == '\0')
		return true;
	if (!literal(&text, '-'))
		return false;
	if (literal(&text, 'Q')) {
		if (!number(&text, 1, &part) || part < 1 || part > 4)
			return false;
		*ret_month = 3 * part - 2;
		*ret_length = 3;
	} else {
		if (!number(&text, 2, &part) || part < 1 || part > 12)
			return false;
		*ret_month = part;
		*ret_length = 1;
	}
	return *text == '\0';
}

enum tz_status
tz_period_parse(const char *text, int zone_offset, struct tz_period *ret_period,
    struct tz_err *err)
{
	struct tz_date first = {0, 0, 1};
	struct tz_date after;
	int length;

	if (!months(text, &first.year, &first.month, &length))
		return tz_fail(err, TZ_USAGE, "%s",
		    _("a period is written 2026, 2026-Q2 or 2026-06"));
	after = first;
	after.month += length;
	if (after.month > 12) {
		after.month -= 12;
		after.year++;
	}
	ret_period->from_at = tz_date_days(&first) * DAY - zone_offset;
	ret_period->until_at = tz_date_days(&after) * DAY - zone_offset;
	snprintf(ret_period->name, sizeof ret_period->name, "%s", text);
	return TZ_OK;
}
