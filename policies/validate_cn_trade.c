/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * policies/validate_cn_trade.c - numbers of firms and licences in China
 */
#include <string.h>

#include "policies/rule.h"

/* GB 11714: 8 of [0-9A-Z] and a check, weights 3 7 9 10 5 8 4 2. */
static bool
is_org_code(const char *code)
{
	static const int weights[] = {3, 7, 9, 10, 5, 8, 4, 2};
	int sum = 0;
	int check;
	size_t i;

	for (i = 0; i < 8; i++) {
		int value = code[i] <= '9' ? code[i] - '0' : code[i] - 'A' + 10;

		sum += value * weights[i];
	}
	check = 11 - sum % 11;
	return code[8] == (check == 10 ? 'X' : check == 11 ? '0' : '0' + check);
}

static bool
org_code(const char *text, size_t len, const struct tz_words *args)
{
	char plain[TZ_PLAIN_MAX];

	(void)args;
	return tz_plain(text, len, plain) == 9 && is_org_code(plain);
}

/* A province, or the whole country. */
static bool
is_region(const char *digits)
{
	return tz_digits(digits, 6) &&
	    (tz_cn_province(tz_number(digits, 2)) ||
		memcmp(digits, "100000", 6) == 0);
}

/* GB 32100: 31 characters, weights 3^i mod 31; positions 9 to 17 are an
 * organisation code with its own check, 3 to 8 a region. */
static bool
uscc(const char *text, size_t len, const struct tz_words *args)
{
	static const char alphabet[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";
	char plain[TZ_PLAIN_MAX];
	int weight = 1;
	int sum = 0;
	size_t i;

	(void)args;
	if (tz_plain(text, len, plain) != 18 ||
	    !strchr("123456789ANY", plain[0]) || !strchr("123459", plain[1]) ||
	    !is_region(plain + 2))
		return false;
	for (i = 0; i < 18; i++) {
		const char *at = strchr(alphabet, plain[i]);

		if (!at)
			return false;
		if (i == 17)
			return at - alphabet == (31 - sum % 31) % 31 &&
			    is_org_code(plain + 8);
		sum += (int)(at - alphabet) * weight;
		weight = weight * 3 % 31;
	}
	return false;
}

static bool
business_reg(const char *text, size_t len, const struct tz_words *args)
{
	char plain[TZ_PLAIN_MAX];

	(void)args;
	return tz_plain(text, len, plain) == 15 && tz_digits(plain, 15) &&
	    is_region(plain) && plain[14] == tz_mod_11_10(plain, 14);
}

/* JY (trade: 1 sale, 2 catering, 3 canteen) or SC (production: 1 food, 2
 * additives) and 14 digits, the last a GB/T 17710 MOD 11,10 check. */
static bool
food_licence(const char *text, size_t len, const struct tz_words *args)
{
	char plain[TZ_PLAIN_MAX];
	char kinds;

	(void)args;
	if (tz_plain(text, len, plain) != 16 || !tz_digits(plain + 2, 14))
		return false;
	if (memcmp(plain, "JY", 2) == 0)
		kinds = '3';
	else if (memcmp(plain, "SC", 2) == 0)
		kinds = '2';
	else
		return false;
	return plain[2] >= '1' && plain[2] <= kinds &&
	    plain[15] == tz_mod_11_10(plain + 2, 13);
}

/* The first digit of ASCII of the text, or its end. */
static size_t
first_digit(const char *text, size_t len)
{
	size_t at = 0;

	while (at < len && (text[at] < '0' || text[at] > '9'))
		at++;
	return at;
}

/* Whether ${word} stands in the text. */
static bool
holds(const char *text, size_t len, const char *word)
{
	return memmem(text, len, word, strlen(word)) != NULL;
}

/* The approval number of a drug: 国药准字, a letter for the class, perhaps J
 * (import) or C (Hong Kong, Macau, Taiwan), and 8 digits.  These begin with the
 * year since 2002, before it with 10, 19, 20 or the province. */
static bool
drug_approval(const char *text, size_t len, const struct tz_words *args)
{
	size_t at = first_digit(text, len);
	char plain[TZ_PLAIN_MAX];
	int begin;

	(void)args;
	if (tz_plain(text + at, len - at, plain) != 8 || !tz_digits(plain, 8))
		return false;
	begin = tz_number(plain, 2);
	if (begin == 20)
		return tz_year_passed(tz_number(plain, 4), 2000);
	return begin == 10 || begin == 19 || tz_cn_province(begin);
}

/* The licence to trade in drugs since 2024: a province, A to D for the kind of
 * trade, A or B for the kind of firm, 4 digits region, 5 serial. */
static bool
drug_licence(const char *text, size_t len, const struct tz_words *args)
{
	char plain[TZ_PLAIN_MAX];

	(void)args;
	if (len < 14 || (unsigned char)text[0] < 0x80)
		return false;
	return tz_fits(text + 3, len - 3, "aa999999999") &&
	    tz_plain(text + 3, len - 3, plain) && plain[0] <= 'D' &&
	    plain[1] <= 'B' && tz_number(plain + 6, 5) > 0;
}

/* Medical devices (Decree 739, articles 115 and 116; their trade: Decree 54):
 * registered 械注准, 械注进, 械注许, year, class 1 to 3, 2 digits kind, 4
 * serial; on record 械备, year, 4 serial; trade 械经营许, 械经营备. */
static bool
device_licence(const char *text, size_t len, const struct tz_words *args)
{
	size_t at = first_digit(text, len);
	size_t end = at;
	bool registered = holds(text, at, "械注");

	(void)args;
	while (end < len && text[end] >= '0' && text[end] <= '9')
		end++;
	if (end - at != (registered ? 11 : 8) ||
	    !tz_year_passed(tz_number(text + at, 4), 2000))
		return false;
	if (registered)
		return text[at + 4] >= '1' && text[at + 4] <= '3';
	return (holds(text, at, "械备") || holds(text, at, "械经营")) &&
	    tz_number(text + at + 4, 4) > 0;
}

const struct tz_validator tz_validate_cn_trade[] = {
    {"cn-business-reg", business_reg, 0, 0},
    {"cn-device-licence", device_licence, 0, 0},
    {"cn-drug-approval", drug_approval, 0, 0},
    {"cn-drug-licence", drug_licence, 0, 0},
    {"cn-food-licence", food_licence, 0, 0},
    {"cn-org-code", org_code, 0, 0},
    {"cn-uscc", uscc, 0, 0},
    {NULL, NULL, 0, 0},
};
