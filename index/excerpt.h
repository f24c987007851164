/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * index/excerpt.h - where in a record the query first matches, and the words
 * around that place
 */
#ifndef TZ_INDEX_EXCERPT_H
#define TZ_INDEX_EXCERPT_H

#include "base/buf.h"
#include "base/status.h"
#include "index/index.h"
#include "index/query.h"

struct tz_excerpt {
	const char *part; /* borrowed from the record */
	enum tz_channel channel;
	struct tz_buf text;
	size_t from; /* the match, bytes of ${text} */
	size_t until;
};

#define tz_auto_excerpt TZ_AUTO(tz_excerpt_clear) struct tz_excerpt

/**
 * tz_excerpt_make(query, record, ret_excerpt, err):
 * The place of a text where anything that ${query} asks for first stands; else
 * of a file's name, else of a field (part ""); else, when the query asks for
 * no words or the place was not kept, the beginning of the text.  Fails:
 * TZ_NOMEM.
 */
TZ_CHECK enum tz_status tz_excerpt_make(const struct tz_query *query,
    const struct tz_index_record *record, struct tz_excerpt *ret_excerpt,
    struct tz_err *err);

/** tz_excerpt_clear(excerpt): Free what it holds. */
void tz_excerpt_clear(struct tz_excerpt *excerpt);

#endif /* !TZ_INDEX_EXCERPT_H */
