/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * archive/bundle_parts.h - making the files of a bundle from the vault
 *
 * For bundle*.c only.
 */
#ifndef TZ_ARCHIVE_BUNDLE_PARTS_H
#define TZ_ARCHIVE_BUNDLE_PARTS_H

#include "archive/bundle_member.h"
#include "archive/bundle_plan.h"
#include "base/named.h"

/** tz_bundle_ledger(plan, members, err): All of data/ledger/ but the people:
 * entries, leaves, frontier, range, notes, the log's key, consistency. */
TZ_CHECK enum tz_status tz_bundle_ledger(struct tz_bundle_plan *plan,
    struct tz_bundle_members *members, struct tz_err *err);

/** tz_bundle_roster(plan, members, err): allowed_signers and, after A > 0,
 * roster.jsonl. */
TZ_CHECK enum tz_status tz_bundle_roster(struct tz_bundle_plan *plan,
    struct tz_bundle_members *members, struct tz_err *err);

/** tz_bundle_openings(plan, members, err): data/openings/, data/withheld.tsv
 * and the objects. */
TZ_CHECK enum tz_status tz_bundle_openings(struct tz_bundle_plan *plan,
    struct tz_bundle_members *members, struct tz_err *err);

/** tz_bundle_policies(plan, members, err): The manifests of the rule sets,
 * and in the full profile their files. */
TZ_CHECK enum tz_status tz_bundle_policies(struct tz_bundle_plan *plan,
    struct tz_bundle_members *members, struct tz_err *err);

/** tz_bundle_page(plan, registers, members, err): data/index.html, the two
 * VERIFY files and the registers. */
TZ_CHECK enum tz_status tz_bundle_page(struct tz_bundle_plan *plan,
    const struct tz_named_list *registers, struct tz_bundle_members *members,
    struct tz_err *err);

/** tz_bundle_object_get(plan, commitment, ret, err): Append an object's bytes,
 * checked against the commitment.  Fails: TZ_CORRUPT, TZ_NOTFOUND. */
TZ_CHECK enum tz_status tz_bundle_object_get(struct tz_bundle_plan *plan,
    const struct tz_id *commitment, struct tz_opening *ret_opening,
    struct tz_buf *ret, struct tz_err *err);

/** tz_bundle_partial(plan, registers, partial, progress, arg, ret_sha256,
 * err): Write the whole tar, synced, at ${partial}. */
TZ_CHECK enum tz_status tz_bundle_partial(struct tz_bundle_plan *plan,
    const struct tz_named_list *registers, const char *partial,
    void (*progress)(uint64_t done, uint64_t all, void *arg), void *arg,
    struct tz_id *ret_sha256, struct tz_err *err);

#endif /* !TZ_ARCHIVE_BUNDLE_PARTS_H */
