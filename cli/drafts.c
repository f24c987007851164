/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/drafts.c - the files and folders that a person names, read one by one
 */
#include "cli/drafts.h"

#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/utf8.h"

struct walk {
	struct tz_cli *cli;
	struct tz_intake *intake;
	tz_drafts_visit *visit;
	void *arg;
	struct tz_err *last; /* failure, not told yet: it may be the only one */
};

static enum tz_status
read_one(struct walk *walk, const char *path, struct tz_err *err)
{
	tz_auto(tz_document) document = NULL;
	tz_auto_buf label = TZ_BUF_INIT;
	tz_auto_fd fd = -1;
	uint64_t size;
	enum tz_status s;

	s = tz_file_seal(path, tz_intake_limits_default.max_file, &fd, &size,
	    err);
	if (s == TZ_OK)
		s = tz_intake_read(walk->intake, fd, path, &document, err);
	if (s)
		return s;
	tz_utf8_clean(path, strlen(path), &label);
	s = tz_buf_check(&label, err);
	return s ? s
		 : walk->visit(walk->arg, tz_buf_str(&label), document, err);
}

/* One file's failure does not end the run; the program's own does. */
static enum tz_status
visit_path(const char *path, void *arg, struct tz_err *err)
{
	struct walk *walk = arg;
	struct tz_err own = {0};
	enum tz_status s = read_one(walk, path, &own);

	switch (s) {
	case TZ_OK:
		return TZ_OK;
	case TZ_NOTFOUND:
	case TZ_LIMIT:
	case TZ_FORMAT:
	case TZ_IO:
		if (walk->last->status)
			tz_cli_warn(walk->cli, "%s", walk->last->text);
		*walk->last = own;
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
	*err = own;
	return s;
}

enum tz_status
tz_drafts_each(struct tz_cli *cli, char **paths, int n, tz_drafts_visit *visit,
    void *arg, struct tz_err *ret_last, struct tz_err *err)
{
	struct walk walk = {cli, NULL, visit, arg, ret_last};
	struct stat st;
	enum tz_status s = tz_cli_intake(cli, &walk.intake, err);
	int i;

	memset(ret_last, 0, sizeof *ret_last);
	for (i = 0; s == TZ_OK && i < n; i++) {
		if (stat(paths[i], &st) == 0 && S_ISDIR(st.st_mode))
			s = tz_folder_walk(paths[i], visit_path, &walk, err);
		else
			s = visit_path(paths[i], &walk, err);
	}
	return s;
}
