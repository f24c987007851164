/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/mail/mail_memory.h - what GLib does when memory runs out
 */
#ifndef TZ_INTAKE_MAIL_MAIL_MEMORY_H
#define TZ_INTAKE_MAIL_MAIL_MEMORY_H

/** What is called when there is no memory; it does not return. */
typedef void tz_mail_memory_gone(void);

/** tz_mail_memory_watch(gone): Have ${gone} called where GLib would end the
 * program for want of memory, so that the cause is known; and GLib's warnings
 * dropped. */
void tz_mail_memory_watch(tz_mail_memory_gone *gone);

#endif /* !TZ_INTAKE_MAIL_MAIL_MEMORY_H */
