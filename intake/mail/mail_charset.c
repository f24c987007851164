/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/mail/mail_charset.c - text of a mail in the charset that it names
 *
 * Names are those of IANA and what mail programs write instead; a wrong name
 * is found out by the bytes.
 */
#include "intake/mail/mail_charset.h"

#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/encoding.h"
#include "base/utf8.h"
#include "intake/text/charset.h"

static const struct {
	const char *label;
	const char *name;
} labels[] = {
    {"gb2312", "GB18030"},
    {"gbk", "GB18030"},
    {"x-gbk", "GB18030"},
    {"cp936", "GB18030"},
    {"ms936", "GB18030"},
    {"windows-936", "GB18030"},
    {"gb_2312-80", "GB18030"},
    {"euc-cn", "GB18030"},
    {"hz-gb-2312", "HZ-GB-2312"},
    {"big5-hkscs", "Big5"},
    {"cp950", "Big5"},
    {"windows-950", "Big5"},
    {"x-sjis", "Shift_JIS"},
    {"sjis", "Shift_JIS"},
    {"cp932", "Shift_JIS"},
    {"windows-31j", "Shift_JIS"},
    {"ks_c_5601-1987", "EUC-KR"},
    {"cp949", "EUC-KR"},
    {"us-ascii", "UTF-8"},
    {"ascii", "UTF-8"},
    {"utf8", "UTF-8"},
    {"unicode-1-1-utf-7", "UTF-7"},
    {"utf-16", "UTF-16BE"},
    {"utf-32", "UTF-32BE"},
    {"latin1", "windows-1252"},
    {"cp1250", "windows-1250"},
    {"cp1251", "windows-1251"},
    {"cp1252", "windows-1252"},
    {"ibm850", "IBM850"},
    {"cp850", "IBM850"},
    {"cp437", "IBM437"},
    {"tis-620", "windows-874"},
    {"iso-8859-11", "windows-874"},
};

static const char *
name_of(const char *label)
{
	size_t i;

	for (i = 0; i < sizeof labels / sizeof labels[0]; i++) {
		if (strcasecmp(labels[i].label, label) == 0)
			return labels[i].name;
	}
	return label;
}

static bool
try(const char *name, const char *data, size_t len, struct tz_buf *ret)
{
	size_t before = ret->len, n_replaced = 0;

	if (tz_encoding_convert(data, len, name, ret, &n_replaced, NULL) ==
		TZ_OK &&
	    n_replaced == 0)
		return true;
	if (ret->data)
		ret->data[before] = '\0';
	ret->len = before;
	return false;
}

/* UTF-16 without a mark is most often little-endian, whatever RFC 2781 says. */
static const char *
by_mark(const char *name, const char *data, size_t len)
{
	bool little = len >= 2 && (unsigned char)data[0] == 0xff &&
	    (unsigned char)data[1] == 0xfe;

	if (strcmp(name, "UTF-16BE") == 0 && little)
		return "UTF-16LE";
	if (strcmp(name, "UTF-32BE") == 0 && little)
		return "UTF-32LE";
	return name;
}

/* How many characters of UTF-8 beyond ASCII there are; 0 when it is none. */
static size_t
count_utf8(const char *data, size_t len)
{
	size_t at = 0, n, count = 0;
	uint32_t point;

	if (!tz_utf8_valid(data, len))
		return 0;
	while ((n = tz_utf8_next(data, len, at, &point)) > 0) {
		count += n > 1;
		at += n;
	}
	return count;
}

/* Encodings of Western Europe, which programs name without looking, and in
 * which any bytes are text. */
static bool
is_usual(const char *name)
{
	return strcasecmp(name, "iso-8859-1") == 0 ||
	    strcasecmp(name, "iso-8859-15") == 0 ||
	    strcasecmp(name, "windows-1252") == 0;
}

/* Encodings of ASCII's own bytes, in which UTF-8 is not told by its form. */
static bool
is_wide(const char *name)
{
	return strncasecmp(name, "utf-16", 6) == 0 ||
	    strncasecmp(name, "utf-32", 6) == 0;
}

/* Whether the bytes beyond ASCII stand side by side, as in Chinese, and not
 * alone, as accents do. */
static bool
are_in_pairs(const char *data, size_t len)
{
	size_t i, n = 0, paired = 0;

	for (i = 0; i < len; i++) {
		if ((unsigned char)data[i] < 0x80)
			continue;
		n++;
		paired += (i > 0 && (unsigned char)data[i - 1] >= 0x80) ||
		    (i + 1 < len && (unsigned char)data[i + 1] >= 0x80);
	}
	return n >= 4 && paired * 10 > n * 7;
}

/* Whether the bytes are more likely of another encoding than they say. */
static bool
is_wrong(const char *name, const char *data, size_t len)
{
	const char *guess;
	size_t n;

	if (is_wide(name))
		return false;
	n = count_utf8(data, len);
	if (n > 0)
		return n > (is_usual(name) ? 1 : 3);
	if (!is_usual(name) || !are_in_pairs(data, len))
		return false;
	guess = tz_charset_of_text(data, len);
	return strcmp(guess, "GB18030") == 0 || strcmp(guess, "Big5") == 0 ||
	    strcmp(guess, "Shift_JIS") == 0 || strncmp(guess, "EUC-", 4) == 0;
}

bool
tz_mail_charset_convert(const char *label, const char *data, size_t len,
    struct tz_buf *ret)
{
	size_t n_replaced = 0;
	const char *guess;

	if (len == 0)
		return true;
	if (label && *label && !is_wrong(name_of(label), data, len) &&
	    try(by_mark(name_of(label), data, len), data, len, ret))
		return true;
	if (tz_utf8_valid(data, len)) {
		tz_buf_append(ret, data, len);
		return true;
	}
	guess = tz_charset_of_text(data, len);
	return tz_encoding_convert(data, len, guess, ret, &n_replaced, NULL) ==
	    TZ_OK &&
	    n_replaced == 0;
}
