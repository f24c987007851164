/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * archive/sign.c - making an SSHSIG with ssh-keygen; the armored form
 *
 * ssh-keygen stays in our process group and keeps the terminal, so that it can
 * ask for a passphrase or a touch there (base/child.h starts a group of its
 * own, which may not read the terminal).  What it says on standard error is
 * shown only on a terminal.
 */
#include "archive/sign.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/digest.h"
#include "base/file.h"
#include "base/intl.h"

#define BEGIN "-----BEGIN SSH SIGNATURE-----\n"
#define END "-----END SSH SIGNATURE-----\n"
#define LINE 70 /* characters, as ssh-keygen writes them */
#define ARMOR_MAX 65536

/* Run ssh-keygen on the given descriptors; the exit status, or -1. */
static int
run_keygen(const char *const *argv, int in, int out)
{
	posix_spawn_file_actions_t actions;
	int number, status;
	pid_t pid;

	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, in, STDIN_FILENO);
	posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
	if (!isatty(STDERR_FILENO))
		posix_spawn_file_actions_addopen(&actions, STDERR_FILENO,
		    "/dev/null", O_WRONLY, 0);
	number = posix_spawnp(&pid, argv[0], &actions, NULL,
	    (char *const *)argv, environ);
	posix_spawn_file_actions_destroy(&actions);
	if (number != 0) {
		errno = number;
		return -1;
	}
	while (waitpid(pid, &status, 0) < 0) {
		if (errno != EINTR)
			return -1;
	}
	return WIFEXITED(status) ? WEXITSTATUS(status) : 255;
}

enum tz_status
tz_sign_unarmor(const char *text, struct tz_buf *ret_blob, struct tz_err *err)
{
	tz_auto_buf base64 = TZ_BUF_INIT;
	const char *end = strstr(text, END);
	const char *at;

	if (strncmp(text, BEGIN, strlen(BEGIN)) != 0 || !end ||
	    strlen(end) != strlen(END))
		return tz_fail(err, TZ_FORMAT, _("not an SSH signature"));
	for (at = text + strlen(BEGIN); at < end; at++) {
		if (*at != '\n')
			tz_buf_putc(&base64, *at);
	}
	return tz_base64_decode(tz_buf_str(&base64), base64.len, ret_blob, err);
}

enum tz_status
tz_sign(const char *key_path, const char *family_namespace, const void *data,
    size_t len, struct tz_buf *ret_blob, struct tz_err *err)
{
	const char *const argv[] = {"ssh-keygen", "-q", "-Y", "sign", "-f",
	    key_path, "-n", family_namespace, NULL};
	tz_auto_buf armor = TZ_BUF_INIT;
	tz_auto_fd in = -1;
	tz_auto_fd out = -1;
	enum tz_status s;
	int status;

	if (access(key_path, R_OK) != 0)
		return tz_fail_errno(err, _("cannot read the key"), key_path);
	in = memfd_create("data", MFD_CLOEXEC);
	out = memfd_create("signature", MFD_CLOEXEC);
	if (in < 0 || out < 0)
		return tz_fail_errno(err, _("cannot write"), "memfd");
	s = tz_fd_write(in, data, len, err);
	if (s)
		return s;
	if (lseek(in, 0, SEEK_SET) != 0)
		return tz_fail_errno(err, _("cannot read"), "memfd");
	status = run_keygen(argv, in, out);
	if (status < 0)
		return tz_fail_errno(err, _("cannot run"), argv[0]);
	if (status != 0)
		return tz_fail(err, TZ_IO,
		    _("ssh-keygen could not sign with '%s'; look at the key, "
		      "its passphrase and mode, or the agent"),
		    key_path);
	s = tz_fd_read(out, ARMOR_MAX, &armor, err);
	if (s)
		return s;
	return tz_sign_unarmor(tz_buf_str(&armor), ret_blob, err);
}

void
tz_sign_armor(const void *blob, size_t len, struct tz_buf *ret)
{
	tz_auto_buf base64 = TZ_BUF_INIT;
	size_t at;

	tz_base64_encode(blob, len, &base64);
	tz_buf_puts(ret, BEGIN);
	for (at = 0; at < base64.len; at += LINE) {
		size_t n = base64.len - at < LINE ? base64.len - at : LINE;

		tz_buf_append(ret, base64.data + at, n);
		tz_buf_putc(ret, '\n');
	}
	tz_buf_puts(ret, END);
}
