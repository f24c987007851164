/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * review/gate.h - what keeps an item from being cleared and published
 */
#ifndef TZ_REVIEW_GATE_H
#define TZ_REVIEW_GATE_H

#include "review/item.h"

/** tz_gate_check(item, err): TZ_NO while a `block` or `refuse` finding is open
 * or upheld.  There is no way around it but a judgement, which is signed. */
TZ_CHECK enum tz_status
tz_gate_check(const struct tz_item *item, struct tz_err *err);

#endif /* !TZ_REVIEW_GATE_H */
