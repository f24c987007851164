/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * policies/explain.h - the text of a part as rules see it
 */
#ifndef TZ_POLICIES_EXPLAIN_H
#define TZ_POLICIES_EXPLAIN_H

#include <stddef.h>

#include "base/status.h"

struct tz_buf;

/** tz_explain_normal(text, len, ret_plain, ret_joined, err): Append the folded
 * text, and the same without what stands between Chinese characters (nothing
 * where that is no other text).  Fails: TZ_NOMEM. */
TZ_CHECK enum tz_status tz_explain_normal(const char *text, size_t len,
    struct tz_buf *ret_plain, struct tz_buf *ret_joined, struct tz_err *err);

#endif /* !TZ_POLICIES_EXPLAIN_H */
