/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/mail/mail_charset.h - text of a mail in the charset that it names
 */
#ifndef TZ_INTAKE_MAIL_MAIL_CHARSET_H
#define TZ_INTAKE_MAIL_MAIL_CHARSET_H

#include <stdbool.h>
#include <stddef.h>

struct tz_buf;

/** tz_mail_charset_convert(label, data, len, ret): Append the bytes as UTF-8:
 * in the charset ${label} if all of them are of it, else as they look; whether
 * every byte was a character. */
bool tz_mail_charset_convert(const char *label, const char *data, size_t len,
    struct tz_buf *ret);

#endif /* !TZ_INTAKE_MAIL_MAIL_CHARSET_H */
