/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * index/query_token.h - a query cut into words, quotations and operators
 */
#ifndef TZ_INDEX_QUERY_TOKEN_H
#define TZ_INDEX_QUERY_TOKEN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"
#include "index/field.h"

enum tz_query_token_kind {
	TZ_TOKEN_END,
	TZ_TOKEN_OPEN,
	TZ_TOKEN_CLOSE,
	TZ_TOKEN_AND,
	TZ_TOKEN_OR,
	TZ_TOKEN_NOT,
	TZ_TOKEN_NEAR,
	TZ_TOKEN_FIELD, /* its value is the next token */
	TZ_TOKEN_DATE,	/* likewise */
	TZ_TOKEN_YEAR,	/* likewise */
	TZ_TOKEN_WORD,
	TZ_TOKEN_QUOTED,
};

struct tz_query_token {
	enum tz_query_token_kind kind;
	const char *text; /* WORD, QUOTED */
	size_t len;
	unsigned distance; /* NEAR */
	const struct tz_field *field;
};

/* What is left of a query; borrows its text. */
struct tz_query_reader {
	const char *text;
	size_t len;
	size_t at;
};

/** tz_query_token_next(reader, ret_token, err): Take the next token.  Fails:
 * TZ_FORMAT for an unknown field, a field without a value, a quotation or a
 * bracket inside a word that does not end. */
TZ_CHECK enum tz_status tz_query_token_next(struct tz_query_reader *reader,
    struct tz_query_token *ret_token, struct tz_err *err);

#endif /* !TZ_INDEX_QUERY_TOKEN_H */
