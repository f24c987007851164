/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * base/folder.c - folders: made, synced, removed, walked
 *
 * Prototypes are in base/file.h.  Nothing here follows a symbolic link below
 * the path that was given.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/intl.h"

#define DEEPEST 200 /* folders in folders, also a bound on the stack */

static enum tz_status
fail_io(struct tz_err *err, const char *what, const char *path)
{
	int number = errno;

	if (number == ENOENT)
		errno = EIO;
	return tz_fail_errno(err, what, path);
}

static void
close_folder(DIR **folder)
{
	if (*folder)
		closedir(*folder);
}
#define auto_folder TZ_AUTO(close_folder) DIR *

static bool
is_folder(const char *path)
{
	struct stat about;

	return stat(path, &about) == 0 && S_ISDIR(about.st_mode);
}

enum tz_status
tz_folder_make(const char *path, mode_t mode, struct tz_err *err)
{
	tz_auto_str part = strdup(path);
	char *slash;

	if (!part)
		return tz_fail_nomem(err);
	if (!*part)
		return tz_fail(err, TZ_IO, "%s", _("a folder needs a name"));
	slash = part;
	do {
		slash = strchr(slash + 1, '/');
		if (slash)
			*slash = '\0';
		if (mkdir(part, mode) == 0) {
			if (chmod(part, mode) != 0)
				return fail_io(err, _("cannot make"), path);
		} else if (errno != EEXIST || !is_folder(part)) {
			if (errno == EEXIST)
				errno = ENOTDIR;
			return fail_io(err, _("cannot make"), path);
		}
		if (slash)
			*slash = '/';
	} while (slash && slash[1]);
	return TZ_OK;
}

enum tz_status
tz_folder_sync(const char *path, struct tz_err *err)
{
	tz_auto_fd fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd < 0 || fsync(fd) != 0)
		return fail_io(err, _("cannot sync"), path);
	return TZ_OK;
}

static enum tz_status remove_at(int parent, const char *name, const char *shown,
    unsigned depth, struct tz_err *err);

/* Remove all that is in the folder ${fd}, which is consumed. */
static enum tz_status
empty(int fd, const char *shown, unsigned depth, struct tz_err *err)
{
	auto_folder folder = fdopendir(fd);
	struct dirent *entry;

	if (!folder) {
		close(fd);
		return fail_io(err, _("cannot remove"), shown);
	}
	while (errno = 0, (entry = readdir(folder)) != NULL) {
		enum tz_status s;

		if (strcmp(entry->d_name, ".") == 0 ||
		    strcmp(entry->d_name, "..") == 0)
			continue;
		s = remove_at(dirfd(folder), entry->d_name, shown, depth + 1,
		    err);
		if (s)
			return s;
	}
	return errno ? fail_io(err, _("cannot remove"), shown) : TZ_OK;
}

static enum tz_status
remove_at(int parent, const char *name, const char *shown, unsigned depth,
    struct tz_err *err)
{
	int flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;
	enum tz_status s;
	int fd;

	if (unlinkat(parent, name, 0) == 0 || errno == ENOENT)
		return TZ_OK;
	if (errno != EISDIR && errno != EPERM)
		return fail_io(err, _("cannot remove"), shown);
	if (depth > DEEPEST)
		return tz_fail(err, TZ_IO, "%s", _("folders are too deep"));
	fd = openat(parent, name, flags);
	if (fd < 0)
		return fail_io(err, _("cannot remove"), shown);
	s = empty(fd, shown, depth, err);
	if (s)
		return s;
	if (unlinkat(parent, name, AT_REMOVEDIR) != 0)
		return fail_io(err, _("cannot remove"), shown);
	return TZ_OK;
}

enum tz_status
tz_folder_remove(const char *path, struct tz_err *err)
{
	return remove_at(AT_FDCWD, path, path, 0, err);
}

struct walk {
	enum tz_status (*visit)(const char *path, void *arg,
	    struct tz_err *err);
	void *arg;
	struct tz_err *err;
};

struct names {
	char **item;
	size_t n;
};

static void
names_clear(struct names *names)
{
	size_t i;

	for (i = 0; i < names->n; i++)
		free(names->item[i]);
	free(names->item);
}
#define auto_names TZ_AUTO(names_clear) struct names

static int
compare(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static enum tz_status
list(const char *path, struct names *names, struct tz_err *err)
{
	auto_folder folder = opendir(path);
	struct dirent *entry;

	if (!folder)
		return tz_fail_errno(err, _("cannot open"), path);
	while (errno = 0, (entry = readdir(folder)) != NULL) {
		char **item;

		if (strcmp(entry->d_name, ".") == 0 ||
		    strcmp(entry->d_name, "..") == 0)
			continue;
		item = realloc(names->item, (names->n + 1) * sizeof *item);
		if (!item)
			return tz_fail_nomem(err);
		names->item = item;
		item[names->n] = strdup(entry->d_name);
		if (!item[names->n])
			return tz_fail_nomem(err);
		names->n++;
	}
	if (errno)
		return tz_fail_errno(err, _("cannot read"), path);
	if (names->n)
		qsort(names->item, names->n, sizeof *names->item, compare);
	return TZ_OK;
}

static enum tz_status
walk_in(const struct walk *walk, const char *path, unsigned depth)
{
	auto_names names = {NULL, 0};
	enum tz_status s;
	size_t i;

	if (depth > DEEPEST)
		return tz_fail(walk->err, TZ_IO, "%s",
		    _("folders are too deep"));
	s = list(path, &names, walk->err);
	for (i = 0; !s && i < names.n; i++) {
		tz_auto_str below = tz_path_join(path, names.item[i]);
		struct stat about;

		if (!below)
			return tz_fail_nomem(walk->err);
		if (lstat(below, &about) != 0)
			s = tz_fail_errno(walk->err, _("cannot examine"),
			    below);
		else if (S_ISDIR(about.st_mode))
			s = walk_in(walk, below, depth + 1);
		else if (S_ISREG(about.st_mode))
			s = walk->visit(below, walk->arg, walk->err);
	}
	return s;
}

enum tz_status
tz_folder_walk(const char *path,
    enum tz_status (*visit)(const char *path, void *arg, struct tz_err *err),
    void *arg, struct tz_err *err)
{
	struct walk walk = {visit, arg, err};
	struct stat about;

	if (stat(path, &about) != 0)
		return tz_fail_errno(err, _("cannot examine"), path);
	if (S_ISDIR(about.st_mode))
		return walk_in(&walk, path, 0);
	return S_ISREG(about.st_mode) ? visit(path, arg, err) : TZ_OK;
}
