/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ooxml/drawing_chart.h - what a chart says
 */
#ifndef TZ_INTAKE_OOXML_DRAWING_CHART_H
#define TZ_INTAKE_OOXML_DRAWING_CHART_H

#include "intake/ooxml/opc.h"

/** tz_drawing_chart(opc, part, err): Take the chart and send its titles,
 * categories and values as body text, or as cached data when they were copied
 * from another file, and its formulas.  Fails: TZ_LIMIT, TZ_NOMEM, TZ_IO. */
TZ_CHECK enum tz_status tz_drawing_chart(struct tz_opc *opc,
    struct tz_opc_part *part, struct tz_err *err);

#endif /* !TZ_INTAKE_OOXML_DRAWING_CHART_H */
