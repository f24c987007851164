/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * review/submit.h - drafts come in: submit and revise
 *
 * Every file is copied once into sealed memory; what is scanned is what is
 * stored.  Files and typed text are matched before anything is written; one
 * that is refused refuses the whole submission.
 */
#ifndef TZ_REVIEW_SUBMIT_H
#define TZ_REVIEW_SUBMIT_H

#include <stddef.h>

#include "base/status.h"
#include "review/desk.h"
#include "review/refuse.h"

/* What is handed in; everything is borrowed, and texts may be NULL: then they
 * are read from the document, or stay as they were. */
struct tz_submission {
	const char *item;   /* to revise; NULL for a new one */
	char *const *paths; /* main file first */
	size_t n_paths;
	const char *title;
	const char *number;
	const char *department;
	const char *category;
	const char *theme;
	const char *genre;
	const char *disposition;
	const char *ground; /* code of the basis to withhold it */
	const char *date;   /* ISO */
};

/**
 * tz_submit(desk, submission, ret_item, ret_refusal, err):
 * Put an item, or a new revision of one, in the queue.
 *
 * Fails: TZ_NO when refused at the door (${ret_refusal} says more), when the
 * person is no drafter or the item takes no revision; TZ_FORMAT for what is no
 * file to read or is empty; TZ_LIMIT for too large or too many files;
 * TZ_USAGE.  Nothing is stored then.
 */
TZ_CHECK enum tz_status tz_submit(const struct tz_desk *desk,
    const struct tz_submission *submission, struct tz_item *ret_item,
    struct tz_refusal *ret_refusal, struct tz_err *err);

#endif /* !TZ_REVIEW_SUBMIT_H */
