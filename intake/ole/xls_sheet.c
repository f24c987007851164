/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ole/xls_sheet.c - one sheet: cells, and what stands round them
 *
 * A chart in the sheet is a substream in its substream; the values it keeps
 * are what it shows.
 */
#include <stdio.h>
#include <stdlib.h>

#include "intake/ole/xls.h"
#include "intake/ole/xls_object.h"

#define ROWS 65536
#define ROW_HIDDEN 0x20
#define FORMULA_TOKENS 22
#define GRAPH_CELL 7

struct sheet {
	struct tz_xls *xls;
	struct tz_xlsx_cells cells;
	struct tz_xls_objects objects;
	struct tz_story chart;
	unsigned depth; /* of substreams */
	unsigned char hidden[ROWS / 8];
	uint32_t row;
	/* the formula whose text is to come */
	uint32_t column, style;
	bool scenario;
	bool connection;
};

/* Go to the row of a cell. */
static void
go_to(struct sheet *sheet, struct tz_bytes body)
{
	uint32_t row = tz_bytes_16(body, 0);
	bool hidden = sheet->hidden[row / 8] >> (row % 8) & 1;

	if (sheet->row != row + 1)
		tz_xlsx_cells_row(&sheet->cells, row + 1, hidden);
	sheet->row = row + 1;
	sheet->column = tz_bytes_16(body, 2) + 1U;
	sheet->style = tz_bytes_16(body, 4);
}

static void
put(struct sheet *sheet, enum tz_xlsx_operand_kind kind, double number,
    const char *text)
{
	struct tz_xlsx_operand operand = {kind, number, text};

	if (sheet->depth > 1) {
		if (text[0] == '\0')
			return;
		tz_story_break(&sheet->chart, '\n');
		tz_story_add(&sheet->chart, text, strlen(text));
		return;
	}
	tz_xlsx_cells_put(&sheet->cells, sheet->column,
	    tz_xlsx_style_look(&sheet->xls->styles, sheet->style), &operand,
	    text);
}

static void
put_number(struct sheet *sheet, double value)
{
	const struct tz_xlsx_look *look =
	    tz_xlsx_style_look(&sheet->xls->styles, sheet->style);
	tz_auto_buf text = TZ_BUF_INIT;

	tz_xls_number(value, &text);
	if (look->format == TZ_XLSX_FORMAT_DATE && sheet->depth <= 1) {
		tz_auto_buf date = TZ_BUF_INIT;

		tz_xlsx_value_date(tz_buf_str(&text), sheet->xls->since_1904,
		    &date);
		put(sheet, TZ_XLSX_OPERAND_NUMBER, value, tz_buf_str(&date));
		return;
	}
	put(sheet, TZ_XLSX_OPERAND_NUMBER, value, tz_buf_str(&text));
}

static void
put_logical(struct sheet *sheet, uint8_t value, bool error)
{
	if (error)
		put(sheet, TZ_XLSX_OPERAND_ERROR, 0, tz_xls_error(value));
	else
		put(sheet, TZ_XLSX_OPERAND_UNKNOWN, 0,
		    value ? "TRUE" : "FALSE");
}

static void
put_shared(struct sheet *sheet, uint32_t index)
{
	struct tz_xls *xls = sheet->xls;

	if (index >= xls->n_strings) {
		xls->torn = true;
		return;
	}
	xls->strings[index].used = true;
	put(sheet, TZ_XLSX_OPERAND_TEXT, 0, xls->strings[index].text);
}

/* A text in the record itself, from ${skip} on. */
static void
put_text(struct sheet *sheet, const struct tz_xls_record *record, size_t skip)
{
	struct tz_xls_flow flow = tz_xls_flow_of(record);
	tz_auto_buf text = TZ_BUF_INIT;

	tz_xls_flow_skip(&flow, skip);
	tz_xls_text(sheet->xls, &flow, tz_xls_flow_number(&flow, 2), &text);
	sheet->xls->torn |= flow.torn;
	put(sheet, TZ_XLSX_OPERAND_TEXT, 0, tz_buf_str(&text));
}

/* The texts in a formula. */
static void
put_words(struct sheet *sheet, struct tz_bytes tokens)
{
	tz_auto_buf words = TZ_BUF_INIT;

	tz_xls_words(sheet->xls, tokens, &words);
	tz_xlsx_cells_formula(&sheet->cells, sheet->column, tz_buf_str(&words));
}

static void
put_formula(struct sheet *sheet, struct tz_bytes body)
{
	if (tz_bytes_16(body, 12) != 0xffff)
		put_number(sheet, tz_xls_double(body, 6));
	else if (tz_bytes_8(body, 6) == 1 || tz_bytes_8(body, 6) == 2)
		put_logical(sheet, tz_bytes_8(body, 8),
		    tz_bytes_8(body, 6) == 2);
	put_words(sheet, tz_bytes_slice(body, FORMULA_TOKENS, SIZE_MAX));
}

static void
put_many(struct sheet *sheet, struct tz_bytes body)
{
	size_t at;

	for (at = 4; at + 8 <= body.len; at += 6) {
		sheet->style = tz_bytes_16(body, at);
		put_number(sheet, tz_xls_rk(tz_bytes_32(body, at + 2)));
		sheet->column++;
	}
}

/* Likewise in the sheet of a chart (MS-OGRAPH 2.3.6, 2.3.7), whose cells have
 * no style and short texts. */
static bool
read_graph_cell(struct sheet *sheet, const struct tz_xls_record *record)
{
	struct tz_xls_flow flow = tz_xls_flow_of(record);
	tz_auto_buf text = TZ_BUF_INIT;

	if (!sheet->xls->graph ||
	    (record->type != TZ_XLS_GRAPH_LABEL &&
		record->type != TZ_XLS_GRAPH_NUMBER))
		return false;
	go_to(sheet, record->body);
	sheet->style = 0;
	if (record->type == TZ_XLS_GRAPH_NUMBER) {
		put_number(sheet, tz_xls_double(record->body, GRAPH_CELL));
		return true;
	}
	tz_xls_flow_skip(&flow, GRAPH_CELL);
	tz_xls_text(sheet->xls, &flow, tz_xls_flow_number(&flow, 1), &text);
	put(sheet, TZ_XLSX_OPERAND_TEXT, 0, tz_buf_str(&text));
	return true;
}

/* Whether the record is a cell, which is then put. */
static bool
read_cell(struct sheet *sheet, const struct tz_xls_record *record)
{
	struct tz_bytes body = record->body;

	switch (record->type) {
	case TZ_XLS_LABELSST:
		go_to(sheet, body);
		put_shared(sheet, tz_bytes_32(body, 6));
		return true;
	case TZ_XLS_LABEL:
	case TZ_XLS_RSTRING:
		go_to(sheet, body);
		put_text(sheet, record, 6);
		return true;
	case TZ_XLS_NUMBER:
		go_to(sheet, body);
		put_number(sheet, tz_xls_double(body, 6));
		return true;
	case TZ_XLS_RK:
		go_to(sheet, body);
		put_number(sheet, tz_xls_rk(tz_bytes_32(body, 6)));
		return true;
	case TZ_XLS_MULRK:
		go_to(sheet, body);
		put_many(sheet, body);
		return true;
	case TZ_XLS_BOOLERR:
		go_to(sheet, body);
		put_logical(sheet, tz_bytes_8(body, 6), tz_bytes_8(body, 7));
		return true;
	case TZ_XLS_FORMULA:
	case 0x206:
	case 0x406:
		go_to(sheet, body);
		put_formula(sheet, body);
		return true;
	case TZ_XLS_STRING:
		put_text(sheet, record, 0);
		return true;
	case TZ_XLS_SHRFMLA:
	case 0x221: /* ARRAY */
		put_words(sheet, tz_bytes_slice(body, 8, SIZE_MAX));
		return true;
	default:
		return false;
	}
}

static void
tell_text(struct sheet *sheet, struct tz_xls_flow *flow, size_t n,
    enum tz_xlsx_side side, const char *name)
{
	tz_auto_buf text = TZ_BUF_INIT;

	tz_xls_text(sheet->xls, flow, n, &text);
	tz_xlsx_cells_tell(&sheet->cells, side, name, tz_buf_str(&text));
}

/* What may be put into some cells: prompts, errors, choices. */
static void
read_validation(struct sheet *sheet, const struct tz_xls_record *record)
{
	static const char *const names[] = {
	    "promptTitle", "errorTitle", "prompt", "error"};
	struct tz_xls_flow flow = tz_xls_flow_of(record);
	tz_auto_buf words = TZ_BUF_INIT;
	size_t i;

	tz_xls_flow_skip(&flow, 4);
	for (i = 0; i < sizeof names / sizeof names[0]; i++)
		tell_text(sheet, &flow, tz_xls_flow_number(&flow, 2),
		    TZ_XLSX_TOLD, names[i]);
	tz_xls_words(sheet->xls, flow.now, &words);
	tz_xlsx_cells_tell(&sheet->cells, TZ_XLSX_FORMULA, "formula",
	    tz_buf_str(&words));
}

static void
read_scenario(struct sheet *sheet, const struct tz_xls_record *record)
{
	struct tz_xls_flow flow = tz_xls_flow_of(record);
	size_t cells = tz_xls_flow_number(&flow, 2), name, comment, i;

	sheet->scenario = true;
	tz_xls_flow_skip(&flow, 2);
	name = tz_xls_flow_number(&flow, 1);
	comment = tz_xls_flow_number(&flow, 1);
	tz_xls_flow_skip(&flow, 1);
	tell_text(sheet, &flow, name, TZ_XLSX_TOLD, "scenario");
	tell_text(sheet, &flow, tz_xls_flow_number(&flow, 2), TZ_XLSX_TOLD,
	    "user");
	if (comment > 0)
		tell_text(sheet, &flow, tz_xls_flow_number(&flow, 2),
		    TZ_XLSX_TOLD, "comment");
	tz_xls_flow_skip(&flow, 4 * cells);
	for (i = 0; i < cells && !flow.torn && tz_xls_flow_left(&flow); i++)
		tell_text(sheet, &flow, tz_xls_flow_number(&flow, 2),
		    TZ_XLSX_TOLD, "value");
}

static void
read_row(struct sheet *sheet, struct tz_bytes body)
{
	uint32_t row = tz_bytes_16(body, 0);
	bool hidden = (tz_bytes_16(body, 12) & ROW_HIDDEN) ||
	    (tz_bytes_16(body, 6) & 0x7fff) == 0;

	if (body.len >= 16 && hidden)
		sheet->hidden[row / 8] |= (unsigned char)(1U << (row % 8));
}

static void
read_margin(struct sheet *sheet, const struct tz_xls_record *record)
{
	struct tz_xls_flow flow = tz_xls_flow_of(record);

	if (record->body.len > 0)
		tell_text(sheet, &flow,
		    tz_xls_flow_number(&flow, sheet->xls->old ? 1 : 2),
		    TZ_XLSX_MARGIN, "margin");
}

/* The name of a series, the title of an axis. */
static void
read_series_text(struct sheet *sheet, const struct tz_xls_record *record)
{
	struct tz_xls_flow flow = tz_xls_flow_of(record);
	tz_auto_buf text = TZ_BUF_INIT;

	tz_xls_flow_skip(&flow, 2);
	tz_xls_text(sheet->xls, &flow, tz_xls_flow_number(&flow, 1), &text);
	if (text.len == 0)
		return;
	tz_story_break(&sheet->chart, '\n');
	tz_story_add(&sheet->chart, tz_buf_str(&text), text.len);
}

static enum tz_status
read_record(struct sheet *sheet, const struct tz_xls_record *record,
    struct tz_err *err)
{
	struct tz_bytes body = record->body;

	if (read_graph_cell(sheet, record) || read_cell(sheet, record))
		return TZ_OK;
	switch (record->type) {
	case TZ_XLS_BOF:
		sheet->depth++;
		break;
	case TZ_XLS_EOF:
		sheet->depth--;
		break;
	case TZ_XLS_ROW:
		read_row(sheet, body);
		break;
	case TZ_XLS_COLINFO:
		if ((tz_bytes_16(body, 8) & 1) || tz_bytes_16(body, 4) == 0)
			tz_xlsx_cells_columns(&sheet->cells,
			    tz_bytes_16(body, 0) + 1U,
			    tz_bytes_16(body, 2) + 1U, true);
		break;
	case TZ_XLS_HEADER:
	case TZ_XLS_FOOTER:
		read_margin(sheet, record);
		break;
	case TZ_XLS_DV:
		read_validation(sheet, record);
		break;
	case TZ_XLS_SCENARIO:
		read_scenario(sheet, record);
		break;
	case TZ_XLS_OBJ:
	case TZ_XLS_TXO:
	case TZ_XLS_NOTE:
		return tz_xls_object(&sheet->objects, sheet->xls, record, err);
	case 0x100d:
		read_series_text(sheet, record);
		break;
	default:
		tz_xls_other(sheet->xls, record,
		    &sheet->cells.sides[TZ_XLSX_TOLD]);
		break;
	}
	return TZ_OK;
}

/* Merged cells and a filter in use are told behind the cells. */
static void
read_ahead(struct sheet *sheet, size_t at)
{
	static const struct tz_xlsx_range all = {0, 1, ROWS, 256};
	struct tz_xls_record record;
	unsigned depth = 0;

	while (tz_xls_record_next(sheet->xls->stream, &at, &record)) {
		size_t n = tz_bytes_16(record.body, 0), i;

		depth += record.type == TZ_XLS_BOF;
		if (record.type == TZ_XLS_EOF && --depth == 0)
			return;
		if (record.type == TZ_XLS_FILTERMODE)
			tz_xlsx_cells_filter(&sheet->cells, &all);
		if (record.type != TZ_XLS_MERGECELLS)
			continue;
		for (i = 0; i < n && 2 + 8 * i < record.body.len; i++) {
			size_t from = 2 + 8 * i;
			struct tz_xlsx_range range = {
			    tz_bytes_16(record.body, from) + 1U,
			    tz_bytes_16(record.body, from + 4) + 1U,
			    tz_bytes_16(record.body, from + 2) + 1U,
			    tz_bytes_16(record.body, from + 6) + 1U};

			tz_xlsx_cells_merge(&sheet->cells, &range);
		}
	}
}

static enum tz_status
send(struct sheet *sheet, const struct tz_xls_bound *bound, struct tz_err *err)
{
	struct tz_ole *ole = sheet->xls->ole;
	enum tz_status s = TZ_OK;

	if (bound && bound->type == 1)
		s = tz_ole_fact(ole, "macro", sheet->cells.name,
		    TZ_CHANNEL_SCRIPT, err);
	if (s == TZ_OK && sheet->scenario)
		s = tz_ole_fact(ole, "scenario", sheet->cells.name,
		    TZ_CHANNEL_PROPERTY, err);
	if (s == TZ_OK)
		s = tz_xlsx_cells_send(&sheet->cells, err);
	if (s == TZ_OK)
		s = tz_emit_story(ole->emit, ole->source, &sheet->chart, err);
	return s ? s : tz_xls_objects_send(&sheet->objects, sheet->xls, err);
}

enum tz_status
tz_xls_sheet(struct tz_xls *xls, size_t at, const struct tz_xls_bound *bound,
    struct tz_err *err)
{
	struct sheet *sheet = calloc(1, sizeof *sheet);
	const char *name = bound ? bound->name : "?";
	bool hidden = !bound || bound->hidden;
	struct tz_xls_record record;
	enum tz_status s = TZ_OK;

	if (!sheet)
		return tz_fail_nomem(err);
	sheet->xls = xls;
	tz_xlsx_cells_start(&sheet->cells, xls->ole->emit, xls->ole->source,
	    name, hidden);
	tz_story_start(&sheet->chart,
	    hidden ? TZ_CHANNEL_HIDDEN_SHEET : TZ_CHANNEL_BODY, name);
	tz_xls_objects_start(&sheet->objects, name, hidden);
	read_ahead(sheet, at);
	do {
		if (!tz_xls_record_next(xls->stream, &at, &record)) {
			xls->torn = true;
			break;
		}
		s = read_record(sheet, &record, err);
	} while (s == TZ_OK && sheet->depth > 0);
	if (s == TZ_OK)
		s = send(sheet, bound, err);
	tz_xlsx_cells_clear(&sheet->cells);
	tz_story_clear(&sheet->chart);
	tz_xls_objects_clear(&sheet->objects);
	free(sheet);
	return s;
}
