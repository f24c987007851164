/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * policies/grammar_token.c - pieces of a marking, borrowed from the text
 */
#include "policies/grammar_token.h"

#include <ctype.h>
#include <string.h>

/* Words longer than this are no levels. */
#define WORD_MAX 16

bool
tz_token_is(const struct tz_token *token, const char *word)
{
	return strlen(word) == token->len &&
	    memcmp(token->text, word, token->len) == 0;
}

bool
tz_token_pass(struct tz_token *token, const char *word)
{
	size_t n = strlen(word);

	if (token->len < n || memcmp(token->text, word, n) != 0)
		return false;
	token->text += n;
	token->len -= n;
	return true;
}

bool
tz_token_cut(struct tz_token *rest, const char *separator, struct tz_token *ret)
{
	size_t n = strlen(separator);
	size_t at;

	if (!rest->text)
		return false;
	for (at = 0; at + n <= rest->len; at++)
		if (memcmp(rest->text + at, separator, n) == 0)
			break;
	ret->text = rest->text;
	if (at + n <= rest->len) {
		ret->len = at;
		rest->text += at + n;
		rest->len -= at + n;
	} else {
		ret->len = rest->len;
		rest->text = NULL;
		rest->len = 0;
	}
	return true;
}

int
tz_token_compare(const struct tz_token *a, const struct tz_token *b)
{
	int order = memcmp(a->text, b->text, a->len < b->len ? a->len : b->len);

	if (order)
		return order;
	return a->len < b->len ? -1 : a->len > b->len;
}

bool
tz_token_is_upper(const struct tz_token *token)
{
	size_t i;

	for (i = 0; i < token->len; i++)
		if (token->text[i] < 'A' || token->text[i] > 'Z')
			return false;
	return token->len > 0;
}

bool
tz_token_is_plain(const struct tz_token *token)
{
	bool separated = true;
	size_t i;

	for (i = 0; i < token->len; i++) {
		char c = token->text[i];
		bool separator = c == ' ' || c == '-';

		if (separator
			? separated
			: !((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')))
			return false;
		separated = separator;
	}
	return !separated;
}

unsigned
tz_token_distance(const struct tz_token *token, const char *word)
{
	unsigned row[WORD_MAX + 1];
	size_t n = strlen(word);
	size_t i;
	size_t k;

	if (n > WORD_MAX || token->len > n + 3 || token->len + 3 < n)
		return 99;
	for (k = 0; k <= n; k++)
		row[k] = (unsigned)k;
	for (i = 0; i < token->len; i++) {
		unsigned diagonal = row[0];

		row[0] = (unsigned)i + 1;
		for (k = 0; k < n; k++) {
			unsigned change = diagonal +
			    (toupper((unsigned char)token->text[i]) != word[k]);
			unsigned less = row[k] + 1;
			unsigned more = row[k + 1] + 1;

			diagonal = row[k + 1];
			row[k + 1] = change < less ? change : less;
			if (more < row[k + 1])
				row[k + 1] = more;
		}
	}
	return row[n];
}
