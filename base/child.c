/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * base/child.c - one child process: bytes in, bytes out, a time limit
 *
 * The child leads a process group of its own, so that what it starts ends
 * with it.  SIGPIPE is blocked in this thread while the input is written and
 * one that arose here is taken back, so the caller's handlers never see it.
 */
#include "base/child.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/intl.h"

#define GLANCE 20 /* milliseconds between looks at a child that is silent */

struct child {
	pid_t pid;
	int in; /* our ends; -1 when closed */
	int out;
	int error;
	const char *input;
	size_t left;
	size_t limit;
	struct tz_buf *ret_out;
	struct tz_buf *ret_error;
	bool exited;
};

static void
shut(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

static int64_t
milliseconds(void)
{
	struct timespec now = {0};

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* The parent's environment with LC_ALL=C; the list is malloc()ed. */
static char **
environment(void)
{
	static char plain[] = "LC_ALL=C";
	size_t n = 0;
	size_t kept = 0;
	size_t i;
	char **list;

	while (environ && environ[n])
		n++;
	list = calloc(n + 2, sizeof *list);
	if (!list)
		return NULL;
	for (i = 0; i < n; i++) {
		if (strncmp(environ[i], "LC_ALL=", 7) != 0)
			list[kept++] = environ[i];
	}
	list[kept] = plain;
	return list;
}

static int
spawn(const char *const *argv, const int theirs[3], char **envp, pid_t *ret)
{
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	sigset_t none;
	sigset_t all;
	int i;
	int number;

	sigemptyset(&none);
	sigfillset(&all);
	posix_spawn_file_actions_init(&actions);
	posix_spawnattr_init(&attributes);
	for (i = 0; i < 3; i++) {
		if (theirs[i] >= 0)
			posix_spawn_file_actions_adddup2(&actions, theirs[i],
			    i);
	}
	posix_spawn_file_actions_addclosefrom_np(&actions, 3);
	posix_spawnattr_setflags(&attributes,
	    POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF |
		POSIX_SPAWN_SETSIGMASK);
	posix_spawnattr_setpgroup(&attributes, 0);
	posix_spawnattr_setsigdefault(&attributes, &all);
	posix_spawnattr_setsigmask(&attributes, &none);
	number = posix_spawnp(ret, argv[0], &actions, &attributes,
	    (char *const *)argv, envp);
	posix_spawnattr_destroy(&attributes);
	posix_spawn_file_actions_destroy(&actions);
	return number;
}

/* A pipe whose ends are above the standard descriptors, so that dup2() in the
 * child always makes a copy without close-on-exec. */
static bool
make_pipe(int ends[2])
{
	int i;

	if (pipe2(ends, O_CLOEXEC) != 0)
		return false;
	for (i = 0; i < 2; i++) {
		int high;

		if (ends[i] > 2)
			continue;
		high = fcntl(ends[i], F_DUPFD_CLOEXEC, 3);
		if (high < 0)
			return false;
		close(ends[i]);
		ends[i] = high;
	}
	return true;
}

static enum tz_status
start(struct child *child, const char *const *argv, bool with_error,
    struct tz_err *err)
{
	int pipes[3][2] = {{-1, -1}, {-1, -1}, {-1, -1}};
	int theirs[3] = {-1, -1, -1};
	char **envp = environment();
	int number = ENOMEM;
	bool made = envp && make_pipe(pipes[0]) && make_pipe(pipes[1]) &&
	    (!with_error || make_pipe(pipes[2]));
	int i;

	if (envp && !made)
		number = errno;
	theirs[0] = pipes[0][0];
	theirs[1] = pipes[1][1];
	theirs[2] = pipes[2][1];
	if (made)
		number = spawn(argv, theirs, envp, &child->pid);
	free(envp);
	for (i = 0; i < 3; i++)
		shut(&theirs[i]);
	child->in = pipes[0][1];
	child->out = pipes[1][0];
	child->error = pipes[2][0];
	if (number == 0) {
		fcntl(child->in, F_SETFL, O_NONBLOCK);
		fcntl(child->out, F_SETFL, O_NONBLOCK);
		if (with_error)
			fcntl(child->error, F_SETFL, O_NONBLOCK);
		return TZ_OK;
	}
	shut(&child->in);
	shut(&child->out);
	shut(&child->error);
	errno = number;
	return tz_fail_errno(err, _("cannot run"), argv[0]);
}

/* Take what is there; closes ${*fd} at its end. */
static enum tz_status
drain(struct child *child, int *fd, struct tz_buf *ret, struct tz_err *err)
{
	char room[16384];
	ssize_t n;

	while (*fd >= 0) {
		n = read(*fd, room, sizeof room);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0 && errno == EAGAIN)
			return TZ_OK;
		if (n < 0)
			return tz_fail_errno(err, _("cannot read"),
			    _("output of a program"));
		if (n == 0) {
			shut(fd);
			return TZ_OK;
		}
		if ((size_t)n > child->limit)
			return tz_fail(err, TZ_LIMIT, "%s",
			    _("a program wrote too much"));
		child->limit -= (size_t)n;
		tz_buf_append(ret, room, (size_t)n);
		if (ret->failed)
			return tz_fail_nomem(err);
	}
	return TZ_OK;
}

/* Give it what it takes.  A child that reads no more is its own affair. */
static void
feed(struct child *child)
{
	while (child->in >= 0 && child->left > 0) {
		ssize_t n = write(child->in, child->input, child->left);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0 && errno == EAGAIN)
			return;
		if (n < 0)
			break;
		child->input += n;
		child->left -= (size_t)n;
	}
	shut(&child->in);
}

static bool
has_exited(pid_t pid)
{
	siginfo_t info = {0};

	return waitid(P_PID, (id_t)pid, &info, WEXITED | WNOHANG | WNOWAIT) !=
	    0 ||
	    info.si_pid == pid;
}

/* Feed and drain until it has exited, or until ${deadline} (0: never). */
static enum tz_status
tend(struct child *child, int64_t deadline, bool *ret_late, struct tz_err *err)
{
	while (!child->exited) {
		struct pollfd polls[3] = {{child->in, POLLOUT, 0},
		    {child->out, POLLIN, 0}, {child->error, POLLIN, 0}};
		bool silent = child->out < 0 && child->error < 0;
		enum tz_status s;

		/* With nothing left to say it is about to exit. */
		poll(polls, 3, silent ? 1 : GLANCE);
		child->exited = has_exited(child->pid);
		feed(child);
		s = drain(child, &child->out, child->ret_out, err);
		if (!s)
			s = drain(child, &child->error, child->ret_error, err);
		if (s)
			return s;
		if (!child->exited && deadline && milliseconds() >= deadline) {
			*ret_late = true;
			return TZ_OK;
		}
	}
	return TZ_OK;
}

static enum tz_status
run(struct child *child, unsigned seconds, struct tz_child_result *result,
    struct tz_err *err)
{
	int64_t deadline =
	    seconds ? milliseconds() + seconds * INT64_C(1000) : 0;
	enum tz_status s = tend(child, deadline, &result->timed_out, err);
	int state = 0;

	/* Not yet waited for, so the group's number cannot be another's. */
	kill(-child->pid, SIGKILL);
	while (waitpid(child->pid, &state, 0) < 0 && errno == EINTR)
		continue;
	shut(&child->in);
	shut(&child->out);
	shut(&child->error);
	result->exit_status = WIFEXITED(state) ? WEXITSTATUS(state) : -1;
	result->signal = WIFSIGNALED(state) ? WTERMSIG(state) : 0;
	return s;
}

/* Let SIGPIPE wait in this thread; true if one was waiting already. */
static bool
hold_signal(sigset_t *ret_old)
{
	sigset_t set;
	sigset_t pending;

	sigpending(&pending);
	sigemptyset(&set);
	sigaddset(&set, SIGPIPE);
	pthread_sigmask(SIG_BLOCK, &set, ret_old);
	return sigismember(&pending, SIGPIPE) == 1;
}

static void
release_signal(const sigset_t *old, bool was_pending)
{
	struct timespec now = {0, 0};
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGPIPE);
	if (!was_pending) {
		while (sigtimedwait(&set, NULL, &now) < 0 && errno == EINTR)
			continue;
	}
	pthread_sigmask(SIG_SETMASK, old, NULL);
}

enum tz_status
tz_child_run(const char *const *argv, const void *input, size_t input_len,
    unsigned seconds, size_t limit, struct tz_buf *ret_out,
    struct tz_buf *ret_error, struct tz_child_result *ret_result,
    struct tz_err *err)
{
	struct child child = {
	    -1, -1, -1, -1, input, input_len, limit, ret_out, ret_error, false};
	struct tz_child_result result = {-1, 0, false};
	sigset_t old;
	bool was_pending;
	enum tz_status s = start(&child, argv, ret_error != NULL, err);

	if (s)
		return s;
	was_pending = hold_signal(&old);
	s = run(&child, seconds, &result, err);
	release_signal(&old, was_pending);
	*ret_result = result;
	return s;
}
