/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ole/doc_style.c - the style sheet (MS-DOC 2.9.271 and on)
 */
#include "intake/ole/doc.h"

#define STYLES 4096
#define NO_STYLE 0x0fff
#define DEEPEST 24

enum kind {
	PARAGRAPH = 1,
	CHARACTER = 2,
};

/* The description of a style, and where its names begin; false if none. */
static bool
find(struct tz_bytes sheet, uint16_t istd, struct tz_bytes *ret,
    size_t *ret_base)
{
	size_t header = tz_bytes_16(sheet, 0);
	size_t n = tz_bytes_16(sheet, 2), i, at = 2 + header;

	*ret_base = tz_bytes_16(sheet, 4);
	if (istd >= n || istd >= STYLES)
		return false;
	for (i = 0; i < istd; i++)
		at += 2 + (((size_t)tz_bytes_16(sheet, at) + 1) & ~(size_t)1);
	*ret = tz_bytes_slice(sheet, at + 2, tz_bytes_16(sheet, at));
	return ret->len > *ret_base && *ret_base >= 10;
}

void
tz_doc_style(const struct tz_doc *doc, uint16_t istd, struct tz_doc_look *ret,
    unsigned depth)
{
	struct tz_bytes sheet = tz_doc_pair(doc, TZ_DOC_STSH);
	struct tz_bytes style, properties;
	struct tz_doc_look base;
	unsigned kind, based_on;
	size_t at;

	if (depth > DEEPEST || !find(sheet, istd, &style, &at))
		return;
	kind = tz_bytes_16(style, 2) & 0xf;
	based_on = tz_bytes_16(style, 2) >> 4;
	if (kind != PARAGRAPH && kind != CHARACTER)
		return;
	if (based_on != NO_STYLE && based_on != istd)
		tz_doc_style(doc, (uint16_t)based_on, ret, depth + 1);
	/* The name: its length, itself, a zero. */
	at += 2 + 2 * (size_t)tz_bytes_16(style, at) + 2;
	if (kind == PARAGRAPH) {
		size_t len = tz_bytes_16(style, at);

		properties =
		    tz_bytes_slice(style, at + 4, len > 2 ? len - 2 : 0);
		base = *ret;
		tz_doc_apply(doc, properties, &base, ret, depth + 1);
		at += 2 + ((len + 1) & ~(size_t)1);
	}
	properties = tz_bytes_slice(style, at + 2, tz_bytes_16(style, at));
	base = *ret;
	tz_doc_apply(doc, properties, &base, ret, depth + 1);
}
