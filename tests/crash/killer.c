/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tests/crash/killer.c - end a program at its N-th change to the disk
 *
 * Preloaded into the program named by KILLER_PROGRAM (and no other that
 * inherits the environment).  It counts the calls that change something on the
 * disk; before number KILLER_AT it sends SIGKILL to its own process, so that
 * nothing is flushed, closed or cleaned up.  With KILLER_HALF set, a write is
 * done by half first.  KILLER_COUNT names a file that gets the number of calls
 * when the program ends by itself.
 */
/* With it, open() and open64() would be one symbol. */
#undef _FILE_OFFSET_BITS

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

#define EXPORT __attribute__((visibility("default")))

/* The function that would have been called without this one. */
#define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static atomic_long calls;

static bool
is_meant(void)
{
	const char *program = getenv("KILLER_PROGRAM");

	return program && strcmp(program, program_invocation_short_name) == 0;
}

/* Count a call; whether this is the one to end at. */
static bool
is_last(void)
{
	const char *at = getenv("KILLER_AT");
	long number;

	if (!is_meant())
		return false;
	number = atomic_fetch_add(&calls, 1) + 1;
	return at && number == strtol(at, NULL, 10);
}

static void
step(void)
{
	if (is_last())
		kill(getpid(), SIGKILL);
}

__attribute__((destructor)) static void
tell(void)
{
	const char *path = getenv("KILLER_COUNT");
	FILE *file = path && is_meant() ? fopen(path, "w") : NULL;

	if (!file)
		return;
	fprintf(file, "%ld\n", atomic_load(&calls));
	fclose(file);
}

EXPORT ssize_t
write(int fd, const void *data, size_t len)
{
	if (is_last()) {
		if (getenv("KILLER_HALF") && NEXT(write)(fd, data, len / 2) < 0)
			perror("killer");
		kill(getpid(), SIGKILL);
	}
	return NEXT(write)(fd, data, len);
}

EXPORT ssize_t
pwrite64(int fd, const void *data, size_t len, off64_t at)
{
	if (is_last()) {
		if (getenv("KILLER_HALF") &&
		    NEXT(pwrite64)(fd, data, len / 2, at) < 0)
			perror("killer");
		kill(getpid(), SIGKILL);
	}
	return NEXT(pwrite64)(fd, data, len, at);
}

EXPORT ssize_t
pwrite(int fd, const void *data, size_t len, off_t at)
{
	return pwrite64(fd, data, len, at);
}

EXPORT int
fsync(int fd)
{
	step();
	return NEXT(fsync)(fd);
}

EXPORT int
fdatasync(int fd)
{
	step();
	return NEXT(fdatasync)(fd);
}

EXPORT int
ftruncate64(int fd, off64_t len)
{
	step();
	return NEXT(ftruncate64)(fd, len);
}

EXPORT int
ftruncate(int fd, off_t len)
{
	step();
	return NEXT(ftruncate)(fd, len);
}

EXPORT int
rename(const char *from, const char *to)
{
	step();
	return NEXT(rename)(from, to);
}

EXPORT int
renameat(int from_folder, const char *from, int to_folder, const char *to)
{
	step();
	return NEXT(renameat)(from_folder, from, to_folder, to);
}

EXPORT int
linkat(int from_folder, const char *from, int to_folder, const char *to,
    int flags)
{
	step();
	return NEXT(linkat)(from_folder, from, to_folder, to, flags);
}

EXPORT int
unlink(const char *path)
{
	step();
	return NEXT(unlink)(path);
}

EXPORT int
unlinkat(int folder, const char *path, int flags)
{
	step();
	return NEXT(unlinkat)(folder, path, flags);
}

EXPORT int
mkdir(const char *path, mode_t mode)
{
	step();
	return NEXT(mkdir)(path, mode);
}

EXPORT int
mkdirat(int folder, const char *path, mode_t mode)
{
	step();
	return NEXT(mkdirat)(folder, path, mode);
}

/* What opens only to read changes nothing. */
#define OPEN_MODE(flags, mode)                                                 \
	do {                                                                   \
		va_list args;                                                  \
                                                                               \
		mode = 0;                                                      \
		if ((flags) & (O_CREAT | (O_TMPFILE & ~O_DIRECTORY))) {        \
			va_start(args, flags);                                 \
			mode = va_arg(args, mode_t);                           \
			va_end(args);                                          \
			step();                                                \
		}                                                              \
	} while (0)

EXPORT int
open(const char *path, int flags, ...)
{
	mode_t mode;

	OPEN_MODE(flags, mode);
	return NEXT(open)(path, flags, mode);
}

EXPORT int
open64(const char *path, int flags, ...)
{
	mode_t mode;

	OPEN_MODE(flags, mode);
	return NEXT(open64)(path, flags, mode);
}

EXPORT int
openat(int folder, const char *path, int flags, ...)
{
	mode_t mode;

	OPEN_MODE(flags, mode);
	return NEXT(openat)(folder, path, flags, mode);
}

EXPORT int
openat64(int folder, const char *path, int flags, ...)
{
	mode_t mode;

	OPEN_MODE(flags, mode);
	return NEXT(openat64)(folder, path, flags, mode);
}
