/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/mail/mail_inline.h - files that stand in the text of a mail itself
 */
#ifndef TZ_INTAKE_MAIL_MAIL_INLINE_H
#define TZ_INTAKE_MAIL_MAIL_INLINE_H

#include "intake/mail/mail.h"

/** tz_mail_inline_read(mail, text): Files in uuencode are files of the mail,
 * what is encrypted or in BinHex is noted as not read. */
void tz_mail_inline_read(struct tz_mail *mail, const char *text);

/** tz_mail_inline_take(mail, data, len, ret): Files in yEnc, which is of bytes,
 * are files of the mail; append the text around them.  False, and nothing done,
 * when there is none. */
bool tz_mail_inline_take(struct tz_mail *mail, const char *data, size_t len,
    struct tz_buf *ret);

#endif /* !TZ_INTAKE_MAIL_MAIL_INLINE_H */
