/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * policies/rule_read.h - the pieces of a rule, each read by its own file
 *
 * Inside of policies/ only.  Every failure is TZ_FORMAT with the place, or
 * TZ_NOMEM; what was read so far is ended by tz_rule_clear().
 */
#ifndef TZ_POLICIES_RULE_READ_H
#define TZ_POLICIES_RULE_READ_H

#include "policies/rule.h"

/** tz_rule_read_within(yaml, node, ret, err): `within` of ${node}: a number of
 * characters or a unit; untouched when absent. */
TZ_CHECK enum tz_status tz_rule_read_within(const struct tz_yaml *yaml,
    const json_t *node, struct tz_within *ret, struct tz_err *err);

/** tz_rule_read_near(yaml, near, words_key, ret, err): Words at ${words_key},
 * regex, within and header of the map ${near}. */
TZ_CHECK enum tz_status
tz_rule_read_near(const struct tz_yaml *yaml, const json_t *near,
    const char *words_key, struct tz_near *ret, struct tz_err *err);

/** tz_near_clear(near): Free what it owns. */
void tz_near_clear(struct tz_near *near);

/** tz_rule_read_context(yaml, node, rule, err): near, not_near, position,
 * aggregate. */
TZ_CHECK enum tz_status tz_rule_read_context(const struct tz_yaml *yaml,
    const json_t *node, struct tz_rule *rule, struct tz_err *err);

/** tz_rule_read_channels(yaml, node, ret, err): `channels` as bits; all when
 * absent. */
TZ_CHECK enum tz_status tz_rule_read_channels(const struct tz_yaml *yaml,
    const json_t *node, uint32_t *ret, struct tz_err *err);

/** tz_rule_read_formats(yaml, node, ret, err): `formats`, every word known;
 * NULL when absent. */
TZ_CHECK enum tz_status tz_rule_read_formats(const struct tz_yaml *yaml,
    const json_t *node, const json_t **ret, struct tz_err *err);

/** tz_rule_read_checks(yaml, node, rule, err): `validate`. */
TZ_CHECK enum tz_status tz_rule_read_checks(const struct tz_yaml *yaml,
    const json_t *node, struct tz_rule *rule, struct tz_err *err);

/** tz_rule_read_allow(yaml, node, today, rule, err): Add `allow` to what
 * ${rule} has. */
TZ_CHECK enum tz_status
tz_rule_read_allow(const struct tz_yaml *yaml, const json_t *node,
    const char *today, struct tz_rule *rule, struct tz_err *err);

/** tz_rule_read_public(yaml, node, today, rule, err): Add `public_by_law` to
 * what ${rule} has. */
TZ_CHECK enum tz_status
tz_rule_read_public(const struct tz_yaml *yaml, const json_t *node,
    const char *today, struct tz_rule *rule, struct tz_err *err);

/** tz_rule_read_about(yaml, node, rule, err): advice, source, since,
 * review_by, until. */
TZ_CHECK enum tz_status tz_rule_read_about(const struct tz_yaml *yaml,
    const json_t *node, struct tz_rule *rule, struct tz_err *err);

#endif /* !TZ_POLICIES_RULE_READ_H */
