/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * base/utf8.c - code points, cleaning, and the kinds of characters
 *
 * Well-formed is what Unicode's table 3-7 says: no overlong form, no
 * surrogate, nothing above U+10FFFF.  Each ill-formed byte is replaced by
 * itself, so offsets of bytes and of code points stay easy to relate.
 */
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "base/buf.h"
#include "base/intl.h"

#define REPLACEMENT 0xfffd

/* The length of the well-formed sequence at ${at}, 0 if there is none. */
static inline size_t
sequence(const unsigned char *at, size_t left, uint32_t *ret_point)
{
	unsigned char a = at[0];

	if (a < 0x80) {
		*ret_point = a;
		return 1;
	}
	if (a < 0xc2 || left < 2 || (at[1] & 0xc0) != 0x80)
		return 0;
	if (a < 0xe0) {
		*ret_point = (uint32_t)(a & 0x1f) << 6 | (at[1] & 0x3f);
		return 2;
	}
	if (left < 3 || (at[2] & 0xc0) != 0x80)
		return 0;
	if (a < 0xf0) {
		*ret_point = (uint32_t)(a & 0x0f) << 12 |
		    (uint32_t)(at[1] & 0x3f) << 6 | (at[2] & 0x3f);
		if (*ret_point < 0x800 ||
		    (*ret_point >= 0xd800 && *ret_point < 0xe000))
			return 0;
		return 3;
	}
	if (a > 0xf4 || left < 4 || (at[3] & 0xc0) != 0x80)
		return 0;
	*ret_point = (uint32_t)(a & 0x07) << 18 |
	    (uint32_t)(at[1] & 0x3f) << 12 | (uint32_t)(at[2] & 0x3f) << 6 |
	    (at[3] & 0x3f);
	return *ret_point < 0x10000 || *ret_point > 0x10ffff ? 0 : 4;
}

/* As sequence(), an ill-formed byte being U+FFFD and one byte long. */
static inline size_t
sequence_or_one(const char *text, size_t len, size_t at, uint32_t *ret_point)
{
	size_t n =
	    sequence((const unsigned char *)text + at, len - at, ret_point);

	if (n > 0)
		return n;
	*ret_point = REPLACEMENT;
	return 1;
}

size_t
tz_utf8_next(const char *text, size_t len, size_t at, uint32_t *ret_point)
{
	return at < len ? sequence_or_one(text, len, at, ret_point) : 0;
}

void
tz_utf8_put(uint32_t point, struct tz_buf *ret)
{
	char out[4];
	size_t n;

	if (point > 0x10ffff || (point >= 0xd800 && point < 0xe000))
		point = REPLACEMENT;
	if (point < 0x80) {
		out[0] = (char)point;
		n = 1;
	} else if (point < 0x800) {
		out[0] = (char)(0xc0 | point >> 6);
		out[1] = (char)(0x80 | (point & 0x3f));
		n = 2;
	} else if (point < 0x10000) {
		out[0] = (char)(0xe0 | point >> 12);
		out[1] = (char)(0x80 | (point >> 6 & 0x3f));
		out[2] = (char)(0x80 | (point & 0x3f));
		n = 3;
	} else {
		out[0] = (char)(0xf0 | point >> 18);
		out[1] = (char)(0x80 | (point >> 12 & 0x3f));
		out[2] = (char)(0x80 | (point >> 6 & 0x3f));
		out[3] = (char)(0x80 | (point & 0x3f));
		n = 4;
	}
	tz_buf_append(ret, out, n);
}

/* Step over up to ${limit} code points from byte ${at} on, ASCII eight at a
 * time; returns the byte after them. */
static size_t
advance(const char *text, size_t len, size_t at, size_t limit, size_t *ret_n)
{
	size_t n = 0;

	while (n < limit && at < len) {
		uint64_t word;
		uint32_t point;

		if (len - at >= sizeof word && limit - n >= sizeof word) {
			memcpy(&word, text + at, sizeof word);
			if (!(word & UINT64_C(0x8080808080808080))) {
				at += sizeof word;
				n += sizeof word;
				continue;
			}
		}
		at += sequence_or_one(text, len, at, &point);
		n++;
	}
	*ret_n = n;
	return at;
}

bool
tz_utf8_valid(const char *text, size_t len)
{
	size_t at = 0;

	while (at < len) {
		uint64_t word;
		uint32_t point;
		size_t n;

		if (len - at >= sizeof word) {
			memcpy(&word, text + at, sizeof word);
			if (!(word & UINT64_C(0x8080808080808080))) {
				at += sizeof word;
				continue;
			}
		}
		n = sequence((const unsigned char *)text + at, len - at,
		    &point);
		if (n == 0)
			return false;
		at += n;
	}
	return true;
}

size_t
tz_utf8_count(const char *text, size_t len)
{
	size_t n;

	advance(text, len, 0, SIZE_MAX, &n);
	return n;
}

size_t
tz_utf8_offset(const char *text, size_t len, size_t n)
{
	size_t done;

	return advance(text, len, 0, n, &done);
}

void
tz_utf8_clean(const char *text, size_t len, struct tz_buf *ret)
{
	size_t at = 0;
	size_t start = 0;

	while (at < len) {
		uint32_t point;
		size_t n = sequence((const unsigned char *)text + at, len - at,
		    &point);

		if (n > 0) {
			at += n;
			continue;
		}
		tz_buf_append(ret, text + start, at - start);
		tz_utf8_put(REPLACEMENT, ret);
		start = ++at;
	}
	if (at > start)
		tz_buf_append(ret, text + start, at - start);
}

/* Whether a terminal might act on it, or hide or reorder what is around it. */
static bool
risky(uint32_t point)
{
	if (point < 0x20 || (point >= 0x7f && point < 0xa0))
		return true;
	if (point < 0xad)
		return false;
	return point == 0xad || point == 0x61c || point == 0x180e ||
	    (point >= 0x200b && point <= 0x200f) ||
	    (point >= 0x2028 && point <= 0x202e) ||
	    (point >= 0x2060 && point <= 0x206f) || point == 0xfeff ||
	    (point >= 0xfff9 && point <= 0xfffb) ||
	    (point >= 0xe0000 && point <= 0xe0fff);
}

void
tz_utf8_printable(const char *text, size_t len, struct tz_buf *ret)
{
	size_t at = 0;
	uint32_t point;

	while (at < len) {
		size_t n = tz_utf8_next(text, len, at, &point);

		if (risky(point))
			tz_buf_printf(ret, "\\u{%X}", (unsigned)point);
		else
			tz_utf8_put(point, ret);
		at += n;
	}
}

static size_t
point_width(uint32_t point)
{
	int kind;

	if (point >= 0x20 && point < 0x7f)
		return 1;
	kind = u_charType((UChar32)point);
	if (kind == U_NON_SPACING_MARK || kind == U_ENCLOSING_MARK ||
	    kind == U_FORMAT_CHAR || kind == U_CONTROL_CHAR ||
	    (point >= 0x1160 && point <= 0x11ff))
		return 0;
	kind = u_getIntPropertyValue((UChar32)point, UCHAR_EAST_ASIAN_WIDTH);
	return kind == U_EA_WIDE || kind == U_EA_FULLWIDTH ? 2 : 1;
}

size_t
tz_utf8_width(const char *text, size_t len)
{
	size_t at = 0;
	size_t width = 0;
	uint32_t point;

	while (at < len) {
		at += tz_utf8_next(text, len, at, &point);
		width += point_width(point);
	}
	return width;
}

/* CR LF and CR become LF; the rest is copied. */
static void
line_ends(const char *text, size_t len, struct tz_buf *ret)
{
	size_t start = 0;
	size_t at;

	for (at = 0; at < len; at++) {
		if (text[at] != '\r')
			continue;
		tz_buf_append(ret, text + start, at - start);
		tz_buf_putc(ret, '\n');
		if (at + 1 < len && text[at + 1] == '\n')
			at++;
		start = at + 1;
	}
	tz_buf_append(ret, text + start, len - start);
}

/* NFC of ${len} UTF-16 units into ${ret}. */
static enum tz_status
compose(const UChar *wide, int32_t len, struct tz_buf *ret, struct tz_err *err)
{
	UErrorCode code = U_ZERO_ERROR;
	const UNormalizer2 *nfc = unorm2_getNFCInstance(&code);
	int32_t room = len * 3 + 16; /* UAX 15: NFC triples UTF-16 at worst */
	UChar *out = malloc((size_t)room * sizeof *out);
	char *narrow = malloc((size_t)room * 3 + 1);
	int32_t n = 0;
	int32_t n_narrow = 0;
	enum tz_status s = TZ_OK;

	if (!out || !narrow)
		s = tz_fail_nomem(err);
	if (!s) {
		n = unorm2_normalize(nfc, wide, len, out, room, &code);
		u_strToUTF8(narrow, room * 3 + 1, &n_narrow, out, n, &code);
		if (U_FAILURE(code))
			s = tz_fail(err, TZ_BUG, "%s",
			    _("text cannot be normalised"));
	}
	if (!s) {
		tz_buf_append(ret, narrow, (size_t)n_narrow);
		s = tz_buf_check(ret, err);
	}
	free(out);
	free(narrow);
	return s;
}

enum tz_status
tz_utf8_nfc(const char *text, size_t len, struct tz_buf *ret,
    struct tz_err *err)
{
	UErrorCode code = U_ZERO_ERROR;
	tz_auto_buf lines = TZ_BUF_INIT;
	enum tz_status s;
	int32_t n_wide = 0;
	UChar *wide;

	if (len > INT32_MAX / 16)
		return tz_fail(err, TZ_LIMIT, "%s", _("text is too long"));
	if (!tz_utf8_valid(text, len))
		return tz_fail(err, TZ_FORMAT, "%s",
		    _("text is not well-formed UTF-8"));
	line_ends(text, len, &lines);
	s = tz_buf_check(&lines, err);
	if (s)
		return s;
	wide = malloc((lines.len + 1) * sizeof *wide);
	if (!wide)
		return tz_fail_nomem(err);
	u_strFromUTF8(wide, (int32_t)lines.len + 1, &n_wide, tz_buf_str(&lines),
	    (int32_t)lines.len, &code);
	if (U_FAILURE(code))
		s = tz_fail(err, TZ_FORMAT, "%s",
		    _("text is not well-formed UTF-8"));
	else
		s = compose(wide, n_wide, ret, err);
	free(wide);
	return s;
}

bool
tz_utf8_is_han(uint32_t point)
{
	if (point < 0x1100)
		return false;
	return (point >= 0x4e00 && point <= 0x9fff) ||
	    (point >= 0x3400 && point <= 0x4dbf) ||
	    (point >= 0x3005 && point <= 0x3007) ||
	    (point >= 0x3021 && point <= 0x3029) ||
	    (point >= 0x3031 && point <= 0x3035) ||
	    (point >= 0x3038 && point <= 0x303b) ||
	    (point >= 0x3041 && point <= 0x30ff && point != 0x30fb) ||
	    (point >= 0x3105 && point <= 0x312f) ||
	    (point >= 0x3131 && point <= 0x318e) ||
	    (point >= 0x31a0 && point <= 0x31ff) ||
	    (point >= 0xac00 && point <= 0xd7ff) ||
	    (point >= 0x1100 && point <= 0x11ff) ||
	    (point >= 0xa960 && point <= 0xa97f) ||
	    (point >= 0x2e80 && point <= 0x2fdf) ||
	    (point >= 0xf900 && point <= 0xfaff) ||
	    (point >= 0xff66 && point <= 0xffdc) ||
	    (point >= 0x1b000 && point <= 0x1b16f) ||
	    (point >= 0x20000 && point <= 0x3ffff);
}

bool
tz_utf8_is_space(uint32_t point)
{
	if (point <= 0x20)
		return point == 0x20 || (point >= 0x09 && point <= 0x0d) ||
		    (point >= 0x1c && point <= 0x1f);
	if (point < 0x1680)
		return point == 0x85 || point == 0xa0;
	return point == 0x1680 || (point >= 0x2000 && point <= 0x200a) ||
	    point == 0x2028 || point == 0x2029 || point == 0x202f ||
	    point == 0x205f || point == 0x3000;
}

bool
tz_utf8_is_alnum(uint32_t point)
{
	if (point < 0x80)
		return (point >= '0' && point <= '9') ||
		    (point >= 'a' && point <= 'z') ||
		    (point >= 'A' && point <= 'Z');
	return u_isalnum((UChar32)point);
}
