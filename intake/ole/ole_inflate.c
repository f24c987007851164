/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ole/ole_inflate.c - what zlib compressed in a compound file
 */
#include "intake/ole/ole_inflate.h"

#include <zlib.h>

#define PIECE 16384

enum tz_status
tz_ole_inflate(struct tz_ole *ole, struct tz_bytes bytes, size_t promised,
    struct tz_buf *ret, struct tz_err *err)
{
	z_stream zip;
	unsigned char piece[PIECE];
	enum tz_status s = TZ_OK;
	int state = Z_OK;

	memset(&zip, 0, sizeof zip);
	if (inflateInit(&zip) != Z_OK)
		return tz_fail_nomem(err);
	zip.next_in = (unsigned char *)bytes.data;
	zip.avail_in = (uInt)bytes.len;
	while (s == TZ_OK && state == Z_OK) {
		size_t len;

		zip.next_out = piece;
		zip.avail_out = sizeof piece;
		state = inflate(&zip, Z_NO_FLUSH);
		len = sizeof piece - zip.avail_out;
		if (len == 0 && state == Z_OK)
			state = Z_DATA_ERROR;
		s = tz_emit_unpacked(ole->emit, ole->source, len, err);
		tz_buf_append(ret, piece, len);
	}
	inflateEnd(&zip);
	/* Some writers leave out the end, but nothing of what is before it. */
	if (s == TZ_OK && state != Z_STREAM_END &&
	    (promised == 0 || ret->len < promised))
		s = tz_ole_damaged(ole, err);
	return s ? s : tz_buf_check(ret, err);
}
