/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ole/ole_inflate.h - what zlib compressed in a compound file
 */
#ifndef TZ_INTAKE_OLE_OLE_INFLATE_H
#define TZ_INTAKE_OLE_OLE_INFLATE_H

#include "intake/ole/bytes.h"
#include "intake/ole/ole.h"

/** tz_ole_inflate(ole, bytes, promised, ret, err): Append what the zlib stream
 * holds; what is damaged is noted, and given up to there.  ${promised} is how
 * much it should be, 0 when that is not known: a stream that gives so much is
 * whole, ended or not.  Fails: TZ_LIMIT, TZ_NOMEM. */
TZ_CHECK enum tz_status
tz_ole_inflate(struct tz_ole *ole, struct tz_bytes bytes, size_t promised,
    struct tz_buf *ret, struct tz_err *err);

#endif /* !TZ_INTAKE_OLE_OLE_INFLATE_H */
