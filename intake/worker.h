/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/worker.h - what the worker and its parent agree on beside the frames
 *
 * The worker is started without a draft and makes itself ready; then it waits
 * on its control socket for one request: a struct tz_worker_request, the name
 * behind it, and the draft's descriptor.
 */
#ifndef TZ_INTAKE_WORKER_H
#define TZ_INTAKE_WORKER_H

#include "intake/intake.h"

/* Descriptors of the worker. */
#define TZ_WORKER_STREAM 1
#define TZ_WORKER_CONTROL 3

/* Bytes of a name; those of files have no more than 255. */
#define TZ_WORKER_NAME_MAX 16384

struct tz_worker_request {
	struct tz_intake_limits limits;
	char name[TZ_WORKER_NAME_MAX]; /* as many as the message has */
};

/* How it exits. */
#define TZ_WORKER_DONE 0
#define TZ_WORKER_FAILED 2
#define TZ_WORKER_NO_MEMORY 4

#endif /* !TZ_INTAKE_WORKER_H */
