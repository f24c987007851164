/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ocr/picture.h - one picture, from the worker's frame to a part
 */
#ifndef TZ_INTAKE_OCR_PICTURE_H
#define TZ_INTAKE_OCR_PICTURE_H

#include <stddef.h>

#include "base/digest.h"
#include "base/document.h"
#include "base/status.h"
#include "intake/frame.h"

struct tz_picture {
	size_t file; /* of the document */
	char *path;
	char *place_name; /* or NULL */
	struct tz_place place;
	size_t dpi; /* 0: not known */
	size_t width;
	size_t height;
	const unsigned char *pixels; /* borrowed from the frame */
	struct tz_id digest;	     /* of the pixels and how they lie */
};

/** tz_picture_take(frame, file, ret, err): Take what follows the file's number
 * in a PICTURE frame; the caller ends it with tz_picture_clear().  Fails:
 * TZ_FORMAT, TZ_NOMEM. */
TZ_CHECK enum tz_status tz_picture_take(struct tz_frame *frame, size_t file,
    struct tz_picture *ret, struct tz_err *err);

/** tz_picture_clear(picture): Free what it holds. */
void tz_picture_clear(struct tz_picture *picture);

/** tz_picture_head(picture, ret): Make ${ret} the request to the recogniser,
 * whose payload the pixels end. */
void tz_picture_head(const struct tz_picture *picture, struct tz_buf *ret);

/** tz_picture_give(picture, words, document, err): Add a part with the words
 * of a WORDS frame, if there are any.  Fails: TZ_FORMAT for a bad frame,
 * TZ_NOMEM. */
TZ_CHECK enum tz_status tz_picture_give(const struct tz_picture *picture,
    struct tz_frame *words, struct tz_document *document, struct tz_err *err);

#endif /* !TZ_INTAKE_OCR_PICTURE_H */
