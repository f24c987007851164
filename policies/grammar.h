/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * policies/grammar.h - markings that a regex cannot tell from prose
 *
 * Inside of policies/ only.  A grammar names trigger patterns for the one pass
 * over the text; where one ends, parse() looks at the neighbourhood and says
 * what stands there, in which of the grammar's classes.  A rule takes one or
 * more classes.  parse() looks at most TZ_GRAMMAR_REACH bytes to either side,
 * so that the whole pass stays linear.
 */
#ifndef TZ_POLICIES_GRAMMAR_H
#define TZ_POLICIES_GRAMMAR_H

#include <stdbool.h>
#include <stddef.h>

#define TZ_GRAMMAR_REACH 400

struct tz_grammar_hit {
	size_t start; /* bytes in the text */
	size_t end;
	unsigned class; /* index into the grammar's classes */
};

struct tz_grammar {
	const char *name;
	const char *const *classes;  /* NULL-ended; the first is the usual */
	const char *const *triggers; /* regexes over folded text, NULL-ended */
	bool joined;		     /* tried in the joined text too */
	/* Whether there is a mark at the candidate that ends at byte ${at}. */
	bool (*parse)(const char *text, size_t len, size_t at,
	    struct tz_grammar_hit *ret);
};

/* One line, cell or page end to the other: bytes [from, until) of the text,
 * white space and wrapping brackets trimmed off; `cut` if it is longer than a
 * grammar looks. */
struct tz_line {
	size_t from;
	size_t until;
	bool cut;
};

extern const struct tz_grammar tz_grammar_cn_secret_mark;
extern const struct tz_grammar tz_grammar_cn_level_alone;
extern const struct tz_grammar tz_grammar_us_banner;
extern const struct tz_grammar tz_grammar_cui;
extern const struct tz_grammar tz_grammar_uk_gsc;
extern const struct tz_grammar tz_grammar_eu_euci;
extern const struct tz_grammar tz_grammar_nato;
extern const struct tz_grammar tz_grammar_tlp;

/** tz_grammar_find(name): The grammar of that name, or NULL. */
const struct tz_grammar *tz_grammar_find(const char *name);

/** tz_grammar_all(ret_n): All grammars, in the order of their numbers. */
const struct tz_grammar *const *tz_grammar_all(size_t *ret_n);

/** tz_grammar_line(text, len, at, ret): The line round byte ${at} - 1. */
void
tz_grammar_line(const char *text, size_t len, size_t at, struct tz_line *ret);

/** tz_grammar_same(text, len, words): Whether the bytes are one of the
 * NULL-ended ${words}. */
bool tz_grammar_same(const char *text, size_t len, const char *const *words);

#endif /* !TZ_POLICIES_GRAMMAR_H */
