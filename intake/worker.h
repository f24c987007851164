/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/worker.h - what the worker and its parent agree on beside the frames
 *
 * The worker is started without a draft and makes itself ready; then it waits
 * on its control socket for one request: a struct tz_worker_request, and the
 * draft's descriptor.
 */
#ifndef TZ_INTAKE_WORKER_H
#define TZ_INTAKE_WORKER_H

#include "intake/intake.h"

/* Descriptors of the worker. */
#define TZ_WORKER_STREAM 1
#define TZ_WORKER_CONTROL 3

/* Bytes of a name (those of files have no more than 255), and of all passwords
 * with a NUL behind each. */
#define TZ_WORKER_NAME_MAX 16384
#define TZ_WORKER_PASSWORDS_MAX 65536

/* How often the reading of one draft may be given up somewhere. */
#define TZ_WORKER_CUTS_MAX 8

/* The worker that read this draft before died after so many frames: after
 * these, give up the file that is being read then, and go on behind it. */
struct tz_worker_cut {
	uint64_t frames;
	uint64_t reason; /* its number in TZ_REASON_LIST */
};

struct tz_worker_request {
	struct tz_intake_limits limits;
	struct tz_worker_cut cuts[TZ_WORKER_CUTS_MAX];
	uint32_t n_cuts;
	uint32_t name_len;
	uint32_t passwords_len;
	/* The name, then the passwords: as many as the message has. */
	char bytes[TZ_WORKER_NAME_MAX + TZ_WORKER_PASSWORDS_MAX];
};

/* How it exits. */
#define TZ_WORKER_DONE 0
#define TZ_WORKER_FAILED 2
#define TZ_WORKER_NO_MEMORY 4

#endif /* !TZ_INTAKE_WORKER_H */
