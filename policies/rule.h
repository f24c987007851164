/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * policies/rule.h - a rule and a pack as loaded, before they are compiled
 *
 * Inside of policies/ only.  Strings that are not said to be owned are
 * borrowed from the pack's YAML, which lives as long as the pack.
 */
#ifndef TZ_POLICIES_RULE_H
#define TZ_POLICIES_RULE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/named.h"
#include "base/status.h"
#include "base/yaml.h"
#include "policies/finding.h"
#include "policies/grammar.h"
#include "policies/validate.h"

/* A severity, or the word "none": such a hit is dropped. */
#define TZ_SEVERITY_NONE TZ_SEVERITY_COUNT

enum tz_match_kind {
	TZ_MATCH_KEYWORDS,
	TZ_MATCH_REGEX,
	TZ_MATCH_GRAMMAR,
	TZ_MATCH_STRUCTURE,
	TZ_MATCH_COUNT
};

/* What may stand beside a hit, on a side where its own edge is such a
 * character: with ASCII_ALNUM no ASCII letter or digit, with WORD no letter
 * of a script that separates words, digit or underscore. */
enum tz_boundary {
	TZ_BOUNDARY_NONE,
	TZ_BOUNDARY_ASCII_ALNUM,
	TZ_BOUNDARY_WORD,
	TZ_BOUNDARY_COUNT
};

enum tz_check_mode {
	TZ_CHECK_REQUIRE, /* else the hit is a near miss */
	TZ_CHECK_BOOST,	  /* stands in for `near` */
	TZ_CHECK_REJECT,  /* the hit is dropped */
	TZ_CHECK_COUNT
};

struct tz_words {
	char **word; /* owned, folded */
	size_t n;
};

struct tz_rule_check {
	const struct tz_validator *validator;
	enum tz_check_mode mode;
	struct tz_words args;
};

/* Words that must (or must not) stand within so many characters. */
struct tz_near {
	struct tz_words any;
	size_t within;
	enum tz_severity otherwise;
};

struct tz_allow {
	char *text; /* owned, folded; or NULL */
	struct tz_id sha256;
	bool lapsed; /* its `until` has passed */
};

struct tz_rule {
	const char *id;
	const char *title_zh;
	const char *title_en;
	const char *ground; /* or NULL */
	enum tz_severity severity;

	enum tz_match_kind kind;
	struct tz_words words; /* keywords, or names of facts */
	const char *regex;
	const char *trigger; /* or NULL: see tz_rule_match_load() */
	int group;	     /* of the regex, whose span is the match */
	const struct tz_grammar *grammar;
	unsigned classes; /* of the grammar, as bits */
	enum tz_boundary boundary;
	bool case_sensitive;
	bool joined; /* looked for in the joined text too */

	struct tz_rule_check *checks;
	size_t n_checks;
	struct tz_near near;
	struct tz_near not_near;
	size_t line_max; /* 0: anywhere */
	enum tz_severity line_else;
	enum tz_severity near_miss; /* TZ_SEVERITY_NONE: dropped */
	size_t distinct;	    /* 0: no aggregate */
	enum tz_severity distinct_severity;
	uint32_t channels; /* as bits */
	struct tz_allow *allow;
	size_t n_allow;
	bool expired;

	const json_t *hit; /* arrays, or NULL */
	const json_t *miss;
	const json_t *match_node; /* for messages */
	const struct tz_pack *pack;
};

struct tz_pack {
	struct tz_yaml *yaml;
	const char *id;
	const char *version;
	const char *title_zh;
	const char *title_en;
	const char *until; /* or NULL */
	bool expired;
	struct tz_rule *rules;
	size_t n_rules;
};

/**
 * tz_pack_load(file, files, today, ret_pack, err):
 * Read one pack of the rule set ${files}; ${today} is an ISO date.  ${ret_pack}
 * is the caller's memory, zeroed; end it with tz_pack_clear() even after a
 * failure.  Fails: TZ_FORMAT with "FILE:LINE:COLUMN: reason", TZ_NOMEM.
 */
TZ_CHECK enum tz_status
tz_pack_load(const struct tz_named *file, const struct tz_named_list *files,
    const char *today, struct tz_pack *ret_pack, struct tz_err *err);

/** tz_pack_clear(pack): Free what it owns. */
void tz_pack_clear(struct tz_pack *pack);

/**
 * tz_rule_load(pack, node, files, today, ret_rule, err):
 * Read one rule out of ${node}, a value of the pack's YAML.  ${ret_rule} is
 * zeroed memory of the caller; end it with tz_rule_clear() even after a
 * failure.  Fails: TZ_FORMAT, TZ_NOMEM.
 */
TZ_CHECK enum tz_status tz_rule_load(const struct tz_pack *pack,
    const json_t *node, const struct tz_named_list *files, const char *today,
    struct tz_rule *ret_rule, struct tz_err *err);

/** tz_rule_clear(rule): Free what it owns. */
void tz_rule_clear(struct tz_rule *rule);

/** tz_words_clear(words): Free them. */
void tz_words_clear(struct tz_words *words);

#endif /* !TZ_POLICIES_RULE_H */
