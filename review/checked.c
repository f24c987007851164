/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * review/checked.c - whether the rules in force have seen an item
 */
#include "review/checked.h"

#include "store/checked_rows.h"

enum tz_status
tz_checked_state(struct tz_vault *vault, const struct tz_item *item,
    const struct tz_id *rule_set, enum tz_checked *ret_checked,
    struct tz_err *err)
{
	bool known = false;
	bool refused = false;
	enum tz_status s;

	*ret_checked = TZ_CHECKED_CLEAR;
	if (item->state == TZ_STATE_QUARANTINED ||
	    item->state == TZ_STATE_ERASED ||
	    tz_id_equal(&item->rule_set, rule_set))
		return TZ_OK;
	s = tz_checked_rows_get(tz_vault_db(vault), item->id, item->revision,
	    rule_set, &known, &refused, err);
	if (!known)
		*ret_checked = TZ_CHECKED_DUE;
	else if (refused)
		*ret_checked = TZ_CHECKED_REFUSED;
	return s;
}
