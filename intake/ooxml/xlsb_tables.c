/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ooxml/xlsb_tables.c - shared strings and styles of a binary workbook
 */
#include <stdlib.h>

#include "intake/ooxml/xlsb.h"

static enum tz_status
add_string(struct tz_xlsx_book *book, struct tz_bytes body,
    struct tz_story *told, struct tz_err *err)
{
	struct tz_buf text = TZ_BUF_INIT;
	size_t n = book->n_strings;
	size_t end = tz_xlsb_string(body, 1, &text);

	if ((n & (n - 1)) == 0) {
		struct tz_xlsx_string *strings =
		    realloc(book->strings, (n ? 2 * n : 1) * sizeof *strings);

		if (!strings) {
			tz_buf_clear(&text);
			return tz_fail_nomem(err);
		}
		book->strings = strings;
	}
	/* Behind it formats of runs, and how it is read aloud. */
	if (end != SIZE_MAX)
		tz_xlsb_scan(tz_bytes_slice(body, end, SIZE_MAX), told);
	tz_buf_putc(&text, '\0');
	book->strings[n].used = false;
	book->strings[n].text = tz_buf_take(&text);
	if (!book->strings[n].text)
		return tz_fail_nomem(err);
	book->n_strings++;
	return TZ_OK;
}

static struct tz_xlsx_shade
shade_of(struct tz_bytes bytes)
{
	struct tz_xlsx_shade shade = {TZ_XLSX_SHADE_NONE, 0, 0};
	unsigned kind = tz_bytes_8(bytes, 0) >> 1;

	if (kind == 1)
		shade.kind = TZ_XLSX_SHADE_INDEXED;
	else if (kind == 2)
		shade.kind = TZ_XLSX_SHADE_RGB;
	else if (kind == 3)
		shade.kind = TZ_XLSX_SHADE_THEME;
	shade.value = tz_bytes_8(bytes, 1);
	if (kind == 2)
		shade.value = (uint32_t)tz_bytes_8(bytes, 4) << 16 |
		    (uint32_t)tz_bytes_8(bytes, 5) << 8 | tz_bytes_8(bytes, 6);
	shade.tint = (int16_t)tz_bytes_16(bytes, 2) / 32767.0;
	return shade;
}

static enum tz_status
add_style(struct tz_xlsx_styles *styles, const struct tz_xlsb_record *record,
    bool *cells, struct tz_story *told, struct tz_err *err)
{
	struct tz_bytes body = record->body;
	tz_auto_buf code = TZ_BUF_INIT;
	struct tz_xlsx_font font;
	struct tz_xlsx_fill fill;
	struct tz_xlsx_xf xf;
	uint32_t pattern = tz_bytes_32(body, 0);

	switch (record->type) {
	case TZ_XLSB_FONT:
		font.shade = shade_of(tz_bytes_slice(body, 12, 8));
		font.tiny = tz_bytes_16(body, 0) <= TZ_TINY_POINTS * 20;
		return tz_xlsx_style_add_font(styles, &font, err);
	case TZ_XLSB_FILL:
		memset(&fill, 0, sizeof fill);
		fill.patterned = pattern > 1;
		if (pattern == 1)
			fill.shade = shade_of(tz_bytes_slice(body, 4, 8));
		return tz_xlsx_style_add_fill(styles, &fill, err);
	case TZ_XLSB_FORMAT:
		tz_xlsb_string(body, 2, &code);
		tz_story_break(told, '\n');
		tz_story_add(told, tz_buf_str(&code), code.len);
		return tz_xlsx_style_add_format(styles, tz_bytes_16(body, 0),
		    tz_buf_str(&code), err);
	case TZ_XLSB_CELL_XFS:
		*cells = true;
		return TZ_OK;
	case TZ_XLSB_CELL_XFS_END:
		*cells = false;
		return TZ_OK;
	case TZ_XLSB_XF:
		xf.font = tz_bytes_16(body, 4);
		xf.fill = tz_bytes_16(body, 6);
		xf.format = tz_bytes_16(body, 2);
		return *cells ? tz_xlsx_style_add_xf(styles, &xf, err) : TZ_OK;
	default:
		return TZ_OK;
	}
}

/* Read one of the two parts into the book. */
static enum tz_status
read_table(struct tz_xlsx_book *book, const char *name, struct tz_err *err)
{
	struct tz_opc_part *part = tz_opc_find(book->opc, name);
	struct tz_xlsb_record record;
	struct tz_bytes bytes;
	struct tz_story told;
	enum tz_status s = TZ_OK;
	bool cells = false;
	size_t at = 0;

	if (!part || part->taken)
		return TZ_OK;
	part->taken = true;
	bytes.data = part->data;
	bytes.len = part->len;
	tz_story_start(&told, TZ_CHANNEL_PROPERTY, part->name);
	while (s == TZ_OK && tz_xlsb_next(bytes, &at, &record)) {
		if (record.type == TZ_XLSB_SST_ITEM)
			s = add_string(book, record.body, &told, err);
		else
			s = add_style(&book->styles, &record, &cells, &told,
			    err);
	}
	if (s == TZ_OK && at < part->len)
		s = tz_opc_damaged(book->opc, err);
	if (s == TZ_OK)
		s = tz_emit_story(book->opc->emit, book->opc->source, &told,
		    err);
	tz_story_clear(&told);
	return s;
}

enum tz_status
tz_xlsb_tables(struct tz_xlsx_book *book, struct tz_err *err)
{
	enum tz_status s;

	s = tz_drawing_theme_read(tz_opc_next(book->opc, "theme", NULL),
	    &book->styles.theme, err);
	if (s == TZ_OK)
		s = read_table(book, "xl/sharedStrings.bin", err);
	if (s == TZ_OK)
		s = read_table(book, "xl/styles.bin", err);
	return s ? s : tz_xlsx_style_finish(&book->styles, err);
}
