/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/text/text.c - plain text in any encoding: one body part, a place a
 * line
 *
 * The text is converted into the part itself and its line ends are made one
 * kind there, so that a long file is in memory no more than twice.
 */
#include <string.h>

#include "base/encoding.h"
#include "base/utf8.h"
#include "intake/formats.h"
#include "intake/intake.h"
#include "intake/text/charset.h"
#include "intake/text/escaped.h"

/*
 * Make CR LF and CR into LF, in place, count the characters and note where
 * each line begins.  Returns how many NULs there are, which no text has.  An
 * empty line has no place of its own: there is nothing in it to be found.
 */
static size_t
mark_lines(struct tz_story *story)
{
	char *data = story->text.data;
	size_t in, out = 0, n_nuls = 0, len = story->text.len;
	uint32_t line = 1;
	bool fresh = true;

	for (in = 0; in < len; in++) {
		char c = data[in];

		if (c == '\r') {
			if (in + 1 < len && data[in + 1] == '\n')
				continue;
			c = '\n';
		}
		if (c == '\n') {
			line++;
			fresh = true;
		} else if (fresh) {
			tz_story_place(story, TZ_PLACE_LINE, line, 0, NULL);
			fresh = false;
		}
		n_nuls += c == '\0';
		data[out++] = c;
		if (((unsigned char)c & 0xc0) != 0x80)
			story->characters++;
	}
	data[out] = '\0';
	story->text.len = out;
	return n_nuls;
}

/* Send the lines that hold escapes once more, as what these stand for. */
static enum tz_status
read_escapes(struct tz_emit *emit, const struct tz_source *source,
    const struct tz_buf *text, struct tz_err *err)
{
	const char *at = tz_buf_str(text), *end = at + text->len;
	struct tz_story story;
	uint32_t line = 0;
	enum tz_status s;

	tz_story_start(&story, TZ_CHANNEL_BODY, "escapes");
	while (at < end) {
		const char *stop = memchr(at, '\n', (size_t)(end - at));
		tz_auto_buf plain = TZ_BUF_INIT;

		if (!stop)
			stop = end;
		line++;
		if (tz_escaped_decode(at, (size_t)(stop - at), &plain) > 0) {
			tz_story_break(&story, '\n');
			tz_story_place(&story, TZ_PLACE_LINE, line, 0, NULL);
			tz_story_add(&story, tz_buf_str(&plain), plain.len);
		}
		at = stop + 1;
	}
	s = tz_emit_story(emit, source, &story, err);
	tz_story_clear(&story);
	return s;
}

/* Whether an escape may be in the text: most have none. */
static bool
may_escape(const struct tz_buf *text)
{
	const char *at = tz_buf_str(text);

	return memmem(at, text->len, "\\u", 2) != NULL ||
	    memmem(at, text->len, "&#", 2) != NULL;
}

/* Read the bytes as they are in the encoding. */
static enum tz_status
read_story(struct tz_emit *emit, const struct tz_source *source,
    const char *encoding, struct tz_story *story, struct tz_err *err)
{
	size_t n_replaced = 0;
	enum tz_status s;

	s = tz_encoding_convert((const char *)source->data, source->len,
	    encoding, &story->text, &n_replaced, err);
	if (s)
		return s;
	if (story->text.len > 0)
		n_replaced += mark_lines(story);
	if (n_replaced > 0) {
		s = tz_emit_reading(emit, source, TZ_READING_PARTLY,
		    TZ_REASON_DAMAGED, err);
		if (s)
			return s;
	}
	s = tz_emit_story(emit, source, story, err);
	if (s == TZ_OK && may_escape(&story->text))
		s = read_escapes(emit, source, &story->text, err);
	return s;
}

/* Whether the line is in another encoding than the text around it. */
static bool
is_other(const char *line, size_t len, bool utf8)
{
	size_t at = 0, n, wide = 0, count = 0;
	uint32_t point;

	if (utf8)
		return !tz_utf8_valid(line, len);
	if (!tz_utf8_valid(line, len))
		return false;
	while ((n = tz_utf8_next(line, len, at, &point)) > 0) {
		count += n > 1;
		wide += n > 2;
		at += n;
	}
	/* Two characters of two bytes may be one Chinese word by chance. */
	return wide > 1 || count > 3;
}

/*
 * A text pasted together from several: lines of another encoding than the most
 * are sent once more, in theirs.
 */
static enum tz_status
read_others(struct tz_emit *emit, const struct tz_source *source,
    const char *encoding, struct tz_err *err)
{
	const char *at = (const char *)source->data, *end = at + source->len;
	bool utf8 = strcmp(encoding, "UTF-8") == 0;
	tz_auto_buf others = TZ_BUF_INIT;
	struct tz_story story;
	const char *name = "UTF-8";
	uint32_t line;
	enum tz_status s = TZ_OK;

	tz_story_start(&story, TZ_CHANNEL_BODY, "other encoding");
	for (line = 1; at < end; line++) {
		const char *stop = memchr(at, '\n', (size_t)(end - at));
		size_t len = (size_t)((stop ? stop : end) - at);

		if (is_other(at, len, utf8)) {
			if (utf8)
				name = tz_charset_of_others(at, len);
			tz_story_break(&story, '\n');
			tz_story_place(&story, TZ_PLACE_LINE, line, 0, NULL);
			tz_buf_reset(&others);
			s = tz_encoding_convert(at, len, name, &others, NULL,
			    err);
			tz_story_add(&story, tz_buf_str(&others), others.len);
		}
		if (s || !stop)
			break;
		at = stop + 1;
	}
	if (s == TZ_OK && story.text.len > 0)
		s = tz_emit_reading(emit, source, TZ_READING_PARTLY,
		    TZ_REASON_DAMAGED, err);
	if (s == TZ_OK)
		s = tz_emit_story(emit, source, &story, err);
	tz_story_clear(&story);
	return s;
}

enum tz_status
tz_read_text(struct tz_emit *emit, const struct tz_source *source,
    struct tz_err *err)
{
	const char *data = (const char *)source->data;
	const char *guesses[TZ_CHARSET_GUESSES];
	size_t i, n;
	enum tz_status s = TZ_OK;

	n = tz_charset_guesses(data, source->len, guesses);
	for (i = 0; s == TZ_OK && i < n; i++) {
		struct tz_story story;

		tz_story_start(&story, TZ_CHANNEL_BODY, i ? guesses[i] : "");
		s = read_story(emit, source, guesses[i], &story, err);
		tz_story_clear(&story);
	}
	if (s == TZ_OK && strncmp(guesses[0], "UTF-16", 6) != 0 &&
	    strncmp(guesses[0], "UTF-32", 6) != 0)
		s = read_others(emit, source, guesses[0], err);
	if (s == TZ_OK && n == 1 && tz_charset_is_unsure(data, source->len))
		s = tz_emit_reading(emit, source, TZ_READING_PARTLY,
		    TZ_REASON_DAMAGED, err);
	return s;
}
