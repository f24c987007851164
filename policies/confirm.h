/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * policies/confirm.h - where a regex really begins and ends
 *
 * The door to PCRE2.  Every match runs under limits on steps, depth and
 * memory, so a bad pattern costs a bounded time and is reported.
 *
 * Inside of policies/ only.
 */
#ifndef TZ_POLICIES_CONFIRM_H
#define TZ_POLICIES_CONFIRM_H

#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"

struct tz_rule;

/* A compiled regex.  Made by tz_confirm_new(), ended by tz_confirm_free(). */
struct tz_confirm;

struct tz_confirm_match {
	size_t start; /* of the whole match, in bytes */
	size_t end;
	size_t group_start; /* of the rule's group */
	size_t group_end;
};

/**
 * tz_confirm_new(rule, ret_confirm, err):
 * Compile the regex of ${rule} with its boundary and case.  Fails: TZ_FORMAT
 * with PCRE2's words, which hold no text of documents; TZ_NOMEM.
 */
TZ_CHECK enum tz_status tz_confirm_new(const struct tz_rule *rule,
    struct tz_confirm **ret_confirm, struct tz_err *err);

/**
 * tz_confirm_new_plain(regex, ret_confirm, err):
 * The same for a regex without boundaries, of any case.
 */
TZ_CHECK enum tz_status tz_confirm_new_plain(const char *regex,
    struct tz_confirm **ret_confirm, struct tz_err *err);

/** tz_confirm_free(confirm): End it.  NULL is allowed. */
void tz_confirm_free(struct tz_confirm *confirm);

TZ_AUTO_DEFINE(tz_confirm)

/**
 * tz_confirm_find(confirm, text, from, until, ret):
 * The first match in ${text}, well-formed UTF-8 that is looked at up to byte
 * ${until}, that begins at ${from} or later; both are starts of characters.
 * TZ_NO if there is none, TZ_LIMIT if that was too much work.
 */
TZ_CHECK enum tz_status tz_confirm_find(struct tz_confirm *confirm,
    const char *text, size_t from, size_t until, struct tz_confirm_match *ret);

#endif /* !TZ_POLICIES_CONFIRM_H */
