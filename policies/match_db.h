/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * policies/match_db.h - many patterns in one pass over the text
 *
 * The door to Vectorscan.  It says where a pattern may end; what really stands
 * there is for others to say.  A pattern it cannot express is matched in its
 * prefilter form (too much, never too little); one it refuses even so is
 * "alone": it is not in the database.
 *
 * A database belongs to one thread.  Inside of policies/ only.
 */
#ifndef TZ_POLICIES_MATCH_DB_H
#define TZ_POLICIES_MATCH_DB_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/status.h"

enum tz_match_way {
	TZ_MATCH_WHOLE = 'w',
	TZ_MATCH_PREFILTER = 'p',
	TZ_MATCH_ALONE = 'a',
};

struct tz_match_pattern {
	char *regex; /* over folded UTF-8 */
	bool caseless;
};

/* Made by tz_match_db_compile() or _load(), ended by tz_match_db_free(). */
struct tz_match_db;

/**
 * tz_match_db_compile(patterns, n, ret_ways, ret_db, err):
 * Compile; the number of a pattern is its index.  ${ret_ways} has room for
 * ${n} characters of enum tz_match_way.  Fails: TZ_FORMAT, TZ_NOMEM.
 */
TZ_CHECK enum tz_status
tz_match_db_compile(const struct tz_match_pattern *patterns, size_t n,
    char *ret_ways, struct tz_match_db **ret_db, struct tz_err *err);

/** tz_match_db_save(db, ret, err): Append its bytes.  Fails: TZ_NOMEM. */
TZ_CHECK enum tz_status tz_match_db_save(const struct tz_match_db *db,
    struct tz_buf *ret, struct tz_err *err);

/** tz_match_db_load(data, len, ret_db, err): Make one of bytes that
 * tz_match_db_save() gave on this library and CPU; they are trusted.  Fails:
 * TZ_FORMAT, TZ_NOMEM. */
TZ_CHECK enum tz_status tz_match_db_load(const char *data, size_t len,
    struct tz_match_db **ret_db, struct tz_err *err);

/** tz_match_db_free(db): End it.  NULL is allowed. */
void tz_match_db_free(struct tz_match_db *db);

TZ_AUTO_DEFINE(tz_match_db)

/** tz_match_db_library(ret): Append what the bytes of a database depend on:
 * the library's version and the CPU. */
void tz_match_db_library(struct tz_buf *ret);

/**
 * tz_match_db_scan(db, text, len, found, arg, err):
 * Call ${found} for each pattern and each byte at which it may end, in the
 * order of the bytes; it returns false to stop.  Fails: TZ_LIMIT over 4 GiB,
 * TZ_BUG.
 */
TZ_CHECK enum tz_status
tz_match_db_scan(const struct tz_match_db *db, const char *text, size_t len,
    bool (*found)(void *arg, size_t pattern, size_t end), void *arg,
    struct tz_err *err);

#endif /* !TZ_POLICIES_MATCH_DB_H */
