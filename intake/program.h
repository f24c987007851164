/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/program.h - the worker program, of which each reader is a child
 */
#ifndef TZ_INTAKE_PROGRAM_H
#define TZ_INTAKE_PROGRAM_H

#include <sys/types.h>

#include "base/status.h"

struct tz_program {
	pid_t pid;   /* 0: none */
	int control; /* where it waits for readers to be asked for */
};

/** tz_program_start(path, ret, err): Start it; it makes itself ready and
 * waits.  Fails: TZ_IO. */
TZ_CHECK enum tz_status
tz_program_start(const char *path, struct tz_program *ret, struct tz_err *err);

/** tz_program_end(program): End it, and all readers with it. */
void tz_program_end(struct tz_program *program);

#endif /* !TZ_INTAKE_PROGRAM_H */
