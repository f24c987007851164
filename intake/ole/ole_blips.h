/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ole/ole_blips.h - the pictures in Office's binary drawings
 */
#ifndef TZ_INTAKE_OLE_OLE_BLIPS_H
#define TZ_INTAKE_OLE_OLE_BLIPS_H

#include "intake/ole/bytes.h"
#include "intake/ole/ole.h"

/** tz_ole_blips(ole, bytes, path, err): Read every picture record (MS-ODRAW
 * 2.2.23) in the bytes as a file of its own, called ${path} and a number. */
TZ_CHECK enum tz_status tz_ole_blips(struct tz_ole *ole, struct tz_bytes bytes,
    const char *path, struct tz_err *err);

#endif /* !TZ_INTAKE_OLE_OLE_BLIPS_H */
