/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * index/xapian.h - the wall round Xapian: one database, a C face
 *
 * Nothing of Xapian and no exception comes through; its messages, which quote
 * terms, are replaced by ours.  What a term is and how a query is read is
 * decided in C (terms.h, query.h).
 */
#ifndef TZ_INDEX_XAPIAN_H
#define TZ_INDEX_XAPIAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/status.h"

#ifdef __cplusplus
extern "C" {
#endif

struct tz_buf;
struct tz_query;

/* One term of a record with its positions in rising order. */
struct tz_term {
	const char *text;
	size_t len;
	uint32_t wdf;
	uint32_t *positions;
	size_t n_positions;
};

/* Values that a record can be asked for or ranged over. */
enum tz_slot {
	TZ_SLOT_DATE,  /* "20190620" */
	TZ_SLOT_STAMP, /* what the record was made from */
	TZ_SLOT_ITEM,  /* its item, to sort equal hits */
	TZ_SLOT_COUNT
};

/* A record as Xapian keeps it. */
struct tz_xapian_record {
	const char *key; /* TZ_TERM_ITEM and its item's id */
	const char *data;
	size_t data_len;
	const struct tz_term *terms;
	size_t n_terms;
	const char *slots[TZ_SLOT_COUNT]; /* or NULL */
};

/* Before an item's id: its key. */
#define TZ_TERM_ITEM "Q"

/* The term of every record that was not wholly read. */
#define TZ_TERM_UNCOVERED "XU"

struct tz_xapian_counts {
	uint64_t matched;
	uint64_t searched;
	uint64_t uncovered;
};

/* One database.  Made by tz_xapian_open(), ended by tz_xapian_free(). */
struct tz_xapian;

/** tz_xapian_open(path, write, ret_db, err): Open, or make it if ${write}.
 * Without ${write} an absent one gives NULL.  Fails: TZ_LOCKED, TZ_CORRUPT,
 * TZ_TOONEW, TZ_IO. */
TZ_CHECK enum tz_status tz_xapian_open(const char *path, bool write,
    struct tz_xapian **ret_db, struct tz_err *err);

/** tz_xapian_free(db): Close it without a commit.  NULL is allowed. */
void tz_xapian_free(struct tz_xapian *db);

TZ_AUTO_DEFINE(tz_xapian)

/** tz_xapian_seen(db): What the last commit was given; 0 when new. */
int64_t tz_xapian_seen(const struct tz_xapian *db);

/** tz_xapian_put(db, record, err): Add it, or replace the one of its key.
 * What was put is kept in files from time to time, ${seen} unchanged. */
TZ_CHECK enum tz_status tz_xapian_put(struct tz_xapian *db,
    const struct tz_xapian_record *record, struct tz_err *err);

/** tz_xapian_remove(db, key, err): Drop one; absent is TZ_OK. */
TZ_CHECK enum tz_status
tz_xapian_remove(struct tz_xapian *db, const char *key, struct tz_err *err);

/** tz_xapian_commit(db, seen, err): Make all that was done last. */
TZ_CHECK enum tz_status
tz_xapian_commit(struct tz_xapian *db, int64_t seen, struct tz_err *err);

/** tz_xapian_value(db, key, slot, ret, err): Append the value of a record.
 * Fails: TZ_NOTFOUND when there is no such record. */
TZ_CHECK enum tz_status tz_xapian_value(struct tz_xapian *db, const char *key,
    enum tz_slot slot, struct tz_buf *ret, struct tz_err *err);

/**
 * tz_xapian_search(dbs, n, query, limit, visit, arg, ret_counts, err):
 * Search the databases ${dbs} (some may be NULL) as one.  ${visit} gets the
 * data of each hit and the number of its database, best first, at most
 * ${limit} (0: all).  The counts are exact.  Fails: TZ_FORMAT when a wildcard
 * stands for too many words, TZ_CORRUPT, TZ_IO.
 */
TZ_CHECK enum tz_status tz_xapian_search(struct tz_xapian *const *dbs, size_t n,
    const struct tz_query *query, size_t limit,
    enum tz_status (*visit)(size_t db, double weight, const char *data,
	size_t len, void *arg, struct tz_err *err),
    void *arg, struct tz_xapian_counts *ret_counts, struct tz_err *err);

/** tz_xapian_each_term(db, prefix, visit, arg, err): Every term that begins
 * with ${prefix}, without it. */
TZ_CHECK enum tz_status
tz_xapian_each_term(struct tz_xapian *db, const char *prefix,
    enum tz_status (*visit)(const char *rest, void *arg, struct tz_err *err),
    void *arg, struct tz_err *err);

/** tz_xapian_stem(word, len, ret, size): Write the English stem of a word in
 * lower case and give its length, 0 when it has none that fits ${size}. */
size_t tz_xapian_stem(const char *word, size_t len, char *ret, size_t size);

/** tz_xapian_is_word(point): Whether the character is part of words: a
 * letter, a mark or a digit of any script. */
bool tz_xapian_is_word(uint32_t point);

#ifdef __cplusplus
}
#endif

#endif /* !TZ_INDEX_XAPIAN_H */
