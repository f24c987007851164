/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ooxml/pptx_seen.h - which shapes of a slide can be seen, and on what
 * ground their text stands
 */
#ifndef TZ_INTAKE_OOXML_PPTX_SEEN_H
#define TZ_INTAKE_OOXML_PPTX_SEEN_H

#include "intake/ooxml/docx_story.h"
#include "intake/ooxml/pptx_sheet.h"

/** tz_pptx_seen(opc, sheet, width, height, ret, err): Judge each shape of the
 * slide of that size; ${ret} gets an array of as many as the sheet has, which
 * the caller frees.  Fails: TZ_NOMEM. */
TZ_CHECK enum tz_status tz_pptx_seen(struct tz_opc *opc,
    const struct tz_pptx_sheet *sheet, double width, double height,
    struct tz_docx_listed **ret, struct tz_err *err);

#endif /* !TZ_INTAKE_OOXML_PPTX_SEEN_H */
