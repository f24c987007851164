/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/mail/card.c - vCard (2.1, RFC 2426, RFC 6350) and iCalendar (RFC 5545)
 *
 * A line a field, "NAME value", with the parameters that say something of a
 * person; what programs wrote for themselves is property.  Pictures, sounds and
 * attached files are files of the card.
 */
#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/encoding.h"
#include "intake/formats.h"
#include "intake/html/html_data.h"
#include "intake/intake.h"
#include "intake/mail/card_line.h"
#include "intake/text/charset.h"

#define MAX_FILES 10000

struct card {
	struct tz_emit *emit;
	const struct tz_source *source;
	struct tz_err *err;
	enum tz_status status;
	struct tz_story body;
	struct tz_story properties;
	struct tz_story links;
	unsigned n_files;
	size_t begun; /* and not yet ended */
	bool attached;
};

static bool
is_one_of(const char *name, const char *const *names, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++) {
		if (strcasecmp(names[i], name) == 0)
			return true;
	}
	return false;
}

/* What no person wrote or reads. */
static bool
is_technical(const char *name)
{
	static const char *const technical[] = {"BEGIN", "END", "VERSION",
	    "PRODID", "UID", "DTSTAMP", "REV", "CALSCALE", "METHOD", "SEQUENCE",
	    "TRANSP", "CREATED", "LAST-MODIFIED", "TZID", "TZOFFSETFROM",
	    "TZOFFSETTO", "RRULE", "KIND", "SOURCE", "CLIENTPIDMAP"};

	return strncasecmp(name, "X-", 2) == 0 ||
	    is_one_of(name, technical, sizeof technical / sizeof technical[0]);
}

/* Fields that hold a file, or where one is. */
static bool
is_file(const char *name)
{
	static const char *const files[] = {
	    "PHOTO", "LOGO", "SOUND", "KEY", "ATTACH", "IMAGE"};

	return is_one_of(name, files, sizeof files / sizeof files[0]);
}

static void
add_line(struct tz_story *story, const struct tz_card_line *line,
    const char *text)
{
	const char *name = tz_buf_str(&line->name);

	tz_story_break(story, '\n');
	tz_story_place(story, TZ_PLACE_LINE, line->number, 0, NULL);
	if (*name) {
		tz_story_add(story, name, strlen(name));
		tz_story_add(story, " ", 1);
	}
	tz_story_add(story, text, strlen(text));
	if (line->parameters.len > 0) {
		tz_story_add(story, " ", 1);
		tz_story_add(story, line->parameters.data,
		    line->parameters.len);
	}
}

static void
child(struct card *card, const struct tz_card_line *line, const char *ending,
    const void *data, size_t len)
{
	tz_auto_buf name = TZ_BUF_INIT;
	const char *p;

	if (card->n_files == MAX_FILES || len == 0)
		return;
	card->n_files++;
	/* Outlook and Google give a file its name. */
	if (!tz_card_line_parameter(line, "FILENAME", &name) &&
	    !tz_card_line_parameter(line, "X-FILENAME", &name) &&
	    !tz_card_line_parameter(line, "X-LABEL", &name)) {
		for (p = tz_buf_str(&line->name); *p; p++)
			tz_buf_putc(&name, (char)tolower((unsigned char)*p));
		tz_buf_printf(&name, "-%u%s", card->n_files, ending);
	}
	if (card->status == TZ_OK)
		card->status = tz_emit_child(card->emit, card->source,
		    tz_buf_str(&name), data, len, card->err);
}

/* A field that holds a file, or the address of one. */
static void
read_file(struct card *card, const struct tz_card_line *line)
{
	const char *value = tz_buf_str(&line->value);

	card->attached |= strcasecmp(tz_buf_str(&line->name), "ATTACH") == 0;
	if (line->binary) {
		child(card, line, "", line->value.data, line->value.len);
		add_line(&card->properties, line, "");
	} else if (tz_html_data_is(value)) {
		if (card->status == TZ_OK)
			card->status = tz_html_data_read(card->emit,
			    card->source, value, ++card->n_files, card->err);
	} else if (strstr(value, "://")) {
		add_line(&card->links, line, value);
	} else {
		add_line(&card->body, line, value);
	}
}

static void
read_line(struct card *card, const struct tz_card_line *line)
{
	const char *name = tz_buf_str(&line->name);
	const char *value = tz_buf_str(&line->value);
	tz_auto_buf type = TZ_BUF_INIT;

	if (line->binary || is_file(name)) {
		read_file(card, line);
	} else if (tz_card_line_parameter(line, "FMTTYPE", &type) &&
	    strcasecmp(tz_buf_str(&type), "text/html") == 0) {
		child(card, line, ".html", value, line->value.len);
	} else if (is_technical(name)) {
		add_line(&card->properties, line, value);
	} else {
		add_line(&card->body, line, value);
	}
	if (strcasecmp(name, "URL") == 0)
		add_line(&card->links, line, value);
}

static void
finish(struct card *card)
{
	struct tz_story *const stories[] = {
	    &card->body, &card->properties, &card->links};
	size_t i;

	for (i = 0; i < sizeof stories / sizeof stories[0]; i++) {
		if (card->status == TZ_OK)
			card->status = tz_emit_story(card->emit, card->source,
			    stories[i], card->err);
		tz_story_clear(stories[i]);
	}
	if (card->status == TZ_OK && card->attached)
		card->status = tz_emit_fact(card->emit, card->source,
		    "attachment", "", TZ_CHANNEL_ATTACHMENT, NULL, card->err);
}

/* What begins and does not end was cut. */
static void
count_ends(struct card *card, const char *name)
{
	if (strcasecmp(name, "BEGIN") == 0)
		card->begun++;
	else if (strcasecmp(name, "END") == 0 && card->begun > 0)
		card->begun--;
}

/* Read lines of bytes that have no NULs. */
static enum tz_status
read_lines(struct card *card, const char *data, size_t len)
{
	struct tz_card_cursor cursor = {data, len, 0, 0, false};
	struct tz_card_line line;

	memset(&line, 0, sizeof line);
	while (card->status == TZ_OK && tz_card_line_next(&cursor, &line)) {
		count_ends(card, tz_buf_str(&line.name));
		read_line(card, &line);
	}
	tz_card_line_clear(&line);
	finish(card);
	if (card->status == TZ_OK &&
	    (cursor.damaged || card->begun > 0 || memchr(data, 0, len)))
		card->status = tz_emit_reading(card->emit, card->source,
		    TZ_READING_PARTLY, TZ_REASON_DAMAGED, card->err);
	return card->status;
}

enum tz_status
tz_read_card(struct tz_emit *emit, const struct tz_source *source,
    struct tz_err *err)
{
	const char *data = (const char *)source->data;
	const char *charset = tz_charset_of_text(data, source->len);
	tz_auto_buf text = TZ_BUF_INIT;
	struct card card;
	enum tz_status s;

	memset(&card, 0, sizeof card);
	card.emit = emit;
	card.source = source;
	card.err = err;
	tz_story_start(&card.body, TZ_CHANNEL_BODY, "");
	tz_story_start(&card.properties, TZ_CHANNEL_PROPERTY, "");
	tz_story_start(&card.links, TZ_CHANNEL_EXTERNAL_LINK, "");
	/* A card may be in one encoding a line, but in these it is not. */
	if (strncmp(charset, "UTF-", 4) != 0)
		return read_lines(&card, data, source->len);
	s = tz_encoding_convert(data, source->len, charset, &text, NULL, err);
	if (s)
		return s;
	return read_lines(&card, tz_buf_str(&text), text.len);
}
