/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * policies/validate_cn_shape.c - numbers of China that have a form, no check
 */
#include <string.h>

#include "policies/rule.h"

static bool
fits_any(const char *text, size_t len, const char *const *shapes)
{
	size_t i;

	for (i = 0; shapes[i]; i++)
		if (tz_fits(text, len, shapes[i]))
			return true;
	return false;
}

/* Ordinary (E, G), of diplomats (D), of officials (S, P); Hong Kong (H, K)
 * and Macau (M) by the arg "hk-macau". */
static bool
passport(const char *text, size_t len, const struct tz_words *args)
{
	static const char *const shapes[] = {"E99999999", "El9999999",
	    "G99999999", "D9999999", "S9999999", "P9999999", "DE9999999",
	    "SE9999999", "PE9999999", "149999999", "159999999", NULL};
	static const char *const others[] = {"H99999999", "K99999999",
	    "KJ9999999", "HJ9999999", "MA9999999", "MB9999999", NULL};

	return fits_any(text, len, shapes) ||
	    (tz_has_arg(args, "hk-macau") && fits_any(text, len, others));
}

/* Permits to travel between the mainland, Hong Kong, Macau and Taiwan; the args
 * say which, none means all. */
static bool
travel_permit(const char *text, size_t len, const struct tz_words *args)
{
	static const struct {
		const char *kind;
		const char *shapes[6];
	} kinds[] = {
	    {"to-hk-macau", {"C99999999", "Cl9999999", "W99999999", NULL}},
	    {"to-taiwan", {"T99999999", "L99999999", NULL}},
	    {"from-hk-macau",
		{"H99999999", "M99999999", "H9999999999", "M9999999999", NULL}},
	    {"from-taiwan", {"99999999", "9999999999", "9999999999a", NULL}},
	};
	size_t i;

	for (i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if ((!args || !args->n || tz_has_arg(args, kinds[i].kind)) &&
		    fits_any(text, len, kinds[i].shapes))
			return true;
	return false;
}

/* The length of the first of some characters of three bytes that the text
 * begins with: 3, or 0. */
static size_t
begins_with_any(const char *text, size_t len, const char *characters)
{
	for (; len >= 3 && *characters; characters += 3)
		if (memcmp(text, characters, 3) == 0)
			return 3;
	return 0;
}

/* GA 36: what stands after the letter of the place.  An ordinary plate has
 * five characters, of which three may be letters; that of a new-energy car six,
 * with a letter first or last. */
static bool
plate_number(const char *text, size_t len)
{
	char plain[TZ_PLAIN_MAX];
	size_t n;
	size_t letters = 0;
	size_t i;

	if (len >= 3 &&
	    begins_with_any(text + len - 3, 3, "挂学警港澳领使试超"))
		return tz_fits(text, len - 3, "mmmm");
	if (tz_fits(text, len, "mm9999"))
		return strchr("ABCDEFGHJK", text[0]) != NULL;
	if (tz_fits(text, len, "99999l"))
		return strchr("ABCDEFGHJK", text[len - 1]) != NULL;
	n = tz_plain(text, len, plain);
	for (i = 0; i < n; i++)
		letters += plain[i] >= 'A';
	return letters <= 3 && tz_fits(text, len, "mmmmm");
}

static bool
plate(const char *text, size_t len, const struct tz_words *args)
{
	static const char provinces[] =
	    "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";
	size_t at = begins_with_any(text, len, provinces);

	(void)args;
	while (at && at < len && text[at] == ' ')
		at++;
	if (!at || at >= len || text[at] < 'A' || text[at] > 'Z' ||
	    text[at] == 'I' || text[at] == 'O')
		return false;
	at++;
	while (at < len && (text[at] == ' ' || text[at] == '.'))
		at++;
	if (len - at > 2 && memcmp(text + at, "\xc2\xb7", 2) == 0)
		at += 2;
	else if (len - at > 3 && memcmp(text + at, "\xe2\x80\xa2", 3) == 0)
		at += 3;
	return at < len && plate_number(text + at, len - at);
}

/* The segments given out by 2025, of eleven digits; +86, 0086 or 86 may stand
 * before them. */
static bool
mobile(const char *text, size_t len, const struct tz_words *args)
{
	/* The third digits that go with the second. */
	static const char *const thirds[10] = {[3] = "0123456789",
	    [4] = "01456789",
	    [5] = "012356789",
	    [6] = "2567",
	    [7] = "012345678",
	    [8] = "0123456789",
	    [9] = "012356789"};
	char plain[TZ_PLAIN_MAX];
	const char *at = plain;
	size_t n;

	(void)args;
	if (len && text[0] == '+') {
		text++;
		len--;
	}
	n = tz_plain(text, len, plain);
	if (n == 15 && memcmp(at, "0086", 4) == 0)
		at += 4;
	else if (n == 13 && memcmp(at, "86", 2) == 0)
		at += 2;
	n -= (size_t)(at - plain);
	return n == 11 && tz_digits(at, n) && at[0] == '1' &&
	    thirds[at[1] - '0'] && strchr(thirds[at[1] - '0'], at[2]);
}

/* An area code and seven or eight digits that begin with 2 to 8. */
static bool
landline(const char *text, size_t len, const struct tz_words *args)
{
	char plain[TZ_PLAIN_MAX];
	char bare[TZ_PLAIN_MAX];
	size_t n = 0;
	size_t area;
	size_t i;

	(void)args;
	for (i = 0; i < len && n + 1 < sizeof bare; i++)
		if (text[i] != '(' && text[i] != ')' && text[i] != '+')
			bare[n++] = text[i];
	n = tz_plain(bare, n, plain);
	if (n > 11 && memcmp(plain, "86", 2) == 0) {
		plain[1] = '0';
		memmove(plain, plain + (plain[2] == '0' ? 2 : 1), n);
		n = strlen(plain);
	}
	if (n < 10 || n > 12 || !tz_digits(plain, n) || plain[0] != '0' ||
	    plain[1] == '0')
		return false;
	/* 010 and 020 to 029 have two digits, all others three. */
	area = plain[1] == '1' ? 3 : plain[1] == '2' ? 3 : 4;
	if (plain[1] == '1' && plain[2] != '0')
		return false;
	return (n - area == 8 || (n - area == 7 && area == 4)) &&
	    plain[area] >= '2' && plain[area] <= '8';
}

const struct tz_validator tz_validate_cn_shape[] = {
    {"cn-landline", landline, 0, 0},
    {"cn-mobile", mobile, 0, 0},
    {"cn-passport", passport, 0, 1},
    {"cn-plate", plate, 0, 0},
    {"cn-travel-permit", travel_permit, 0, 4},
    {NULL, NULL, 0, 0},
};
