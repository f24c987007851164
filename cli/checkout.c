/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/checkout.c - what changed in a git checkout
 */
#include "cli/checkout.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/child.h"
#include "base/file.h"

#define NAMES_MAX ((size_t)256 << 20)
#define ARGUMENTS 64
#define SECONDS 300

/*
 * What a hook inherits (which repository, which index) is kept.  Names are
 * taken as they are, nothing is written, nothing asked for, nothing fetched.
 */
static const char *const git[] = {"env", "-u", "GIT_EXTERNAL_DIFF", "-u",
    "GIT_DIFF_OPTS", "-u", "GIT_GLOB_PATHSPECS", "-u", "GIT_NOGLOB_PATHSPECS",
    "-u", "GIT_ICASE_PATHSPECS", "-u", "GIT_TRACE", "GIT_LITERAL_PATHSPECS=1",
    "GIT_OPTIONAL_LOCKS=0", "GIT_TERMINAL_PROMPT=0", "GIT_NO_LAZY_FETCH=1",
    "GIT_NO_REPLACE_OBJECTS=1", "git", "--no-pager", "-c",
    "core.fsmonitor=false"};

#define GIT_WORDS (sizeof git / sizeof *git)

/* Between the working directory and the top of its checkout. */
struct ways {
	struct tz_buf up;   /* "" or "../" */
	struct tz_buf down; /* "" or "sub/" */
};

struct names {
	const char **item; /* in the answers */
	size_t n;
};

static void
names_clear(struct names *names)
{
	free(names->item);
}
#define auto_names TZ_AUTO(names_clear) struct names

/* Have git run with ${words} and, behind two dashes, ${paths}.  Whether it was
 * content is ${ret_done}. */
static enum tz_status
ask(const char *const *words, char **paths, int n_paths, struct tz_buf *ret,
    bool *ret_done, struct tz_err *err)
{
	size_t n = 0, i, most = GIT_WORDS + ARGUMENTS + (size_t)n_paths;
	const char **argv = calloc(most, sizeof *argv);
	tz_auto_buf complaint = TZ_BUF_INIT;
	struct tz_child_result result;
	enum tz_status s;

	if (!argv)
		return tz_fail_nomem(err);
	for (i = 0; i < GIT_WORDS; i++)
		argv[n++] = git[i];
	for (; *words; words++)
		argv[n++] = *words;
	if (n_paths > 0)
		argv[n++] = "--";
	for (i = 0; i < (size_t)n_paths; i++)
		argv[n++] = paths[i];
	s = tz_child_run(argv, NULL, 0, SECONDS, NAMES_MAX, ret, &complaint,
	    &result, err);
	free(argv);
	if (s)
		return s;
	/* 127 is env's: no such program. */
	if (result.exit_status == 127)
		return tz_fail(err, TZ_NOTFOUND, _("git is not installed"));
	*ret_done = result.exit_status == 0;
	return TZ_OK;
}

/* As ask(), and a failure of git's is one. */
static enum tz_status
demand(const char *const *words, char **paths, int n_paths, struct tz_buf *ret,
    struct tz_err *err)
{
	bool done = false;
	enum tz_status s = ask(words, paths, n_paths, ret, &done, err);

	if (s == TZ_OK && !done)
		return tz_fail(err, TZ_USAGE,
		    _("git does not say what changed; try 'git status' and "
		      "whether the paths are in the checkout"));
	return s;
}

/* Find the way up to the top of the checkout, and the one back. */
static enum tz_status
find_ways(struct ways *ret, struct tz_err *err)
{
	static const char *const up[] = {
	    "rev-parse", "--is-inside-work-tree", "--show-cdup", NULL};
	static const char *const down[] = {"rev-parse", "--show-prefix", NULL};
	tz_auto_buf answer = TZ_BUF_INIT;
	static const char yes[] = "true\n";
	bool done = false;
	enum tz_status s = ask(up, NULL, 0, &answer, &done, err);

	if (s)
		return s;
	if (!done || strncmp(tz_buf_str(&answer), yes, strlen(yes)) != 0)
		return tz_fail(err, TZ_USAGE,
		    _("this is no git checkout; --since and --staged need "
		      "one"));
	tz_buf_append(&ret->up, answer.data + strlen(yes),
	    strcspn(answer.data + strlen(yes), "\n"));
	tz_buf_reset(&answer);
	s = demand(down, NULL, 0, &answer, err);
	if (s)
		return s;
	tz_buf_append(&ret->down, tz_buf_str(&answer),
	    strcspn(tz_buf_str(&answer), "\n"));
	return tz_buf_check(&ret->up, err);
}

/* The name of the commit that the user calls ${since}. */
static enum tz_status
find_commit(const char *since, struct tz_buf *ret, struct tz_err *err)
{
	tz_auto_buf wanted = TZ_BUF_INIT, answer = TZ_BUF_INIT;
	bool done = false;
	enum tz_status s;

	tz_buf_printf(&wanted, "%s^{commit}", since);
	const char *const words[] = {"rev-parse", "--verify", "--quiet",
	    "--end-of-options", tz_buf_str(&wanted), NULL};
	s = ask(words, NULL, 0, &answer, &done, err);
	if (s)
		return s;
	tz_buf_append(ret, tz_buf_str(&answer),
	    strcspn(tz_buf_str(&answer), "\n"));
	if (!done || ret->len == 0)
		return tz_fail(err, TZ_USAGE, _("git knows no commit '%s'"),
		    since);
	return tz_buf_check(ret, err);
}

static int
by_bytes(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The names in an answer, each with a NUL behind it. */
static enum tz_status
take_names(const struct tz_buf *answer, struct names *names, struct tz_err *err)
{
	const char *at = tz_buf_str(answer), *end = at + answer->len;
	size_t n = 0, i;
	const char **more;

	for (i = 0; i < answer->len; i++)
		n += at[i] == '\0';
	more = realloc(names->item, (names->n + n + 1) * sizeof *more);
	if (!more)
		return tz_fail_nomem(err);
	names->item = more;
	for (; at < end; at += strlen(at) + 1)
		names->item[names->n++] = at;
	return TZ_OK;
}

/* One path, from the top of the checkout, and how it is written from here. */
static enum tz_status
add_path(struct tz_walk *walk, const char *path, const struct ways *ways,
    mode_t mode, const char *blob, struct tz_err *err)
{
	tz_auto_buf shown = TZ_BUF_INIT, by = TZ_BUF_INIT;
	struct tz_draft_list *list = walk->list;
	const char *name;
	struct stat about;
	enum tz_status s;

	if (strncmp(path, tz_buf_str(&ways->down), ways->down.len) == 0)
		tz_buf_puts(&shown, path + ways->down.len);
	else
		tz_buf_printf(&shown, "%s%s", tz_buf_str(&ways->up), path);
	s = tz_buf_check(&shown, err);
	if (s)
		return s;
	name = tz_buf_str(&shown);
	/* Gone since git was asked. */
	if (mode == 0 && lstat(name, &about) != 0)
		return TZ_OK;
	if (mode == 0)
		mode = about.st_mode;
	if (S_ISLNK(mode))
		return tz_draft_list_skip(list, TZ_SKIP_LINK, name, false, NULL,
		    err);
	/* Another checkout in this one: git says no more of it. */
	if (S_ISDIR(mode))
		return tz_draft_list_skip(list, TZ_SKIP_CHECKOUT, name, true,
		    NULL, err);
	if (!S_ISREG(mode))
		return tz_draft_list_skip(list, TZ_SKIP_SPECIAL, name, false,
		    NULL, err);
	if (tz_walk_leaves_out(walk, path, &by))
		return tz_draft_list_skip(list, TZ_SKIP_IGNORED, name, false,
		    tz_buf_str(&by), err);
	return tz_draft_list_add(list, blob ? TZ_DRAFT_BLOB : TZ_DRAFT_BENEATH,
	    name, blob, err);
}

/* The files on disk that differ from ${commit}. */
static enum tz_status
list_changed(struct tz_walk *walk, const struct tz_checkout_question *question,
    const char *commit, const struct ways *ways, struct tz_err *err)
{
	const char *const changed[] = {"diff", "--name-only", "-z",
	    "--no-renames", "--diff-filter=d", "--no-ext-diff", "--no-textconv",
	    "--no-color", "--no-relative", commit, NULL};
	static const char *const unknown[] = {"ls-files", "-z", "--others",
	    "--exclude-standard", "--full-name", NULL};
	tz_auto_buf first = TZ_BUF_INIT, second = TZ_BUF_INIT;
	auto_names names = {NULL, 0};
	bool whole = question->n_paths == 0;
	char *up = ways->up.len > 0 ? ways->up.data : NULL;
	enum tz_status s;
	size_t i;

	s = demand(changed, question->paths, question->n_paths, &first, err);
	if (s == TZ_OK)
		s = demand(unknown, whole ? &up : question->paths,
		    whole ? up != NULL : question->n_paths, &second, err);
	if (s == TZ_OK)
		s = take_names(&first, &names, err);
	if (s == TZ_OK)
		s = take_names(&second, &names, err);
	if (s == TZ_OK && names.n > 0)
		qsort(names.item, names.n, sizeof *names.item, by_bytes);
	for (i = 0; s == TZ_OK && i < names.n; i++) {
		if (i == 0 || strcmp(names.item[i - 1], names.item[i]) != 0)
			s = add_path(walk, names.item[i], ways, 0, NULL, err);
	}
	return s;
}

/* One line of the raw form: ":OLD NEW OLDNAME NEWNAME LETTER". */
static enum tz_status
add_raw(struct tz_walk *walk, char *line, const char *path,
    const struct ways *ways, struct tz_err *err)
{
	const char *word[5] = {"", "", "", "", ""};
	size_t n = 0;
	char *piece;
	long mode;

	while (n < 5 && (piece = strsep(&line, " ")))
		word[n++] = piece;
	if (word[4][0] == 'U')
		return tz_fail(err, TZ_USAGE,
		    _("the index holds a merge that is not resolved: '%s'"),
		    path);
	/* git's number of a checkout in a checkout is no file's. */
	mode = strtol(word[1], NULL, 8);
	return add_path(walk, path, ways,
	    mode == 0160000 ? S_IFDIR : (mode_t)mode, word[3], err);
}

/* The files in the index that differ from ${commit}, or the last one. */
static enum tz_status
list_staged(struct tz_walk *walk, const struct tz_checkout_question *question,
    const char *commit, const struct ways *ways, struct tz_err *err)
{
	const char *const words[] = {"diff", "--cached", "--raw", "-z",
	    "--no-abbrev", "--no-renames", "--diff-filter=d", "--no-ext-diff",
	    "--no-color", "--no-relative", commit, NULL};
	tz_auto_buf answer = TZ_BUF_INIT;
	char *at, *end;
	enum tz_status s;

	s = demand(words, question->paths, question->n_paths, &answer, err);
	if (s || answer.len == 0)
		return s;
	end = answer.data + answer.len;
	for (at = answer.data; s == TZ_OK && at < end;) {
		char *line = at, *path = at + strlen(at) + 1;

		if (path >= end)
			break;
		at = path + strlen(path) + 1;
		s = add_raw(walk, line, path, ways, err);
	}
	return s;
}

/* The patterns at the top of the checkout, in the working directory, and those
 * that were named. */
static enum tz_status
find_patterns(struct tz_walk *walk, const struct ways *ways, struct tz_err *err)
{
	tz_auto_str top = tz_path_join(tz_buf_str(&ways->up), TZ_IGNORE_NAME);
	const char *down = tz_buf_str(&ways->down);
	enum tz_status s;

	if (!top)
		return tz_fail_nomem(err);
	s = tz_walk_use(walk, top, "", "", err);
	if (s == TZ_OK && down[0] != '\0')
		s = tz_walk_use(walk, TZ_IGNORE_NAME, down, "", err);
	if (s == TZ_OK && walk->ignore_file)
		s = tz_walk_use(walk, walk->ignore_file, down, "", err);
	return s;
}

enum tz_status
tz_checkout_list(struct tz_walk *walk,
    const struct tz_checkout_question *question, struct tz_err *err)
{
	struct ways ways = {TZ_BUF_INIT, TZ_BUF_INIT};
	tz_auto_buf commit = TZ_BUF_INIT;
	enum tz_status s = find_ways(&ways, err);

	if (s == TZ_OK && question->since)
		s = find_commit(question->since, &commit, err);
	if (s == TZ_OK)
		s = find_patterns(walk, &ways, err);
	if (s == TZ_OK && question->staged)
		s = list_staged(walk, question,
		    question->since ? tz_buf_str(&commit) : NULL, &ways, err);
	else if (s == TZ_OK)
		s = list_changed(walk, question, tz_buf_str(&commit), &ways,
		    err);
	tz_walk_forget(walk);
	tz_buf_clear(&ways.up);
	tz_buf_clear(&ways.down);
	return s;
}

/* A sealed copy of bytes in memory. */
static enum tz_status
seal(const struct tz_buf *bytes, const char *path, int *ret_fd,
    struct tz_err *err)
{
	int seals = F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE | F_SEAL_SEAL;
	tz_auto_fd memory = -1;
	enum tz_status s;

	memory = memfd_create("draft", MFD_CLOEXEC | MFD_ALLOW_SEALING);
	if (memory < 0)
		return tz_fail_errno(err, _("no memory file for"), path);
	s = tz_fd_write(memory, tz_buf_str(bytes), bytes->len, err);
	if (s)
		return s;
	if (fcntl(memory, F_ADD_SEALS, seals) != 0 ||
	    lseek(memory, 0, SEEK_SET) != 0)
		return tz_fail_errno(err, _("cannot seal"), path);
	*ret_fd = memory;
	memory = -1;
	return TZ_OK;
}

enum tz_status
tz_checkout_open(const char *blob, const char *path, uint64_t limit,
    int *ret_fd, struct tz_err *err)
{
	const char *const words[] = {"cat-file", "blob", blob, NULL};
	tz_auto_buf bytes = TZ_BUF_INIT;
	bool done = false;
	enum tz_status s = ask(words, NULL, 0, &bytes, &done, err);

	if (s)
		return s;
	if (!done)
		return tz_fail(err, TZ_IO,
		    _("git does not give what its index has of '%s'"), path);
	if (bytes.len > limit)
		return tz_fail(err, TZ_LIMIT, _("too large: '%s'"), path);
	return seal(&bytes, path, ret_fd, err);
}
