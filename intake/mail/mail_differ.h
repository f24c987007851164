/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/mail/mail_differ.h - whether two forms of a mail say the same
 */
#ifndef TZ_INTAKE_MAIL_MAIL_DIFFER_H
#define TZ_INTAKE_MAIL_MAIL_DIFFER_H

#include <stdbool.h>

/** tz_mail_differ(plain, html): Whether one of the two says something that
 * the other does not: addresses, layout and what HTML hides do not count. */
bool tz_mail_differ(const char *plain, const char *html);

#endif /* !TZ_INTAKE_MAIL_MAIL_DIFFER_H */
