/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ole/ole_blips.c - the pictures in Office's binary drawings
 *
 * They are looked for by their record's head, wherever it stands: that finds
 * the ones that no shape uses any more too.
 */
#include "intake/ole/ole_blips.h"

#define HEAD 8
#define UID 16
#define METAFILE 34
#define PICTURES_MAX 4096

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
		s = tz_emit_child(ole->emit, ole->source, tz_buf_str(&name),
		    inside.data, inside.len, err);
		at = (size_t)(inside.data - bytes.data) + inside.len;
	}
	return s;
}
