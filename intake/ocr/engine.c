/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ocr/engine.c - grey pixels become words: the door to Tesseract
 *
 * A page is taken apart as a page first; where that finds nothing, words are
 * looked for anywhere, as on a photograph of a sign.
 */
#include "intake/ocr/engine.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include <tesseract/capi.h>

#include "base/intl.h"
#include "base/utf8.h"
#include "intake/frame.h"
#include "intake/ocr/words.h"

/* Characters of screens are 12 to 16 pixels high and recognised twice as well
 * at twice that; of scans they are large enough. */
#define SMALL_AREA 1500000
#define FINE_DPI 200
#define GUESSED_DPI 150
/* Confidence, of 100, under which a word is likely to be none: on a page, and
 * when looked for anywhere. */
#define LEAST_ON_PAGE 20
#define LEAST_ANYWHERE 60

struct tz_engine {
	TessBaseAPI *api;
};

void
tz_engine_free(struct tz_engine *engine)
{
	if (!engine)
		return;
	if (engine->api) {
		TessBaseAPIEnd(engine->api);
		TessBaseAPIDelete(engine->api);
	}
	free(engine);
}

/* Recognise something, so that whatever is loaded late is loaded now. */
static enum tz_status
warm_up(struct tz_engine *engine, struct tz_err *err)
{
	tz_auto_buf frame = TZ_BUF_INIT;
	unsigned char pixels[48 * 96];
	size_t y;

	memset(pixels, 255, sizeof pixels);
	for (y = 12; y < 36; y++) {
		memset(pixels + y * 96 + 20, 0, 4);
		memset(pixels + y * 96 + 40, 0, 4);
	}
	return tz_engine_read(engine, pixels, 96, 48, 0, &frame, err);
}

enum tz_status
tz_engine_new(struct tz_engine **ret_engine, struct tz_err *err)
{
	tz_auto(tz_engine) engine = calloc(1, sizeof *engine);
	enum tz_status s;

	if (!engine)
		return tz_fail_nomem(err);
	engine->api = TessBaseAPICreate();
	if (!engine->api)
		return tz_fail_nomem(err);
	/* A language that is not there is passed over, if another is. */
	if (TessBaseAPIInit2(engine->api, NULL, "chi_sim+eng", OEM_LSTM_ONLY))
		return tz_fail(err, TZ_NOTFOUND,
		    _("no language to recognise text in"));
	s = warm_up(engine, err);
	if (s)
		return s;
	*ret_engine = tz_steal(&engine);
	return TZ_OK;
}

/* Twice as large, with the pixels between the old ones between them. */
static unsigned char *
enlarge(const unsigned char *from, size_t width, size_t height)
{
	unsigned char *to = malloc(4 * width * height);
	size_t x, y;

	for (y = 0; to && y < 2 * height; y++) {
		const unsigned char *row = from + y / 2 * width;
		bool last = y / 2 + 1 == height;
		const unsigned char *next =
		    (y & 1) && !last ? row + width : row;

		for (x = 0; x < 2 * width; x++) {
			size_t left = x / 2;
			size_t right =
			    (x & 1) && left + 1 < width ? left + 1 : left;

			to[y * 2 * width + x] =
			    (unsigned char)((row[left] + row[right] +
						next[left] + next[right]) /
				4);
		}
	}
	return to;
}

/* Put the word that the iterator is at, if it is one. */
static bool
put_word(const TessResultIterator *at, uint32_t line, int scale, float least,
    struct tz_buf *words)
{
	const TessPageIterator *page =
	    TessResultIteratorGetPageIteratorConst(at);
	int box[4] = {0, 0, 0, 0};
	struct tz_word word;
	char *text;
	bool is_word;

	if (TessResultIteratorConfidence(at, RIL_WORD) < least ||
	    !TessPageIteratorBoundingBox(page, RIL_WORD, &box[0], &box[1],
		&box[2], &box[3]))
		return false;
	text = TessResultIteratorGetUTF8Text(at, RIL_WORD);
	if (!text)
		return false;
	word.line = line;
	word.x0 = (uint32_t)(box[0] > 0 ? box[0] / scale : 0);
	word.y0 = (uint32_t)(box[1] > 0 ? box[1] / scale : 0);
	word.x1 = (uint32_t)(box[2] > 0 ? box[2] / scale : 0);
	word.y1 = (uint32_t)(box[3] > 0 ? box[3] / scale : 0);
	word.text = text;
	word.len = strlen(text);
	is_word = word.len > 0 && word.len <= TZ_WORDS_MAX_TEXT &&
	    tz_utf8_valid(text, word.len);
	if (is_word)
		tz_words_put(words, &word);
	TessDeleteText(text);
	return is_word;
}

/* All words that were recognised; how many. */
static size_t
put_words(TessBaseAPI *api, int scale, float least, struct tz_buf *words)
{
	TessResultIterator *at = TessBaseAPIGetIterator(api);
	uint32_t line = 0;
	size_t n = 0;

	if (!at)
		return 0;
	do {
		const TessPageIterator *page =
		    TessResultIteratorGetPageIteratorConst(at);

		if (n > 0 && line < TZ_WORDS_MAX &&
		    TessPageIteratorIsAtBeginningOf(page, RIL_TEXTLINE))
			line++;
		n += put_word(at, line, scale, least, words);
	} while (n < TZ_WORDS_MAX && TessResultIteratorNext(at, RIL_WORD));
	TessResultIteratorDelete(at);
	return n;
}

/* Recognise in one of the ways; how many words there are. */
static size_t
recognise(TessBaseAPI *api, TessPageSegMode mode, int scale, float least,
    struct tz_buf *words)
{
	tz_buf_reset(words);
	TessBaseAPISetPageSegMode(api, mode);
	if (TessBaseAPIRecognize(api, NULL))
		return 0;
	return put_words(api, scale, least, words);
}

enum tz_status
tz_engine_read(struct tz_engine *engine, const unsigned char *pixels,
    size_t width, size_t height, unsigned dpi, struct tz_buf *ret_frame,
    struct tz_err *err)
{
	bool small = width * height <= SMALL_AREA && dpi < FINE_DPI;
	int scale = small ? 2 : 1;
	tz_auto_buf words = TZ_BUF_INIT;
	unsigned char *larger = NULL;
	TessBaseAPI *api = engine->api;
	size_t n;

	if (small) {
		larger = enlarge(pixels, width, height);
		if (!larger)
			return tz_fail_nomem(err);
	}
	TessBaseAPISetImage(api, small ? larger : pixels, (int)width * scale,
	    (int)height * scale, 1, (int)width * scale);
	TessBaseAPISetSourceResolution(api,
	    dpi > 0 ? (int)dpi * scale : GUESSED_DPI * scale);
	n = recognise(api, PSM_AUTO, scale, LEAST_ON_PAGE, &words);
	if (n == 0)
		n = recognise(api, PSM_SPARSE_TEXT, scale, LEAST_ANYWHERE,
		    &words);
	TessBaseAPIClear(api);
	free(larger);
	tz_frame_start(ret_frame, TZ_FRAME_WORDS);
	tz_frame_put_number(ret_frame, n);
	tz_buf_append(ret_frame, words.data, words.len);
	return tz_buf_check(ret_frame, err);
}
