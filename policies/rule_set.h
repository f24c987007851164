/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * policies/rule_set.h - the rules in force, compiled, and what they find
 *
 * A rule set is a list of files (packs, lists, routes, grounds, calendars)
 * under names relative to the policies folder, as
 * "packs/cn/state-secrets.yaml". Its manifest has one line a file, "<sha256>
 * <path>" LF, by the bytes of the path; its digest is the SHA-256 of the
 * manifest.
 *
 * A set whose files hold an unknown key, validator, grammar or schema, or a
 * rule whose own examples fail, is not a rule set: nothing is matched with it.
 */
#ifndef TZ_POLICIES_RULE_SET_H
#define TZ_POLICIES_RULE_SET_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/digest.h"
#include "base/document.h"
#include "base/json.h"
#include "base/named.h"
#include "base/status.h"
#include "base/workday.h"
#include "policies/finding.h"
#include "policies/fingerprint.h"
#include "policies/ground.h"
#include "policies/route.h"
#include "policies/trace.h"

/* Made by tz_rule_set_new(), ended by tz_rule_set_free(); one thread. */
struct tz_rule_set;

/* What `policy list` shows of a pack. */
struct tz_pack_info {
	const char *id;
	const char *version;
	const char *title_zh;
	const char *title_en;
	const char *until; /* ISO date or NULL */
	bool expired;	   /* today is after it: results are incomplete */
	size_t n_rules;
	size_t n_checks;
	const char *layer; /* "shipped" or "agency" */
};

/* What a later layer changed of a rule. */
struct tz_rule_change {
	const char *rule;
	const char *layer; /* "agency" or "local" */
	const char *file;
	unsigned line;
	const char *what;   /* "replaced", "severity", "disabled", "allow",
			     * "public_by_law", "channels", "formats", "lapsed" */
	const char *detail; /* "block -> note"; may be empty */
	const char *reason; /* or NULL */
	bool loud;	    /* the rule refuses, as shipped */
};

/* What is known of one rule or check; borrowed from the set. */
struct tz_rule_info {
	const char *id;
	const char *pack;
	const char *layer; /* "shipped" or "agency" */
	const char *file;
	unsigned line;
	const char *title_zh;
	const char *title_en;
	const char *advice_zh; /* these may be NULL */
	const char *advice_en;
	const char *ground;
	const char *source; /* the pack's, if the rule has none */
	const char *since;
	const char *review_by;
	const char *until;
	enum tz_severity severity;
	enum tz_severity shipped_severity;
	bool expired;
	bool disabled;
	bool is_check;
	size_t n_hit; /* examples */
	size_t n_miss;
	const json_t *definition;
};

/* One example that did not come out as its rule says. */
struct tz_example_failure {
	const char *pack;
	const char *rule;
	bool should_hit;
	size_t number; /* from 1, in its list */
};

/**
 * tz_policy_files_load(folder, ret_files, err):
 * Read all *.yaml and *.txt of packs, agency, local, lists, routes, grounds
 * and calendars below ${folder}.  Fails: TZ_NOTFOUND, TZ_LIMIT, TZ_IO,
 * TZ_NOMEM.
 */
TZ_CHECK enum tz_status tz_policy_files_load(const char *folder,
    struct tz_named_list *ret_files, struct tz_err *err);

/** tz_policy_manifest(files, ret): Append the manifest of ${files}. */
void tz_policy_manifest(const struct tz_named_list *files, struct tz_buf *ret);

/** tz_policy_manifest_digest(files, ret_digest, err): The rule set's digest
 * without compiling it.  Fails: TZ_NOMEM. */
TZ_CHECK enum tz_status
tz_policy_manifest_digest(const struct tz_named_list *files,
    struct tz_id *ret_digest, struct tz_err *err);

/**
 * tz_rule_set_new(files, cache_folder, ret_set, err):
 * Load and compile.  ${files} is borrowed for the call.  ${cache_folder} (or
 * NULL) keeps compiled databases under the set's digest and the library's
 * version and CPU; a cache file that does not fit is compiled anew and
 * replaced; one that cannot be written is no error.
 * Fails: TZ_FORMAT with "FILE:LINE:COLUMN: reason", TZ_LIMIT, TZ_NOMEM.
 */
TZ_CHECK enum tz_status tz_rule_set_new(const struct tz_named_list *files,
    const char *cache_folder, struct tz_rule_set **ret_set, struct tz_err *err);

/**
 * tz_rule_set_new_untested(files, ret_set, err):
 * As tz_rule_set_new() without a cache, but the examples are not run: for
 * tz_rule_set_test(), which then names every one that fails.  Nothing else is
 * to be matched with such a set.
 */
TZ_CHECK enum tz_status
tz_rule_set_new_untested(const struct tz_named_list *files,
    struct tz_rule_set **ret_set, struct tz_err *err);

/** tz_rule_set_free(set): End it.  NULL is allowed. */
void tz_rule_set_free(struct tz_rule_set *set);

TZ_AUTO_DEFINE(tz_rule_set)

/** tz_rule_set_digest(set): Its digest; borrowed until freed. */
const struct tz_id *tz_rule_set_digest(const struct tz_rule_set *set);

/** tz_rule_set_use_book(set, book): From now on look for passages of the
 * documents registered in ${book}, which is borrowed until the next call; NULL:
 * no more.  What is found has the rule TZ_RULE_PASSAGE. */
void tz_rule_set_use_book(struct tz_rule_set *set,
    const struct tz_fingerprint_book *book);

/**
 * tz_rule_set_match(set, document, ret_findings, err):
 * Find everything in ${document}: rules over the text of every part, rules
 * over facts, and intake.unread and intake.partly for files not wholly read.
 * A rule that hits a match limit gives intake.partly for that file.
 * Same document, same set, same findings.  Fails: TZ_NOMEM, TZ_BUG.
 */
TZ_CHECK enum tz_status
tz_rule_set_match(struct tz_rule_set *set, const struct tz_document *document,
    struct tz_findings **ret_findings, struct tz_err *err);

/**
 * tz_rule_set_match_text(set, text, ret_findings, err):
 * The same for one string that a person typed, as channel `property`.
 */
TZ_CHECK enum tz_status tz_rule_set_match_text(struct tz_rule_set *set,
    const char *text, struct tz_findings **ret_findings, struct tz_err *err);

/**
 * tz_rule_set_test(set, report, arg, ret_n_run, ret_n_failed, err):
 * Run the `hit` and `miss` examples of all rules (or of the pack ${pack},
 * unless NULL) and call ${report} for each that fails.
 */
TZ_CHECK enum tz_status
tz_rule_set_test(struct tz_rule_set *set, const char *pack,
    void (*report)(const struct tz_example_failure *failure, void *arg),
    void *arg, size_t *ret_n_run, size_t *ret_n_failed, struct tz_err *err);

/** tz_rule_set_packs(set, ret_n): Its packs; borrowed until freed. */
const struct tz_pack_info *
tz_rule_set_packs(const struct tz_rule_set *set, size_t *ret_n);

/** tz_rule_set_count(set): How many rules and checks it has. */
size_t tz_rule_set_count(const struct tz_rule_set *set);

/** tz_rule_set_info(set, index, ret_info): What is known of one of them, in
 * the order of packs. */
void tz_rule_set_info(const struct tz_rule_set *set, size_t index,
    struct tz_rule_info *ret_info);

/** tz_rule_set_changes(set, ret_n): What the agency's and the local layer
 * change; borrowed until freed. */
const struct tz_rule_change *
tz_rule_set_changes(const struct tz_rule_set *set, size_t *ret_n);

/**
 * tz_rule_set_check(set, fields, ret_findings, err):
 * Run all checks of metadata over ${fields} (docs: taizhang-policies(5)); what
 * they find has the channel `property`, the path "metadata" and no match.
 * Fails: TZ_FORMAT for an unknown field, TZ_NOMEM.
 */
TZ_CHECK enum tz_status
tz_rule_set_check(struct tz_rule_set *set, const json_t *fields,
    struct tz_findings **ret_findings, struct tz_err *err);

/** tz_rule_set_has_checks(set): Whether there are any. */
bool tz_rule_set_has_checks(const struct tz_rule_set *set);

/** tz_rule_set_expired(set): Whether any pack is past its `until`. */
bool tz_rule_set_expired(const struct tz_rule_set *set);

/** tz_rule_set_rule_id(set, index): The id of a rule of its packs, NULL after
 * the last one; borrowed. */
const char *tz_rule_set_rule_id(const struct tz_rule_set *set, size_t index);

/** tz_rule_set_rule_title(set, rule, language): The title of a rule in "zh" or
 * "en", the other one if missing, NULL if there is no such rule; borrowed. */
const char *tz_rule_set_rule_title(const struct tz_rule_set *set,
    const char *rule, const char *language);

/** tz_rule_set_rule_advice(set, rule, language): The advice of a rule, as
 * tz_rule_set_rule_title(); NULL if it has none. */
const char *tz_rule_set_rule_advice(const struct tz_rule_set *set,
    const char *rule, const char *language);

/** tz_rule_set_trace(set, tracer): Tell ${tracer} (borrowed until NULL is set
 * in its place) every step of the matching that follows. */
void tz_rule_set_trace(struct tz_rule_set *set, const struct tz_tracer *tracer);

/** tz_rule_set_route(set, id): The route of that id ("cn/four-step"), or NULL;
 * borrowed until freed. */
const struct tz_route *
tz_rule_set_route(const struct tz_rule_set *set, const char *id);

/** tz_rule_set_default_route(set, regime): The route of ${regime} that says
 * `default: true`, or NULL; borrowed. */
const struct tz_route *
tz_rule_set_default_route(const struct tz_rule_set *set, const char *regime);

/** tz_rule_set_ground(set, code): The ground of that code, or NULL;
 * borrowed. */
const struct tz_ground *
tz_rule_set_ground(const struct tz_rule_set *set, const char *code);

/** tz_rule_set_calendar(set, regime): The calendar calendars/REGIME.yaml, or
 * NULL; borrowed. */
const struct tz_calendar *
tz_rule_set_calendar(const struct tz_rule_set *set, const char *regime);

#endif /* !TZ_POLICIES_RULE_SET_H */
