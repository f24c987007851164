/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bench/measure.c - what a command costs, with all that it starts
 *
 * Usage: measure COMMAND [ARGUMENT...]
 *
 * Its output goes nowhere.  Prints on one line the seconds on the clock, the
 * seconds of processor time, the most memory that one of its processes held
 * (KiB) and the exit status.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double
clock_seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static double
of_timeval(struct timeval t)
{
	return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

static int
run(char **argv)
{
	int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);

	if (nothing < 0 || dup2(nothing, STDOUT_FILENO) < 0 ||
	    dup2(nothing, STDERR_FILENO) < 0)
		return 127;
	execvp(argv[0], argv);
	return 127;
}

int
main(int argc, char **argv)
{
	double begun = clock_seconds();
	struct rusage used;
	int status;
	pid_t pid;

	if (argc < 2) {
		fputs("usage: measure COMMAND [ARGUMENT...]\n", stderr);
		return 2;
	}
	pid = fork();
	if (pid == 0)
		_exit(run(argv + 1));
	if (pid < 0 || waitpid(pid, &status, 0) < 0) {
		fprintf(stderr, "measure: %s\n", strerror(errno));
		return 2;
	}
	getrusage(RUSAGE_CHILDREN, &used);
	printf("%.4f %.4f %ld %d\n", clock_seconds() - begun,
	    of_timeval(used.ru_utime) + of_timeval(used.ru_stime),
	    used.ru_maxrss, WIFEXITED(status) ? WEXITSTATUS(status) : 128);
	return 0;
}
