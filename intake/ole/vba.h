/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ole/vba.h - macro projects of Visual Basic (MS-OVBA)
 */
#ifndef TZ_INTAKE_OLE_VBA_H
#define TZ_INTAKE_OLE_VBA_H

#include "intake/ole/bytes.h"
#include "intake/ole/ole.h"

/** tz_vba(ole, storage, err): Read the storage "VBA" of a project: the source
 * of each module is a script; what is compiled is given by its strings. */
TZ_CHECK enum tz_status
tz_vba(struct tz_ole *ole, struct tz_ole_entry *storage, struct tz_err *err);

/** tz_vba_unpack(bytes, ret): Append what was compressed (MS-OVBA 2.4.1);
 * false when it is damaged, with what could be unpacked given. */
bool tz_vba_unpack(struct tz_bytes bytes, struct tz_buf *ret);

#endif /* !TZ_INTAKE_OLE_VBA_H */
