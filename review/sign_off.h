/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * review/sign_off.h - approve, return, withhold: the steps of a route
 */
#ifndef TZ_REVIEW_SIGN_OFF_H
#define TZ_REVIEW_SIGN_OFF_H

#include "review/desk.h"
#include "review/refuse.h"

/* Everything is borrowed; texts may be NULL. */
struct tz_sign_off {
	const char *item;
	const char *decision; /* "approve", "part", "return", "withhold" */
	const char *ground;
	const char *reason;
	int revision; /* that was looked at; 0: the present one */
};

/**
 * tz_sign_off(desk, wish, ret_item, ret_refusal, err):
 * Sign the step at which the item waits.  Bound to the revision's digest, the
 * rules in force and the findings as they stand.
 *
 * Fails: TZ_NO for the role, the hands, the order, the gate at the last step,
 * another revision; TZ_USAGE without the ground or reason that the decision
 * needs or for a ground that the rules do not have.
 */
TZ_CHECK enum tz_status tz_sign_off(const struct tz_desk *desk,
    const struct tz_sign_off *wish, struct tz_item *ret_item,
    struct tz_refusal *ret_refusal, struct tz_err *err);

#endif /* !TZ_REVIEW_SIGN_OFF_H */
