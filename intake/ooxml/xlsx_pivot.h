/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ooxml/xlsx_pivot.h - the copy of its source that a pivot table keeps
 */
#ifndef TZ_INTAKE_OOXML_XLSX_PIVOT_H
#define TZ_INTAKE_OOXML_XLSX_PIVOT_H

#include "intake/ooxml/opc.h"

/** tz_xlsx_pivot(opc, err): Take the caches of all pivot tables and send each
 * as a table: the names of its fields, then its records with the shared items
 * in their places, then the items that no record has.  Fails: TZ_LIMIT,
 * TZ_NOMEM, TZ_IO. */
TZ_CHECK enum tz_status tz_xlsx_pivot(struct tz_opc *opc, struct tz_err *err);

#endif /* !TZ_INTAKE_OOXML_XLSX_PIVOT_H */
