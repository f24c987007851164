/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * policies/aggregate.h - many hits of a rule weigh more than one
 *
 * Inside of policies/ only.
 */
#ifndef TZ_POLICIES_AGGREGATE_H
#define TZ_POLICIES_AGGREGATE_H

#include "policies/scan.h"

/** tz_aggregate(rules, n_rules, hits, err): Where a rule with `aggregate` hits
 * often enough in the document, or in one part of it, all its full hits there
 * get that severity.  Fails: TZ_NOMEM. */
TZ_CHECK enum tz_status tz_aggregate(const struct tz_rule *const *rules,
    size_t n_rules, struct tz_hits *hits, struct tz_err *err);

#endif /* !TZ_POLICIES_AGGREGATE_H */
