/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tests/unit/policies/set_of.h - the shipped rule set, and sets made of text
 */
#ifndef TZ_TESTS_SET_OF_H
#define TZ_TESTS_SET_OF_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/file.h"
#include "policies/rule_set.h"

/* The set that the project ships; compiled into the build folder once. */
static inline struct tz_rule_set *
shipped_set(void)
{
	tz_auto_named files = {NULL, 0};
	struct tz_rule_set *set = NULL;
	struct tz_err err = {0};
	enum tz_status s =
	    tz_policy_files_load(TZ_SOURCE "/policies", &files, &err);

	if (s == TZ_OK)
		s = tz_rule_set_new(&files, TZ_CACHE, &set, &err);
	if (s != TZ_OK)
		fail_msg("%s", err.text);
	return set;
}

/* One pack given as text; the status, and the message in ${err}. */
static inline enum tz_status
set_of_pack(const char *pack, struct tz_rule_set **ret_set, struct tz_err *err)
{
	tz_auto_named files = {NULL, 0};

	assert_int_equal(tz_named_put(&files, "packs/test.yaml", pack,
			     strlen(pack), err),
	    TZ_OK);
	return tz_rule_set_new(&files, NULL, ret_set, err);
}

/* The gravest finding in ${text}; TZ_SEVERITY_COUNT if there is none. */
static inline enum tz_severity
gravest(struct tz_rule_set *set, const char *text, const char *rule)
{
	tz_auto(tz_findings) findings = NULL;
	struct tz_err err = {0};
	const struct tz_finding *all;
	enum tz_severity most = TZ_SEVERITY_COUNT;
	size_t n;
	size_t i;

	assert_int_equal(tz_rule_set_match_text(set, text, &findings, &err),
	    TZ_OK);
	all = tz_findings_all(findings, &n);
	for (i = 0; i < n; i++) {
		if (rule && strcmp(all[i].rule, rule) != 0)
			continue;
		if (most == TZ_SEVERITY_COUNT || all[i].severity > most)
			most = all[i].severity;
	}
	return most;
}

#endif /* !TZ_TESTS_SET_OF_H */
