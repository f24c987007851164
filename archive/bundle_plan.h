/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * archive/bundle_plan.h - what the files of the bundle writer share
 *
 * For bundle*.c only; everybody else uses archive/bundle.h.
 */
#ifndef TZ_ARCHIVE_BUNDLE_PLAN_H
#define TZ_ARCHIVE_BUNDLE_PLAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "archive/act.h"
#include "archive/bundle.h"
#include "archive/bundle_map.h"
#include "archive/entry.h"

/* Why a commitment is not opened; the words of withheld.tsv. */
enum tz_bundle_reason {
	TZ_BUNDLE_UNDISCLOSED,
	TZ_BUNDLE_WITHDRAWN,
	TZ_BUNDLE_ERASED,
};

/* A commitment of the range. */
struct tz_bundle_item {
	struct tz_id commitment;
	int64_t seq; /* of the entry that opens it, else its first one */
	bool is_opened;
	bool is_listed; /* written into openings or withheld.tsv */
	bool is_detail;
	enum tz_bundle_reason reason;
};

/* An entry of the range. */
struct tz_bundle_act {
	int64_t seq;
	enum tz_act_kind kind;
	struct tz_id doc; /* 16 bytes and zeros; all zero without an item */
	size_t first;	  /* in uses: its detail, then its objects */
	size_t n_uses;
};

/* A withdraw or erase entry, or a late refusal, anywhere in the log. */
struct tz_bundle_removal {
	int64_t seq;
	bool is_erase;
	bool is_refusal; /* its item is quarantined; no objects */
	struct tz_id doc;
	struct tz_id *objects; /* owned */
	size_t n_objects;
};

/* A person.add or person.retire entry before B. */
struct tz_bundle_person {
	int64_t seq;
	int64_t at; /* t */
	bool is_add;
	struct tz_id object; /* the person's line */
};

struct tz_bundle_plan {
	struct tz_vault *vault; /* borrowed */
	bool is_public;
	int edition;
	int64_t from;  /* A */
	int64_t until; /* B */
	int64_t cut;   /* what is opened is as of this size: B, or W + 1 */
	int64_t mtime; /* t of entry B - 1 */
	char period[12];
	char *name;
	char *log;
	char *agency;
	int64_t adopted_before; /* policy.adopt in force at A; -1 none */
	struct tz_bundle_act *acts;
	size_t n_acts;
	struct tz_bundle_item *items;
	size_t n_items;
	size_t *uses; /* indexes of items */
	size_t n_uses;
	struct tz_bundle_map map; /* commitment to index of items */
	struct tz_bundle_removal *removals;
	size_t n_removals;
	struct tz_bundle_person *people;
	size_t n_people;
};

/** tz_bundle_choose(plan, err): Set the edition and, for every item of the
 * range, whether it is opened, where, and why not. */
TZ_CHECK enum tz_status
tz_bundle_choose(struct tz_bundle_plan *plan, struct tz_err *err);

/** tz_bundle_doc(doc, ret): The key of an item's id; zero for none. */
void tz_bundle_doc(const char *doc, struct tz_id *ret);

/** tz_bundle_range(plan, period, err): Read the log up to its end: the range,
 * the settings in force at B, all removals. */
TZ_CHECK enum tz_status tz_bundle_range(struct tz_bundle_plan *plan,
    const char *period, struct tz_err *err);

/** tz_bundle_take(plan, entry, err): Add an entry of the range: its act and
 * commitments. */
TZ_CHECK enum tz_status tz_bundle_take(struct tz_bundle_plan *plan,
    const struct tz_entry *entry, struct tz_err *err);

/** tz_bundle_keep_removal(plan, entry, err): Note the entry if it is a removal;
 * its list of objects is then taken out of ${entry}. */
TZ_CHECK enum tz_status tz_bundle_keep_removal(struct tz_bundle_plan *plan,
    struct tz_entry *entry, struct tz_err *err);

/** tz_bundle_gather(plan, err): The acts and commitments of the range. */
TZ_CHECK enum tz_status
tz_bundle_gather(struct tz_bundle_plan *plan, struct tz_err *err);

/** tz_bundle_item_find(plan, commitment): That item of the range, or NULL. */
const struct tz_bundle_item *
tz_bundle_item_find(const struct tz_bundle_plan *plan,
    const struct tz_id *commitment);

#endif /* !TZ_ARCHIVE_BUNDLE_PLAN_H */
