/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ooxml/xlsx_ahead.h - what stands behind the cells of a sheet and says
 * whether they are seen: merged areas, filters, conditional formats
 */
#ifndef TZ_INTAKE_OOXML_XLSX_AHEAD_H
#define TZ_INTAKE_OOXML_XLSX_AHEAD_H

#include "intake/ooxml/xlsx_book.h"
#include "intake/ooxml/xlsx_cells.h"

/* The rules that the cells borrow.  Zeroed to begin with. */
struct tz_xlsx_ahead {
	struct tz_xlsx_rule **rules;
	size_t n;
};

/** tz_xlsx_ahead_read(book, part, cells, ret, err): Tell ${cells} what the
 * part of the sheet, and the tables it refers to, say of it; the caller keeps
 * ${ret} as long as the cells.  Fails: TZ_NOMEM. */
TZ_CHECK enum tz_status
tz_xlsx_ahead_read(struct tz_xlsx_book *book, const struct tz_opc_part *part,
    struct tz_xlsx_cells *cells, struct tz_xlsx_ahead *ret, struct tz_err *err);

/** tz_xlsx_ahead_clear(ahead): Free the rules. */
void tz_xlsx_ahead_clear(struct tz_xlsx_ahead *ahead);

#endif /* !TZ_INTAKE_OOXML_XLSX_AHEAD_H */
