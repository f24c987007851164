/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ocr/picture.c - one picture, from the worker's frame to a part
 */
#include "intake/ocr/picture.h"

#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "intake/emit.h"
#include "intake/ocr/words.h"

/* Digest the pixels with what the answer depends on beside them. */
static enum tz_status
digest(struct tz_picture *picture, struct tz_err *err)
{
	const size_t shape[3] = {picture->width, picture->height, picture->dpi};
	tz_auto(tz_hash) hash = NULL;
	enum tz_status s = tz_hash_new(&hash, err);

	if (s)
		return s;
	tz_hash_update(hash, shape, sizeof shape);
	tz_hash_update(hash, picture->pixels, picture->width * picture->height);
	tz_hash_final(hash, &picture->digest);
	return TZ_OK;
}

enum tz_status
tz_picture_take(struct tz_frame *frame, size_t file, struct tz_picture *ret,
    struct tz_err *err)
{
	struct tz_picture picture;
	size_t name_len;
	enum tz_status s;

	memset(&picture, 0, sizeof picture);
	picture.file = file;
	picture.path = tz_frame_take_string(frame, TZ_FRAME_MAX_PATH);
	tz_frame_take_place(frame, 0, &picture.place, &name_len);
	if (picture.place.name)
		picture.place_name = strndup(picture.place.name, name_len);
	picture.dpi = (size_t)tz_frame_take_number(frame, UINT16_MAX);
	picture.width = (size_t)tz_frame_take_number(frame, TZ_FRAME_MAX_SIDE);
	picture.height = (size_t)tz_frame_take_number(frame, TZ_FRAME_MAX_SIDE);
	picture.pixels =
	    tz_frame_take_bytes(frame, picture.width * picture.height);
	if (!tz_frame_good(frame) || picture.width == 0 ||
	    picture.height == 0 ||
	    picture.width * picture.height > TZ_FRAME_MAX_PIXELS)
		s = tz_fail(err, TZ_FORMAT,
		    _("the reader sent a malformed frame"));
	else if (!picture.path || (picture.place.name && !picture.place_name))
		s = tz_fail_nomem(err);
	else
		s = digest(&picture, err);
	picture.place.name = picture.place_name;
	if (s) {
		tz_picture_clear(&picture);
		return s;
	}
	*ret = picture;
	return TZ_OK;
}

void
tz_picture_clear(struct tz_picture *picture)
{
	free(picture->path);
	free(picture->place_name);
	memset(picture, 0, sizeof *picture);
}

void
tz_picture_head(const struct tz_picture *picture, struct tz_buf *ret)
{
	tz_frame_start(ret, TZ_FRAME_PICTURE);
	tz_frame_put_number(ret, picture->dpi);
	tz_frame_put_number(ret, picture->width);
	tz_frame_put_number(ret, picture->height);
	tz_frame_finish(ret, picture->width * picture->height);
}

enum tz_status
tz_picture_give(const struct tz_picture *picture, struct tz_frame *words,
    struct tz_document *document, struct tz_err *err)
{
	struct tz_story story;
	struct tz_part part;
	enum tz_status s = TZ_OK;

	tz_story_start(&story, TZ_CHANNEL_OCR, picture->path);
	tz_words_story(words, &picture->place, picture->width, picture->height,
	    &story);
	memset(&part, 0, sizeof part);
	part.file = picture->file;
	part.path = picture->path;
	part.channel = TZ_CHANNEL_OCR;
	part.text = story.text.data;
	part.text_len = story.text.len;
	part.places = story.places;
	part.n_places = story.n_places;
	if (words->type != TZ_FRAME_WORDS || !tz_frame_good(words))
		s = tz_fail(err, TZ_FORMAT, _("a malformed answer"));
	if (s == TZ_OK)
		s = tz_buf_check(&story.text, err);
	if (s == TZ_OK && story.text.len > 0)
		s = tz_document_add_part(document, &part, err);
	tz_story_clear(&story);
	return s;
}
