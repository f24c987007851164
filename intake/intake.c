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
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/pidfd.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/digest.h"
#include "base/file.h"
#include "base/intl.h"
#include "base/utf8.h"
#include "intake/receive.h"
#include "intake/worker.h"

/* What one read may bring; a pipe holds as much when the system lets it. */
#define CHUNK ((size_t)256 << 10)

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

struct tz_intake {
	char *worker;
	struct tz_intake_limits limits;
	atomic_bool landlock;
};

/* A started worker. */
struct worker {
	pid_t pid;
	int stream;	  /* its frames */
	int64_t deadline; /* on the monotonic clock, in milliseconds */
};

enum tz_status
tz_intake_new(const char *worker, const struct tz_intake_limits *limits,
    struct tz_intake **ret_intake, struct tz_err *err)
{
	tz_auto(tz_intake) intake = NULL;

	if (access(worker, X_OK))
		return tz_fail(err, TZ_NOTFOUND,
		    _("no program to read drafts with: '%s'"), worker);
	intake = calloc(1, sizeof *intake);
	if (!intake)
		return tz_fail_nomem(err);
	intake->worker = strdup(worker);
	if (!intake->worker)
		return tz_fail_nomem(err);
	intake->limits = limits ? *limits : tz_intake_limits_default;
	*ret_intake = tz_steal(&intake);
	return TZ_OK;
}

void
tz_intake_free(struct tz_intake *intake)
{
	if (!intake)
		return;
	free(intake->worker);
	free(intake);
}

bool
tz_intake_landlock(const struct tz_intake *intake)
{
	return intake->landlock;
}

static int64_t
now(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (int64_t)ts.tv_sec * 1000 + ts.tv_nsec / 1000000;
}

/* The milliseconds until the worker's time is over, for poll(). */
static int
remaining(const struct worker *worker)
{
	int64_t left = worker->deadline - now();

	return left < 0 ? 0 : left > 1000000 ? 1000000 : (int)left;
}

/* The name in hexadecimal and the limits, as one string of NUL-ended ones. */
static void
write_arguments(const struct tz_intake_limits *limits, const char *name,
    struct tz_buf *ret)
{
	tz_hex_encode(name, strlen(name), ret);
	tz_buf_printf(ret, "%c%llu%c%llu%c%llu%c%llu%c%u%c%u%c%u%c%u", 0,
	    (unsigned long long)limits->max_file, 0,
	    (unsigned long long)limits->max_memory, 0,
	    (unsigned long long)limits->max_total, 0,
	    (unsigned long long)limits->max_text, 0, limits->max_seconds, 0,
	    limits->max_depth, 0, limits->max_entries, 0, limits->max_ratio);
}

/*
 * Start ${path} with the draft and the pipe's end at their places, no
 * environment, plain signals, and standard input and error at nothing: what a
 * library complains about may quote the draft.
 */
static int
spawn(const char *path, char **argv, int draft, int stream, pid_t *ret_pid)
{
	char *environment[] = {NULL};
	posix_spawn_file_actions_t files;
	posix_spawnattr_t attributes;
	sigset_t signals;
	int s;

	if ((s = posix_spawn_file_actions_init(&files)))
		return s;
	if ((s = posix_spawnattr_init(&attributes))) {
		posix_spawn_file_actions_destroy(&files);
		return s;
	}
	sigfillset(&signals);
	sigdelset(&signals, SIGKILL);
	sigdelset(&signals, SIGSTOP);
	posix_spawnattr_setsigdefault(&attributes, &signals);
	sigemptyset(&signals);
	posix_spawnattr_setsigmask(&attributes, &signals);
	posix_spawnattr_setflags(&attributes,
	    POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
	s = posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null",
	    O_RDONLY, 0);
	if (s == 0)
		s = posix_spawn_file_actions_adddup2(&files, stream,
		    TZ_WORKER_STREAM);
	if (s == 0)
		s = posix_spawn_file_actions_addopen(&files, STDERR_FILENO,
		    "/dev/null", O_WRONLY, 0);
	if (s == 0)
		s = posix_spawn_file_actions_adddup2(&files, draft,
		    TZ_WORKER_DRAFT);
	if (s == 0)
		s = posix_spawn_file_actions_addclosefrom_np(&files,
		    TZ_WORKER_DRAFT + 1);
	if (s == 0)
		s = posix_spawn(ret_pid, path, &files, &attributes, argv,
		    environment);
	posix_spawnattr_destroy(&attributes);
	posix_spawn_file_actions_destroy(&files);
	return s;
}

/* Start the worker. */
static enum tz_status
start(const struct tz_intake *intake, int fd, const char *name,
    struct worker *ret, struct tz_err *err)
{
	tz_auto_buf arguments = TZ_BUF_INIT;
	tz_auto_fd draft = -1;
	tz_auto_fd stream = -1;
	char *argv[1 + TZ_WORKER_ARGUMENTS + 1];
	char *at;
	int ends[2], i;
	enum tz_status s;

	write_arguments(&intake->limits, name, &arguments);
	s = tz_buf_check(&arguments, err);
	if (s)
		return s;
	argv[0] = intake->worker;
	for (i = 1, at = arguments.data; i <= TZ_WORKER_ARGUMENTS; i++) {
		argv[i] = at;
		at += strlen(at) + 1;
	}
	argv[i] = NULL;

	/* Numbers above those that the worker will use, so that none of the
	 * moves below steps on another. */
	draft = fcntl(fd, F_DUPFD_CLOEXEC, 10);
	if (draft < 0 || pipe2(ends, O_CLOEXEC))
		return tz_fail_errno(err, _("no pipe to"), intake->worker);
	ret->stream = ends[0];
	stream = fcntl(ends[1], F_DUPFD_CLOEXEC, 10);
	close(ends[1]);
	if (stream >= 0) {
		fcntl(stream, F_SETPIPE_SZ, (int)CHUNK);
		errno = spawn(intake->worker, argv, draft, stream, &ret->pid);
	}
	if (errno || stream < 0) {
		close(ret->stream);
		return tz_fail(err, TZ_IO, _("'%s' can not be started: %s"),
		    intake->worker, strerror(errno));
	}
	ret->deadline = now() + (int64_t)intake->limits.max_seconds * 3000;
	return TZ_OK;
}

/*
 * Take frames until the last one came, the stream ended, or time is over
 * (then ${ret_late}).
 */
static enum tz_status
listen_to(const struct worker *worker, struct tz_receive *receive,
    bool *ret_late, struct tz_err *err)
{
	tz_auto_str chunk = malloc(CHUNK);

	if (!chunk)
		return tz_fail_nomem(err);
	while (!tz_receive_done(receive)) {
		struct pollfd wait = {worker->stream, POLLIN, 0};
		int left = remaining(worker);
		enum tz_status s;
		ssize_t n;

		if (left == 0) {
			*ret_late = true;
			return TZ_OK;
		}
		n = poll(&wait, 1, left);
		if (n > 0)
			n = read(worker->stream, chunk, CHUNK);
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

/* Wait, as long as its time lasts, for the worker to end by itself; false when
 * it did not. */
static bool
await_end(const struct worker *worker)
{
	tz_auto_fd handle = pidfd_open(worker->pid, 0);
	struct pollfd wait = {handle, POLLIN, 0};

	if (handle < 0)
		return true;
	while (remaining(worker) > 0) {
		if (poll(&wait, 1, remaining(worker)) > 0)
			return true;
	}
	return false;
}

/* End the worker if it has not ended, and say why its last file was not. */
static const char *
end_worker(const struct worker *worker, bool late)
{
	int status = 0;

	kill(worker->pid, SIGKILL);
	while (waitpid(worker->pid, &status, 0) < 0 && errno == EINTR)
		continue;
	close(worker->stream);
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

/* Have the file read and give the document, whatever became of the worker. */
static enum tz_status
read_file(struct tz_intake *intake, int fd, const char *name, uint64_t size,
    struct tz_receive *receive, struct tz_document **ret_document,
    struct tz_err *err)
{
	struct tz_err inner = {TZ_OK, ""};
	struct tz_document_file root;
	tz_auto_buf path = TZ_BUF_INIT;
	struct worker worker;
	const char *reason;
	bool late = false;
	enum tz_status s;

	s = start(intake, fd, name, &worker, err);
	if (s)
		return s;
	s = listen_to(&worker, receive, &late, &inner);
	if (s == TZ_OK && !late && !tz_receive_done(receive))
		late = !await_end(&worker);
	reason = end_worker(&worker, late);
	if (s == TZ_NOMEM)
		return tz_fail_nomem(err);
	if (!tz_receive_greeted(receive))
		return tz_fail(err, TZ_IO,
		    _("'%s' does not work; is it installed whole"),
		    intake->worker);
	if (!tz_receive_seccomp(receive))
		return tz_fail(err, TZ_IO,
		    _("the kernel offers no filter of system calls (seccomp), "
		      "so nothing is read"));
	intake->landlock = tz_receive_landlock(receive);
	if (s == TZ_FORMAT)
		reason = TZ_REASON_CRASH;
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
	if (s)
		return s;
	return read_file(intake, fd, name, (uint64_t)st.st_size, receive,
	    ret_document, err);
}
