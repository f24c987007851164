/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ole/xls_other.c - records that are read for the strings in them
 */
#include "intake/ole/ole_strings.h"
#include "intake/ole/xls.h"

enum destination { TOLD, LINK, QUERY, CACHE };

static const struct {
	uint16_t type;
	enum destination destination;
} kinds[] = {
    {0x0051, LINK},  /* DCONREF: where a pivot table's data comes from */
    {0x0052, LINK},  /* DCONNAME */
    {0x00cd, QUERY}, /* SXSTRING outside a cache: a connection, a command */
    {0x01ad, QUERY}, /* QSI: a query table */
    {0x0802, QUERY}, /* QSISXTAG */
    {0x0803, QUERY}, /* DBQUERYEXT */
    {0x0804, QUERY}, /* EXTSTRING */
    {0x0805, QUERY}, /* TXTQRY */
    {0x0876, QUERY}, /* DCONN */
    {0x0801, LINK},  /* WEBPUB */
    {0x00b0, CACHE}, /* SXVIEW and what follows it */
    {0x00b1, CACHE}, {0x00b2, CACHE}, {0x00c5, CACHE}, {0x0100, CACHE},
    {0x009e, TOLD},		    /* AUTOFILTER */
    {0x00b9, TOLD},		    /* RECIPNAME */
    {0x01a9, TOLD},		    /* USERBVIEW */
    {0x01aa, TOLD},		    /* USERSVIEWBEGIN */
    {0x01b1, TOLD},		    /* CF */
    {0x01ba, TOLD},		    /* CODENAME */
    {0x0868, TOLD},		    /* FEAT */
    {0x0871, TOLD},		    /* FEATHDR11 */
    {0x0872, TOLD},		    /* FEATURE11 */
    {0x0877, TOLD},		    /* FEATURE12 */
    {0x0878, TOLD}, {0x0894, TOLD}, /* NAMECMT */
    {0x089c, TOLD},		    /* HEADERFOOTER */
};

/* Whether so many characters at ${at} can stand in a text. */
static bool
is_text(struct tz_bytes bytes, size_t at, size_t n, bool wide)
{
	size_t i;

	if (!tz_bytes_has(bytes, at, wide ? 2 * n : n))
		return false;
	for (i = 0; i < n; i++) {
		unsigned c = wide ? tz_bytes_16(bytes, at + 2 * i)
				  : tz_bytes_8(bytes, at + i);

		if (c < ' ' && c != '\n' && c != '\r' && c != '\t')
			return false;
		if (c == 0x7f || c >= 0xfffe)
			return false;
	}
	return true;
}

/* The length of a string that begins at ${at}, 0 when none does. */
static size_t
string_at(const struct tz_xls *xls, struct tz_bytes bytes, size_t at,
    unsigned length_size, struct tz_story *story)
{
	tz_auto_buf text = TZ_BUF_INIT;
	size_t n =
	    length_size == 2 ? tz_bytes_16(bytes, at) : tz_bytes_8(bytes, at);
	unsigned flags = tz_bytes_8(bytes, at + length_size);
	bool wide = !xls->old && (flags & 1);
	size_t begin = at + length_size + (xls->old ? 0 : 1);

	if (n < (wide ? 1 : 2) || (!xls->old && flags > 1) ||
	    !is_text(bytes, begin, n, wide))
		return 0;
	if (wide)
		tz_ole_utf16(tz_bytes_slice(bytes, begin, 2 * n), &text);
	else
		tz_ole_decode(tz_bytes_slice(bytes, begin, n),
		    xls->old ? xls->code_page : 1252, &text);
	tz_story_break(story, '\n');
	tz_story_add(story, tz_buf_str(&text), text.len);
	return begin - at + (wide ? 2 * n : n);
}

void
tz_xls_scan(const struct tz_xls *xls, struct tz_bytes bytes,
    struct tz_story *story)
{
	size_t at = 0;

	while (at + 2 < bytes.len) {
		size_t len = string_at(xls, bytes, at, 2, story);

		if (len == 0)
			len = string_at(xls, bytes, at, 1, story);
		at += len ? len : 1;
	}
}

void
tz_xls_other(struct tz_xls *xls, const struct tz_xls_record *record,
    struct tz_story *told)
{
	tz_auto_buf text = TZ_BUF_INIT;
	size_t i;

	if (record->type == TZ_XLS_HLINK) {
		tz_xls_link(tz_bytes_slice(record->body, 24, SIZE_MAX), &text);
		if (text.len == 0)
			return;
		tz_story_break(&xls->links, '\n');
		tz_story_add(&xls->links, tz_buf_str(&text), text.len);
	} else if (record->type == TZ_XLS_HLINKTOOLTIP) {
		tz_ole_utf16(tz_bytes_slice(record->body, 10, SIZE_MAX), &text);
		tz_story_break(told, '\n');
		tz_story_add(told, tz_buf_str(&text),
		    strlen(tz_buf_str(&text)));
	}
	for (i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
		if (kinds[i].type != record->type)
			continue;
		switch (kinds[i].destination) {
		case TOLD:
			tz_xls_scan(xls, record->body, told);
			break;
		case QUERY:
			xls->connection = true;
			tz_xls_scan(xls, record->body, &xls->links);
			break;
		case LINK:
			tz_xls_scan(xls, record->body, &xls->links);
			break;
		case CACHE:
			tz_xls_scan(xls, record->body, &xls->cached);
			break;
		}
		return;
	}
}
