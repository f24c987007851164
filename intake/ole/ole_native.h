/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ole/ole_native.h - files packed into a document by the packager
 */
#ifndef TZ_INTAKE_OLE_OLE_NATIVE_H
#define TZ_INTAKE_OLE_OLE_NATIVE_H

#include "intake/ole/bytes.h"
#include "intake/ole/ole.h"

/** tz_ole_native(ole, bytes, path, err): Read an Ole10Native stream (MS-OLEDS
 * 2.3.6): the packed file is a child, the paths it came from are links. */
TZ_CHECK enum tz_status tz_ole_native(struct tz_ole *ole, struct tz_bytes bytes,
    const char *path, struct tz_err *err);

#endif /* !TZ_INTAKE_OLE_OLE_NATIVE_H */
