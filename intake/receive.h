/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/receive.h - frames become a document; nothing in them is trusted
 *
 * Every frame is checked: its type and order, lengths, UTF-8, indices, ranges,
 * and the sums against the limits.  After the first bad one nothing more is
 * taken.
 */
#ifndef TZ_INTAKE_RECEIVE_H
#define TZ_INTAKE_RECEIVE_H

#include <stdbool.h>

#include "base/document.h"
#include "base/status.h"
#include "intake/intake.h"
#include "intake/ocr/ocr.h"

/* Made by tz_receive_new(), ended by tz_receive_free(). */
struct tz_receive;

/** tz_receive_new(limits, ret_receive, err): Start with an empty document;
 * ${limits} is copied.  Fails: TZ_NOMEM. */
TZ_CHECK enum tz_status tz_receive_new(const struct tz_intake_limits *limits,
    struct tz_receive **ret_receive, struct tz_err *err);

/** tz_receive_free(receive): End it.  NULL is allowed. */
void tz_receive_free(struct tz_receive *receive);

TZ_AUTO_DEFINE(tz_receive)

/** tz_receive_set_ocr(receive, ocr): What recognises the text in pictures;
 * borrowed.  Without it a file with pictures is partly read. */
void tz_receive_set_ocr(struct tz_receive *receive, struct tz_ocr_draft *ocr);

/** tz_receive_waited(receive): How many milliseconds of the calls so far were
 * spent waiting for that. */
int64_t tz_receive_waited(const struct tz_receive *receive);

/** tz_receive_feed(receive, data, len, err): Take bytes as they come.  Fails:
 * TZ_FORMAT for a bad frame, TZ_NOMEM. */
TZ_CHECK enum tz_status tz_receive_feed(struct tz_receive *receive,
    const void *data, size_t len, struct tz_err *err);

/** tz_receive_greeted(receive): Whether the first frame came. */
bool tz_receive_greeted(const struct tz_receive *receive);

/** tz_receive_frames(receive): How many frames came. */
uint64_t tz_receive_frames(const struct tz_receive *receive);

/** tz_receive_inner(receive): The number of the file that is being read or
 * looked at: 0 for the outermost. */
size_t tz_receive_inner(const struct tz_receive *receive);

/** tz_receive_seccomp(receive): Whether the worker filters system calls. */
bool tz_receive_seccomp(const struct tz_receive *receive);

/** tz_receive_landlock(receive): Whether the worker is under Landlock. */
bool tz_receive_landlock(const struct tz_receive *receive);

/** tz_receive_done(receive): Whether the last frame came, and nothing after
 * it. */
bool tz_receive_done(const struct tz_receive *receive);

/**
 * tz_receive_finish(receive, root, reason, ret_document, err):
 * Give the document to the caller.  When the last frame did not come every
 * file that was begun and not ended is noted as not (or partly) read for
 * ${reason}; if even the outermost was not begun it is ${root}.  Fails:
 * TZ_NOMEM.
 */
TZ_CHECK enum tz_status tz_receive_finish(struct tz_receive *receive,
    const struct tz_document_file *root, const char *reason,
    struct tz_document **ret_document, struct tz_err *err);

#endif /* !TZ_INTAKE_RECEIVE_H */
