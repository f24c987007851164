/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * policies/validate.c - all validators by name, and what they share
 */
#include "policies/validate.h"

#include <ctype.h>
#include <string.h>

#include "base/date.h"
#include "policies/rule.h"

static const struct tz_validator *const tables[] = {tz_validate_text,
    tz_validate_code, tz_validate_card, tz_validate_cn, tz_validate_cn_shape,
    tz_validate_cn_trade, tz_validate_date, tz_validate_net, tz_validate_place,
    tz_validate_uk, tz_validate_us};

#define TABLES (sizeof tables / sizeof *tables)

const struct tz_validator *
tz_validator_at(size_t i)
{
	size_t table;
	const struct tz_validator *at;

	for (table = 0; table < TABLES; table++)
		for (at = tables[table]; at->name; at++)
			if (i-- == 0)
				return at;
	return NULL;
}

const struct tz_validator *
tz_validator_find(const char *name)
{
	size_t table;
	const struct tz_validator *at;

	for (table = 0; table < TABLES; table++)
		for (at = tables[table]; at->name; at++)
			if (strcmp(at->name, name) == 0)
				return at;
	return NULL;
}

/* The length of a separator at ${i}, or 0. */
static size_t
separator(const char *text, size_t len, size_t i)
{
	switch (text[i]) {
	case ' ':
	case '-':
	case '.':
	case '_':
	case '\n':
	case '\t':
	case '\f':
		return 1;
	default: /* of a char, not of an enum */
		return len - i >= 2 && memcmp(text + i, "\xc2\xb7", 2) == 0 ? 2
									    : 0;
	}
}

size_t
tz_plain(const char *text, size_t len, char ret[TZ_PLAIN_MAX])
{
	size_t n = 0;
	size_t i = 0;

	ret[0] = '\0';
	while (i < len) {
		size_t skipped = separator(text, len, i);
		char c = text[i];

		i += skipped ? skipped : 1;
		if (skipped)
			continue;
		if (!isascii(c) || !isalnum((unsigned char)c) ||
		    n + 1 >= TZ_PLAIN_MAX)
			return 0;
		ret[n++] = (char)toupper((unsigned char)c);
	}
	ret[n] = '\0';
	return n;
}

bool
tz_digits(const char *text, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (text[i] < '0' || text[i] > '9')
			return false;
	return n > 0;
}

int
tz_number(const char *digits, size_t n)
{
	int value = 0;
	size_t i;

	for (i = 0; i < n; i++)
		value = value * 10 + digits[i] - '0';
	return value;
}

static bool
is_of(char c, char class)
{
	bool digit = c >= '0' && c <= '9';
	bool letter = c >= 'A' && c <= 'Z';
	bool clear = letter && c != 'I' && c != 'O';

	switch (class) {
	case '9':
		return digit;
	case 'a':
		return letter;
	case 'n':
		return digit || letter;
	case 'l':
		return clear;
	case 'm':
		return digit || clear;
	default: /* of a char, not of an enum */
		return c == class;
	}
}

bool
tz_fits(const char *text, size_t len, const char *shape)
{
	char plain[TZ_PLAIN_MAX];
	size_t n = tz_plain(text, len, plain);
	size_t i;

	if (n == 0 || n != strlen(shape))
		return false;
	for (i = 0; i < n; i++)
		if (!is_of(plain[i], shape[i]))
			return false;
	return true;
}

bool
tz_has_arg(const struct tz_words *args, const char *word)
{
	size_t i;

	for (i = 0; args && i < args->n; i++)
		if (strcmp(args->word[i], word) == 0)
			return true;
	return false;
}

char
tz_mod_11_2(const char *digits, size_t n)
{
	int p = 0;
	size_t i;

	for (i = 0; i < n; i++)
		p = (p + digits[i] - '0') * 2 % 11;
	return "0123456789X"[(12 - p) % 11];
}

char
tz_mod_11_10(const char *digits, size_t n)
{
	int p = 10;
	size_t i;

	for (i = 0; i < n; i++) {
		int s = (p + digits[i] - '0') % 10;

		p = (s ? s : 10) * 2 % 11;
	}
	return (char)('0' + (11 - p) % 10);
}

bool
tz_luhn(const char *digits, size_t n)
{
	int sum = 0;
	size_t i;

	for (i = 0; i < n; i++) {
		int d = digits[n - 1 - i] - '0';

		if (i % 2)
			d = d * 2 > 9 ? d * 2 - 9 : d * 2;
		sum += d;
	}
	return sum % 10 == 0;
}

/* Today, where it is latest. */
static struct tz_date
today(void)
{
	return tz_date_at(tz_now(), 14 * 3600);
}

bool
tz_birthday(int year, int month, int day)
{
	struct tz_date date = {year, month, day};
	struct tz_date now = today();

	return year >= 1880 && tz_date_valid(&date) &&
	    tz_date_days(&date) <= tz_date_days(&now);
}

bool
tz_year_passed(int year, int since)
{
	return year >= since && year <= today().year;
}
