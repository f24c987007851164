/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ooxml/xlsx_tables.h - the tables of a workbook that cells refer to
 */
#ifndef TZ_INTAKE_OOXML_XLSX_TABLES_H
#define TZ_INTAKE_OOXML_XLSX_TABLES_H

#include "intake/ooxml/xlsx_book.h"

/** tz_xlsx_tables_read(book, err): Read shared strings, number formats and
 * persons into the book.  Fails: TZ_LIMIT, TZ_NOMEM, TZ_IO. */
TZ_CHECK enum tz_status
tz_xlsx_tables_read(struct tz_xlsx_book *book, struct tz_err *err);

/** tz_xlsx_tables_clear(book): Free them. */
void tz_xlsx_tables_clear(struct tz_xlsx_book *book);

#endif /* !TZ_INTAKE_OOXML_XLSX_TABLES_H */
