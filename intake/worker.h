/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/worker.h - what the worker and its parent agree on beside the frames
 */
#ifndef TZ_INTAKE_WORKER_H
#define TZ_INTAKE_WORKER_H

/* Descriptors of the worker. */
#define TZ_WORKER_STREAM 1
#define TZ_WORKER_DRAFT 3

/* Its arguments: the name in hexadecimal, then the limits in the order of
 * struct tz_intake_limits. */
#define TZ_WORKER_ARGUMENTS 9

/* How it exits. */
#define TZ_WORKER_DONE 0
#define TZ_WORKER_FAILED 2
#define TZ_WORKER_NO_MEMORY 4

#endif /* !TZ_INTAKE_WORKER_H */
