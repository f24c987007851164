/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * index/query_leaf.h - the leaves of a query: phrases and ranges of dates
 */
#ifndef TZ_INDEX_QUERY_LEAF_H
#define TZ_INDEX_QUERY_LEAF_H

#include "index/field.h"
#include "index/query.h"

/**
 * tz_query_leaf_phrase(field, text, len, quoted, ret_query, err):
 * What ${text} means in ${field} (NULL: the text of a record).  A single
 * English word that is not ${quoted} is searched by its stem, and a "*" at its
 * end is a wildcard.  Gives NULL for text that holds nothing to search for.
 */
TZ_CHECK enum tz_status
tz_query_leaf_phrase(const struct tz_field *field, const char *text, size_t len,
    bool quoted, struct tz_query **ret_query, struct tz_err *err);

/** tz_query_leaf_unstem(query, err): Make a phrase that is a stem the word
 * itself, which alone has positions. */
TZ_CHECK enum tz_status
tz_query_leaf_unstem(struct tz_query *query, struct tz_err *err);

/** tz_query_leaf_range(text, len, years, ret_query, err): The range of dates
 * "A..B", "A..", "..B" or "A"; a bound is a year, a month or a day, and only a
 * year if ${years}.  Fails: TZ_FORMAT. */
TZ_CHECK enum tz_status tz_query_leaf_range(const char *text, size_t len,
    bool years, struct tz_query **ret_query, struct tz_err *err);

/** tz_query_new(kind, ret_query, err): A node without children. */
TZ_CHECK enum tz_status tz_query_new(enum tz_query_kind kind,
    struct tz_query **ret_query, struct tz_err *err);

#endif /* !TZ_INDEX_QUERY_LEAF_H */
