/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/ignore.h - .taizhangignore: paths that a person does not want read
 *
 * The syntax is that of gitignore(5).  A file has effect only where whoever
 * runs the program put it: in the working directory, in a folder that is named
 * on the command line, or under a name given by --ignore-file.  One that lies
 * deeper is part of what is checked, and has none.
 */
#ifndef TZ_CLI_IGNORE_H
#define TZ_CLI_IGNORE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"

#define TZ_IGNORE_NAME ".taizhangignore"

/* The patterns of one file.  Made by tz_ignore_read(). */
struct tz_ignore;

enum tz_ignore_answer {
	TZ_IGNORE_SILENT, /* no pattern is about it */
	TZ_IGNORE_YES,
	TZ_IGNORE_NO, /* one with an exclamation mark is */
};

/** tz_ignore_read(path, ret_ignore, err): Read a file of patterns.  Fails:
 * as tz_file_read(), TZ_NOMEM. */
TZ_CHECK enum tz_status tz_ignore_read(const char *path,
    struct tz_ignore **ret_ignore, struct tz_err *err);

/** tz_ignore_free(ignore): End it.  NULL is allowed. */
void tz_ignore_free(struct tz_ignore *ignore);

TZ_AUTO_DEFINE(tz_ignore)

/** tz_ignore_path(ignore): Where it was read from; borrowed. */
const char *tz_ignore_path(const struct tz_ignore *ignore);

/** tz_ignore_ask(ignore, path, is_folder, ret_line): What the last pattern
 * that is about ${path}, relative to where the patterns count from, says; its
 * line. */
enum tz_ignore_answer tz_ignore_ask(const struct tz_ignore *ignore,
    const char *path, bool is_folder, size_t *ret_line);

#endif /* !TZ_CLI_IGNORE_H */
