/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ole/ole_blips.c - the pictures in Office's binary drawings
 *
 * They are looked for by their record's head, wherever it stands: that finds
 * the ones that no shape uses any more too.
 */
#include "intake/ole/ole_blips.h"

#include "intake/ole/ole_inflate.h"

#define HEAD 8
#define UID 16
#define METAFILE 34
#define PICTURES_MAX 4096
#define BITMAP_HEAD 14

/* What a record's instance says about the length of its digests. */
static const struct kind {
	uint16_t type;
	uint16_t one, two; /* instances with one digest, and with two */
	const char *ending;
} kinds[] = {
    {0xf01a, 0x3d4, 0x3d5, "emf"},
    {0xf01b, 0x216, 0x217, "wmf"},
    {0xf01c, 0x542, 0x543, "pict"},
    {0xf01d, 0x46a, 0x46b, "jpg"},
    {0xf01d, 0x6e2, 0x6e3, "jpg"},
    {0xf01e, 0x6e0, 0x6e1, "png"},
    {0xf01f, 0x7a8, 0x7a9, "dib"},
    {0xf029, 0x6e4, 0x6e5, "tif"},
};

/* The picture in the record at ${at}; NULL when it is none. */
static const struct kind *
picture(struct tz_bytes bytes, size_t at, struct tz_bytes *ret)
{
	uint16_t head = tz_bytes_16(bytes, at);
	uint16_t type = tz_bytes_16(bytes, at + 2);
	size_t len = tz_bytes_32(bytes, at + 4);
	size_t i, skip;

	if ((head & 0xf) != 0 || !tz_bytes_has(bytes, at + HEAD, len))
		return NULL;
	for (i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
		if (type != kinds[i].type ||
		    (head >> 4 != kinds[i].one && head >> 4 != kinds[i].two))
			continue;
		skip = head >> 4 == kinds[i].two ? 2 * UID : UID;
		skip += type < 0xf01d ? METAFILE : 1;
		if (len <= skip)
			return NULL;
		*ret = tz_bytes_slice(bytes, at + HEAD + skip, len - skip);
		return &kinds[i];
	}
	return NULL;
}

/* A bitmap without the head that it has as a file: put one before it. */
static void
add_bitmap(struct tz_bytes inside, struct tz_buf *ret)
{
	size_t head = tz_bytes_32(inside, 0), colours = 0, i;
	unsigned bits = tz_bytes_16(inside, 14);
	uint32_t words[3] = {(uint32_t)(BITMAP_HEAD + inside.len), 0, 0};

	if (bits > 0 && bits <= 8)
		colours = (size_t)1 << bits;
	if (tz_bytes_32(inside, 32) > 0 && tz_bytes_32(inside, 32) <= 256)
		colours = tz_bytes_32(inside, 32);
	words[2] = (uint32_t)(BITMAP_HEAD + head + 4 * colours);
	if (head == 40 && tz_bytes_32(inside, 16) == 3)
		words[2] += 12;
	tz_buf_append(ret, "BM", 2);
	for (i = 0; i < 12; i++)
		tz_buf_putc(ret, (char)(words[i / 4] >> (8 * (i % 4))));
	tz_buf_append(ret, inside.data, inside.len);
}

/* How long the metafile is that is compressed here, by the head before it. */
static size_t
metafile_size(struct tz_bytes inside)
{
	const struct tz_bytes head = {inside.data - METAFILE, METAFILE};

	return tz_bytes_32(head, 0);
}

/* Read one picture as a file. */
static enum tz_status
send(struct tz_ole *ole, const struct kind *kind, struct tz_bytes inside,
    const char *name, struct tz_err *err)
{
	tz_auto_buf file = TZ_BUF_INIT;
	enum tz_status s = TZ_OK;

	if (kind->type < 0xf01d && inside.data[-2] == 0) {
		s = tz_ole_inflate(ole, inside, metafile_size(inside), &file,
		    err);
		inside = tz_bytes_of(&file);
	} else if (kind->type == 0xf01f) {
		add_bitmap(inside, &file);
		s = tz_buf_check(&file, err);
		inside = tz_bytes_of(&file);
	}
	return s ? s
		 : tz_emit_child(ole->emit, ole->source, name, inside.data,
		       inside.len, err);
}

enum tz_status
tz_ole_blips(struct tz_ole *ole, struct tz_bytes bytes, const char *path,
    struct tz_err *err)
{
	enum tz_status s = TZ_OK;
	unsigned n = 0;
	size_t at = 0;

	while (s == TZ_OK && n < PICTURES_MAX && at + HEAD < bytes.len) {
		tz_auto_buf name = TZ_BUF_INIT;
		const unsigned char *next =
		    memchr(bytes.data + at + 3, 0xf0, bytes.len - at - 3);
		const struct kind *kind;
		struct tz_bytes inside;

		if (!next)
			break;
		at = (size_t)(next - bytes.data) - 3;
		kind = picture(bytes, at, &inside);
		if (!kind) {
			at++;
			continue;
		}
		tz_buf_printf(&name, "%s-%u.%s", path, ++n, kind->ending);
		s = send(ole, kind, inside, tz_buf_str(&name), err);
		at = (size_t)(inside.data - bytes.data) + inside.len;
	}
	return s;
}
