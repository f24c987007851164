/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ocr/recogniser.c - taizhang-ocr as a process, seen from its parent
 */
#include "intake/ocr/recogniser.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/intl.h"
#include "intake/intake.h"
#include "intake/ocr/words.h"

#define CHUNK ((size_t)64 << 10)

int64_t
tz_recogniser_now(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (int64_t)ts.tv_sec * 1000 + ts.tv_nsec / 1000000;
}

/* Start ${path} with the socket for its input and output, and nothing else.
 * OpenMP, of which Tesseract makes use, is told of threads only so. */
static int
spawn(const char *path, int socket, pid_t *ret_pid)
{
	char *argv[] = {(char *)path, NULL};
	char *environment[] = {(char *)"OMP_THREAD_LIMIT=1", NULL};
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
	posix_spawnattr_setsigdefault(&attributes, &signals);
	sigemptyset(&signals);
	posix_spawnattr_setsigmask(&attributes, &signals);
	posix_spawnattr_setflags(&attributes,
	    POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
	s = posix_spawn_file_actions_adddup2(&files, socket, TZ_WORDS_IN);
	if (s == 0)
		s = posix_spawn_file_actions_adddup2(&files, socket,
		    TZ_WORDS_OUT);
	if (s == 0)
		s = posix_spawn_file_actions_addopen(&files, STDERR_FILENO,
		    "/dev/null", O_WRONLY, 0);
	if (s == 0)
		s = posix_spawn_file_actions_addclosefrom_np(&files,
		    STDERR_FILENO + 1);
	if (s == 0)
		s = posix_spawn(ret_pid, path, &files, &attributes, argv,
		    environment);
	posix_spawnattr_destroy(&attributes);
	posix_spawn_file_actions_destroy(&files);
	return s;
}

enum tz_status
tz_recogniser_start(const char *path, struct tz_recogniser *ret,
    struct tz_err *err)
{
	int ends[2], theirs, s;
	pid_t pid = 0;

	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends))
		return tz_fail(err, TZ_IO, _("'%s' can not be started: %s"),
		    path, strerror(errno));
	/* Above the numbers that it gets there. */
	theirs = fcntl(ends[1], F_DUPFD_CLOEXEC, 10);
	s = errno;
	close(ends[1]);
	if (theirs >= 0) {
		s = spawn(path, theirs, &pid);
		close(theirs);
	}
	if (theirs < 0 || s) {
		close(ends[0]);
		return tz_fail(err, TZ_IO, _("'%s' can not be started: %s"),
		    path, strerror(s));
	}
	memset(ret, 0, sizeof *ret);
	ret->pid = pid;
	ret->socket = ends[0];
	return TZ_OK;
}

/* Wait until the socket may be used for ${events}. */
static enum tz_status
await(struct tz_recogniser *recogniser, short events, int64_t deadline,
    struct tz_err *err)
{
	struct pollfd wait = {recogniser->socket, events, 0};
	int64_t from = tz_recogniser_now();
	int64_t left = deadline - from;
	int n;

	if (left <= 0)
		return tz_fail(err, TZ_LIMIT, _("recognising takes too long"));
	n = poll(&wait, 1, left > 1000000 ? 1000000 : (int)left);
	recogniser->busy += tz_recogniser_now() - from;
	if (n < 0 && errno != EINTR)
		return tz_fail(err, TZ_IO, _("the recogniser is gone"));
	return TZ_OK;
}

enum tz_status
tz_recogniser_send(struct tz_recogniser *recogniser, const void *data,
    size_t len, int64_t deadline, struct tz_err *err)
{
	const char *bytes = data;

	while (len > 0) {
		ssize_t n = send(recogniser->socket, bytes, len,
		    MSG_NOSIGNAL | MSG_DONTWAIT);
		enum tz_status s = TZ_OK;

		if (n > 0) {
			bytes += n;
			len -= (size_t)n;
		} else if (errno == EAGAIN) {
			s = await(recogniser, POLLOUT, deadline, err);
		} else if (errno != EINTR) {
			s = tz_fail(err, TZ_IO, _("the recogniser is gone"));
		}
		if (s)
			return s;
	}
	return TZ_OK;
}

/* Take the bytes that are there, or wait for some. */
static enum tz_status
receive(struct tz_recogniser *recogniser, int64_t deadline, struct tz_err *err)
{
	char chunk[CHUNK];
	ssize_t n = recv(recogniser->socket, chunk, sizeof chunk, MSG_DONTWAIT);

	if (n < 0 && errno == EAGAIN)
		return await(recogniser, POLLIN, deadline, err);
	if (n < 0 && errno == EINTR)
		return TZ_OK;
	if (n <= 0)
		return tz_fail(err, TZ_IO, _("the recogniser is gone"));
	tz_buf_append(&recogniser->in, chunk, (size_t)n);
	return tz_buf_check(&recogniser->in, err);
}

/* Its first frame: it is of use only if its system calls are filtered. */
static bool
greet(struct tz_recogniser *recogniser, struct tz_frame *frame)
{
	uint64_t version = tz_frame_take_number(frame, UINT32_MAX);
	bool filtered = tz_frame_take_number(frame, 1) == 1;

	tz_frame_take_number(frame, UINT32_MAX);
	recogniser->greeted = frame->type == TZ_FRAME_HELLO &&
	    tz_frame_good(frame) && version == TZ_FRAME_VERSION && filtered;
	return recogniser->greeted;
}

enum tz_status
tz_recogniser_await(struct tz_recogniser *recogniser, int64_t deadline,
    struct tz_frame *ret_words, struct tz_err *err)
{
	struct tz_buf *in = &recogniser->in;

	for (;;) {
		enum tz_status s;

		if (recogniser->used > 0) {
			in->len -= recogniser->used;
			memmove(in->data, in->data + recogniser->used, in->len);
			recogniser->used = 0;
		}
		if (!tz_frame_read(ret_words, in->data, in->len,
			TZ_WORDS_MAX_BYTES, &recogniser->used))
			return tz_fail(err, TZ_IO, _("a malformed answer"));
		if (recogniser->used == 0) {
			s = receive(recogniser, deadline, err);
			if (s)
				return s;
			continue;
		}
		if (recogniser->greeted)
			return TZ_OK;
		if (!greet(recogniser, ret_words))
			return tz_fail(err, TZ_IO, _("a malformed answer"));
	}
}

const char *
tz_recogniser_end(struct tz_recogniser *recogniser)
{
	const char *reason = TZ_REASON_CRASH;
	int status = 0;

	if (recogniser->pid == 0)
		return reason;
	kill(recogniser->pid, SIGKILL);
	while (waitpid(recogniser->pid, &status, 0) < 0 && errno == EINTR)
		continue;
	if (!recogniser->greeted)
		reason = TZ_REASON_OCR_MISSING;
	else if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU)
		reason = TZ_REASON_LIMIT_TIME;
	close(recogniser->socket);
	tz_buf_clear(&recogniser->in);
	memset(recogniser, 0, sizeof *recogniser);
	return reason;
}
