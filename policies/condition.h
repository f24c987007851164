/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * policies/condition.h - expressions over an item's metadata
 *
 * The door to SQLite's expression language.  An expression is evaluated over
 * one row, the item, under an authorizer that lets it read the row's fields
 * and call pure functions, and do nothing else; after so many steps it is
 * stopped.  Same row, same expression, same answer.
 *
 * Inside of policies/ only.
 */
#ifndef TZ_POLICIES_CONDITION_H
#define TZ_POLICIES_CONDITION_H

#include <stdbool.h>
#include <stddef.h>

#include "base/json.h"
#include "base/status.h"

/* Evaluates expressions.  Made by tz_conditions_new(), ended by
 * tz_conditions_free(); one thread. */
struct tz_conditions;

/** tz_conditions_new(ret_conditions, err): One with an empty row.  Fails:
 * TZ_NOMEM. */
TZ_CHECK enum tz_status
tz_conditions_new(struct tz_conditions **ret_conditions, struct tz_err *err);

/** tz_conditions_free(conditions): End it.  NULL is allowed. */
void tz_conditions_free(struct tz_conditions *conditions);

TZ_AUTO_DEFINE(tz_conditions)

/** tz_conditions_field(name): Whether the row has a field of that name. */
bool tz_conditions_field(const char *name);

/**
 * tz_conditions_row(conditions, fields, err):
 * Make ${fields}, an object, the row: strings and numbers as they are, true
 * and false as 1 and 0, a list of strings as lines.  What it lacks is NULL; an
 * empty string is too.  Fails: TZ_FORMAT for a field there is not, TZ_NOMEM.
 */
TZ_CHECK enum tz_status tz_conditions_row(struct tz_conditions *conditions,
    const json_t *fields, struct tz_err *err);

/**
 * tz_conditions_check(conditions, expression, err):
 * Whether it is one expression that may be evaluated.  Fails: TZ_FORMAT, with
 * what is wrong.
 */
TZ_CHECK enum tz_status tz_conditions_check(struct tz_conditions *conditions,
    const char *expression, struct tz_err *err);

/**
 * tz_conditions_hold(conditions, expression, ret_holds, err):
 * Whether it is true of the row; NULL is not true.  Fails: TZ_LIMIT when that
 * takes too many steps, TZ_FORMAT.
 */
TZ_CHECK enum tz_status tz_conditions_hold(struct tz_conditions *conditions,
    const char *expression, bool *ret_holds, struct tz_err *err);

#endif /* !TZ_POLICIES_CONDITION_H */
