/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ooxml/docx.h - a Word document, whatever its package came in
 */
#ifndef TZ_INTAKE_OOXML_DOCX_H
#define TZ_INTAKE_OOXML_DOCX_H

#include "intake/ooxml/opc.h"

/** tz_docx_read(opc, err): Read all parts of the open package.  Fails:
 * TZ_LIMIT, TZ_NOMEM, TZ_IO. */
TZ_CHECK enum tz_status tz_docx_read(struct tz_opc *opc, struct tz_err *err);

#endif /* !TZ_INTAKE_OOXML_DOCX_H */
