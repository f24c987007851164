/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/mail/mail_memory.c - what GLib does when memory runs out
 *
 * It logs a fatal message and kills the program, which looks like a crash.
 */
#include "intake/mail/mail_memory.h"

#include <string.h>

#include <gmime/gmime.h>

static tz_mail_memory_gone *gone;

static void
hear(const gchar *domain, GLogLevelFlags level, const gchar *message,
    gpointer arg)
{
	(void)domain;
	(void)arg;
	if ((level & G_LOG_LEVEL_ERROR) && message &&
	    strstr(message, "allocat"))
		gone();
}

void
tz_mail_memory_watch(tz_mail_memory_gone *when_gone)
{
	gone = when_gone;
	g_log_set_default_handler(hear, NULL);
}
