/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ooxml/opc_signature.h - who signed a package
 */
#ifndef TZ_INTAKE_OOXML_OPC_SIGNATURE_H
#define TZ_INTAKE_OOXML_OPC_SIGNATURE_H

#include "intake/ooxml/opc.h"

/** tz_opc_signature(opc, part, err): Take the signature part and send the
 * names in its certificates and what the signer wrote.  Fails: TZ_LIMIT,
 * TZ_NOMEM, TZ_IO. */
TZ_CHECK enum tz_status tz_opc_signature(struct tz_opc *opc,
    struct tz_opc_part *part, struct tz_err *err);

#endif /* !TZ_INTAKE_OOXML_OPC_SIGNATURE_H */
