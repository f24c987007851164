/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * policies/validate_us.c - numbers of the United States
 */
#include <string.h>

#include "policies/rule.h"

/* Nine digits whose separators, if any, are the same sign in the same places
 * as ${shape}, in which '9' is a digit; 0 length otherwise. */
static bool
nine(const char *text, size_t len, const char *shape, char ret[TZ_PLAIN_MAX])
{
	size_t n = tz_plain(text, len, ret);
	char sign = '\0';
	size_t i;

	if (n != 9 || !tz_digits(ret, 9))
		return false;
	if (len == 9)
		return true;
	if (len != strlen(shape))
		return false;
	for (i = 0; i < len; i++) {
		bool digit = text[i] >= '0' && text[i] <= '9';

		if (digit != (shape[i] == '9'))
			return false;
		if (digit)
			continue;
		if (sign && text[i] != sign)
			return false;
		sign = text[i];
	}
	return true;
}

/* 20 CFR 422.103 and the administration's pages: no area 000, 666 or from 900,
 * no group 00, no serial 0000; and the numbers that everybody prints. */
static bool
ssn(const char *text, size_t len, const struct tz_words *args)
{
	static const char *const printed[] = {
	    "078051120", "219099999", "123456789", "987654321"};
	char plain[TZ_PLAIN_MAX];
	int area;
	size_t i;

	(void)args;
	if (!nine(text, len, "999-99-9999", plain))
		return false;
	for (i = 0; i < sizeof printed / sizeof *printed; i++)
		if (strcmp(plain, printed[i]) == 0)
			return false;
	area = tz_number(plain, 3);
	return area > 0 && area != 666 && area < 900 &&
	    tz_number(plain + 3, 2) > 0 && tz_number(plain + 5, 4) > 0 &&
	    strspn(plain, (char[]){plain[0], '\0'}) < 9;
}

/* Taxpayer numbers of people without an SSN: 9xx, and a group that is given
 * out: 50 to 65, 70 to 88, 90 to 92, 94 to 99. */
static bool
itin(const char *text, size_t len, const struct tz_words *args)
{
	char plain[TZ_PLAIN_MAX];
	int group;

	(void)args;
	if (!nine(text, len, "999-99-9999", plain) || plain[0] != '9')
		return false;
	group = tz_number(plain + 3, 2);
	return (group >= 50 && group <= 65) || (group >= 70 && group <= 88) ||
	    (group >= 90 && group <= 92) || group >= 94;
}

/* Employer numbers: the prefixes that the revenue service lists. */
static bool
ein(const char *text, size_t len, const struct tz_words *args)
{
	char plain[TZ_PLAIN_MAX];
	int prefix;

	(void)args;
	if (!nine(text, len, "99-9999999", plain))
		return false;
	prefix = tz_number(plain, 2);
	return (prefix >= 1 && prefix <= 6) || (prefix >= 10 && prefix <= 16) ||
	    (prefix >= 20 && prefix <= 27) || (prefix >= 30 && prefix <= 48) ||
	    (prefix >= 50 && prefix <= 68) || (prefix >= 71 && prefix <= 77) ||
	    (prefix >= 80 && prefix <= 88) || (prefix >= 90 && prefix <= 95) ||
	    prefix >= 98;
}

/* Routing numbers of banks (ANSI X9): a Federal Reserve prefix, weights 3 7 1.
 */
static bool
routing(const char *text, size_t len, const struct tz_words *args)
{
	static const int weights[] = {3, 7, 1};
	char plain[TZ_PLAIN_MAX];
	int prefix;
	int sum = 0;
	int i;

	(void)args;
	if (!tz_fits(text, len, "999999999"))
		return false;
	tz_plain(text, len, plain);
	prefix = tz_number(plain, 2);
	for (i = 0; i < 9; i++)
		sum += (plain[i] - '0') * weights[i % 3];
	return sum > 0 && sum % 10 == 0 &&
	    (prefix <= 12 || (prefix >= 21 && prefix <= 32) ||
		(prefix >= 61 && prefix <= 72) || prefix == 80);
}

/* Providers of health care (45 CFR 162): Luhn over 80840 and ten digits. */
static bool
npi(const char *text, size_t len, const struct tz_words *args)
{
	char plain[TZ_PLAIN_MAX];
	char whole[16] = "80840";

	(void)args;
	if (!tz_fits(text, len, "9999999999"))
		return false;
	tz_plain(text, len, plain);
	memcpy(whole + 5, plain, 10);
	return (plain[0] == '1' || plain[0] == '2') && tz_luhn(whole, 15);
}

const struct tz_validator tz_validate_us[] = {
    {"us-ein", ein, 0, 0},
    {"us-itin", itin, 0, 0},
    {"us-npi", npi, 0, 0},
    {"us-routing", routing, 0, 0},
    {"us-ssn", ssn, 0, 0},
    {NULL, NULL, 0, 0},
};
