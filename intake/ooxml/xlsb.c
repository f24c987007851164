/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ooxml/xlsb.c - binary workbooks: the order in which their parts are
 * read
 */
#include "intake/ooxml/xlsb.h"

#include <stdlib.h>
#include <strings.h>

#include "intake/formats.h"
#include "intake/ooxml/xlsx_beside.h"
#include "intake/ooxml/xlsx_rest.h"

#define NAME_HIDDEN 0x01

struct reading {
	struct tz_xlsx_book *book;
	struct tz_opc_relations relations;
	struct tz_story told;
	struct tz_story links;
	bool hidden_name;
};

static void
tell(struct tz_story *story, const char *name, const char *text)
{
	if (text[0] == '\0')
		return;
	tz_story_break(story, '\n');
	tz_story_place(story, TZ_PLACE_PROPERTY, 0, 0, name);
	tz_story_add(story, text, strlen(text));
}

static enum tz_status
add_sheet(struct reading *reading, struct tz_bytes body, struct tz_err *err)
{
	struct tz_xlsx_book *book = reading->book;
	const struct tz_opc_relation *relation;
	tz_auto_buf id = TZ_BUF_INIT;
	tz_auto_buf name = TZ_BUF_INIT;
	struct tz_xlsx_sheet *sheet;
	size_t at = tz_xlsb_string(body, 8, &id);

	tz_xlsb_string(body, at, &name);
	relation = tz_opc_relation(&reading->relations, tz_buf_str(&id));
	sheet = realloc(book->sheets, (book->n_sheets + 1) * sizeof *sheet);
	if (!sheet)
		return tz_fail_nomem(err);
	book->sheets = sheet;
	sheet += book->n_sheets++;
	sheet->module = false;
	sheet->hidden = tz_bytes_32(body, 0) != 0;
	sheet->name = strdup(tz_buf_str(&name));
	sheet->part = strdup(relation ? relation->target : "");
	if (!sheet->name || !sheet->part)
		return tz_fail_nomem(err);
	tell(&reading->told, "sheet", sheet->name);
	return TZ_OK;
}

static void
add_name(struct reading *reading, struct tz_bytes body)
{
	tz_auto_buf name = TZ_BUF_INIT;
	tz_auto_buf words = TZ_BUF_INIT;
	size_t at = tz_xlsb_string(body, 9, &name);
	size_t len = at == SIZE_MAX ? 0 : tz_bytes_32(body, at);

	if (at == SIZE_MAX)
		return;
	reading->hidden_name |= (tz_bytes_32(body, 0) & NAME_HIDDEN) &&
	    strncmp(tz_buf_str(&name), "_xl", 3) != 0;
	tz_xlsb_words(tz_bytes_slice(body, at + 4, len), &words);
	if (words.len > 0) {
		tz_buf_puts(&name, ": ");
		tz_buf_puts(&name, tz_buf_str(&words));
	}
	tell(&reading->told, "name", tz_buf_str(&name));
	/* A comment, a help text. */
	tz_xlsb_scan(tz_bytes_slice(body, at + 4 + len, SIZE_MAX),
	    &reading->told);
}

static enum tz_status
read_record(struct reading *reading, const struct tz_xlsb_record *record,
    struct tz_err *err)
{
	switch (record->type) {
	case TZ_XLSB_SHEET:
		return add_sheet(reading, record->body, err);
	case TZ_XLSB_BOOK_PROPERTIES:
		reading->book->since_1904 = tz_bytes_32(record->body, 0) & 1;
		tz_xlsb_scan(tz_bytes_slice(record->body, 8, SIZE_MAX),
		    &reading->told);
		break;
	case TZ_XLSB_NAME:
		add_name(reading, record->body);
		break;
	case TZ_XLSB_PATH:
		tz_xlsb_scan(record->body, &reading->links);
		break;
	default:
		tz_xlsb_scan(record->body, &reading->told);
		break;
	}
	return TZ_OK;
}

static enum tz_status
send(struct reading *reading, const char *path, struct tz_err *err)
{
	struct tz_opc *opc = reading->book->opc;
	enum tz_status s = TZ_OK;

	if (reading->hidden_name)
		s = tz_opc_fact(opc, "defined-name", path, TZ_CHANNEL_PROPERTY,
		    err);
	if (s == TZ_OK)
		s = tz_emit_story(opc->emit, opc->source, &reading->told, err);
	return s ? s
		 : tz_emit_story(opc->emit, opc->source, &reading->links, err);
}

static enum tz_status
read_workbook(struct tz_xlsx_book *book, struct tz_err *err)
{
	struct tz_opc_part *part = tz_opc_find(book->opc, "xl/workbook.bin");
	struct tz_xlsb_record record;
	struct reading reading;
	struct tz_bytes bytes;
	enum tz_status s;
	size_t at = 0;

	if (!part)
		return tz_opc_damaged(book->opc, err);
	part->taken = true;
	bytes.data = part->data;
	bytes.len = part->len;
	memset(&reading, 0, sizeof reading);
	reading.book = book;
	tz_story_start(&reading.told, TZ_CHANNEL_PROPERTY, part->name);
	tz_story_start(&reading.links, TZ_CHANNEL_EXTERNAL_LINK, part->name);
	s = tz_opc_relations(book->opc, part->name, &reading.relations, err);
	while (s == TZ_OK && tz_xlsb_next(bytes, &at, &record))
		s = read_record(&reading, &record, err);
	if (s == TZ_OK && at < part->len)
		s = tz_opc_damaged(book->opc, err);
	if (s == TZ_OK)
		s = send(&reading, part->name, err);
	tz_story_clear(&reading.told);
	tz_story_clear(&reading.links);
	tz_opc_relations_clear(&reading.relations);
	return s;
}

/* Whether the part is a sheet by its name, binary or not. */
static bool
is_sheet(const struct tz_opc_part *part)
{
	static const char *const folders[] = {"xl/worksheets/sheet",
	    "xl/chartsheets/sheet", "xl/dialogsheets/sheet",
	    "xl/macrosheets/sheet", "xl/macrosheets/intlsheet"};
	size_t i;

	for (i = 0; i < sizeof folders / sizeof folders[0]; i++)
		if (strncasecmp(part->name, folders[i], strlen(folders[i])) ==
		    0)
			return part->root[0] == '\0';
	return false;
}

static enum tz_status
read_sheet(struct tz_xlsx_book *book, struct tz_opc_part *part,
    const char *name, bool hidden, struct tz_err *err)
{
	enum tz_status s = TZ_OK;

	if (strcasestr(part->name, "macrosheets/"))
		s = tz_opc_fact(book->opc, "macro", name, TZ_CHANNEL_SCRIPT,
		    err);
	return s ? s : tz_xlsb_sheet(book, part, name, hidden, err);
}

static enum tz_status
read_sheets(struct tz_xlsx_book *book, struct tz_err *err)
{
	enum tz_status s = TZ_OK;
	size_t i;

	for (i = 0; s == TZ_OK && i < book->n_sheets; i++) {
		const struct tz_xlsx_sheet *sheet = &book->sheets[i];
		struct tz_opc_part *part = tz_opc_find(book->opc, sheet->part);

		if (!part || part->root[0])
			s = tz_opc_damaged(book->opc, err);
		else if (!part->taken)
			s = read_sheet(book, part, sheet->name, sheet->hidden,
			    err);
	}
	for (i = 0; s == TZ_OK && i < book->opc->n; i++) {
		struct tz_opc_part *part = &book->opc->parts[i];

		if (!part->taken && part->len > 0 && is_sheet(part))
			s = read_sheet(book, part, part->name, true, err);
	}
	return s;
}

enum tz_status
tz_read_xlsb(struct tz_emit *emit, const struct tz_source *source,
    struct tz_err *err)
{
	tz_auto(tz_xlsx_book) book = NULL;
	tz_auto(tz_opc) opc = NULL;
	enum tz_status s;

	s = tz_opc_open(emit, source, &opc, err);
	if (s)
		return s;
	book = calloc(1, sizeof *book);
	if (!book)
		return tz_fail_nomem(err);
	book->opc = opc;
	tz_xlsx_style_start(&book->styles);
	s = tz_xlsb_tables(book, err);
	if (s == TZ_OK)
		s = read_workbook(book, err);
	if (s == TZ_OK)
		s = read_sheets(book, err);
	if (s == TZ_OK)
		s = tz_xlsx_beside(book, err);
	if (s == TZ_OK)
		s = tz_xlsx_book_leftover(book, err);
	if (s == TZ_OK)
		s = tz_xlsb_beside(book, err);
	if (s == TZ_OK)
		s = tz_xlsx_rest(opc, err);
	return s ? s : tz_opc_rest(opc, err);
}
