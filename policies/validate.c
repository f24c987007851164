/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * policies/validate.c - the table of validators and the small ones
 */
#include "policies/validate.h"

#include <ctype.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "policies/rule.h"

size_t
tz_plain(const char *text, size_t len, char ret[TZ_PLAIN_MAX])
{
	size_t n = 0;
	size_t i;

	for (i = 0; i < len; i++) {
		char c = text[i];

		if (c == ' ' || c == '-' || c == '\n' || c == '\t' || c == '\f')
			continue;
		if (!isascii(c) || !isalnum((unsigned char)c) ||
		    n + 1 >= TZ_PLAIN_MAX)
			return 0;
		ret[n++] = (char)toupper((unsigned char)c);
	}
	ret[n] = '\0';
	return n;
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

static bool
all_digits(const char *text, size_t n)
{
	return n > 0 && strspn(text, "0123456789") == n;
}

static bool
luhn(const char *text, size_t len, const struct tz_words *args)
{
	char plain[TZ_PLAIN_MAX];
	size_t n = tz_plain(text, len, plain);

	(void)args;
	return all_digits(plain, n) && tz_luhn(plain, n);
}

/* Issuers by ISO/IEC 7812: UnionPay 62, Visa 4, Mastercard 51-55 and
 * 2221-2720, American Express 34 and 37, JCB 35, Discover 60 and 65. */
static bool
bank_card_prefix(const char *text, size_t len, const struct tz_words *args)
{
	char plain[TZ_PLAIN_MAX];
	size_t n = tz_plain(text, len, plain);
	int two;
	int four;

	(void)args;
	if (!all_digits(plain, n) || n < 13 || n > 19)
		return false;
	two = (plain[0] - '0') * 10 + plain[1] - '0';
	four = two * 100 + (plain[2] - '0') * 10 + plain[3] - '0';
	if (two == 62)
		return n >= 16;
	if (plain[0] == '4')
		return n == 13 || n == 16 || n == 19;
	if ((two >= 51 && two <= 55) || (four >= 2221 && four <= 2720) ||
	    two == 60 || two == 65)
		return n == 16 || n == 19;
	if (two == 34 || two == 37)
		return n == 15;
	return two == 35 && n == 16;
}

/* One digit over and over, or a run such as 123456789: nobody's number. */
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

/* Any of the args stands in the text. */
static bool
stopwords(const char *text, size_t len, const struct tz_words *args)
{
	size_t i;
	size_t at;

	for (i = 0; i < args->n; i++) {
		size_t n = strlen(args->word[i]);

		for (at = 0; at + n <= len; at++)
			if (same_letters(text + at, args->word[i], n))
				return true;
	}
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

/* Lengths of the IBAN registry, sorted by country. */
static const char iban_lengths[] =
    "AD24AE23AL28AT20AZ28BA20BE16BG22BH22BR29BY28CH21CR22CY28CZ24DE22DK18DO28"
    "EE20EG29ES24FI18FO18FR27GB22GE22GI23GL18GR27GT28HR21HU28IE22IL23IQ23IS26"
    "IT27JO30KW30KZ20LB28LC32LI21LT20LU20LV21LY25MC27MD24ME22MK19MR27MT31MU30"
    "NL18NO15PK24PL28PS29PT25QA29RO24RS22SA24SC31SE24SI19SK24SM27ST25SV28TL23"
    "TN24TR26UA29VA22VG24XK20";

/* ISO 13616: the length of its country, and mod 97 is 1. */
static bool
iban(const char *text, size_t len, const struct tz_words *args)
{
	char plain[TZ_PLAIN_MAX];
	size_t n = tz_plain(text, len, plain);
	unsigned remainder = 0;
	size_t i;

	(void)args;
	for (i = 0; i + 4 < sizeof iban_lengths; i += 4)
		if (n > 4 && memcmp(iban_lengths + i, plain, 2) == 0)
			break;
	if (i + 4 >= sizeof iban_lengths ||
	    n !=
		(size_t)(iban_lengths[i + 2] - '0') * 10 +
		    (size_t)(iban_lengths[i + 3] - '0'))
		return false;
	for (i = 0; i < n; i++) {
		char c = plain[(i + 4) % n];

		if (c >= 'A')
			remainder =
			    (remainder * 100 + (unsigned)(c - 'A' + 10)) % 97;
		else
			remainder = (remainder * 10 + (unsigned)(c - '0')) % 97;
	}
	return remainder == 1;
}

static const struct tz_validator validators[] = {
    {"bank-card-prefix", bank_card_prefix, 0, 0},
    {"cn-business-reg", tz_validate_cn_business_reg, 0, 0},
    {"cn-food-licence", tz_validate_cn_food_licence, 0, 0},
    {"cn-org-code", tz_validate_cn_org_code, 0, 0},
    {"cn-resident-id", tz_validate_cn_resident_id, 0, 0},
    {"cn-uscc", tz_validate_cn_uscc, 0, 0},
    {"entropy", entropy, 1, 1},
    {"few-characters", few_characters, 1, 1},
    {"iban", iban, 0, 0},
    {"length-in", length_in, 1, 32},
    {"luhn", luhn, 0, 0},
    {"one-of", one_of, 1, 1000},
    {"repeated-digits", repeated_digits, 0, 0},
    {"stopwords", stopwords, 1, 1000},
};

const struct tz_validator *
tz_validator_find(const char *name)
{
	size_t i;

	for (i = 0; i < sizeof validators / sizeof *validators; i++)
		if (strcmp(validators[i].name, name) == 0)
			return &validators[i];
	return NULL;
}
