/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * review/book.c - the vault's registered documents as a rule set reads them
 */
#include "review/book.h"

#include <stdlib.h>
#include <string.h>

#include "store/fingerprint_rows.h"

static void
salt_of(struct tz_vault *vault, struct tz_id *ret_salt)
{
	static const char what[] = "taizhang fingerprints v1";

	tz_hmac_sha256(tz_vault_refusal_key(vault), 32, what, sizeof what - 1,
	    ret_salt);
}

static enum tz_status
find(uint64_t hash, void (*found)(int64_t source, void *found_arg),
    void *found_arg, void *arg, struct tz_err *err)
{
	struct tz_book *book = arg;

	return tz_fingerprint_rows_find(tz_vault_db(book->vault), hash,
	    book->item, found, found_arg, err);
}

struct describing {
	struct tz_book *book;
	struct tz_fingerprint_source *source;
};

static enum tz_status
take_row(const struct tz_fingerprint_row *row, void *arg, struct tz_err *err)
{
	struct describing *describing = arg;
	struct tz_book *book = describing->book;

	free(book->label);
	book->label = strdup(row->label);
	if (!book->label)
		return tz_fail_nomem(err);
	describing->source->id = row->source;
	describing->source->label = book->label;
	describing->source->n_hashes = (size_t)row->n_hashes;
	return TZ_OK;
}

static enum tz_status
describe(int64_t source, struct tz_fingerprint_source *ret_source, void *arg,
    struct tz_err *err)
{
	struct describing describing = {arg, ret_source};
	struct tz_book *book = arg;

	return tz_fingerprint_rows_get(tz_vault_db(book->vault), source,
	    take_row, &describing, err);
}

enum tz_status
tz_book_open(struct tz_vault *vault, const char *item, struct tz_book *ret_book,
    struct tz_err *err)
{
	ret_book->vault = vault;
	if (item) {
		ret_book->item = strdup(item);
		if (!ret_book->item)
			return tz_fail_nomem(err);
	}
	salt_of(vault, &ret_book->book.salt);
	ret_book->book.find = find;
	ret_book->book.describe = describe;
	ret_book->book.arg = ret_book;
	return TZ_OK;
}

void
tz_book_close(struct tz_book *book)
{
	free(book->item);
	free(book->label);
	memset(book, 0, sizeof *book);
}

enum tz_status
tz_book_shingles(struct tz_vault *vault, const struct tz_document *document,
    struct tz_shingles *shingles, struct tz_err *err)
{
	struct tz_id salt;
	size_t n;
	const struct tz_part *parts = tz_document_parts(document, &n);
	enum tz_status s = TZ_OK;
	size_t i;

	salt_of(vault, &salt);
	for (i = 0; i < n && !s; i++)
		s = tz_fingerprint(parts[i].text, parts[i].text_len, &salt,
		    shingles, err);
	return s;
}
