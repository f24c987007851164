/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/image/metafile_wmf.c - the records of a metafile of Windows 3
 * ([MS-WMF])
 */
#include <string.h>

#include "intake/image/metafile.h"

enum record_type {
	END = 0x0000,
	CREATE_PALETTE = 0x00f7,
	SELECT_OBJECT = 0x012d,
	CREATE_DIB_BRUSH = 0x0142,
	DELETE_OBJECT = 0x01f0,
	CREATE_BRUSH_OF = 0x01f9,
	CREATE_PEN = 0x02fa,
	CREATE_FONT = 0x02fb,
	CREATE_BRUSH = 0x02fc,
	TEXT_OUT = 0x0521,
	ESCAPE = 0x0626,
	CREATE_REGION = 0x06ff,
	BIT_BLT = 0x0922,
	DIB_BIT_BLT = 0x0940,
	EXT_TEXT_OUT = 0x0a32,
	STRETCH_BLT = 0x0b23,
	DIB_STRETCH_BLT = 0x0b41,
	SET_DIB = 0x0d33,
	STRETCH_DIB = 0x0f43,
};

#define PLACEABLE 0x9ac6cdd7
#define PLACEABLE_HEAD 22
/* Options of text. */
#define ETO_BOX 0x6
#define ETO_GLYPH_INDEX 0x10
/* What a comment may be. */
#define ESCAPE_COMMENT 15
#define COMMENT_METAFILE 0x43464d57
#define COMMENT_HEAD 38

static double
real(struct tz_bytes bytes, size_t at)
{
	return (int16_t)tz_bytes_16(bytes, at);
}

/* A new object takes the lowest number that is free. */
static void
create(struct tz_metafile *file, struct tz_bytes record, bool font)
{
	double height = real(record, 6);
	size_t i;

	for (i = file->lowest; i < TZ_METAFILE_OBJECTS; i++) {
		struct tz_metafile_font *object = &file->objects[i];

		file->lowest = i + 1;
		if (object->used)
			continue;
		object->used = true;
		object->font = font;
		object->height = height < 0 ? -height : height;
		object->charset = tz_bytes_8(record, 6 + 13);
		return;
	}
}

static void
say(struct tz_metafile *file, struct tz_bytes letters,
    struct tz_metafile_run *run)
{
	tz_auto_buf text = TZ_BUF_INIT;

	tz_metafile_decode(file->font.charset, letters, &text);
	run->height = file->font.height;
	tz_metafile_say(file, run, &text);
}

static void
text_out(struct tz_metafile *file, struct tz_bytes record)
{
	size_t n = tz_bytes_16(record, 6), after = 8 + ((n + 1) & ~(size_t)1);
	struct tz_metafile_run run = {
	    real(record, after + 2), real(record, after), 0, 0};
	struct tz_bytes letters = tz_bytes_slice(record, 8, n);

	file->damaged |= letters.len < n;
	say(file, letters, &run);
}

static void
ext_text_out(struct tz_metafile *file, struct tz_bytes record)
{
	struct tz_metafile_run run = {real(record, 8), real(record, 6), 0, 0};
	size_t n = tz_bytes_16(record, 10), i;
	unsigned options = tz_bytes_16(record, 12);
	size_t at = options & ETO_BOX ? 22 : 14;
	size_t widths = at + ((n + 1) & ~(size_t)1);
	struct tz_bytes letters = tz_bytes_slice(record, at, n);

	if (n > 0 && options & ETO_GLYPH_INDEX) {
		file->unseen = true;
		return;
	}
	file->damaged |= letters.len < n;
	for (i = 0; i < n && tz_bytes_has(record, widths, 2 * n); i++)
		run.width += real(record, widths + 2 * i);
	say(file, letters, &run);
}

/* Pieces of an enhanced metafile, and whatever a program keeps. */
static void
comment(struct tz_metafile *file, struct tz_bytes data)
{
	struct tz_metafile_pieces *pieces = &file->pieces;
	uint32_t left = tz_bytes_32(data, 26);

	if (tz_bytes_32(data, 0) != COMMENT_METAFILE ||
	    data.len < COMMENT_HEAD - 4) {
		tz_metafile_strings(file, "comment", data);
		return;
	}
	tz_buf_append(&pieces->bytes, data.data + COMMENT_HEAD - 4,
	    tz_bytes_slice(data, COMMENT_HEAD - 4, tz_bytes_32(data, 22)).len);
	pieces->open = left > 0;
	if (left > 0)
		return;
	if (pieces->bytes.failed)
		file->status = tz_fail_nomem(file->err);
	else
		tz_metafile_child(file, "emf", tz_bytes_of(&pieces->bytes));
	tz_buf_clear(&pieces->bytes);
}

static void
escape(struct tz_metafile *file, struct tz_bytes record)
{
	struct tz_bytes data =
	    tz_bytes_slice(record, 10, tz_bytes_16(record, 8));

	if (tz_bytes_16(record, 6) == ESCAPE_COMMENT)
		comment(file, data);
	else
		tz_metafile_strings(file, "escape", data);
}

/* A picture that lies at ${at}; a short record fills an area. */
static void
picture(struct tz_metafile *file, struct tz_bytes record, size_t at)
{
	struct tz_bytes head = tz_bytes_slice(record, at, record.len);
	const struct tz_bytes behind = {NULL, 0};

	if (record.len / 2 != (size_t)(tz_bytes_16(record, 4) >> 8) + 3)
		tz_metafile_dib(file, head, behind);
}

/* Pixels in the form of some device: of no format that is told here. */
static void
device_picture(struct tz_metafile *file, struct tz_bytes record, size_t at)
{
	if (tz_emit_picture_matters(tz_bytes_16(record, at + 2),
		tz_bytes_16(record, at + 4)))
		file->unseen = true;
}

static void
read_object(struct tz_metafile *file, struct tz_bytes record)
{
	unsigned number = tz_bytes_16(record, 6);
	struct tz_metafile_font *object =
	    number < TZ_METAFILE_OBJECTS ? &file->objects[number] : NULL;

	if (!object)
		return;
	if (tz_bytes_16(record, 4) == DELETE_OBJECT) {
		memset(object, 0, sizeof *object);
		if (number < file->lowest)
			file->lowest = number;
	} else if (object->font) {
		file->font = *object;
	}
}

static void
read_record(struct tz_metafile *file, struct tz_bytes record)
{
	switch ((enum record_type)tz_bytes_16(record, 4)) {
	case SELECT_OBJECT:
	case DELETE_OBJECT:
		read_object(file, record);
		break;
	case CREATE_FONT:
		create(file, record, true);
		break;
	case CREATE_DIB_BRUSH:
		create(file, record, false);
		picture(file, record, 10);
		break;
	case CREATE_PALETTE:
	case CREATE_BRUSH_OF:
	case CREATE_PEN:
	case CREATE_BRUSH:
	case CREATE_REGION:
		create(file, record, false);
		break;
	case TEXT_OUT:
		text_out(file, record);
		break;
	case EXT_TEXT_OUT:
		ext_text_out(file, record);
		break;
	case ESCAPE:
		escape(file, record);
		break;
	case DIB_BIT_BLT:
		picture(file, record, 22);
		break;
	case DIB_STRETCH_BLT:
		picture(file, record, 26);
		break;
	case SET_DIB:
		picture(file, record, 24);
		break;
	case STRETCH_DIB:
		picture(file, record, 28);
		break;
	case BIT_BLT:
		device_picture(file, record, 22);
		break;
	case STRETCH_BLT:
		device_picture(file, record, 26);
		break;
	case END:
		break;
	}
}

size_t
tz_metafile_wmf(struct tz_metafile *file, struct tz_bytes bytes)
{
	size_t at = tz_bytes_32(bytes, 0) == PLACEABLE ? PLACEABLE_HEAD : 0;

	at += 2 * (size_t)tz_bytes_16(bytes, at + 2);
	while (file->status == TZ_OK && tz_bytes_has(bytes, at, 6)) {
		uint64_t size = 2 * (uint64_t)tz_bytes_32(bytes, at);

		if (size < 6 || !tz_bytes_has(bytes, at, size))
			return 0;
		read_record(file, tz_bytes_slice(bytes, at, size));
		if (tz_bytes_16(bytes, at + 4) == END)
			return at + size;
		at += size;
	}
	return 0;
}
