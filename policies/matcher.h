/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * policies/matcher.h - the rules of a set as patterns for the one pass
 *
 * Two databases: all patterns for the plain text, and for the joined text
 * (policies/view.h) those of rules that hold Chinese.  A pattern is a keyword
 * of a rule, the regex of a rule or a trigger of a grammar.
 *
 * Inside of policies/ only.
 */
#ifndef TZ_POLICIES_MATCHER_H
#define TZ_POLICIES_MATCHER_H

#include <stddef.h>

#include "base/status.h"
#include "policies/confirm.h"
#include "policies/match_db.h"
#include "policies/rule.h"

enum tz_pattern_kind {
	TZ_PATTERN_WORD,
	TZ_PATTERN_REGEX,
	TZ_PATTERN_GRAMMAR,
	TZ_PATTERN_COUNT
};

struct tz_pattern {
	enum tz_pattern_kind kind;
	size_t rule;	/* index, of a word or regex */
	size_t len;	/* of a word, in bytes */
	size_t grammar; /* index into tz_grammar_all() */
};

enum tz_form { TZ_FORM_PLAIN, TZ_FORM_JOINED, TZ_FORM_COUNT };

/* A third form, the mended pieces of policies/view.h, is searched with the
 * patterns of the plain one. */
#define TZ_FORM_MENDED TZ_FORM_COUNT

struct tz_form_patterns {
	struct tz_pattern *pattern;
	struct tz_match_pattern *source;
	char *way; /* enum tz_match_way of each */
	size_t n;
	size_t cap;
	struct tz_match_db *db;
};

struct tz_matcher {
	const struct tz_rule *const *rules; /* borrowed from the set */
	size_t n_rules;
	struct tz_form_patterns form[TZ_FORM_COUNT];
	struct tz_confirm **confirms; /* of each rule, made when needed */
};

/**
 * tz_matcher_new(rules, n_rules, ret_matcher, err):
 * Make the patterns; nothing is compiled yet.  ${rules} is borrowed until the
 * matcher is freed.  Fails: TZ_NOMEM.
 */
TZ_CHECK enum tz_status tz_matcher_new(const struct tz_rule *const *rules,
    size_t n_rules, struct tz_matcher **ret_matcher, struct tz_err *err);

/** tz_matcher_free(matcher): End it.  NULL is allowed. */
void tz_matcher_free(struct tz_matcher *matcher);

TZ_AUTO_DEFINE(tz_matcher)

/** tz_matcher_compile(matcher, err): Compile both databases and every regex.
 * Fails: TZ_FORMAT with the place of the rule at fault, TZ_NOMEM. */
TZ_CHECK enum tz_status
tz_matcher_compile(struct tz_matcher *matcher, struct tz_err *err);

/** tz_matcher_confirm(matcher, rule, ret, err): The compiled regex of a rule,
 * made at the first call; borrowed.  Fails: TZ_FORMAT, TZ_NOMEM. */
TZ_CHECK enum tz_status tz_matcher_confirm(struct tz_matcher *matcher,
    size_t rule, struct tz_confirm **ret, struct tz_err *err);

/**
 * tz_matcher_load(matcher, path, digest):
 * Whether both databases came from the cache file ${path}, which was made for
 * this rule set, these patterns, this version, library and CPU and is whole.
 * Else the matcher is as it was.
 */
bool tz_matcher_load(struct tz_matcher *matcher, const char *path,
    const struct tz_id *digest);

/** tz_matcher_save(matcher, path, digest, err): Write that file.  Fails:
 * TZ_IO, TZ_NOMEM. */
TZ_CHECK enum tz_status tz_matcher_save(const struct tz_matcher *matcher,
    const char *path, const struct tz_id *digest, struct tz_err *err);

#endif /* !TZ_POLICIES_MATCHER_H */
