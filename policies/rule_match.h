/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * policies/rule_match.h - the `match` map of a rule
 *
 * Inside of policies/ only.
 */
#ifndef TZ_POLICIES_RULE_MATCH_H
#define TZ_POLICIES_RULE_MATCH_H

#include "policies/rule.h"

/**
 * tz_rule_match_load(yaml, node, files, rule, err):
 * Read ${node}.match into ${rule}; a keyword file is looked up in ${files}.
 * A regex may name a `trigger`, a simpler regex that the pass over the text
 * looks for in its stead; every match must lie within 256 bytes of an end of
 * the trigger.
 * Fails: TZ_FORMAT with the place, TZ_NOMEM.
 */
TZ_CHECK enum tz_status tz_rule_match_load(const struct tz_yaml *yaml,
    const json_t *node, const struct tz_named_list *files, struct tz_rule *rule,
    struct tz_err *err);

#endif /* !TZ_POLICIES_RULE_MATCH_H */
