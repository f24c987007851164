/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * report/csv.c - comma-separated values (RFC 4180)
 */
#include "report/csv.h"

#include <stdbool.h>
#include <string.h>

/* What spreadsheets evaluate (OWASP, "CSV injection"). */
static bool
is_formula(const char *cell)
{
	return cell[0] != '\0' && strchr("=+-@\t\r", cell[0]) != NULL;
}

static void
put_cell(const char *cell, struct tz_buf *ret)
{
	bool is_quoted = strpbrk(cell, ",\"\r\n") != NULL;

	if (is_quoted)
		tz_buf_putc(ret, '"');
	if (is_formula(cell))
		tz_buf_putc(ret, '\'');
	for (; *cell; cell++) {
		if (*cell == '"')
			tz_buf_putc(ret, '"');
		tz_buf_putc(ret, *cell);
	}
	if (is_quoted)
		tz_buf_putc(ret, '"');
}

void
tz_csv_row(const char *const *cells, size_t n, struct tz_buf *ret)
{
	size_t i;

	for (i = 0; i < n; i++) {
		if (i > 0)
			tz_buf_putc(ret, ',');
		put_cell(cells[i] ? cells[i] : "", ret);
	}
	tz_buf_puts(ret, "\r\n");
}
