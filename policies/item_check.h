/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * policies/item_check.h - checks over an item's metadata
 *
 * Where `when` is true of the item, `require` must be; else the check is a
 * finding.  One that takes too many steps is not true.
 *
 * Inside of policies/ only.
 */
#ifndef TZ_POLICIES_ITEM_CHECK_H
#define TZ_POLICIES_ITEM_CHECK_H

#include "policies/condition.h"
#include "policies/rule.h"

struct tz_item_check {
	struct tz_rule rule; /* id, titles, severity and so on; no match */
	const char *when;    /* or NULL: always */
	const char *require;
};

/** tz_item_check_load(pack, node, conditions, today, ret_check, err): Read
 * one; end it with tz_item_check_clear() even after a failure.  Fails:
 * TZ_FORMAT with the place, TZ_NOMEM. */
TZ_CHECK enum tz_status tz_item_check_load(const struct tz_pack *pack,
    const json_t *node, struct tz_conditions *conditions, const char *today,
    struct tz_item_check *ret_check, struct tz_err *err);

/** tz_item_check_clear(check): Free what it owns. */
void tz_item_check_clear(struct tz_item_check *check);

/** tz_item_check_fails(check, conditions, ret_fails, err): Whether the row of
 * ${conditions} is a finding.  Fails: TZ_NOMEM. */
TZ_CHECK enum tz_status tz_item_check_fails(const struct tz_item_check *check,
    struct tz_conditions *conditions, bool *ret_fails, struct tz_err *err);

#endif /* !TZ_POLICIES_ITEM_CHECK_H */
