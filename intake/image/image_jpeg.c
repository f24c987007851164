/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/image/image_jpeg.c - the segments of a JPEG file (ITU-T T.81, annex B)
 *
 * Only the walk over the segments is ours; the picture is decoded elsewhere.
 */
#include <string.h>

#include "base/buf.h"
#include "intake/image/image.h"

enum {
	SOI = 0xd8,
	EOI = 0xd9,
	SOS = 0xda,
	APP0 = 0xe0,
	APP1 = 0xe1,
	APP2 = 0xe2,
	APP13 = 0xed,
	APP15 = 0xef,
	COM = 0xfe,
};

#define EXIF "Exif\0\0"
#define XMP "http://ns.adobe.com/xap/1.0/"
#define XMP_MORE "http://ns.adobe.com/xmp/extension/"
#define PHOTOSHOP "Photoshop 3.0"
/* Of an extended XMP segment before its piece: a digest, the full length, the
 * offset. */
#define XMP_MORE_HEAD (sizeof XMP_MORE + 32 + 4 + 4)

struct segment {
	unsigned char marker;
	const unsigned char *data;
	size_t len;
};

/* The segment at ${at}, which is moved behind it; false where there is none. */
static bool
next_segment(const unsigned char *data, size_t len, size_t *at,
    struct segment *ret)
{
	size_t size;

	if (*at + 2 > len || data[*at] != 0xff)
		return false;
	while (*at + 2 < len && data[*at + 1] == 0xff)
		++*at;
	ret->marker = data[*at + 1];
	ret->data = data + *at + 2;
	ret->len = 0;
	*at += 2;
	if (ret->marker == SOI || ret->marker == EOI || ret->marker == 1 ||
	    (ret->marker >= 0xd0 && ret->marker <= 0xd7))
		return true;
	if (ret->marker < 0xc0 || *at + 2 > len)
		return false;
	size = (size_t)data[*at] << 8 | data[*at + 1];
	if (size < 2 || size > len - *at)
		return false;
	ret->data = data + *at + 2;
	ret->len = size - 2;
	*at += size;
	return true;
}

/* The marker behind the compressed data that begins at ${at}. */
static size_t
skip_scan(const unsigned char *data, size_t len, size_t at)
{
	while (at + 1 < len) {
		const unsigned char *next =
		    memchr(data + at, 0xff, len - 1 - at);

		if (!next)
			break;
		at = (size_t)(next - data);
		if (data[at + 1] != 0 && data[at + 1] != 0xff &&
		    !(data[at + 1] >= 0xd0 && data[at + 1] <= 0xd7))
			return at;
		at++;
	}
	return len;
}

size_t
tz_image_jpeg_end(const unsigned char *data, size_t len)
{
	struct segment segment;
	size_t at = 0;

	while (next_segment(data, len, &at, &segment)) {
		if (segment.marker == EOI)
			return at;
		if (segment.marker == SOS)
			at = skip_scan(data, len, at);
	}
	return 0;
}

static bool
begins(const struct segment *segment, const char *mark, size_t len)
{
	return segment->len >= len && memcmp(segment->data, mark, len) == 0;
}

/* A small picture of three bytes a pixel, or one that is coded, in APP0. */
static void
read_jfif(struct tz_image *image, const struct segment *segment)
{
	if (begins(segment, "JFXX\0\x10", 6) && segment->len > 6) {
		image->thumbnail = segment->data + 6;
		image->thumbnail_len = segment->len - 6;
	} else if ((begins(segment, "JFXX", 5)) ||
	    (begins(segment, "JFIF", 5) && segment->len > 14)) {
		tz_image_fact(image, "thumbnail");
	}
}

/* A piece of the extended XMP data: it says where it belongs, and the pieces
 * may come in any order.  One that belongs nowhere is put at the end. */
static void
add_more(const struct tz_image *image, const unsigned char *data, size_t len,
    struct tz_buf *more)
{
	const unsigned char *place = data + XMP_MORE_HEAD - 4;
	size_t at = (size_t)place[0] << 24 | (size_t)place[1] << 16 |
	    (size_t)place[2] << 8 | place[3];

	data += XMP_MORE_HEAD;
	len -= XMP_MORE_HEAD;
	/* All pieces together are no longer than the file. */
	if (at > image->source->len || len > image->source->len - at)
		at = more->len;
	while (more->len < at + len && !more->failed)
		tz_buf_putc(more, ' ');
	if (!more->failed)
		memcpy(more->data + at, data, len);
}

static void
read_segment(struct tz_image *image, const struct segment *segment,
    struct tz_buf *more)
{
	const unsigned char *data = segment->data;
	size_t len = segment->len;

	if (segment->marker == APP0) {
		read_jfif(image, segment);
	} else if (segment->marker == APP1 && begins(segment, EXIF, 6)) {
		tz_image_exif(image, data + 6, len - 6);
	} else if (segment->marker == APP1 &&
	    begins(segment, XMP, sizeof XMP)) {
		tz_image_xmp(image, data + sizeof XMP, len - sizeof XMP);
	} else if (segment->marker == APP1 &&
	    begins(segment, XMP_MORE, sizeof XMP_MORE) && len > XMP_MORE_HEAD) {
		add_more(image, data, len, more);
	} else if (segment->marker == APP13 &&
	    begins(segment, PHOTOSHOP, sizeof PHOTOSHOP)) {
		tz_image_photoshop(image, data + sizeof PHOTOSHOP,
		    len - sizeof PHOTOSHOP);
	} else if (segment->marker == COM) {
		tz_image_block(image, "comment");
		tz_image_note(image, "comment", (const char *)data, len);
	} else if (segment->marker == APP2 &&
	    begins(segment, "ICC_PROFILE", 11)) {
		return;
	} else if (segment->marker > APP0 && segment->marker <= APP15) {
		/* C2PA's boxes, and whatever a program keeps of its own. */
		tz_image_block(image, "segment");
		tz_image_strings(image, "segment", data, len);
	}
}

void
tz_image_jpeg(struct tz_image *image)
{
	const unsigned char *data = image->source->data;
	size_t len = image->source->len;
	tz_auto_buf more = TZ_BUF_INIT;
	struct segment segment;
	size_t at = 0, end = 0;

	while (image->status == TZ_OK && end == 0 &&
	    next_segment(data, len, &at, &segment)) {
		if (segment.marker == EOI)
			end = at;
		else if (segment.marker == SOS)
			at = skip_scan(data, len, at);
		else
			read_segment(image, &segment, &more);
	}
	if (more.len > 0)
		tz_image_xmp(image, (const unsigned char *)more.data, more.len);
	if (end == 0)
		image->damaged = true;
	tz_image_shown(image, data, end > 0 ? end : len);
	tz_image_after(image, end);
}
