/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * base/date.h - instants, dates and periods
 *
 * An instant is int64 seconds since 1970-01-01T00:00:00Z and is written in
 * RFC 3339, UTC, whole seconds.  A zone is a fixed offset from UTC in seconds,
 * written "+08:00".  A date is a day of the proleptic Gregorian calendar.
 * Nothing here reads TZ or the locale.
 */
#ifndef TZ_BASE_DATE_H
#define TZ_BASE_DATE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/status.h"

#ifdef __cplusplus
extern "C" {
#endif

#define TZ_TIME_TEXT 21 /* "2026-11-25T08:00:00Z" and a NUL */
#define TZ_DATE_TEXT 11 /* "2026-11-25" and a NUL */

struct tz_date {
	int year;  /* 1 to 9999 */
	int month; /* 1 to 12 */
	int day;   /* 1 to 31 */
};

/* From the first instant of a period to the first instant after it. */
struct tz_period {
	int64_t from_at;
	int64_t until_at;
	char name[12]; /* "2026", "2026-Q2", "2026-06" */
};

/** tz_now(): The system clock, now, in whole seconds. */
int64_t tz_now(void);

/** tz_time_format(at, ret): Write RFC 3339 UTC. */
void tz_time_format(int64_t at, char ret[TZ_TIME_TEXT]);

/** tz_time_parse(text, ret_at): Read exactly what tz_time_format() writes;
 * false for anything else. */
bool tz_time_parse(const char *text, int64_t *ret_at);

/** tz_zone_parse(text, ret_offset): Read "+08:00", "-05:30" or "Z". */
bool tz_zone_parse(const char *text, int *ret_offset);

/** tz_date_valid(date): Whether there is such a day. */
bool tz_date_valid(const struct tz_date *date);

/** tz_date_parse(text, ret_date): Read "2026-11-25"; false unless there is
 * such a day. */
bool tz_date_parse(const char *text, struct tz_date *ret_date);

/** tz_date_format(date, ret): Write ISO 8601. */
void tz_date_format(const struct tz_date *date, char ret[TZ_DATE_TEXT]);

/** tz_date_at(at, zone_offset): The day of an instant in a zone. */
struct tz_date tz_date_at(int64_t at, int zone_offset);

/** tz_date_days(date): Days since 1970-01-01; may be negative. */
int64_t tz_date_days(const struct tz_date *date);

/** tz_date_from_days(days): The inverse of tz_date_days(). */
struct tz_date tz_date_from_days(int64_t days);

/** tz_period_parse(text, zone_offset, ret_period, err): Read "2026",
 * "2026-Q2" or "2026-06".  Fails: TZ_USAGE. */
TZ_CHECK enum tz_status tz_period_parse(const char *text, int zone_offset,
    struct tz_period *ret_period, struct tz_err *err);

#ifdef __cplusplus
}
#endif

#endif /* !TZ_BASE_DATE_H */
