/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * index/terms.h - the terms of a record, and how terms are spelt
 *
 * A term is what Xapian files a record under.  Every unit of a text (unit.h)
 * has one, with its positions, the gap too: only what follows exactly is a
 * phrase.  Two Chinese characters that stand side by side are a term as well,
 * without positions: most Chinese words are two characters, and longer ones
 * are looked for only where all their pairs are.  An English word is also
 * filed under its stem, after "Z".
 *
 * Texts are folded to lower case, so a capital at the head of a term is its
 * field and cannot be mistaken.
 */
#ifndef TZ_INDEX_TERMS_H
#define TZ_INDEX_TERMS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/status.h"
#include "index/unit.h"
#include "index/xapian.h"

struct tz_buf;

/* The terms of one record.  Made by tz_terms_new(), ended by
 * tz_terms_free(). */
struct tz_terms;

/** tz_terms_new(ret_terms, err): None yet.  Fails: TZ_NOMEM. */
TZ_CHECK enum tz_status
tz_terms_new(struct tz_terms **ret_terms, struct tz_err *err);

/** tz_terms_free(terms): End them.  NULL is allowed. */
void tz_terms_free(struct tz_terms *terms);

TZ_AUTO_DEFINE(tz_terms)

/** tz_terms_add_text(terms, prefix, text, len, err): Fold ${text} and add what
 * it is found by, as field ${prefix} ("": the text of the record).  Two texts
 * of one field are never in one phrase.  Fails: TZ_NOMEM. */
TZ_CHECK enum tz_status tz_terms_add_text(struct tz_terms *terms,
    const char *prefix, const char *text, size_t len, struct tz_err *err);

/** tz_terms_add_exact(terms, prefix, value): Add ${value} as one term. */
void tz_terms_add_exact(struct tz_terms *terms, const char *prefix,
    const char *value);

/** tz_terms_all(terms, ret_all, ret_n, err): All terms in the order of their
 * bytes; borrowed until ${terms} is freed.  To be called once, at the end.
 * Fails: TZ_NOMEM, also for what was added before. */
TZ_CHECK enum tz_status tz_terms_all(struct tz_terms *terms,
    const struct tz_term **ret_all, size_t *ret_n, struct tz_err *err);

/** tz_term_spell(prefix, text, len, ret): Append the term of ${text}: itself
 * after ${prefix}, or its digest where that is longer than Xapian takes. */
void tz_term_spell(const char *prefix, const char *text, size_t len,
    struct tz_buf *ret);

/** tz_term_spell_stem(prefix, word, len, ret): Append the term of the English
 * stem of ${word}. */
void tz_term_spell_stem(const char *prefix, const char *word, size_t len,
    struct tz_buf *ret);

/* The term of a gap. */
#define TZ_TERM_GAP "|"

#endif /* !TZ_INDEX_TERMS_H */
