/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * policies/condition_functions.h - pure functions for conditions
 *
 * Inside of policies/condition*.c only.
 */
#ifndef TZ_POLICIES_CONDITION_FUNCTIONS_H
#define TZ_POLICIES_CONDITION_FUNCTIONS_H

#include <stdbool.h>

#include <sqlite3.h>

/* Their names, NULL-ended. */
extern const char *const tz_condition_functions[];

/** tz_condition_functions_add(db): Make them known: regexp(pattern, text),
 * which is also the operator REGEXP; fold(text); has(lines, word): whether a
 * line, or a word between spaces, is just this; year(text): of a date or a
 * document number; days(from, to): between two dates. */
bool tz_condition_functions_add(sqlite3 *db);

#endif /* !TZ_POLICIES_CONDITION_FUNCTIONS_H */
