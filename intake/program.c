/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/program.c - the worker program, of which each reader is a child
 */
#include "intake/program.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "base/intl.h"
#include "intake/worker.h"

/*
 * Where each descriptor goes: standard input output and error at nothing (what
 * a library complains about may quote the draft), and no other stays open.
 */
static int
place_files(posix_spawn_file_actions_t *files, int control)
{
	int s;

	s = posix_spawn_file_actions_addopen(files, STDIN_FILENO, "/dev/null",
	    O_RDONLY, 0);
	if (s == 0)
		s = posix_spawn_file_actions_addopen(files, TZ_WORKER_STREAM,
		    "/dev/null", O_WRONLY, 0);
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
spawn(const char *path, int control, pid_t *ret_pid)
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
	s = place_files(&files, control);
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

enum tz_status
tz_program_start(const char *path, struct tz_program *ret, struct tz_err *err)
{
	struct tz_program program = {0, -1};
	tz_auto_fd theirs = -1;
	int ends[2], s;

	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends))
		return tz_fail_errno(err, _("no socket to"), path);
	program.control = ends[0];
	theirs = move_up(ends[1]);
	s = theirs < 0 ? errno : spawn(path, theirs, &program.pid);
	if (s) {
		close(program.control);
		return tz_fail(err, TZ_IO, _("'%s' can not be started: %s"),
		    path, strerror(s));
	}
	*ret = program;
	return TZ_OK;
}

void
tz_program_end(struct tz_program *program)
{
	if (program->pid == 0)
		return;
	/* Its children end with it. */
	kill(program->pid, SIGKILL);
	while (waitpid(program->pid, NULL, 0) < 0 && errno == EINTR)
		continue;
	close(program->control);
	program->pid = 0;
}
