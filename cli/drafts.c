/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/drafts.c - the files and folders that a person names, read and visited
 */
#include "cli/drafts.h"

#include <sched.h>
#include <string.h>
#include <sys/stat.h>

#include "base/utf8.h"
#include "cli/draft_walk.h"
#include "cli/read_ahead.h"

/* More would not be read any faster. */
#define JOBS_MAX 64

size_t
tz_drafts_jobs(const struct tz_cli *cli)
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

static enum tz_status
visit_next(struct tz_cli *cli, struct tz_draft_list *list,
    struct tz_read_ahead *ahead, const struct tz_draft *draft,
    tz_drafts_visit *visit, void *arg, struct tz_err *err)
{
	tz_auto(tz_document) document = NULL;
	tz_auto_buf label = TZ_BUF_INIT;
	struct tz_err own = {0};
	enum tz_status s = tz_read_ahead_take(ahead, &document, &own);

	if (s == TZ_OK) {
		tz_utf8_clean(draft->path, strlen(draft->path), &label);
		s = tz_buf_check(&label, &own);
	}
	if (s == TZ_OK)
		s = visit(arg, draft, tz_buf_str(&label), document, &own);
	return tz_draft_list_go_on(cli, list, s, &own, err);
}

enum tz_status
tz_drafts_read(struct tz_cli *cli, struct tz_draft_list *list,
    tz_drafts_visit *visit, void *arg, struct tz_err *err)
{
	tz_auto(tz_read_ahead) ahead = NULL;
	struct tz_intake *intake;
	enum tz_status s = tz_cli_intake(cli, &intake, err);
	size_t i;

	if (s == TZ_OK)
		s = tz_read_ahead_new(intake, list->draft, list->n,
		    tz_drafts_jobs(cli), &ahead, err);
	for (i = 0; s == TZ_OK && i < list->n; i++) {
		if (list->n > 1)
			tz_cli_progress(cli, _("reading"), i, list->n);
		s = visit_next(cli, list, ahead, &list->draft[i], visit, arg,
		    err);
	}
	tz_cli_progress(cli, "", 1, 1);
	return s;
}

enum tz_status
tz_drafts_each(struct tz_cli *cli, char **paths, int n, tz_drafts_visit *visit,
    void *arg, struct tz_err *ret_last, struct tz_err *err)
{
	tz_auto_draft_list list = {.last = ret_last};
	struct tz_walk walk = {
	    .cli = cli, .list = &list, .hidden = true, .all = true};
	enum tz_status s = TZ_OK;
	struct stat about;
	int i;

	memset(ret_last, 0, sizeof *ret_last);
	for (i = 0; s == TZ_OK && i < n; i++) {
		if (strcmp(paths[i], "-") == 0)
			s = tz_draft_list_add(&list, TZ_DRAFT_STDIN, "-", NULL,
			    err);
		else if (stat(paths[i], &about) == 0 && S_ISDIR(about.st_mode))
			s = tz_walk_folder(&walk, paths[i], err);
		else
			s = tz_draft_list_add(&list, TZ_DRAFT_NAMED, paths[i],
			    NULL, err);
	}
	return s ? s : tz_drafts_read(cli, &list, visit, arg, err);
}
