/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/drafts.h - the files and folders that a person names, read and visited
 */
#ifndef TZ_CLI_DRAFTS_H
#define TZ_CLI_DRAFTS_H

#include "cli/cli.h"
#include "cli/draft_list.h"

/* The option of every command that reads many drafts. */
#define TZ_DRAFTS_JOBS_OPTION                                                  \
	{                                                                      \
		"jobs", 'j', TZ_OPTION_NUMBER, "<n>",                          \
		    N_("files to read at a time (default: one for each "       \
		       "processor)")                                           \
	}

/** A visitor: does something with the document read from ${draft}, called
 * ${label} (clean). */
typedef enum tz_status tz_drafts_visit(void *arg, const struct tz_draft *draft,
    const char *label, const struct tz_document *document, struct tz_err *err);

/**
 * tz_drafts_read(cli, list, visit, arg, err):
 * Read each draft of ${list}, --jobs at a time, and have them visited in
 * order.  One that can not be opened or read does not end the run: all but the
 * last such failure are told at once, that one is left in the list's last.
 */
TZ_CHECK enum tz_status
tz_drafts_read(struct tz_cli *cli, struct tz_draft_list *list,
    tz_drafts_visit *visit, void *arg, struct tz_err *err);

/**
 * tz_drafts_each(cli, paths, n, visit, arg, ret_last, err):
 * Likewise each file that is named, and each in the folders that are, with all
 * of what lies in those; ${ret_last} is the last failure, its status TZ_OK for
 * none.
 */
TZ_CHECK enum tz_status
tz_drafts_each(struct tz_cli *cli, char **paths, int n, tz_drafts_visit *visit,
    void *arg, struct tz_err *ret_last, struct tz_err *err);

/** tz_drafts_jobs(cli): How many files to read at a time: --jobs, else one for
 * each processor. */
size_t tz_drafts_jobs(const struct tz_cli *cli);

#endif /* !TZ_CLI_DRAFTS_H */
