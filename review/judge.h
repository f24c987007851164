/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * review/judge.h - a person upholds or dismisses findings, with a reason
 */
#ifndef TZ_REVIEW_JUDGE_H
#define TZ_REVIEW_JUDGE_H

#include <stddef.h>

#include "review/desk.h"
#include "review/refuse.h"

/* Everything is borrowed. */
struct tz_judge {
	const char *item;
	char *const *ids; /* "F1", ... */
	size_t n_ids;
	const char *decision; /* "uphold" or "dismiss" */
	const char *reason;
	int revision; /* that was looked at; 0: the present one */
};

/**
 * tz_judge(desk, wish, ret_item, ret_refusal, err):
 * Judge findings of the present revision.  Those may who may sign the step at
 * which the item waits; only a confidentiality officer dismisses that a file
 * was not wholly read.  Fails: TZ_NO, TZ_NOTFOUND for an id that the item does
 * not have, TZ_USAGE without a reason.
 */
TZ_CHECK enum tz_status tz_judge(const struct tz_desk *desk,
    const struct tz_judge *wish, struct tz_item *ret_item,
    struct tz_refusal *ret_refusal, struct tz_err *err);

#endif /* !TZ_REVIEW_JUDGE_H */
