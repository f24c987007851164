/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/mail/mail_sniff.h - mails and what belongs to them, by their form
 */
#ifndef TZ_INTAKE_MAIL_MAIL_SNIFF_H
#define TZ_INTAKE_MAIL_MAIL_SNIFF_H

#include <stdbool.h>
#include <stddef.h>

/** tz_mail_sniff(data, len): The media type of a text that is a mail, a
 * mailbox, a vCard or a calendar, a constant; NULL for any other text, one with
 * lines such as "From: somebody" in it too. */
const char *tz_mail_sniff(const unsigned char *data, size_t len);

/** tz_mail_sniff_is_field(data, len): Whether a header field begins there. */
bool tz_mail_sniff_is_field(const unsigned char *data, size_t len);

#endif /* !TZ_INTAKE_MAIL_MAIL_SNIFF_H */
