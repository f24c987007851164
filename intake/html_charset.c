/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/html_charset.c - in which encoding an HTML file is written
 */
#include "intake/html_charset.h"

#include <string.h>
#include <strings.h>

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

static int
is_ascii(const char *data, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++) {
		if ((unsigned char)data[i] >= 0x80)
			return 0;
	}
	return 1;
}

const char *
tz_html_charset(const char *data, size_t len)
{
	const char *detected, *says;
	int confidence;

	tz_encoding_detect(data, len, &detected, &confidence);
	if (confidence >= 100 &&
	    !(is_ascii(data, len) && memchr(data, 27, len)))
		return detected;
	says = declared(data, len);
	return says ? says : detected;
}
