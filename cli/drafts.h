/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/drafts.h - the files and folders that a person names, read and visited
 */
#ifndef TZ_CLI_DRAFTS_H
#define TZ_CLI_DRAFTS_H

#include "cli/cli.h"

/* The option of every command that reads many drafts. */
#define TZ_DRAFTS_JOBS_OPTION                                                  \
	{                                                                      \
		"jobs", 'j', TZ_OPTION_NUMBER, "<n>",                          \
		    N_("files to read at a time (default: one for each "       \
		       "processor)")                                           \
	}

/** A visitor: does something with the document read from what the user called
 * ${label} (clean). */
typedef enum tz_status tz_drafts_visit(void *arg, const char *label,
    const struct tz_document *document, struct tz_err *err);

/**
 * tz_drafts_each(cli, paths, n, visit, arg, ret_last, err):
 * Read each file, and each in the folders, --jobs at a time, and have them
 * visited in order.  One that can
 * not be opened or read does not end the run: all but the last such failure are
 * told at once, that one is left in ${ret_last} (its status TZ_OK for none).
 */
TZ_CHECK enum tz_status
tz_drafts_each(struct tz_cli *cli, char **paths, int n, tz_drafts_visit *visit,
    void *arg, struct tz_err *ret_last, struct tz_err *err);

#endif /* !TZ_CLI_DRAFTS_H */
