/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/checkout.h - what changed in a git checkout
 *
 * git is asked, as a child: for the names of files, and for bytes out of its
 * index.  Nothing that the checkout's own configuration names is run to
 * compare or convert files for a look at them.
 */
#ifndef TZ_CLI_CHECKOUT_H
#define TZ_CLI_CHECKOUT_H

#include "cli/draft_list.h"
#include "cli/draft_walk.h"

struct tz_checkout_question {
	const char *since; /* a revision, or NULL */
	bool staged;	   /* what is in the index, not in the files */
	char **paths;	   /* only these, or what is below them */
	int n_paths;	   /* 0: all of the checkout */
};

/**
 * tz_checkout_list(walk, question, err):
 * Add the files of the checkout that the working directory is in which differ
 * from a revision, those that git does not know yet included; or those whose
 * bytes in the index differ from it or from the last commit.  Fails: TZ_USAGE
 * outside of a checkout and for a revision that there is not, TZ_NOTFOUND
 * without git, TZ_IO, TZ_NOMEM.
 */
TZ_CHECK enum tz_status tz_checkout_list(struct tz_walk *walk,
    const struct tz_checkout_question *question, struct tz_err *err);

/** tz_checkout_open(blob, path, limit, ret_fd, err): A sealed copy of the bytes
 * that git keeps under the name ${blob}; ${path} is for messages.  Fails:
 * TZ_LIMIT, TZ_IO, TZ_NOMEM. */
TZ_CHECK enum tz_status tz_checkout_open(const char *blob, const char *path,
    uint64_t limit, int *ret_fd, struct tz_err *err);

#endif /* !TZ_CLI_CHECKOUT_H */
