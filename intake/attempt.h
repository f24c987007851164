/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/attempt.h - one try at reading a draft, and what is known after it
 */
#ifndef TZ_INTAKE_ATTEMPT_H
#define TZ_INTAKE_ATTEMPT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/status.h"
#include "intake/intake.h"
#include "intake/ocr/ocr.h"
#include "intake/process.h"
#include "intake/receive.h"

/* Made by tz_attempt_new(), ended by tz_attempt_free(). */
struct tz_attempt {
	struct tz_receive *receive;
	struct tz_ocr_draft *ocr;
	const char *reason; /* why what is not ended was not read */
	bool malformed;	    /* it sent what no worker sends */
	size_t inner;	    /* the innermost file, and since when */
	int64_t since;
	int64_t most;  /* what one file in the draft may take */
	int64_t begun; /* in milliseconds, as tz_attempt_now() */
	int64_t ended;
};

/** tz_attempt_new(limits, ocr, ocr_seconds, ret_attempt, err): Make one ready;
 * ${ocr} is borrowed.  Fails: TZ_NOMEM. */
TZ_CHECK enum tz_status
tz_attempt_new(const struct tz_intake_limits *limits, struct tz_ocr *ocr,
    unsigned ocr_seconds, struct tz_attempt **ret_attempt, struct tz_err *err);

/** tz_attempt_free(attempt): End it.  NULL is allowed. */
void tz_attempt_free(struct tz_attempt *attempt);

TZ_AUTO_DEFINE(tz_attempt)

/** tz_attempt_now(): The clock, in milliseconds. */
int64_t tz_attempt_now(void);

/**
 * tz_attempt_run(attempt, process, draft, order, deadline, err):
 * Have the reader ${process} read the draft until ${deadline}, and end it.
 * Whatever becomes of it is TZ_OK.  Fails: TZ_IO, TZ_LIMIT, TZ_NOMEM.
 */
TZ_CHECK enum tz_status tz_attempt_run(struct tz_attempt *attempt,
    struct tz_process *process, int draft, const struct tz_process_order *order,
    int64_t deadline, struct tz_err *err);

/** tz_attempt_may_go_on(attempt): Whether the reader died at a file in the
 * draft, so that what lies behind it may still be read. */
bool tz_attempt_may_go_on(const struct tz_attempt *attempt);

#endif /* !TZ_INTAKE_ATTEMPT_H */
