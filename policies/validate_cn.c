/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * policies/validate_cn.c - numbers of the People's Republic of China
 *
 * Regions are tested by province only: codes of merged counties live on in
 * numbers that were given out before.
 */
#include <string.h>

#include "base/date.h"
#include "policies/rule.h"

static bool
all_digits(const char *text, size_t n)
{
	return strspn(text, "0123456789") >= n;
}

static int
number(const char *digits, size_t n)
{
	int value = 0;
	size_t i;

	for (i = 0; i < n; i++)
		value = value * 10 + digits[i] - '0';
	return value;
}

/* GB/T 2260, the first two digits; 81 to 83 also begin the residence permits
 * for people from Hong Kong, Macau and Taiwan. */
static bool
is_province(int code)
{
	static const int last[] = {0, 15, 23, 37, 46, 54, 65, 71, 83};
	int tens = code / 10;

	return tens >= 1 && tens <= 8 && code % 10 >= 1 && code <= last[tens];
}

/* A day from 1880 to today. */
static bool
is_birthday(int year, int month, int day)
{
	struct tz_date date = {year, month, day};
	struct tz_date today = tz_date_at(tz_now(), 14 * 3600);

	return year >= 1880 && tz_date_valid(&date) &&
	    tz_date_days(&date) <= tz_date_days(&today);
}

/* GB 11643: 6 region, 8 birthday, 3 serial, MOD 11-2; the form of 15 digits
 * before 1999 has a short year and no check.  Permanent residence cards of
 * foreigners since 2023: 9, 2 province, 3 nationality, the rest alike. */
bool
tz_validate_cn_resident_id(const char *text, size_t len,
    const struct tz_words *args)
{
	char plain[TZ_PLAIN_MAX];
	size_t n = tz_plain(text, len, plain);

	(void)args;
	if (n == 15)
		return all_digits(plain, 15) && is_province(number(plain, 2)) &&
		    is_birthday(1900 + number(plain + 6, 2),
			number(plain + 8, 2), number(plain + 10, 2));
	if (n != 18 || !all_digits(plain, 17) ||
	    plain[17] != tz_mod_11_2(plain, 17))
		return false;
	if (plain[0] == '9') {
		if (!is_province(number(plain + 1, 2)))
			return false;
	} else if (!is_province(number(plain, 2))) {
		return false;
	}
	return is_birthday(number(plain + 6, 4), number(plain + 10, 2),
	    number(plain + 12, 2));
}

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

bool
tz_validate_cn_org_code(const char *text, size_t len,
    const struct tz_words *args)
{
	char plain[TZ_PLAIN_MAX];

	(void)args;
	return tz_plain(text, len, plain) == 9 && is_org_code(plain);
}

/* GB 32100: 31 characters, weights 3^i mod 31; positions 9 to 17 are an
 * organisation code with its own check. */
bool
tz_validate_cn_uscc(const char *text, size_t len, const struct tz_words *args)
{
	static const char alphabet[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";
	char plain[TZ_PLAIN_MAX];
	int weight = 1;
	int sum = 0;
	size_t i;

	(void)args;
	if (tz_plain(text, len, plain) != 18)
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

bool
tz_validate_cn_business_reg(const char *text, size_t len,
    const struct tz_words *args)
{
	char plain[TZ_PLAIN_MAX];

	(void)args;
	return tz_plain(text, len, plain) == 15 && all_digits(plain, 15) &&
	    is_province(number(plain, 2)) &&
	    plain[14] == tz_mod_11_10(plain, 14);
}

/* JY (trade: 1 sale, 2 catering, 3 canteen) or SC (production: 1 food, 2
 * additives) and 14 digits, the last a GB/T 17710 MOD 11,10 check. */
bool
tz_validate_cn_food_licence(const char *text, size_t len,
    const struct tz_words *args)
{
	char plain[TZ_PLAIN_MAX];
	char kinds;

	(void)args;
	if (tz_plain(text, len, plain) != 16 || !all_digits(plain + 2, 14))
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
