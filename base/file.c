/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * base/file.c - whole files: read with a limit, written so that they last
 *
 * What is opened for reading is never waited for (O_NONBLOCK: a FIFO) and
 * never becomes the controlling terminal; what is no regular file is refused
 * before a byte is read.
 */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "base/digest.h"
#include "base/intl.h"
#include "base/utf8.h"

#define CHUNK 65536

/* As tz_fail() with a path, shown clean, in the text. */
static enum tz_status
fail_path(struct tz_err *err, enum tz_status status, const char *format,
    const char *path)
{
	tz_auto_buf clean = TZ_BUF_INIT;

	tz_utf8_printable(path, strlen(path), &clean);
	return tz_fail(err, status, format, tz_buf_str(&clean));
}

static enum tz_status
open_regular(const char *path, int *ret_fd, struct tz_err *err)
{
	struct stat about;
	int flags = O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY;
	tz_auto_fd fd = open(path, flags);

	if (fd < 0 && (errno == ENXIO || errno == ENODEV))
		return fail_path(err, TZ_FORMAT, _("no regular file: '%s'"),
		    path);
	if (fd < 0)
		return tz_fail_errno(err, _("cannot open"), path);
	if (fstat(fd, &about) != 0)
		return tz_fail_errno(err, _("cannot examine"), path);
	if (!S_ISREG(about.st_mode))
		return fail_path(err, TZ_FORMAT, _("no regular file: '%s'"),
		    path);
	*ret_fd = fd;
	fd = -1;
	return TZ_OK;
}

/* Read from offset ${at}; the number of bytes, 0 at the end, -1 on error. */
static ssize_t
read_at(int fd, void *room, size_t len, uint64_t at)
{
	ssize_t n;

	do {
		n = pread(fd, room, len, (off_t)at);
	} while (n < 0 && errno == EINTR);
	return n;
}

static enum tz_status
read_all(int fd, const char *path, uint64_t limit, struct tz_buf *ret,
    struct tz_err *err)
{
	char room[CHUNK];
	uint64_t at = 0;
	ssize_t n;

	while ((n = read_at(fd, room, sizeof room, at)) > 0) {
		at += (uint64_t)n;
		if (at > limit)
			return fail_path(err, TZ_LIMIT, _("too large: '%s'"),
			    path);
		tz_buf_append(ret, room, (size_t)n);
		if (ret->failed)
			return tz_fail_nomem(err);
	}
	if (n < 0)
		return tz_fail_errno(err, _("cannot read"), path);
	return TZ_OK;
}

enum tz_status
tz_file_read(const char *path, uint64_t limit, struct tz_buf *ret,
    struct tz_err *err)
{
	tz_auto_fd fd = -1;
	enum tz_status s = open_regular(path, &fd, err);

	return s ? s : read_all(fd, path, limit, ret, err);
}

enum tz_status
tz_fd_read(int fd, uint64_t limit, struct tz_buf *ret, struct tz_err *err)
{
	return read_all(fd, _("open file"), limit, ret, err);
}

static enum tz_status
write_all(int fd, const char *path, const void *data, size_t len,
    struct tz_err *err)
{
	const char *at = data;

	while (len > 0) {
		ssize_t n = write(fd, at, len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return tz_fail_errno(err, _("cannot write"), path);
		at += n;
		len -= (size_t)n;
	}
	return TZ_OK;
}

enum tz_status
tz_fd_write(int fd, const void *data, size_t len, struct tz_err *err)
{
	return write_all(fd, _("open file"), data, len, err);
}

/* What comes next of a stream; as read_at(). */
static ssize_t
read_next(int fd, void *room, size_t len)
{
	ssize_t n;

	do {
		n = read(fd, room, len);
	} while (n < 0 && errno == EINTR);
	return n;
}

static enum tz_status
copy(int from, int to, const char *path, uint64_t limit, uint64_t *ret_size,
    struct tz_err *err)
{
	char room[CHUNK];
	uint64_t at = 0;
	ssize_t n;

	while ((n = read_next(from, room, sizeof room)) > 0) {
		enum tz_status s;

		at += (uint64_t)n;
		if (at > limit)
			return fail_path(err, TZ_LIMIT, _("too large: '%s'"),
			    path);
		s = write_all(to, path, room, (size_t)n, err);
		if (s)
			return s;
	}
	if (n < 0)
		return tz_fail_errno(err, _("cannot read"), path);
	*ret_size = at;
	return TZ_OK;
}

static enum tz_status
seal(int from, const char *path, uint64_t limit, int *ret_fd,
    uint64_t *ret_size, struct tz_err *err)
{
	int seals = F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE | F_SEAL_SEAL;
	tz_auto_fd memory = -1;
	uint64_t size = 0;
	enum tz_status s;

	memory = memfd_create("draft", MFD_CLOEXEC | MFD_ALLOW_SEALING);
	if (memory < 0)
		return tz_fail_errno(err, _("no memory file for"), path);
	s = copy(from, memory, path, limit, &size, err);
	if (s)
		return s;
	if (fcntl(memory, F_ADD_SEALS, seals) != 0 ||
	    lseek(memory, 0, SEEK_SET) != 0)
		return tz_fail_errno(err, _("cannot seal"), path);
	*ret_fd = memory;
	memory = -1;
	*ret_size = size;
	return TZ_OK;
}

enum tz_status
tz_file_seal(const char *path, uint64_t limit, int *ret_fd, uint64_t *ret_size,
    struct tz_err *err)
{
	tz_auto_fd from = -1;
	enum tz_status s = open_regular(path, &from, err);

	return s ? s : seal(from, path, limit, ret_fd, ret_size, err);
}

enum tz_status
tz_fd_seal(int fd, uint64_t limit, int *ret_fd, uint64_t *ret_size,
    struct tz_err *err)
{
	return seal(fd, "-", limit, ret_fd, ret_size, err);
}

char *
tz_path_join(const char *folder, const char *name)
{
	tz_auto_buf path = TZ_BUF_INIT;

	tz_buf_puts(&path, folder);
	if (path.len > 0 && path.data[path.len - 1] != '/')
		tz_buf_putc(&path, '/');
	tz_buf_puts(&path, name);
	return tz_buf_take(&path);
}

/* The folder that ${path} stands in, malloc()ed. */
static char *
folder_of(const char *path)
{
	const char *slash = strrchr(path, '/');

	if (!slash)
		return strdup(".");
	return slash == path ? strdup("/")
			     : strndup(path, (size_t)(slash - path));
}

/* A new name beside ${path}: ".NAME.XXXXXXXXXXXX". */
static enum tz_status
temporary(const char *path, struct tz_buf *ret, struct tz_err *err)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash ? slash + 1 : path;
	unsigned char bytes[6];
	enum tz_status s = tz_random(bytes, sizeof bytes, err);

	if (s)
		return s;
	tz_buf_append(ret, path, (size_t)(name - path));
	tz_buf_printf(ret, ".%.200s.", name);
	tz_hex_encode(bytes, sizeof bytes, ret);
	return tz_buf_check(ret, err);
}

static enum tz_status
fill(int fd, const char *path, const void *data, size_t len, mode_t mode,
    struct tz_err *err)
{
	enum tz_status s = write_all(fd, path, data, len, err);

	if (s)
		return s;
	if (fchmod(fd, mode) != 0 || fsync(fd) != 0)
		return tz_fail_errno(err, _("cannot write"), path);
	return TZ_OK;
}

enum tz_status
tz_file_write(const char *path, const void *data, size_t len, mode_t mode,
    struct tz_err *err)
{
	tz_auto_buf name = TZ_BUF_INIT;
	tz_auto_str folder = folder_of(path);
	tz_auto_fd fd = -1;
	enum tz_status s;

	if (!folder)
		return tz_fail_nomem(err);
	s = temporary(path, &name, err);
	if (s)
		return s;
	fd = open(name.data, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd < 0) {
		/* A folder that is missing is no missing object here. */
		tz_fail_errno(err, _("cannot write"), path);
		if (err && err->status == TZ_NOTFOUND)
			err->status = TZ_IO;
		return err ? err->status : TZ_IO;
	}
	s = fill(fd, path, data, len, mode, err);
	if (!s && rename(name.data, path) != 0)
		s = tz_fail_errno(err, _("cannot write"), path);
	if (s) {
		unlink(name.data);
		return s;
	}
	return tz_folder_sync(folder, err);
}
