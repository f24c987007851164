/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * index/index.h - full text over records, in two databases
 *
 * `open` holds what has been disclosed, `restricted` the rest; a search that
 * is not entitled never opens the second, so counts and excerpts cannot leak.
 * Each database keeps, committed together with its records, the number of the
 * next ledger entry it has not seen.  Text in, hits out: this room knows
 * neither the store nor the ledger.
 *
 * Chinese is indexed as single characters with positions and as bigrams and
 * queried as exact phrases, so a word of any length is found exactly;
 * traditional and simplified, full and half width fold together; English is
 * stemmed.
 */
#ifndef TZ_INDEX_INDEX_H
#define TZ_INDEX_INDEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/document.h"
#include "base/status.h"

#ifdef __cplusplus
extern "C" {
#endif

struct tz_buf; /* base/buf.h */

enum tz_shelf { TZ_SHELF_OPEN, TZ_SHELF_RESTRICTED, TZ_SHELF_COUNT };

/* One stretch of text of a record. */
struct tz_index_text {
	const char *part; /* "附件.zip!/表.xlsx!/Sheet2" */
	enum tz_channel channel;
	const char *text;
	size_t len;
};

/* One record to index; everything is borrowed for the call; NULL for what is
 * not known. */
struct tz_index_record {
	const char *item; /* its key */
	const char *title;
	const char *number;
	const char *agency;
	const char *department;
	const char *category;
	const char *theme;
	const char *genre;
	const char *date; /* ISO */
	const char *disposition;
	const char *ground;
	const struct tz_index_text *texts;
	size_t n_texts;
	size_t n_uncovered; /* files whose text could not be had in full */
	const char *stamp;  /* what it was made from, for tz_index_stamp() */
};

struct tz_hit {
	const char *item;
	const char *title;
	const char *number;
	const char *date;
	const char *part; /* where the first match stands; "" in a field */
	enum tz_channel channel;
	const char *excerpt; /* plain text around the first match, one line */
	size_t match_from;   /* the match in it: bytes; both 0 for none */
	size_t match_until;
	enum tz_shelf shelf;
	double weight;
};

struct tz_search_summary {
	uint64_t hits;	    /* given to the callback */
	uint64_t matched;   /* exact number of matching records */
	uint64_t searched;  /* records looked through */
	uint64_t uncovered; /* of these, not wholly read */
};

/* The index of a vault.  Made by tz_index_open(), ended by tz_index_free(). */
struct tz_index;

/**
 * tz_index_open(folder, write, ret_index, err):
 * Open the two databases below ${folder}, making them if ${write} and they are
 * missing.  Without ${write} a missing one counts as empty.  Fails: TZ_LOCKED
 * when another process writes, TZ_CORRUPT, TZ_IO, TZ_TOONEW.
 */
TZ_CHECK enum tz_status tz_index_open(const char *folder, bool write,
    struct tz_index **ret_index, struct tz_err *err);

/** tz_index_free(index): Close it; what was not committed is dropped.  NULL is
 * allowed. */
void tz_index_free(struct tz_index *index);

TZ_AUTO_DEFINE(tz_index)

/** tz_index_seen(index, shelf): The number of the next ledger entry that the
 * database has not seen; 0 when new. */
int64_t tz_index_seen(const struct tz_index *index, enum tz_shelf shelf);

/** tz_index_put(index, shelf, record, err): Add or replace one record. */
TZ_CHECK enum tz_status
tz_index_put(struct tz_index *index, enum tz_shelf shelf,
    const struct tz_index_record *record, struct tz_err *err);

/** tz_index_remove(index, shelf, item, err): Drop one; absent is TZ_OK. */
TZ_CHECK enum tz_status tz_index_remove(struct tz_index *index,
    enum tz_shelf shelf, const char *item, struct tz_err *err);

/**
 * tz_index_stamp(index, shelf, item, ret_stamp, err):
 * Append the stamp that the record was put with, so that what has not changed
 * need not be read again.  Fails: TZ_NOTFOUND when it is not on that shelf.
 */
TZ_CHECK enum tz_status
tz_index_stamp(struct tz_index *index, enum tz_shelf shelf, const char *item,
    struct tz_buf *ret_stamp, struct tz_err *err);

/** tz_index_commit(index, shelf, seen, err): Make it last, with ${seen}. */
TZ_CHECK enum tz_status tz_index_commit(struct tz_index *index,
    enum tz_shelf shelf, int64_t seen, struct tz_err *err);

/**
 * tz_index_search(index, restricted, query, limit, visit, arg, ret_summary,
 *     err):
 * Search `open`, and `restricted` only if ${restricted}.  ${query}: words,
 * "phrases", AND OR NOT, ( ), NEAR, wildcards at the end of English words,
 * fields number: title: agency: department: category: theme: genre: year:
 * date:FROM..TO disposition: ground:; an unknown field or an unbalanced
 * bracket is TZ_FORMAT.  Hits come best first, at most ${limit} (0: all).
 */
TZ_CHECK enum tz_status tz_index_search(struct tz_index *index, bool restricted,
    const char *query, size_t limit,
    enum tz_status (*visit)(const struct tz_hit *hit, void *arg,
	struct tz_err *err),
    void *arg, struct tz_search_summary *ret_summary, struct tz_err *err);

/** tz_index_each_key(index, shelf, visit, arg, err): Every record's item id,
 * for the check that compares the index with the store. */
TZ_CHECK enum tz_status
tz_index_each_key(struct tz_index *index, enum tz_shelf shelf,
    enum tz_status (*visit)(const char *item, void *arg, struct tz_err *err),
    void *arg, struct tz_err *err);

#ifdef __cplusplus
}
#endif

#endif /* !TZ_INDEX_INDEX_H */
