/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ooxml/xlsx_tables.c - shared strings, styles, persons
 *
 * The runs of a rich string are joined; its phonetic reading (rPh) is told
 * beside it.
 */
#include "intake/ooxml/xlsx_tables.h"

#include <stdlib.h>
#include <string.h>

#include "intake/xml.h"

/* Room for one more in an array that doubles. */
static void *
grown(void *items, size_t n, size_t size)
{
	if (n & (n - 1))
		return items;
	return realloc(items, (n ? 2 * n : 1) * size);
}

static enum tz_status
add_string(struct tz_xlsx_book *book, struct tz_buf *text, struct tz_err *err)
{
	struct tz_xlsx_string *strings =
	    grown(book->strings, book->n_strings, sizeof *strings);
	char *copy;

	if (!strings)
		return tz_fail_nomem(err);
	book->strings = strings;
	copy = strdup(tz_buf_str(text));
	if (!copy || text->failed) {
		free(copy);
		return tz_fail_nomem(err);
	}
	strings[book->n_strings].text = copy;
	strings[book->n_strings++].used = false;
	tz_buf_reset(text);
	return TZ_OK;
}

static enum tz_status
read_strings(struct tz_xlsx_book *book, struct tz_xml *xml,
    struct tz_story *told, struct tz_err *err)
{
	tz_auto_buf text = TZ_BUF_INIT;
	enum tz_xml_event event = TZ_XML_DONE;
	enum tz_status s = TZ_OK;
	unsigned phonetic = 0;
	bool in_text = false;

	while (s == TZ_OK && (event = tz_xml_next(xml)) < TZ_XML_DONE) {
		unsigned depth = tz_xml_depth(xml);

		if (event == TZ_XML_START) {
			in_text = strcmp(tz_xml_name(xml), "t") == 0;
			if (!phonetic && strcmp(tz_xml_name(xml), "rPh") == 0)
				phonetic = depth;
		} else if (event == TZ_XML_END) {
			in_text = false;
			if (phonetic == depth)
				phonetic = 0;
			if (depth == 1) {
				tz_story_break(told, '\n');
				s = add_string(book, &text, err);
			}
		} else if (in_text && !phonetic) {
			tz_buf_puts(&text, tz_xml_text(xml));
		} else if (in_text || event == TZ_XML_REMARK) {
			tz_story_add(told, tz_xml_text(xml),
			    strlen(tz_xml_text(xml)));
		}
	}
	if (s == TZ_OK && event == TZ_XML_BAD)
		s = tz_opc_damaged(book->opc, err);
	return s;
}

static enum tz_status
read_styles(struct tz_xlsx_book *book, struct tz_xml *xml,
    struct tz_story *told, struct tz_err *err)
{
	bool bad = false;
	enum tz_status s;

	s = tz_drawing_theme_read(tz_opc_next(book->opc, "theme", NULL),
	    &book->styles.theme, err);
	if (s == TZ_OK)
		s = tz_xlsx_style_read(xml, &book->styles, told, &bad, err);
	return s == TZ_OK && bad ? tz_opc_damaged(book->opc, err) : s;
}

static enum tz_status
add_person(struct tz_xlsx_book *book, struct tz_xml *xml, struct tz_story *told,
    struct tz_err *err)
{
	const char *id = tz_xml_attribute(xml, "id");
	const char *name = tz_xml_attribute(xml, "displayName");
	const char *account = tz_xml_attribute(xml, "userId");
	struct tz_xlsx_person *persons =
	    grown(book->persons, book->n_persons, sizeof *persons);

	if (!persons)
		return tz_fail_nomem(err);
	book->persons = persons;
	persons += book->n_persons++;
	persons->id = strdup(id ? id : "");
	persons->name = strdup(name ? name : "");
	if (!persons->id || !persons->name)
		return tz_fail_nomem(err);
	tz_story_break(told, '\n');
	tz_story_add(told, persons->name, strlen(persons->name));
	if (account) {
		tz_story_break(told, '\t');
		tz_story_add(told, account, strlen(account));
	}
	return TZ_OK;
}

static enum tz_status
read_persons(struct tz_xlsx_book *book, struct tz_xml *xml,
    struct tz_story *told, struct tz_err *err)
{
	enum tz_xml_event event = TZ_XML_DONE;
	enum tz_status s = TZ_OK;

	while (s == TZ_OK && (event = tz_xml_next(xml)) < TZ_XML_DONE)
		if (event == TZ_XML_START &&
		    strcmp(tz_xml_name(xml), "person") == 0)
			s = add_person(book, xml, told, err);
	if (s == TZ_OK && event == TZ_XML_BAD)
		s = tz_opc_damaged(book->opc, err);
	return s;
}

typedef enum tz_status table_reader(struct tz_xlsx_book *book,
    struct tz_xml *xml, struct tz_story *told, struct tz_err *err);

static enum tz_status
read_table(struct tz_xlsx_book *book, const char *root, table_reader *reader,
    struct tz_err *err)
{
	struct tz_opc_part *part = tz_opc_next(book->opc, root, NULL);
	tz_auto(tz_xml) xml = NULL;
	struct tz_story told;
	enum tz_status s;

	if (!part)
		return TZ_OK;
	part->taken = true;
	s = tz_xml_open(part->data, part->len, &xml, err);
	if (s)
		return s;
	tz_story_start(&told, TZ_CHANNEL_PROPERTY, part->name);
	tz_story_place(&told, TZ_PLACE_PROPERTY, 0, 0, root);
	s = reader(book, xml, &told, err);
	if (s == TZ_OK)
		s = tz_emit_story(book->opc->emit, book->opc->source, &told,
		    err);
	tz_story_clear(&told);
	return s;
}

enum tz_status
tz_xlsx_tables_read(struct tz_xlsx_book *book, struct tz_err *err)
{
	enum tz_status s = read_table(book, "sst", read_strings, err);

	if (s == TZ_OK)
		s = read_table(book, "styleSheet", read_styles, err);
	if (s == TZ_OK)
		s = read_table(book, "personList", read_persons, err);
	return s;
}

void
tz_xlsx_tables_clear(struct tz_xlsx_book *book)
{
	size_t i;

	for (i = 0; i < book->n_strings; i++)
		free(book->strings[i].text);
	for (i = 0; i < book->n_persons; i++) {
		free(book->persons[i].id);
		free(book->persons[i].name);
	}
	free(book->strings);
	tz_xlsx_style_clear(&book->styles);
	free(book->persons);
}
