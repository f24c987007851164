/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * review/checked.h - whether the rules in force have seen an item
 *
 * An adoption changes no item; each is read again before its next act.  Until
 * then it is not searched or exported unless it was read with the new rules
 * all the same, and these do not refuse it.
 */
#ifndef TZ_REVIEW_CHECKED_H
#define TZ_REVIEW_CHECKED_H

#include "base/digest.h"
#include "base/status.h"
#include "review/item.h"
#include "store/vault.h"

enum tz_checked {
	TZ_CHECKED_DUE, /* not read with these rules */
	TZ_CHECKED_CLEAR,
	TZ_CHECKED_REFUSED, /* it bears a secret mark and is not shown */
};

/** tz_checked_state(vault, item, rule_set, ret_checked, err): What ${rule_set},
 * the one in force, says of ${item}; what is in quarantine or erased is
 * clear. */
TZ_CHECK enum tz_status tz_checked_state(struct tz_vault *vault,
    const struct tz_item *item, const struct tz_id *rule_set,
    enum tz_checked *ret_checked, struct tz_err *err);

#endif /* !TZ_REVIEW_CHECKED_H */
