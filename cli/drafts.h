/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/drafts.h - the files and folders that a person names, read one by one
 */
#ifndef TZ_CLI_DRAFTS_H
#define TZ_CLI_DRAFTS_H

#include "cli/cli.h"

/** A visitor: does something with the document read from what the user called
 * ${label} (clean). */
typedef enum tz_status tz_drafts_visit(void *arg, const char *label,
    const struct tz_document *document, struct tz_err *err);

/**
 * tz_drafts_each(cli, paths, n, visit, arg, ret_last, err):
 * Read each file, and each in the folders, and have it visited.  One that can
 * not be opened or read does not end the run: all but the last such failure are
 * told at once, that one is left in ${ret_last} (its status TZ_OK for none).
 */
TZ_CHECK enum tz_status
tz_drafts_each(struct tz_cli *cli, char **paths, int n, tz_drafts_visit *visit,
    void *arg, struct tz_err *ret_last, struct tz_err *err);

#endif /* !TZ_CLI_DRAFTS_H */
