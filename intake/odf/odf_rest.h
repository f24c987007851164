/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/odf/odf_rest.h - the members of a package beside its documents
 */
#ifndef TZ_INTAKE_ODF_ODF_REST_H
#define TZ_INTAKE_ODF_ODF_REST_H

#include "intake/ooxml/opc.h"

/** tz_odf_encrypted(opc, err): Note every member that the manifest says is
 * encrypted, and take it.  Fails: TZ_LIMIT, TZ_NOMEM, TZ_IO. */
TZ_CHECK enum tz_status
tz_odf_encrypted(struct tz_opc *opc, struct tz_err *err);

/** tz_odf_rest(opc, err): Read all members that were not taken: signatures,
 * macros, versions, thumbnails, pictures, and what is of no known kind.
 * Fails: TZ_LIMIT, TZ_NOMEM, TZ_IO. */
TZ_CHECK enum tz_status tz_odf_rest(struct tz_opc *opc, struct tz_err *err);

#endif /* !TZ_INTAKE_ODF_ODF_REST_H */
