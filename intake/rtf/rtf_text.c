/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/rtf/rtf_text.c - the bytes of RTF as UTF-8
 *
 * Bytes are kept until the next control word, since a character of a Chinese
 * code page is written as two of them.
 */
#include <string.h>

#include "base/encoding.h"
#include "intake/rtf/rtf.h"

/* The encoding of a Windows code page, or NULL. */
static const char *
of_codepage(int codepage)
{
	static const struct {
		int codepage;
		const char *name;
	} pages[] = {
	    {437, "IBM437"},
	    {850, "IBM850"},
	    {874, "windows-874"},
	    {932, "Shift_JIS"},
	    {936, "GB18030"},
	    {949, "EUC-KR"},
	    {950, "Big5"},
	    {1250, "windows-1250"},
	    {1251, "windows-1251"},
	    {1252, "windows-1252"},
	    {1253, "windows-1253"},
	    {1254, "windows-1254"},
	    {1255, "windows-1255"},
	    {1256, "windows-1256"},
	    {1257, "windows-1257"},
	    {1258, "windows-1258"},
	    {10000, "macintosh"},
	    {20936, "GB18030"},
	    {54936, "GB18030"},
	    {65001, "UTF-8"},
	};
	size_t i;

	for (i = 0; i < sizeof pages / sizeof pages[0]; i++) {
		if (pages[i].codepage == codepage)
			return pages[i].name;
	}
	return NULL;
}

/* The code page of a font's \fcharset, 0 when that says nothing. */
static int
of_charset(int charset)
{
	static const struct {
		int charset;
		int codepage;
	} charsets[] = {{77, 10000}, {128, 932}, {129, 949}, {134, 936},
	    {136, 950}, {161, 1253}, {162, 1254}, {163, 1258}, {177, 1255},
	    {178, 1256}, {186, 1257}, {204, 1251}, {222, 874}, {238, 1250},
	    {255, 437}};
	size_t i;

	for (i = 0; i < sizeof charsets / sizeof charsets[0]; i++) {
		if (charsets[i].charset == charset)
			return charsets[i].codepage;
	}
	return 0;
}

static bool
try(const struct tz_buf *bytes, const char *name, struct tz_buf *ret)
{
	size_t n_replaced = 0;

	tz_buf_reset(ret);
	return name &&
	    tz_encoding_convert(bytes->data, bytes->len, name, ret, &n_replaced,
		NULL) == TZ_OK &&
	    n_replaced == 0;
}

static bool
is_ascii(const struct tz_buf *bytes)
{
	size_t i;

	for (i = 0; i < bytes->len; i++) {
		if ((unsigned char)bytes->data[i] >= 0x80)
			return false;
	}
	return true;
}

bool
tz_rtf_text_is_double(const struct tz_rtf *rtf)
{
	const struct tz_rtf_font *font =
	    tz_rtf_table_font(rtf, rtf->groups[rtf->top].look.font);
	int page = 0;

	if (font)
		page =
		    font->codepage ? font->codepage : of_charset(font->charset);
	if (!page)
		page = rtf->codepage;
	return page == 932 || page == 936 || page == 949 || page == 950;
}

/* By the font, else the document, else as it looks. */
static void
convert(struct tz_rtf *rtf, struct tz_buf *ret)
{
	const struct tz_buf *bytes = &rtf->bytes;
	const struct tz_rtf_font *font =
	    tz_rtf_table_font(rtf, tz_rtf_top(rtf)->look.font);
	int page = 0;
	const char *detected;
	int confidence;

	/* In a table of fonts the name is written in the font's own. */
	if (tz_rtf_top(rtf)->destination->goal == TZ_RTF_TABLE)
		font = rtf->n_fonts > 0 ? &rtf->font : NULL;
	if (font)
		page =
		    font->codepage ? font->codepage : of_charset(font->charset);
	if (page && try(bytes, of_codepage(page), ret))
		return;
	if (rtf->codepage && try(bytes, of_codepage(rtf->codepage), ret))
		return;
	tz_encoding_detect(bytes->data, bytes->len, &detected, &confidence);
	if (!rtf->codepage && strcmp(detected, "GB18030") == 0 &&
	    try(bytes, detected, ret))
		return;
	if (try(bytes, "windows-1252", ret) || try(bytes, detected, ret))
		return;
	tz_buf_reset(ret);
	if (tz_encoding_convert(bytes->data, bytes->len, "windows-1252", ret,
		NULL, NULL) != TZ_OK)
		rtf->damaged = true;
}

void
tz_rtf_text_bytes(struct tz_rtf *rtf, const unsigned char *data, size_t len)
{
	size_t skip = 0;

	if (rtf->to_skip > 0) {
		skip = (size_t)rtf->to_skip < len ? (size_t)rtf->to_skip : len;
		rtf->to_skip -= (int)skip;
	}
	tz_buf_append(&rtf->bytes, data + skip, len - skip);
}

void
tz_rtf_text_flush(struct tz_rtf *rtf)
{
	tz_auto_buf text = TZ_BUF_INIT;

	if (rtf->bytes.len == 0)
		return;
	if (is_ascii(&rtf->bytes)) {
		tz_rtf_text_add(rtf, rtf->bytes.data, rtf->bytes.len);
	} else {
		convert(rtf, &text);
		tz_rtf_text_add(rtf, tz_buf_str(&text), text.len);
	}
	tz_buf_reset(&rtf->bytes);
}

/* The text as it stands in HTML. */
static void
add_html(struct tz_rtf *rtf, const char *text, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++) {
		if (text[i] == '<')
			tz_buf_puts(&rtf->html, "&lt;");
		else
			tz_buf_putc(&rtf->html, text[i]);
	}
}

void
tz_rtf_text_add(struct tz_rtf *rtf, const char *text, size_t len)
{
	struct tz_rtf_group *top = tz_rtf_top(rtf);

	if (top->destination->goal == TZ_RTF_TABLE)
		tz_rtf_table_text(rtf, text, len);
	else if (top->gather_at > 0)
		tz_buf_append(&rtf->groups[top->gather_at].text, text, len);
	else if (!rtf->from_html)
		tz_rtf_story_add(rtf, text, len);
	else if (!top->look.not_html)
		add_html(rtf, text, len);
	else if (len > 1 || (*text != '\n' && *text != '\t' && *text != ' '))
		/* Only in this form of the text, which no one looks at. */
		tz_rtf_story_piece(rtf, TZ_CHANNEL_PROPERTY, "htmlrtf", text);
}
