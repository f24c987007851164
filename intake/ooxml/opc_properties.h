/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ooxml/opc_properties.h - core, application and custom properties
 */
#ifndef TZ_INTAKE_OOXML_OPC_PROPERTIES_H
#define TZ_INTAKE_OOXML_OPC_PROPERTIES_H

#include "intake/ooxml/opc.h"

/** tz_opc_properties(opc, part, err): Take a property part and send it as one
 * story, each property a line with its name as place; a custom property's name
 * stands before its value.  Fails: TZ_LIMIT, TZ_NOMEM, TZ_IO. */
TZ_CHECK enum tz_status tz_opc_properties(struct tz_opc *opc,
    struct tz_opc_part *part, struct tz_err *err);

#endif /* !TZ_INTAKE_OOXML_OPC_PROPERTIES_H */
