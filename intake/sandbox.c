/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/sandbox.c - the walls round the worker: limits, Landlock, seccomp
 *
 * The filter allows a list of system calls.  What a library may harmlessly try
 * (open a file, look at the terminal) is refused with EPERM; what only an
 * attacker wants (another program, a process, a socket) kills.
 */
#include "intake/sandbox.h"

#include <errno.h>
#include <stddef.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <seccomp.h>

#include "base/intl.h"

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif
#ifndef SANITIZED
#define SANITIZED 0
#endif

/* Descriptors: the three usual ones, the draft, and what is open for a moment
 * while the databases are loaded. */
#define MAX_FILES 16

static enum tz_status
limit(int resource, rlim_t soft, rlim_t hard, struct tz_err *err)
{
	struct rlimit was, new = {soft, hard};

	/* A lower limit that stands already is kept. */
	if (getrlimit((__rlimit_resource_t)resource, &was) == 0) {
		if (new.rlim_max > was.rlim_max)
			new.rlim_max = was.rlim_max;
		if (new.rlim_cur > was.rlim_max)
			new.rlim_cur = was.rlim_max;
	}
	if (setrlimit((__rlimit_resource_t)resource, &new))
		return tz_fail(err, TZ_IO, _("a limit can not be set"));
	return TZ_OK;
}

enum tz_status
tz_sandbox_limit(uint64_t memory, unsigned seconds, struct tz_err *err)
{
	enum tz_status s = TZ_OK;

	if (!SANITIZED)
		s = limit(RLIMIT_AS, memory, memory, err);
	/* The soft limit sends SIGXCPU, by which the parent knows the cause. */
	if (s == TZ_OK)
		s = limit(RLIMIT_CPU, seconds, (rlim_t)seconds + 1, err);
	if (s == TZ_OK)
		s = limit(RLIMIT_FSIZE, 0, 0, err);
	if (s == TZ_OK)
		s = limit(RLIMIT_NOFILE, MAX_FILES, MAX_FILES, err);
	if (s == TZ_OK)
		s = limit(RLIMIT_NPROC, 0, 0, err);
	if (s == TZ_OK)
		s = limit(RLIMIT_CORE, 0, 0, err);
	return s;
}

/*
 * Landlock's numbers (linux/landlock.h), given here since the header of the
 * build machine may be older than the kernel.  Each version of it knows more
 * rights; all that it knows are taken away.
 */
struct ruleset {
	uint64_t fs;
	uint64_t net;
	uint64_t scoped;
};

#ifndef SYS_landlock_create_ruleset
#define SYS_landlock_create_ruleset 444
#define SYS_landlock_restrict_self 446
#endif
#define RULESET_VERSION 1U

static unsigned
landlock_version(void)
{
	long version = syscall(SYS_landlock_create_ruleset, NULL, (size_t)0,
	    RULESET_VERSION);

	return version > 0 ? (unsigned)version : 0;
}

/* All rights that ${version} knows. */
static struct ruleset
all_rights(unsigned version)
{
	struct ruleset all = {0, 0, 0};

	all.fs = (1U << 13) - 1; /* EXECUTE to MAKE_SYM */
	if (version >= 2)
		all.fs |= 1U << 13; /* REFER */
	if (version >= 3)
		all.fs |= 1U << 14; /* TRUNCATE */
	if (version >= 4)
		all.net = 3; /* BIND_TCP, CONNECT_TCP */
	if (version >= 5)
		all.fs |= 1U << 15; /* IOCTL_DEV */
	if (version >= 6)
		all.scoped = 3; /* abstract sockets, signals */
	return all;
}

/* Enter a ruleset without a rule.  Returns its version, 0 when it could not be
 * entered. */
static unsigned
enter_ruleset(void)
{
	unsigned version = landlock_version();
	struct ruleset all;
	long ruleset, s;

	if (version == 0)
		return 0;
	all = all_rights(version);
	ruleset = syscall(SYS_landlock_create_ruleset, &all, sizeof all, 0U);
	if (ruleset < 0)
		return 0;
	s = syscall(SYS_landlock_restrict_self, (int)ruleset, 0U);
	close((int)ruleset);
	return s == 0 ? version : 0;
}

enum tz_status
tz_sandbox_enter_landlock(unsigned *ret_landlock, struct tz_err *err)
{
	/* Both walls ask for it, so that no set-uid program escapes them. */
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) ||
	    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0))
		return tz_fail(err, TZ_IO, _("privileges can not be given up"));
	*ret_landlock = enter_ruleset();
	return TZ_OK;
}

/* What reading from memory and writing to a pipe needs. */
static const int allowed[] = {
    SCMP_SYS(brk),
    SCMP_SYS(clock_getres),
    SCMP_SYS(clock_gettime),
    SCMP_SYS(close),
    SCMP_SYS(exit),
    SCMP_SYS(exit_group),
    SCMP_SYS(futex),
    SCMP_SYS(getpid),
    SCMP_SYS(getrandom),
    SCMP_SYS(gettid),
    SCMP_SYS(gettimeofday),
    SCMP_SYS(lseek),
    SCMP_SYS(madvise),
    SCMP_SYS(mremap),
    SCMP_SYS(munmap),
    SCMP_SYS(pread64),
    SCMP_SYS(read),
    SCMP_SYS(restart_syscall),
    SCMP_SYS(rt_sigaction),
    SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(rt_sigreturn),
    SCMP_SYS(sched_yield),
    SCMP_SYS(sigaltstack),
    SCMP_SYS(sysinfo),
    SCMP_SYS(time),
    SCMP_SYS(write),
    SCMP_SYS(writev),
};

/* What no parser does by mistake. */
static const int deadly[] = {
    SCMP_SYS(accept),
    SCMP_SYS(accept4),
    SCMP_SYS(add_key),
    SCMP_SYS(bind),
    SCMP_SYS(bpf),
    SCMP_SYS(chroot),
    SCMP_SYS(clone),
    SCMP_SYS(clone3),
    SCMP_SYS(connect),
    SCMP_SYS(execve),
    SCMP_SYS(execveat),
    SCMP_SYS(fork),
    SCMP_SYS(io_uring_enter),
    SCMP_SYS(io_uring_register),
    SCMP_SYS(io_uring_setup),
    SCMP_SYS(keyctl),
    SCMP_SYS(listen),
    SCMP_SYS(mount),
    SCMP_SYS(perf_event_open),
    SCMP_SYS(pivot_root),
    SCMP_SYS(process_vm_readv),
    SCMP_SYS(process_vm_writev),
    SCMP_SYS(ptrace),
    SCMP_SYS(recvmsg),
    SCMP_SYS(sendmsg),
    SCMP_SYS(sendto),
    SCMP_SYS(setns),
    SCMP_SYS(socket),
    SCMP_SYS(socketpair),
    SCMP_SYS(unshare),
    SCMP_SYS(userfaultfd),
    SCMP_SYS(vfork),
};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* Put the rules into ${filter}; 0 or a negative errno. */
static int
add_rules(scmp_filter_ctx filter)
{
	/* Memory, but none that can be run. */
	const struct scmp_arg_cmp no_exec =
	    SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0);
	/* abort() may signal this process, and no other. */
	const struct scmp_arg_cmp self =
	    SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t)getpid(), 0);
	size_t i;
	int s = 0;

	for (i = 0; s == 0 && i < COUNT(allowed); i++)
		s = seccomp_rule_add(filter, SCMP_ACT_ALLOW, allowed[i], 0);
	for (i = 0; s == 0 && i < COUNT(deadly); i++)
		s = seccomp_rule_add(filter, SCMP_ACT_KILL_PROCESS, deadly[i],
		    0);
	if (s == 0)
		s = seccomp_rule_add_array(filter, SCMP_ACT_ALLOW,
		    SCMP_SYS(mmap), 1, &no_exec);
	if (s == 0)
		s = seccomp_rule_add_array(filter, SCMP_ACT_ALLOW,
		    SCMP_SYS(mprotect), 1, &no_exec);
	if (s == 0)
		s = seccomp_rule_add_array(filter, SCMP_ACT_ALLOW,
		    SCMP_SYS(tgkill), 1, &self);
	return s;
}

static enum tz_status
enter_seccomp(struct tz_err *err)
{
	scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
	int s;

	if (!filter)
		return tz_fail(err, TZ_IO, _("no filter of system calls"));
	s = seccomp_attr_set(filter, SCMP_FLTATR_ACT_BADARCH,
	    SCMP_ACT_KILL_PROCESS);
	if (s == 0)
		s = add_rules(filter);
	if (s == 0)
		s = seccomp_load(filter);
	seccomp_release(filter);
	if (s)
		return tz_fail(err, TZ_IO, _("no filter of system calls"));
	return TZ_OK;
}

enum tz_status
tz_sandbox_enter(unsigned *ret_landlock, struct tz_err *err)
{
	enum tz_status s = tz_sandbox_enter_landlock(ret_landlock, err);

	return s ? s : enter_seccomp(err);
}
