/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ooxml/xlsx_value.c - numbers, dates and references of cells
 *
 * Numbers are handled as the text that stands in the file, so no digit is lost
 * on the way through a floating point number.
 */
#include "intake/ooxml/xlsx_value.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"

#define EXPONENT_MAX 40
#define COLUMN_MAX 16384
/* Days from the two beginnings of time to 1970-01-01. */
#define DAYS_1900 25569
#define DAYS_1904 24107
/* Excel holds 1900 for a leap year, so days before its 61st are one late. */
#define LEAP_DAY 60
#define SERIAL_MAX 2958465.99999 /* the end of 9999 */

static bool
is_date_id(uint32_t id)
{
	return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) ||
	    (id >= 45 && id <= 47) || (id >= 50 && id <= 58);
}

enum tz_xlsx_format
tz_xlsx_value_format(uint32_t id, const char *code)
{
	if (!code)
		return is_date_id(id) ? TZ_XLSX_FORMAT_DATE
				      : TZ_XLSX_FORMAT_PLAIN;
	if (strspn(code, ";") >= 3 && code[strspn(code, "; ")] == '\0')
		return TZ_XLSX_FORMAT_MASKED;
	while (*code) {
		switch (*code) {
		case '"':
			code += 1 + strcspn(code + 1, "\"");
			break;
		case '[': /* a colour, a locale; or hours over 24 */
			if (strchr("hmsHMS", code[1]) && code[1])
				return TZ_XLSX_FORMAT_DATE;
			code += strcspn(code, "]");
			break;
		case '\\':
		case '_':
		case '*':
			if (code[1])
				code++;
			break;
		case 'y':
		case 'Y':
		case 'm':
		case 'M':
		case 'd':
		case 'D':
		case 'h':
		case 'H':
		case 's':
		case 'S':
			return TZ_XLSX_FORMAT_DATE;
		default:
			break;
		}
		if (*code)
			code++;
	}
	return TZ_XLSX_FORMAT_PLAIN;
}

/* The pieces of a number as it is written. */
struct number {
	bool negative;
	const char *whole;
	size_t n_whole;
	const char *fraction;
	size_t n_fraction; /* without the zeros at its end */
	long exponent;
};

static bool
parse_number(const char *text, struct number *ret)
{
	memset(ret, 0, sizeof *ret);
	ret->negative = *text == '-';
	text += *text == '-' || *text == '+';
	ret->whole = text;
	ret->n_whole = strspn(text, "0123456789");
	text += ret->n_whole;
	ret->fraction = text + (*text == '.');
	if (*text == '.') {
		text++;
		ret->n_fraction = strspn(text, "0123456789");
		text += ret->n_fraction;
	}
	if (ret->n_whole + ret->n_fraction == 0)
		return false;
	while (ret->n_fraction > 0 && ret->fraction[ret->n_fraction - 1] == '0')
		ret->n_fraction--;
	if (*text == 'e' || *text == 'E') {
		char *end;

		ret->exponent = strtol(text + 1, &end, 10);
		if (end == text + 1)
			return false;
		text = end;
	}
	return *text == '\0';
}

void
tz_xlsx_value_number(const char *text, struct tz_buf *ret)
{
	struct number number;
	size_t zeros;

	if (!parse_number(text, &number) || number.exponent < 0 ||
	    number.exponent > EXPONENT_MAX ||
	    number.n_fraction > (size_t)number.exponent) {
		tz_buf_puts(ret, text);
		return;
	}
	if (number.negative)
		tz_buf_putc(ret, '-');
	if (number.exponent > 0)
		while (number.n_whole > 0 && number.whole[0] == '0') {
			number.whole++;
			number.n_whole--;
		}
	tz_buf_append(ret, number.whole, number.n_whole);
	tz_buf_append(ret, number.fraction, number.n_fraction);
	zeros = (size_t)number.exponent - number.n_fraction;
	if (number.n_whole + number.n_fraction == 0)
		zeros = 1;
	while (zeros-- > 0)
		tz_buf_putc(ret, '0');
}

void
tz_xlsx_value_date(const char *text, bool since_1904, struct tz_buf *ret)
{
	char *end;
	double serial = strtod(text, &end);
	char day[TZ_DATE_TEXT];
	struct tz_date date;
	double whole;
	long second;
	int64_t days;

	if (end == text || *end || !(serial >= 0 && serial <= SERIAL_MAX)) {
		tz_xlsx_value_number(text, ret);
		return;
	}
	second = lround(modf(serial, &whole) * 86400);
	days = (int64_t)whole;
	if (second == 86400) {
		days++;
		second = 0;
	}
	if (days > 0) {
		if (!since_1904 && days < LEAP_DAY)
			days++;
		date = tz_date_from_days(days -
		    (since_1904 ? DAYS_1904 : DAYS_1900));
		tz_date_format(&date, day);
		tz_buf_puts(ret, day);
	}
	if (second > 0 || days == 0)
		tz_buf_printf(ret, "%s%02ld:%02ld:%02ld", days ? " " : "",
		    second / 3600, second / 60 % 60, second % 60);
}

uint32_t
tz_xlsx_value_column(const char *ref)
{
	uint32_t column = 0;

	for (; ref && isalpha((unsigned char)*ref); ref++) {
		column = column * 26 +
		    (uint32_t)(toupper((unsigned char)*ref) - 'A' + 1);
		if (column > COLUMN_MAX)
			return 0;
	}
	return column;
}

void
tz_xlsx_value_letters(uint32_t column, struct tz_buf *ret)
{
	char letters[8];
	size_t n = sizeof letters;

	while (column > 0 && n > 0) {
		letters[--n] = (char)('A' + (column - 1) % 26);
		column = (column - 1) / 26;
	}
	tz_buf_append(ret, letters + n, sizeof letters - n);
}
