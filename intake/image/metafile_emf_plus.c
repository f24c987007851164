/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/image/metafile_emf_plus.c - the records of EMF+ ([MS-EMFPLUS])
 */
#include <stdlib.h>
#include <string.h>

#include "intake/image/metafile.h"
#include "intake/ole/ole_strings.h"

enum record_type {
	PLUS_COMMENT = 0x4003,
	PLUS_OBJECT = 0x4008,
	PLUS_DRAW_STRING = 0x401c,
	PLUS_DRAW_DRIVER_STRING = 0x4036,
};

/* Of an object: what it is, its number, and that more of it comes. */
#define OBJECT_MORE 0x8000
#define OBJECT_KIND 0x7f00
#define OBJECT_IMAGE 0x0500
/* Of glyphs: they are letters. */
#define DRIVER_LETTERS 1
#define IMAGE_BITMAP 1
#define IMAGE_METAFILE 2
#define PIXELS_PACKED 1
#define MAX_SIDE 16384

static void
say(struct tz_metafile *file, struct tz_bytes letters, bool line)
{
	tz_auto_buf text = TZ_BUF_INIT;

	tz_ole_utf16(letters, &text);
	if (text.len == 0)
		return;
	if (line)
		tz_story_break(&file->again, '\n');
	tz_story_add(&file->again, text.data, text.len);
}

static void
draw_string(struct tz_metafile *file, struct tz_bytes data)
{
	size_t n = tz_bytes_32(data, 8);

	if (n > data.len) {
		file->damaged = true;
		return;
	}
	say(file, tz_bytes_slice(data, 28, 2 * n), true);
}

static void
draw_driver_string(struct tz_metafile *file, struct tz_bytes data)
{
	size_t n = tz_bytes_32(data, 12);

	if (n > data.len)
		file->damaged = true;
	else if (tz_bytes_32(data, 4) & DRIVER_LETTERS)
		say(file, tz_bytes_slice(data, 16, 2 * n), true);
	else if (n > 0)
		file->unseen = true;
}

/* Pixels of 24 or 32 bits, one row after the other. */
static void
show_pixels(struct tz_metafile *file, struct tz_bytes data)
{
	size_t width = tz_bytes_32(data, 0), height = tz_bytes_32(data, 4);
	size_t stride = tz_bytes_32(data, 8), step, x, y;
	const struct tz_place place = {.kind = TZ_PLACE_NONE};
	unsigned bits = tz_bytes_32(data, 12) >> 8 & 0xff;
	unsigned char *grey;

	if (!tz_emit_picture_matters(width, height))
		return;
	step = bits / 8;
	if ((bits != 24 && bits != 32) || width > MAX_SIDE ||
	    height > MAX_SIDE || stride < width * step || stride > data.len ||
	    !tz_bytes_has(data, 20, stride * height)) {
		file->unseen = true;
		return;
	}
	grey = malloc(width * height);
	if (!grey) {
		file->status = tz_fail_nomem(file->err);
		return;
	}
	for (y = 0; y < height; y++) {
		const unsigned char *row = data.data + 20 + y * stride;

		for (x = 0; x < width; x++, row += step)
			grey[y * width + x] =
			    (unsigned char)((row[0] * 28U + row[1] * 151U +
						row[2] * 77U) >>
				8);
	}
	file->status = tz_emit_picture(file->emit, file->source, "EMF+", &place,
	    grey, width, height, width, 0, file->err);
	free(grey);
}

static void
read_image(struct tz_metafile *file, struct tz_bytes image)
{
	uint32_t kind = tz_bytes_32(image, 4);

	if (kind == IMAGE_METAFILE) {
		tz_metafile_child(file, "emf",
		    tz_bytes_slice(image, 16, tz_bytes_32(image, 12)));
	} else if (kind == IMAGE_BITMAP &&
	    tz_bytes_32(image, 24) == PIXELS_PACKED) {
		tz_metafile_child(file, "img",
		    tz_bytes_slice(image, 28, image.len));
	} else if (kind == IMAGE_BITMAP) {
		show_pixels(file, tz_bytes_slice(image, 8, image.len));
	} else {
		file->unseen = true;
	}
}

/* One object, or a piece of one. */
static void
read_object(struct tz_metafile *file, unsigned flags, struct tz_bytes data)
{
	struct tz_metafile_pieces *pieces = &file->pieces;

	if ((flags & OBJECT_KIND) != OBJECT_IMAGE)
		return;
	if (!(flags & OBJECT_MORE) && !pieces->open) {
		read_image(file, data);
		return;
	}
	/* Each piece begins with the length of the whole, but for the last. */
	if (pieces->open && pieces->object != (flags & 0xff))
		tz_buf_reset(&pieces->bytes);
	pieces->open = true;
	pieces->object = flags & 0xff;
	if (flags & OBJECT_MORE)
		data = tz_bytes_slice(data, 4, data.len);
	tz_buf_append(&pieces->bytes, data.data, data.len);
	if (flags & OBJECT_MORE)
		return;
	if (pieces->bytes.failed)
		file->status = tz_fail_nomem(file->err);
	else
		read_image(file, tz_bytes_of(&pieces->bytes));
	tz_buf_clear(&pieces->bytes);
	memset(pieces, 0, sizeof *pieces);
}

void
tz_metafile_emf_plus(struct tz_metafile *file, struct tz_bytes bytes)
{
	size_t at = 0;

	while (file->status == TZ_OK && tz_bytes_has(bytes, at, 12)) {
		unsigned type = tz_bytes_16(bytes, at);
		unsigned flags = tz_bytes_16(bytes, at + 2);
		size_t size = tz_bytes_32(bytes, at + 4);
		struct tz_bytes data;

		if (size < 12 || !tz_bytes_has(bytes, at, size)) {
			file->damaged = true;
			return;
		}
		data =
		    tz_bytes_slice(bytes, at + 12, tz_bytes_32(bytes, at + 8));
		if (data.len > size - 12)
			data.len = size - 12;
		if (type == PLUS_DRAW_STRING)
			draw_string(file, data);
		else if (type == PLUS_DRAW_DRIVER_STRING)
			draw_driver_string(file, data);
		else if (type == PLUS_OBJECT)
			read_object(file, flags, data);
		else if (type == PLUS_COMMENT)
			tz_metafile_strings(file, "comment", data);
		at += size;
	}
}
