/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/reread.c - the files of many items read again, several at a time
 *
 * Readers run ahead of the matching, which is one thread's; what is kept of an
 * item before its turn is its id and the names of its files.
 */
#include "cli/reread.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "cli/drafts.h"
#include "cli/read_ahead.h"

struct stored {
	struct tz_id sha256;
	char *name; /* as it was given */
};

struct entry {
	char *id;
	int revision;
	size_t n_files;
};

struct work {
	struct tz_cli *cli;
	struct tz_rule_set *rules;
	tz_reread_wanted *wanted;
	tz_reread_visit *visit;
	void *arg;

	struct entry *entries;
	size_t n_entries;
	size_t cap_entries;
	struct stored *files; /* of all entries, in order */
	size_t n_files;
	size_t cap_files;

	pthread_mutex_t lock; /* on the blobs, which are one thread's */
	struct tz_read_ahead *ahead;
	size_t next; /* file to be taken */
};

#define auto_work TZ_AUTO(work_clear) struct work

static void
work_clear(struct work *work)
{
	size_t i;

	tz_read_ahead_free(work->ahead);
	for (i = 0; i < work->n_entries; i++)
		free(work->entries[i].id);
	for (i = 0; i < work->n_files; i++)
		free(work->files[i].name);
	free(work->entries);
	free(work->files);
	pthread_mutex_destroy(&work->lock);
}

static bool
grow(void **list, size_t *cap, size_t n, size_t size)
{
	size_t more = *cap ? *cap * 2 : 256;
	void *grown;

	if (n < *cap)
		return true;
	grown = reallocarray(*list, more, size);
	if (!grown)
		return false;
	*list = grown;
	*cap = more;
	return true;
}

static enum tz_status
note_file(struct work *work, const struct tz_item_file *file,
    struct tz_err *err)
{
	tz_auto_buf name = TZ_BUF_INIT;
	enum tz_status s = TZ_OK;
	char *taken;

	if (file->name_bytes)
		s = tz_hex_decode(file->name_bytes, strlen(file->name_bytes),
		    &name, err);
	else
		tz_buf_puts(&name, file->name);
	if (s)
		return s;
	tz_buf_puts(&name, "");
	taken = strdup(tz_buf_str(&name));
	if (!taken ||
	    !grow((void **)&work->files, &work->cap_files, work->n_files,
		sizeof *work->files)) {
		free(taken);
		return tz_fail_nomem(err);
	}
	work->files[work->n_files++] = (struct stored){file->sha256, taken};
	return TZ_OK;
}

static enum tz_status
note_item(const struct tz_item *item, void *arg, struct tz_err *err)
{
	struct work *work = arg;
	tz_auto_item_files files = {0};
	bool wanted = false;
	enum tz_status s = work->wanted(item, &wanted, work->arg, err);
	char *id;
	size_t i;

	if (s || !wanted)
		return s;
	s = tz_item_files(tz_cli_vault(work->cli), item->id, item->revision,
	    &files, err);
	for (i = 0; i < files.n && !s; i++)
		s = note_file(work, &files.file[i], err);
	if (s)
		return s;
	id = strdup(item->id);
	if (!id ||
	    !grow((void **)&work->entries, &work->cap_entries, work->n_entries,
		sizeof *work->entries)) {
		free(id);
		return tz_fail_nomem(err);
	}
	work->entries[work->n_entries++] =
	    (struct entry){id, item->revision, files.n};
	return TZ_OK;
}

static enum tz_status
open_blob(size_t i, int *ret_fd, const char **ret_name, void *arg,
    struct tz_err *err)
{
	struct work *work = arg;
	enum tz_status s;

	*ret_name = work->files[i].name;
	pthread_mutex_lock(&work->lock);
	s = tz_blobs_open_fd(tz_vault_blobs(tz_cli_vault(work->cli)),
	    &work->files[i].sha256, ret_fd, NULL, err);
	pthread_mutex_unlock(&work->lock);
	return s;
}

/* Whether the run goes on without a file that failed with ${s}. */
static bool
is_of_one_file(enum tz_status s)
{
	return s == TZ_NOTFOUND || s == TZ_LIMIT || s == TZ_CORRUPT ||
	    s == TZ_FORMAT;
}

/* The next file; ${*whole} becomes false if it is missing or damaged. */
static enum tz_status
take_file(struct work *work, struct tz_scan *scan, bool *whole,
    struct tz_err *err)
{
	const struct stored *stored = &work->files[work->next++];
	tz_auto(tz_document) document = NULL;
	const struct tz_document_file *files;
	struct tz_err own = {0};
	size_t n;
	enum tz_status s = tz_read_ahead_take(work->ahead, &document, &own);

	if (is_of_one_file(s)) {
		*whole = false;
		return TZ_OK;
	}
	if (s)
		return tz_fail(err, s, "%s", own.text);
	files = tz_document_files(document, &n);
	if (n == 0 || !tz_id_equal(&files[0].sha256, &stored->sha256)) {
		*whole = false;
		return TZ_OK;
	}
	return tz_scan_take(scan, work->rules, &document, err);
}

static enum tz_status
take_item(struct work *work, const struct entry *entry, struct tz_err *err)
{
	struct tz_vault *vault = tz_cli_vault(work->cli);
	tz_auto(tz_scan) scan = NULL;
	tz_auto_item item = {0};
	bool whole = true;
	enum tz_status s = tz_item_get(vault, entry->id, &item, err);
	size_t i;

	if (!s)
		s = tz_scan_new(&scan, err);
	if (!s)
		s = tz_scan_registered(scan, vault, entry->id, err);
	for (i = 0; i < entry->n_files && !s; i++)
		s = take_file(work, scan, &whole, err);
	if (!s && item.revision != entry->revision)
		whole = false;
	if (!s)
		s = tz_scan_meta(scan, work->rules, item.meta, err);
	return s ? s : work->visit(&item, scan, whole, work->arg, err);
}

enum tz_status
tz_reread(struct tz_cli *cli, struct tz_rule_set *rules, const char *what,
    tz_reread_wanted *wanted, tz_reread_visit *visit, void *arg,
    struct tz_err *err)
{
	auto_work work = {
	    .cli = cli,
	    .rules = rules,
	    .wanted = wanted,
	    .visit = visit,
	    .arg = arg,
	    .lock = PTHREAD_MUTEX_INITIALIZER,
	};
	struct tz_intake *intake;
	enum tz_status s = tz_cli_intake(cli, &intake, err);
	size_t i;

	if (!s)
		s = tz_item_each(tz_cli_vault(cli), 0, note_item, &work, err);
	if (!s)
		s = tz_read_ahead_new_of(intake, open_blob, &work, work.n_files,
		    tz_drafts_jobs(cli), &work.ahead, err);
	for (i = 0; i < work.n_entries && !s; i++) {
		tz_cli_progress(cli, what, i, work.n_entries);
		s = take_item(&work, &work.entries[i], err);
	}
	if (work.n_entries > 0)
		tz_cli_progress(cli, what, work.n_entries, work.n_entries);
	return s;
}
