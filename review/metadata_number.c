/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * review/metadata_number.c - 发文字号: 机关代字〔年份〕序号号
 */
#include <string.h>

#include "base/utf8.h"
#include "review/metadata.h"

#define NAME_MAX_POINTS 20
#define TOP_LINES 30 /* a number without a label stands at the head */

static const char *const labels[] = {
    "发文字号", "文号", "文件编号", "字号", NULL};
static const char *const foreign_labels[] = {
    "Reference", "Ref.", "Ref", "Document No.", "Document number", NULL};

static bool
is_opening(uint32_t point)
{
	return strchr("[(", (int)point) && point < 0x80 ? point != 0
							: point == 0x3014 ||
		point == 0x3010 || point == 0x300a || point == 0x2329;
}

static bool
is_closing(uint32_t point)
{
	return point == ']' || point == ')' || point == 0x3015 ||
	    point == 0x3011 || point == 0x300b || point == 0x232a;
}

static bool
is_digit(uint32_t point)
{
	return point >= '0' && point <= '9';
}

static bool
is_name(uint32_t point)
{
	return tz_utf8_is_han(point) || is_digit(point) ||
	    (point >= 'A' && point <= 'Z') || (point >= 'a' && point <= 'z');
}

/* Read digits from ${at} on, white space skipped; returns what follows. */
static size_t
read_digits(const char *text, size_t len, size_t at, struct tz_buf *ret)
{
	while (at < len &&
	    (is_digit((unsigned char)text[at]) || text[at] == ' ')) {
		if (text[at] != ' ')
			tz_buf_putc(ret, text[at]);
		at++;
	}
	return at;
}

/* If a document number begins at ${from}, append it in its normal form. */
static bool
read_number(const char *text, size_t len, size_t from, struct tz_buf *ret)
{
	tz_auto_buf name = TZ_BUF_INIT;
	tz_auto_buf year = TZ_BUF_INIT;
	tz_auto_buf serial = TZ_BUF_INIT;
	size_t n_name = 0;
	size_t at = from;
	size_t step;
	uint32_t point;

	while ((step = tz_utf8_next(text, len, at, &point)) > 0 &&
	    (is_name(point) || point == ' ') && n_name++ <= NAME_MAX_POINTS) {
		if (point != ' ')
			tz_buf_append(&name, text + at, step);
		at += step;
	}
	if (name.len == 0 || step == 0 || !is_opening(point))
		return false;
	at = read_digits(text, len, at + step, &year);
	step = tz_utf8_next(text, len, at, &point);
	if (year.len != 4 || step == 0 || !is_closing(point))
		return false;
	at = read_digits(text, len, at + step, &serial);
	step = tz_utf8_next(text, len, at, &point);
	if (serial.len == 0 || serial.len > 6 || step == 0 || point != 0x53f7)
		return false;
	/* In running text something follows at once. */
	at += step;
	if (at < len && text[at] != ' ' && text[at] != '\t')
		return false;
	tz_buf_printf(ret, "%s\u3014%s\u3015%s\u53f7", tz_buf_str(&name),
	    tz_buf_str(&year), tz_buf_str(&serial));
	return true;
}

/* A number at the start of the line or after a space in it. */
static bool
number_in_line(const struct tz_metadata_line *line, struct tz_buf *ret)
{
	size_t at;

	for (at = 0; at < line->len; at++) {
		if (at > 0 && line->text[at - 1] != ' ' &&
		    line->text[at - 1] != '\t')
			continue;
		if (read_number(line->text, line->len, at, ret))
			return true;
	}
	return false;
}

/* What stands after a label in English, if it looks like a number: short, and
 * with a digit in it.  False when it does not. */
static bool
foreign_number(const struct tz_metadata_line *rest, struct tz_buf *ret)
{
	size_t i;

	if (tz_utf8_count(rest->text, rest->len) > 40)
		return false;
	for (i = 0; i < rest->len; i++) {
		if (rest->text[i] >= '0' && rest->text[i] <= '9') {
			tz_buf_append(ret, rest->text, rest->len);
			return true;
		}
	}
	return false;
}

void
tz_metadata_number(const struct tz_metadata_lines *lines, struct tz_buf *ret)
{
	struct tz_metadata_line rest;
	size_t i;

	for (i = 0; i < lines->n; i++)
		if (tz_metadata_label(&lines->line[i], labels, &rest) &&
		    number_in_line(&rest, ret))
			return;
	for (i = 0; i < lines->n && i < TOP_LINES; i++)
		if (number_in_line(&lines->line[i], ret))
			return;
	for (i = 0; i < lines->n && i < TOP_LINES; i++)
		if (tz_metadata_label(&lines->line[i], foreign_labels, &rest) &&
		    foreign_number(&rest, ret))
			return;
}
