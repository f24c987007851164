/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/read_ahead.h - drafts are read several at a time, and come out in order
 */
#ifndef TZ_CLI_READ_AHEAD_H
#define TZ_CLI_READ_AHEAD_H

#include <stddef.h>

#include "base/document.h"
#include "base/status.h"
#include "cli/draft_list.h"
#include "intake/intake.h"

/* Threads that read a list of files.  Made by tz_read_ahead_new(). */
struct tz_read_ahead;

/**
 * tz_read_ahead_new(intake, drafts, n, jobs, ret, err):
 * Have the ${n} drafts read, at most ${jobs} at a time and not many more than
 * that ahead of what is taken.  All is borrowed until it is freed.  Fails:
 * TZ_NOMEM.
 */
TZ_CHECK enum tz_status
tz_read_ahead_new(struct tz_intake *intake, const struct tz_draft *drafts,
    size_t n, size_t jobs, struct tz_read_ahead **ret, struct tz_err *err);

/* Opens the ${i}th file for reading and says what it is called (borrowed until
 * all is read).  Several threads call it at once. */
typedef enum tz_status tz_read_ahead_open(size_t i, int *ret_fd,
    const char **ret_name, void *arg, struct tz_err *err);

/** tz_read_ahead_new_of(intake, open, arg, n, jobs, ret, err): As
 * tz_read_ahead_new() for what ${open} opens. */
TZ_CHECK enum tz_status tz_read_ahead_new_of(struct tz_intake *intake,
    tz_read_ahead_open *open, void *arg, size_t n, size_t jobs,
    struct tz_read_ahead **ret, struct tz_err *err);

/** tz_read_ahead_take(ahead, ret_document, err): Wait for the next file's
 * document; it is the caller's.  Called ${n} times at most.  Fails: as
 * tz_draft_open() and tz_intake_read() for that file. */
TZ_CHECK enum tz_status tz_read_ahead_take(struct tz_read_ahead *ahead,
    struct tz_document **ret_document, struct tz_err *err);

/** tz_read_ahead_free(ahead): Wait for what is being read, and end it.  NULL
 * is allowed. */
void tz_read_ahead_free(struct tz_read_ahead *ahead);

TZ_AUTO_DEFINE(tz_read_ahead)

#endif /* !TZ_CLI_READ_AHEAD_H */
