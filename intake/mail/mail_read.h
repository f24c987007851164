/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/mail/mail_read.h - what the worker does for the mail reader
 */
#ifndef TZ_INTAKE_MAIL_MAIL_READ_H
#define TZ_INTAKE_MAIL_MAIL_READ_H

/** tz_mail_read_warm_up(): Let GMime register its types; before the walls. */
void tz_mail_read_warm_up(void);

#endif /* !TZ_INTAKE_MAIL_MAIL_READ_H */
