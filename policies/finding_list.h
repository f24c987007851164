/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * policies/finding_list.h - filling a struct tz_findings
 *
 * Inside of policies/ only.
 */
#ifndef TZ_POLICIES_FINDING_LIST_H
#define TZ_POLICIES_FINDING_LIST_H

#include "policies/finding.h"

/** tz_findings_new(ret_findings, err): An empty list.  Fails: TZ_NOMEM. */
TZ_CHECK enum tz_status
tz_findings_new(struct tz_findings **ret_findings, struct tz_err *err);

/** tz_findings_add(findings, finding, err): Copy one in, at the end.  Fails:
 * TZ_NOMEM. */
TZ_CHECK enum tz_status tz_findings_add(struct tz_findings *findings,
    const struct tz_finding *finding, struct tz_err *err);

#endif /* !TZ_POLICIES_FINDING_LIST_H */
