/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * review/desk.h - who acts, with what, and what they have before them
 *
 * A dossier is an item as the rules in force see it.  If they were adopted
 * after its last act its files are read again first: new findings show, and
 * count, before the act; they are written down with the act.
 */
#ifndef TZ_REVIEW_DESK_H
#define TZ_REVIEW_DESK_H

#include <stddef.h>

#include "archive/ledger.h"
#include "archive/roster.h"
#include "policies/rule_set.h"
#include "review/apply.h"
#include "review/found.h"
#include "review/item.h"
#include "review/scan.h"

/* Everything is borrowed. */
struct tz_desk {
	struct tz_vault *vault;
	struct tz_intake *intake;
	tz_rules_of *rules_of;
	void *rules_arg;
	const char *person; /* ID@HOST; NULL when only looking */
	const char *key;    /* path of the signing key; likewise */
};

/* The person and the agency at the moment of an act. */
struct tz_bearings {
	struct tz_settings settings;
	struct tz_person person;   /* empty when only looking */
	struct tz_rule_set *rules; /* in force; borrowed from the desk */
};

#define tz_auto_bearings TZ_AUTO(tz_desk_leave) struct tz_bearings

struct tz_dossier {
	struct tz_bearings now;
	struct tz_item item;	      /* counts as the rules in force see it */
	const struct tz_route *route; /* borrowed from the rules, or NULL */
	size_t step;		      /* index of item.step; n_steps: none */
	struct tz_scan *scan;	      /* NULL when the rules are the same */
	struct tz_found_list found;
	bool refused; /* what is stored bears a mark now known */
};

#define tz_auto_dossier TZ_AUTO(tz_desk_close) struct tz_dossier

/** tz_desk_arrive(desk, ret_now, err): Settings, person and rules in force.
 * Fails: TZ_NO for a retired person. */
TZ_CHECK enum tz_status tz_desk_arrive(const struct tz_desk *desk,
    struct tz_bearings *ret_now, struct tz_err *err);

/** tz_desk_leave(now): Free what it holds. */
void tz_desk_leave(struct tz_bearings *now);

/** tz_desk_open(desk, id, ret_dossier, err): The item with all that an act
 * needs to know.  Nothing is written.  Fails: TZ_NOTFOUND, as
 * tz_desk_arrive(), as reading files. */
TZ_CHECK enum tz_status tz_desk_open(const struct tz_desk *desk, const char *id,
    struct tz_dossier *ret_dossier, struct tz_err *err);

/** tz_desk_close(dossier): Free what it holds. */
void tz_desk_close(struct tz_dossier *dossier);

/** tz_desk_apply(desk, now, scan, ret_apply, err): What the act's entry is
 * applied with. */
TZ_CHECK enum tz_status
tz_desk_apply(const struct tz_desk *desk, const struct tz_bearings *now,
    const struct tz_scan *scan, struct tz_apply *ret_apply, struct tz_err *err);

#endif /* !TZ_REVIEW_DESK_H */
