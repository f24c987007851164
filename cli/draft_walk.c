/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/draft_walk.c - the drafts in folders
 */
#include "cli/draft_walk.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"

#define DEEPEST 200 /* folders in folders, also a bound on the stack */

struct entry {
	char *name;
	unsigned char type;
};

struct entries {
	struct entry *item;
	size_t n;
	size_t cap;
};

static void
entries_clear(struct entries *entries)
{
	size_t i;

	for (i = 0; i < entries->n; i++)
		free(entries->item[i].name);
	free(entries->item);
}
#define auto_entries TZ_AUTO(entries_clear) struct entries

static void
close_folder(DIR **folder)
{
	if (*folder)
		closedir(*folder);
}
#define auto_folder TZ_AUTO(close_folder) DIR *

static int
by_name(const void *a, const void *b)
{
	const struct entry *first = a, *second = b;

	return strcmp(first->name, second->name);
}

static enum tz_status
add_entry(struct entries *entries, const struct dirent *entry,
    struct tz_err *err)
{
	if (entries->n == entries->cap) {
		size_t cap = entries->cap ? entries->cap * 2 : 64;
		struct entry *more = realloc(entries->item, cap * sizeof *more);

		if (!more)
			return tz_fail_nomem(err);
		entries->item = more;
		entries->cap = cap;
	}
	entries->item[entries->n].type = entry->d_type;
	entries->item[entries->n].name = strdup(entry->d_name);
	return entries->item[entries->n++].name ? TZ_OK : tz_fail_nomem(err);
}

static enum tz_status
list_folder(const char *path, struct entries *entries, struct tz_err *err)
{
	auto_folder folder = opendir(path);
	struct dirent *entry;
	enum tz_status s;

	if (!folder)
		return tz_fail_errno(err, _("cannot open"), path);
	while (errno = 0, (entry = readdir(folder)) != NULL) {
		if (strcmp(entry->d_name, ".") == 0 ||
		    strcmp(entry->d_name, "..") == 0)
			continue;
		s = add_entry(entries, entry, err);
		if (s)
			return s;
	}
	if (errno)
		return tz_fail_errno(err, _("cannot read"), path);
	if (entries->n > 0)
		qsort(entries->item, entries->n, sizeof *entries->item,
		    by_name);
	return TZ_OK;
}

/* Whether a pattern leaves ${path} out, the folders that it is in apart. */
static bool
leaves_out(const struct tz_walk *walk, const char *path, bool is_folder,
    struct tz_buf *ret_by)
{
	size_t i, line;

	for (i = walk->n_ignores; i-- > 0;) {
		const struct tz_walk_ignore *own = &walk->ignores[i];
		size_t len = strlen(own->inside);
		tz_auto_buf whole = TZ_BUF_INIT;
		enum tz_ignore_answer answer;

		if (strncmp(path, own->inside, len) != 0)
			continue;
		tz_buf_puts(&whole, own->above);
		tz_buf_puts(&whole, path + len);
		answer = tz_ignore_ask(own->ignore, tz_buf_str(&whole),
		    is_folder, &line);
		if (answer == TZ_IGNORE_SILENT)
			continue;
		if (answer == TZ_IGNORE_YES)
			tz_buf_printf(ret_by, "%s:%zu",
			    tz_ignore_path(own->ignore), line);
		return answer == TZ_IGNORE_YES;
	}
	return false;
}

bool
tz_walk_leaves_out(const struct tz_walk *walk, const char *path,
    struct tz_buf *ret_by)
{
	const char *slash = path;

	while ((slash = strchr(slash + 1, '/'))) {
		tz_auto_str folder = strndup(path, (size_t)(slash - path));

		if (folder && leaves_out(walk, folder, true, ret_by))
			return true;
	}
	return leaves_out(walk, path, false, ret_by);
}

static enum tz_status walk_in(struct tz_walk *walk, const char *path,
    unsigned depth, struct tz_err *err);

/* What a version control system keeps for itself is nobody's draft. */
static bool
is_hidden(const struct tz_walk *walk, const char *name)
{
	static const char *const own[] = {".git", ".hg", ".svn", ".bzr", ".jj"};
	size_t i;

	if (name[0] != '.' || !walk->hidden)
		return name[0] == '.';
	for (i = 0; i < sizeof own / sizeof *own; i++) {
		if (strcmp(name, own[i]) == 0)
			return true;
	}
	return false;
}

/* One thing in a folder: taken, gone into, or left out with a word. */
static enum tz_status
take_entry(struct tz_walk *walk, const char *path, const char *name,
    mode_t mode, unsigned depth, struct tz_err *err)
{
	struct tz_draft_list *list = walk->list;
	tz_auto_buf by = TZ_BUF_INIT;
	bool folder = S_ISDIR(mode);

	if (S_ISLNK(mode))
		return tz_draft_list_skip(list, TZ_SKIP_LINK, path, false, NULL,
		    err);
	if (!folder && !S_ISREG(mode))
		return tz_draft_list_skip(list, TZ_SKIP_SPECIAL, path, false,
		    NULL, err);
	if (folder && is_hidden(walk, name))
		return tz_draft_list_skip(list, TZ_SKIP_HIDDEN, path, true,
		    NULL, err);
	if (leaves_out(walk, path, folder, &by))
		return tz_draft_list_skip(list, TZ_SKIP_IGNORED, path, folder,
		    tz_buf_str(&by), err);
	if (folder)
		return walk_in(walk, path, depth + 1, err);
	if (depth > 0 && strcmp(name, TZ_IGNORE_NAME) == 0)
		list->not_obeyed++;
	return tz_draft_list_add(list, TZ_DRAFT_BENEATH, path, NULL, err);
}

static mode_t
mode_of(const struct entry *entry, const char *path)
{
	struct stat about;

	switch (entry->type) {
	case DT_REG:
		return S_IFREG;
	case DT_DIR:
		return S_IFDIR;
	case DT_LNK:
		return S_IFLNK;
	case DT_UNKNOWN:
		return lstat(path, &about) == 0 ? about.st_mode : 0;
	default: /* a device, a socket, a pipe */
		return S_IFIFO;
	}
}

static enum tz_status
walk_in(struct tz_walk *walk, const char *path, unsigned depth,
    struct tz_err *err)
{
	auto_entries entries = {NULL, 0, 0};
	struct tz_err own = {0};
	enum tz_status s;
	size_t i;

	if (depth > DEEPEST)
		s = tz_fail(&own, TZ_IO, _("folders are too deep: '%s'"), path);
	else
		s = list_folder(path, &entries, &own);
	s = tz_draft_list_go_on(walk->cli, walk->list, s, &own, err);
	for (i = 0; s == TZ_OK && i < entries.n; i++) {
		const struct entry *entry = &entries.item[i];
		tz_auto_str below = tz_path_join(path, entry->name);

		if (!below)
			return tz_fail_nomem(err);
		s = take_entry(walk, below, entry->name, mode_of(entry, below),
		    depth, err);
	}
	return s;
}

enum tz_status
tz_walk_use(struct tz_walk *walk, const char *path, const char *inside,
    const char *above, struct tz_err *err)
{
	struct tz_walk_ignore own = {NULL, strdup(inside), strdup(above)};
	struct stat about;
	enum tz_status s = TZ_OK;

	if (!own.inside || !own.above)
		s = tz_fail_nomem(err);
	else if (!walk->all && walk->n_ignores < TZ_WALK_IGNORES &&
	    stat(path, &about) == 0)
		s = tz_ignore_read(path, &own.ignore, err);
	if (own.ignore) {
		walk->ignores[walk->n_ignores++] = own;
		return TZ_OK;
	}
	free(own.inside);
	free(own.above);
	return s;
}

void
tz_walk_forget(struct tz_walk *walk)
{
	while (walk->n_ignores > 0) {
		walk->n_ignores--;
		tz_ignore_free(walk->ignores[walk->n_ignores].ignore);
		free(walk->ignores[walk->n_ignores].inside);
		free(walk->ignores[walk->n_ignores].above);
	}
}

/* The patterns that count below the folder: those of the working directory if
 * the folder is in it, its own, and those that were named. */
static enum tz_status
find_patterns(struct tz_walk *walk, const char *path, struct tz_err *err)
{
	char here[PATH_MAX], there[PATH_MAX];
	tz_auto_str own = tz_path_join(path, TZ_IGNORE_NAME);
	tz_auto_str inside = tz_path_join(path, "x");
	tz_auto_buf above = TZ_BUF_INIT;
	bool known = getcwd(here, sizeof here) && realpath(path, there);
	size_t len = known ? strlen(here) : 0;
	enum tz_status s = TZ_OK;

	if (!own || !inside)
		return tz_fail_nomem(err);
	/* The walk's paths begin with that of the folder and a slash. */
	inside[strlen(inside) - 1] = '\0';
	/* The root of all has its slash already. */
	if (len == 1)
		len = 0;
	if (known && strncmp(here, there, len) == 0 && there[len] == '/' &&
	    there[len + 1] != '\0') {
		tz_buf_printf(&above, "%s/", there + len + 1);
		s = tz_walk_use(walk, TZ_IGNORE_NAME, inside,
		    tz_buf_str(&above), err);
	}
	if (s == TZ_OK)
		s = tz_walk_use(walk, own, inside, "", err);
	if (s == TZ_OK && walk->ignore_file)
		s = tz_walk_use(walk, walk->ignore_file, inside,
		    tz_buf_str(&above), err);
	return s;
}

enum tz_status
tz_walk_folder(struct tz_walk *walk, const char *path, struct tz_err *err)
{
	enum tz_status s = find_patterns(walk, path, err);

	if (s == TZ_OK)
		s = walk_in(walk, path, 0, err);
	tz_walk_forget(walk);
	return s;
}
