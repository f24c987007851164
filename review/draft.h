/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * review/draft.h - a submission while it is only in memory
 */
#ifndef TZ_REVIEW_DRAFT_H
#define TZ_REVIEW_DRAFT_H

#include <stddef.h>

#include "archive/act.h"
#include "base/json.h"
#include "review/desk.h"
#include "review/scan.h"
#include "review/submit.h"

struct tz_draft {
	size_t n_files;
	int *fds; /* sealed copies */
	struct tz_scan *scan;
	json_t *meta;
	json_t *files;		   /* `files` of the detail */
	struct tz_object *objects; /* one a file */
	struct tz_id digest;	   /* revision_digest */
};

#define tz_auto_draft TZ_AUTO(tz_draft_clear) struct tz_draft

/** tz_draft_clear(draft): Free what it holds and close the copies. */
void tz_draft_clear(struct tz_draft *draft);

/** tz_draft_seal(draft, submission, limit, err): Copy the files into sealed
 * memory.  Fails: TZ_FORMAT, TZ_LIMIT, TZ_NOTFOUND, TZ_IO. */
TZ_CHECK enum tz_status tz_draft_seal(struct tz_draft *draft,
    const struct tz_submission *submission, uint64_t limit, struct tz_err *err);

/** tz_draft_scan(draft, submission, desk, rules, err): Read and match them. */
TZ_CHECK enum tz_status
tz_draft_scan(struct tz_draft *draft, const struct tz_submission *submission,
    const struct tz_desk *desk, struct tz_rule_set *rules, struct tz_err *err);

/** tz_draft_describe(draft, submission, department, old, err): Make `meta`:
 * what was typed, else what ${old} (of the item, or NULL) holds, else what the
 * document says; keys that the document gave are listed as `found`. */
TZ_CHECK enum tz_status tz_draft_describe(struct tz_draft *draft,
    const struct tz_submission *submission, const char *department,
    const json_t *old, struct tz_err *err);

/** tz_draft_commit(draft, submission, known, err): Make `files`, commitments
 * and the revision's digest; a file whose bytes are among ${known} keeps its
 * commitment. */
TZ_CHECK enum tz_status
tz_draft_commit(struct tz_draft *draft, const struct tz_submission *submission,
    const struct tz_item_file_list *known, struct tz_err *err);

#endif /* !TZ_REVIEW_DRAFT_H */
