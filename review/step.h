/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * review/step.h - the steps of a route: finding them, their time limits
 */
#ifndef TZ_REVIEW_STEP_H
#define TZ_REVIEW_STEP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "archive/act.h"
#include "base/date.h"
#include "policies/rule_set.h"

/** tz_step_find(route, id): The index of the step called ${id}; n_steps when
 * there is none or ${route} is NULL (then 0). */
size_t tz_step_find(const struct tz_route *route, const char *id);

/** tz_step_role(route, index): The role that signs it, TZ_ROLE_COUNT when the
 * route names none that is known. */
enum tz_role tz_step_role(const struct tz_route *route, size_t index);

/**
 * tz_step_due(rules, regime, route, index, at, zone_offset, ret_due):
 * The date by which a step that was reached at ${at} is due.  False when it
 * has no limit or the calendar does not reach so far: never a guess.
 */
bool tz_step_due(const struct tz_rule_set *rules, const char *regime,
    const struct tz_route *route, size_t index, int64_t at, int zone_offset,
    char ret_due[TZ_DATE_TEXT]);

#endif /* !TZ_REVIEW_STEP_H */
