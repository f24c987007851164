/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * policies/passage.h - what a document shares with registered ones
 *
 * Inside of policies/ only.
 */
#ifndef TZ_POLICIES_PASSAGE_H
#define TZ_POLICIES_PASSAGE_H

#include "base/document.h"
#include "policies/fingerprint.h"
#include "policies/rule.h"
#include "policies/scan.h"

/* Words about passages, one for each registered document. */
struct tz_passage_notes {
	char **note; /* owned */
	size_t n;
};

/** tz_passage_notes_clear(notes): Free them. */
void tz_passage_notes_clear(struct tz_passage_notes *notes);

/* What its hits are hits of. */
extern const struct tz_rule tz_passage_rule;

/**
 * tz_passages_find(book, document, rule, hits, notes, err):
 * Append a hit of the rule with number ${rule} for every passage of
 * ${document} that stands in a registered one; tz_hit.note is the index of its
 * words in ${notes} and 1.  Where several registered documents hold a passage
 * the one counts that shares most.  Fails: TZ_NOMEM, as the book.
 */
TZ_CHECK enum tz_status tz_passages_find(const struct tz_fingerprint_book *book,
    const struct tz_document *document, size_t rule, struct tz_hits *hits,
    struct tz_passage_notes *notes, struct tz_err *err);

#endif /* !TZ_POLICIES_PASSAGE_H */
