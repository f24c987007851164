/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * index/query_token.c - a query cut into words, quotations and operators
 *
 * Chinese keyboards give full-width marks; these are operators in the same
 * places as the others.
 */
#include "index/query_token.h"

#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "base/intl.h"
#include "base/utf8.h"

#define NEAR_DEFAULT 10
#define NEAR_MAX 1000

static bool
is_open(uint32_t point)
{
	return point == '(' || point == 0xff08;
}

static bool
is_close(uint32_t point)
{
	return point == ')' || point == 0xff09;
}

static bool
is_colon(uint32_t point)
{
	return point == ':' || point == 0xff1a;
}

/* What ends the quotation that ${point} begins, 0 if it begins none. */
static uint32_t
closing_quote(uint32_t point)
{
	switch (point) {
	case '"':
	case 0xff02: /* ＂ */
	case 0x300d: /* 」 */
	case 0x300f: /* 』 */
		return point;
	case 0x201c: /* “ */
	case 0x201d: /* ” */
		return 0x201d;
	case 0x300c: /* 「 */
		return 0x300d;
	case 0x300e: /* 『 */
		return 0x300f;
	default:
		return 0;
	}
}

static size_t
peek(const struct tz_query_reader *reader, size_t at, uint32_t *ret_point)
{
	*ret_point = 0;
	return tz_utf8_next(reader->text, reader->len, at, ret_point);
}

static enum tz_status
read_quoted(struct tz_query_reader *reader, uint32_t close,
    struct tz_query_token *token, struct tz_err *err)
{
	size_t from = reader->at;
	uint32_t point;
	size_t n;

	while ((n = peek(reader, reader->at, &point)) > 0) {
		size_t until = reader->at;

		reader->at += n;
		/* Some keyboards give “ on both sides. */
		if (point == close || closing_quote(point) == close) {
			token->kind = TZ_TOKEN_QUOTED;
			token->text = reader->text + from;
			token->len = until - from;
			return TZ_OK;
		}
	}
	return tz_fail(err, TZ_FORMAT, _("a quotation does not end"));
}

/* Whether the word [${from}, at) is the operator ${word}. */
static bool
word_is(const struct tz_query_token *token, const char *word)
{
	return token->len == strlen(word) &&
	    memcmp(token->text, word, token->len) == 0;
}

/* A word that is an operator, or stays a word. */
static enum tz_status
read_operator(struct tz_query_token *token, struct tz_err *err)
{
	size_t i;

	if (word_is(token, "AND"))
		token->kind = TZ_TOKEN_AND;
	else if (word_is(token, "OR"))
		token->kind = TZ_TOKEN_OR;
	else if (word_is(token, "NOT"))
		token->kind = TZ_TOKEN_NOT;
	if (token->len < 4 || memcmp(token->text, "NEAR", 4) != 0)
		return TZ_OK;
	if (token->len > 4 && token->text[4] != '/')
		return TZ_OK;
	token->kind = TZ_TOKEN_NEAR;
	token->distance = token->len == 4 ? NEAR_DEFAULT : 0;
	for (i = 5; i < token->len; i++) {
		if (token->text[i] < '0' || token->text[i] > '9' ||
		    token->distance > NEAR_MAX)
			break;
		token->distance =
		    token->distance * 10 + (unsigned)(token->text[i] - '0');
	}
	if (i < token->len || token->len == 5 || token->distance > NEAR_MAX)
		return tz_fail(err, TZ_FORMAT,
		    _("NEAR is written NEAR or NEAR/5, with a number up to "
		      "1000"));
	return TZ_OK;
}

static enum tz_status
read_word(struct tz_query_reader *reader, struct tz_query_token *token,
    struct tz_err *err)
{
	unsigned inner = 0;
	uint32_t point;
	size_t n;

	token->kind = TZ_TOKEN_WORD;
	token->text = reader->text + reader->at;
	token->len = 0;
	while ((n = peek(reader, reader->at, &point)) > 0) {
		if (tz_utf8_is_space(point) || (is_close(point) && inner == 0))
			break;
		if (is_open(point)) {
			if (word_is(token, "AND") || word_is(token, "OR") ||
			    word_is(token, "NOT"))
				break;
			inner++;
		} else if (is_close(point)) {
			inner--;
		}
		reader->at += n;
		token->len += n;
	}
	if (inner > 0)
		return tz_fail(err, TZ_FORMAT, _("a bracket is not closed"));
	return read_operator(token, err);
}

/* The length of "name:" at the reader's place, 0 if there is none. */
static size_t
field_length(const struct tz_query_reader *reader, size_t *ret_name,
    uint32_t *ret_colon)
{
	size_t i = reader->at;
	size_t n;

	while (i < reader->len &&
	    ((reader->text[i] >= 'a' && reader->text[i] <= 'z') ||
		(reader->text[i] >= 'A' && reader->text[i] <= 'Z')))
		i++;
	*ret_name = i - reader->at;
	n = peek(reader, i, ret_colon);
	if (*ret_name == 0 || n == 0 || !is_colon(*ret_colon))
		return 0;
	return *ret_name + n;
}

static bool
is_name(const char *text, size_t len, const char *name)
{
	return strlen(name) == len && strncasecmp(text, name, len) == 0;
}

/* Which field ${text} names; false for none. */
static bool
find_field(const char *text, size_t len, struct tz_query_token *token)
{
	size_t i;

	token->kind = TZ_TOKEN_FIELD;
	for (i = 0; i < TZ_FIELD_COUNT; i++) {
		token->field = &tz_fields[i];
		if (is_name(text, len, tz_fields[i].name))
			return true;
	}
	token->field = NULL;
	token->kind =
	    is_name(text, len, "date") ? TZ_TOKEN_DATE : TZ_TOKEN_YEAR;
	return is_name(text, len, "date") || is_name(text, len, "year");
}

/* "name:" if there is one. */
static enum tz_status
read_field(struct tz_query_reader *reader, bool *ret_found,
    struct tz_query_token *token, struct tz_err *err)
{
	size_t name;
	uint32_t point;
	size_t n = field_length(reader, &name, &point);

	*ret_found = false;
	if (n == 0)
		return TZ_OK;
	if (!find_field(reader->text + reader->at, name, token)) {
		if (point != ':')
			return TZ_OK; /* 第a：..., no field was meant */
		return tz_fail(err, TZ_FORMAT,
		    _("unknown field; the fields are title, number, agency, "
		      "department, category, theme, genre, disposition, "
		      "ground, date and year (quote a word with a colon)"));
	}
	reader->at += n;
	*ret_found = true;
	n = peek(reader, reader->at, &point);
	if (n == 0 || tz_utf8_is_space(point) || is_close(point))
		return tz_fail(err, TZ_FORMAT, _("a field has no value"));
	return TZ_OK;
}

enum tz_status
tz_query_token_next(struct tz_query_reader *reader,
    struct tz_query_token *ret_token, struct tz_err *err)
{
	struct tz_query_token token = {TZ_TOKEN_END, NULL, 0, 0, NULL};
	uint32_t point;
	uint32_t after;
	bool found = false;
	size_t n;
	enum tz_status s = TZ_OK;

	*ret_token = token;
	while ((n = peek(reader, reader->at, &point)) > 0 &&
	    tz_utf8_is_space(point))
		reader->at += n;
	if (n == 0)
		return TZ_OK;
	if (is_open(point) || is_close(point)) {
		reader->at += n;
		token.kind = is_open(point) ? TZ_TOKEN_OPEN : TZ_TOKEN_CLOSE;
	} else if (closing_quote(point)) {
		reader->at += n;
		s = read_quoted(reader, closing_quote(point), &token, err);
	} else if (point == '-' && peek(reader, reader->at + n, &after) > 0 &&
	    !tz_utf8_is_space(after)) {
		reader->at += n;
		token.kind = TZ_TOKEN_NOT;
	} else {
		s = read_field(reader, &found, &token, err);
		if (!s && !found)
			s = read_word(reader, &token, err);
	}
	*ret_token = token;
	return s;
}
