/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/text/charset_form.h - encodings that are told by their form
 */
#ifndef TZ_INTAKE_TEXT_CHARSET_FORM_H
#define TZ_INTAKE_TEXT_CHARSET_FORM_H

#include <stdbool.h>
#include <stddef.h>

/** tz_charset_form_of_ascii(data, len): UTF-7 or HZ (RFC 2152, RFC 1843) when
 * the ASCII text is written in it; NULL when it is plain. */
const char *tz_charset_form_of_ascii(const char *data, size_t len);

/** tz_charset_form_is_taiwan(data, len): Whether it is EUC-TW (CNS 11643),
 * whose usual characters lie where GB 2312 has its rare ones too. */
bool tz_charset_form_is_taiwan(const char *data, size_t len);

#endif /* !TZ_INTAKE_TEXT_CHARSET_FORM_H */
