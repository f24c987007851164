/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/pdf_pending.c - stands in until PDF is read: every one is unread
 */
#include "intake/formats.h"

enum tz_status
tz_read_pdf(struct tz_emit *emit, const struct tz_source *source,
    struct tz_err *err)
{
	return tz_emit_reading(emit, source, TZ_READING_UNREAD,
	    "unsupported-type", err);
}
