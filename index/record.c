/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * index/record.c - a record as it is kept, so that hits can be shown
 */
#include "index/record.h"

#include <stdint.h>
#include <string.h>

#include "base/intl.h"
#include "index/field.h"
#include "index/xapian.h"

#define ABSENT UINT32_MAX /* the length of NULL */

static void
put_number(struct tz_buf *ret, uint32_t n)
{
	unsigned char bytes[4] = {(unsigned char)n, (unsigned char)(n >> 8),
	    (unsigned char)(n >> 16), (unsigned char)(n >> 24)};

	tz_buf_append(ret, bytes, sizeof bytes);
}

static void
put_bytes(struct tz_buf *ret, const char *text, size_t len)
{
	put_number(ret, (uint32_t)len);
	tz_buf_append(ret, text, len);
	tz_buf_putc(ret, '\0');
}

static void
put_string(struct tz_buf *ret, const char *text)
{
	if (text)
		put_bytes(ret, text, strlen(text));
	else
		put_number(ret, ABSENT);
}

/* How much of a text is kept: whole code points. */
static size_t
kept_length(const struct tz_index_text *text, size_t room)
{
	size_t len = text->len < room ? text->len : room;

	while (len < text->len && len > 0 &&
	    ((unsigned char)text->text[len] & 0xc0) == 0x80)
		len--;
	return len;
}

void
tz_record_encode(const struct tz_index_record *record, struct tz_buf *ret)
{
	size_t room = TZ_RECORD_KEPT;
	size_t i;

	put_string(ret, record->item);
	put_string(ret, record->date);
	for (i = 0; i < TZ_FIELD_COUNT; i++)
		put_string(ret, tz_field_value(&tz_fields[i], record));
	put_number(ret, (uint32_t)record->n_texts);
	for (i = 0; i < record->n_texts; i++) {
		const struct tz_index_text *text = &record->texts[i];
		size_t len = kept_length(text, room);

		put_string(ret, text->part);
		put_number(ret, (uint32_t)text->channel);
		put_bytes(ret, text->text, len);
		room -= len;
	}
}

/* What is left to read. */
struct reader {
	const char *data;
	size_t left;
	bool bad;
};

static uint32_t
get_number(struct reader *reader)
{
	const unsigned char *bytes = (const unsigned char *)reader->data;

	if (reader->left < 4) {
		reader->bad = true;
		return 0;
	}
	reader->data += 4;
	reader->left -= 4;
	return (uint32_t)bytes[0] | (uint32_t)bytes[1] << 8 |
	    (uint32_t)bytes[2] << 16 | (uint32_t)bytes[3] << 24;
}

static const char *
get_bytes(struct reader *reader, size_t *ret_len)
{
	uint32_t len = get_number(reader);
	const char *text = reader->data;

	*ret_len = 0;
	if (reader->bad || len == ABSENT)
		return NULL;
	if (reader->left <= len || text[len] != '\0') {
		reader->bad = true;
		return NULL;
	}
	reader->data += len + 1;
	reader->left -= len + 1;
	*ret_len = len;
	return text;
}

static const char *
get_string(struct reader *reader)
{
	size_t len;

	return get_bytes(reader, &len);
}

static void
get_text(struct reader *reader, struct tz_index_text *text)
{
	uint32_t channel;

	text->part = get_string(reader);
	channel = get_number(reader);
	text->text = get_bytes(reader, &text->len);
	if (channel >= TZ_CHANNEL_COUNT || !text->text)
		reader->bad = true;
	else
		text->channel = (enum tz_channel)channel;
}

enum tz_status
tz_record_decode(const char *data, size_t len, struct tz_record_view *ret_view,
    struct tz_err *err)
{
	tz_auto_record_view view = {.texts = NULL};
	struct reader reader = {data, len, false};
	size_t n;
	size_t i;

	view.record.item = get_string(&reader);
	view.record.date = get_string(&reader);
	for (i = 0; i < TZ_FIELD_COUNT; i++) {
		const char *value = get_string(&reader);

		memcpy((char *)&view.record + tz_fields[i].offset, &value,
		    sizeof value);
	}
	n = get_number(&reader);
	/* Every text takes twelve bytes at least. */
	if (reader.bad || !view.record.item || n > reader.left / 12)
		return tz_fail(err, TZ_CORRUPT,
		    _("the index is damaged; run taizhang rebuild"));
	view.texts = calloc(n + 1, sizeof *view.texts);
	if (!view.texts)
		return tz_fail_nomem(err);
	for (i = 0; i < n; i++)
		get_text(&reader, &view.texts[i]);
	if (reader.bad)
		return tz_fail(err, TZ_CORRUPT,
		    _("the index is damaged; run taizhang rebuild"));
	view.record.texts = view.texts;
	view.record.n_texts = n;
	*ret_view = view;
	view.texts = NULL;
	return TZ_OK;
}

void
tz_record_view_clear(struct tz_record_view *view)
{
	free(view->texts);
	view->texts = NULL;
}

/* A code is found as a whole and up to each of its dots: cn.foi.14 finds
 * cn.foi.14.1. */
static enum tz_status
add_code(struct tz_terms *terms, const char *prefix, const char *value,
    struct tz_err *err)
{
	tz_auto(tz_folded) folded = NULL;
	tz_auto_buf code = TZ_BUF_INIT;
	const char *text;
	size_t len;
	size_t i;
	enum tz_status s;

	s = tz_fold(value, strlen(value), TZ_INDEX_FOLD, &folded, err);
	if (s)
		return s;
	text = tz_folded_text(folded, &len);
	for (i = 0; i < len; i++) {
		if (text[i] == '.' && i > 0)
			tz_terms_add_exact(terms, prefix, tz_buf_str(&code));
		tz_buf_putc(&code, text[i]);
	}
	if (len > 0)
		tz_terms_add_exact(terms, prefix, tz_buf_str(&code));
	return tz_buf_check(&code, err);
}

static enum tz_status
add_field(struct tz_terms *terms, const struct tz_field *field,
    const char *value, struct tz_err *err)
{
	enum tz_status s;

	if (field->kind == TZ_FIELD_CODE)
		return add_code(terms, field->prefix, value, err);
	s = tz_terms_add_text(terms, field->prefix, value, strlen(value), err);
	if (!s)
		s = tz_terms_add_text(terms, "", value, strlen(value), err);
	return s;
}

enum tz_status
tz_record_terms(const struct tz_index_record *record, struct tz_terms *terms,
    struct tz_err *err)
{
	enum tz_status s = TZ_OK;
	size_t i;

	for (i = 0; !s && i < TZ_FIELD_COUNT; i++) {
		const char *value = tz_field_value(&tz_fields[i], record);

		if (value)
			s = add_field(terms, &tz_fields[i], value, err);
	}
	for (i = 0; !s && i < record->n_texts; i++)
		s = tz_terms_add_text(terms, "", record->texts[i].text,
		    record->texts[i].len, err);
	if (!s && record->n_uncovered > 0)
		tz_terms_add_exact(terms, TZ_TERM_UNCOVERED, "");
	return s;
}
