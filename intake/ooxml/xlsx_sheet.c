/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ooxml/xlsx_sheet.c - the cells of a sheet and what stands round them
 *
 * Columns are told to be hidden before the first cell, so one pass is enough.
 * A cell goes to exactly one of the stories: shown, hidden, or masked (by the
 * number format ";;;").
 */
#include "intake/ooxml/xlsx_sheet.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "intake/xml.h"

#define RANGES_MAX 1024

enum side { SHOWN, HIDDEN, MASKED, FORMULA, MARGIN, TOLD, SIDES };

/* Which text the present text nodes belong to. */
enum gathering { NOTHING, VALUE, INLINE, CELL_FORMULA, OTHER_FORMULA, MARGINS };

struct sheet {
	struct tz_xlsx_book *book;
	struct tz_xml *xml;
	const char *name;
	struct tz_story sides[SIDES];
	uint32_t last_row[SIDES]; /* that a cell was put from */
	struct {
		uint32_t from, until;
	} hidden[RANGES_MAX]; /* columns */
	size_t n_hidden;
	bool all_hidden; /* more ranges than are kept */
	uint32_t row;
	bool row_hidden;
	uint32_t column;
	char type[16];
	uint32_t style;
	struct tz_buf value;
	struct tz_buf formula;
	struct tz_buf place; /* "Sheet1!B7" */
	enum gathering gathering;
	bool phonetic;
	bool torn; /* a string that is not there is referred to */
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
	if (!is_true(tz_xml_attribute(sheet->xml, "hidden")) &&
	    !is_zero(tz_xml_attribute(sheet->xml, "width")))
		return;
	if (sheet->n_hidden == RANGES_MAX) {
		sheet->all_hidden = true;
		return;
	}
	sheet->hidden[sheet->n_hidden].from =
	    number(tz_xml_attribute(sheet->xml, "min"));
	sheet->hidden[sheet->n_hidden++].until =
	    number(tz_xml_attribute(sheet->xml, "max"));
}

static bool
column_hidden(const struct sheet *sheet, uint32_t column)
{
	size_t i;

	for (i = 0; i < sheet->n_hidden; i++)
		if (column >= sheet->hidden[i].from &&
		    column <= sheet->hidden[i].until)
			return true;
	return sheet->all_hidden;
}

static void
begin_row(struct sheet *sheet)
{
	const char *row = tz_xml_attribute(sheet->xml, "r");

	sheet->row = row ? number(row) : sheet->row + 1;
	sheet->row_hidden = is_true(tz_xml_attribute(sheet->xml, "hidden")) ||
	    is_zero(tz_xml_attribute(sheet->xml, "ht"));
	sheet->column = 0;
}

static void
begin_cell(struct sheet *sheet)
{
	const char *type = tz_xml_attribute(sheet->xml, "t");
	uint32_t column =
	    tz_xlsx_value_column(tz_xml_attribute(sheet->xml, "r"));

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

/* Put a text into a side: cells part by TAB, rows by LF. */
static void
put(struct sheet *sheet, enum side side, const char *text)
{
	struct tz_story *story = &sheet->sides[side];

	if (story->text.len > 0)
		tz_story_break(story,
		    sheet->last_row[side] == sheet->row ? '\t' : '\n');
	sheet->last_row[side] = sheet->row;
	tz_story_place(story, TZ_PLACE_CELL, 0, 0, tz_buf_str(&sheet->place));
	tz_story_add(story, text, strlen(text));
}

static void
end_cell(struct sheet *sheet)
{
	const struct tz_xlsx_book *book = sheet->book;
	enum tz_xlsx_format format = TZ_XLSX_FORMAT_PLAIN;
	tz_auto_buf shown = TZ_BUF_INIT;
	enum side side = SHOWN;

	if (sheet->style < book->n_formats)
		format = book->formats[sheet->style];
	if (sheet->row_hidden || column_hidden(sheet, sheet->column))
		side = HIDDEN;
	else if (format == TZ_XLSX_FORMAT_MASKED)
		side = MASKED;
	tz_buf_reset(&sheet->place);
	tz_buf_puts(&sheet->place, sheet->name);
	tz_buf_putc(&sheet->place, '!');
	tz_xlsx_value_letters(sheet->column, &sheet->place);
	tz_buf_printf(&sheet->place, "%u", (unsigned)sheet->row);
	show_value(sheet, format, &shown);
	if (shown.len > 0)
		put(sheet, side, tz_buf_str(&shown));
	if (sheet->formula.len > 0)
		put(sheet, FORMULA, tz_buf_str(&sheet->formula));
}

static void
tell(struct sheet *sheet, enum side side, const char *name, const char *text)
{
	struct tz_story *story = &sheet->sides[side];

	if (text[strspn(text, " \t\r\n")] == '\0')
		return;
	tz_story_break(story, '\n');
	tz_story_place(story, TZ_PLACE_PROPERTY, 0, 0, name);
	tz_story_add(story, text, strlen(text));
}

/* Attributes that a person wrote: by their names, or by their script. */
static void
tell_attributes(struct sheet *sheet)
{
	static const char *const names[] = {"prompt", "promptTitle", "error",
	    "errorTitle", "display", "tooltip", "location", "user", "comment",
	    "name", "codeName", "altText", "title", "descr", "link"};
	const char *name;
	const char *value;

	while ((value = tz_xml_attribute_next(sheet->xml, &name))) {
		bool told = false;
		size_t i;

		for (i = 0; i < sizeof names / sizeof names[0]; i++)
			told |= strcmp(names[i], name) == 0;
		for (i = 0; !told && value[i]; i++)
			told = (unsigned char)value[i] >= 0x80;
		if (told)
			tell(sheet, TOLD, name, value);
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
	else if (strcmp(name, "t") == 0)
		sheet->gathering = sheet->phonetic ? NOTHING : INLINE;
	else if (strcmp(name, "rPh") == 0)
		sheet->phonetic = true;
	else if (strcmp(name, "f") == 0)
		sheet->gathering = CELL_FORMULA;
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

	if (strcmp(name, "c") == 0)
		end_cell(sheet);
	else if (strcmp(name, "rPh") == 0)
		sheet->phonetic = false;
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
		tell(sheet, FORMULA, "formula", text);
		break;
	case MARGINS:
		tell(sheet, MARGIN, "margin", text);
		break;
	case NOTHING:
		tell(sheet, TOLD, "text", text);
		break;
	}
}

static enum tz_status
send(struct sheet *sheet, bool hidden, struct tz_err *err)
{
	struct tz_opc *opc = sheet->book->opc;
	enum tz_status s = TZ_OK;
	int i;

	if (hidden)
		s = tz_opc_fact(opc, "hidden-sheet", sheet->name,
		    TZ_CHANNEL_HIDDEN_SHEET, err);
	if (s == TZ_OK && sheet->sides[HIDDEN].text.len > 0)
		s = tz_opc_fact(opc, "hidden-row-column", sheet->name,
		    TZ_CHANNEL_HIDDEN_ROW_COLUMN, err);
	if (s == TZ_OK && sheet->sides[MASKED].text.len > 0)
		s = tz_opc_fact(opc, "hidden-text", sheet->name,
		    TZ_CHANNEL_HIDDEN_TEXT, err);
	if (s == TZ_OK && sheet->value.failed)
		s = tz_fail_nomem(err);
	for (i = 0; s == TZ_OK && i < SIDES; i++)
		s = tz_emit_story(opc->emit, opc->source, &sheet->sides[i],
		    err);
	return s;
}

static void
start_sides(struct sheet *sheet, bool hidden)
{
	static const enum tz_channel channels[SIDES] = {
	    [SHOWN] = TZ_CHANNEL_BODY,
	    [HIDDEN] = TZ_CHANNEL_HIDDEN_ROW_COLUMN,
	    [MASKED] = TZ_CHANNEL_HIDDEN_TEXT,
	    [FORMULA] = TZ_CHANNEL_FORMULA,
	    [MARGIN] = TZ_CHANNEL_HEADER_FOOTER,
	    [TOLD] = TZ_CHANNEL_PROPERTY,
	};
	int i;

	for (i = 0; i < SIDES; i++)
		tz_story_start(&sheet->sides[i],
		    i == SHOWN && hidden ? TZ_CHANNEL_HIDDEN_SHEET
					 : channels[i],
		    sheet->name);
}

static void
sheet_free(struct sheet **sheet)
{
	int i;

	if (!*sheet)
		return;
	for (i = 0; i < SIDES; i++)
		tz_story_clear(&(*sheet)->sides[i]);
	tz_buf_clear(&(*sheet)->value);
	tz_buf_clear(&(*sheet)->formula);
	tz_buf_clear(&(*sheet)->place);
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
	sheet->name = name;
	start_sides(sheet, hidden);
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
			tell(sheet, TOLD, "xml-comment",
			    tz_xml_text(sheet->xml));
	}
	if (event == TZ_XML_BAD || sheet->torn)
		s = tz_opc_damaged(book->opc, err);
	return s ? s : send(sheet, hidden, err);
}
