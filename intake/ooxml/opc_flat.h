/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ooxml/opc_flat.h - packages written as one XML file ("Flat OPC")
 */
#ifndef TZ_INTAKE_OOXML_OPC_FLAT_H
#define TZ_INTAKE_OOXML_OPC_FLAT_H

#include "intake/archive/package.h"
#include "intake/emit.h"

/** tz_opc_flat(source, ret, err): Read the parts of the pkg:package ${source}
 * into the empty ${ret}.  Fails: TZ_FORMAT when there is none, TZ_NOMEM. */
TZ_CHECK enum tz_status tz_opc_flat(const struct tz_source *source,
    struct tz_package *ret, struct tz_err *err);

#endif /* !TZ_INTAKE_OOXML_OPC_FLAT_H */
