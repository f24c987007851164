/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/mail/lzfu.c - compressed RTF of Outlook ([MS-OXRTFCP])
 */
#include "intake/mail/lzfu.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/buf.h"
#include "base/intl.h"
#include "intake/emit.h"

#define WINDOW 4096U
#define HEADER 16
#define COMPRESSED 0x75465a4cU
#define PLAIN 0x414c454dU

/* What the window holds at the beginning (2.1.2.1). */
static const char first[] =
    "{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman "
    "\\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New "
    "RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par "
    "\\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx";

struct window {
	unsigned char bytes[WINDOW];
	unsigned at;
};

static uint32_t
u32(const unsigned char *at)
{
	return (uint32_t)at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 |
	    (uint32_t)at[3] << 24;
}

static void
put(struct window *window, unsigned char c, struct tz_buf *ret)
{
	window->bytes[window->at] = c;
	window->at = (window->at + 1) % WINDOW;
	tz_buf_putc(ret, (char)c);
}

/* Undo the compression; whether the mark of the end was met. */
static bool
unpack(const unsigned char *at, const unsigned char *end, struct tz_buf *ret)
{
	struct window window;
	unsigned control = 0, bit = 8, offset, n;

	memset(window.bytes, 0, sizeof window.bytes);
	memcpy(window.bytes, first, sizeof first - 1);
	window.at = sizeof first - 1;
	while (!ret->failed) {
		if (bit == 8) {
			if (at == end)
				return false;
			control = *at++;
			bit = 0;
		}
		if (!(control >> bit++ & 1)) {
			if (at == end)
				return false;
			put(&window, *at++, ret);
			continue;
		}
		if (end - at < 2)
			return false;
		offset = (unsigned)at[0] << 4 | at[1] >> 4;
		n = (at[1] & 15U) + 2;
		at += 2;
		if (offset == window.at)
			return true;
		for (; n > 0; n--, offset++)
			put(&window, window.bytes[offset % WINDOW], ret);
	}
	return false;
}

enum tz_status
tz_lzfu_unpack(struct tz_emit *emit, const struct tz_source *source,
    const void *data, size_t len, struct tz_buf *ret, struct tz_err *err)
{
	const unsigned char *at = data;
	size_t before = ret->len;
	bool ended = true;
	enum tz_status s;

	if (len < HEADER)
		return tz_fail(err, TZ_FORMAT, _("compressed RTF is cut off"));
	if (u32(at + 8) == PLAIN)
		tz_buf_append(ret, at + HEADER, len - HEADER);
	else if (u32(at + 8) == COMPRESSED)
		ended = unpack(at + HEADER, at + len, ret);
	else
		ended = false;
	s = tz_buf_check(ret, err);
	/* No more than nine times the input, so it is counted afterwards. */
	if (s == TZ_OK)
		s = tz_emit_unpacked(emit, source, ret->len - before, err);
	if (s == TZ_OK && !ended)
		s = tz_fail(err, TZ_FORMAT, _("compressed RTF is cut off"));
	return s;
}
