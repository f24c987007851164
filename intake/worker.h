/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/worker.h - what the worker and its parent agree on beside the frames
 *
 * The program is started without a draft, makes itself ready, and has a child
 * (a reader) for each draft; that one waits on its control socket for one
 * request: a struct tz_worker_request, and the draft's descriptor.
 */
#ifndef TZ_INTAKE_WORKER_H
#define TZ_INTAKE_WORKER_H

#include "intake/intake.h"

/* Descriptors of a reader; the program itself has the second one only. */
#define TZ_WORKER_STREAM 1
#define TZ_WORKER_CONTROL 3

/* What comes with a message to the program, which asks for one reader: the
 * other ends of its stream, of its control, and of where its end is told. */
enum {
	TZ_WORKER_BIRTH_STREAM,
	TZ_WORKER_BIRTH_CONTROL,
	TZ_WORKER_BIRTH_WATCH,
	TZ_WORKER_BIRTH, /* how many */
};

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
