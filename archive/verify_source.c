/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * archive/verify_source.c - the members of a bundle, in a tar or a folder
 *
 * Nothing is unpacked and no link is followed.  Members of other names than
 * the format has, or of other kinds than files, are reported and left alone.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "archive/bag.h"
#include "archive/tar_read.h"
#include "archive/verify_run.h"
#include "base/file.h"
#include "base/intl.h"

#define DEPTH_MAX 32
#define MEMBERS_MAX 20000000

static enum tz_status
add_member(struct tz_verify *verify, const char *name, uint64_t size,
    uint64_t offset, struct tz_err *err)
{
	struct tz_verify_member *member;
	size_t n = verify->n_members;

	if (n >= MEMBERS_MAX)
		return tz_fail(err, TZ_LIMIT,
		    _("the bundle has too many "
		      "files"));
	if ((n & (n - 1)) == 0) {
		member =
		    reallocarray(verify->member, n ? n * 2 : 1, sizeof *member);
		if (!member)
			return tz_fail_nomem(err);
		verify->member = member;
	}
	member = &verify->member[n];
	memset(member, 0, sizeof *member);
	member->name = strdup(name);
	if (!member->name)
		return tz_fail_nomem(err);
	member->size = size;
	member->offset = offset;
	verify->n_members++;
	return TZ_OK;
}

/* Set the folder's name from the first member; TZ_FORMAT if that is not what
 * a bundle begins with. */
static enum tz_status
take_folder(struct tz_verify *verify, const char *name, struct tz_err *err)
{
	const char *slash = strchr(name, '/');

	if (!slash || slash == name)
		return tz_fail(err, TZ_FORMAT, _("this is no bundle"));
	verify->folder = strndup(name, (size_t)(slash - name));
	return verify->folder ? TZ_OK : tz_fail_nomem(err);
}

static enum tz_status
tar_member(const struct tz_tar_header *header, void *arg, struct tz_err *err)
{
	struct tz_verify *verify = arg;
	const char *name = header->name;
	enum tz_status s;
	size_t len;

	verify->n_checked[TZ_CHECK_ARCHIVE_FORM]++;
	if (strncmp(name, "./", 2) == 0)
		name += 2;
	if (!header->is_file)
		return TZ_OK;
	if (!verify->folder) {
		s = take_folder(verify, name, err);
		if (s)
			return s;
	}
	len = strlen(verify->folder);
	if (strncmp(name, verify->folder, len) != 0 || name[len] != '/') {
		tz_verify_fail(verify, TZ_CHECK_UNKNOWN_NAME, name,
		    _("a file outside the bundle's folder"));
		return TZ_OK;
	}
	if (verify->plan.mtime == 0)
		verify->plan.mtime = header->mtime;
	if (verify->plan.mtime != header->mtime)
		tz_verify_fail(verify, TZ_CHECK_ARCHIVE_FORM, name,
		    _("its time is not that of the other files"));
	return add_member(verify, name + len + 1, header->size, header->offset,
	    err);
}

static void
tar_fault(const char *name, const char *text, bool special, void *arg)
{
	tz_verify_fail(arg,
	    special ? TZ_CHECK_SPECIAL_FILE : TZ_CHECK_ARCHIVE_FORM, name,
	    text);
}

static enum tz_status walk(struct tz_verify *verify, int folder,
    const char *prefix, int depth, struct tz_err *err);

static enum tz_status
take_file(struct tz_verify *verify, int folder, const char *entry,
    const char *name, int depth, struct tz_err *err)
{
	struct stat st;
	int fd;

	if (fstatat(folder, entry, &st, AT_SYMLINK_NOFOLLOW) != 0)
		return tz_fail_errno(err, _("cannot read"), name);
	if (S_ISDIR(st.st_mode)) {
		fd = openat(folder, entry,
		    O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
		if (fd < 0)
			return tz_fail_errno(err, _("cannot read"), name);
		return walk(verify, fd, name, depth + 1, err);
	}
	if (!S_ISREG(st.st_mode)) {
		tz_verify_fail(verify, TZ_CHECK_SPECIAL_FILE, name,
		    _("is not a regular file"));
		return TZ_OK;
	}
	return add_member(verify, name, (uint64_t)st.st_size, 0, err);
}

static void
close_folder(DIR **folder)
{
	if (*folder)
		closedir(*folder);
}

/* Consumes ${folder}. */
static enum tz_status
walk(struct tz_verify *verify, int folder, const char *prefix, int depth,
    struct tz_err *err)
{
	TZ_AUTO(close_folder) DIR *stream = fdopendir(folder);
	enum tz_status s = TZ_OK;
	struct dirent *entry;

	if (!stream) {
		close(folder);
		return tz_fail_nomem(err);
	}
	if (depth > DEPTH_MAX)
		return tz_fail(err, TZ_LIMIT,
		    _("folders are nested too "
		      "deeply"));
	while (s == TZ_OK && (entry = readdir(stream))) {
		tz_auto_buf name = TZ_BUF_INIT;

		if (strcmp(entry->d_name, ".") == 0 ||
		    strcmp(entry->d_name, "..") == 0)
			continue;
		tz_buf_printf(&name, "%s%s%s", prefix, *prefix ? "/" : "",
		    entry->d_name);
		s = tz_buf_check(&name, err);
		if (s == TZ_OK)
			s = take_file(verify, dirfd(stream), entry->d_name,
			    name.data, depth, err);
	}
	return s;
}

static enum tz_status
open_folder(struct tz_verify *verify, struct tz_err *err)
{
	tz_auto_str real = realpath(verify->path, NULL);
	const char *slash = real ? strrchr(real, '/') : NULL;
	int fd;

	verify->folder = strdup(slash ? slash + 1 : "");
	if (!verify->folder)
		return tz_fail_nomem(err);
	fd = fcntl(verify->fd, F_DUPFD_CLOEXEC, 3);
	if (fd < 0)
		return tz_fail_errno(err, _("cannot read"), verify->path);
	return walk(verify, fd, "", 0, err);
}

static int
compare(const void *a, const void *b)
{
	const struct tz_verify_member *first = a;
	const struct tz_verify_member *second = b;

	return strcmp(first->name, second->name);
}

static int
compare_folded(const void *a, const void *b)
{
	return strcasecmp(*(char *const *)a, *(char *const *)b);
}

/* Members must come in the order of the format; the list is as in the tar. */
static void
check_order(struct tz_verify *verify)
{
	size_t i;

	for (i = 1; i < verify->n_members; i++) {
		if (tz_bag_compare(verify->member[i - 1].name,
			verify->member[i].name) > 0) {
			tz_verify_fail(verify, TZ_CHECK_ARCHIVE_FORM,
			    verify->member[i].name, _("is out of order"));
			return;
		}
	}
}

/* No two names may be equal when case is ignored. */
static enum tz_status
check_names(struct tz_verify *verify, struct tz_err *err)
{
	char **names;
	size_t i;

	names = calloc(verify->n_members + 1, sizeof *names);
	if (!names)
		return tz_fail_nomem(err);
	for (i = 0; i < verify->n_members; i++) {
		names[i] = verify->member[i].name;
		verify->n_checked[TZ_CHECK_UNKNOWN_NAME]++;
		verify->n_checked[TZ_CHECK_SPECIAL_FILE]++;
		if (!tz_bag_name_known(names[i]))
			tz_verify_fail(verify, TZ_CHECK_UNKNOWN_NAME, names[i],
			    _("the format has no such file"));
	}
	qsort(names, verify->n_members, sizeof *names, compare_folded);
	for (i = 1; i < verify->n_members; i++) {
		if (strcasecmp(names[i - 1], names[i]) == 0)
			tz_verify_fail(verify, TZ_CHECK_ARCHIVE_FORM, names[i],
			    _("is there twice"));
	}
	free(names);
	return TZ_OK;
}

enum tz_status
tz_verify_open(struct tz_verify *verify, struct tz_err *err)
{
	const struct tz_tar_reader reader = {tar_member, tar_fault, verify};
	struct stat st;
	enum tz_status s;

	verify->fd = open(verify->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (verify->fd < 0 || fstat(verify->fd, &st) != 0)
		return tz_fail_errno(err, _("cannot read"), verify->path);
	if (S_ISDIR(st.st_mode)) {
		s = open_folder(verify, err);
	} else if (S_ISREG(st.st_mode)) {
		verify->is_tar = true;
		verify->tar_size = (uint64_t)st.st_size;
		s = tz_tar_read(verify->fd, verify->tar_size, &reader, err);
	} else {
		s = tz_fail(err, TZ_FORMAT, _("'%s' is no file or folder"),
		    verify->path);
	}
	if (s)
		return s;
	if (verify->is_tar)
		check_order(verify);
	qsort(verify->member, verify->n_members, sizeof *verify->member,
	    compare);
	if (!tz_verify_find(verify, "bagit.txt"))
		return tz_fail(err, TZ_FORMAT,
		    _("'%s' is no bundle: it has no bagit.txt"), verify->path);
	return check_names(verify, err);
}

struct tz_verify_member *
tz_verify_find(const struct tz_verify *verify, const char *name)
{
	struct tz_verify_member key = {.name = (char *)name};

	if (verify->n_members == 0)
		return NULL;
	return bsearch(&key, verify->member, verify->n_members,
	    sizeof *verify->member, compare);
}

/* Open ${name} step by step, so that no part of it is a link. */
static int
open_below(int folder, const char *name)
{
	tz_auto_str copy = strdup(name);
	tz_auto_fd at = fcntl(folder, F_DUPFD_CLOEXEC, 3);
	char *piece = copy, *slash;

	while (copy && at >= 0 && (slash = strchr(piece, '/'))) {
		int next;

		*slash = '\0';
		next = openat(at, piece,
		    O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
		close(at);
		at = next;
		piece = slash + 1;
	}
	if (!copy || at < 0)
		return -1;
	return openat(at, piece,
	    O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);
}

enum tz_status
tz_verify_begin(const struct tz_verify *verify,
    const struct tz_verify_member *member, int *ret_fd, uint64_t *ret_offset,
    struct tz_err *err)
{
	*ret_offset = member->offset;
	*ret_fd =
	    verify->is_tar ? verify->fd : open_below(verify->fd, member->name);
	if (*ret_fd < 0)
		return tz_fail_errno(err, _("cannot read"), member->name);
	return TZ_OK;
}

void
tz_verify_end(const struct tz_verify *verify, int fd)
{
	if (!verify->is_tar)
		close(fd);
}
