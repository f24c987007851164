/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * policies/set.h - the inside of a rule set
 *
 * Inside of policies/ only.
 */
#ifndef TZ_POLICIES_SET_H
#define TZ_POLICIES_SET_H

#include "policies/fingerprint.h"
#include "policies/matcher.h"
#include "policies/rule.h"
#include "policies/rule_set.h"
#include "policies/trace.h"

struct tz_route_file {
	struct tz_yaml *yaml;
	struct tz_route route; /* its steps are owned */
};

struct tz_ground_file {
	struct tz_yaml *yaml;
	struct tz_ground *ground;
	size_t n;
};

struct tz_calendar_file {
	char *regime;
	struct tz_calendar *calendar;
};

struct tz_rule_set {
	struct tz_id digest;
	struct tz_pack *packs;
	struct tz_pack_info *infos;
	size_t n_packs;
	/* Of all packs; then tz_passage_rule; then the elements of rules. */
	const struct tz_rule **rules;
	size_t n_rules; /* of packs */
	size_t n_all;
	const struct tz_tracer *tracer; /* or NULL */
	struct tz_route_file *routes;
	size_t n_routes;
	struct tz_ground_file *grounds;
	size_t n_grounds;
	struct tz_calendar_file *calendars;
	size_t n_calendars;
	struct tz_matcher *matcher;
	const struct tz_fingerprint_book *book; /* borrowed, or NULL */
	struct tz_conditions *conditions;	/* NULL: no checks */
	struct tz_yaml **overrides;
	size_t n_overrides;
	struct tz_rule_change *changes;
	size_t n_changes;
};

/** tz_rule_set_list(set, err): Make the flat list of rules out of the packs,
 * with what the agency's replace.  Fails: TZ_FORMAT, TZ_NOMEM. */
TZ_CHECK enum tz_status
tz_rule_set_list(struct tz_rule_set *set, struct tz_err *err);

/** tz_rule_set_find(set, id): The rule or the check of that id, or NULL. */
const struct tz_rule *
tz_rule_set_find(const struct tz_rule_set *set, const char *id);

/**
 * tz_route_load(file, ret_route, err):
 * Read a route.  ${ret_route} is zeroed memory of the caller; end it with
 * tz_route_clear() even after a failure.  Fails: TZ_FORMAT, TZ_NOMEM.
 */
TZ_CHECK enum tz_status tz_route_load(const struct tz_named *file,
    struct tz_route_file *ret_route, struct tz_err *err);

/** tz_route_clear(route): Free what it owns. */
void tz_route_clear(struct tz_route_file *route);

/** tz_ground_load(file, ret_grounds, err): Read a list of grounds, as
 * tz_route_load(); end it with tz_ground_clear(). */
TZ_CHECK enum tz_status tz_ground_load(const struct tz_named *file,
    struct tz_ground_file *ret_grounds, struct tz_err *err);

/** tz_ground_clear(grounds): Free what it owns. */
void tz_ground_clear(struct tz_ground_file *grounds);

#endif /* !TZ_POLICIES_SET_H */
