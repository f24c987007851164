/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * policies/validate_text.c - validators that look at characters only
 */
#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "policies/rule.h"

/* One character over and over: nobody's number. */
static bool
repeated_digits(const char *text, size_t len, const struct tz_words *args)
{
	char plain[TZ_PLAIN_MAX];
	size_t n = tz_plain(text, len, plain);
	size_t same = 1;
	size_t most = 1;
	size_t i;

	(void)args;
	for (i = 1; i < n; i++) {
		same = plain[i] == plain[i - 1] ? same + 1 : 1;
		if (same > most)
			most = same;
	}
	return most >= 8;
}

/* Nothing but a run up or down, such as 123456789 or 98765432, which may go
 * round from 9 to 0. */
static bool
sequence(const char *text, size_t len, const struct tz_words *args)
{
	char plain[TZ_PLAIN_MAX];
	size_t n = tz_plain(text, len, plain);
	bool up = n >= 6;
	bool down = n >= 6;
	size_t i;

	(void)args;
	for (i = 1; i < n; i++) {
		char c = plain[i - 1];

		up &= plain[i] == c + 1 || (c == '9' && plain[i] == '0');
		down &= plain[i] == c - 1 || (c == '0' && plain[i] == '9');
	}
	return up || down;
}

/* The number of different characters is small. */
static bool
few_characters(const char *text, size_t len, const struct tz_words *args)
{
	bool seen[256] = {false};
	size_t distinct = 0;
	size_t i;

	for (i = 0; i < len; i++) {
		distinct += !seen[(unsigned char)text[i]];
		seen[(unsigned char)text[i]] = true;
	}
	return distinct <= strtoul(args->word[0], NULL, 10);
}

/* Shannon entropy, bits a byte, of at least args[0]. */
static bool
entropy(const char *text, size_t len, const struct tz_words *args)
{
	size_t count[256] = {0};
	double bits = 0;
	size_t i;

	for (i = 0; i < len; i++)
		count[(unsigned char)text[i]]++;
	for (i = 0; i < 256; i++)
		if (count[i]) {
			double share = (double)count[i] / (double)len;

			bits -= share * log2(share);
		}
	return len > 0 && bits >= strtod(args->word[0], NULL);
}

static bool
same_letters(const char *text, const char *word, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (tolower((unsigned char)text[i]) !=
		    tolower((unsigned char)word[i]))
			return false;
	return true;
}

static bool
holds_word(const char *text, size_t len, const char *word)
{
	size_t n = strlen(word);
	size_t at;

	for (at = 0; at + n <= len; at++)
		if (same_letters(text + at, word, n))
			return true;
	return false;
}

/* Any of the args stands in the text. */
static bool
stopwords(const char *text, size_t len, const struct tz_words *args)
{
	size_t i;

	for (i = 0; i < args->n; i++)
		if (holds_word(text, len, args->word[i]))
			return true;
	return false;
}

/* What stands where a secret is to be put, or is shown instead of one. */
static bool
placeholder(const char *text, size_t len, const struct tz_words *args)
{
	static const char *const words[] = {"example", "sample", "dummy",
	    "changeme", "change_me", "change-me", "placeholder", "your_",
	    "your-", "yourpass", "yourtoken", "yourkey", "yoursecret", "insert",
	    "replace", "redacted", "xxxx", "****", "....", "----", "____",
	    "00000000", "12345678", "abcdefgh", "deadbeef", "foobar", "todo",
	    "fixme", "notreal", "not_real", "fake", "mypassword", "my_password",
	    "my-password", "mysecret", "my_secret", "<", "${", "{{", "$(", "%s",
	    "%("};
	size_t i;

	(void)args;
	for (i = 0; i < sizeof words / sizeof *words; i++)
		if (holds_word(text, len, words[i]))
			return true;
	return false;
}

/* The text is one of the args, separators left out. */
static bool
one_of(const char *text, size_t len, const struct tz_words *args)
{
	char plain[TZ_PLAIN_MAX];
	char word[TZ_PLAIN_MAX];
	size_t n = tz_plain(text, len, plain);
	size_t i;

	for (i = 0; n && i < args->n; i++)
		if (tz_plain(args->word[i], strlen(args->word[i]), word) == n &&
		    strcmp(plain, word) == 0)
			return true;
	return false;
}

/* The number of characters without separators is one of the args. */
static bool
length_in(const char *text, size_t len, const struct tz_words *args)
{
	char plain[TZ_PLAIN_MAX];
	size_t n = tz_plain(text, len, plain);
	size_t i;

	for (i = 0; i < args->n; i++)
		if (n && n == strtoul(args->word[i], NULL, 10))
			return true;
	return false;
}

/* Characters of at least two kinds of capitals, small letters, digits. */
static bool
mixed(const char *text, size_t len, const struct tz_words *args)
{
	unsigned kinds = 0;
	size_t i;

	for (i = 0; i < len; i++) {
		unsigned char c = (unsigned char)text[i];

		kinds |= isascii(c) && isupper(c) ? 1U : 0;
		kinds |= isascii(c) && islower(c) ? 2U : 0;
		kinds |= isascii(c) && isdigit(c) ? 4U : 0;
	}
	return args->n && strcmp(args->word[0], "3") == 0
	    ? kinds == 7
	    : (kinds & (kinds - 1)) != 0;
}

const struct tz_validator tz_validate_text[] = {
    {"entropy", entropy, 1, 1},
    {"few-characters", few_characters, 1, 1},
    {"length-in", length_in, 1, 32},
    {"mixed-characters", mixed, 0, 1},
    {"one-of", one_of, 1, 1000},
    {"placeholder", placeholder, 0, 0},
    {"repeated-digits", repeated_digits, 0, 0},
    {"sequence", sequence, 0, 0},
    {"stopwords", stopwords, 1, 1000},
    {NULL, NULL, 0, 0},
};
