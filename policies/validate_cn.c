/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * policies/validate_cn.c - numbers of people in China, with check characters
 *
 * Regions are tested by province only: codes of merged counties live on in
 * numbers that were given out before.
 */
#include <string.h>

#include "policies/rule.h"

bool
tz_cn_province(int code)
{
	static const int last[] = {0, 15, 23, 37, 46, 54, 65, 71, 83};
	int tens = code / 10;

	return tens >= 1 && tens <= 8 && code % 10 >= 1 && code <= last[tens];
}

/* A birthday of eight digits. */
static bool
born(const char *digits)
{
	return tz_birthday(tz_number(digits, 4), tz_number(digits + 4, 2),
	    tz_number(digits + 6, 2));
}

/* One of six digits, in the century before this. */
static bool
born_short(const char *digits)
{
	return tz_birthday(1900 + tz_number(digits, 2),
	    tz_number(digits + 2, 2), tz_number(digits + 4, 2));
}

/* 17 digits, a birthday among them, and MOD 11-2. */
static bool
checked_18(const char *plain, size_t n)
{
	return n == 18 && tz_digits(plain, 17) &&
	    plain[17] == tz_mod_11_2(plain, 17) && born(plain + 6);
}

/* GB 11643: 6 region, 8 birthday, 3 serial, MOD 11-2; the form of 15 digits
 * before 1999 has a short year and no check.  Residence permits have the same
 * form. */
static bool
resident_id(const char *text, size_t len, const struct tz_words *args)
{
	char plain[TZ_PLAIN_MAX];
	size_t n = tz_plain(text, len, plain);

	(void)args;
	if (n == 15)
		return tz_digits(plain, 15) &&
		    tz_cn_province(tz_number(plain, 2)) &&
		    born_short(plain + 6);
	if (!checked_18(plain, n))
		return false;
	return plain[0] == '9' ? tz_cn_province(tz_number(plain + 1, 2))
			       : tz_cn_province(tz_number(plain, 2));
}

/* For people from Hong Kong, Macau and Taiwan: 81, 82 or 83 and zeros.  For
 * foreigners: since 2023 9, 2 province, 3 nationality, the rest alike; before
 * it 3 letters of the nationality, 4 region, 6 birthday and 2 digits. */
static bool
residence_permit(const char *text, size_t len, const struct tz_words *args)
{
	char plain[TZ_PLAIN_MAX];
	size_t n = tz_plain(text, len, plain);

	(void)args;
	if (tz_fits(text, len, "aaa999999999999"))
		return tz_cn_province(tz_number(plain + 3, 2)) &&
		    born_short(plain + 7);
	if (!checked_18(plain, n))
		return false;
	if (plain[0] == '9')
		return tz_cn_province(tz_number(plain + 1, 2)) &&
		    tz_number(plain + 3, 3) > 0;
	return memcmp(plain, "810000", 6) == 0 ||
	    memcmp(plain, "820000", 6) == 0 || memcmp(plain, "830000", 6) == 0;
}

/* Begins with a region as GB/T 2260 forms them: a province, a prefecture of 01
 * to 70 or 90, a county that is not 00. */
static bool
region(const char *text, size_t len, const struct tz_words *args)
{
	char plain[TZ_PLAIN_MAX];
	size_t n = tz_plain(text, len, plain);
	int prefecture;

	(void)args;
	if (n < 6 || !tz_digits(plain, 6) ||
	    !tz_cn_province(tz_number(plain, 2)))
		return false;
	if (plain[0] == '8' || plain[0] == '7')
		return true;
	prefecture = tz_number(plain + 2, 2);
	return prefecture > 0 && (prefecture <= 70 || prefecture == 90) &&
	    tz_number(plain + 4, 2) > 0;
}

/* Hong Kong: one or two letters, six digits, a check digit or A; a place
 * before a single letter counts as a space, of value 36. */
static bool
hk_id(const char *text, size_t len, const struct tz_words *args)
{
	char bare[TZ_PLAIN_MAX];
	char plain[TZ_PLAIN_MAX];
	size_t kept = 0;
	size_t n;
	size_t i;
	int sum = 0;
	size_t letters;

	(void)args;
	for (i = 0; i < len && kept < sizeof bare; i++)
		if (text[i] != '(' && text[i] != ')')
			bare[kept++] = text[i];
	n = tz_plain(bare, kept, plain);
	letters = strspn(plain, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
	if ((n != 8 && n != 9) || letters != n - 7 ||
	    !tz_digits(plain + letters, 6) ||
	    (plain[n - 1] != 'A' && !tz_digits(plain + n - 1, 1)))
		return false;
	if (letters == 1)
		sum = 36 * 9;
	for (i = 0; i < n; i++) {
		int value =
		    plain[i] >= 'A' ? plain[i] - 'A' + 10 : plain[i] - '0';

		sum += value * (int)(n - i);
	}
	return sum % 11 == 0;
}

/* Taiwan: a letter for the place, 1 or 2 (8 or 9 of a foreigner), seven digits
 * and a check digit. */
static bool
tw_id(const char *text, size_t len, const struct tz_words *args)
{
	static const char places[] = "ABCDEFGHJKLMNPQRSTUVXYWZIO";
	char plain[TZ_PLAIN_MAX];
	const char *place;
	int value;
	int sum;
	int i;

	(void)args;
	if (!tz_fits(text, len, "a999999999"))
		return false;
	tz_plain(text, len, plain);
	place = strchr(places, plain[0]);
	if (!place || !strchr("1289", plain[1]))
		return false;
	value = (int)(place - places) + 10;
	sum = value / 10 + value % 10 * 9;
	for (i = 1; i < 9; i++)
		sum += (plain[i] - '0') * (9 - i);
	return (sum + plain[9] - '0') % 10 == 0;
}

const struct tz_validator tz_validate_cn[] = {
    {"cn-region", region, 0, 0},
    {"cn-residence-permit", residence_permit, 0, 0},
    {"cn-resident-id", resident_id, 0, 0},
    {"hk-id", hk_id, 0, 0},
    {"tw-id", tw_id, 0, 0},
    {NULL, NULL, 0, 0},
};
