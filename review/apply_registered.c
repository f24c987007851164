/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * review/apply_registered.c - from entries to the table of registered documents
 */
#include "review/apply_registered.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/intl.h"
#include "review/book.h"
#include "review/registered.h"
#include "store/fingerprint_rows.h"
#include "store/ledger_rows.h"

#define HASH_DIGITS 16

static int64_t
number_of(int64_t seq, size_t rank)
{
	return seq * 1000 + (int64_t)rank + 1;
}

static enum tz_status
malformed(struct tz_err *err)
{
	return tz_fail(err, TZ_CORRUPT,
	    _("the fingerprints of an entry cannot be read"));
}

/* The list of hashes that the entry commits to; NULL once it is erased. */
static enum tz_status
read_object(struct tz_apply *apply, const struct tz_event *event,
    json_t **ret_list, struct tz_err *err)
{
	const char *hex =
	    json_string_value(json_array_get(json_object_get(event->statement,
						 "objects"),
		0));
	tz_auto_opening opening = {0};
	tz_auto_buf bytes = TZ_BUF_INIT;
	struct tz_err missing = {0};
	struct tz_id commitment;
	enum tz_status s;

	if (!hex || !tz_id_parse(hex, &commitment))
		return malformed(err);
	s = tz_opening_rows_get(tz_vault_db(apply->vault), &commitment,
	    &opening, &missing);
	if (s == TZ_NOTFOUND)
		return TZ_OK;
	if (s)
		return tz_fail(err, s, "%s", missing.text);
	s = tz_blobs_get(tz_vault_blobs(apply->vault), &opening.blob, &bytes,
	    err);
	return s ? s : tz_json_parse(bytes.data, bytes.len, ret_list, err);
}

static bool
parse_hash(const char *digits, uint64_t *ret_hash)
{
	static const char hex[] = "0123456789abcdef";
	size_t i;

	*ret_hash = 0;
	for (i = 0; i < HASH_DIGITS; i++) {
		const char *digit = digits[i] ? strchr(hex, digits[i]) : NULL;

		if (!digit)
			return false;
		*ret_hash = *ret_hash << 4 | (uint64_t)(digit - hex);
	}
	return true;
}

static enum tz_status
add_document(struct tz_apply *apply, const struct tz_event *event, size_t rank,
    const char *label, const char *digits, struct tz_err *err)
{
	size_t n = strlen(digits) / HASH_DIGITS;
	uint64_t *hashes = calloc(n + 1, sizeof *hashes);
	struct tz_fingerprint_row row = {
	    .source = number_of(event->seq, rank),
	    .seq = event->seq,
	    .label = label,
	    .n_hashes = (int64_t)n,
	};
	enum tz_status s = TZ_OK;
	size_t i;

	if (!hashes)
		return tz_fail_nomem(err);
	for (i = 0; i < n && !s; i++)
		if (!parse_hash(digits + i * HASH_DIGITS, &hashes[i]))
			s = malformed(err);
	if (!s)
		s = tz_fingerprint_rows_add(tz_vault_db(apply->vault), &row,
		    hashes, err);
	free(hashes);
	return s;
}

static enum tz_status
add_documents(struct tz_apply *apply, const struct tz_event *event,
    struct tz_err *err)
{
	const json_t *documents = json_object_get(event->detail, "documents");
	tz_auto_json object = NULL;
	const json_t *hashes;
	enum tz_status s = read_object(apply, event, &object, err);
	size_t i;

	if (s || !object || !event->detail)
		return s;
	hashes = json_object_get(object, "hashes");
	if (json_array_size(hashes) != json_array_size(documents))
		return malformed(err);
	for (i = 0; i < json_array_size(documents) && !s; i++) {
		const char *label =
		    tz_json_string(json_array_get(documents, i), "label");
		const char *digits =
		    json_string_value(json_array_get(hashes, i));

		if (!label || !digits)
			return malformed(err);
		s = add_document(apply, event, i, label, digits, err);
	}
	return s;
}

static enum tz_status
end_documents(struct tz_apply *apply, const struct tz_event *event,
    struct tz_err *err)
{
	const json_t *numbers = json_object_get(event->detail, "numbers");
	enum tz_status s = TZ_OK;
	size_t i;

	for (i = 0; i < json_array_size(numbers) && !s; i++)
		s = tz_fingerprint_rows_end(tz_vault_db(apply->vault),
		    json_integer_value(json_array_get(numbers, i)), event->seq,
		    err);
	return s;
}

enum tz_status
tz_apply_registration(struct tz_apply *apply, const struct tz_event *event,
    struct tz_err *err)
{
	return event->kind == TZ_ACT_FINGERPRINT_ADD
	    ? add_documents(apply, event, err)
	    : end_documents(apply, event, err);
}

/* Read one file of the item again; what was erased is left out. */
static enum tz_status
read_file(struct tz_apply *apply, const struct tz_item_file *file,
    struct tz_shingles *shingles, struct tz_err *err)
{
	tz_auto(tz_document) document = NULL;
	tz_auto_fd fd = -1;
	struct tz_err missing = {0};
	uint64_t size;
	enum tz_status s = tz_blobs_open_fd(tz_vault_blobs(apply->vault),
	    &file->sha256, &fd, &size, &missing);

	if (s == TZ_NOTFOUND)
		return TZ_OK;
	if (s)
		return tz_fail(err, s, "%s", missing.text);
	s = tz_intake_read(apply->intake, fd, file->name, &document, err);
	return s ? s : tz_book_shingles(apply->vault, document, shingles, err);
}

enum tz_status
tz_apply_withheld(struct tz_apply *apply, const struct tz_item *item,
    int64_t seq, struct tz_err *err)
{
	tz_auto_item_files files = {0};
	tz_auto_shingles shingles = {0};
	struct tz_fingerprint_row row = {
	    .source = number_of(seq, 0),
	    .seq = seq,
	    .item = item->id,
	    .label = item->id,
	};
	uint64_t *hashes;
	enum tz_status s =
	    tz_item_files(apply->vault, item->id, item->revision, &files, err);
	size_t i;

	for (i = 0; i < files.n && !s; i++)
		s = read_file(apply, &files.file[i], &shingles, err);
	tz_shingles_distinct(&shingles);
	if (s || shingles.n == 0)
		return s;
	hashes = calloc(shingles.n, sizeof *hashes);
	if (!hashes)
		return tz_fail_nomem(err);
	for (i = 0; i < shingles.n; i++)
		hashes[i] = shingles.shingle[i].hash;
	row.n_hashes = (int64_t)shingles.n;
	s = tz_fingerprint_rows_add(tz_vault_db(apply->vault), &row, hashes,
	    err);
	free(hashes);
	return s;
}
