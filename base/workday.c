/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * base/workday.c - terms counted in working days
 */
#include "base/workday.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/yaml.h"

/* Days since 1970, sorted. */
struct days {
	int64_t *day;
	size_t n;
};

struct tz_calendar {
	struct days off;
	struct days work;
	bool years[10000];
};

void
tz_calendar_free(struct tz_calendar *calendar)
{
	if (!calendar)
		return;
	free(calendar->off.day);
	free(calendar->work.day);
	free(calendar);
}

static int
compare(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a;
	int64_t y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

static bool
among(const struct days *days, int64_t day)
{
	return days->n > 0 &&
	    bsearch(&day, days->day, days->n, sizeof day, compare) != NULL;
}

static void
sort(struct days *days)
{
	if (days->n > 0)
		qsort(days->day, days->n, sizeof *days->day, compare);
}

/* Add the dates of a list, all of them in ${year}. */
static enum tz_status
add_days(const struct tz_yaml *yaml, const json_t *list, int year,
    struct days *days, struct tz_err *err)
{
	size_t n = json_array_size(list);
	int64_t *grown;
	size_t i;

	if (list && !json_is_array(list))
		return tz_yaml_fail(yaml, list, err, "%s",
		    _("not a list of dates"));
	if (n == 0)
		return TZ_OK;
	grown = realloc(days->day, (days->n + n) * sizeof *grown);
	if (!grown)
		return tz_fail_nomem(err);
	days->day = grown;
	for (i = 0; i < n; i++) {
		const json_t *item = json_array_get(list, i);
		const char *text = json_string_value(item);
		struct tz_date date;

		if (!text || !tz_date_parse(text, &date) || date.year != year)
			return tz_yaml_fail(yaml, item, err,
			    _("not a date of the year %04d"), year);
		days->day[days->n++] = tz_date_days(&date);
	}
	return TZ_OK;
}

static bool
parse_year(const char *text, int *ret_year)
{
	size_t i;

	for (i = 0; i < 4; i++) {
		if (text[i] < '0' || text[i] > '9')
			return false;
	}
	*ret_year = atoi(text);
	return text[4] == '\0' && *ret_year > 0;
}

static enum tz_status
add_year(const struct tz_yaml *yaml, const json_t *years, const char *key,
    struct tz_calendar *calendar, struct tz_err *err)
{
	static const char *const keys[] = {"off", "work", NULL};
	const json_t *value = json_object_get(years, key);
	int year;
	enum tz_status s;

	if (!parse_year(key, &year))
		return tz_yaml_fail_key(yaml, years, key, err, "%s",
		    _("not a year"));
	if (tz_json_keys(value, keys, key, NULL))
		return tz_yaml_fail_key(yaml, years, key, err, "%s",
		    _("a year has the keys off and work and no other"));
	s = add_days(yaml, json_object_get(value, "off"), year, &calendar->off,
	    err);
	if (!s)
		s = add_days(yaml, json_object_get(value, "work"), year,
		    &calendar->work, err);
	calendar->years[year] = true;
	return s;
}

static enum tz_status
fill(const struct tz_yaml *yaml, struct tz_calendar *calendar,
    struct tz_err *err)
{
	static const char *const keys[] = {
	    "schema", "id", "title", "source", "years", NULL};
	json_t *root = tz_yaml_root(yaml);
	const char *schema = tz_json_string(root, "schema");
	json_t *years = json_object_get(root, "years");
	void *at;

	if (!schema || strcmp(schema, "taizhang-calendar/1") != 0)
		return tz_yaml_fail_key(yaml, root, "schema", err, "%s",
		    _("the schema is not taizhang-calendar/1"));
	if (tz_json_keys(root, keys, _("a calendar"), err))
		return TZ_FORMAT;
	if (!json_is_object(years) || json_object_size(years) == 0)
		return tz_yaml_fail_key(yaml, root, "years", err, "%s",
		    _("a calendar needs years"));
	at = json_object_iter(years);
	for (; at; at = json_object_iter_next(years, at)) {
		enum tz_status s = add_year(yaml, years,
		    json_object_iter_key(at), calendar, err);

		if (s)
			return s;
	}
	sort(&calendar->off);
	sort(&calendar->work);
	return TZ_OK;
}

enum tz_status
tz_calendar_load(const char *text, size_t len, const char *name,
    struct tz_calendar **ret_calendar, struct tz_err *err)
{
	tz_auto(tz_calendar) calendar = calloc(1, sizeof *calendar);
	tz_auto(tz_yaml) yaml = NULL;
	enum tz_status s;

	if (!calendar)
		return tz_fail_nomem(err);
	s = tz_yaml_parse(text, len, name, &yaml, err);
	if (!s)
		s = fill(yaml, calendar, err);
	if (s)
		return s;
	*ret_calendar = tz_steal(&calendar);
	return TZ_OK;
}

/* A listed day is what the list says, any other goes by the week. */
static bool
works(const struct tz_calendar *calendar, int64_t day)
{
	int64_t weekday = ((day + 3) % 7 + 7) % 7; /* 1970-01-01: Thursday */

	if (among(&calendar->work, day))
		return true;
	return weekday < 5 && !among(&calendar->off, day);
}

enum tz_status
tz_calendar_add(const struct tz_calendar *calendar, const struct tz_date *from,
    int n_days, struct tz_date *ret_date, struct tz_err *err)
{
	int64_t day = tz_date_days(from);
	struct tz_date date = *from;

	if (n_days < 0)
		return tz_fail(err, TZ_BUG, "%s",
		    _("a term cannot be negative"));
	while (n_days > 0) {
		day++;
		date = tz_date_from_days(day);
		if (date.year < 1 || date.year > 9999 ||
		    !calendar->years[date.year])
			return tz_fail(err, TZ_NOTFOUND,
			    _("the calendar does not have the year %d"),
			    date.year);
		if (works(calendar, day))
			n_days--;
	}
	*ret_date = date;
	return TZ_OK;
}
