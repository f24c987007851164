/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/mail/lzfu.h - compressed RTF of Outlook ([MS-OXRTFCP])
 */
#ifndef TZ_INTAKE_MAIL_LZFU_H
#define TZ_INTAKE_MAIL_LZFU_H

#include <stddef.h>

#include "base/status.h"

struct tz_buf;
struct tz_emit;
struct tz_source;

/** tz_lzfu_unpack(emit, source, data, len, ret, err): Append the RTF; what
 * comes out is counted for ${source}.  Fails: TZ_FORMAT when it is damaged
 * (what was read is there), TZ_LIMIT, TZ_NOMEM. */
TZ_CHECK enum tz_status
tz_lzfu_unpack(struct tz_emit *emit, const struct tz_source *source,
    const void *data, size_t len, struct tz_buf *ret, struct tz_err *err);

#endif /* !TZ_INTAKE_MAIL_LZFU_H */
