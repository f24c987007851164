/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/drafts.c - the files and folders that a person names, read and visited
 */
#include "cli/drafts.h"

#include <sched.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/utf8.h"
#include "cli/read_ahead.h"

/* More would not be read any faster. */
#define JOBS_MAX 64

struct path_list {
	char **path;
	size_t n;
};

struct walk {
	struct tz_cli *cli;
	struct path_list files;
	struct tz_err *last; /* failure, not told yet: it may be the only one */
};

static enum tz_status
add_path(const char *path, void *arg, struct tz_err *err)
{
	struct path_list *list = arg;

	/* Room is doubled whenever the count is a power of two. */
	if ((list->n & (list->n - 1)) == 0) {
		size_t room = list->n ? list->n * 2 : 1;
		char **more = realloc(list->path, room * sizeof *more);

		if (!more)
			return tz_fail_nomem(err);
		list->path = more;
	}
	list->path[list->n] = strdup(path);
	return list->path[list->n++] ? TZ_OK : tz_fail_nomem(err);
}

/* One file's failure does not end the run; the program's own does. */
static enum tz_status
go_on(struct walk *walk, enum tz_status s, const struct tz_err *own,
    struct tz_err *err)
{
	switch (s) {
	case TZ_OK:
		return TZ_OK;
	case TZ_NOTFOUND:
	case TZ_LIMIT:
	case TZ_FORMAT:
	case TZ_IO:
		if (walk->last->status)
			tz_cli_warn(walk->cli, "%s", walk->last->text);
		*walk->last = *own;
		return TZ_OK;
	case TZ_NO:
	case TZ_INCOMPLETE:
	case TZ_USAGE:
	case TZ_NOMEM:
	case TZ_LOCKED:
	case TZ_CORRUPT:
	case TZ_TOONEW:
	case TZ_BUG:
	case TZ_STATUS_COUNT:
		break;
	}
	*err = *own;
	return s;
}

/* The files, those in folders too, in the order in which they are named. */
static enum tz_status
list_files(struct walk *walk, char **paths, int n, struct tz_err *err)
{
	enum tz_status s = TZ_OK;
	struct stat st;
	int i;

	for (i = 0; s == TZ_OK && i < n; i++) {
		struct tz_err own = {0};

		if (strcmp(paths[i], "-") != 0 && stat(paths[i], &st) == 0 &&
		    S_ISDIR(st.st_mode))
			s = tz_folder_walk(paths[i], add_path, &walk->files,
			    &own);
		else
			s = add_path(paths[i], &walk->files, &own);
		s = go_on(walk, s, &own, err);
	}
	return s;
}

static size_t
jobs(const struct tz_cli *cli)
{
	int64_t wanted = tz_cli_number(cli, "jobs", 0);
	cpu_set_t processors;

	if (wanted == 0 &&
	    sched_getaffinity(0, sizeof processors, &processors) == 0)
		wanted = CPU_COUNT(&processors);
	if (wanted < 1)
		wanted = 1;
	return wanted > JOBS_MAX ? JOBS_MAX : (size_t)wanted;
}

/* On a terminal that shows the results a bar would only be in their way. */
static void
show_progress(struct tz_cli *cli, size_t done, size_t all)
{
	if (all > 1 && !isatty(STDOUT_FILENO))
		tz_cli_progress(cli, _("reading"), done, all);
}

static enum tz_status
visit_next(struct walk *walk, struct tz_read_ahead *ahead, const char *path,
    tz_drafts_visit *visit, void *arg, struct tz_err *err)
{
	tz_auto(tz_document) document = NULL;
	tz_auto_buf label = TZ_BUF_INIT;
	struct tz_err own = {0};
	enum tz_status s = tz_read_ahead_take(ahead, &document, &own);

	if (s == TZ_OK) {
		tz_utf8_clean(path, strlen(path), &label);
		s = tz_buf_check(&label, &own);
	}
	if (s == TZ_OK)
		s = visit(arg, tz_buf_str(&label), document, &own);
	return go_on(walk, s, &own, err);
}

static enum tz_status
visit_all(struct walk *walk, struct tz_intake *intake, tz_drafts_visit *visit,
    void *arg, struct tz_err *err)
{
	const struct path_list *files = &walk->files;
	tz_auto(tz_read_ahead) ahead = NULL;
	enum tz_status s;
	size_t i;

	s = tz_read_ahead_new(intake, files->path, files->n, jobs(walk->cli),
	    &ahead, err);
	for (i = 0; s == TZ_OK && i < files->n; i++) {
		show_progress(walk->cli, i, files->n);
		s = visit_next(walk, ahead, files->path[i], visit, arg, err);
	}
	show_progress(walk->cli, files->n, files->n);
	return s;
}

enum tz_status
tz_drafts_each(struct tz_cli *cli, char **paths, int n, tz_drafts_visit *visit,
    void *arg, struct tz_err *ret_last, struct tz_err *err)
{
	struct walk walk = {.cli = cli, .last = ret_last};
	struct tz_intake *intake;
	enum tz_status s = tz_cli_intake(cli, &intake, err);
	size_t i;

	memset(ret_last, 0, sizeof *ret_last);
	if (s == TZ_OK)
		s = list_files(&walk, paths, n, err);
	if (s == TZ_OK)
		s = visit_all(&walk, intake, visit, arg, err);
	for (i = 0; i < walk.files.n; i++)
		free(walk.files.path[i]);
	free(walk.files.path);
	return s;
}
