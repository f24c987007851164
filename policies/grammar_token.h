/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * policies/grammar_token.h - pieces of a marking, borrowed from the text
 *
 * Inside of policies/ only.
 */
#ifndef TZ_POLICIES_GRAMMAR_TOKEN_H
#define TZ_POLICIES_GRAMMAR_TOKEN_H

#include <stdbool.h>
#include <stddef.h>

struct tz_token {
	const char *text;
	size_t len;
};

/** tz_token_is(token, word): Whether it is exactly ${word}. */
bool tz_token_is(const struct tz_token *token, const char *word);

/** tz_token_pass(token, word): Take ${word} off its beginning, if it begins
 * so. */
bool tz_token_pass(struct tz_token *token, const char *word);

/** tz_token_cut(rest, separator, ret): Take the piece up to ${separator} (or
 * the end) and the separator off ${rest}; false when nothing is left.  After a
 * last separator comes an empty piece. */
bool tz_token_cut(struct tz_token *rest, const char *separator,
    struct tz_token *ret);

/** tz_token_compare(a, b): By bytes. */
int tz_token_compare(const struct tz_token *a, const struct tz_token *b);

/** tz_token_is_upper(token): Not empty, only A to Z. */
bool tz_token_is_upper(const struct tz_token *token);

/** tz_token_is_plain(token): Words of A to Z and 0 to 9 with single spaces or
 * hyphens between them. */
bool tz_token_is_plain(const struct tz_token *token);

/** tz_token_distance(token, word): Letters to change, add or leave out to
 * make it ${word} (capitals), its case ignored; 99 when far apart. */
unsigned tz_token_distance(const struct tz_token *token, const char *word);

#endif /* !TZ_POLICIES_GRAMMAR_TOKEN_H */
