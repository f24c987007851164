/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/draft_list.c - which drafts are to be read, and which are left out
 */
#include "cli/draft_list.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/utf8.h"
#include "cli/checkout.h"

const char *
tz_skip_word(enum tz_skip_reason reason)
{
	static const char *const words[] = {
#define WORD(name, word) [TZ_SKIP_##name] = word,
	    TZ_SKIP_LIST(WORD)
#undef WORD
	};

	return words[reason];
}

/* Room for one more of ${size} bytes. */
static bool
grow(void **items, size_t n, size_t *cap, size_t size)
{
	size_t wanted = *cap ? *cap * 2 : 64;
	void *more;

	if (n < *cap)
		return true;
	more = realloc(*items, wanted * size);
	if (!more)
		return false;
	*items = more;
	*cap = wanted;
	return true;
}

enum tz_status
tz_draft_list_add(struct tz_draft_list *list, enum tz_draft_kind kind,
    const char *path, const char *blob, struct tz_err *err)
{
	struct tz_draft draft = {kind, NULL, NULL};
	void *items = list->draft;

	if (!grow(&items, list->n, &list->cap, sizeof *list->draft))
		return tz_fail_nomem(err);
	list->draft = items;
	draft.path = strdup(path);
	draft.blob = blob ? strdup(blob) : NULL;
	list->draft[list->n++] = draft;
	return draft.path && (draft.blob || !blob) ? TZ_OK : tz_fail_nomem(err);
}

enum tz_status
tz_draft_list_skip(struct tz_draft_list *list, enum tz_skip_reason reason,
    const char *path, bool is_folder, const char *by, struct tz_err *err)
{
	struct tz_skipped skipped = {reason, NULL, NULL};
	void *items = list->skipped;

	if (!grow(&items, list->n_skipped, &list->cap_skipped,
		sizeof *list->skipped))
		return tz_fail_nomem(err);
	list->skipped = items;
	skipped.path = is_folder ? tz_path_join(path, "") : strdup(path);
	skipped.by = by ? strdup(by) : NULL;
	list->skipped[list->n_skipped++] = skipped;
	return skipped.path && (skipped.by || !by) ? TZ_OK : tz_fail_nomem(err);
}

static enum tz_status
keep_failure(struct tz_draft_list *list, const char *text, struct tz_err *err)
{
	tz_auto_buf clean = TZ_BUF_INIT;
	void *items = list->failure;

	if (!grow(&items, list->n_failures, &list->cap_failures,
		sizeof *list->failure))
		return tz_fail_nomem(err);
	list->failure = items;
	tz_utf8_clean(text, strlen(text), &clean);
	list->failure[list->n_failures] = tz_buf_take(&clean);
	if (!list->failure[list->n_failures])
		return tz_fail_nomem(err);
	list->n_failures++;
	return TZ_OK;
}

enum tz_status
tz_draft_list_go_on(struct tz_cli *cli, struct tz_draft_list *list,
    enum tz_status s, const struct tz_err *own, struct tz_err *err)
{
	switch (s) {
	case TZ_OK:
		return TZ_OK;
	case TZ_NOTFOUND:
	case TZ_LIMIT:
	case TZ_FORMAT:
	case TZ_IO:
		if (list->last->status)
			tz_cli_warn(cli, "%s", list->last->text);
		*list->last = *own;
		return keep_failure(list, own->text, err);
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
	*err = *own;
	return s;
}

void
tz_draft_list_clear(struct tz_draft_list *list)
{
	size_t i;

	for (i = 0; i < list->n; i++) {
		free(list->draft[i].path);
		free(list->draft[i].blob);
	}
	for (i = 0; i < list->n_skipped; i++) {
		free(list->skipped[i].path);
		free(list->skipped[i].by);
	}
	for (i = 0; i < list->n_failures; i++)
		free(list->failure[i]);
	free(list->failure);
	free(list->draft);
	free(list->skipped);
	*list = (struct tz_draft_list){.last = list->last};
}

/* What was a file when the folder was walked may be a link by now. */
static enum tz_status
open_beneath(const char *path, uint64_t limit, int *ret_fd, struct tz_err *err)
{
	tz_auto_fd fd = open(path,
	    O_RDONLY | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC | O_NOCTTY);
	struct tz_err own = {0};
	uint64_t size;
	struct stat about;
	enum tz_status s;

	if (fd < 0)
		return tz_fail_errno(err, _("cannot open"), path);
	if (fstat(fd, &about) != 0 || !S_ISREG(about.st_mode))
		return tz_fail(err, TZ_FORMAT, _("no regular file: '%s'"),
		    path);
	s = tz_fd_seal(fd, limit, ret_fd, &size, &own);
	if (s == TZ_LIMIT)
		return tz_fail(err, s, _("too large: '%s'"), path);
	return s ? tz_fail(err, s, _("cannot read '%s'"), path) : TZ_OK;
}

enum tz_status
tz_draft_open(const struct tz_draft *draft, uint64_t limit, int *ret_fd,
    struct tz_err *err)
{
	uint64_t size;

	switch (draft->kind) {
	case TZ_DRAFT_NAMED:
		return tz_file_seal(draft->path, limit, ret_fd, &size, err);
	case TZ_DRAFT_BENEATH:
		return open_beneath(draft->path, limit, ret_fd, err);
	case TZ_DRAFT_BLOB:
		return tz_checkout_open(draft->blob, draft->path, limit, ret_fd,
		    err);
	case TZ_DRAFT_STDIN:
		return tz_fd_seal(STDIN_FILENO, limit, ret_fd, &size, err);
	}
	return tz_fail(err, TZ_BUG, _("a draft of no kind"));
}
