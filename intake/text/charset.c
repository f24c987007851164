/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/text/charset.c - in which encoding a file is written
 */
#include "intake/text/charset.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/encoding.h"
#include "base/utf8.h"

/* How far a declaration may stand from the start; browsers look at 1024. */
#define DECLARATION_MAX ((size_t)8192)

/* What is declared (Encoding Standard, 4.2) and what it is read as. */
static const struct {
	const char *label;
	const char *name;
} labels[] = {
    {"gb2312", "GB18030"},
    {"gbk", "GB18030"},
    {"x-gbk", "GB18030"},
    {"gb18030", "GB18030"},
    {"gb_2312-80", "GB18030"},
    {"chinese", "GB18030"},
    {"big5", "Big5"},
    {"big5-hkscs", "Big5"},
    {"x-x-big5", "Big5"},
    {"shift_jis", "Shift_JIS"},
    {"sjis", "Shift_JIS"},
    {"x-sjis", "Shift_JIS"},
    {"euc-jp", "EUC-JP"},
    {"iso-2022-jp", "ISO-2022-JP"},
    {"euc-kr", "EUC-KR"},
    {"ks_c_5601-1987", "EUC-KR"},
    {"windows-1250", "windows-1250"},
    {"windows-1251", "windows-1251"},
    {"windows-1252", "windows-1252"},
    {"windows-1253", "windows-1253"},
    {"windows-1254", "windows-1254"},
    {"windows-1255", "windows-1255"},
    {"windows-1256", "windows-1256"},
    {"iso-8859-1", "windows-1252"},
    {"latin1", "windows-1252"},
    {"us-ascii", "windows-1252"},
    {"iso-8859-2", "ISO-8859-2"},
    {"iso-8859-5", "ISO-8859-5"},
    {"koi8-r", "KOI8-R"},
};

/* The encoding that the file says it is written in, or NULL. */
static const char *
declared(const char *data, size_t len)
{
	const char *at = data;
	const char *end =
	    data + (len < DECLARATION_MAX ? len : DECLARATION_MAX);
	size_t i;

	for (;; at++) {
		size_t n = 0;

		at = memmem(at, (size_t)(end - at), "harset", 6);
		if (!at)
			return NULL;
		at += 6;
		while (at < end && strchr(" \t\r\n=\"'", *at) && *at)
			at++;
		while (at + n < end && at[n] && !strchr(" \t\r\n;/>\"'", at[n]))
			n++;
		for (i = 0; i < sizeof labels / sizeof labels[0]; i++) {
			if (strlen(labels[i].label) == n &&
			    strncasecmp(labels[i].label, at, n) == 0)
				return labels[i].name;
		}
		if (at >= end)
			return NULL;
	}
}

/*
 * Whether it is UTF-8 but for a few bytes: more characters beyond ASCII than
 * broken bytes.  Of text in GB18030 about one pair of bytes in eight is such a
 * character by chance.
 */
static bool
is_mostly_utf8(const char *data, size_t len)
{
	size_t at = 0, good = 0, bad = 0, n;
	uint32_t point;

	while ((n = tz_utf8_next(data, len, at, &point)) > 0) {
		if (n > 1)
			good++;
		else if (point == 0xfffd)
			bad++;
		at += n;
	}
	return good > bad;
}

/* The most likely one; whether it is certain by the form of the bytes. */
static const char *
detect(const char *data, size_t len, bool *ret_certain)
{
	const char *detected;
	int confidence;

	tz_encoding_detect(data, len, &detected, &confidence);
	*ret_certain = confidence >= 100;
	if (!*ret_certain && is_mostly_utf8(data, len)) {
		*ret_certain = true;
		return "UTF-8";
	}
	return detected;
}

const char *
tz_charset_of_text(const char *data, size_t len)
{
	bool certain;

	return detect(data, len, &certain);
}

/* Whether all bytes are characters of the encoding. */
static bool
fits(const char *data, size_t len, const char *name)
{
	tz_auto_buf text = TZ_BUF_INIT;
	size_t n_replaced = 0;

	return tz_encoding_convert(data, len, name, &text, &n_replaced, NULL) ==
	    TZ_OK &&
	    n_replaced == 0;
}

size_t
tz_charset_guesses(const char *data, size_t len,
    const char *ret_names[TZ_CHARSET_GUESSES])
{
	static const char *const chinese[] = {"GB18030", "Big5"};
	size_t i, n = 0;
	bool certain;

	ret_names[n++] = detect(data, len, &certain);
	if (certain ||
	    (strncmp(ret_names[0], "windows-", 8) != 0 &&
		strncmp(ret_names[0], "ISO-8859-", 9) != 0 &&
		strncmp(ret_names[0], "KOI8-", 5) != 0))
		return n;
	for (i = 0; i < sizeof chinese / sizeof chinese[0]; i++) {
		if (fits(data, len, chinese[i]))
			ret_names[n++] = chinese[i];
	}
	return n;
}

static bool
is_ascii(const char *data, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++) {
		if ((unsigned char)data[i] >= 0x80)
			return false;
	}
	return true;
}

const char *
tz_charset_of_html(const char *data, size_t len)
{
	const char *detected, *says;
	bool certain;

	detected = detect(data, len, &certain);
	/* ISO-2022 looks like ASCII. */
	if (certain && !(is_ascii(data, len) && memchr(data, 27, len)))
		return detected;
	says = declared(data, len);
	return says ? says : detected;
}
