/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * review/metadata.c - title, number and date, read from the document itself
 */
#include "review/metadata.h"

#include <string.h>

#include "base/fold.h"
#include "base/utf8.h"

/* Cut white space of any script off both ends. */
static struct tz_metadata_line
trim(const char *text, size_t len)
{
	struct tz_metadata_line line = {text, 0};
	size_t from = 0;
	size_t until = 0;
	size_t at = 0;
	bool begun = false;

	while (at < len) {
		uint32_t point;
		size_t step = tz_utf8_next(text, len, at, &point);

		if (step == 0)
			break;
		if (!tz_utf8_is_space(point) && point != 0xfeff) {
			if (!begun)
				from = at;
			begun = true;
			until = at + step;
		}
		at += step;
	}
	line.text = text + from;
	line.len = begun ? until - from : 0;
	return line;
}

void
tz_metadata_split(const char *text, size_t len,
    struct tz_metadata_lines *ret_lines)
{
	size_t at = 0;

	ret_lines->n = 0;
	while (at < len && ret_lines->n < TZ_METADATA_LINES) {
		size_t end = at;
		struct tz_metadata_line line;

		while (end < len && text[end] != '\n' && text[end] != '\f')
			end++;
		line = trim(text + at, end - at);
		if (line.len > 0)
			ret_lines->line[ret_lines->n++] = line;
		at = end + 1;
	}
}

bool
tz_metadata_label(const struct tz_metadata_line *line,
    const char *const *labels, struct tz_metadata_line *ret_rest)
{
	/* Before the label: bullets and spaces of a list. */
	static const char *const marks[] = {"\u2022", "-", "*", "\u00b7"};
	struct tz_metadata_line rest = *line;
	size_t i;

	for (i = 0; i < sizeof marks / sizeof *marks; i++) {
		size_t len = strlen(marks[i]);

		if (rest.len > len && memcmp(rest.text, marks[i], len) == 0)
			rest = trim(rest.text + len, rest.len - len);
	}
	for (i = 0; labels[i]; i++) {
		size_t len = strlen(labels[i]);
		struct tz_metadata_line after;

		if (rest.len <= len ||
		    strncasecmp(rest.text, labels[i], len) != 0)
			continue;
		after = trim(rest.text + len, rest.len - len);
		if (after.len > 1 && after.text[0] == ':')
			*ret_rest = trim(after.text + 1, after.len - 1);
		else if (after.len > 3 && memcmp(after.text, "\uff1a", 3) == 0)
			*ret_rest = trim(after.text + 3, after.len - 3);
		else
			continue;
		return ret_rest->len > 0;
	}
	return false;
}

bool
tz_metadata_found(const json_t *meta, const char *key)
{
	const char *found = tz_json_string(meta, "found");
	size_t len = strlen(key);

	while (found && *found != '\0') {
		size_t word = strcspn(found, " ");

		if (word == len && memcmp(found, key, len) == 0)
			return true;
		found += word + (found[word] == ' ');
	}
	return false;
}

/* The first body part that says anything. */
static const struct tz_part *
body_of(const struct tz_document *document)
{
	size_t n;
	const struct tz_part *parts = tz_document_parts(document, &n);
	size_t i;

	for (i = 0; i < n; i++)
		if (parts[i].channel == TZ_CHANNEL_BODY &&
		    trim(parts[i].text, parts[i].text_len).len > 0)
			return &parts[i];
	return NULL;
}

/* The property `title` of the document's core properties, if it has one. */
static void
title_property(const struct tz_document *document, struct tz_buf *ret)
{
	size_t n;
	const struct tz_part *parts = tz_document_parts(document, &n);
	size_t i;
	size_t j;

	for (i = 0; i < n && ret->len == 0; i++)
		for (j = 0; j < parts[i].n_places && ret->len == 0; j++) {
			const struct tz_place *place = &parts[i].places[j];
			tz_auto_buf text = TZ_BUF_INIT;
			struct tz_metadata_line line;

			if (place->kind != TZ_PLACE_PROPERTY || !place->name ||
			    strcmp(place->name, "title") != 0)
				continue;
			tz_part_slice(&parts[i], place->start,
			    j + 1 < parts[i].n_places ? place[1].start
						      : parts[i].characters,
			    &text);
			line = trim(tz_buf_str(&text), text.len);
			tz_buf_append(ret, line.text, line.len);
		}
}

enum tz_status
tz_metadata_read(const struct tz_document *document, struct tz_buf *ret_title,
    struct tz_buf *ret_number, struct tz_buf *ret_date, struct tz_err *err)
{
	const struct tz_part *body = body_of(document);
	tz_auto(tz_folded) folded = NULL;
	struct tz_metadata_lines lines;
	struct tz_date date;
	char date_text[TZ_DATE_TEXT];
	const char *text;
	size_t len;
	enum tz_status s;

	if (body) {
		tz_metadata_split(body->text, body->text_len, &lines);
		tz_metadata_title(&lines, ret_title);
		s = tz_fold(body->text, body->text_len, 0, &folded, err);
		if (s)
			return s;
		text = tz_folded_text(folded, &len);
		tz_metadata_split(text, len, &lines);
		tz_metadata_number(&lines, ret_number);
		if (tz_metadata_date(&lines, &date)) {
			tz_date_format(&date, date_text);
			tz_buf_puts(ret_date, date_text);
		}
	}
	if (ret_title->len == 0)
		title_property(document, ret_title);
	s = tz_buf_check(ret_title, err);
	if (!s)
		s = tz_buf_check(ret_number, err);
	return s ? s : tz_buf_check(ret_date, err);
}
