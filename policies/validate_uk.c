/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * policies/validate_uk.c - numbers of the United Kingdom
 */
#include <string.h>

#include "policies/rule.h"

/* National Insurance (NIM39110): no D F I Q U V in the prefix, no O in its
 * second place, some prefixes never given out, a suffix of A to D. */
static bool
nino(const char *text, size_t len, const struct tz_words *args)
{
	static const char *const unused[] = {
	    "BG", "GB", "KN", "NK", "NT", "TN", "ZZ"};
	char plain[TZ_PLAIN_MAX];
	size_t i;

	(void)args;
	if (!tz_fits(text, len, "aa999999a"))
		return false;
	tz_plain(text, len, plain);
	for (i = 0; i < sizeof unused / sizeof *unused; i++)
		if (memcmp(plain, unused[i], 2) == 0)
			return false;
	return !strchr("DFIQUV", plain[0]) && !strchr("DFIOQUV", plain[1]) &&
	    plain[8] <= 'D';
}

/* The NHS's ten digits: MOD 11 with weights from 10 down to 2; a check of 10 is
 * never given out, nor one digit over and over. */
static bool
nhs(const char *text, size_t len, const struct tz_words *args)
{
	char plain[TZ_PLAIN_MAX];
	int sum = 0;
	int check;
	int i;

	(void)args;
	if (!tz_fits(text, len, "9999999999"))
		return false;
	tz_plain(text, len, plain);
	for (i = 0; i < 9; i++)
		sum += (plain[i] - '0') * (10 - i);
	check = (11 - sum % 11) % 11;
	return check < 10 && plain[9] - '0' == check &&
	    strspn(plain, (char[]){plain[0], '\0'}) < 10;
}

const struct tz_validator tz_validate_uk[] = {
    {"uk-nhs", nhs, 0, 0},
    {"uk-nino", nino, 0, 0},
    {NULL, NULL, 0, 0},
};
