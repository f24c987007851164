/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/process.h - the reader of one draft: asked for, given it, ended
 */
#ifndef TZ_INTAKE_PROCESS_H
#define TZ_INTAKE_PROCESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/status.h"
#include "intake/intake.h"
#include "intake/program.h"
#include "intake/worker.h"

/* What a worker is asked to read, beside the draft itself. */
struct tz_process_order {
	const char *name;
	const struct tz_intake_limits *limits;
	const char *passwords; /* with a NUL behind each */
	size_t passwords_len;
	struct tz_worker_cut cuts[TZ_WORKER_CUTS_MAX];
	uint32_t n_cuts;
};

struct tz_process {
	int stream;  /* its frames */
	int control; /* where it waits for its draft */
	int watch;   /* says how it ended */
};

/** tz_process_start(program, ret, err): Have a reader born; it waits.  Fails:
 * TZ_IO, also when the program is gone. */
TZ_CHECK enum tz_status tz_process_start(const struct tz_program *program,
    struct tz_process *ret, struct tz_err *err);

/**
 * tz_process_give(process, draft, order, err):
 * Give it the one draft that it will ever read.  A worker that is gone is no
 * failure here: its stream tells.  Fails: TZ_LIMIT for a name or passwords that
 * are too long, TZ_NOMEM.
 */
TZ_CHECK enum tz_status tz_process_give(struct tz_process *process, int draft,
    const struct tz_process_order *order, struct tz_err *err);

/** tz_process_await(process, milliseconds): Wait until it ended by itself;
 * false when it did not. */
bool tz_process_await(const struct tz_process *process, int milliseconds);

/** tz_process_end(process): End it, if it has not ended.  Returns what
 * waitpid() says of it. */
int tz_process_end(struct tz_process *process);

#endif /* !TZ_INTAKE_PROCESS_H */
