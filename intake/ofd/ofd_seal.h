/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ofd/ofd_seal.h - electronic seals and signature values (GB/T 38540)
 */
#ifndef TZ_INTAKE_OFD_OFD_SEAL_H
#define TZ_INTAKE_OFD_OFD_SEAL_H

#include "intake/ooxml/opc.h"

/** tz_ofd_seal(opc, part, err): Take the part, an ASN.1 structure in DER: its
 * strings (names of the seal, of its maker, of whom its certificates name) as
 * PROPERTY, the picture of the seal as a file of its own.  What is no DER is
 * read as a file.  Fails: TZ_LIMIT, TZ_NOMEM, TZ_IO. */
TZ_CHECK enum tz_status
tz_ofd_seal(struct tz_opc *opc, struct tz_opc_part *part, struct tz_err *err);

#endif /* !TZ_INTAKE_OFD_OFD_SEAL_H */
