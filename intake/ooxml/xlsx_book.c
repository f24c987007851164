/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ooxml/xlsx_book.c - xl/workbook.xml and what goes with it
 */
#include "intake/ooxml/xlsx_book.h"

#include <stdlib.h>
#include <string.h>

#include "intake/ooxml/xlsx_tables.h"
#include "intake/xml.h"

struct reading {
	struct tz_xlsx_book *book;
	struct tz_xml *xml;
	const char *path;
	struct tz_opc_relations relations;
	struct tz_story told;
	bool in_name;	  /* inside definedName */
	bool hidden_name; /* one of a person's, hidden */
};

void
tz_xlsx_book_free(struct tz_xlsx_book *book)
{
	size_t i;

	if (!book)
		return;
	for (i = 0; i < book->n_sheets; i++) {
		free(book->sheets[i].name);
		free(book->sheets[i].part);
	}
	free(book->sheets);
	tz_xlsx_tables_clear(book);
	free(book);
}

static void
tell(struct reading *reading, const char *name, const char *text)
{
	if (!text || !text[0])
		return;
	tz_story_break(&reading->told, '\n');
	tz_story_place(&reading->told, TZ_PLACE_PROPERTY, 0, 0, name);
	tz_story_add(&reading->told, text, strlen(text));
}

static enum tz_status
add_sheet(struct reading *reading, struct tz_err *err)
{
	struct tz_xlsx_book *book = reading->book;
	const char *name = tz_xml_attribute(reading->xml, "name");
	const char *state = tz_xml_attribute(reading->xml, "state");
	const char *id =
	    tz_xml_attribute_in(reading->xml, "relationships", "id");
	const struct tz_opc_relation *relation =
	    tz_opc_relation(&reading->relations, id);
	struct tz_xlsx_sheet *sheet;

	sheet = realloc(book->sheets, (book->n_sheets + 1) * sizeof *sheet);
	if (!sheet)
		return tz_fail_nomem(err);
	book->sheets = sheet;
	sheet += book->n_sheets++;
	sheet->module = id && id[0] == '\0';
	sheet->hidden = state && strcmp(state, "visible") != 0;
	sheet->name = strdup(name ? name : "");
	sheet->part = strdup(relation ? relation->target : "");
	if (!sheet->name || !sheet->part)
		return tz_fail_nomem(err);
	tell(reading, "sheet", sheet->name);
	return TZ_OK;
}

static void
begin_name(struct reading *reading)
{
	const char *name = tz_xml_attribute(reading->xml, "name");
	const char *hidden = tz_xml_attribute(reading->xml, "hidden");
	const char *comment = tz_xml_attribute(reading->xml, "comment");

	if (!name)
		name = "";
	reading->in_name = true;
	if (hidden && tz_xml_true(hidden) && strncmp(name, "_xlnm.", 6) != 0)
		reading->hidden_name = true;
	tell(reading, name, comment);
	tell(reading, name, name);
	tz_story_add(&reading->told, ": ", 2);
}

static enum tz_status
begin(struct reading *reading, struct tz_err *err)
{
	const char *name = tz_xml_name(reading->xml);

	if (strcmp(name, "sheet") == 0)
		return add_sheet(reading, err);
	if (strcmp(name, "definedName") == 0) {
		begin_name(reading);
	} else if (strcmp(name, "workbookPr") == 0) {
		const char *since = tz_xml_attribute(reading->xml, "date1904");

		reading->book->since_1904 = since && tz_xml_true(since);
	} else if (strcmp(name, "fileSharing") == 0) {
		tell(reading, "userName",
		    tz_xml_attribute(reading->xml, "userName"));
	} else if (strcmp(name, "absPath") == 0) {
		return tz_emit_text(reading->book->opc->emit,
		    reading->book->opc->source, TZ_CHANNEL_EXTERNAL_LINK,
		    reading->path, TZ_PLACE_PROPERTY, "absPath",
		    tz_xml_attribute(reading->xml, "url"), err);
	} else if (strcmp(name, "customWorkbookView") == 0) {
		tell(reading, "view", tz_xml_attribute(reading->xml, "name"));
	}
	return TZ_OK;
}

static enum tz_status
read_events(struct reading *reading, struct tz_err *err)
{
	enum tz_xml_event event = TZ_XML_DONE;
	enum tz_status s = TZ_OK;

	while (s == TZ_OK &&
	    (event = tz_xml_next(reading->xml)) < TZ_XML_DONE) {
		const char *text;

		if (event == TZ_XML_START)
			s = begin(reading, err);
		else if (event == TZ_XML_END)
			reading->in_name = false;
		if (event != TZ_XML_TEXT && event != TZ_XML_REMARK)
			continue;
		text = tz_xml_text(reading->xml);
		if (reading->in_name)
			tz_story_add(&reading->told, text, strlen(text));
		else if (text[strspn(text, " \t\r\n")])
			tell(reading, "text", text);
	}
	if (s == TZ_OK && event == TZ_XML_BAD)
		s = tz_opc_damaged(reading->book->opc, err);
	return s;
}

static enum tz_status
read_workbook(struct tz_xlsx_book *book, struct tz_opc_part *part,
    struct tz_err *err)
{
	struct reading reading;
	enum tz_status s;

	memset(&reading, 0, sizeof reading);
	reading.book = book;
	reading.path = part->name;
	part->taken = true;
	tz_story_start(&reading.told, TZ_CHANNEL_PROPERTY, part->name);
	s = tz_opc_relations(book->opc, part->name, &reading.relations, err);
	if (s == TZ_OK)
		s = tz_xml_open(part->data, part->len, &reading.xml, err);
	if (s == TZ_OK)
		s = read_events(&reading, err);
	if (s == TZ_OK && reading.hidden_name)
		s = tz_opc_fact(book->opc, "defined-name", part->name,
		    TZ_CHANNEL_PROPERTY, err);
	if (s == TZ_OK)
		s = tz_emit_story(book->opc->emit, book->opc->source,
		    &reading.told, err);
	tz_xml_free(reading.xml);
	tz_story_clear(&reading.told);
	tz_opc_relations_clear(&reading.relations);
	return s;
}

enum tz_status
tz_xlsx_book_read(struct tz_opc *opc, struct tz_xlsx_book **ret_book,
    struct tz_err *err)
{
	tz_auto(tz_xlsx_book) book = calloc(1, sizeof *book);
	struct tz_opc_part *part = tz_opc_next(opc, "workbook", NULL);
	enum tz_status s;

	if (!book)
		return tz_fail_nomem(err);
	book->opc = opc;
	tz_xlsx_style_start(&book->styles);
	s = tz_xlsx_tables_read(book, err);
	if (s == TZ_OK && !part)
		s = tz_opc_damaged(opc, err);
	else if (s == TZ_OK)
		s = read_workbook(book, part, err);
	if (s == TZ_OK)
		*ret_book = tz_steal(&book);
	return s;
}

const char *
tz_xlsx_book_person(const struct tz_xlsx_book *book, const char *id)
{
	size_t i;

	for (i = 0; id && i < book->n_persons; i++)
		if (strcmp(book->persons[i].id, id) == 0)
			return book->persons[i].name;
	return NULL;
}

enum tz_status
tz_xlsx_book_leftover(struct tz_xlsx_book *book, struct tz_err *err)
{
	struct tz_story story;
	enum tz_status s;
	size_t i;

	tz_story_start(&story, TZ_CHANNEL_CACHED_DATA, "xl/sharedStrings.xml");
	for (i = 0; i < book->n_strings; i++) {
		const struct tz_xlsx_string *string = &book->strings[i];

		if (string->used || string->text[0] == '\0')
			continue;
		tz_story_break(&story, '\n');
		tz_story_add(&story, string->text, strlen(string->text));
	}
	s = story.text.len == 0 ? TZ_OK
				: tz_opc_fact(book->opc, "unreferenced-object",
				      story.path, TZ_CHANNEL_CACHED_DATA, err);
	if (s == TZ_OK)
		s = tz_emit_story(book->opc->emit, book->opc->source, &story,
		    err);
	tz_story_clear(&story);
	return s;
}
