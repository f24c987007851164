/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/index_item.c - an item as a record of the full text index
 */
#include "cli/index_item.h"

#include <stdlib.h>
#include <string.h>

#include "base/document.h"
#include "base/file.h"

/* To be raised when the same item gives another record. */
#define RECIPE "1"

/* The files of an item, read; owns what the texts borrow. */
struct reading {
	struct tz_document **documents;
	size_t n_documents;
	struct tz_index_text *texts;
	char **parts; /* names of the texts' parts */
	size_t n_texts;
	size_t cap_texts;
	size_t n_uncovered;
};

#define auto_reading TZ_AUTO(clear_reading) struct reading

static void
clear_reading(struct reading *reading)
{
	size_t i;

	for (i = 0; i < reading->n_documents; i++)
		tz_document_free(reading->documents[i]);
	for (i = 0; i < reading->n_texts; i++)
		free(reading->parts[i]);
	free(reading->documents);
	free(reading->texts);
	free(reading->parts);
}

enum tz_shelf
tz_index_item_shelf(const struct tz_item *item)
{
	switch (item->state) {
	case TZ_STATE_PUBLISHED:
		return TZ_SHELF_OPEN;
	case TZ_STATE_IN_REVIEW:
	case TZ_STATE_RETURNED:
	case TZ_STATE_PENDING:
	case TZ_STATE_CLEARED:
	case TZ_STATE_WITHHELD:
	case TZ_STATE_WITHDRAWN:
		return TZ_SHELF_RESTRICTED;
	case TZ_STATE_QUARANTINED:
	case TZ_STATE_ERASED:
	case TZ_STATE_COUNT:
		break;
	}
	return TZ_SHELF_COUNT;
}

static struct tz_index_record
record_of(const struct tz_item *item, const char *agency)
{
	return (struct tz_index_record){
	    .item = item->id,
	    .title = item->title,
	    .number = item->number,
	    .agency = agency,
	    .department = item->department,
	    .category = item->category,
	    .theme = item->theme,
	    .genre = item->genre,
	    .date = item->date ? item->date : item->published_on,
	    .disposition = item->disposition,
	    .ground = item->ground,
	};
}

/* A text and its end, so that no two lists look alike. */
static void
add_piece(struct tz_hash *hash, const char *text)
{
	tz_hash_update(hash, text ? "=" : "-", 1);
	if (text)
		tz_hash_update(hash, text, strlen(text) + 1);
}

enum tz_status
tz_index_item_stamp(struct tz_cli *cli, const struct tz_item *item,
    const char *agency, struct tz_buf *ret_stamp, struct tz_err *err)
{
	struct tz_index_record record = record_of(item, agency);
	const char *const pieces[] = {RECIPE, record.item, record.title,
	    record.number, record.agency, record.department, record.category,
	    record.theme, record.genre, record.date, record.disposition,
	    record.ground};
	tz_auto_item_files files = {NULL, 0};
	tz_auto(tz_hash) hash = NULL;
	struct tz_id id;
	size_t i;
	enum tz_status s;

	s = tz_item_files(tz_cli_vault(cli), item->id, item->revision, &files,
	    err);
	if (!s)
		s = tz_hash_new(&hash, err);
	if (s)
		return s;
	for (i = 0; i < sizeof pieces / sizeof *pieces; i++)
		add_piece(hash, pieces[i]);
	for (i = 0; i < files.n; i++) {
		add_piece(hash, files.file[i].name);
		tz_hash_update(hash, files.file[i].sha256.bytes,
		    sizeof files.file[i].sha256.bytes);
	}
	tz_hash_final(hash, &id);
	tz_hex_encode(id.bytes, sizeof id.bytes, ret_stamp);
	return tz_buf_check(ret_stamp, err);
}

static enum tz_status
make_room(struct reading *reading, struct tz_err *err)
{
	size_t cap = reading->cap_texts ? reading->cap_texts * 2 : 32;
	struct tz_index_text *texts;
	char **parts;

	if (reading->n_texts < reading->cap_texts)
		return TZ_OK;
	texts = realloc(reading->texts, cap * sizeof *texts);
	if (!texts)
		return tz_fail_nomem(err);
	reading->texts = texts;
	parts = realloc(reading->parts, cap * sizeof *parts);
	if (!parts)
		return tz_fail_nomem(err);
	reading->parts = parts;
	reading->cap_texts = cap;
	return TZ_OK;
}

static enum tz_status
add_text(struct reading *reading, const struct tz_document_file *file,
    const struct tz_part *part, struct tz_err *err)
{
	tz_auto_buf name = TZ_BUF_INIT;
	char *taken;
	enum tz_status s = make_room(reading, err);

	if (s)
		return s;
	tz_buf_puts(&name, file->path);
	if (part->path[0] != '\0')
		tz_buf_printf(&name, "!/%s", part->path);
	taken = tz_buf_take(&name);
	if (!taken)
		return tz_fail_nomem(err);
	reading->parts[reading->n_texts] = taken;
	reading->texts[reading->n_texts++] = (struct tz_index_text){
	    taken, part->channel, part->text, part->text_len};
	return TZ_OK;
}

/* The texts of one document.  Of a file that was not read only the name that
 * it was submitted under is left. */
static enum tz_status
add_texts(struct reading *reading, const struct tz_document *document,
    struct tz_err *err)
{
	size_t n_files;
	size_t n_parts;
	const struct tz_document_file *files =
	    tz_document_files(document, &n_files);
	const struct tz_part *parts = tz_document_parts(document, &n_parts);
	enum tz_status s = TZ_OK;
	size_t i;

	for (i = 0; i < n_files; i++) {
		if (files[i].reading != TZ_READING_READ)
			reading->n_uncovered++;
	}
	for (i = 0; !s && i < n_parts; i++) {
		const struct tz_document_file *file = &files[parts[i].file];

		if (file->reading == TZ_READING_READ ||
		    (file->depth == 0 &&
			parts[i].channel == TZ_CHANNEL_FILENAME))
			s = add_text(reading, file, &parts[i], err);
	}
	return s;
}

/* Read a stored file; NULL if it is gone, damaged or over a limit. */
static enum tz_status
read_blob(struct tz_cli *cli, const struct tz_item_file *file,
    struct tz_document **ret_document, struct tz_err *err)
{
	tz_auto(tz_document) document = NULL;
	struct tz_intake *intake = NULL;
	const struct tz_document_file *files;
	tz_auto_fd fd = -1;
	uint64_t size;
	size_t n;
	enum tz_status s;

	*ret_document = NULL;
	s = tz_cli_intake(cli, &intake, err);
	if (s)
		return s;
	s = tz_blobs_open_fd(tz_vault_blobs(tz_cli_vault(cli)), &file->sha256,
	    &fd, &size, NULL);
	if (s == TZ_NOTFOUND)
		return TZ_OK;
	if (!s)
		s = tz_intake_read(intake, fd, file->name, &document, err);
	if (s == TZ_LIMIT) {
		*err = (struct tz_err){TZ_OK, ""};
		return TZ_OK;
	}
	if (s)
		return tz_fail(err, s, _("a stored file could not be opened"));
	files = tz_document_files(document, &n);
	if (n > 0 && tz_id_equal(&files[0].sha256, &file->sha256))
		*ret_document = tz_steal(&document);
	return TZ_OK;
}

static enum tz_status
read_files(struct tz_cli *cli, const struct tz_item *item,
    struct reading *reading, struct tz_err *err)
{
	tz_auto_item_files files = {NULL, 0};
	size_t i;
	enum tz_status s;

	s = tz_item_files(tz_cli_vault(cli), item->id, item->revision, &files,
	    err);
	if (s)
		return s;
	reading->documents = calloc(files.n + 1, sizeof *reading->documents);
	if (!reading->documents)
		return tz_fail_nomem(err);
	for (i = 0; !s && i < files.n; i++) {
		struct tz_document *document;

		s = read_blob(cli, &files.file[i], &document, err);
		if (s)
			return s;
		if (!document) {
			reading->n_uncovered++;
			continue;
		}
		reading->documents[reading->n_documents++] = document;
		s = add_texts(reading, document, err);
	}
	return s;
}

enum tz_status
tz_index_item_put(struct tz_cli *cli, struct tz_index *index,
    enum tz_shelf shelf, const struct tz_item *item, const char *agency,
    const char *stamp, struct tz_err *err)
{
	struct tz_index_record record = record_of(item, agency);
	auto_reading reading = {.documents = NULL};
	enum tz_status s;

	s = read_files(cli, item, &reading, err);
	if (s)
		return s;
	record.texts = reading.texts;
	record.n_texts = reading.n_texts;
	record.n_uncovered = reading.n_uncovered;
	record.stamp = stamp;
	return tz_index_put(index, shelf, &record, err);
}
