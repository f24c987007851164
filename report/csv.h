/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * report/csv.h - comma-separated values (RFC 4180), for registers
 *
 * UTF-8 without a byte order mark, lines end in CR LF.  A cell that a
 * spreadsheet would take for a formula gets an apostrophe before it.
 */
#ifndef TZ_REPORT_CSV_H
#define TZ_REPORT_CSV_H

#include <stddef.h>

#include "base/buf.h"

/** tz_csv_row(cells, n, ret): Append one row; a NULL cell is empty. */
void tz_csv_row(const char *const *cells, size_t n, struct tz_buf *ret);

#endif /* !TZ_REPORT_CSV_H */
