/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tests/unit/intake/test_sandbox.c - each wall, by running against it
 *
 * A child enters the sandbox and tries one thing; its exit says what came of
 * it, its signal whether it was killed.
 */
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sched.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "intake/sandbox.h"

#define MEMORY ((uint64_t)256 << 20)

/* Exits of the child. */
#define REFUSED 10
#define DONE 11
#define NOT_ENTERED 12

/* Run ${attempt} inside; returns what waitpid() says. */
static int
run_inside(int (*attempt)(void), unsigned seconds)
{
	pid_t pid = fork();
	int status = 0;

	if (pid == 0) {
		unsigned landlock;

		if (tz_sandbox_limit(MEMORY, seconds, NULL) ||
		    tz_sandbox_enter(&landlock, NULL))
			_exit(NOT_ENTERED);
		_exit(attempt());
	}
	assert_true(pid > 0);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return status;
}

static void
assert_exits(int (*attempt)(void), int with)
{
	int status = run_inside(attempt, 10);

	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), with);
}

static void
assert_killed(int (*attempt)(void))
{
	int status = run_inside(attempt, 10);

	assert_true(WIFSIGNALED(status));
	assert_int_equal(WTERMSIG(status), SIGSYS);
}

static int
refused_by(long result, int by)
{
	return result < 0 && errno == by ? REFUSED : DONE;
}

static int
try_nothing(void)
{
	char *memory = malloc(1 << 20);

	memset(memory, 1, 1 << 20);
	free(memory);
	return DONE;
}

static int
try_open(void)
{
	return refused_by(open("/etc/hostname", O_RDONLY), EPERM);
}

static int
try_create(void)
{
	return refused_by(open("/tmp/taizhang-sandbox", O_WRONLY | O_CREAT,
			      0600),
	    EPERM);
}

static int
try_old_open(void)
{
	return refused_by(syscall(SYS_open, "/etc/hostname", O_RDONLY), EPERM);
}

static int
try_stat(void)
{
	struct stat st;

	return refused_by(stat("/etc/hostname", &st), EPERM);
}

/* Its own memory, by which what can be run could be changed. */
static int
try_own_memory(void)
{
	return refused_by(open("/proc/self/mem", O_RDWR), EPERM);
}

static int
try_more_files(void)
{
	return refused_by(dup(STDIN_FILENO), EPERM);
}

static int
try_duplicate(void)
{
	return refused_by(fcntl(STDIN_FILENO, F_DUPFD, 0), EPERM);
}

static int
try_kill_thread_of_parent(void)
{
	pid_t parent = getppid();

	return refused_by(syscall(SYS_tgkill, parent, parent, SIGTERM), EPERM);
}

static int
try_other_memory(void)
{
	char byte;
	struct iovec here = {&byte, 1};

	return syscall(SYS_process_vm_readv, getppid(), &here, 1, &here, 1, 0) <
		0
	    ? REFUSED
	    : DONE;
}

static int
try_connect(void)
{
	struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = 80};

	return connect(STDIN_FILENO, (struct sockaddr *)&to, sizeof to) < 0
	    ? REFUSED
	    : DONE;
}

static int
try_ring(void)
{
	return syscall(SYS_io_uring_setup, 1, NULL) < 0 ? REFUSED : DONE;
}

static int
try_new_spaces(void)
{
	return unshare(CLONE_NEWUSER) < 0 ? REFUSED : DONE;
}

/* A file that was open before. */
static int scratch = -1;

static int
try_write(void)
{
	return refused_by(write(scratch, "x", 1), EFBIG);
}

static int
try_unlink(void)
{
	return refused_by(unlink("/tmp/taizhang-sandbox"), EPERM);
}

static int
try_kill_parent(void)
{
	return refused_by(kill(getppid(), SIGTERM), EPERM);
}

static int
try_run_memory(void)
{
	void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE,
	    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (mmap(NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS,
		-1, 0) != MAP_FAILED)
		return DONE;
	return refused_by(mprotect(page, 4096, PROT_READ | PROT_EXEC), EPERM);
}

static int
try_lift_limit(void)
{
	const struct rlimit lifted = {RLIM_INFINITY, RLIM_INFINITY};

	return refused_by(setrlimit(RLIMIT_CPU, &lifted), EPERM);
}

static int
try_exec(void)
{
	char *argv[] = {(char *)"/bin/true", NULL};

	execve(argv[0], argv, argv + 1);
	return REFUSED;
}

static int
try_fork(void)
{
	return syscall(SYS_fork) == 0 ? DONE : REFUSED;
}

static int
try_clone(void)
{
	return fork() == 0 ? DONE : REFUSED;
}

static int
try_socket(void)
{
	return socket(AF_INET, SOCK_STREAM, 0) < 0 ? REFUSED : DONE;
}

static int
try_unix_socket(void)
{
	int ends[2];

	return socketpair(AF_UNIX, SOCK_STREAM, 0, ends) ? REFUSED : DONE;
}

static int
try_ptrace(void)
{
	return syscall(SYS_ptrace, 0, 0, 0, 0) < 0 ? REFUSED : DONE;
}

/* More memory than there may be; touching it keeps the compiler honest. */
static int
try_memory(void)
{
	volatile char *memory = malloc(MEMORY);

	if (!memory)
		return REFUSED;
	memory[MEMORY / 2] = 1;
	return DONE;
}

static int
try_forever(void)
{
	volatile unsigned long i = 0;

	for (;;)
		i++;
	return DONE;
}

static void
test_allowed(void **state)
{
	(void)state;
	assert_exits(try_nothing, DONE);
}

static void
test_refused(void **state)
{
	(void)state;
	assert_exits(try_open, REFUSED);
	assert_exits(try_create, REFUSED);
	assert_exits(try_old_open, REFUSED);
	assert_exits(try_stat, REFUSED);
	assert_exits(try_unlink, REFUSED);
	assert_exits(try_own_memory, REFUSED);
	assert_exits(try_more_files, REFUSED);
	assert_exits(try_duplicate, REFUSED);
	assert_exits(try_kill_thread_of_parent, REFUSED);
	assert_exits(try_kill_parent, REFUSED);
	assert_exits(try_run_memory, REFUSED);
	assert_exits(try_lift_limit, REFUSED);
}

static void
test_killed(void **state)
{
	(void)state;
	assert_killed(try_exec);
	assert_killed(try_fork);
	assert_killed(try_clone);
	assert_killed(try_socket);
	assert_killed(try_unix_socket);
	assert_killed(try_ptrace);
	assert_killed(try_other_memory);
	assert_killed(try_connect);
	assert_killed(try_ring);
	assert_killed(try_new_spaces);
}

static void
test_limits(void **state)
{
	int status;

	(void)state;
#ifndef __SANITIZE_ADDRESS__
	assert_exits(try_memory, REFUSED);
#else
	(void)try_memory;
#endif
	status = run_inside(try_forever, 1);
	assert_true(WIFSIGNALED(status));
	assert_int_equal(WTERMSIG(status), SIGXCPU);
}

/* Nothing is written to a file, even to one that is open. */
static void
test_output(void **state)
{
	char path[] = "/tmp/taizhang-scratch-XXXXXX";
	struct stat st;
	int status;

	(void)state;
	scratch = mkstemp(path);
	assert_true(scratch >= 0);
	status = run_inside(try_write, 10);
	assert_true(WIFSIGNALED(status));
	assert_int_equal(WTERMSIG(status), SIGXFSZ);
	assert_int_equal(fstat(scratch, &st), 0);
	assert_int_equal(st.st_size, 0);
	close(scratch);
	unlink(path);
}

/* Without the filter, so that the limit itself is seen. */
static void
test_descriptors(void **state)
{
	pid_t pid = fork();
	int status = 0;

	(void)state;
	if (pid == 0) {
		int n = 0;

		if (tz_sandbox_limit(MEMORY, 10, NULL))
			_exit(NOT_ENTERED);
		while (n < 1000 && dup(STDIN_FILENO) >= 0)
			n++;
		_exit(n < 20 && errno == EMFILE ? REFUSED : DONE);
	}
	assert_true(pid > 0);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), REFUSED);
}

/* Landlock alone, so that it is known to stand behind seccomp. */
static void
test_landlock(void **state)
{
	pid_t pid = fork();
	int status = 0;

	(void)state;
	if (pid == 0) {
		unsigned version = 0;

		if (tz_sandbox_enter_landlock(&version, NULL))
			_exit(NOT_ENTERED);
		if (version == 0)
			_exit(0);
		_exit(refused_by(open("/etc/hostname", O_RDONLY), EACCES));
	}
	assert_true(pid > 0);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status));
	if (WEXITSTATUS(status) == 0)
		skip();
	assert_int_equal(WEXITSTATUS(status), REFUSED);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_allowed),
	    cmocka_unit_test(test_refused),
	    cmocka_unit_test(test_killed),
	    cmocka_unit_test(test_limits),
	    cmocka_unit_test(test_output),
	    cmocka_unit_test(test_descriptors),
	    cmocka_unit_test(test_landlock),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
