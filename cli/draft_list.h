/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/draft_list.h - which drafts are to be read, and which are left out
 */
#ifndef TZ_CLI_DRAFT_LIST_H
#define TZ_CLI_DRAFT_LIST_H

#include "cli/cli.h"

enum tz_draft_kind {
	TZ_DRAFT_NAMED,	  /* by the user; a link is followed */
	TZ_DRAFT_BENEATH, /* found in a folder or a checkout */
	TZ_DRAFT_BLOB,	  /* in the index of a checkout */
	TZ_DRAFT_STDIN,
};

struct tz_draft {
	enum tz_draft_kind kind;
	char *path; /* as the user would write it */
	char *blob; /* the name of its bytes in git's store, of a BLOB */
};

/* Why something was left out; its word in --json. */
#define TZ_SKIP_LIST(X)                                                        \
	X(HIDDEN, "hidden")                                                    \
	X(IGNORED, "ignore-file")                                              \
	X(LINK, "link")                                                        \
	X(SPECIAL, "special")                                                  \
	X(CHECKOUT, "checkout")

enum tz_skip_reason {
#define TZ_SKIP_ENUM(name, word) TZ_SKIP_##name,
	TZ_SKIP_LIST(TZ_SKIP_ENUM)
#undef TZ_SKIP_ENUM
	    TZ_SKIP_COUNT
};

struct tz_skipped {
	enum tz_skip_reason reason;
	char *path; /* a folder's ends in a slash */
	char *by;   /* "FILE:LINE" of the pattern, or NULL */
};

struct tz_draft_list {
	struct tz_draft *draft;
	size_t n;
	size_t cap;
	struct tz_skipped *skipped;
	size_t n_skipped;
	size_t cap_skipped;
	char **failure; /* told, of drafts that could not be read */
	size_t n_failures;
	size_t cap_failures;
	size_t not_obeyed;   /* files of patterns that have no effect */
	struct tz_err *last; /* failure, not told yet: it may be the only one */
};

/** tz_skip_word(reason): Its word, a constant. */
const char *tz_skip_word(enum tz_skip_reason reason);

/** tz_draft_list_add(list, kind, path, blob, err): Copy one in.  ${blob} may
 * be NULL.  Fails: TZ_NOMEM. */
TZ_CHECK enum tz_status
tz_draft_list_add(struct tz_draft_list *list, enum tz_draft_kind kind,
    const char *path, const char *blob, struct tz_err *err);

/** tz_draft_list_skip(list, reason, path, is_folder, by, err): Note that
 * ${path} is left out.  Fails: TZ_NOMEM. */
TZ_CHECK enum tz_status
tz_draft_list_skip(struct tz_draft_list *list, enum tz_skip_reason reason,
    const char *path, bool is_folder, const char *by, struct tz_err *err);

/**
 * tz_draft_list_go_on(cli, list, s, own, err):
 * What becomes of the failure ${s}, told in ${own}, of one draft: it is kept in
 * the list, that before it is told, and TZ_OK returned; one of the program
 * itself is moved to ${err} and returned.
 */
enum tz_status
tz_draft_list_go_on(struct tz_cli *cli, struct tz_draft_list *list,
    enum tz_status s, const struct tz_err *own, struct tz_err *err);

/** tz_draft_list_clear(list): Free what it holds. */
void tz_draft_list_clear(struct tz_draft_list *list);

#define tz_auto_draft_list TZ_AUTO(tz_draft_list_clear) struct tz_draft_list

/** tz_draft_open(draft, limit, ret_fd, err): A sealed copy of its bytes, which
 * the caller owns.  Fails: as tz_file_seal(). */
TZ_CHECK enum tz_status tz_draft_open(const struct tz_draft *draft,
    uint64_t limit, int *ret_fd, struct tz_err *err);

#endif /* !TZ_CLI_DRAFT_LIST_H */
