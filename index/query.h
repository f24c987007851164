/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * index/query.h - what a person asks for, as a tree
 *
 *	words and 词语        all of them; a run without white space is a phrase
 *	"a phrase" “短语”     its units follow each other
 *	AND OR NOT -word ( )  NOT binds closest, then NEAR, AND, OR
 *	a NEAR/5 b            at most five units between them, either order
 *	inform*               words that begin so
 *	title:词 title:"a b"  in that field only; title:(a OR b)
 *	date:2019-01..2019-06 year:2019.. date:..2019-06-20
 *
 * A bracket is one only where a word could begin, so 宝市监办(2019)37号 is one
 * word.  A query is untrusted: its length, depth and size are bounded, and
 * what cannot be read is TZ_FORMAT, never guessed at.  Messages never hold
 * words of the query.
 */
#ifndef TZ_INDEX_QUERY_H
#define TZ_INDEX_QUERY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"
#include "index/unit.h"

#ifdef __cplusplus
extern "C" {
#endif

#define TZ_QUERY_MAX 16384 /* bytes */

enum tz_query_kind {
	TZ_QUERY_PHRASE, /* ${terms} at consecutive positions, and ${pairs} */
	TZ_QUERY_RANGE,	 /* the date lies in [${from}, ${until}] */
	TZ_QUERY_ALL,	 /* all of ${children} */
	TZ_QUERY_ANY,	 /* one of ${children} */
	TZ_QUERY_NOT,	 /* all records but those of the one child */
	TZ_QUERY_NEAR,	 /* two phrases, at most ${distance} apart */
};

struct tz_query {
	enum tz_query_kind kind;
	/* PHRASE */
	char **terms; /* as Xapian has them, one a unit */
	size_t n_terms;
	char **pairs; /* of Chinese characters */
	size_t n_pairs;
	bool wildcard;	   /* the last one stands for all that begin so */
	bool stem;	   /* the only term is a stem */
	const char *field; /* name of the field, a constant; NULL for text */
	char *text;	   /* folded */
	struct tz_unit_list units; /* of ${text} */
	/* RANGE: "20190101"; "" is open */
	char from[9];
	char until[9];
	/* NEAR */
	unsigned distance;
	/* ALL, ANY, NOT, NEAR */
	struct tz_query **children;
	size_t n_children;
};

/** tz_query_parse(text, len, ret_query, err): Read a query.  The caller owns
 * ${*ret_query}.  Fails: TZ_FORMAT, TZ_NOMEM. */
TZ_CHECK enum tz_status tz_query_parse(const char *text, size_t len,
    struct tz_query **ret_query, struct tz_err *err);

/** tz_query_free(query): End it and all below.  NULL is allowed. */
void tz_query_free(struct tz_query *query);

TZ_AUTO_DEFINE(tz_query)

#ifdef __cplusplus
}
#endif

#endif /* !TZ_INDEX_QUERY_H */
