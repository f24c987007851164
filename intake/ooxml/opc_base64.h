/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ooxml/opc_base64.h - bytes that XML carries, and words in bytes
 */
#ifndef TZ_INTAKE_OOXML_OPC_BASE64_H
#define TZ_INTAKE_OOXML_OPC_BASE64_H

#include <stddef.h>

#include "base/buf.h"

/** tz_opc_base64(text, ret): Append the bytes that the base64 ${text} stands
 * for (RFC 4648); characters of no meaning are passed over. */
void tz_opc_base64(const char *text, struct tz_buf *ret);

/** tz_opc_words(data, len, ret): Append the words in UTF-16LE that stand in
 * the bytes, one a line: four or more printable characters of ASCII or Han. */
void tz_opc_words(const unsigned char *data, size_t len, struct tz_buf *ret);

#endif /* !TZ_INTAKE_OOXML_OPC_BASE64_H */
