/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ooxml/pptx_comment.h - comments of a presentation, old and new
 */
#ifndef TZ_INTAKE_OOXML_PPTX_COMMENT_H
#define TZ_INTAKE_OOXML_PPTX_COMMENT_H

#include "intake/ooxml/opc.h"

/** tz_pptx_comments(opc, err): Take the comment parts and send each comment
 * and each reply as a story.  Fails: TZ_LIMIT, TZ_NOMEM, TZ_IO. */
TZ_CHECK enum tz_status
tz_pptx_comments(struct tz_opc *opc, struct tz_err *err);

#endif /* !TZ_INTAKE_OOXML_PPTX_COMMENT_H */
