/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * base/child.h - one child process: bytes in, bytes out, a time limit
 *
 * No shell.  The child gets only the descriptors named here, a plain signal
 * state, and the environment of the parent with LC_ALL=C.
 */
#ifndef TZ_BASE_CHILD_H
#define TZ_BASE_CHILD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"

#ifdef __cplusplus
extern "C" {
#endif

struct tz_buf;

struct tz_child_result {
	int exit_status; /* -1 when a signal ended it */
	int signal;	 /* 0 when it exited */
	bool timed_out;	 /* it was killed for time */
};

/**
 * tz_child_run(argv, input, input_len, seconds, limit, ret_out, ret_error,
 *     ret_result, err):
 * Run ${argv} (NULL-ended, searched on PATH), feed ${input}, and append its
 * standard output and error.  ${ret_error} may be NULL (then the parent's is
 * used).  The child is killed after ${seconds} (0: no limit) or when an output
 * passes ${limit} bytes.  A child that fails is TZ_OK here; look at
 * ${ret_result}.  Fails: TZ_NOTFOUND no such program, TZ_LIMIT too much output,
 * TZ_IO, TZ_NOMEM.
 */
TZ_CHECK enum tz_status tz_child_run(const char *const *argv, const void *input,
    size_t input_len, unsigned seconds, size_t limit, struct tz_buf *ret_out,
    struct tz_buf *ret_error, struct tz_child_result *ret_result,
    struct tz_err *err);

#ifdef __cplusplus
}
#endif

#endif /* !TZ_BASE_CHILD_H */
