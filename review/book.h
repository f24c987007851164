/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * review/book.h - the vault's registered documents as a rule set reads them
 */
#ifndef TZ_REVIEW_BOOK_H
#define TZ_REVIEW_BOOK_H

#include "base/document.h"
#include "policies/fingerprint.h"
#include "store/vault.h"

/* Filled by tz_book_open(), ended by tz_book_close(). */
struct tz_book {
	struct tz_fingerprint_book book; /* its arg is this */
	struct tz_vault *vault;		 /* borrowed */
	char *item;  /* whose own text is none of it, or NULL */
	char *label; /* of the one described last */
};

/** tz_book_open(vault, item, ret_book, err): All documents that are registered
 * now but those of ${item}, or NULL; ${ret_book} is zeroed and stays where it
 * is.  Fails: TZ_NOMEM. */
TZ_CHECK enum tz_status tz_book_open(struct tz_vault *vault, const char *item,
    struct tz_book *ret_book, struct tz_err *err);

/** tz_book_close(book): Free what it holds. */
void tz_book_close(struct tz_book *book);

/** tz_book_shingles(vault, document, shingles, err): Append the shingles of
 * all text of ${document}. */
TZ_CHECK enum tz_status
tz_book_shingles(struct tz_vault *vault, const struct tz_document *document,
    struct tz_shingles *shingles, struct tz_err *err);

#endif /* !TZ_REVIEW_BOOK_H */
