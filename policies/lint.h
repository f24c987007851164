/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * policies/lint.h - what is wrong with a rule set that compiles
 *
 * A fault makes rules miss, cost too much or hide one another; the rest is
 * advice.  Kinds: example, no-examples, no-source, similar-id, dead-keyword,
 * duplicate-keyword, never-fires, shadowed, slow, expired (faults);
 * few-examples, review-due, untranslated, unused-list (advice).
 */
#ifndef TZ_POLICIES_LINT_H
#define TZ_POLICIES_LINT_H

#include <stdbool.h>

#include "policies/rule_set.h"

struct tz_lint {
	const char *kind;
	const char *rule; /* or NULL: of a file */
	const char *file;
	unsigned line;
	unsigned column;
	const char *detail; /* a word of the rule, another rule; may be empty */
	bool fault;
};

typedef void tz_lint_report(const struct tz_lint *lint, void *arg);

/**
 * tz_lint_rule_set(set, files, report, arg, err):
 * Look at all rules of ${set}, compiled from ${files} by
 * tz_rule_set_new_untested().  Fails: TZ_NOMEM.
 */
TZ_CHECK enum tz_status
tz_lint_rule_set(struct tz_rule_set *set, const struct tz_named_list *files,
    tz_lint_report *report, void *arg, struct tz_err *err);

/* How one rule's hit examples fare in one disguise. */
struct tz_variant {
	const char *rule;
	const char *disguise; /* "full-width", "spaces", ... */
	size_t n;	      /* examples that the disguise changes */
	size_t found;	      /* and that are still hit */
};

/** tz_lint_variants(set, pack, report, arg, err): Disguise the hit examples of
 * every rule (or of the pack ${pack}) as people do, and see which are still
 * found.  Fails: TZ_NOMEM. */
TZ_CHECK enum tz_status
tz_lint_variants(struct tz_rule_set *set, const char *pack,
    void (*report)(const struct tz_variant *variant, void *arg), void *arg,
    struct tz_err *err);

#endif /* !TZ_POLICIES_LINT_H */
