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
#include "intake/text/alphabet.h"
#include "intake/text/charset_form.h"

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
    {"iso-2022-kr", "ISO-2022-KR"},
    {"hz-gb-2312", "HZ-GB-2312"},
    {"utf-7", "UTF-7"},
    {"unicode-1-1-utf-7", "UTF-7"},
    {"x-euc-jp", "EUC-JP"},
    {"euc-tw", "EUC-TW"},
    {"x-euc-tw", "EUC-TW"},
    {"euc-cn", "GB18030"},
    {"windows-31j", "Shift_JIS"},
    {"ms_kanji", "Shift_JIS"},
    {"cp1251", "windows-1251"},
    {"x-cp1251", "windows-1251"},
    {"windows-874", "windows-874"},
    {"tis-620", "windows-874"},
    {"windows-1257", "windows-1257"},
    {"windows-1258", "windows-1258"},
    {"iso-8859-9", "windows-1254"},
    {"iso-8859-15", "ISO-8859-15"},
    {"ibm866", "IBM866"},
    {"cp866", "IBM866"},
    {"koi8-u", "KOI8-U"},
    {"macintosh", "macintosh"},
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

/* Encodings of one byte a character. */
static bool
is_alphabet(const char *name)
{
	return strncmp(name, "windows-", 8) == 0 ||
	    strncmp(name, "ISO-8859-", 9) == 0 ||
	    strncmp(name, "KOI8-", 5) == 0 || strncmp(name, "IBM", 3) == 0 ||
	    strcmp(name, "macintosh") == 0;
}

/* How well the letters have to fit: a few marks of typography do. */
#define GOOD 0.65
#define POOR 0.55
/* Bytes on which it can be said that nothing fits. */
#define ENOUGH 8

/* What statistics say of an alphabet, put right by its letters. */
static const char *
by_alphabet(const char *data, size_t len, const char *detected, int confidence)
{
	double score;
	size_t n;
	const char *guess;

	if (!is_alphabet(detected) && confidence >= 15)
		return detected;
	guess = tz_alphabet_guess(data, len, &score, &n);
	return score >= GOOD ? guess : detected;
}

bool
tz_charset_is_unsure(const char *data, size_t len)
{
	const char *detected;
	int confidence;
	double score;
	size_t n;

	tz_encoding_detect(data, len, &detected, &confidence);
	if (confidence >= 100 || !is_alphabet(detected) ||
	    is_mostly_utf8(data, len))
		return false;
	(void)tz_alphabet_guess(data, len, &score, &n);
	return n >= ENOUGH && score < POOR;
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
	if (*ret_certain)
		return detected;
	if (tz_charset_form_is_taiwan(data, len))
		return "EUC-TW";
	return by_alphabet(data, len, detected, confidence);
}

const char *
tz_charset_of_text(const char *data, size_t len)
{
	bool certain;

	return detect(data, len, &certain);
}

const char *
tz_charset_of_others(const char *data, size_t len)
{
	const char *detected;
	int confidence;

	tz_encoding_detect(data, len, &detected, &confidence);
	/* Nearly UTF-8: a character of it is broken. */
	if (strcmp(detected, "UTF-8") == 0)
		return detected;
	return by_alphabet(data, len, detected, confidence);
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

size_t
tz_charset_guesses(const char *data, size_t len,
    const char *ret_names[TZ_CHARSET_GUESSES])
{
	static const char *const chinese[] = {"GB18030", "Big5"};
	const char *hidden;
	size_t i, n = 0;
	bool certain;

	ret_names[n++] = detect(data, len, &certain);
	if (certain && is_ascii(data, len) &&
	    (hidden = tz_charset_form_of_ascii(data, len)))
		ret_names[n++] = hidden;
	if (certain || !is_alphabet(ret_names[0]))
		return n;
	for (i = 0; i < sizeof chinese / sizeof chinese[0]; i++) {
		if (fits(data, len, chinese[i]))
			ret_names[n++] = chinese[i];
	}
	return n;
}

/* Whether a control stands there that no text has. */
static bool
has_controls(const char *data, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++) {
		unsigned char c = (unsigned char)data[i];

		if (c < 0x20 && !(c >= '\t' && c <= '\r') && c != 0x1b)
			return true;
	}
	return false;
}

bool
tz_charset_is_mixed(const char *data, size_t len)
{
	bool utf8 = false, other = false;

	while (len > 0) {
		const char *end = memchr(data, '\n', len);
		size_t n = end ? (size_t)(end - data) + 1 : len;

		if (has_controls(data, n))
			return false;
		if (!tz_utf8_valid(data, n)) {
			other = true;
			if (!fits(data, n, "GB18030") && !fits(data, n, "Big5"))
				return false;
		} else {
			utf8 |= !is_ascii(data, n);
		}
		data += n;
		len -= n;
	}
	return utf8 && other;
}

const char *
tz_charset_of_html(const char *data, size_t len)
{
	const char *detected, *says;
	bool certain;

	detected = detect(data, len, &certain);
	/* ISO-2022 looks like ASCII. */
	if (certain && !is_ascii(data, len))
		return detected;
	says = declared(data, len);
	/* These look like ASCII; any other is read as that. */
	if (certain && says && strncmp(says, "ISO-2022", 8) != 0 &&
	    strcmp(says, "UTF-7") != 0 && strcmp(says, "HZ-GB-2312") != 0)
		return detected;
	return says ? says : detected;
}
