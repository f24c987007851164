/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * review/precedent.h - how the text of a finding was judged before
 *
 * Precedents are judgements of other findings by the same rule on the same
 * text (store/precedent_rows.h), in any item and any revision: also those of
 * the same item that a revision made void.  A finding judged twice counts
 * once, as it was judged last.  What is quarantined or erased gives none.
 */
#ifndef TZ_REVIEW_PRECEDENT_H
#define TZ_REVIEW_PRECEDENT_H

#include <stddef.h>
#include <stdint.h>

#include "base/json.h"
#include "base/status.h"
#include "review/found.h"
#include "store/vault.h"

#define TZ_PRECEDENTS_LAST 5

struct tz_precedent {
	char *item;
	int number; /* of the finding: 7 is called F7 */
	int64_t seq;
	int64_t at;
	char *status; /* "upheld" or "dismissed" */
	char *by;     /* or NULL */
	char *reason; /* or NULL */
};

struct tz_precedents {
	int64_t upheld;
	int64_t dismissed;
	struct tz_precedent last[TZ_PRECEDENTS_LAST]; /* newest first */
	size_t n;
};

#define tz_auto_precedents TZ_AUTO(tz_precedents_clear) struct tz_precedents

/** tz_precedents_clear(precedents): Free what it holds. */
void tz_precedents_clear(struct tz_precedents *precedents);

/** tz_precedents_find(vault, item, found, ret, err): The precedents of the
 * finding ${found} of the item called ${item}; none for a structural fact. */
TZ_CHECK enum tz_status tz_precedents_find(struct tz_vault *vault,
    const char *item, const struct tz_found *found, struct tz_precedents *ret,
    struct tz_err *err);

/** tz_precedents_note(vault, item, found, at, err): Enter the judgement of
 * ${found}, made at ${at}; inside a transaction. */
TZ_CHECK enum tz_status
tz_precedents_note(struct tz_vault *vault, const char *item,
    const struct tz_found *found, int64_t at, struct tz_err *err);

/** tz_precedents_json(precedents): {"upheld","dismissed","last":[{"item","id",
 * "by","at","status","reason"}]}; NULL when memory ran out. */
json_t *tz_precedents_json(const struct tz_precedents *precedents);

#endif /* !TZ_REVIEW_PRECEDENT_H */
