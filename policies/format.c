/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * policies/format.c - the formats that a rule names: docx, sheet, text/plain
 *
 * A name stands for the beginnings of media types: docm for all that begins
 * with "application/vnd.ms-word.document.macro".
 */
#include "policies/format.h"

#include <string.h>

#include "base/buf.h"

#define OOXML "application/vnd.openxmlformats-officedocument."
#define ODF "application/vnd.oasis.opendocument."

static const struct {
	const char *name;
	const char *begins[8]; /* NULL-ended */
} names[] = {
    {"docx", {OOXML "wordprocessingml.document"}},
    {"docm", {"application/vnd.ms-word.document.macro"}},
    {"doc", {"application/msword"}},
    {"xlsx", {OOXML "spreadsheetml.sheet"}},
    {"xlsm", {"application/vnd.ms-excel.sheet.macro"}},
    {"xlsb", {"application/vnd.ms-excel.sheet.binary"}},
    {"xls", {"application/vnd.ms-excel"}},
    {"pptx", {OOXML "presentationml"}},
    {"ppt", {"application/vnd.ms-powerpoint"}},
    {"odt", {ODF "text"}},
    {"ods", {ODF "spreadsheet"}},
    {"odp", {ODF "presentation"}},
    {"pdf", {"application/pdf"}},
    {"ofd", {"application/ofd"}},
    {"rtf", {"application/rtf", "text/rtf"}},
    {"epub", {"application/epub"}},
    {"txt", {"text/plain"}},
    {"csv", {"text/csv", "text/tab-separated-values"}},
    {"json", {"application/json"}},
    {"xml", {"text/xml", "application/xml"}},
    {"md", {"text/markdown"}},
    {"html", {"text/html", "application/xhtml"}},
    {"eml", {"message/rfc822", "message/global"}},
    {"msg", {"application/vnd.ms-outlook"}},
    {"jpeg", {"image/jpeg"}},
    {"png", {"image/png"}},
    {"tiff", {"image/tiff"}},
    {"zip", {"application/zip"}},
    /* families */
    {"text", {"text/", "application/json", "application/xml"}},
    {"word",
	{OOXML "wordprocessingml", "application/msword",
	    "application/vnd.ms-word", ODF "text", "application/rtf",
	    "text/rtf"}},
    {"sheet",
	{OOXML "spreadsheetml", "application/vnd.ms-excel", ODF "spreadsheet",
	    "text/csv", "text/tab-separated-values"}},
    {"slides",
	{OOXML "presentationml", "application/vnd.ms-powerpoint",
	    ODF "presentation"}},
    {"mail",
	{"message/", "application/vnd.ms-outlook", "application/mbox",
	    "application/ms-tnef"}},
    {"image", {"image/"}},
    {"archive",
	{"application/zip", "application/x-tar", "application/gzip",
	    "application/x-7z", "application/x-rar", "application/vnd.rar"}},
};

/* The index of a name; their number when there is none. */
static size_t
find(const char *word)
{
	size_t i;

	for (i = 0; i < sizeof names / sizeof *names; i++)
		if (strcmp(names[i].name, word) == 0)
			break;
	return i;
}

bool
tz_format_known(const char *word)
{
	const char *slash = strchr(word, '/');

	if (!slash)
		return find(word) < sizeof names / sizeof *names;
	return slash != word && slash[1] && !strpbrk(word, " \t\n") &&
	    !strchr(slash + 1, '/');
}

static bool
begins(const char *text, const char *with)
{
	return strncmp(text, with, strlen(with)) == 0;
}

static bool
word_matches(const char *word, const char *media_type)
{
	size_t len = strlen(word);
	size_t which;
	size_t i;

	if (strchr(word, '/')) {
		if (len && word[len - 1] == '*')
			return strncmp(word, media_type, len - 1) == 0;
		return strcmp(word, media_type) == 0;
	}
	which = find(word);
	if (which == sizeof names / sizeof *names)
		return false;
	if (strcmp(word, "xls") == 0 &&
	    begins(media_type, "application/vnd.ms-excel.sheet"))
		return false;
	for (i = 0; names[which].begins[i]; i++)
		if (begins(media_type, names[which].begins[i]))
			return true;
	return false;
}

bool
tz_format_matches(const json_t *formats, const char *media_type)
{
	size_t i;

	for (i = 0; i < json_array_size(formats); i++)
		if (word_matches(json_string_value(json_array_get(formats, i)),
			media_type))
			return true;
	return !formats;
}

void
tz_format_example(const json_t *formats, struct tz_buf *ret)
{
	const char *word = json_string_value(json_array_get(formats, 0));
	size_t which;

	if (!word) {
		tz_buf_puts(ret, "text/plain");
		return;
	}
	which = find(word);
	if (which < sizeof names / sizeof *names)
		word = names[which].begins[0];
	for (; *word; word++)
		tz_buf_putc(ret, *word == '*' ? 'x' : *word);
}
