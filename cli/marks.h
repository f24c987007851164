/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/marks.h - which findings of a document are equal, and which are known
 *
 * Two are equal when their rule and the normal form of what it hit are; two
 * facts of a file, which hit nothing, when they say the same.  The findings of
 * a refused file are each alone, and none is known.
 */
#ifndef TZ_CLI_MARKS_H
#define TZ_CLI_MARKS_H

#include "cli/baseline.h"
#include "cli/finding_view.h"

#define TZ_MARK_GROUP 17

struct tz_mark {
	char group[TZ_MARK_GROUP]; /* "" in a refused file */
	size_t first;  /* of the equal ones of the same state: its index */
	size_t places; /* how many these are; 0 but for the first */
	enum tz_baseline_state state;
	bool suppressed;    /* the baseline covers it, or will */
	const char *reason; /* from the baseline, or NULL; borrowed from it */
	const char *by;
	const char *date;
};

struct tz_marks {
	struct tz_mark *mark; /* one a finding */
	size_t n;
};

/** tz_marks_make(view, baseline, accept, ret_marks, err): Look at all findings;
 * ${baseline} may be NULL.  With ${accept} all are suppressed that may be.
 * Fails: TZ_NOMEM. */
TZ_CHECK enum tz_status
tz_marks_make(const struct tz_view *view, struct tz_baseline *baseline,
    bool accept, struct tz_marks *ret_marks, struct tz_err *err);

/** tz_marks_accept(view, baseline, date, err): Have ${baseline} know all
 * findings from now on that it may.  Fails: TZ_NOMEM. */
TZ_CHECK enum tz_status tz_marks_accept(const struct tz_view *view,
    struct tz_baseline *baseline, const char *date, struct tz_err *err);

/** tz_marks_clear(marks): Free them. */
void tz_marks_clear(struct tz_marks *marks);

#define tz_auto_marks TZ_AUTO(tz_marks_clear) struct tz_marks

/** tz_marks_content(view, finding, ret, err): Append what a finding is about,
 * in normal form: what it hit; of a fact its words, its part and the digest of
 * the file, since it is known for exactly this file only.  Fails: TZ_NOMEM. */
TZ_CHECK enum tz_status tz_marks_content(const struct tz_view *view,
    const struct tz_finding *finding, struct tz_buf *ret, struct tz_err *err);

#endif /* !TZ_CLI_MARKS_H */
