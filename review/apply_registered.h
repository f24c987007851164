/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * review/apply_registered.h - from entries to the table of registered documents
 *
 * The number of a document is that of its entry and, in three digits, its rank
 * in it, so that it is the same in every rebuild.
 */
#ifndef TZ_REVIEW_APPLY_REGISTERED_H
#define TZ_REVIEW_APPLY_REGISTERED_H

#include "review/apply.h"

/** tz_apply_registration(apply, event, err): Enter what a fingerprint.add or
 * fingerprint.end says.  Fails: TZ_CORRUPT. */
TZ_CHECK enum tz_status tz_apply_registration(struct tz_apply *apply,
    const struct tz_event *event, struct tz_err *err);

/** tz_apply_withheld(apply, item, seq, err): The item has been withheld by
 * entry ${seq}: its files register themselves. */
TZ_CHECK enum tz_status tz_apply_withheld(struct tz_apply *apply,
    const struct tz_item *item, int64_t seq, struct tz_err *err);

#endif /* !TZ_REVIEW_APPLY_REGISTERED_H */
