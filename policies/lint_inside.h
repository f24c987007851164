/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * policies/lint_inside.h - what the parts of the lint share
 *
 * Inside of policies/lint*.c only.
 */
#ifndef TZ_POLICIES_LINT_INSIDE_H
#define TZ_POLICIES_LINT_INSIDE_H

#include "policies/lint.h"
#include "policies/set.h"

struct tz_linting {
	struct tz_rule_set *set;
	const struct tz_named_list *files;
	tz_lint_report *report;
	void *arg;
	struct tz_err *err;
};

/** tz_lint_say(linting, rule, node, kind, fault, detail): Report one. */
void tz_lint_say(const struct tz_linting *linting, const struct tz_rule *rule,
    const json_t *node, const char *kind, bool fault, const char *detail);

/** tz_lint_match(linting, rule, text, len, ret_findings): What the set finds
 * in a document of this text, in a channel and format that ${rule} looks at. */
TZ_CHECK enum tz_status
tz_lint_match(const struct tz_linting *linting, const struct tz_rule *rule,
    const char *text, size_t len, struct tz_findings **ret_findings);

/** tz_lint_words(linting, rule): Keywords that are there twice or find
 * nothing. */
TZ_CHECK enum tz_status
tz_lint_words(const struct tz_linting *linting, const struct tz_rule *rule);

/** tz_lint_shadow(linting, rule): Whether another rule makes it needless. */
TZ_CHECK enum tz_status
tz_lint_shadow(const struct tz_linting *linting, const struct tz_rule *rule);

/** tz_lint_slow(linting, rule): Regexes that run into the match limits on
 * text made to that end. */
TZ_CHECK enum tz_status
tz_lint_slow(const struct tz_linting *linting, const struct tz_rule *rule);

#endif /* !TZ_POLICIES_LINT_INSIDE_H */
