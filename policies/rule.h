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
#include "policies/unit.h"
#include "policies/validate.h"

struct tz_confirm;

/* A severity, or the word "none": such a hit is dropped. */
#define TZ_SEVERITY_NONE TZ_SEVERITY_COUNT

enum tz_match_kind {
	TZ_MATCH_KEYWORDS,
	TZ_MATCH_REGEX,
	TZ_MATCH_GRAMMAR,
	TZ_MATCH_STRUCTURE,
	TZ_MATCH_COMPOSED, /* of elements, which match */
	TZ_MATCH_COUNT
};

/* How the elements of a composed match make one. */
enum tz_compose {
	TZ_COMPOSE_ALL,	  /* a hit of the first, with all the others near */
	TZ_COMPOSE_ANY,	  /* each hit of one */
	TZ_COMPOSE_COUNT, /* at least so many within a stretch */
};

/* What `count` counts. */
enum tz_count_by {
	TZ_COUNT_ELEMENTS,
	TZ_COUNT_TEXTS,
	TZ_COUNT_HITS,
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

/* Words or a regex that must (or must not) stand near. */
struct tz_near {
	struct tz_words any;
	struct tz_confirm *regex; /* owned, or NULL */
	struct tz_within within;
	bool header; /* the title of the column counts */
	enum tz_severity otherwise;
};

/* Where a hit must stand; otherwise it has another severity. */
struct tz_position {
	bool wanted;
	size_t page;	  /* from 1; 0: any; TZ_PAGE_LAST */
	unsigned regions; /* bits of TZ_REGION_*; 0: any */
	size_t line_max;  /* characters of its line; 0: any */
	bool alone;	  /* on its line */
	enum tz_severity otherwise;
};

#define TZ_PAGE_LAST SIZE_MAX
#define TZ_REGION_TOP 1u
#define TZ_REGION_MIDDLE 2u
#define TZ_REGION_BOTTOM 4u
#define TZ_REGION_LEFT 8u
#define TZ_REGION_RIGHT 16u

/* A text that is no hit, or a lighter one. */
struct tz_allow {
	char *text;		  /* owned, folded; or NULL */
	char *word;		  /* owned, folded: the hit stands in it */
	struct tz_confirm *regex; /* owned: a match of it holds the hit */
	struct tz_id sha256;
	const char *reason;
	enum tz_severity severity;
	bool lapsed; /* its `until` has passed */
};

/* Where the law makes such a text public. */
struct tz_public {
	struct tz_near near;   /* without words and regex: everywhere */
	uint32_t channels;     /* as bits */
	const json_t *formats; /* or NULL: all */
	const char *source;
	const char *reason; /* or NULL */
	enum tz_severity severity;
	bool lapsed;
};

struct tz_rule {
	const char *id;
	const char *title_zh;
	const char *title_en;
	const char *advice_zh; /* or NULL, both */
	const char *advice_en;
	const char *ground; /* or NULL */
	const char *source; /* of the rule; or NULL */
	const char *since;  /* or NULL */
	const char *review_by;
	const char *until;
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

	/* A composed match: its elements are rules without a severity, context
	 * or place of their own. */
	enum tz_compose compose;
	struct tz_rule *elements;
	size_t n_elements;
	struct tz_within within;
	size_t at_least;
	enum tz_count_by count_by;
	const struct tz_rule *parent; /* of an element, else NULL */
	size_t index;	/* in the set; of an element, its parent's */
	size_t element; /* of an element: which */

	struct tz_rule_check *checks;
	size_t n_checks;
	struct tz_near near;
	struct tz_near not_near;
	struct tz_position position;
	enum tz_severity near_miss; /* TZ_SEVERITY_NONE: dropped */
	size_t many;		    /* 0: no aggregate */
	bool many_distinct;	    /* texts, not hits */
	bool many_per_part;	    /* not in the document */
	enum tz_severity many_severity;
	uint32_t channels;     /* as bits */
	const json_t *formats; /* or NULL: all */
	struct tz_allow *allow;
	size_t n_allow;
	struct tz_public *publics;
	size_t n_publics;
	bool expired;
	bool disabled; /* by an override: it finds nothing */
	bool replaced; /* by the agency's rule of this id: not in the set */
	bool narrowed; /* by an override: examples may not be hit */
	enum tz_severity shipped_severity; /* before the later layers */

	const json_t *hit; /* arrays, or NULL */
	const json_t *miss;
	const json_t *match_node; /* for messages */
	const json_t *node;	  /* the whole */
	const struct tz_pack *pack;
};

struct tz_pack {
	struct tz_yaml *yaml;
	bool agency; /* of the agency's own folder, not as shipped */
	const char *id;
	const char *version;
	const char *title_zh;
	const char *title_en;
	const char *source; /* or NULL */
	const char *until;  /* or NULL */
	bool expired;
	struct tz_rule *rules;
	size_t n_rules;
	struct tz_item_check *checks; /* policies/item_check.h */
	size_t n_checks;
};

struct tz_conditions;

/**
 * tz_pack_load(file, files, conditions, today, ret_pack, err):
 * Read one pack of the rule set ${files}; ${today} is an ISO date.
 * ${*conditions} is made when a pack needs it.  ${ret_pack} is the caller's
 * memory, zeroed; end it with tz_pack_clear() even after a failure.  Fails:
 * TZ_FORMAT with "FILE:LINE:COLUMN: reason", TZ_NOMEM.
 */
TZ_CHECK enum tz_status tz_pack_load(const struct tz_named *file,
    const struct tz_named_list *files, struct tz_conditions **conditions,
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
