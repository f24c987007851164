/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/process.c - the reader of one draft: asked for, given it, ended
 */
#include "intake/process.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/file.h"
#include "base/intl.h"

/* What the pipe should hold, so that both sides work at once. */
#define PIPE_SIZE (256 << 10)
/* How long, in milliseconds, one that is killed may take to be gone. */
#define PATIENCE 10000

/* Send a message with ${n} descriptors; whether somebody takes it. */
static bool
send_files(int socket, const void *data, size_t len, const int *files, size_t n)
{
	union {
		struct cmsghdr head;
		char space[CMSG_SPACE(sizeof(int) * TZ_WORKER_BIRTH)];
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

/* The ends of what connects to a reader: ours and its own. */
struct ends {
	int ours[TZ_WORKER_BIRTH];
	int theirs[TZ_WORKER_BIRTH];
};

static void
close_all(const int *files)
{
	size_t i;

	for (i = 0; i < TZ_WORKER_BIRTH; i++) {
		if (files[i] >= 0)
			close(files[i]);
	}
}

static bool
connect_ends(struct ends *ends)
{
	int pair[2];
	int i;

	for (i = 0; i < TZ_WORKER_BIRTH; i++)
		ends->ours[i] = ends->theirs[i] = -1;
	for (i = 0; i < TZ_WORKER_BIRTH; i++) {
		int s = i == TZ_WORKER_BIRTH_STREAM
		    ? pipe2(pair, O_CLOEXEC)
		    : socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0,
			  pair);

		if (s)
			return false;
		ends->ours[i] = pair[0];
		ends->theirs[i] = pair[1];
	}
	fcntl(ends->ours[TZ_WORKER_BIRTH_STREAM], F_SETPIPE_SZ, PIPE_SIZE);
	return true;
}

enum tz_status
tz_process_start(const struct tz_program *program, struct tz_process *ret,
    struct tz_err *err)
{
	struct ends ends;

	if (!connect_ends(&ends) ||
	    !send_files(program->control, "b", 1, ends.theirs,
		TZ_WORKER_BIRTH)) {
		close_all(ends.ours);
		close_all(ends.theirs);
		return tz_fail(err, TZ_IO, _("no worker can be started"));
	}
	close_all(ends.theirs);
	ret->stream = ends.ours[TZ_WORKER_BIRTH_STREAM];
	ret->control = ends.ours[TZ_WORKER_BIRTH_CONTROL];
	ret->watch = ends.ours[TZ_WORKER_BIRTH_WATCH];
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
	struct pollfd wait = {process->watch, POLLIN, 0};

	return poll(&wait, 1, milliseconds) != 0;
}

int
tz_process_end(struct tz_process *process)
{
	int status = SIGKILL;
	int told = 0;

	/* The program kills it, and tells how it ended. */
	shutdown(process->watch, SHUT_WR);
	if (tz_process_await(process, PATIENCE) &&
	    recv(process->watch, &told, sizeof told, MSG_DONTWAIT) ==
		(ssize_t)sizeof told)
		status = told;
	close(process->watch);
	close(process->stream);
	if (process->control >= 0)
		close(process->control);
	return status;
}
