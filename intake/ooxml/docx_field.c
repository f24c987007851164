/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ooxml/docx_field.c - fields: instruction, result and what they reach
 * for
 *
 * A field runs from a begin over a separator to an end, across paragraphs and
 * with others in its instruction (ECMA-376 part 1, 17.16).  What stands before
 * the separator is not shown, be it an instruction or the result of a field
 * in it.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "intake/ooxml/docx_reading.h"
#include "intake/ooxml/opc_base64.h"

/* Fields that fetch from outside, and those that are only clicked on. */
static const struct {
	const char *name;
	bool fetches;
} reaching[] = {
    {"INCLUDETEXT", true},
    {"INCLUDEPICTURE", true},
    {"INCLUDE", true},
    {"LINK", true},
    {"DDE", true},
    {"DDEAUTO", true},
    {"IMPORT", true},
    {"RD", true},
    {"DATABASE", true},
    {"HYPERLINK", false},
};

void
tz_docx_field_code(struct tz_docx_reading *reading, const char *code)
{
	size_t len, i;

	while (isspace((unsigned char)*code))
		code++;
	len = strcspn(code, " \t\r\n\"\\");
	for (i = 0; i < sizeof reaching / sizeof reaching[0]; i++) {
		const char *rest = code + len;

		if (strlen(reaching[i].name) != len ||
		    strncasecmp(code, reaching[i].name, len) != 0)
			continue;
		rest += strspn(rest, " \t\r\n");
		/* To a place in the document itself. */
		if (strncmp(rest, "\\l", 2) == 0 || !*rest)
			return;
		reading->text.fetched |= reaching[i].fetches;
		tz_docx_text_line(&reading->text, TZ_DOCX_LINK, NULL, code);
		if (strcmp(reaching[i].name, "DATABASE") == 0)
			tz_docx_fact_connected(reading);
		return;
	}
}

/* The instruction of the innermost field is over. */
static void
close_code(struct tz_docx_reading *reading, struct tz_docx_field *field)
{
	const struct tz_story *story = &reading->text.sides[TZ_DOCX_FORMULA];
	tz_auto_str code = NULL;

	if (!field->code)
		return;
	field->code = false;
	reading->n_codes--;
	if (story->text.len <= field->start)
		return;
	code = strdup(tz_buf_str(&story->text) + field->start);
	if (code)
		tz_docx_field_code(reading, code);
}

void
tz_docx_field(struct tz_docx_reading *reading)
{
	struct tz_story *story = &reading->text.sides[TZ_DOCX_FORMULA];
	const char *type = tz_xml_attribute(reading->xml, "fldCharType");
	struct tz_docx_field *field;

	tz_story_break(story, '\n');
	if (!type)
		return;
	if (strcmp(type, "begin") == 0) {
		if (reading->n_fields == TZ_DOCX_FIELDS)
			return;
		field = &reading->fields[reading->n_fields++];
		field->code = true;
		field->start = story->text.len;
		reading->n_codes++;
		return;
	}
	if (reading->n_fields == 0)
		return;
	field = &reading->fields[reading->n_fields - 1];
	close_code(reading, field);
	if (strcmp(type, "end") == 0)
		reading->n_fields--;
}

void
tz_docx_field_data(struct tz_docx_reading *reading, const char *words)
{
	tz_auto_buf bytes = TZ_BUF_INIT;
	tz_auto_buf found = TZ_BUF_INIT;

	tz_opc_base64(words, &bytes);
	if (bytes.len == 0)
		return;
	if (tz_utf8_valid(bytes.data, bytes.len) &&
	    !memchr(bytes.data, 0, bytes.len)) {
		tz_docx_text_line(&reading->text, TZ_DOCX_PROPERTY, "fldData",
		    tz_buf_str(&bytes));
		return;
	}
	tz_opc_words((const unsigned char *)bytes.data, bytes.len, &found);
	tz_docx_text_line(&reading->text, TZ_DOCX_PROPERTY, "fldData",
	    tz_buf_str(&found));
}
