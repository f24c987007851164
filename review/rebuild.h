/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * review/rebuild.h - the derived tables made again, and compared
 */
#ifndef TZ_REVIEW_REBUILD_H
#define TZ_REVIEW_REBUILD_H

#include <stdint.h>

#include "base/check.h"
#include "review/apply.h"

/**
 * tz_review_rebuild(vault, intake, rules_of, rules_arg, progress, arg, err):
 * Apply every entry to the emptied tables, inside the open transaction, after
 * tz_db_forget_derived() and tz_ledger_rebuild().  ${progress} (or NULL) is
 * told entries done and in all.
 */
TZ_CHECK enum tz_status tz_review_rebuild(struct tz_vault *vault,
    struct tz_intake *intake, tz_rules_of *rules_of, void *rules_arg,
    void (*progress)(uint64_t done, uint64_t all, void *arg), void *arg,
    struct tz_err *err);

/**
 * tz_review_check(vault, intake, rules_of, rules_arg, report, arg, err):
 * Make the tables again in memory, as of one moment, and report `derived` for
 * the first row that differs.  Needs no open transaction, and nobody waits for
 * it.  TZ_NO when anything differs.
 */
TZ_CHECK enum tz_status tz_review_check(struct tz_vault *vault,
    struct tz_intake *intake, tz_rules_of *rules_of, void *rules_arg,
    tz_check_report *report, void *arg, struct tz_err *err);

#endif /* !TZ_REVIEW_REBUILD_H */
