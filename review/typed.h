/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * review/typed.h - text that people type, and names, in the form of details
 *
 * Details hold NFC text with tabs and line feeds but no other control
 * character (docs/format-ledger.md).  What a person typed and does not fit is
 * refused; what a file brought (its name, names inside it) is made to fit.
 */
#ifndef TZ_REVIEW_TYPED_H
#define TZ_REVIEW_TYPED_H

#include <stddef.h>

#include "base/buf.h"
#include "base/json.h"
#include "base/status.h"

/** tz_typed_text(text, what, ret, err): Append the NFC form, white space at
 * both ends cut off.  ${what} names the option in messages.  Fails: TZ_USAGE
 * for ill-formed text and control characters. */
TZ_CHECK enum tz_status tz_typed_text(const char *text, const char *what,
    struct tz_buf *ret, struct tz_err *err);

/** tz_typed_set(object, key, text, what, err): Set ${key} to the form of
 * tz_typed_text(), unless ${text} is NULL or nothing is left of it. */
TZ_CHECK enum tz_status tz_typed_set(json_t *object, const char *key,
    const char *text, const char *what, struct tz_err *err);

/** tz_typed_fit(text, len, ret, err): Append NFC text in which ill-formed
 * bytes and all control characters are U+FFFD. */
TZ_CHECK enum tz_status tz_typed_fit(const char *text, size_t len,
    struct tz_buf *ret, struct tz_err *err);

#endif /* !TZ_REVIEW_TYPED_H */
