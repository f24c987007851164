/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * base/workday.h - terms counted in working days
 *
 * The days come from a calendar file (policies/calendars): for each year the
 * days off that are not Saturday or Sunday, and the Saturdays and Sundays
 * that are worked.  A year that the calendar does not have is an error, never
 * a guess.
 */
#ifndef TZ_BASE_WORKDAY_H
#define TZ_BASE_WORKDAY_H

#include <stddef.h>

#include "base/date.h"
#include "base/status.h"

#ifdef __cplusplus
extern "C" {
#endif

/* A calendar.  Made by tz_calendar_load(), ended by tz_calendar_free(). */
struct tz_calendar;

/**
 * tz_calendar_load(text, len, name, ret_calendar, err):
 * Read a calendar: YAML `schema: taizhang-calendar/1`, `id`, `title`,
 * `source`, `years: {2019: {off: [2019-01-01, ...], work: [2019-02-02, ...]}}`.
 * Fails: TZ_FORMAT, TZ_NOMEM.
 */
TZ_CHECK enum tz_status tz_calendar_load(const char *text, size_t len,
    const char *name, struct tz_calendar **ret_calendar, struct tz_err *err);

/** tz_calendar_free(calendar): End it.  NULL is allowed. */
void tz_calendar_free(struct tz_calendar *calendar);

TZ_AUTO_DEFINE(tz_calendar)

/**
 * tz_calendar_add(calendar, from, n_days, ret_date, err):
 * The ${n_days}-th working day after ${from}: the day of the event is not
 * counted, the next working day is day 1 (domain: 政府信息公开条例 art. 33 as
 * practised).  Fails: TZ_NOTFOUND when a year is not in the calendar.
 */
TZ_CHECK enum tz_status
tz_calendar_add(const struct tz_calendar *calendar, const struct tz_date *from,
    int n_days, struct tz_date *ret_date, struct tz_err *err);

#ifdef __cplusplus
}
#endif

#endif /* !TZ_BASE_WORKDAY_H */
