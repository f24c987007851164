/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ocr/words.h - what the recogniser answers: the words of one picture
 *
 * A frame WORDS: the number of words, then for each the number of its line
 * (from 0, never falling), its box in pixels (left, top, right, bottom) and its
 * text.  The recogniser writes it, the parent trusts none of it.
 */
#ifndef TZ_INTAKE_OCR_WORDS_H
#define TZ_INTAKE_OCR_WORDS_H

#include <stddef.h>
#include <stdint.h>

#include "base/document.h"
#include "intake/emit.h"
#include "intake/frame.h"

#define TZ_WORDS_MAX 20000	     /* words of a picture */
#define TZ_WORDS_MAX_TEXT 1024	     /* bytes of a word */
#define TZ_WORDS_MAX_BYTES (4 << 20) /* bytes of a frame */

/* Descriptors of the recogniser: pictures come in, words go out. */
#define TZ_WORDS_IN 0
#define TZ_WORDS_OUT 1

/* CPU seconds that one recogniser may use in its life. */
#define TZ_WORDS_MAX_SECONDS 600

struct tz_word {
	uint32_t line;
	uint32_t x0;
	uint32_t y0;
	uint32_t x1;
	uint32_t y1;
	const char *text; /* without a NUL at its end */
	size_t len;
};

/** tz_words_put(frame, word): Append one word. */
void tz_words_put(struct tz_buf *frame, const struct tz_word *word);

/** tz_words_take(frame, word): The next word, borrowed from the frame, which is
 * bad when there is none. */
void tz_words_take(struct tz_frame *frame, struct tz_word *word);

/**
 * tz_words_story(frame, place, width, height, story):
 * Read all words of a frame into the story: a line each, spaces between words
 * but for Chinese ones, every word at ${place} with its own box; ${width} and
 * ${height} are the pixels that the picture was recognised with, and the box of
 * the place says where they lie.  The frame is bad at the end if something in
 * it was.
 */
void tz_words_story(struct tz_frame *frame, const struct tz_place *place,
    size_t width, size_t height, struct tz_story *story);

#endif /* !TZ_INTAKE_OCR_WORDS_H */
