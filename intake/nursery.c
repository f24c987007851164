/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/nursery.c - where the readers of drafts are born
 *
 * There is one thread, so that a fork() is whole, and nothing here is done with
 * what a child sends: children and this process have no channel in common.
 */
#include "intake/nursery.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <string.h>
#include <sys/pidfd.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "intake/worker.h"

/* As many as may read at once; more wait. */
#define CHILDREN_MAX 64

struct child {
	pid_t pid;
	int handle; /* readable when it ended */
	int watch;  /* readable when it is no longer wanted */
	bool killed;
};

struct nursery {
	struct child child[CHILDREN_MAX];
	size_t n;
};

/* The descriptors of a new child.  False when the other side is gone, or is
 * not who it should be. */
static bool
take_files(int *files)
{
	union {
		struct cmsghdr head;
		char space[CMSG_SPACE(sizeof(int) * TZ_WORKER_BIRTH)];
	} control;
	char byte;
	struct iovec bytes = {&byte, 1};
	struct msghdr message;
	const struct cmsghdr *rights;
	ssize_t n;

	memset(&message, 0, sizeof message);
	message.msg_iov = &bytes;
	message.msg_iovlen = 1;
	message.msg_control = control.space;
	message.msg_controllen = sizeof control.space;
	do {
		n = recvmsg(TZ_WORKER_CONTROL, &message, MSG_CMSG_CLOEXEC);
	} while (n < 0 && errno == EINTR);
	rights = CMSG_FIRSTHDR(&message);
	if (n != 1 || !rights || rights->cmsg_level != SOL_SOCKET ||
	    rights->cmsg_type != SCM_RIGHTS ||
	    rights->cmsg_len != CMSG_LEN(sizeof(int) * TZ_WORKER_BIRTH))
		return false;
	memcpy(files, CMSG_DATA(rights), sizeof(int) * TZ_WORKER_BIRTH);
	return true;
}

/* In the child: keep its own descriptors, and end with the parent. */
static bool
settle(const int *files, pid_t parent)
{
	return prctl(PR_SET_PDEATHSIG, SIGKILL) == 0 && getppid() == parent &&
	    dup2(files[TZ_WORKER_BIRTH_STREAM], TZ_WORKER_STREAM) >= 0 &&
	    dup2(files[TZ_WORKER_BIRTH_CONTROL], TZ_WORKER_CONTROL) >= 0 &&
	    close_range(TZ_WORKER_CONTROL + 1, ~0U, 0) == 0;
}

static void
tell(int watch, int status)
{
	while (send(watch, &status, sizeof status, MSG_NOSIGNAL) < 0 &&
	    errno == EINTR)
		continue;
	close(watch);
}

/* Take up a child that was born; without a handle it could not be watched. */
static void
take_up(struct nursery *nursery, pid_t pid, int watch)
{
	struct child *child = &nursery->child[nursery->n];
	int status = TZ_WORKER_FAILED << 8;

	child->pid = pid;
	child->watch = watch;
	child->killed = false;
	child->handle = pid < 0 ? -1 : pidfd_open(pid, 0);
	if (child->handle >= 0) {
		nursery->n++;
		return;
	}
	if (pid > 0) {
		kill(pid, SIGKILL);
		waitpid(pid, NULL, 0);
	}
	tell(watch, status);
}

/* Returns -1, and in the child its exit. */
static int
bear(struct nursery *nursery, const int *files, tz_nursery_reader *reader,
    void *arg)
{
	pid_t self = getpid();
	pid_t pid = fork();

	if (pid == 0)
		return settle(files, self) ? reader(arg) : TZ_WORKER_FAILED;
	close(files[TZ_WORKER_BIRTH_STREAM]);
	close(files[TZ_WORKER_BIRTH_CONTROL]);
	take_up(nursery, pid, files[TZ_WORKER_BIRTH_WATCH]);
	return -1;
}

/* Tell how the child number ${i} ended. */
static void
bury(struct nursery *nursery, size_t i)
{
	struct child *child = &nursery->child[i];
	int status = 0;

	while (waitpid(child->pid, &status, 0) < 0 && errno == EINTR)
		continue;
	close(child->handle);
	tell(child->watch, status);
	*child = nursery->child[--nursery->n];
}

/* Look after the children, given what poll() says of each. */
static void
look_after(struct nursery *nursery, const struct pollfd *seen)
{
	size_t i = nursery->n;

	while (i-- > 0) {
		struct child *child = &nursery->child[i];

		if (seen[2 * i].revents) {
			bury(nursery, i);
		} else if (seen[2 * i + 1].revents) {
			kill(child->pid, SIGKILL);
			child->killed = true;
		}
	}
}

int
tz_nursery_run(tz_nursery_reader *reader, void *arg)
{
	struct nursery nursery = {.n = 0};
	struct pollfd wait[1 + 2 * CHILDREN_MAX];
	int files[TZ_WORKER_BIRTH];
	int exit_status;
	size_t i;

	for (;;) {
		wait[0] = (struct pollfd){TZ_WORKER_CONTROL,
		    nursery.n < CHILDREN_MAX ? POLLIN : 0, 0};
		for (i = 0; i < nursery.n; i++) {
			const struct child *child = &nursery.child[i];

			wait[1 + 2 * i] =
			    (struct pollfd){child->handle, POLLIN, 0};
			wait[2 + 2 * i] = (struct pollfd){
			    child->killed ? -1 : child->watch, POLLIN, 0};
		}
		if (poll(wait, 1 + 2 * nursery.n, -1) < 0)
			continue;
		look_after(&nursery, wait + 1);
		if (wait[0].revents & POLLIN) {
			if (!take_files(files))
				break;
			exit_status = bear(&nursery, files, reader, arg);
			if (exit_status >= 0)
				return exit_status;
		} else if (wait[0].revents) {
			break;
		}
	}
	for (i = 0; i < nursery.n; i++)
		kill(nursery.child[i].pid, SIGKILL);
	return 0;
}
