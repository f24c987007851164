/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * review/apply.h - from entries of the ledger to the derived tables
 *
 * The one place that changes them.  It is called in the transaction of the
 * append, and for every entry in a rebuild, with nothing but the entry and the
 * blobs to go by: live and rebuilt tables are equal by construction.  A detail
 * that was erased (NULL) leaves what it said unknown.
 */
#ifndef TZ_REVIEW_APPLY_H
#define TZ_REVIEW_APPLY_H

#include "archive/ledger.h"
#include "base/digest.h"
#include "base/json.h"
#include "base/status.h"
#include "intake/intake.h"
#include "policies/rule_set.h"
#include "review/item.h"
#include "review/scan.h"
#include "store/vault.h"

/* Gives the compiled rule set of ${digest}; it stays the giver's and lives at
 * least as long as what was given this function. */
typedef enum tz_status tz_rules_of(const struct tz_id *digest,
    struct tz_rule_set **ret_set, void *arg, struct tz_err *err);

/* What entries are applied with. */
struct tz_apply {
	struct tz_vault *vault;
	struct tz_intake *intake;
	tz_rules_of *rules_of;
	void *rules_arg;
	int zone_offset;	    /* in force at this entry */
	struct tz_id rule_set;	    /* likewise */
	char regime[32];	    /* likewise */
	const struct tz_scan *scan; /* of the act's files by its rule set,
				     * borrowed; NULL: read the blobs */
};

/** tz_apply_settings(apply, settings): Take over what is in force; TZ_FORMAT
 * for a regime of too long a name. */
TZ_CHECK enum tz_status tz_apply_settings(struct tz_apply *apply,
    const struct tz_settings *settings, struct tz_err *err);

/** tz_apply_event(apply, event, err): Change the tables as ${event} says;
 * inside a transaction.  Fails: TZ_CORRUPT for an event on no item. */
TZ_CHECK enum tz_status tz_apply_event(struct tz_apply *apply,
    const struct tz_event *event, struct tz_err *err);

/** tz_apply_revision(apply, event, err): The same for submit and revise. */
TZ_CHECK enum tz_status tz_apply_revision(struct tz_apply *apply,
    const struct tz_event *event, struct tz_err *err);

/** tz_apply_findings(apply, item, recorded, scan, err): Enter the findings of
 * a new revision: ids, rules and places from the entry, the rest from the hits
 * of ${scan} that answer to them, in order. */
TZ_CHECK enum tz_status
tz_apply_findings(struct tz_apply *apply, struct tz_item *item,
    const json_t *recorded, const struct tz_scan *scan, struct tz_err *err);

/** tz_apply_rescan(apply, item, rule_set, err): If the findings of ${item} are
 * of another rule set, find again with ${rule_set}: equal findings stay, new
 * ones are added, others are gone unless upheld.  Inside a transaction; the
 * item itself is changed but not saved. */
TZ_CHECK enum tz_status tz_apply_rescan(struct tz_apply *apply,
    struct tz_item *item, const struct tz_id *rule_set, struct tz_err *err);

/** tz_apply_judgement(apply, item, event, err): Enter an uphold or dismiss. */
TZ_CHECK enum tz_status
tz_apply_judgement(struct tz_apply *apply, const struct tz_item *item,
    const struct tz_event *event, struct tz_err *err);

/** tz_apply_place(apply, item, route, index, at, err): Put the item at a step
 * of ${route} that was reached at ${at}; past the last one it is cleared. */
TZ_CHECK enum tz_status
tz_apply_place(struct tz_apply *apply, struct tz_item *item,
    const struct tz_route *route, size_t index, int64_t at, struct tz_err *err);

#endif /* !TZ_REVIEW_APPLY_H */
