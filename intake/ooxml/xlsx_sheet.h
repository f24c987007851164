/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ooxml/xlsx_sheet.h - one sheet of a workbook, read as text
 */
#ifndef TZ_INTAKE_OOXML_XLSX_SHEET_H
#define TZ_INTAKE_OOXML_XLSX_SHEET_H

#include "intake/ooxml/xlsx_book.h"

/** tz_xlsx_sheet(book, part, name, hidden, err): Take the part and send its
 * cells, called ${name}: what shows as BODY (HIDDEN_SHEET when ${hidden}),
 * hidden rows and columns, masked cells, formulas, and what stands outside the
 * cells, each in its channel.  A damaged end is noted.  Fails: TZ_LIMIT,
 * TZ_NOMEM, TZ_IO. */
TZ_CHECK enum tz_status
tz_xlsx_sheet(struct tz_xlsx_book *book, struct tz_opc_part *part,
    const char *name, bool hidden, struct tz_err *err);

#endif /* !TZ_INTAKE_OOXML_XLSX_SHEET_H */
