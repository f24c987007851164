/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ooxml/xlsx_rest.h - drawings, data sources and logs of a workbook
 */
#ifndef TZ_INTAKE_OOXML_XLSX_REST_H
#define TZ_INTAKE_OOXML_XLSX_REST_H

#include "intake/ooxml/opc.h"

/** tz_xlsx_rest(opc, err): Take what is peculiar to workbooks and no sheet:
 * connections, query tables, logs of changes, slicers, the data model, the
 * queries in custom XML, charts.  Fails: TZ_LIMIT, TZ_NOMEM, TZ_IO. */
TZ_CHECK enum tz_status tz_xlsx_rest(struct tz_opc *opc, struct tz_err *err);

/** tz_xlsx_drawing(opc, part, hidden, err): Take a drawing (root wsDr) and the
 * charts that it refers to; ${hidden} says that its sheet is.  Shapes that are
 * hidden go to HIDDEN_TEXT, with a fact.  Fails: TZ_LIMIT, TZ_NOMEM, TZ_IO. */
TZ_CHECK enum tz_status tz_xlsx_drawing(struct tz_opc *opc,
    struct tz_opc_part *part, bool hidden, struct tz_err *err);

/** tz_xlsx_drawings(opc, sheet, hidden, err): Those that a sheet's part refers
 * to. */
TZ_CHECK enum tz_status tz_xlsx_drawings(struct tz_opc *opc, const char *sheet,
    bool hidden, struct tz_err *err);

/** tz_xlsx_mashup(opc, part, err): Take the queries of Power Query (MS-QDEFF)
 * in a part with the root DataMashup.  Fails: TZ_LIMIT, TZ_NOMEM, TZ_IO. */
TZ_CHECK enum tz_status tz_xlsx_mashup(struct tz_opc *opc,
    struct tz_opc_part *part, struct tz_err *err);

#endif /* !TZ_INTAKE_OOXML_XLSX_REST_H */
