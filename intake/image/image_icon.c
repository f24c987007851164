/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/image/image_icon.c - icons, cursors, and pictures without a file's
 * head (device independent bitmaps)
 */
#include <string.h>

#include "base/buf.h"
#include "intake/image/image.h"
#include "intake/ole/bytes.h"

#define HEAD 6
#define ENTRY 16
#define BMP_HEAD 14
#define MAX_PICTURES 64

/* How long the header is with its colours. */
static size_t
head_size(struct tz_bytes dib)
{
	unsigned bits = tz_bytes_16(dib, 14);
	size_t size = tz_bytes_32(dib, 0);
	size_t colours = tz_bytes_32(dib, 32);

	if (colours == 0 && bits <= 8)
		colours = (size_t)1 << bits;
	if (colours > 256)
		colours = 256;
	if (size == 40 && tz_bytes_32(dib, 16) == 3)
		size += 12;
	return size + (bits <= 8 ? 4 * colours : 0);
}

static void
put_32(unsigned char *to, uint64_t value)
{
	to[0] = (unsigned char)value;
	to[1] = (unsigned char)(value >> 8);
	to[2] = (unsigned char)(value >> 16);
	to[3] = (unsigned char)(value >> 24);
}

/* Decode a header with its pixels; of an icon's rows only the upper half are
 * the picture's, which the header counts last. */
static void
show_dib(struct tz_image *image, struct tz_bytes dib, bool icon)
{
	unsigned char start[BMP_HEAD] = {'B', 'M'};
	unsigned char height[4];
	tz_auto_buf bmp = TZ_BUF_INIT;
	size_t head = head_size(dib);

	if (dib.len < 40 || head >= dib.len) {
		image->damaged = true;
		return;
	}
	put_32(start + 2, BMP_HEAD + dib.len);
	put_32(start + 10, BMP_HEAD + head);
	put_32(height, tz_bytes_32(dib, 8) / (icon ? 2 : 1));
	tz_buf_append(&bmp, start, sizeof start);
	tz_buf_append(&bmp, dib.data, dib.len);
	if (bmp.failed) {
		image->status = tz_fail_nomem(image->err);
		return;
	}
	if (icon)
		memcpy(bmp.data + BMP_HEAD + 8, height, sizeof height);
	tz_image_shown(image, (const unsigned char *)bmp.data, bmp.len);
}

void
tz_image_icon(struct tz_image *image)
{
	const struct tz_bytes file = {image->source->data, image->source->len};
	unsigned n = tz_bytes_16(file, 4), i;
	size_t end = HEAD + (size_t)n * ENTRY;

	for (i = 0; i < n && i < MAX_PICTURES && image->status == TZ_OK; i++) {
		size_t entry = HEAD + (size_t)i * ENTRY;
		size_t size = tz_bytes_32(file, entry + 8);
		size_t at = tz_bytes_32(file, entry + 12);
		struct tz_bytes inside = tz_bytes_slice(file, at, size);

		if (inside.len < size || inside.len < 40) {
			image->damaged = true;
			continue;
		}
		if (at + size > end)
			end = at + size;
		if (memcmp(inside.data, "\x89PNG", 4) == 0)
			tz_image_child(image, "icon.png", inside.data,
			    inside.len);
		else
			show_dib(image, inside, true);
		image->frames++;
	}
	if (i < n)
		image->unseen = true;
	tz_image_after(image, end);
}

void
tz_image_dib(struct tz_image *image)
{
	const struct tz_bytes file = {image->source->data, image->source->len};

	show_dib(image, file, false);
}
