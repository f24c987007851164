/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/read_ahead.c - drafts are read several at a time, and come out in order
 *
 * Each thread takes the next file and waits for the sandboxed reader of it, so
 * it is the readers that use the processors.  What was read waits in a ring of
 * a few places for each thread: many small drafts may pass a large one, and
 * memory stays bounded.
 */
#include "cli/read_ahead.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"

#define PLACES_A_JOB 4

struct read {
	bool done;
	struct tz_document *document;
	enum tz_status status;
	struct tz_err err;
};

struct tz_read_ahead {
	struct tz_intake *intake;
	tz_read_ahead_open *open;
	void *open_arg;
	size_t n;

	pthread_mutex_t lock; /* on what follows */
	pthread_cond_t changed;
	struct read *ring;
	size_t places;
	size_t given; /* files that threads have taken up */
	size_t taken; /* documents that the caller has */

	pthread_t *threads;
	size_t n_threads;
};

static enum tz_status
open_draft(size_t i, int *ret_fd, const char **ret_name, void *arg,
    struct tz_err *err)
{
	const struct tz_draft *drafts = arg;

	*ret_name = drafts[i].path;
	return tz_draft_open(&drafts[i], tz_intake_limits_default.max_file,
	    ret_fd, err);
}

static enum tz_status
read_file(struct tz_read_ahead *ahead, size_t i,
    struct tz_document **ret_document, struct tz_err *err)
{
	const char *name = NULL;
	tz_auto_fd fd = -1;
	enum tz_status s = ahead->open(i, &fd, &name, ahead->open_arg, err);

	return s ? s
		 : tz_intake_read(ahead->intake, fd, name, ret_document, err);
}

static void *
work(void *arg)
{
	struct tz_read_ahead *ahead = arg;

	pthread_mutex_lock(&ahead->lock);
	while (ahead->given < ahead->n) {
		struct read read = {.done = true};
		size_t i;

		if (ahead->given >= ahead->taken + ahead->places) {
			pthread_cond_wait(&ahead->changed, &ahead->lock);
			continue;
		}
		i = ahead->given++;
		pthread_mutex_unlock(&ahead->lock);
		read.status = read_file(ahead, i, &read.document, &read.err);
		pthread_mutex_lock(&ahead->lock);
		ahead->ring[i % ahead->places] = read;
		pthread_cond_broadcast(&ahead->changed);
	}
	pthread_mutex_unlock(&ahead->lock);
	return NULL;
}

enum tz_status
tz_read_ahead_new(struct tz_intake *intake, const struct tz_draft *drafts,
    size_t n, size_t jobs, struct tz_read_ahead **ret, struct tz_err *err)
{
	return tz_read_ahead_new_of(intake, open_draft, (void *)drafts, n, jobs,
	    ret, err);
}

enum tz_status
tz_read_ahead_new_of(struct tz_intake *intake, tz_read_ahead_open *open,
    void *arg, size_t n, size_t jobs, struct tz_read_ahead **ret,
    struct tz_err *err)
{
	tz_auto(tz_read_ahead) ahead = calloc(1, sizeof *ahead);

	if (!ahead)
		return tz_fail_nomem(err);
	pthread_mutex_init(&ahead->lock, NULL);
	pthread_cond_init(&ahead->changed, NULL);
	ahead->intake = intake;
	ahead->open = open;
	ahead->open_arg = arg;
	ahead->n = n;
	if (jobs > n)
		jobs = n;
	ahead->places = jobs * PLACES_A_JOB;
	ahead->ring = calloc(ahead->places + 1, sizeof *ahead->ring);
	ahead->threads = calloc(jobs + 1, sizeof *ahead->threads);
	if (!ahead->ring || !ahead->threads)
		return tz_fail_nomem(err);
	/* Fewer threads than wished for do as well, but not none. */
	while (ahead->n_threads < jobs &&
	    pthread_create(&ahead->threads[ahead->n_threads], NULL, work,
		ahead) == 0)
		ahead->n_threads++;
	if (jobs > 0 && ahead->n_threads == 0)
		return tz_fail_nomem(err);
	*ret = tz_steal(&ahead);
	return TZ_OK;
}

enum tz_status
tz_read_ahead_take(struct tz_read_ahead *ahead,
    struct tz_document **ret_document, struct tz_err *err)
{
	struct read *place = &ahead->ring[ahead->taken % ahead->places];
	struct read read;

	pthread_mutex_lock(&ahead->lock);
	while (!place->done)
		pthread_cond_wait(&ahead->changed, &ahead->lock);
	read = *place;
	*place = (struct read){0};
	ahead->taken++;
	pthread_cond_broadcast(&ahead->changed);
	pthread_mutex_unlock(&ahead->lock);
	if (read.status) {
		if (err)
			*err = read.err;
		return read.status;
	}
	*ret_document = read.document;
	return TZ_OK;
}

void
tz_read_ahead_free(struct tz_read_ahead *ahead)
{
	size_t i;

	if (!ahead)
		return;
	pthread_mutex_lock(&ahead->lock);
	ahead->given = ahead->n;
	pthread_cond_broadcast(&ahead->changed);
	pthread_mutex_unlock(&ahead->lock);
	for (i = 0; i < ahead->n_threads; i++)
		pthread_join(ahead->threads[i], NULL);
	for (i = 0; i < ahead->places && ahead->ring; i++)
		tz_document_free(ahead->ring[i].document);
	pthread_cond_destroy(&ahead->changed);
	pthread_mutex_destroy(&ahead->lock);
	free(ahead->threads);
	free(ahead->ring);
	free(ahead);
}
