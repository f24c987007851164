/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/image/image.c - the reader of pictures: metadata as text, pixels for
 * recognition, and what lies behind the picture
 */
#include "intake/image/image.h"

#include <stdlib.h>
#include <string.h>

#include "base/encoding.h"
#include "base/utf8.h"
#include "intake/formats.h"
#include "intake/intake.h"
#include "intake/ole/ole_strings.h"
#include "intake/text/charset.h"

/* Values longer than this are no text that a person wrote. */
#define MAX_VALUE ((size_t)1 << 20)
/* Pictures behind the first one that are told apart. */
#define MAX_BEHIND 64

void
tz_image_block(struct tz_image *image, const char *path)
{
	if (image->block.path) {
		if (image->status == TZ_OK)
			image->status = tz_emit_story(image->emit,
			    image->source, &image->block, image->err);
		tz_story_clear(&image->block);
	}
	if (path)
		tz_story_start(&image->block, TZ_CHANNEL_EXIF, path);
}

void
tz_image_note(struct tz_image *image, const char *name, const char *text,
    size_t len)
{
	struct tz_story *block = &image->block;
	tz_auto_buf decoded = TZ_BUF_INIT;
	enum tz_status s = TZ_OK;

	if (len > MAX_VALUE)
		len = MAX_VALUE;
	while (len > 0 && text[len - 1] == '\0')
		len--;
	if (len == 0 || image->status)
		return;
	if (!tz_utf8_valid(text, len))
		s = tz_encoding_convert(text, len,
		    tz_charset_of_text(text, len), &decoded, NULL, image->err);
	if (s) {
		image->status = s;
		return;
	}
	if (decoded.len > 0) {
		text = decoded.data;
		len = decoded.len;
	}
	tz_story_break(block, '\n');
	tz_story_place(block, TZ_PLACE_PROPERTY, 0, 0, name);
	tz_story_add(block, text, len);
}

void
tz_image_strings(struct tz_image *image, const char *name,
    const unsigned char *data, size_t len)
{
	struct tz_bytes bytes = {data, len < MAX_VALUE ? len : MAX_VALUE};

	tz_story_break(&image->block, '\n');
	tz_story_place(&image->block, TZ_PLACE_PROPERTY, 0, 0, name);
	tz_ole_strings(bytes, &image->block);
}

void
tz_image_fact(struct tz_image *image, const char *name)
{
	size_t i;

	for (i = 0; i < image->n_told; i++) {
		if (strcmp(image->told[i], name) == 0)
			return;
	}
	if (image->status ||
	    image->n_told == sizeof image->told / sizeof image->told[0])
		return;
	image->told[image->n_told++] = name;
	image->status = tz_emit_fact(image->emit, image->source, name, "",
	    TZ_CHANNEL_EXIF, NULL, image->err);
}

void
tz_image_child(struct tz_image *image, const char *name, const void *data,
    size_t len)
{
	if (image->status == TZ_OK && len > 0)
		image->status = tz_emit_child(image->emit, image->source, name,
		    data, len, image->err);
}

/* Whether it is only what fills a block up. */
static bool
is_padding(const unsigned char *data, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++) {
		if (data[i] != 0 && data[i] != 0xff && data[i] != '\n' &&
		    data[i] != '\r' && data[i] != ' ')
			return false;
	}
	return true;
}

void
tz_image_after(struct tz_image *image, size_t end)
{
	const unsigned char *data = image->source->data;
	size_t len = image->source->len;
	unsigned n;

	if (end == 0 || end >= len || is_padding(data + end, len - end))
		return;
	tz_image_block(image, NULL);
	tz_image_fact(image, "trailing-data");
	for (n = 0; n < MAX_BEHIND && end < len; n++) {
		size_t size = 0;

		if (len - end > 3 && data[end] == 0xff && data[end + 1] == 0xd8)
			size = tz_image_jpeg_end(data + end, len - end);
		if (size == 0)
			break;
		tz_image_child(image, "picture.jpg", data + end, size);
		end += size;
		while (end < len && data[end] == 0)
			end++;
	}
	if (end < len && !is_padding(data + end, len - end))
		tz_image_child(image, "trailing-data", data + end, len - end);
}

/* The size that a BMP file says it has. */
static size_t
bmp_end(const unsigned char *data, size_t len)
{
	uint32_t size;

	if (len < 6)
		return 0;
	memcpy(&size, data + 2, sizeof size);
	return size < 26 || size > len ? 0 : size;
}

/* Read by how the bytes begin; false for an unknown kind. */
static bool
read_kind(struct tz_image *image)
{
	const unsigned char *data = image->source->data;
	size_t len = image->source->len;

	if (len < 12)
		return false;
	if (memcmp(data, "\xff\xd8", 2) == 0) {
		tz_image_jpeg(image);
	} else if (memcmp(data, "\x89PNG\r\n\x1a\n", 8) == 0) {
		tz_image_png(image);
	} else if (memcmp(data, "GIF8", 4) == 0) {
		tz_image_gif(image);
	} else if (memcmp(data, "RIFF", 4) == 0) {
		tz_image_webp(image);
	} else if (memcmp(data + 4, "ftyp", 4) == 0) {
		tz_image_heif(image);
	} else if (memcmp(data, "II*\0", 4) == 0 ||
	    memcmp(data, "MM\0*", 4) == 0) {
		tz_image_exif(image, data, len);
		tz_image_shown(image, data, len);
	} else if (memcmp(data, "BM", 2) == 0) {
		tz_image_shown(image, data, len);
		tz_image_after(image, bmp_end(data, len));
	} else if (memcmp(data, "\0\0\1\0", 4) == 0 ||
	    memcmp(data, "\0\0\2\0", 4) == 0) {
		tz_image_icon(image);
	} else if (memcmp(data, "\x28\0\0\0", 4) == 0) {
		tz_image_dib(image);
	} else if (memcmp(data, "8BPS\0", 5) == 0) {
		tz_image_psd(image);
	} else if ((data[0] == 'P' && data[1] >= '1' && data[1] <= '7') ||
	    memcmp(data + 4, "jP  ", 4) == 0 ||
	    memcmp(data, "\xff\x4f\xff\x51", 4) == 0) {
		tz_image_block(image, "header");
		tz_image_strings(image, "header", data, len);
		tz_image_shown(image, data, len);
	} else {
		return false;
	}
	return true;
}

enum tz_status
tz_read_image(struct tz_emit *emit, const struct tz_source *source,
    struct tz_err *err)
{
	struct tz_image image;
	const char *reason = NULL;
	enum tz_status s;

	memset(&image, 0, sizeof image);
	image.emit = emit;
	image.source = source;
	image.err = err;
	image.orientation = 1;
	if (!read_kind(&image))
		reason = TZ_REASON_UNSUPPORTED_TYPE;
	else if (image.damaged)
		reason = TZ_REASON_DAMAGED;
	else if (image.unseen || image.frames == 0)
		reason = TZ_REASON_NO_TEXT;
	tz_image_block(&image, NULL);
	s = image.status;
	if (s == TZ_OK && reason)
		s = tz_emit_reading(emit, source, TZ_READING_PARTLY, reason,
		    err);
	return s;
}
