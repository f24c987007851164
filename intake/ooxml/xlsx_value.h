/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ooxml/xlsx_value.h - what the value of a cell reads like
 */
#ifndef TZ_INTAKE_OOXML_XLSX_VALUE_H
#define TZ_INTAKE_OOXML_XLSX_VALUE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"

enum tz_xlsx_format {
	TZ_XLSX_FORMAT_PLAIN,
	TZ_XLSX_FORMAT_DATE,
	TZ_XLSX_FORMAT_MASKED /* ";;;": the cell shows nothing */
};

/** tz_xlsx_value_format(id, code): The kind of a number format; ${code} is
 * NULL for a built-in one (ECMA-376 part 1, 18.8.30). */
enum tz_xlsx_format tz_xlsx_value_format(uint32_t id, const char *code);

/** tz_xlsx_value_number(text, ret): Append a number without an exponent when
 * it is a whole one, so that 1.38001E10 is found as 13800100000. */
void tz_xlsx_value_number(const char *text, struct tz_buf *ret);

/** tz_xlsx_value_date(text, since_1904, ret): Append the serial number of a
 * day as "2019-03-05", with " 08:30:00" if it has a time; as a number if it is
 * out of range. */
void tz_xlsx_value_date(const char *text, bool since_1904, struct tz_buf *ret);

/** tz_xlsx_value_column(ref): The column, from 1, of a reference such as
 * "AB12"; 0 if there is none. */
uint32_t tz_xlsx_value_column(const char *ref);

/** tz_xlsx_value_letters(column, ret): Append "AB" for 28. */
void tz_xlsx_value_letters(uint32_t column, struct tz_buf *ret);

#endif /* !TZ_INTAKE_OOXML_XLSX_VALUE_H */
