/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * review/step.c - the steps of a route: finding them, their time limits
 */
#include "review/step.h"

#include <string.h>

#include "base/workday.h"

size_t
tz_step_find(const struct tz_route *route, const char *id)
{
	size_t i;

	if (!route)
		return 0;
	for (i = 0; i < route->n_steps; i++)
		if (strcmp(route->steps[i].id, id) == 0)
			break;
	return i;
}

enum tz_role
tz_step_role(const struct tz_route *route, size_t index)
{
	if (!route || index >= route->n_steps)
		return TZ_ROLE_COUNT;
	return tz_role_from(route->steps[index].role);
}

bool
tz_step_due(const struct tz_rule_set *rules, const char *regime,
    const struct tz_route *route, size_t index, int64_t at, int zone_offset,
    char ret_due[TZ_DATE_TEXT])
{
	const struct tz_calendar *calendar =
	    tz_rule_set_calendar(rules, regime);
	struct tz_date from = tz_date_at(at, zone_offset);
	struct tz_date due;
	struct tz_err ignored = {0};

	if (!calendar || !route || index >= route->n_steps ||
	    route->steps[index].workdays <= 0)
		return false;
	if (tz_calendar_add(calendar, &from, route->steps[index].workdays, &due,
		&ignored) != TZ_OK)
		return false;
	tz_date_format(&due, ret_due);
	return true;
}
