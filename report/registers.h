/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * report/registers.h - the registers of a bundle, from what it opens
 *
 * disclosure.csv for both profiles; review.csv and withheld.csv where details
 * of sign-offs are opened, that is in the full one.  The bytes depend on the
 * ledger alone: headings are in both languages, times in UTC.
 */
#ifndef TZ_REPORT_REGISTERS_H
#define TZ_REPORT_REGISTERS_H

#include <stdbool.h>

#include "archive/bundle.h"
#include "base/named.h"
#include "base/status.h"

/** tz_registers_make(plan, is_public, ret_list, err): Put the registers into
 * ${ret_list}. */
TZ_CHECK enum tz_status tz_registers_make(struct tz_bundle_plan *plan,
    bool is_public, struct tz_named_list *ret_list, struct tz_err *err);

#endif /* !TZ_REPORT_REGISTERS_H */
