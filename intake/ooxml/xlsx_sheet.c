/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ooxml/xlsx_sheet.c - the cells of a sheet and what stands round them
 *
 * Columns are told to be hidden before the first cell; what else decides
 * whether one is seen is read ahead.
 */
#include "intake/ooxml/xlsx_sheet.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "intake/ooxml/xlsx_ahead.h"
#include "intake/xml.h"

/* Which text the present text nodes belong to. */
enum gathering { NOTHING, VALUE, INLINE, CELL_FORMULA, OTHER_FORMULA, MARGINS };

struct sheet {
	struct tz_xlsx_book *book;
	struct tz_xml *xml;
	struct tz_xlsx_cells cells;
	struct tz_xlsx_ahead ahead;
	uint32_t row;
	uint32_t column;
	char type[16];
	uint32_t style;
	struct tz_buf value;
	struct tz_buf formula;
	enum gathering gathering;
	bool in_cell;
	bool phonetic;
	bool torn; /* a string that is not there is referred to */
	bool scenario;
};

static uint32_t
number(const char *text)
{
	return text ? (uint32_t)strtoul(text, NULL, 10) : 0;
}

static bool
is_true(const char *value)
{
	return value && tz_xml_true(value);
}

static bool
is_zero(const char *size)
{
	return size && strtod(size, NULL) <= 0;
}

static void
begin_columns(struct sheet *sheet)
{
	bool hidden = is_true(tz_xml_attribute(sheet->xml, "hidden")) ||
	    is_zero(tz_xml_attribute(sheet->xml, "width"));

	/* What is not said of a column is that it is shown. */
	if (hidden || sheet->cells.columns_hidden)
		tz_xlsx_cells_columns(&sheet->cells,
		    number(tz_xml_attribute(sheet->xml, "min")),
		    number(tz_xml_attribute(sheet->xml, "max")), hidden);
}

static void
begin_row(struct sheet *sheet)
{
	const char *row = tz_xml_attribute(sheet->xml, "r");

	sheet->row = row ? number(row) : sheet->row + 1;
	sheet->column = 0;
	tz_xlsx_cells_row(&sheet->cells, sheet->row,
	    is_true(tz_xml_attribute(sheet->xml, "hidden")) ||
		is_zero(tz_xml_attribute(sheet->xml, "ht")));
}

static void
begin_cell(struct sheet *sheet)
{
	const char *type = tz_xml_attribute(sheet->xml, "t");
	uint32_t column =
	    tz_xlsx_value_column(tz_xml_attribute(sheet->xml, "r"));

	sheet->in_cell = true;
	sheet->column = column ? column : sheet->column + 1;
	sheet->style = number(tz_xml_attribute(sheet->xml, "s"));
	snprintf(sheet->type, sizeof sheet->type, "%s", type ? type : "n");
	tz_buf_reset(&sheet->value);
	tz_buf_reset(&sheet->formula);
}

/* The value as a reader sees it. */
static void
show_value(struct sheet *sheet, enum tz_xlsx_format format, struct tz_buf *ret)
{
	const struct tz_xlsx_book *book = sheet->book;
	const char *value = tz_buf_str(&sheet->value);

	if (value[0] == '\0')
		return;
	if (strcmp(sheet->type, "s") == 0) {
		size_t index = number(value);

		if (index < book->n_strings) {
			book->strings[index].used = true;
			tz_buf_puts(ret, book->strings[index].text);
		} else {
			sheet->torn = true;
		}
	} else if (strcmp(sheet->type, "b") == 0) {
		tz_buf_puts(ret, tz_xml_true(value) ? "TRUE" : "FALSE");
	} else if (strcmp(sheet->type, "n") != 0) {
		tz_buf_puts(ret, value);
	} else if (format == TZ_XLSX_FORMAT_DATE) {
		tz_xlsx_value_date(value, book->since_1904, ret);
	} else {
		tz_xlsx_value_number(value, ret);
	}
}

/* What conditions compare. */
static struct tz_xlsx_operand
operand_of(const struct sheet *sheet, const struct tz_buf *shown)
{
	struct tz_xlsx_operand operand = {
	    TZ_XLSX_OPERAND_TEXT, 0, tz_buf_str(shown)};

	if (strcmp(sheet->type, "n") == 0) {
		operand.kind = TZ_XLSX_OPERAND_NUMBER;
		operand.number = strtod(tz_buf_str(&sheet->value), NULL);
	} else if (strcmp(sheet->type, "e") == 0) {
		operand.kind = TZ_XLSX_OPERAND_ERROR;
	} else if (strcmp(sheet->type, "b") == 0) {
		operand.kind = TZ_XLSX_OPERAND_UNKNOWN;
	}
	return operand;
}

static void
end_cell(struct sheet *sheet)
{
	const struct tz_xlsx_look *look =
	    tz_xlsx_style_look(&sheet->book->styles, sheet->style);
	tz_auto_buf shown = TZ_BUF_INIT;
	struct tz_xlsx_operand operand;

	show_value(sheet, look->format, &shown);
	operand = operand_of(sheet, &shown);
	tz_xlsx_cells_put(&sheet->cells, sheet->column, look, &operand,
	    tz_buf_str(&shown));
	tz_xlsx_cells_formula(&sheet->cells, sheet->column,
	    tz_buf_str(&sheet->formula));
}

static void
tell(struct sheet *sheet, enum tz_xlsx_side side, const char *name,
    const char *text)
{
	tz_xlsx_cells_tell(&sheet->cells, side, name, text);
}

/* Attributes that a person wrote: by their names, or by their script. */
static void
tell_attributes(struct sheet *sheet)
{
	static const char *const names[] = {"prompt", "promptTitle", "error",
	    "errorTitle", "display", "tooltip", "location", "user", "comment",
	    "name", "codeName", "altText", "title", "descr", "link",
	    "linkedCell", "listFillRange", "macro", "sourceRef"};
	bool kept = strcmp(tz_xml_name(sheet->xml), "inputCells") == 0;
	const char *name;
	const char *value;

	while ((value = tz_xml_attribute_next(sheet->xml, &name))) {
		bool told = kept && strcmp(name, "val") == 0;
		size_t i;

		for (i = 0; i < sizeof names / sizeof names[0]; i++)
			told |= strcmp(names[i], name) == 0;
		for (i = 0; !told && value[i]; i++)
			told = (unsigned char)value[i] >= 0x80;
		if (told)
			tell(sheet, TZ_XLSX_TOLD, name, value);
	}
}

static bool
is_margin(const char *name)
{
	size_t len = strlen(name);

	return len > 6 &&
	    (strcmp(name + len - 6, "Header") == 0 ||
		strcmp(name + len - 6, "Footer") == 0) &&
	    strcmp(name, "headerFooter") != 0;
}

static void
begin(struct sheet *sheet)
{
	const char *name = tz_xml_name(sheet->xml);

	if (strcmp(name, "c") == 0) {
		begin_cell(sheet);
		return;
	}
	if (strcmp(name, "v") == 0) {
		sheet->gathering = VALUE;
		return;
	}
	if (strcmp(name, "row") == 0) {
		begin_row(sheet);
		return;
	}
	if (strcmp(name, "col") == 0)
		begin_columns(sheet);
	else if (strcmp(name, "sheetFormatPr") == 0)
		sheet->cells.columns_hidden =
		    is_zero(tz_xml_attribute(sheet->xml, "defaultColWidth"));
	else if (strcmp(name, "scenario") == 0)
		sheet->scenario = true;
	else if (strcmp(name, "t") == 0)
		sheet->gathering = sheet->phonetic ? NOTHING : INLINE;
	else if (strcmp(name, "rPh") == 0)
		sheet->phonetic = true;
	else if (strcmp(name, "f") == 0)
		sheet->gathering =
		    sheet->in_cell ? CELL_FORMULA : OTHER_FORMULA;
	else if (strncmp(name, "formula", 7) == 0)
		sheet->gathering = OTHER_FORMULA;
	else if (is_margin(name))
		sheet->gathering = MARGINS;
	tell_attributes(sheet);
}

static void
end(struct sheet *sheet)
{
	const char *name = tz_xml_name(sheet->xml);

	if (strcmp(name, "c") == 0) {
		sheet->in_cell = false;
		end_cell(sheet);
	} else if (strcmp(name, "rPh") == 0) {
		sheet->phonetic = false;
	}
	sheet->gathering = NOTHING;
}

static void
text_node(struct sheet *sheet)
{
	const char *text = tz_xml_text(sheet->xml);

	switch (sheet->gathering) {
	case VALUE:
	case INLINE:
		tz_buf_puts(&sheet->value, text);
		break;
	case CELL_FORMULA:
		if (sheet->formula.len == 0)
			tz_buf_putc(&sheet->formula, '=');
		tz_buf_puts(&sheet->formula, text);
		break;
	case OTHER_FORMULA:
		tell(sheet, TZ_XLSX_FORMULA, "formula", text);
		break;
	case MARGINS:
		tell(sheet, TZ_XLSX_MARGIN, "margin", text);
		break;
	case NOTHING:
		tell(sheet, TZ_XLSX_TOLD, "text", text);
		break;
	}
}

static void
sheet_free(struct sheet **sheet)
{
	if (!*sheet)
		return;
	tz_xlsx_cells_clear(&(*sheet)->cells);
	tz_xlsx_ahead_clear(&(*sheet)->ahead);
	tz_buf_clear(&(*sheet)->value);
	tz_buf_clear(&(*sheet)->formula);
	tz_xml_free((*sheet)->xml);
	free(*sheet);
}

enum tz_status
tz_xlsx_sheet(struct tz_xlsx_book *book, struct tz_opc_part *part,
    const char *name, bool hidden, struct tz_err *err)
{
	TZ_AUTO(sheet_free) struct sheet *sheet = calloc(1, sizeof *sheet);
	enum tz_xml_event event;
	enum tz_status s;

	part->taken = true;
	if (!sheet)
		return tz_fail_nomem(err);
	sheet->book = book;
	tz_xlsx_cells_start(&sheet->cells, book->opc->emit, book->opc->source,
	    name, hidden);
	s = tz_xlsx_ahead_read(book, part, &sheet->cells, &sheet->ahead, err);
	if (s == TZ_OK)
		s = tz_xml_open(part->data, part->len, &sheet->xml, err);
	if (s)
		return s;
	while ((event = tz_xml_next(sheet->xml)) < TZ_XML_DONE) {
		if (event == TZ_XML_START)
			begin(sheet);
		else if (event == TZ_XML_END)
			end(sheet);
		else if (event == TZ_XML_TEXT)
			text_node(sheet);
		else
			tell(sheet, TZ_XLSX_TOLD, "xml-comment",
			    tz_xml_text(sheet->xml));
	}
	if (event == TZ_XML_BAD || sheet->torn)
		s = tz_opc_damaged(book->opc, err);
	if (s == TZ_OK && sheet->value.failed)
		s = tz_fail_nomem(err);
	if (s == TZ_OK && sheet->scenario)
		s = tz_opc_fact(book->opc, "scenario", name,
		    TZ_CHANNEL_PROPERTY, err);
	return s ? s : tz_xlsx_cells_send(&sheet->cells, err);
}
