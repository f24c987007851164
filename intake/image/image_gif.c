/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/image/image_gif.c - the blocks of a GIF file (CompuServe, GIF89a)
 *
 * Each frame of an animation is shown as a file of its own.
 */
#include <string.h>

#include "base/buf.h"
#include "intake/image/image.h"

#define HEAD 13
#define MAX_FRAMES 64

/* The bytes of the table of colours that such flags announce. */
static size_t
table_size(unsigned flags)
{
	return flags & 0x80 ? (size_t)3 << ((flags & 7) + 1) : 0;
}

/* Where the chain of sub-blocks at ${at} ends; ${ret} gets what they hold, if
 * it is not NULL.  0 when they do not end. */
static size_t
skip_blocks(const unsigned char *data, size_t len, size_t at,
    struct tz_buf *ret)
{
	while (at < len && data[at] != 0) {
		size_t size = data[at];

		if (size >= len - at)
			return 0;
		if (ret)
			tz_buf_append(ret, data + at + 1, size);
		at += size + 1;
	}
	return at < len ? at + 1 : 0;
}

/* XMP stands in the blocks as it is, their lengths being its characters, and
 * ends with 257 bytes that lead any reader out. */
static void
read_xmp(struct tz_image *image, size_t from, size_t end)
{
	const unsigned char *data = image->source->data;

	if (end > from + 258)
		tz_image_xmp(image, data + from, end - from - 258);
}

/* The extension at ${at}; returns where it ends, 0 when it does not. */
static size_t
read_extension(struct tz_image *image, size_t at)
{
	const unsigned char *data = image->source->data;
	size_t len = image->source->len;
	tz_auto_buf text = TZ_BUF_INIT;
	unsigned label = at + 1 < len ? data[at + 1] : 0;
	size_t end = skip_blocks(data, len, at + 2, &text);

	if (end == 0)
		return 0;
	if (label == 0xfe) {
		tz_image_block(image, "comment");
		tz_image_note(image, "comment", tz_buf_str(&text), text.len);
	} else if (label == 0x01 && text.len > 12) {
		tz_image_block(image, "text");
		tz_image_note(image, "text", text.data + 12, text.len - 12);
	} else if (label == 0xff && text.len > 11 &&
	    memcmp(text.data, "XMP DataXMP", 11) == 0) {
		read_xmp(image, at + 2 + 12, end);
	} else if (label == 0xff && text.len > 11 &&
	    memcmp(text.data, "NETSCAPE", 8) != 0 &&
	    memcmp(text.data, "ICCRGBG1", 8) != 0) {
		tz_image_block(image, "application");
		tz_image_strings(image, "application",
		    (const unsigned char *)text.data, text.len);
	}
	return end;
}

/* The picture at ${at}; returns where it ends, 0 when it does not. */
static size_t
read_frame(struct tz_image *image, size_t at, unsigned n)
{
	const unsigned char *data = image->source->data;
	size_t len = image->source->len;
	tz_auto_buf frame = TZ_BUF_INIT;
	size_t colours = table_size(data[10]);
	size_t end = at;

	if (len - at < 10)
		return 0;
	end += 10 + table_size(data[at + 9]);
	if (end >= len)
		return 0;
	end = skip_blocks(data, len, end + 1, NULL);
	if (end == 0 || n >= MAX_FRAMES) {
		image->unseen = true;
		return end;
	}
	/* The screen of the file is as large as the frame, which is all of
	 * it. */
	tz_buf_append(&frame, data, 6);
	tz_buf_append(&frame, data + at + 5, 4);
	tz_buf_append(&frame, data + 10, 3 + colours);
	tz_buf_append(&frame, "\x2c\0\0\0\0", 5);
	tz_buf_append(&frame, data + at + 5, end - at - 5);
	tz_buf_putc(&frame, 0x3b);
	if (frame.failed)
		image->unseen = true;
	else
		tz_image_shown(image, (const unsigned char *)frame.data,
		    frame.len);
	return end;
}

void
tz_image_gif(struct tz_image *image)
{
	const unsigned char *data = image->source->data;
	size_t len = image->source->len;
	size_t at = 0;
	unsigned n = 0;

	if (len > HEAD)
		at = HEAD + table_size(data[10]);
	while (at > 0 && at < len && data[at] != 0x3b &&
	    image->status == TZ_OK) {
		if (data[at] == 0x21)
			at = read_extension(image, at);
		else if (data[at] == 0x2c)
			at = read_frame(image, at, n++);
		else
			at = 0;
	}
	if (at == 0 || at >= len) {
		image->damaged = true;
		return;
	}
	tz_image_after(image, at + 1);
}
