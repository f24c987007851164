/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/process.c - the worker as a process: started, given a draft, ended
 */
#include "intake/process.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/pidfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "base/intl.h"
#include "intake/worker.h"

/* What the pipe should hold, so that both sides work at once. */
#define PIPE_SIZE (256 << 10)
/* Descriptors in one message. */
#define MAX_SENT 3

/*
 * Where each descriptor goes: standard input and error at nothing (what a
 * library complains about may quote the draft), and no other stays open.
 */
static int
place_files(posix_spawn_file_actions_t *files, int control, int stream)
{
	int s;

	s = posix_spawn_file_actions_addopen(files, STDIN_FILENO, "/dev/null",
	    O_RDONLY, 0);
	if (s == 0)
		s = posix_spawn_file_actions_adddup2(files, stream,
		    TZ_WORKER_STREAM);
	if (s == 0)
		s = posix_spawn_file_actions_addopen(files, STDERR_FILENO,
		    "/dev/null", O_WRONLY, 0);
	if (s == 0)
		s = posix_spawn_file_actions_adddup2(files, control,
		    TZ_WORKER_CONTROL);
	if (s == 0)
		s = posix_spawn_file_actions_addclosefrom_np(files,
		    TZ_WORKER_CONTROL + 1);
	return s;
}

/* Start ${path} with no environment and plain signals. */
static int
spawn(const char *path, int control, int stream, pid_t *ret_pid)
{
	char *argv[] = {(char *)path, NULL};
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
	posix_spawnattr_setsigdefault(&attributes, &signals);
	sigemptyset(&signals);
	posix_spawnattr_setsigmask(&attributes, &signals);
	posix_spawnattr_setflags(&attributes,
	    POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
	s = place_files(&files, control, stream);
	if (s == 0)
		s = posix_spawn(ret_pid, path, &files, &attributes, argv,
		    environment);
	posix_spawnattr_destroy(&attributes);
	posix_spawn_file_actions_destroy(&files);
	return s;
}

/* Move ${fd} above the numbers that the worker will use, so that placing one
 * does not step on another.  The old one is closed. */
static int
move_up(int fd)
{
	int moved = fcntl(fd, F_DUPFD_CLOEXEC, 10);

	close(fd);
	return moved;
}

/* Send a message with ${n} descriptors; whether somebody takes it. */
static bool
send_files(int socket, const void *data, size_t len, const int *files, size_t n)
{
	union {
		struct cmsghdr head;
		char space[CMSG_SPACE(sizeof(int) * MAX_SENT)];
	} control;
	struct iovec bytes = {(void *)data, len};
	struct msghdr message;
	struct cmsghdr *rights;
	ssize_t sent;

	memset(&control, 0, sizeof control);
	memset(&message, 0, sizeof message);
	message.msg_iov = &bytes;
	message.msg_iovlen = 1;
	message.msg_control = control.space;
	message.msg_controllen = CMSG_SPACE(sizeof(int) * n);
	rights = CMSG_FIRSTHDR(&message);
	rights->cmsg_level = SOL_SOCKET;
	rights->cmsg_type = SCM_RIGHTS;
	rights->cmsg_len = CMSG_LEN(sizeof(int) * n);
	memcpy(CMSG_DATA(rights), files, sizeof(int) * n);
	do {
		sent = sendmsg(socket, &message, MSG_NOSIGNAL);
	} while (sent < 0 && errno == EINTR);
	return sent >= 0;
}

enum tz_status
tz_process_start(const char *path, struct tz_process *ret, struct tz_err *err)
{
	struct tz_process process = {0, -1, -1};
	tz_auto_fd stream = -1;
	tz_auto_fd control = -1;
	int pipe_ends[2], socket_ends[2], s;

	if (pipe2(pipe_ends, O_CLOEXEC))
		return tz_fail_errno(err, _("no pipe to"), path);
	process.stream = pipe_ends[0];
	stream = move_up(pipe_ends[1]);
	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0,
		socket_ends)) {
		close(process.stream);
		return tz_fail_errno(err, _("no socket to"), path);
	}
	process.control = socket_ends[0];
	control = move_up(socket_ends[1]);
	s = errno;
	if (stream >= 0 && control >= 0) {
		fcntl(stream, F_SETPIPE_SZ, PIPE_SIZE);
		s = spawn(path, control, stream, &process.pid);
	}
	if (process.pid == 0 || s) {
		close(process.stream);
		close(process.control);
		return tz_fail(err, TZ_IO, _("'%s' can not be started: %s"),
		    path, strerror(s));
	}
	*ret = process;
	return TZ_OK;
}

/* Write the order down; NULL when memory ran out. */
static struct tz_worker_request *
request_of(const struct tz_process_order *order, size_t *ret_len)
{
	struct tz_worker_request *request = calloc(1, sizeof *request);
	size_t name_len = strlen(order->name);

	if (!request)
		return NULL;
	request->limits = *order->limits;
	memcpy(request->cuts, order->cuts, sizeof request->cuts);
	request->n_cuts = order->n_cuts;
	request->name_len = (uint32_t)name_len;
	request->passwords_len = (uint32_t)order->passwords_len;
	memcpy(request->bytes, order->name, name_len);
	if (order->passwords_len > 0)
		memcpy(request->bytes + name_len, order->passwords,
		    order->passwords_len);
	*ret_len = offsetof(struct tz_worker_request, bytes) + name_len +
	    order->passwords_len;
	return request;
}

enum tz_status
tz_process_give(struct tz_process *process, int draft,
    const struct tz_process_order *order, struct tz_err *err)
{
	struct tz_worker_request *request;
	size_t len = 0;

	if (strlen(order->name) > TZ_WORKER_NAME_MAX)
		return tz_fail(err, TZ_LIMIT, _("a name is too long"));
	if (order->passwords_len > TZ_WORKER_PASSWORDS_MAX)
		return tz_fail(err, TZ_LIMIT, _("too many passwords"));
	request = request_of(order, &len);
	if (!request)
		return tz_fail_nomem(err);
	send_files(process->control, request, len, &draft, 1);
	explicit_bzero(request, sizeof *request);
	free(request);
	close(process->control);
	process->control = -1;
	return TZ_OK;
}

bool
tz_process_await(const struct tz_process *process, int milliseconds)
{
	tz_auto_fd handle = pidfd_open(process->pid, 0);
	struct pollfd wait = {handle, POLLIN, 0};

	return handle < 0 || poll(&wait, 1, milliseconds) != 0;
}

int
tz_process_end(struct tz_process *process)
{
	int status = 0;

	if (process->pid == 0)
		return 0;
	kill(process->pid, SIGKILL);
	while (waitpid(process->pid, &status, 0) < 0 && errno == EINTR)
		continue;
	close(process->stream);
	if (process->control >= 0)
		close(process->control);
	process->pid = 0;
	return status;
}
