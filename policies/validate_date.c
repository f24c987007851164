/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * policies/validate_date.c - dates, and birthdays that may be of the living
 *
 * Read are 2019-06-20 with any separator or none, 2019年6月20日, the same in
 * Chinese numerals, 20 June 2019, June 20, 2019, and 20/06/2019 as well as
 * 06/20/2019: what may be a day one way or the other is one.
 */
#include <ctype.h>
#include <string.h>

#include "base/date.h"
#include "base/utf8.h"
#include "policies/rule.h"

/* What is found in the text: at most three numbers and a month's name. */
struct found {
	int number[3];
	size_t digits[3];
	size_t n;
	int month; /* 0: none */
	bool odd;  /* something that no date holds */
};

/* 0 to 9, 10 for the sign of ten, or -1. */
static int
chinese_digit(uint32_t point)
{
	static const uint32_t points[] = {0x3007, 0x4e00, 0x4e8c, 0x4e09,
	    0x56db, 0x4e94, 0x516d, 0x4e03, 0x516b, 0x4e5d, 0x5341};
	int i;

	for (i = 0; i <= 10; i++)
		if (points[i] == point)
			return i;
	return point == 0x96f6 ? 0 : -1; /* 零 */
}

/* A run of Chinese numerals: digit by digit, or up to 九十九. */
static size_t
chinese_number(const char *text, size_t len, size_t at, struct found *ret)
{
	size_t from = at;
	int value = 0;
	bool ten = false;
	size_t n = 0;
	uint32_t point;
	size_t bytes;

	while (at < len && (bytes = tz_utf8_next(text, len, at, &point))) {
		int digit = chinese_digit(point);

		if (digit < 0 || n >= 8)
			break;
		if (digit == 10) {
			value = value ? value * 10 : 10;
			ten = true;
		} else {
			value = ten ? value + digit : value * 10 + digit;
		}
		n++;
		at += bytes;
	}
	if (n == 0)
		return 0;
	ret->number[ret->n] = value;
	ret->digits[ret->n++] = ten ? 2 : n;
	return at - from;
}

static int
month_named(const char *text, size_t len)
{
	static const char names[] = "jan feb mar apr may jun jul aug sep oct "
				    "nov dec ";
	char three[4] = "";
	const char *at;
	size_t i;

	if (len < 3)
		return 0;
	for (i = 0; i < 3; i++)
		three[i] = (char)tolower((unsigned char)text[i]);
	at = strstr(names, three);
	return at && (at - names) % 4 == 0 ? (int)(at - names) / 4 + 1 : 0;
}

/* A word: a month, or the ending of a number as in 1st. */
static size_t
word(const char *text, size_t len, size_t at, struct found *ret)
{
	size_t end = at;
	int month;

	while (end < len && isascii(text[end]) &&
	    isalpha((unsigned char)text[end]))
		end++;
	month = month_named(text + at, end - at);
	if (month && !ret->month)
		ret->month = month;
	else if (end - at > 2)
		ret->odd = true;
	return end - at;
}

static size_t
digits(const char *text, size_t len, size_t at, struct found *ret)
{
	size_t n = 0;

	while (at + n < len && text[at + n] >= '0' && text[at + n] <= '9')
		n++;
	if (n > 8) {
		ret->odd = true;
		return n;
	}
	ret->number[ret->n] = tz_number(text + at, n);
	ret->digits[ret->n++] = n;
	return n;
}

/* Separators of dates, 年, 月, 日, 号 among them. */
static size_t
between(const char *text, size_t len, size_t at)
{
	static const char *const signs[] = {"年", "月", "日", "号", "生", NULL};
	size_t i;

	if (text[at] && strchr(" -/.,\n\t\f", text[at]))
		return 1;
	for (i = 0; signs[i]; i++)
		if (len - at >= 3 && memcmp(text + at, signs[i], 3) == 0)
			return 3;
	return 0;
}

static bool
find(const char *text, size_t len, struct found *ret)
{
	size_t at = 0;

	while (at < len && !ret->odd) {
		size_t n = between(text, len, at);

		if (!n && ret->n < 3 && text[at] >= '0' && text[at] <= '9')
			n = digits(text, len, at, ret);
		else if (!n && isascii(text[at]))
			n = word(text, len, at, ret);
		else if (!n && ret->n < 3)
			n = chinese_number(text, len, at, ret);
		if (!n)
			return false;
		at += n;
	}
	return !ret->odd;
}

static bool
is_day(int year, int month, int day, struct tz_date *ret)
{
	*ret = (struct tz_date){year, month, day};
	return tz_date_valid(ret);
}

bool
tz_date_read(const char *text, size_t len, struct tz_date *ret)
{
	struct found found = {{0}, {0}, 0, 0, false};
	const int *number = found.number;

	if (!find(text, len, &found))
		return false;
	if (found.n == 1 && found.digits[0] == 8)
		return is_day(number[0] / 10000, number[0] / 100 % 100,
		    number[0] % 100, ret);
	if (found.n == 2 && found.month)
		return found.digits[0] == 4
		    ? is_day(number[0], found.month, number[1], ret)
		    : found.digits[1] == 4 &&
			is_day(number[1], found.month, number[0], ret);
	if (found.n != 3 || found.month)
		return false;
	if (found.digits[0] == 4)
		return is_day(number[0], number[1], number[2], ret);
	return found.digits[2] == 4 &&
	    (is_day(number[2], number[0], number[1], ret) ||
		is_day(number[2], number[1], number[0], ret));
}

static bool
date(const char *text, size_t len, const struct tz_words *args)
{
	struct tz_date day;

	(void)args;
	return tz_date_read(text, len, &day) && day.year >= 1000;
}

/* From 1900 to today. */
static bool
date_of_birth(const char *text, size_t len, const struct tz_words *args)
{
	struct tz_date day;

	(void)args;
	return tz_date_read(text, len, &day) && day.year >= 1900 &&
	    tz_birthday(day.year, day.month, day.day);
}

const struct tz_validator tz_validate_date[] = {
    {"date", date, 0, 0},
    {"date-of-birth", date_of_birth, 0, 0},
    {NULL, NULL, 0, 0},
};
