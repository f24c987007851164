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
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/digest.h"
#include "base/intl.h"
#include "base/utf8.h"
#include "intake/ocr/ocr.h"
#include "intake/process.h"
#include "intake/receive.h"
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

static int64_t
now(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (int64_t)ts.tv_sec * 1000 + ts.tv_nsec / 1000000;
}

/* The milliseconds until ${deadline}, for poll(). */
static int
remaining(int64_t deadline)
{
	int64_t left = deadline - now();

	return left < 0 ? 0 : left > 1000000 ? 1000000 : (int)left;
}

/*
 * Take frames until the last one came, the stream ended, or time is over
 * (then ${ret_late}).
 */
static enum tz_status
listen_to(int stream, int64_t deadline, struct tz_receive *receive,
    bool *ret_late, struct tz_err *err)
{
	tz_auto_str chunk = malloc(CHUNK);

	if (!chunk)
		return tz_fail_nomem(err);
	while (!tz_receive_done(receive)) {
		struct pollfd wait = {stream, POLLIN, 0};
		/* The worker stands still while a picture is waited for. */
		int left = remaining(deadline + tz_receive_waited(receive));
		enum tz_status s;
		ssize_t n;

		if (left == 0) {
			*ret_late = true;
			return TZ_OK;
		}
		n = poll(&wait, 1, left);
		if (n > 0)
			n = read(stream, chunk, CHUNK);
		else if (n == 0)
			continue;
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return tz_fail(err, TZ_IO,
			    _("reading from a worker: %s"), strerror(errno));
		if (n == 0)
			return TZ_OK;
		s = tz_receive_feed(receive, chunk, (size_t)n, err);
		if (s)
			return s;
	}
	return TZ_OK;
}

/* Why the files that an ended worker had not finished were not read. */
static const char *
reason_of(int status, bool late)
{
	if (late || (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU))
		return TZ_REASON_LIMIT_TIME;
	if (WIFEXITED(status) && WEXITSTATUS(status) == TZ_WORKER_NO_MEMORY)
		return TZ_REASON_LIMIT_MEMORY;
	return TZ_REASON_CRASH;
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

/*
 * Have a worker read the file.  Whatever becomes of it is TZ_OK, with the
 * reason of what it had not finished in ${ret_reason}.
 */
static enum tz_status
run_worker(struct tz_intake *intake, int fd, const char *name,
    struct tz_receive *receive, const char **ret_reason, struct tz_err *err)
{
	int64_t deadline =
	    now() + (int64_t)intake->limits.max_seconds * 3 * 1000;
	const struct tz_process_order order = {
	    .name = name,
	    .limits = &intake->limits,
	    .passwords = intake->passwords,
	    .passwords_len = intake->passwords_len,
	};
	struct tz_process process;
	bool late = false;
	enum tz_status s;

	s = take_worker(intake, &process, err);
	if (s)
		return s;
	s = tz_process_give(&process, fd, &order, err);
	if (s == TZ_OK)
		s = listen_to(process.stream, deadline, receive, &late, err);
	if (s == TZ_OK && !late && !tz_receive_done(receive))
		late = !tz_process_await(&process, remaining(deadline));
	*ret_reason = reason_of(tz_process_end(&process), late);
	return s;
}

/* Have the file read and give the document, whatever became of the worker. */
static enum tz_status
read_file(struct tz_intake *intake, int fd, const char *name, uint64_t size,
    struct tz_receive *receive, struct tz_document **ret_document,
    struct tz_err *err)
{
	struct tz_err inner = {TZ_OK, ""};
	struct tz_document_file root;
	tz_auto_buf path = TZ_BUF_INIT;
	const char *reason;
	enum tz_status s;

	s = run_worker(intake, fd, name, receive, &reason, &inner);
	if (s == TZ_FORMAT)
		reason = TZ_REASON_CRASH; /* a bad frame */
	else if (s)
		return tz_fail(err, s, "%s", inner.text);
	if (!tz_receive_greeted(receive))
		return tz_fail(err, TZ_IO,
		    _("'%s' does not work; is it installed whole"),
		    intake->worker);
	if (!tz_receive_seccomp(receive))
		return tz_fail(err, TZ_IO,
		    _("the kernel offers no filter of system calls (seccomp), "
		      "so nothing is read"));
	intake->landlock = tz_receive_landlock(receive);
	tz_utf8_clean(name, strlen(name), &path);
	s = describe(fd, tz_buf_str(&path), size, &root, err);
	if (s)
		return s;
	return tz_receive_finish(receive, &root, reason, ret_document, err);
}

enum tz_status
tz_intake_read(struct tz_intake *intake, int fd, const char *name,
    struct tz_document **ret_document, struct tz_err *err)
{
	tz_auto(tz_receive) receive = NULL;
	tz_auto(tz_ocr_draft) ocr = NULL;
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
	s = tz_receive_new(&intake->limits, &receive, err);
	if (s == TZ_OK)
		s = tz_ocr_draft_new(intake->ocr,
		    intake->limits.max_seconds * OCR_SHARE, &ocr, err);
	if (s)
		return s;
	tz_receive_set_ocr(receive, ocr);
	return read_file(intake, fd, name, (uint64_t)st.st_size, receive,
	    ret_document, err);
}
