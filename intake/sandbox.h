/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/sandbox.h - the walls round the worker
 *
 * First the limits, then whatever has to open files, then the walls; after
 * tz_sandbox_enter() this process can read and write the descriptors that it
 * has, get memory, and end.  There is no way back.
 */
#ifndef TZ_INTAKE_SANDBOX_H
#define TZ_INTAKE_SANDBOX_H

#include <stdbool.h>
#include <stdint.h>

#include "base/status.h"

/**
 * tz_sandbox_limit(memory, seconds, err):
 * Limit the address space to ${memory} bytes (not under a sanitizer, which
 * needs terabytes of it), the CPU to ${seconds}, written files to nothing (a
 * pipe is none), descriptors to a few, processes and core files to none.
 * Fails: TZ_IO.
 */
TZ_CHECK enum tz_status
tz_sandbox_limit(uint64_t memory, unsigned seconds, struct tz_err *err);

/**
 * tz_sandbox_enter(ret_landlock, err):
 * Give up new privileges, close the file system and the network by Landlock,
 * filter the system calls by seccomp.  ${ret_landlock} is the version of the
 * kernel's Landlock, 0 when it has none (no failure).  Fails: TZ_IO when there
 * is no seccomp filter; then nothing may be parsed.
 */
TZ_CHECK enum tz_status
tz_sandbox_enter(unsigned *ret_landlock, struct tz_err *err);

/** tz_sandbox_enter_landlock(ret_landlock, err): The first half of
 * tz_sandbox_enter(): no new privileges, and Landlock.  Fails: TZ_IO. */
TZ_CHECK enum tz_status
tz_sandbox_enter_landlock(unsigned *ret_landlock, struct tz_err *err);

#endif /* !TZ_INTAKE_SANDBOX_H */
