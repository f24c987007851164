/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ooxml/docx_story.h - one part of WordprocessingML, read as text
 */
#ifndef TZ_INTAKE_OOXML_DOCX_STORY_H
#define TZ_INTAKE_OOXML_DOCX_STORY_H

#include "intake/ooxml/docx_style.h"
#include "intake/ooxml/opc.h"

/** tz_docx_story(opc, styles, part, channel, place, err): Take the part and
 * send its text in ${channel} (a comment and a note each as a story of its
 * own), with what is hidden, tracked or told beside it.  All of it stands at
 * ${place}, or with NULL each paragraph at its number.  A damaged end is
 * noted.  Fails: TZ_LIMIT, TZ_NOMEM, TZ_IO. */
TZ_CHECK enum tz_status tz_docx_story(struct tz_opc *opc,
    const struct tz_docx_styles *styles, struct tz_opc_part *part,
    enum tz_channel channel, const struct tz_place *place, struct tz_err *err);

#endif /* !TZ_INTAKE_OOXML_DOCX_STORY_H */
