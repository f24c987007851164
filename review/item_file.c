/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * review/item_file.c - the files of a revision, with their openings
 *
 * The salt is asked of the openings each time, so that an erasure has only one
 * place to erase.
 */
#include <stdlib.h>
#include <string.h>

#include "review/item.h"
#include "store/item_revision_rows.h"
#include "store/ledger_rows.h"

static void
file_clear(struct tz_item_file *file)
{
	free(file->name);
	free(file->name_bytes);
	free(file->media_type);
	memset(file, 0, sizeof *file);
}

void
tz_item_files_clear(struct tz_item_file_list *files)
{
	size_t i;

	for (i = 0; i < files->n; i++)
		file_clear(&files->file[i]);
	free(files->file);
	files->file = NULL;
	files->n = 0;
}

struct collect {
	struct tz_vault *vault;
	struct tz_item_file_list list;
};

static enum tz_reading
reading_from(const char *word)
{
	int i;

	for (i = 0; i < TZ_READING_COUNT; i++)
		if (strcmp(word, tz_reading_word(i)) == 0)
			return i;
	return TZ_READING_UNREAD;
}

static enum tz_status
take_row(const struct tz_item_file_row *row, void *arg, struct tz_err *err)
{
	struct collect *collect = arg;
	struct tz_item_file_list *list = &collect->list;
	tz_auto_opening opening = {0};
	struct tz_err missing = {0};
	struct tz_item_file *more;
	struct tz_item_file *file;
	enum tz_status s;

	s = tz_opening_rows_get(tz_vault_db(collect->vault), &row->commitment,
	    &opening, &missing);
	if (s == TZ_NOTFOUND)
		return TZ_OK;
	if (s)
		return tz_fail(err, s, "%s", missing.text);

	more = realloc(list->file, (list->n + 1) * sizeof *more);
	if (!more)
		return tz_fail_nomem(err);
	list->file = more;
	file = &list->file[list->n++];
	memset(file, 0, sizeof *file);
	s = tz_item_set(&file->name, row->name, err);
	if (!s)
		s = tz_item_set(&file->name_bytes, row->name_bytes, err);
	if (!s)
		s = tz_item_set(&file->media_type, row->media_type, err);
	file->size = (uint64_t)row->size;
	file->sha256 = row->sha256;
	file->commitment = row->commitment;
	file->salt = opening.salt;
	file->reading = reading_from(row->reading);
	return s;
}

static enum tz_status
collect_range(struct tz_vault *vault, const char *id, int from, int until,
    struct tz_item_file_list *ret_files, struct tz_err *err)
{
	struct collect collect = {vault, {NULL, 0}};
	enum tz_status s = TZ_OK;

	for (; from < until && !s; from++)
		s = tz_item_revision_rows_files(tz_vault_db(vault), id, from,
		    take_row, &collect, err);
	if (s) {
		tz_item_files_clear(&collect.list);
		return s;
	}
	*ret_files = collect.list;
	return TZ_OK;
}

enum tz_status
tz_item_files(struct tz_vault *vault, const char *id, int revision,
    struct tz_item_file_list *ret_files, struct tz_err *err)
{
	return collect_range(vault, id, revision, revision + 1, ret_files, err);
}

enum tz_status
tz_item_files_ever(struct tz_vault *vault, const struct tz_item *item,
    struct tz_item_file_list *ret_files, struct tz_err *err)
{
	return collect_range(vault, item->id, 1, item->revision + 1, ret_files,
	    err);
}
