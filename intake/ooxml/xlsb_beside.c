/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ooxml/xlsb_beside.c - the binary parts that are no sheet
 */
#include <stdlib.h>
#include <strings.h>

#include "intake/ole/xls.h"
#include "intake/ooxml/xlsb.h"

#define AUTHORS_MAX 4096

static const struct kind {
	const char *word; /* in the name of the part */
	enum tz_channel channel;
	const char *fact; /* or NULL */
} kinds[] = {
    {"/pivotCache", TZ_CHANNEL_CACHED_DATA, "cached-data"},
    {"/externalLink", TZ_CHANNEL_CACHED_DATA, "cached-data"},
    {"/connections", TZ_CHANNEL_EXTERNAL_LINK, "data-connection"},
    {"/queryTable", TZ_CHANNEL_EXTERNAL_LINK, "data-connection"},
    {"/slicerCache", TZ_CHANNEL_CACHED_DATA, NULL},
    {"/pivotTable", TZ_CHANNEL_CACHED_DATA, NULL},
    {"/revision", TZ_CHANNEL_TRACKED_DELETION, "change-log"},
    {"", TZ_CHANNEL_PROPERTY, NULL},
};

/* Parts that are told by others: no records, or none that say anything. */
static bool
is_other(const char *name)
{
	static const char *const words[] = {"printerSettings", "vbaProject",
	    "embeddings/", "activeX/", "/model/", "ctrlProps/"};
	size_t len = strlen(name), i;

	for (i = 0; i < sizeof words / sizeof words[0]; i++)
		if (strcasestr(name, words[i]))
			return true;
	return len < 4 || strcasecmp(name + len - 4, ".bin") != 0;
}

static bool
is_whole(struct tz_bytes bytes)
{
	struct tz_xlsb_record record;
	size_t at = 0;

	while (tz_xlsb_next(bytes, &at, &record))
		continue;
	return at == bytes.len;
}

/* Values in pivot caches and copies of other workbooks: types 20 to 25 and
 * 368 to 371; anything else is read for its strings. */
static void
read_record(const struct tz_xlsb_record *record, struct tz_story *story)
{
	struct tz_xlsx_operand operand;
	tz_auto_buf text = TZ_BUF_INIT;
	struct tz_bytes cell = tz_bytes_slice(record->body, 4, SIZE_MAX);

	switch (record->type) {
	case 21: /* a number */
		tz_xls_number(tz_xls_double(record->body, 0), &text);
		break;
	case 22:
		tz_xlsb_value(4, record->body, &text, &operand);
		break;
	case 23:
		tz_xlsb_value(3, record->body, &text, &operand);
		break;
	case 24:
		tz_xlsb_value(6, record->body, &text, &operand);
		break;
	case 25: /* a day */
		tz_buf_printf(&text, "%04u-%02u-%02u",
		    (unsigned)tz_bytes_16(record->body, 0),
		    (unsigned)tz_bytes_16(record->body, 2),
		    (unsigned)tz_bytes_8(record->body, 4));
		break;
	case 368:
		tz_xlsb_value(5, cell, &text, &operand);
		break;
	case 369:
		tz_xlsb_value(4, cell, &text, &operand);
		break;
	case 370:
		tz_xlsb_value(3, cell, &text, &operand);
		break;
	case 371:
		tz_xlsb_value(6, cell, &text, &operand);
		break;
	default:
		tz_xlsb_scan(record->body, story);
		return;
	}
	if (text.len == 0)
		return;
	tz_story_break(story, '\n');
	tz_story_add(story, tz_buf_str(&text), text.len);
}

static enum tz_status
read_part(struct tz_xlsx_book *book, struct tz_opc_part *part,
    struct tz_err *err)
{
	struct tz_bytes bytes = {part->data, part->len};
	struct tz_opc *opc = book->opc;
	const struct kind *kind = kinds;
	struct tz_xlsb_record record;
	struct tz_story story;
	enum tz_status s = TZ_OK;
	size_t at = 0;

	part->taken = true;
	while (!strcasestr(part->name, kind->word))
		kind++;
	tz_story_start(&story, kind->channel, part->name);
	while (tz_xlsb_next(bytes, &at, &record))
		read_record(&record, &story);
	if (kind->fact && story.text.len > 0)
		s = tz_opc_fact(opc, kind->fact, part->name, kind->channel,
		    err);
	if (s == TZ_OK)
		s = tz_emit_story(opc->emit, opc->source, &story, err);
	tz_story_clear(&story);
	return s;
}

/* Each comment is a story, with its author. */
static enum tz_status
read_comments(struct tz_xlsx_book *book, struct tz_opc_part *part,
    struct tz_err *err)
{
	struct tz_bytes bytes = {part->data, part->len};
	struct tz_opc *opc = book->opc;
	struct tz_xlsb_record record;
	char *authors[AUTHORS_MAX];
	const char *author = NULL;
	enum tz_status s = TZ_OK;
	size_t at = 0, n_authors = 0, i;
	uint32_t n = 0;

	part->taken = true;
	while (s == TZ_OK && tz_xlsb_next(bytes, &at, &record)) {
		tz_auto_buf text = TZ_BUF_INIT;
		struct tz_story story;

		if (record.type == TZ_XLSB_AUTHOR && n_authors < AUTHORS_MAX) {
			tz_xlsb_string(record.body, 0, &text);
			s = tz_emit_text(opc->emit, opc->source,
			    TZ_CHANNEL_PROPERTY, part->name, TZ_PLACE_PROPERTY,
			    "author", tz_buf_str(&text), err);
			tz_buf_putc(&text, '\0');
			authors[n_authors] = tz_buf_take(&text);
			if (authors[n_authors])
				n_authors++;
		} else if (record.type == TZ_XLSB_COMMENT) {
			i = tz_bytes_32(record.body, 0);
			author =
			    i < n_authors && authors[i][0] ? authors[i] : NULL;
		} else if (record.type == TZ_XLSB_COMMENT_TEXT) {
			tz_xlsb_string(record.body, 1, &text);
			tz_story_start(&story, TZ_CHANNEL_COMMENT, part->name);
			tz_story_place(&story, TZ_PLACE_COMMENT, ++n, 0,
			    author);
			tz_story_add(&story, tz_buf_str(&text), text.len);
			s = tz_emit_story(opc->emit, opc->source, &story, err);
			tz_story_clear(&story);
		}
	}
	if (s == TZ_OK && n > 0)
		s = tz_opc_fact(opc, "comments", part->name, TZ_CHANNEL_COMMENT,
		    err);
	if (s == TZ_OK && at < part->len)
		s = tz_opc_damaged(opc, err);
	for (i = 0; i < n_authors; i++)
		free(authors[i]);
	return s;
}

enum tz_status
tz_xlsb_beside(struct tz_xlsx_book *book, struct tz_err *err)
{
	enum tz_status s = TZ_OK;
	size_t i;

	for (i = 0; s == TZ_OK && i < book->opc->n; i++) {
		struct tz_opc_part *part = &book->opc->parts[i];
		struct tz_bytes bytes = {part->data, part->len};

		if (part->taken || part->len == 0 || part->root[0] ||
		    is_other(part->name))
			continue;
		if (strcasestr(part->name, "/comments"))
			s = read_comments(book, part, err);
		else if (is_whole(bytes))
			s = read_part(book, part, err);
	}
	return s;
}
