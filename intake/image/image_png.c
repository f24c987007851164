/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/image/image_png.c - the chunks of a PNG file (ISO/IEC 15948)
 */
#include <string.h>
#include <zlib.h>

#include "base/buf.h"
#include "intake/image/image.h"

#define MARK 8
/* Type, length and check sum of a chunk. */
#define AROUND 12
#define MAX_TEXT ((size_t)4 << 20)
#define MAX_FRAMES 64

/* A PNG file of one frame of an animation, being put together. */
struct frame {
	struct tz_buf bytes;
	size_t start; /* where the data's chunks begin */
	bool open;
	unsigned n;
};

static uint32_t
number(const unsigned char *data)
{
	return (uint32_t)data[0] << 24 | (uint32_t)data[1] << 16 |
	    (uint32_t)data[2] << 8 | data[3];
}

static void
put_number(struct tz_buf *buf, uint32_t value)
{
	const unsigned char bytes[4] = {(unsigned char)(value >> 24),
	    (unsigned char)(value >> 16), (unsigned char)(value >> 8),
	    (unsigned char)value};

	tz_buf_append(buf, bytes, sizeof bytes);
}

static void
put_chunk(struct tz_buf *buf, const char *type, const void *data, size_t len)
{
	uLong sum = crc32(0, (const unsigned char *)type, 4);

	if (len > 0)
		sum = crc32(sum, data, (uInt)len);
	put_number(buf, (uint32_t)len);
	tz_buf_append(buf, type, 4);
	tz_buf_append(buf, data, len);
	put_number(buf, (uint32_t)sum);
}

/* Append what the bytes inflate to, or as much as is sound. */
static void
inflate_text(struct tz_image *image, const unsigned char *data, size_t len,
    struct tz_buf *ret)
{
	unsigned char chunk[4096];
	z_stream stream;
	int s = Z_OK;

	memset(&stream, 0, sizeof stream);
	if (inflateInit(&stream) != Z_OK)
		return;
	stream.next_in = (unsigned char *)data;
	stream.avail_in = (uInt)len;
	while (s == Z_OK && ret->len < MAX_TEXT) {
		stream.next_out = chunk;
		stream.avail_out = sizeof chunk;
		s = inflate(&stream, Z_NO_FLUSH);
		tz_buf_append(ret, chunk, sizeof chunk - stream.avail_out);
	}
	inflateEnd(&stream);
	if (s != Z_STREAM_END)
		image->damaged = true;
	if (image->status == TZ_OK)
		image->status = tz_emit_unpacked(image->emit, image->source,
		    ret->len, image->err);
}

/* A text with its key: XMP, or ImageMagick's hexadecimal EXIF, or any. */
static void
note_text(struct tz_image *image, const char *key, const char *text, size_t len)
{
	if (strcmp(key, "XML:com.adobe.xmp") == 0) {
		tz_image_xmp(image, (const unsigned char *)text, len);
		return;
	}
	tz_image_block(image, "text");
	tz_image_note(image, "key", key, strlen(key));
	tz_image_note(image, key, text, len);
}

/* Skip one string with its NUL; false where there is none. */
static bool
skip_string(const unsigned char **data, size_t *len)
{
	const unsigned char *nul = *len ? memchr(*data, 0, *len) : NULL;

	if (!nul)
		return false;
	*len -= (size_t)(nul + 1 - *data);
	*data = nul + 1;
	return true;
}

/* tEXt, zTXt and iTXt: a key, then a text that may be compressed. */
static void
read_text(struct tz_image *image, const char *type, const unsigned char *data,
    size_t len)
{
	tz_auto_buf inflated = TZ_BUF_INIT;
	const char *key = (const char *)data;
	bool packed = type[0] == 'z';

	if (!skip_string(&data, &len)) {
		image->damaged = true;
		return;
	}
	if (type[0] == 'z') {
		if (len < 1)
			return;
		data++;
		len--;
	} else if (type[0] == 'i') {
		if (len < 2)
			return;
		packed = data[0] == 1;
		data += 2;
		len -= 2;
		/* A language, and the key in it. */
		if (!skip_string(&data, &len) || !skip_string(&data, &len))
			return;
	}
	if (packed) {
		inflate_text(image, data, len, &inflated);
		data = (const unsigned char *)tz_buf_str(&inflated);
		len = inflated.len;
	}
	note_text(image, key, (const char *)data, len);
}

/* Show the frame of an animation that was put together. */
static void
end_frame(struct tz_image *image, struct frame *frame)
{
	if (frame->open && frame->n < MAX_FRAMES) {
		put_chunk(&frame->bytes, "IEND", "", 0);
		if (!frame->bytes.failed)
			tz_image_shown(image,
			    (const unsigned char *)frame->bytes.data,
			    frame->bytes.len);
		frame->n++;
	}
	if (frame->open && frame->n == MAX_FRAMES)
		image->unseen = true;
	frame->open = false;
}

/* Begin one: the head of the file, with the frame's own size. */
static void
start_frame(struct tz_image *image, struct frame *frame,
    const unsigned char *control, const struct tz_buf *before)
{
	const unsigned char *file = image->source->data;
	unsigned char head[13];

	end_frame(image, frame);
	memcpy(head, file + MARK + 8, sizeof head);
	memcpy(head, control + 4, 8);
	tz_buf_reset(&frame->bytes);
	tz_buf_append(&frame->bytes, file, MARK);
	put_chunk(&frame->bytes, "IHDR", head, sizeof head);
	tz_buf_append(&frame->bytes, before->data, before->len);
	frame->open = false;
}

static void
read_chunk(struct tz_image *image, const unsigned char *chunk, size_t len,
    struct frame *frame, struct tz_buf *before)
{
	char type[5] = {0};
	const unsigned char *data = chunk + 8;

	memcpy(type, chunk + 4, 4);
	if (strcmp(type, "tEXt") == 0 || strcmp(type, "zTXt") == 0 ||
	    strcmp(type, "iTXt") == 0) {
		read_text(image, type, data, len);
	} else if (strcmp(type, "eXIf") == 0) {
		tz_image_exif(image, data, len);
	} else if (strcmp(type, "PLTE") == 0 || strcmp(type, "tRNS") == 0) {
		tz_buf_append(before, chunk, len + AROUND);
	} else if (strcmp(type, "fcTL") == 0 && len >= 26) {
		start_frame(image, frame, data, before);
	} else if (strcmp(type, "fdAT") == 0) {
		if (len > 4 && frame->bytes.len > 0) {
			put_chunk(&frame->bytes, "IDAT", data + 4, len - 4);
			frame->open = true;
		}
	} else if (type[0] & 0x20 && strcmp(type, "pHYs") != 0 &&
	    strcmp(type, "iCCP") != 0 && strcmp(type, "gAMA") != 0 &&
	    strcmp(type, "cHRM") != 0 && strcmp(type, "sRGB") != 0 &&
	    strcmp(type, "bKGD") != 0 && strcmp(type, "tIME") != 0 &&
	    strcmp(type, "sBIT") != 0 && strcmp(type, "hIST") != 0 &&
	    strcmp(type, "acTL") != 0 && strcmp(type, "fdAT") != 0) {
		/* A program's own: C2PA's boxes, layers of Fireworks. */
		tz_image_block(image, "chunk");
		tz_image_strings(image, type, data, len);
	}
}

void
tz_image_png(struct tz_image *image)
{
	const unsigned char *data = image->source->data;
	size_t len = image->source->len;
	tz_auto_buf before = TZ_BUF_INIT;
	struct frame frame = {.open = false};
	size_t at = MARK, end = 0;

	while (image->status == TZ_OK && len - at >= AROUND) {
		size_t size = number(data + at);

		if (size > len - at - AROUND)
			break;
		if (memcmp(data + at + 4, "IEND", 4) == 0) {
			end = at + AROUND + size;
			break;
		}
		if (at > MARK || memcmp(data + at + 4, "IHDR", 4) == 0)
			read_chunk(image, data + at, size, &frame, &before);
		at += AROUND + size;
	}
	if (end == 0)
		image->damaged = true;
	tz_image_shown(image, data, end > 0 ? end : len);
	end_frame(image, &frame);
	tz_buf_clear(&frame.bytes);
	tz_image_after(image, end);
}
