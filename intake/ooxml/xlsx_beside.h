/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ooxml/xlsx_beside.h - comments, and copies of data that a workbook
 * keeps
 */
#ifndef TZ_INTAKE_OOXML_XLSX_BESIDE_H
#define TZ_INTAKE_OOXML_XLSX_BESIDE_H

#include "intake/ooxml/xlsx_book.h"

/** tz_xlsx_beside(book, err): Take and send the comments (one story each), the
 * caches of pivot tables and of links to other workbooks.  Fails: TZ_LIMIT,
 * TZ_NOMEM, TZ_IO. */
TZ_CHECK enum tz_status
tz_xlsx_beside(struct tz_xlsx_book *book, struct tz_err *err);

#endif /* !TZ_INTAKE_OOXML_XLSX_BESIDE_H */
