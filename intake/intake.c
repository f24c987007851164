/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/intake.c - start a worker for a file and turn its frames into a
 * document
 *
 * The worker gets the file, a pipe, and nothing else.  This side waits for it
 * no longer than three times its CPU limit, and whatever becomes of it is
 * turned into the reason of the files that it had not finished.
 */
#include "intake/intake.h"

#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/digest.h"
#include "base/intl.h"
#include "base/utf8.h"
#include "intake/attempt.h"
#include "intake/frame.h"
#include "intake/ocr/ocr.h"
#include "intake/worker.h"

/* What one read may bring. */
#define CHUNK ((size_t)256 << 10)
/* The pictures of a draft have that many times the worker's time. */
#define OCR_SHARE 2

const struct tz_intake_limits tz_intake_limits_default = {
    .max_file = (uint64_t)256 << 20,
    .max_memory = (uint64_t)512 << 20,
    .max_total = (uint64_t)2 << 30,
    .max_text = (uint64_t)256 << 20,
    .max_seconds = 60,
    .max_depth = 8,
    .max_entries = 20000,
    .max_ratio = 200,
};

/*
 * The program takes longer to start than most files to read, so it is started
 * once, before it is needed.
 */
struct tz_intake {
	char *worker;
	struct tz_intake_limits limits;
	atomic_bool landlock;
	char *passwords; /* with a NUL behind each */
	size_t passwords_len;
	struct tz_ocr *ocr;
	pthread_mutex_t lock; /* on what follows */
	struct tz_program program;
};

enum tz_status
tz_intake_new(const char *worker, const struct tz_intake_limits *limits,
    struct tz_intake **ret_intake, struct tz_err *err)
{
	tz_auto(tz_intake) intake = NULL;
	enum tz_status s;

	if (access(worker, X_OK))
		return tz_fail(err, TZ_NOTFOUND,
		    _("no program to read drafts with: '%s'"), worker);
	intake = calloc(1, sizeof *intake);
	if (!intake)
		return tz_fail_nomem(err);
	pthread_mutex_init(&intake->lock, NULL);
	intake->worker = strdup(worker);
	if (!intake->worker)
		return tz_fail_nomem(err);
	s = tz_ocr_new(worker, &intake->ocr, err);
	if (s)
		return s;
	intake->limits = limits ? *limits : tz_intake_limits_default;
	intake->landlock = true;
	*ret_intake = tz_steal(&intake);
	return TZ_OK;
}

static void
forget_passwords(struct tz_intake *intake)
{
	if (intake->passwords)
		explicit_bzero(intake->passwords, intake->passwords_len);
	free(intake->passwords);
	intake->passwords = NULL;
	intake->passwords_len = 0;
}

enum tz_status
tz_intake_set_passwords(struct tz_intake *intake, const char *const *list,
    size_t n, struct tz_err *err)
{
	size_t len = 0;
	size_t i;

	forget_passwords(intake);
	for (i = 0; i < n; i++) {
		len += strlen(list[i]) + 1;
		if (len > TZ_WORKER_PASSWORDS_MAX)
			return tz_fail(err, TZ_LIMIT, _("too many passwords"));
	}
	intake->passwords = malloc(len + 1);
	if (!intake->passwords)
		return tz_fail_nomem(err);
	for (i = 0; i < n; i++) {
		size_t one = strlen(list[i]) + 1;

		memcpy(intake->passwords + intake->passwords_len, list[i], one);
		intake->passwords_len += one;
	}
	return TZ_OK;
}

void
tz_intake_expect(struct tz_intake *intake)
{
	pthread_mutex_lock(&intake->lock);
	if (intake->program.pid == 0 &&
	    tz_program_start(intake->worker, &intake->program, NULL))
		intake->program.pid = 0;
	pthread_mutex_unlock(&intake->lock);
}

void
tz_intake_free(struct tz_intake *intake)
{
	if (!intake)
		return;
	tz_program_end(&intake->program);
	pthread_mutex_destroy(&intake->lock);
	forget_passwords(intake);
	tz_ocr_free(intake->ocr);
	free(intake->worker);
	free(intake);
}

bool
tz_intake_landlock(const struct tz_intake *intake)
{
	return intake->landlock;
}

/* A worker of its own for a file.  If the program is gone it is started
 * again. */
static enum tz_status
take_worker(struct tz_intake *intake, struct tz_process *ret,
    struct tz_err *err)
{
	enum tz_status s = TZ_IO;
	int i;

	pthread_mutex_lock(&intake->lock);
	for (i = 0; i < 2 && s == TZ_IO; i++) {
		s = TZ_OK;
		if (intake->program.pid == 0)
			s = tz_program_start(intake->worker, &intake->program,
			    err);
		if (s)
			break;
		s = tz_process_start(&intake->program, ret, err);
		if (s)
			tz_program_end(&intake->program);
	}
	pthread_mutex_unlock(&intake->lock);
	return s;
}

/* What is known of the file without the worker. */
static enum tz_status
describe(int fd, const char *path, uint64_t size, struct tz_document_file *ret,
    struct tz_err *err)
{
	tz_auto(tz_hash) hash = NULL;
	tz_auto_str chunk = malloc(CHUNK);
	off_t at = 0;
	ssize_t n;
	enum tz_status s;

	if (!chunk)
		return tz_fail_nomem(err);
	s = tz_hash_new(&hash, err);
	if (s)
		return s;
	while ((n = pread(fd, chunk, CHUNK, at)) > 0) {
		tz_hash_update(hash, chunk, (size_t)n);
		at += n;
	}
	memset(ret, 0, sizeof *ret);
	ret->path = path;
	ret->media_type = "application/octet-stream";
	ret->size = size;
	tz_hash_final(hash, &ret->sha256);
	return TZ_OK;
}

/* Read the draft once; ${ret_attempt} is what came of it. */
static enum tz_status
attempt_once(struct tz_intake *intake, int fd,
    const struct tz_process_order *order, int64_t deadline,
    struct tz_attempt **ret_attempt, struct tz_err *err)
{
	tz_auto(tz_attempt) attempt = NULL;
	struct tz_process process;
	enum tz_status s;

	s = tz_attempt_new(&intake->limits, intake->ocr,
	    intake->limits.max_seconds * OCR_SHARE, &attempt, err);
	if (s == TZ_OK)
		s = take_worker(intake, &process, err);
	if (s == TZ_OK)
		s = tz_attempt_run(attempt, &process, fd, order, deadline, err);
	if (s)
		return s;
	if (!tz_receive_greeted(attempt->receive))
		return tz_fail(err, TZ_IO,
		    _("'%s' does not work; is it installed whole"),
		    intake->worker);
	if (!tz_receive_seccomp(attempt->receive))
		return tz_fail(err, TZ_IO,
		    _("the kernel offers no filter of system calls (seccomp), "
		      "so nothing is read"));
	intake->landlock = tz_receive_landlock(attempt->receive);
	*ret_attempt = tz_steal(&attempt);
	return TZ_OK;
}

/* Where the reader died, the next one gives that file up and goes on.  False
 * when that would lead no further. */
static bool
cut(struct tz_process_order *order, const struct tz_attempt *attempt)
{
	uint64_t frames = tz_receive_frames(attempt->receive);

	if (order->n_cuts == TZ_WORKER_CUTS_MAX ||
	    (order->n_cuts > 0 &&
		frames <= order->cuts[order->n_cuts - 1].frames) ||
	    !tz_attempt_may_go_on(attempt))
		return false;
	order->cuts[order->n_cuts].frames = frames;
	order->cuts[order->n_cuts].reason =
	    tz_frame_reason_number(attempt->reason);
	order->n_cuts++;
	return true;
}

/*
 * Have the draft read, as often as a file in it ends its reader: so that only
 * that file is lost.  What the first try gave stands if no other gives more.
 */
static enum tz_status
attempt_all(struct tz_intake *intake, int fd, const char *name,
    struct tz_attempt **ret_attempt, struct tz_err *err)
{
	int64_t deadline =
	    tz_attempt_now() + (int64_t)intake->limits.max_seconds * 3 * 1000;
	struct tz_process_order order = {
	    .name = name,
	    .limits = &intake->limits,
	    .passwords = intake->passwords,
	    .passwords_len = intake->passwords_len,
	};
	tz_auto(tz_attempt) best = NULL;
	enum tz_status s;

	s = attempt_once(intake, fd, &order, deadline, &best, err);
	if (s)
		return s;
	while (tz_attempt_now() < deadline && cut(&order, best)) {
		struct tz_attempt *next = NULL;

		if (attempt_once(intake, fd, &order, deadline, &next, NULL))
			break;
		if (tz_receive_frames(next->receive) <=
		    tz_receive_frames(best->receive)) {
			tz_attempt_free(next);
			break;
		}
		tz_attempt_free(best);
		best = next;
	}
	*ret_attempt = tz_steal(&best);
	return TZ_OK;
}

enum tz_status
tz_intake_read(struct tz_intake *intake, int fd, const char *name,
    struct tz_document **ret_document, struct tz_err *err)
{
	tz_auto(tz_attempt) attempt = NULL;
	tz_auto_buf path = TZ_BUF_INIT;
	struct tz_document_file root;
	const char *slash = strrchr(name, '/');
	struct stat st;
	enum tz_status s;

	if (slash)
		name = slash + 1;
	if (fstat(fd, &st))
		return tz_fail(err, TZ_IO, _("a file can not be looked at: %s"),
		    strerror(errno));
	if (!S_ISREG(st.st_mode))
		return tz_fail(err, TZ_IO, _("not a regular file"));
	if ((uint64_t)st.st_size > intake->limits.max_file)
		return tz_fail(err, TZ_LIMIT,
		    _("the file is larger than %llu bytes"),
		    (unsigned long long)intake->limits.max_file);
	s = attempt_all(intake, fd, name, &attempt, err);
	if (s)
		return s;
	tz_utf8_clean(name, strlen(name), &path);
	s = describe(fd, tz_buf_str(&path), (uint64_t)st.st_size, &root, err);
	if (s)
		return s;
	return tz_receive_finish(attempt->receive, &root, attempt->reason,
	    ret_document, err);
}
