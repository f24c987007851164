/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * review/hands.h - different hands: who may sign what
 *
 * Whoever submitted or revised any revision of an item signs no later step;
 * one person signs one step of an item at most (again, on a later revision).
 * An administrator gives no sign-off by that office.
 */
#ifndef TZ_REVIEW_HANDS_H
#define TZ_REVIEW_HANDS_H

#include "archive/roster.h"
#include "review/desk.h"

/** tz_hands_role(person, role, err): TZ_NO unless the person has the role. */
TZ_CHECK enum tz_status tz_hands_role(const struct tz_person *person,
    enum tz_role role, struct tz_err *err);

/** tz_hands_step(desk, dossier, err): TZ_NO unless the acting person may sign
 * the step at which the item waits. */
TZ_CHECK enum tz_status tz_hands_step(const struct tz_desk *desk,
    const struct tz_dossier *dossier, struct tz_err *err);

#endif /* !TZ_REVIEW_HANDS_H */
