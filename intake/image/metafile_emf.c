/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/image/metafile_emf.c - the records of an enhanced metafile ([MS-EMF])
 */
#include <stdio.h>
#include <string.h>

#include "intake/image/metafile.h"
#include "intake/ole/ole_strings.h"

enum record_type {
	HEADER = 1,
	END = 14,
	SELECT_OBJECT = 37,
	CREATE_PEN = 38,
	CREATE_BRUSH = 39,
	DELETE_OBJECT = 40,
	COMMENT = 70,
	BIT_BLT = 76,
	STRETCH_BLT = 77,
	MASK_BLT = 78,
	PLG_BLT = 79,
	SET_DIBITS = 80,
	STRETCH_DIBITS = 81,
	CREATE_FONT = 82,
	TEXT_OUT_A = 83,
	TEXT_OUT_W = 84,
	CREATE_MONO_BRUSH = 93,
	CREATE_DIB_BRUSH = 94,
	CREATE_EXT_PEN = 95,
	POLY_TEXT_OUT_A = 96,
	POLY_TEXT_OUT_W = 97,
	SMALL_TEXT_OUT = 108,
	ALPHA_BLEND = 114,
	TRANSPARENT_BLT = 116,
};

/* Options of text. */
#define ETO_GLYPH_INDEX 0x10
#define ETO_NO_RECT 0x100
#define ETO_SMALL_CHARS 0x200
/* Marks of comments. */
#define COMMENT_EMF_PLUS 0x2b464d45
#define COMMENT_PUBLIC 0x43494447
#define PUBLIC_GROUP 2
#define PUBLIC_MULTIPLE 0x40000004
#define PUBLIC_METAFILE 0x80000001
#define STOCK_OBJECT 0x80000000

static double
real(struct tz_bytes bytes, size_t at)
{
	return (int32_t)tz_bytes_32(bytes, at);
}

static struct tz_metafile_font *
object_at(struct tz_metafile *file, uint32_t number)
{
	return number < TZ_METAFILE_OBJECTS ? &file->objects[number] : NULL;
}

static void
create_font(struct tz_metafile *file, struct tz_bytes record)
{
	struct tz_metafile_font *font = object_at(file, tz_bytes_32(record, 8));
	double height = real(record, 12);

	if (!font)
		return;
	font->used = font->font = true;
	font->height = height < 0 ? -height : height;
	font->charset = tz_bytes_8(record, 12 + 23);
}

static void
select_object(struct tz_metafile *file, struct tz_bytes record)
{
	uint32_t number = tz_bytes_32(record, 8);
	const struct tz_metafile_font *font = object_at(file, number);

	if (number & STOCK_OBJECT)
		return;
	if (font && font->font)
		file->font = *font;
}

static void
delete_object(struct tz_metafile *file, struct tz_bytes record)
{
	struct tz_metafile_font *font = object_at(file, tz_bytes_32(record, 8));

	if (font)
		memset(font, 0, sizeof *font);
}

/* Letters of two bytes, or of one in the font's character set. */
static void
say(struct tz_metafile *file, struct tz_metafile_run *run,
    struct tz_bytes letters, bool wide)
{
	tz_auto_buf text = TZ_BUF_INIT;

	if (wide)
		tz_ole_utf16(letters, &text);
	else
		tz_metafile_decode(file->font.charset, letters, &text);
	run->height = file->font.height;
	tz_metafile_say(file, run, &text);
}

/* [MS-EMF], 2.2.5: one text, described at ${at}. */
static void
text_out(struct tz_metafile *file, struct tz_bytes record, size_t at, bool wide)
{
	size_t n = tz_bytes_32(record, at + 8);
	size_t from = tz_bytes_32(record, at + 12);
	uint32_t options = tz_bytes_32(record, at + 16);
	size_t widths = tz_bytes_32(record, at + 36);
	struct tz_metafile_run run = {
	    real(record, at), real(record, at + 4), 0, 0};
	struct tz_bytes letters;
	size_t i;

	if (n == 0)
		return;
	if (n > record.len || from > record.len) {
		file->damaged = true;
		return;
	}
	letters = tz_bytes_slice(record, from, wide ? 2 * n : n);
	if (letters.len < (wide ? 2 * n : n))
		file->damaged = true;
	if (options & ETO_GLYPH_INDEX) {
		file->unseen = true;
		return;
	}
	if (tz_bytes_has(record, widths, 4 * n) && widths > 0) {
		for (i = 0; i < n; i++)
			run.width +=
			    tz_bytes_32(record, widths + 4 * i) & 0xffff;
	}
	say(file, &run, letters, wide);
}

static void
poly_text_out(struct tz_metafile *file, struct tz_bytes record, bool wide)
{
	size_t n = tz_bytes_32(record, 36), i;

	for (i = 0; i < n && tz_bytes_has(record, 40 + 40 * i, 40); i++)
		text_out(file, record, 40 + 40 * i, wide);
	if (i < n)
		file->damaged = true;
}

static void
small_text_out(struct tz_metafile *file, struct tz_bytes record)
{
	size_t n = tz_bytes_32(record, 16);
	uint32_t options = tz_bytes_32(record, 20);
	size_t at = options & ETO_NO_RECT ? 36 : 52;
	bool small = options & ETO_SMALL_CHARS;
	struct tz_metafile_run run = {real(record, 8), real(record, 12), 0, 0};
	struct tz_bytes letters = tz_bytes_slice(record, at,
	    n > record.len ? 0
		: small	   ? n
			   : 2 * n);
	tz_auto_buf text = TZ_BUF_INIT;

	if (options & ETO_GLYPH_INDEX) {
		file->unseen = true;
		return;
	}
	if (letters.len < n)
		file->damaged = true;
	if (!small) {
		say(file, &run, letters, true);
		return;
	}
	tz_ole_latin(letters, &text);
	run.height = file->font.height;
	tz_metafile_say(file, &run, &text);
}

/* A picture whose four offsets and lengths stand at ${at}. */
static void
picture(struct tz_metafile *file, struct tz_bytes record, size_t at)
{
	struct tz_bytes head = tz_bytes_slice(record, tz_bytes_32(record, at),
	    tz_bytes_32(record, at + 4));
	struct tz_bytes bits = tz_bytes_slice(record,
	    tz_bytes_32(record, at + 8), tz_bytes_32(record, at + 12));

	/* Without one, it is an area that is filled. */
	if (tz_bytes_32(record, at + 4) > 0 && bits.len > 0)
		tz_metafile_dib(file, head, bits);
}

static void
public_comment(struct tz_metafile *file, struct tz_bytes record)
{
	uint32_t type = tz_bytes_32(record, 16);
	tz_auto_buf text = TZ_BUF_INIT;
	size_t n, i;

	if (type == PUBLIC_GROUP) {
		n = tz_bytes_32(record, 36);
		if (n > record.len)
			return;
		tz_ole_utf16(tz_bytes_slice(record, 40, 2 * n), &text);
		tz_metafile_word(file, "group", &text);
	} else if (type == PUBLIC_METAFILE) {
		n = tz_bytes_32(record, 32);
		tz_metafile_child(file, "wmf", tz_bytes_slice(record, 36, n));
	} else if (type == PUBLIC_MULTIPLE) {
		/* The same picture in other formats. */
		n = tz_bytes_32(record, 36);
		for (i = 0; i < n && tz_bytes_has(record, 40 + 16 * i, 16); i++)
			tz_metafile_child(file, "emf",
			    tz_bytes_slice(record,
				12 + tz_bytes_32(record, 52 + 16 * i),
				tz_bytes_32(record, 48 + 16 * i)));
	}
}

static void
comment(struct tz_metafile *file, struct tz_bytes record)
{
	struct tz_bytes data =
	    tz_bytes_slice(record, 12, tz_bytes_32(record, 8));
	uint32_t mark = tz_bytes_32(data, 0);

	if (mark == COMMENT_EMF_PLUS && data.len >= 4)
		tz_metafile_emf_plus(file, tz_bytes_slice(data, 4, data.len));
	else if (mark == COMMENT_PUBLIC)
		public_comment(file, record);
	else
		tz_metafile_strings(file, "comment", data);
}

/* The program's name and the picture's, parted by a NUL. */
static void
header(struct tz_metafile *file, struct tz_bytes record)
{
	size_t n = tz_bytes_32(record, 60);
	size_t from = tz_bytes_32(record, 64), i;
	tz_auto_buf text = TZ_BUF_INIT;

	if (n == 0 || n > record.len)
		return;
	tz_ole_utf16(tz_bytes_slice(record, from, 2 * n), &text);
	for (i = 0; i < text.len; i++) {
		if (text.data[i] == '\0')
			text.data[i] = '\n';
	}
	while (text.len > 0 && text.data[text.len - 1] == '\n')
		text.len--;
	tz_metafile_word(file, "description", &text);
}

static void
read_record(struct tz_metafile *file, struct tz_bytes record)
{
	switch ((enum record_type)tz_bytes_32(record, 0)) {
	case HEADER:
		header(file, record);
		break;
	case SELECT_OBJECT:
		select_object(file, record);
		break;
	case CREATE_FONT:
		create_font(file, record);
		break;
	case DELETE_OBJECT:
	case CREATE_PEN:
	case CREATE_BRUSH:
	case CREATE_EXT_PEN:
		delete_object(file, record);
		break;
	case CREATE_MONO_BRUSH:
	case CREATE_DIB_BRUSH:
		delete_object(file, record);
		picture(file, record, 16);
		break;
	case COMMENT:
		comment(file, record);
		break;
	case BIT_BLT:
	case STRETCH_BLT:
	case MASK_BLT:
	case ALPHA_BLEND:
	case TRANSPARENT_BLT:
		picture(file, record, 84);
		break;
	case PLG_BLT:
		picture(file, record, 96);
		break;
	case SET_DIBITS:
	case STRETCH_DIBITS:
		picture(file, record, 48);
		break;
	case TEXT_OUT_A:
		text_out(file, record, 36, false);
		break;
	case TEXT_OUT_W:
		text_out(file, record, 36, true);
		break;
	case POLY_TEXT_OUT_A:
		poly_text_out(file, record, false);
		break;
	case POLY_TEXT_OUT_W:
		poly_text_out(file, record, true);
		break;
	case SMALL_TEXT_OUT:
		small_text_out(file, record);
		break;
	case END:
		break;
	}
}

size_t
tz_metafile_emf(struct tz_metafile *file, struct tz_bytes bytes)
{
	size_t at = 0;

	while (file->status == TZ_OK && tz_bytes_has(bytes, at, 8)) {
		size_t size = tz_bytes_32(bytes, at + 4);

		if (size < 8 || !tz_bytes_has(bytes, at, size))
			return 0;
		read_record(file, tz_bytes_slice(bytes, at, size));
		if (tz_bytes_32(bytes, at) == END)
			return at + size;
		at += size;
	}
	return 0;
}
