/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * policies/layer.h - the agency's own rules and the local overrides
 *
 * Three layers, the later over the earlier: packs/ as shipped, agency/ (packs;
 * a rule of an id that is there replaces it), local/ (overrides by id).  What
 * they change is recorded; what weakens a rule that refuses is said loudly.
 *
 * Inside of policies/ only.
 */
#ifndef TZ_POLICIES_LAYER_H
#define TZ_POLICIES_LAYER_H

#include "policies/set.h"

/** tz_layer_note(set, rule, layer, yaml, node, what, detail, reason, err):
 * Record a change; ${detail} is copied.  Fails: TZ_NOMEM. */
TZ_CHECK enum tz_status tz_layer_note(struct tz_rule_set *set,
    const struct tz_rule *rule, const char *layer, const struct tz_yaml *yaml,
    const json_t *node, const char *what, const char *detail,
    const char *reason, struct tz_err *err);

/** tz_layer_override(set, file, today, err): Read one file of overrides and
 * apply it.  Fails: TZ_FORMAT with the place, TZ_NOMEM. */
TZ_CHECK enum tz_status tz_layer_override(struct tz_rule_set *set,
    const struct tz_named *file, const char *today, struct tz_err *err);

/** tz_layer_clear(set): Free what this file put into the set. */
void tz_layer_clear(struct tz_rule_set *set);

#endif /* !TZ_POLICIES_LAYER_H */
