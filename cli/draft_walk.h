/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/draft_walk.h - the drafts in folders
 *
 * In the order of the bytes of names.  No link is followed, and what is left
 * out is noted.
 */
#ifndef TZ_CLI_DRAFT_WALK_H
#define TZ_CLI_DRAFT_WALK_H

#include "cli/draft_list.h"
#include "cli/ignore.h"

/* Patterns, and where the paths that they are about begin. */
struct tz_walk_ignore {
	struct tz_ignore *ignore;
	char *inside; /* "docs/": what paths begin with that it is about */
	char *above;  /* "sub/": what is put there instead */
};

#define TZ_WALK_IGNORES 3

struct tz_walk {
	struct tz_cli *cli;
	struct tz_draft_list *list;
	bool hidden;		 /* hidden folders, too */
	bool all;		 /* whatever patterns say */
	const char *ignore_file; /* or NULL */
	struct tz_walk_ignore ignores[TZ_WALK_IGNORES]; /* the last wins */
	size_t n_ignores;
};

/** tz_walk_folder(walk, path, err): Add all drafts below the folder.  Fails:
 * TZ_NOMEM; what cannot be opened is noted in the list, and for patterns that
 * cannot be read as tz_ignore_read(). */
TZ_CHECK enum tz_status
tz_walk_folder(struct tz_walk *walk, const char *path, struct tz_err *err);

/** tz_walk_use(walk, path, inside, above, err): Have the patterns in the file
 * ${path} obeyed, if there is one, for paths that begin with ${inside}, with
 * ${above} in its place.  Fails: as tz_ignore_read(). */
TZ_CHECK enum tz_status tz_walk_use(struct tz_walk *walk, const char *path,
    const char *inside, const char *above, struct tz_err *err);

/** tz_walk_leaves_out(walk, path, ret_by): Whether the file ${path}, or a
 * folder that it is in, is to be left out by a pattern, which is then appended
 * to
 * ${ret_by}. */
bool tz_walk_leaves_out(const struct tz_walk *walk, const char *path,
    struct tz_buf *ret_by);

/** tz_walk_forget(walk): Free the patterns. */
void tz_walk_forget(struct tz_walk *walk);

#endif /* !TZ_CLI_DRAFT_WALK_H */
