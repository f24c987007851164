/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * review/metadata_date.c - 成文日期: the day on which a document was made
 *
 * After a label, else the first line that is nothing but a date.
 */
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "review/metadata.h"

static const char *const labels[] = {
    "成文日期", "发文日期", "印发日期", "Date", NULL};

/* The value of a Chinese figure, -1 for what is none. */
static int
figure(uint32_t point)
{
	static const uint32_t points[] = {0x3007, 0x4e00, 0x4e8c, 0x4e09,
	    0x56db, 0x4e94, 0x516d, 0x4e03, 0x516b, 0x4e5d};
	int i;

	if (point >= '0' && point <= '9')
		return (int)(point - '0');
	if (point == 0x96f6 || point == 0x25cb)
		return 0;
	for (i = 0; i < 10; i++)
		if (points[i] == point)
			return i;
	return -1;
}

/* Read a number in Arabic figures, in Chinese figures one by one, or with ten
 * (二十一); -1 when there is none. */
static int
read_number(const struct tz_metadata_line *line, size_t *at)
{
	int value = -1;
	bool ten = false;
	uint32_t point;
	size_t step;

	while ((step = tz_utf8_next(line->text, line->len, *at, &point)) > 0) {
		int one = figure(point);

		if (point == 0x5341) { /* ten */
			value = value < 0 ? 10 : value * 10;
			ten = true;
		} else if (one >= 0 && value < 10000) {
			if (value < 0)
				value = one;
			else
				value = ten ? value + one : value * 10 + one;
		} else if (point != ' ') {
			break;
		}
		*at += step;
	}
	return value;
}

static bool
skip(const struct tz_metadata_line *line, size_t *at, uint32_t one,
    uint32_t other)
{
	uint32_t point;
	size_t step = tz_utf8_next(line->text, line->len, *at, &point);

	if (step == 0 || (point != one && point != other))
		return false;
	*at += step;
	return true;
}

/* "2019年6月19日", "二〇一九年六月十九日", "2019-06-19". */
static bool
read_chinese(const struct tz_metadata_line *line, struct tz_date *ret_date)
{
	struct tz_date date;
	size_t at = 0;

	date.year = read_number(line, &at);
	if (!skip(line, &at, 0x5e74, '-'))
		return false;
	date.month = read_number(line, &at);
	if (!skip(line, &at, 0x6708, '-'))
		return false;
	date.day = read_number(line, &at);
	if (at < line->len && !skip(line, &at, 0x65e5, 0x53f7))
		return false;
	if (at < line->len || date.year < 1900 || !tz_date_valid(&date))
		return false;
	*ret_date = date;
	return true;
}

static int
month_of(const char *name)
{
	static const char *const months[] = {"january", "february", "march",
	    "april", "may", "june", "july", "august", "september", "october",
	    "november", "december"};
	int i;

	for (i = 0; i < 12; i++)
		if (strcasecmp(name, months[i]) == 0)
			return i + 1;
	return 0;
}

/* "19 June 2019", "June 19, 2019". */
static bool
read_english(const struct tz_metadata_line *line, struct tz_date *ret_date)
{
	struct tz_date date = {0};
	char text[40];
	char name[16];
	int end = 0;

	if (line->len >= sizeof text)
		return false;
	memcpy(text, line->text, line->len);
	text[line->len] = '\0';
	if (sscanf(text, "%2d %15[A-Za-z] %4d%n", &date.day, name, &date.year,
		&end) != 3)
		if (sscanf(text, "%15[A-Za-z] %2d, %4d%n", name, &date.day,
			&date.year, &end) != 3)
			return false;
	date.month = month_of(name);
	if (text[end] != '\0' || date.month == 0 || date.year < 1900 ||
	    !tz_date_valid(&date))
		return false;
	*ret_date = date;
	return true;
}

static bool
read_date(const struct tz_metadata_line *line, struct tz_date *ret_date)
{
	return read_chinese(line, ret_date) || read_english(line, ret_date);
}

bool
tz_metadata_date(const struct tz_metadata_lines *lines,
    struct tz_date *ret_date)
{
	struct tz_metadata_line rest;
	size_t i;

	for (i = 0; i < lines->n; i++)
		if (tz_metadata_label(&lines->line[i], labels, &rest) &&
		    read_date(&rest, ret_date))
			return true;
	for (i = 0; i < lines->n; i++)
		if (read_date(&lines->line[i], ret_date))
			return true;
	return false;
}
