/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/rtf/rtf_token.c - RTF cut into its tokens
 */
#include "intake/rtf/rtf_token.h"

#include <ctype.h>
#include <string.h>

static int
digit(unsigned char c)
{
	if (isdigit(c))
		return c - '0';
	c = (unsigned char)(c | 0x20);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The number behind a word, kept within an int. */
static void
read_number(struct tz_rtf_cursor *cursor, struct tz_rtf_token *ret)
{
	const unsigned char *data = cursor->data;
	size_t at = cursor->at;
	bool negative = at < cursor->len && data[at] == '-';
	long value = 0;

	at += negative;
	if (at == cursor->len || !isdigit(data[at]))
		return;
	for (; at < cursor->len && isdigit(data[at]); at++) {
		if (value < 100000000L)
			value = value * 10 + (data[at] - '0');
	}
	ret->has_number = true;
	ret->number = (int)(negative ? -value : value);
	cursor->at = at;
}

/* After the backslash stands a letter. */
static void
read_word(struct tz_rtf_cursor *cursor, struct tz_rtf_token *ret)
{
	size_t n = 0;

	ret->kind = TZ_RTF_WORD;
	while (cursor->at < cursor->len && isalpha(cursor->data[cursor->at])) {
		if (n < TZ_RTF_NAME_MAX)
			ret->name[n++] = (char)cursor->data[cursor->at];
		cursor->at++;
	}
	ret->name[n] = '\0';
	read_number(cursor, ret);
	/* One blank belongs to the word. */
	if (cursor->at < cursor->len && cursor->data[cursor->at] == ' ')
		cursor->at++;
	if (strcmp(ret->name, "bin") == 0 && ret->number > 0)
		cursor->binary = (size_t)ret->number;
}

static void
read_control(struct tz_rtf_cursor *cursor, struct tz_rtf_token *ret)
{
	const unsigned char *data = cursor->data;

	cursor->at++;
	if (cursor->at == cursor->len) {
		ret->kind = TZ_RTF_END;
		return;
	}
	if (isalpha(data[cursor->at])) {
		read_word(cursor, ret);
		return;
	}
	ret->kind = TZ_RTF_SYMBOL;
	ret->symbol = (char)data[cursor->at++];
	if (ret->symbol != '\'' || cursor->at + 2 > cursor->len ||
	    digit(data[cursor->at]) < 0 || digit(data[cursor->at + 1]) < 0)
		return;
	ret->kind = TZ_RTF_BYTE;
	ret->number =
	    digit(data[cursor->at]) << 4 | digit(data[cursor->at + 1]);
	cursor->at += 2;
}

/* Whether the byte at ${at} and the next are one character, of which the second
 * may look like a brace or backslash. */
static bool
is_pair(const struct tz_rtf_cursor *cursor, size_t at)
{
	return cursor->doubles && at + 1 < cursor->len &&
	    cursor->data[at] > 0x80 && cursor->data[at] < 0xff &&
	    cursor->data[at + 1] >= 0x40;
}

static bool
is_plain(unsigned char c)
{
	return c != '{' && c != '}' && c != '\\' && c != '\r' && c != '\n' &&
	    c != '\0';
}

void
tz_rtf_token_next(struct tz_rtf_cursor *cursor, struct tz_rtf_token *ret)
{
	const unsigned char *data = cursor->data;

	memset(ret, 0, sizeof *ret);
	if (cursor->binary > 0) {
		size_t rest = cursor->len - cursor->at;

		ret->kind = TZ_RTF_BINARY;
		ret->data = data + cursor->at;
		ret->len = cursor->binary < rest ? cursor->binary : rest;
		cursor->at += ret->len;
		cursor->binary = 0;
		return;
	}
	while (cursor->at < cursor->len &&
	    (data[cursor->at] == '\r' || data[cursor->at] == '\n' ||
		data[cursor->at] == '\0'))
		cursor->at++;
	if (cursor->at == cursor->len)
		return;
	switch (data[cursor->at]) {
	case '{':
	case '}':
		ret->kind =
		    data[cursor->at++] == '{' ? TZ_RTF_OPEN : TZ_RTF_CLOSE;
		return;
	case '\\':
		read_control(cursor, ret);
		return;
	}
	ret->kind = TZ_RTF_TEXT;
	ret->data = data + cursor->at;
	while (cursor->at < cursor->len && is_plain(data[cursor->at]))
		cursor->at += is_pair(cursor, cursor->at) ? 2 : 1;
	ret->len = (size_t)(data + cursor->at - ret->data);
}
