/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ole/property_set.h - sets of properties (MS-OLEPS)
 */
#ifndef TZ_INTAKE_OLE_PROPERTY_SET_H
#define TZ_INTAKE_OLE_PROPERTY_SET_H

#include "intake/ole/bytes.h"
#include "intake/ole/ole.h"

/** tz_property_set(ole, bytes, path, err): Send the properties in a stream,
 * those that a user named too; what is no set is given by its strings. */
TZ_CHECK enum tz_status tz_property_set(struct tz_ole *ole,
    struct tz_bytes bytes, const char *path, struct tz_err *err);

#endif /* !TZ_INTAKE_OLE_PROPERTY_SET_H */
