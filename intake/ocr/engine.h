/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ocr/engine.h - grey pixels become words: the door to Tesseract
 *
 * All that it opens it opens in tz_engine_new(); after that it works on memory
 * alone.
 */
#ifndef TZ_INTAKE_OCR_ENGINE_H
#define TZ_INTAKE_OCR_ENGINE_H

#include <stddef.h>

#include "base/buf.h"
#include "base/status.h"

/* Tesseract with its languages.  Made by tz_engine_new(). */
struct tz_engine;

/** tz_engine_new(ret_engine, err): Load simplified Chinese and English, those
 * that are there.  Fails: TZ_NOTFOUND when none is, TZ_NOMEM. */
TZ_CHECK enum tz_status
tz_engine_new(struct tz_engine **ret_engine, struct tz_err *err);

/** tz_engine_free(engine): End it.  NULL is allowed. */
void tz_engine_free(struct tz_engine *engine);

TZ_AUTO_DEFINE(tz_engine)

/** tz_engine_read(engine, pixels, width, height, dpi, ret_frame, err): Make
 * ${ret_frame} a WORDS frame (intake/ocr/words.h), not finished; ${dpi} is 0
 * when it is not known.  Fails: TZ_NOMEM. */
TZ_CHECK enum tz_status tz_engine_read(struct tz_engine *engine,
    const unsigned char *pixels, size_t width, size_t height, unsigned dpi,
    struct tz_buf *ret_frame, struct tz_err *err);

#endif /* !TZ_INTAKE_OCR_ENGINE_H */
