/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ooxml/xlsb.h - binary workbooks in a package (MS-XLSB)
 *
 * The parts are sequences of records: a type of one or two bytes, a length of
 * up to four, and so many bytes.  Strings have their length in 4 bytes before
 * them and are UTF-16.
 */
#ifndef TZ_INTAKE_OOXML_XLSB_H
#define TZ_INTAKE_OOXML_XLSB_H

#include "intake/ole/bytes.h"
#include "intake/ooxml/xlsx_book.h"
#include "intake/ooxml/xlsx_cells.h"

enum tz_xlsb_type {
	TZ_XLSB_ROW = 0,
	TZ_XLSB_SST_ITEM = 19,
	TZ_XLSB_NAME = 39,
	TZ_XLSB_FONT = 43,
	TZ_XLSB_FORMAT = 44,
	TZ_XLSB_FILL = 45,
	TZ_XLSB_XF = 47,
	TZ_XLSB_COLUMNS = 60,
	TZ_XLSB_BOOK_PROPERTIES = 153,
	TZ_XLSB_SHEET = 156,
	TZ_XLSB_FILTER = 161,
	TZ_XLSB_FILTER_COLUMN = 163,
	TZ_XLSB_MERGED = 176,
	TZ_XLSB_MARGINS = 479,
	TZ_XLSB_CELL_XFS = 617,
	TZ_XLSB_CELL_XFS_END = 618,
	TZ_XLSB_AUTHOR = 632,
	TZ_XLSB_COMMENT = 635,
	TZ_XLSB_COMMENT_TEXT = 637,
	TZ_XLSB_PATH = 2071,
};

struct tz_xlsb_record {
	uint32_t type;
	struct tz_bytes body;
};

/** tz_xlsb_next(part, at, ret): The record at ${*at}, which moves on; false at
 * the end, with ${*at} before what is no record. */
bool tz_xlsb_next(struct tz_bytes part, size_t *at, struct tz_xlsb_record *ret);

/** tz_xlsb_string(bytes, at, ret): Append the string at ${at} and return the
 * place behind it; SIZE_MAX when there is none. */
size_t tz_xlsb_string(struct tz_bytes bytes, size_t at, struct tz_buf *ret);

/** tz_xlsb_scan(bytes, story): Append all strings in a record, one a line. */
void tz_xlsb_scan(struct tz_bytes bytes, struct tz_story *story);

/** tz_xlsb_words(bytes, ret): Append the texts that stand in a formula. */
void tz_xlsb_words(struct tz_bytes bytes, struct tz_buf *ret);

/** tz_xlsb_value(record, body, ret, ret_operand): Append the value of a cell
 * (record types 1 to 18) that begins ${body}; returns its size. */
size_t tz_xlsb_value(uint32_t type, struct tz_bytes body, struct tz_buf *ret,
    struct tz_xlsx_operand *ret_operand);

/** tz_xlsb_sheet(book, part, name, hidden, err): Take and send a sheet, as
 * tz_xlsx_sheet() does. */
TZ_CHECK enum tz_status
tz_xlsb_sheet(struct tz_xlsx_book *book, struct tz_opc_part *part,
    const char *name, bool hidden, struct tz_err *err);

/** tz_xlsb_tables(book, err): Take the shared strings and the styles. */
TZ_CHECK enum tz_status
tz_xlsb_tables(struct tz_xlsx_book *book, struct tz_err *err);

/** tz_xlsb_beside(book, err): Take comments, caches and every other binary
 * part that is made of records. */
TZ_CHECK enum tz_status
tz_xlsb_beside(struct tz_xlsx_book *book, struct tz_err *err);

#endif /* !TZ_INTAKE_OOXML_XLSB_H */
