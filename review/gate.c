/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * review/gate.c - what keeps an item from being cleared and published
 */
#include "review/gate.h"

#include "base/intl.h"

enum tz_status
tz_gate_check(const struct tz_item *item, struct tz_err *err)
{
	unsigned open =
	    item->open[TZ_SEVERITY_BLOCK] + item->open[TZ_SEVERITY_REFUSE];
	unsigned upheld =
	    item->upheld[TZ_SEVERITY_BLOCK] + item->upheld[TZ_SEVERITY_REFUSE];

	if (open > 0)
		return tz_fail(err, TZ_NO,
		    TZ_PLURAL("%u 'block' finding of item %s is open; judge "
			      "it, or return the item",
			"%u 'block' findings of item %s are open; judge "
			"them, or return the item",
			open),
		    open, item->id);
	if (upheld > 0)
		return tz_fail(err, TZ_NO,
		    TZ_PLURAL("%u 'block' finding of item %s is upheld; "
			      "return, revise or withhold the item",
			"%u 'block' findings of item %s are upheld; "
			"return, revise or withhold the item",
			upheld),
		    upheld, item->id);
	return TZ_OK;
}
