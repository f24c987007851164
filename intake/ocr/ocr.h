/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ocr/ocr.h - the pictures of drafts have their text recognised
 *
 * By the program taizhang-ocr beside the worker, which is started when the
 * first picture comes, works while the worker goes on, and is kept for the next
 * draft.  Without it, or without its languages, a file with pictures is partly
 * read; and likewise when it fails or takes too long.
 */
#ifndef TZ_INTAKE_OCR_OCR_H
#define TZ_INTAKE_OCR_OCR_H

#include <stddef.h>
#include <stdint.h>

#include "base/document.h"
#include "base/status.h"
#include "intake/frame.h"

/* The recogniser that is kept, for all threads.  Made by tz_ocr_new(). */
struct tz_ocr;

/* The pictures of one draft.  Made by tz_ocr_draft_new(). */
struct tz_ocr_draft;

/** tz_ocr_new(worker, ret_ocr, err): ${worker} is the path of the worker,
 * beside which the recogniser lies.  Fails: TZ_NOMEM. */
TZ_CHECK enum tz_status
tz_ocr_new(const char *worker, struct tz_ocr **ret_ocr, struct tz_err *err);

/** tz_ocr_free(ocr): End it.  NULL is allowed. */
void tz_ocr_free(struct tz_ocr *ocr);

TZ_AUTO_DEFINE(tz_ocr)

/** tz_ocr_draft_new(ocr, seconds, ret_draft, err): For a draft whose pictures
 * may take so many seconds together; ${ocr} is borrowed until it is freed.
 * Fails: TZ_NOMEM. */
TZ_CHECK enum tz_status tz_ocr_draft_new(struct tz_ocr *ocr, unsigned seconds,
    struct tz_ocr_draft **ret_draft, struct tz_err *err);

/** tz_ocr_draft_free(draft): End it.  NULL is allowed. */
void tz_ocr_draft_free(struct tz_ocr_draft *draft);

TZ_AUTO_DEFINE(tz_ocr_draft)

/**
 * tz_ocr_draft_picture(draft, document, file, frame, err):
 * Take what follows the file's number in a PICTURE frame and have it
 * recognised; the part is added to that file later, in the order in which the
 * pictures came.  With ${draft} NULL the file is noted as partly read.  Fails:
 * TZ_FORMAT for a bad frame, TZ_NOMEM.
 */
TZ_CHECK enum tz_status
tz_ocr_draft_picture(struct tz_ocr_draft *draft, struct tz_document *document,
    size_t file, struct tz_frame *frame, struct tz_err *err);

/** tz_ocr_draft_finish(draft, document, err): Wait for what is still being
 * recognised.  NULL is allowed.  Fails: TZ_NOMEM. */
TZ_CHECK enum tz_status tz_ocr_draft_finish(struct tz_ocr_draft *draft,
    struct tz_document *document, struct tz_err *err);

/** tz_ocr_draft_waited(draft): How many milliseconds were waited for it, which
 * are not the worker's.  NULL is allowed. */
int64_t tz_ocr_draft_waited(const struct tz_ocr_draft *draft);

#endif /* !TZ_INTAKE_OCR_OCR_H */
