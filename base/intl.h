/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * base/intl.h - messages in the user's language
 *
 * _() translates where it stands, N_() marks a constant that is translated
 * later.  Machine output (--json, registers, the ledger) is never translated.
 */
#ifndef TZ_BASE_INTL_H
#define TZ_BASE_INTL_H

#include <libintl.h>

#define TZ_TEXT_DOMAIN "taizhang"
#define _(text) dgettext(TZ_TEXT_DOMAIN, text)
#define N_(text) text
#define TZ_PLURAL(one, many, n) dngettext(TZ_TEXT_DOMAIN, one, many, n)

#endif /* !TZ_BASE_INTL_H */
