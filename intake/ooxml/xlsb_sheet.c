/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ooxml/xlsb_sheet.c - one sheet of a binary workbook
 */
#include <stdlib.h>

#include "intake/ooxml/xlsb.h"
#include "intake/ooxml/xlsx_rest.h"

#define ROW_HIDDEN 0x10
#define CELL_LAST 18
#define CELL_SHORT 12 /* from here on without a column */
#define CELL_SHARED 7
#define CELL_SHORT_SHARED 18
#define CELL_RICH 62

struct sheet {
	struct tz_xlsx_book *book;
	struct tz_xlsx_cells cells;
	uint32_t column;
	bool torn;
	struct tz_xlsx_range filter;
	bool filtering;
};

static void
read_cell(struct sheet *sheet, const struct tz_xlsb_record *record)
{
	struct tz_xlsx_book *book = sheet->book;
	bool is_short = record->type >= CELL_SHORT && record->type != CELL_RICH;
	size_t at = is_short ? 4 : 8;
	uint32_t style = tz_bytes_32(record->body, at - 4) & 0xffffff;
	const struct tz_xlsx_look *look =
	    tz_xlsx_style_look(&book->styles, style);
	struct tz_bytes body = tz_bytes_slice(record->body, at, SIZE_MAX);
	struct tz_xlsx_operand operand = {TZ_XLSX_OPERAND_NONE, 0, NULL};
	tz_auto_buf text = TZ_BUF_INIT;
	tz_auto_buf shown = TZ_BUF_INIT;
	tz_auto_buf words = TZ_BUF_INIT;
	size_t used;

	sheet->column =
	    is_short ? sheet->column + 1 : tz_bytes_32(record->body, 0) + 1;
	used = tz_xlsb_value(record->type, body, &text, &operand);
	if (record->type == CELL_SHARED || record->type == CELL_SHORT_SHARED) {
		uint32_t index = tz_bytes_32(body, 0);

		operand.kind = TZ_XLSX_OPERAND_TEXT;
		if (index < book->n_strings) {
			book->strings[index].used = true;
			tz_buf_puts(&text, book->strings[index].text);
		} else {
			sheet->torn = true;
		}
	}
	if (operand.kind == TZ_XLSX_OPERAND_NUMBER &&
	    look->format == TZ_XLSX_FORMAT_DATE)
		tz_xlsx_value_date(tz_buf_str(&text), book->since_1904, &shown);
	else
		tz_buf_puts(&shown, tz_buf_str(&text));
	operand.text = tz_buf_str(&text);
	tz_xlsx_cells_put(&sheet->cells, sheet->column, look, &operand,
	    tz_buf_str(&shown));
	if (record->type >= 8 && record->type <= 11)
		tz_xlsb_words(tz_bytes_slice(body, used, SIZE_MAX), &words);
	tz_xlsx_cells_formula(&sheet->cells, sheet->column, tz_buf_str(&words));
}

static struct tz_xlsx_range
range_of(struct tz_bytes body)
{
	struct tz_xlsx_range range = {tz_bytes_32(body, 0) + 1,
	    tz_bytes_32(body, 8) + 1, tz_bytes_32(body, 4) + 1,
	    tz_bytes_32(body, 12) + 1};

	return range;
}

/* Merged cells and filters stand behind the cells. */
static void
read_ahead(struct sheet *sheet, struct tz_bytes part)
{
	struct tz_xlsb_record record;
	struct tz_xlsx_range range;
	size_t at = 0;

	while (tz_xlsb_next(part, &at, &record)) {
		range = range_of(record.body);
		if (record.type == TZ_XLSB_MERGED) {
			tz_xlsx_cells_merge(&sheet->cells, &range);
		} else if (record.type == TZ_XLSB_FILTER) {
			sheet->filter = range;
			sheet->filtering = true;
		} else if (record.type == TZ_XLSB_FILTER_COLUMN &&
		    sheet->filtering) {
			tz_xlsx_cells_filter(&sheet->cells, &sheet->filter);
			sheet->filtering = false;
		}
	}
}

static void
read_record(struct sheet *sheet, const struct tz_xlsb_record *record)
{
	struct tz_xlsx_cells *cells = &sheet->cells;
	struct tz_bytes body = record->body;

	if ((record->type >= 1 && record->type <= CELL_LAST) ||
	    record->type == CELL_RICH) {
		read_cell(sheet, record);
		return;
	}
	switch (record->type) {
	case TZ_XLSB_ROW:
		tz_xlsx_cells_row(cells, tz_bytes_32(body, 0) + 1,
		    (tz_bytes_8(body, 11) & ROW_HIDDEN) ||
			tz_bytes_16(body, 8) == 0);
		sheet->column = 0;
		break;
	case TZ_XLSB_COLUMNS:
		if ((tz_bytes_16(body, 16) & 1) || tz_bytes_32(body, 8) == 0)
			tz_xlsx_cells_columns(cells, tz_bytes_32(body, 0) + 1,
			    tz_bytes_32(body, 4) + 1, true);
		break;
	case TZ_XLSB_MARGINS:
		tz_xlsb_scan(tz_bytes_slice(body, 2, SIZE_MAX),
		    &cells->sides[TZ_XLSX_MARGIN]);
		break;
	default:
		tz_xlsb_scan(body, &cells->sides[TZ_XLSX_TOLD]);
		break;
	}
}

enum tz_status
tz_xlsb_sheet(struct tz_xlsx_book *book, struct tz_opc_part *part,
    const char *name, bool hidden, struct tz_err *err)
{
	struct tz_bytes bytes = {part->data, part->len};
	struct tz_xlsb_record record;
	struct sheet sheet;
	enum tz_status s = TZ_OK;
	size_t at = 0;

	part->taken = true;
	memset(&sheet, 0, sizeof sheet);
	sheet.book = book;
	tz_xlsx_cells_start(&sheet.cells, book->opc->emit, book->opc->source,
	    name, hidden);
	read_ahead(&sheet, bytes);
	while (tz_xlsb_next(bytes, &at, &record))
		read_record(&sheet, &record);
	if (at < part->len || sheet.torn)
		s = tz_opc_damaged(book->opc, err);
	if (s == TZ_OK)
		s = tz_xlsx_cells_send(&sheet.cells, err);
	tz_xlsx_cells_clear(&sheet.cells);
	return s ? s : tz_xlsx_drawings(book->opc, part->name, hidden, err);
}
