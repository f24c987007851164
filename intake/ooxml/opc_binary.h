/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ooxml/opc_binary.h - parts of a package that are no XML
 */
#ifndef TZ_INTAKE_OOXML_OPC_BINARY_H
#define TZ_INTAKE_OOXML_OPC_BINARY_H

#include "intake/ooxml/opc.h"

/** tz_opc_binary(opc, part, err): Take the part: blocks with words in them are
 * told here, all else is read as a file of its own, with the fact that its
 * presence is.  Fails: TZ_LIMIT, TZ_NOMEM, TZ_IO. */
TZ_CHECK enum tz_status
tz_opc_binary(struct tz_opc *opc, struct tz_opc_part *part, struct tz_err *err);

/** tz_opc_binary_blank(part): Whether it holds nothing but filling, as parts
 * do that a program has crossed out in place. */
bool tz_opc_binary_blank(const struct tz_opc_part *part);

#endif /* !TZ_INTAKE_OOXML_OPC_BINARY_H */
