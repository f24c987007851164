/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * policies/compose.h - hits of elements become hits of their rule
 *
 * `all`: a hit of the first element that is looked for in the text, for which
 * every other one stands within the rule's reach, apart from it; facts must be
 * of the same file.  `count`: the shortest stretches that hold enough.
 *
 * Inside of policies/ only.
 */
#ifndef TZ_POLICIES_COMPOSE_H
#define TZ_POLICIES_COMPOSE_H

#include "policies/scan.h"

/** tz_compose(scanning, document, err): Make hits of the loose ones, which are
 * put in another order.  Fails: TZ_NOMEM. */
TZ_CHECK enum tz_status tz_compose(const struct tz_scanning *scanning,
    const struct tz_document *document, struct tz_err *err);

/** tz_compose_has_fact(document, file, element): Whether ${file} has a fact
 * that the element ${element} names. */
bool tz_compose_has_fact(const struct tz_document *document, size_t file,
    const struct tz_rule *element);

/** tz_compose_names(rule, document, fact): Whether ${fact} is what the rule
 * finds: by itself, as one of `any`, or as the first of `all` where the others
 * are facts of the same file. */
bool tz_compose_names(const struct tz_rule *rule,
    const struct tz_document *document, const struct tz_fact *fact);

#endif /* !TZ_POLICIES_COMPOSE_H */
