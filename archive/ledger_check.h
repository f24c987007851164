/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * archive/ledger_check.h - what the files of tz_ledger_check() share
 *
 * The ledger is read once from the first entry on.  What is known of it so
 * far (roots of every size, people) is kept here, so that each entry is judged
 * by what was known at its own moment.
 */
#ifndef TZ_ARCHIVE_LEDGER_CHECK_H
#define TZ_ARCHIVE_LEDGER_CHECK_H

#include "archive/entry.h"
#include "archive/ledger.h"
#include "archive/merkle.h"
#include "archive/roster.h"

struct tz_ledger_check {
	struct tz_vault *vault;
	tz_check_report *report;
	void *arg;
	int64_t n_checked[TZ_CHECK_COUNT];
	bool failed[TZ_CHECK_COUNT];
	bool skipped[TZ_CHECK_COUNT];

	char log[256]; /* of entry 0 */
	int64_t size;
	struct tz_merkle tree;
	struct tz_id *roots; /* of sizes 0 to size; owned */
	int64_t n_roots;
	struct tz_id last_leaf;
	int64_t last_at;

	struct tz_person *people; /* owned */
	size_t n_people;
};

/** tz_ledger_check_say(run, check, good, subject, text): Count a check; report
 * it when it failed. */
void tz_ledger_check_say(struct tz_ledger_check *run, enum tz_check_name check,
    bool good, const char *subject, const char *text);

/** tz_ledger_check_entries(run, err): Every entry: form, chain, time, tree,
 * seen, signature, role, and whether its commitments have openings. */
TZ_CHECK enum tz_status
tz_ledger_check_entries(struct tz_ledger_check *run, struct tz_err *err);

/** tz_ledger_check_person(run, entry, err): Judge the signature and the role
 * of an entry by the people known so far; then learn of person.add and
 * person.retire. */
TZ_CHECK enum tz_status tz_ledger_check_person(struct tz_ledger_check *run,
    const struct tz_entry *entry, struct tz_err *err);

/** tz_ledger_check_openings(run, err): Every opening fits its commitment, and
 * every blob its name. */
TZ_CHECK enum tz_status
tz_ledger_check_openings(struct tz_ledger_check *run, struct tz_err *err);

/** tz_ledger_check_detail(run, entry, ret_detail): Read the detail of an entry;
 * the caller owns it.  TZ_NOTFOUND, TZ_CORRUPT. */
TZ_CHECK enum tz_status tz_ledger_check_detail(struct tz_ledger_check *run,
    const struct tz_entry *entry, json_t **ret_detail);

/** tz_ledger_check_adoption(run, entry): For a policy.adopt: every file of its
 * rule set is there, and the table of settings says what it says. */
void tz_ledger_check_adoption(struct tz_ledger_check *run,
    const struct tz_entry *entry);

/** tz_ledger_check_notes(run, err): Every signed head is by the log's key and
 * fits the entries. */
TZ_CHECK enum tz_status
tz_ledger_check_notes(struct tz_ledger_check *run, struct tz_err *err);

/** tz_ledger_check_derived(run, err): The table of people says what the
 * entries say. */
TZ_CHECK enum tz_status
tz_ledger_check_derived(struct tz_ledger_check *run, struct tz_err *err);

#endif /* !TZ_ARCHIVE_LEDGER_CHECK_H */
