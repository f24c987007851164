/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * review/refuse.h - a secret mark stops at the door
 *
 * Nothing of what bears the mark is kept: not its bytes, not its name, not a
 * hash that could be recomputed from a copy.  A signed `refuse` entry records
 * that it happened, by which rule, and an HMAC of the bytes under the vault's
 * refusal.key, so that a second try is recognised.
 */
#ifndef TZ_REVIEW_REFUSE_H
#define TZ_REVIEW_REFUSE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "review/desk.h"

/* What the person at the door is told. */
struct tz_refusal {
	bool refused;
	bool typed;	 /* in what was typed, not in a file */
	bool recorded;	 /* false when the person cannot sign `refuse` */
	size_t position; /* of the file, from 1 */
	size_t n_files;
	int64_t again;	    /* how often it was refused before */
	json_t *rules;	    /* ids; owned */
	json_t *records;    /* what --json may say; owned, may be NULL */
	char report_by[32]; /* 24 hours on, in the agency's zone */
};

#define tz_auto_refusal TZ_AUTO(tz_refuse_clear) struct tz_refusal

/** tz_refuse_clear(refusal): Free what it holds. */
void tz_refuse_clear(struct tz_refusal *refusal);

/** tz_refuse_text(rules, text, ret_rules, err): Set ${*ret_rules} to the ids
 * of the rules that refuse ${text}, or leave it if there are none; NULL is no
 * text. */
TZ_CHECK enum tz_status tz_refuse_text(struct tz_rule_set *rules,
    const char *text, json_t **ret_rules, struct tz_err *err);

/** tz_refuse_typed(desk, now, texts, ret_refusal, err): If any of the
 * NULL-ended ${texts} (empty ones are skipped) is refused, record that and say
 * so: TZ_NO. */
TZ_CHECK enum tz_status tz_refuse_typed(const struct tz_desk *desk,
    const struct tz_bearings *now, const char *const *texts, size_t n_texts,
    struct tz_refusal *ret_refusal, struct tz_err *err);

/** tz_refuse_files(desk, now, scan, fds, n_files, ret_refusal, err): The same
 * for files that were scanned. */
TZ_CHECK enum tz_status tz_refuse_files(const struct tz_desk *desk,
    const struct tz_bearings *now, const struct tz_scan *scan, const int *fds,
    size_t n_files, struct tz_refusal *ret_refusal, struct tz_err *err);

/** tz_refuse_stored(desk, now, item, scan, ret_recorded, err): ${item} is
 * stored and ${scan} of it bears a mark: put it in quarantine if the person can
 * sign that; ${*ret_recorded} says whether. */
TZ_CHECK enum tz_status tz_refuse_stored(const struct tz_desk *desk,
    const struct tz_bearings *now, const struct tz_item *item,
    const struct tz_scan *scan, bool *ret_recorded, struct tz_err *err);

/** tz_refuse_late(desk, dossier, err): What is stored bears a mark that the
 * rules in force know: put the item in quarantine if the person can sign that;
 * always TZ_NO. */
TZ_CHECK enum tz_status tz_refuse_late(const struct tz_desk *desk,
    const struct tz_dossier *dossier, struct tz_err *err);

#endif /* !TZ_REVIEW_REFUSE_H */
