/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ocr/words.c - the words of one picture, as a frame and as a story
 */
#include "intake/ocr/words.h"

#include <stdbool.h>
#include <string.h>

#include "base/utf8.h"

void
tz_words_put(struct tz_buf *frame, const struct tz_word *word)
{
	tz_frame_put_number(frame, word->line);
	tz_frame_put_number(frame, word->x0);
	tz_frame_put_number(frame, word->y0);
	tz_frame_put_number(frame, word->x1);
	tz_frame_put_number(frame, word->y1);
	tz_frame_put_text(frame, word->text, word->len);
}

void
tz_words_take(struct tz_frame *frame, struct tz_word *word)
{
	const uint64_t side = TZ_FRAME_MAX_SIDE;

	word->line = (uint32_t)tz_frame_take_number(frame, TZ_WORDS_MAX);
	word->x0 = (uint32_t)tz_frame_take_number(frame, side);
	word->y0 = (uint32_t)tz_frame_take_number(frame, side);
	word->x1 = (uint32_t)tz_frame_take_number(frame, side);
	word->y1 = (uint32_t)tz_frame_take_number(frame, side);
	word->text = tz_frame_take_text(frame, TZ_WORDS_MAX_TEXT, &word->len);
	if (word->text && memchr(word->text, 0, word->len))
		frame->bad = true;
}

/* Whether the character at the end, or at the beginning, of a text is written
 * without spaces round it: all of Chinese, its points and full forms. */
static bool
is_wide(const char *text, size_t len, bool at_end)
{
	size_t at = 0;
	unsigned char lead;
	unsigned second;

	if (at_end) {
		at = len - 1;
		while (at > 0 && ((unsigned char)text[at] & 0xc0) == 0x80)
			at--;
	}
	lead = (unsigned char)text[at];
	if (lead >= 0xf0)
		return true; /* U+10000 and more: rare characters */
	if (lead < 0xe2)
		return false;
	second = (unsigned char)text[at + 1];
	/* U+2E80 to U+9FFF, U+F900 to U+FAFF, U+FF00 to U+FFEF. */
	return (lead == 0xe2 && second >= 0xba) ||
	    (lead >= 0xe3 && lead <= 0xe9) ||
	    (lead == 0xef && second >= 0xa4 && second <= 0xab) ||
	    (lead == 0xef && second >= 0xbc);
}

/* Where on the page the word is. */
static struct tz_box
box_of(const struct tz_word *word, const struct tz_box *whole, size_t width,
    size_t height)
{
	double across = (whole->x1 - whole->x0) / (double)width;
	double down = (whole->y1 - whole->y0) / (double)height;

	if (!tz_box_known(whole))
		across = down = 1;
	return tz_box_of(whole->x0 + word->x0 * across,
	    whole->y0 + word->y0 * down, whole->x0 + word->x1 * across,
	    whole->y0 + word->y1 * down);
}

void
tz_words_story(struct tz_frame *frame, const struct tz_place *place,
    size_t width, size_t height, struct tz_story *story)
{
	size_t n = (size_t)tz_frame_take_number(frame, TZ_WORDS_MAX);
	uint32_t line = 0;
	size_t i;

	for (i = 0; i < n && !frame->bad; i++) {
		const struct tz_buf *text = &story->text;
		struct tz_word word;
		struct tz_box box;

		tz_words_take(frame, &word);
		if (frame->bad || word.len == 0)
			continue;
		if (word.line != line)
			tz_story_break(story, '\n');
		else if (text->len > 0 &&
		    !(is_wide(text->data, text->len, true) &&
			is_wide(word.text, word.len, false)))
			tz_story_add(story, " ", 1);
		line = word.line;
		box = box_of(&word, &place->box, width, height);
		tz_story_place_box(story, place->kind, place->n, place->m,
		    place->name, &box);
		tz_story_add(story, word.text, word.len);
	}
}
