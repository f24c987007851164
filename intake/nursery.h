/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/nursery.h - where the readers of drafts are born
 *
 * The worker program has loaded everything when it comes here; each draft is
 * read by a child of it, which so starts in no time and shares nothing with
 * another draft's.  The program itself never gets a draft, a name or a
 * password: those go to the child over a socket of its own.
 */
#ifndef TZ_INTAKE_NURSERY_H
#define TZ_INTAKE_NURSERY_H

/** A reader: reads one draft from TZ_WORKER_CONTROL and answers on
 * TZ_WORKER_STREAM; returns the exit. */
typedef int tz_nursery_reader(void *arg);

/**
 * tz_nursery_run(reader, arg):
 * Until the other side of TZ_WORKER_CONTROL is gone: for each message that
 * comes with the descriptors of TZ_WORKER_BIRTH run ${reader} in a child that
 * has these and no others.  How a child ended is sent to its watch; a child
 * whose watch is shut on the other side is killed, and so are all when this
 * process ends.  Returns in a child what ${reader} returned, and 0 in this
 * process: the caller exits with it.
 */
int tz_nursery_run(tz_nursery_reader *reader, void *arg);

#endif /* !TZ_INTAKE_NURSERY_H */
