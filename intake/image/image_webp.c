/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/image/image_webp.c - the chunks of a WebP file (RFC 9649), and its
 * frames through libwebp
 */
#include <stdlib.h>
#include <string.h>

#include <webp/decode.h>
#include <webp/demux.h>

#include "intake/image/image.h"

#define HEAD 12
#define MAX_FRAMES 64

static size_t
number(const unsigned char *data)
{
	return (size_t)data[0] | (size_t)data[1] << 8 | (size_t)data[2] << 16 |
	    (size_t)data[3] << 24;
}

/* The grey of four bytes a pixel, on white or on black paper. */
static bool
make_grey(const uint8_t *rgba, size_t n, bool on_white, unsigned char *grey)
{
	bool transparent = false;
	size_t i;

	for (i = 0; i < n; i++, rgba += 4) {
		unsigned value =
		    (rgba[0] * 77U + rgba[1] * 151U + rgba[2] * 28U) >> 8;
		unsigned alpha = rgba[3];

		transparent = transparent || alpha < 255;
		value = value * alpha / 255 + (on_white ? 255 - alpha : 0);
		grey[i] = (unsigned char)value;
	}
	return transparent;
}

static void
show_frame(struct tz_image *image, const uint8_t *data, size_t len)
{
	int width = 0, height = 0;
	struct tz_grey grey = {NULL, 0, 0};
	uint8_t *rgba = NULL;
	size_t n;

	if (!WebPGetInfo(data, len, &width, &height)) {
		image->unseen = true;
		return;
	}
	if (!tz_image_fits(image, (uint64_t)width, (uint64_t)height))
		return;
	n = (size_t)width * (size_t)height;
	rgba = WebPDecodeRGBA(data, len, &width, &height);
	grey.data = rgba ? malloc(n) : NULL;
	if (!grey.data) {
		image->unseen = true;
		WebPFree(rgba);
		return;
	}
	grey.width = (size_t)width;
	grey.height = (size_t)height;
	if (make_grey(rgba, n, true, grey.data)) {
		tz_image_show(image, &grey);
		make_grey(rgba, n, false, grey.data);
	}
	WebPFree(rgba);
	tz_image_compare(image, &grey);
	tz_image_show(image, &grey);
	free(grey.data);
}

static void
show_frames(struct tz_image *image, size_t end)
{
	WebPData data = {image->source->data, end};
	WebPDemuxer *demuxer = WebPDemux(&data);
	WebPIterator frame;

	if (!demuxer || !WebPDemuxGetFrame(demuxer, 1, &frame)) {
		WebPDemuxDelete(demuxer);
		image->unseen = true;
		return;
	}
	do {
		show_frame(image, frame.fragment.bytes, frame.fragment.size);
	} while (frame.frame_num < MAX_FRAMES && image->status == TZ_OK &&
	    WebPDemuxNextFrame(&frame));
	if (frame.num_frames > MAX_FRAMES)
		image->unseen = true;
	WebPDemuxReleaseIterator(&frame);
	WebPDemuxDelete(demuxer);
}

static void
read_chunk(struct tz_image *image, const unsigned char *chunk, size_t len)
{
	static const char *const known[] = {
	    "VP8 ", "VP8L", "VP8X", "ALPH", "ANIM", "ANMF", "ICCP"};
	const unsigned char *data = chunk + 8;
	size_t i;

	if (memcmp(chunk, "EXIF", 4) == 0) {
		/* Some write JPEG's mark before it. */
		if (len > 6 && memcmp(data, "Exif\0\0", 6) == 0) {
			data += 6;
			len -= 6;
		}
		tz_image_exif(image, data, len);
		return;
	}
	if (memcmp(chunk, "XMP ", 4) == 0) {
		tz_image_xmp(image, data, len);
		return;
	}
	for (i = 0; i < sizeof known / sizeof known[0]; i++) {
		if (memcmp(chunk, known[i], 4) == 0)
			return;
	}
	tz_image_block(image, "chunk");
	tz_image_strings(image, "chunk", data, len);
}

void
tz_image_webp(struct tz_image *image)
{
	const unsigned char *data = image->source->data;
	size_t len = image->source->len;
	size_t end = number(data + 4) + 8, at = HEAD;

	if (memcmp(data + 8, "WEBP", 4) != 0 || end > len) {
		image->damaged = true;
		end = len;
	}
	while (end - at >= 8 && at < end && image->status == TZ_OK) {
		size_t size = number(data + at + 4);

		if (size > end - at - 8) {
			image->damaged = true;
			break;
		}
		read_chunk(image, data + at, size);
		at += 8 + size + (size & 1);
	}
	show_frames(image, end);
	tz_image_after(image, end);
}
