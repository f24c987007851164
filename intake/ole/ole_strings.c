/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ole/ole_strings.c - text in bytes whose form is not known
 *
 * A run counts when chance alone would hardly make it: four letters with a
 * zero byte after each, six Chinese characters of two bytes, five ASCII
 * letters, four characters of GBK.
 */
#include "intake/ole/ole_strings.h"

#include "base/encoding.h"
#include "base/utf8.h"

/* How many characters make a run. */
#define WIDE_LETTERS 4
#define WIDE_HAN 6
#define NARROW_LETTERS 5
#define NARROW_HAN 4
/* So many bytes tell UTF-16 from pairs of letters. */
#define PROBE 128

enum unit {
	NOTHING,
	LETTER,
	HAN,
};

static enum unit
wide_unit(uint16_t unit)
{
	if ((unit >= ' ' && unit < 0x7f) || unit == '\t' || unit == '\r' ||
	    unit == '\n')
		return LETTER;
	if ((unit >= 0x4e00 && unit < 0x9fa6) ||
	    (unit >= 0x3000 && unit < 0x3030) ||
	    (unit >= 0xff01 && unit < 0xff5f) ||
	    (unit >= 0x2010 && unit < 0x2027))
		return HAN;
	/* Cyrillic and kana, no more likely by chance. */
	if ((unit >= 0x0410 && unit < 0x0450) ||
	    (unit >= 0x3041 && unit < 0x30ff))
		return HAN;
	return NOTHING;
}

static bool
is_ascii(uint8_t c)
{
	return c >= ' ' && c < 0x7f;
}

/* The length in bytes of the run of UTF-16 at ${at}, 0 when there is none. */
static size_t
wide_run(struct tz_bytes bytes, size_t at)
{
	size_t letters = 0, han = 0, pairs = 0, end;

	for (end = at; tz_bytes_has(bytes, end, 2); end += 2) {
		enum unit unit = wide_unit(tz_bytes_16(bytes, end));

		if (unit == NOTHING)
			break;
		/* Seen early, so that no place is looked at too often. */
		if (end - at == PROBE && pairs > (letters + han) * 3 / 4)
			return 0;
		letters += unit == LETTER;
		han += unit == HAN;
		/* Or letters whose zero bytes stand before them. */
		pairs += (is_ascii(bytes.data[end]) || !bytes.data[end]) &&
		    is_ascii(bytes.data[end + 1]);
	}
	/* Latin letters, two of which look like a Chinese character. */
	if (end - at <= PROBE && pairs > (letters + han) * 3 / 4)
		return 0;
	if (letters >= WIDE_LETTERS || letters + han >= WIDE_HAN ||
	    (letters > 0 && letters + han >= WIDE_LETTERS))
		return end - at;
	return 0;
}

/* Whether two bytes are a character that GB 2312 has in its common rows. */
static bool
is_gbk(struct tz_bytes bytes, size_t at)
{
	uint8_t first = tz_bytes_8(bytes, at);
	uint8_t second = tz_bytes_8(bytes, at + 1);

	return second >= 0xa1 && second < 0xff &&
	    ((first >= 0xb0 && first < 0xf8) || first == 0xa1 || first == 0xa3);
}

/* Whether a character of UTF-8 above ASCII and below the surrogates is here. */
static bool
is_utf8_han(struct tz_bytes bytes, size_t at)
{
	return tz_bytes_8(bytes, at) >= 0xe3 && tz_bytes_8(bytes, at) < 0xf0 &&
	    (tz_bytes_8(bytes, at + 1) & 0xc0) == 0x80 &&
	    (tz_bytes_8(bytes, at + 2) & 0xc0) == 0x80;
}

/* Likewise for a run of bytes. */
static size_t
narrow_run(struct tz_bytes bytes, size_t at, bool utf8)
{
	size_t letters = 0, han = 0, end = at;

	while (end < bytes.len) {
		uint8_t c = bytes.data[end];

		if ((c >= ' ' && c < 0x7f) || c == '\t' || c == '\r' ||
		    c == '\n') {
			letters++;
			end++;
		} else if (utf8 && is_utf8_han(bytes, end)) {
			han++;
			end += 3;
		} else if (!utf8 && is_gbk(bytes, end)) {
			han++;
			end += 2;
		} else {
			break;
		}
	}
	return letters >= NARROW_LETTERS || han >= NARROW_HAN ||
		(letters + han >= NARROW_LETTERS && letters > 0)
	    ? end - at
	    : 0;
}

void
tz_ole_utf16(struct tz_bytes bytes, struct tz_buf *ret)
{
	size_t at;

	for (at = 0; tz_bytes_has(bytes, at, 2); at += 2) {
		uint32_t point = tz_bytes_16(bytes, at);
		uint16_t low = tz_bytes_16(bytes, at + 2);

		if (point >= 0xd800 && point < 0xdc00 && low >= 0xdc00 &&
		    low < 0xe000) {
			point = 0x10000 + ((point - 0xd800) << 10) +
			    (low - 0xdc00u);
			at += 2;
		}
		tz_utf8_put(point, ret);
	}
}

static void
put_unit(uint32_t unit, struct tz_buf *ret)
{
	tz_buf_putc(ret, (char)(unit & 0xff));
	tz_buf_putc(ret, (char)(unit >> 8));
}

void
tz_ole_to_utf16(const char *text, struct tz_buf *ret)
{
	size_t at = 0, n, len = strlen(text);
	uint32_t point;

	for (; (n = tz_utf8_next(text, len, at, &point)) > 0; at += n) {
		if (point >= 0x10000) {
			put_unit(0xd800 + ((point - 0x10000) >> 10), ret);
			point = 0xdc00 + (point & 0x3ff);
		}
		put_unit(point, ret);
	}
}

void
tz_ole_latin(struct tz_bytes bytes, struct tz_buf *ret)
{
	size_t at;

	for (at = 0; at < bytes.len; at++)
		tz_utf8_put(bytes.data[at], ret);
}

/* The name of a code page for base/encoding.h; NULL when it is not known. */
static const char *
encoding_of(unsigned code_page)
{
	static const struct {
		unsigned code_page;
		const char *name;
	} names[] = {{936, "GB18030"}, {54936, "GB18030"}, {950, "Big5"},
	    {932, "Shift_JIS"}, {949, "EUC-KR"}, {1250, "windows-1250"},
	    {1251, "windows-1251"}, {1252, "windows-1252"},
	    {1253, "windows-1253"}, {1254, "windows-1254"},
	    {1255, "windows-1255"}, {1256, "windows-1256"}, {65001, "UTF-8"},
	    {10000, "windows-1252"}};
	size_t i;

	for (i = 0; i < sizeof names / sizeof names[0]; i++)
		if (names[i].code_page == code_page)
			return names[i].name;
	return NULL;
}

void
tz_ole_decode(struct tz_bytes bytes, unsigned code_page, struct tz_buf *ret)
{
	const char *name = encoding_of(code_page);
	const char *text = (const char *)bytes.data;
	size_t len = bytes.len ? strnlen(text, bytes.len) : 0;
	int confidence;

	if (code_page == 1200) {
		tz_ole_utf16(bytes, ret);
		return;
	}
	if (len == 0)
		return;
	if (!name)
		tz_encoding_detect(text, len, &name, &confidence);
	if (tz_encoding_convert(text, len, name, ret, NULL, NULL))
		tz_utf8_clean(text, len, ret);
}

/* Append the run as a line of its own. */
static void
add_line(struct tz_bytes run, unsigned code_page, struct tz_story *story)
{
	tz_auto_buf text = TZ_BUF_INIT;

	tz_ole_decode(run, code_page, &text);
	tz_story_break(story, '\n');
	tz_story_add(story, tz_buf_str(&text), text.len);
	story->text.failed |= text.failed;
}

void
tz_ole_strings(struct tz_bytes bytes, struct tz_story *story)
{
	size_t at = 0;

	while (at < bytes.len) {
		size_t wide = wide_run(bytes, at);
		size_t utf8 = narrow_run(bytes, at, true);
		size_t gbk = narrow_run(bytes, at, false);
		unsigned code_page = 1200;
		size_t run = wide;

		if (utf8 > run) {
			run = utf8;
			code_page = 65001;
		}
		if (gbk > run) {
			run = gbk;
			code_page = 936;
		}
		if (run > 0)
			add_line(tz_bytes_slice(bytes, at, run), code_page,
			    story);
		at += run ? run : 1;
	}
}
