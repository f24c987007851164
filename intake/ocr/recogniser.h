/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ocr/recogniser.h - taizhang-ocr as a process, seen from its parent
 */
#ifndef TZ_INTAKE_OCR_RECOGNISER_H
#define TZ_INTAKE_OCR_RECOGNISER_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/buf.h"
#include "base/status.h"
#include "intake/frame.h"

struct tz_recogniser {
	pid_t pid; /* 0: none */
	int socket;
	bool greeted;	  /* it works, and its system calls are filtered */
	int64_t busy;	  /* milliseconds that were waited for it */
	struct tz_buf in; /* what came and is not yet taken */
	size_t used;	  /* of it, by the frame that was given last */
};

/** tz_recogniser_now(): The milliseconds of a clock that never goes back. */
int64_t tz_recogniser_now(void);

/** tz_recogniser_start(path, ret, err): Start the program; it makes itself
 * ready.  Fails: TZ_IO. */
TZ_CHECK enum tz_status tz_recogniser_start(const char *path,
    struct tz_recogniser *ret, struct tz_err *err);

/** tz_recogniser_send(recogniser, data, len, deadline, err): Send it bytes.
 * Fails: TZ_LIMIT when it is ${deadline}, TZ_IO when it is gone. */
TZ_CHECK enum tz_status tz_recogniser_send(struct tz_recogniser *recogniser,
    const void *data, size_t len, int64_t deadline, struct tz_err *err);

/** tz_recogniser_await(recogniser, deadline, ret_words, err): Await its answer,
 * borrowed until the next call.  Fails: likewise, and TZ_NOMEM. */
TZ_CHECK enum tz_status tz_recogniser_await(struct tz_recogniser *recogniser,
    int64_t deadline, struct tz_frame *ret_words, struct tz_err *err);

/** tz_recogniser_end(recogniser): End it, if it has not ended.  Returns the
 * reason why it may have ended by itself: a word of TZ_REASON_LIST. */
const char *tz_recogniser_end(struct tz_recogniser *recogniser);

#endif /* !TZ_INTAKE_OCR_RECOGNISER_H */
