/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ole/xls_globals.c - the first substream of a workbook
 */
#include <stdlib.h>

#include "intake/intake.h"
#include "intake/ole/ole_strings.h"
#include "intake/ole/xls.h"

#define BOUNDS_MAX 4096
#define PALETTE_FIRST 8
#define NAME_HIDDEN 0x01
#define NAME_BUILT_IN 0x20

static void
tell(struct tz_story *story, const char *name, const char *text)
{
	if (text[strspn(text, " \t\r\n")] == '\0')
		return;
	tz_story_break(story, '\n');
	tz_story_place(story, TZ_PLACE_PROPERTY, 0, 0, name);
	tz_story_add(story, text, strlen(text));
}

static enum tz_status
add_bound(struct tz_xls *xls, const struct tz_xls_record *record,
    struct tz_err *err)
{
	struct tz_xls_flow flow = tz_xls_flow_of(record);
	struct tz_buf name = TZ_BUF_INIT;
	struct tz_xls_bound *bounds;

	if (xls->n_bounds == BOUNDS_MAX) {
		xls->torn = true;
		return TZ_OK;
	}
	bounds = realloc(xls->bounds, (xls->n_bounds + 1) * sizeof *bounds);
	if (!bounds)
		return tz_fail_nomem(err);
	xls->bounds = bounds;
	bounds += xls->n_bounds;
	bounds->at = tz_xls_flow_number(&flow, 4);
	bounds->hidden = (tz_xls_flow_number(&flow, 1) & 3) != 0;
	bounds->type = (uint8_t)tz_xls_flow_number(&flow, 1);
	tz_xls_text(xls, &flow, tz_xls_flow_number(&flow, 1), &name);
	tell(&xls->names, "sheet", tz_buf_str(&name));
	if (name.len == 0)
		tz_buf_puts(&name, xls->graph ? "chart" : "?");
	bounds->name = tz_buf_take(&name);
	if (!bounds->name)
		return tz_fail_nomem(err);
	xls->n_bounds++;
	return TZ_OK;
}

static enum tz_status
add_xf(struct tz_xls *xls, const struct tz_xls_record *record,
    struct tz_err *err)
{
	struct tz_bytes body = record->body;
	uint32_t font = tz_bytes_16(body, 0);
	/* There is no font 4. */
	struct tz_xlsx_xf xf = {font > 4 ? font - 1 : font,
	    (uint32_t)xls->styles.n_fills, tz_bytes_16(body, 2)};
	uint32_t colours = tz_bytes_16(body, xls->old ? 8 : 18);
	uint32_t pattern = xls->old ? tz_bytes_16(body, 10) & 0x3f
				    : tz_bytes_32(body, 14) >> 26;
	struct tz_xlsx_fill fill;
	enum tz_status s;

	memset(&fill, 0, sizeof fill);
	fill.patterned = pattern > 1;
	if (pattern == 1) {
		fill.shade.kind = TZ_XLSX_SHADE_INDEXED;
		fill.shade.value = colours & 0x7f;
	}
	s = tz_xlsx_style_add_fill(&xls->styles, &fill, err);
	return s ? s : tz_xlsx_style_add_xf(&xls->styles, &xf, err);
}

static enum tz_status
add_font(struct tz_xls *xls, const struct tz_xls_record *record,
    struct tz_err *err)
{
	struct tz_xlsx_font font;
	uint32_t colour = tz_bytes_16(record->body, 4);

	memset(&font, 0, sizeof font);
	font.tiny = tz_bytes_16(record->body, 0) <= TZ_TINY_POINTS * 20;
	if (colour < TZ_XLSX_PALETTE) {
		font.shade.kind = TZ_XLSX_SHADE_INDEXED;
		font.shade.value = colour;
	}
	return tz_xlsx_style_add_font(&xls->styles, &font, err);
}

static enum tz_status
add_format(struct tz_xls *xls, const struct tz_xls_record *record,
    struct tz_err *err)
{
	struct tz_xls_flow flow = tz_xls_flow_of(record);
	tz_auto_buf code = TZ_BUF_INIT;
	uint32_t id = tz_xls_flow_number(&flow, 2);

	tz_xls_text(xls, &flow, tz_xls_flow_number(&flow, xls->old ? 1 : 2),
	    &code);
	return tz_xlsx_style_add_format(&xls->styles, id, tz_buf_str(&code),
	    err);
}

static void
set_palette(struct tz_xls *xls, struct tz_bytes body)
{
	size_t n = tz_bytes_16(body, 0), i;

	for (i = 0; i < n && PALETTE_FIRST + i < TZ_XLSX_PALETTE; i++) {
		uint32_t c = tz_bytes_32(body, 2 + 4 * i);

		if (tz_bytes_has(body, 2 + 4 * i, 4))
			xls->styles.palette[PALETTE_FIRST + i] =
			    tz_colour_of((c & 0xff) << 16 | (c & 0xff00) |
				(c >> 16 & 0xff));
	}
}

/* A defined name: what it is called, and the texts in what it stands for. */
static void
add_name(struct tz_xls *xls, const struct tz_xls_record *record)
{
	struct tz_xls_flow flow = tz_xls_flow_of(record);
	tz_auto_buf name = TZ_BUF_INIT;
	tz_auto_buf words = TZ_BUF_INIT;
	uint32_t flags = tz_xls_flow_number(&flow, 2);
	size_t n, size;

	tz_xls_flow_skip(&flow, 1);
	n = tz_xls_flow_number(&flow, 1);
	size = tz_xls_flow_number(&flow, 2);
	tz_xls_flow_skip(&flow, 8);
	tz_xls_text(xls, &flow, n, &name);
	tz_xls_words(xls, tz_bytes_slice(flow.now, 0, size), &words);
	if (flags & NAME_BUILT_IN) {
		tell(&xls->formulas, "name", tz_buf_str(&words));
		return;
	}
	if (words.len > 0) {
		tz_buf_puts(&name, ": ");
		tz_buf_puts(&name, tz_buf_str(&words));
	}
	xls->hidden_name |=
	    (flags & NAME_HIDDEN) && strncmp(tz_buf_str(&name), "_xl", 3) != 0;
	tell(&xls->names, "name", tz_buf_str(&name));
	/* A menu, a description, a help and a status text of a macro. */
	tz_xls_flow_skip(&flow, size);
	tz_xls_scan(xls, flow.now, &xls->names);
}

/* Another workbook: its path, with signs for volumes and folders. */
static void
add_book(struct tz_xls *xls, const struct tz_xls_record *record)
{
	struct tz_xls_flow flow = tz_xls_flow_of(record);
	tz_auto_buf path = TZ_BUF_INIT;
	uint32_t sheets = tz_xls_flow_number(&flow, 2);
	uint32_t n = tz_xls_flow_number(&flow, 2), i;

	if (n == 0x0401 || n == 0x3a01)
		return;
	tz_xls_text(xls, &flow, n, &path);
	for (i = 0; i < path.len; i++)
		if ((unsigned char)path.data[i] < ' ')
			path.data[i] = i == 0 ? ' ' : '\\';
	tell(&xls->links, "path", tz_buf_str(&path));
	for (i = 0; i < sheets && tz_xls_flow_left(&flow) && !flow.torn; i++) {
		tz_auto_buf name = TZ_BUF_INIT;

		tz_xls_text(xls, &flow, tz_xls_flow_number(&flow, 2), &name);
		tell(&xls->cached, "sheet", tz_buf_str(&name));
	}
}

/* Values of cells of another workbook. */
static void
add_cached(struct tz_xls *xls, const struct tz_xls_record *record)
{
	struct tz_xls_flow flow = tz_xls_flow_of(record);
	uint32_t last = tz_xls_flow_number(&flow, 1);
	uint32_t column = tz_xls_flow_number(&flow, 1);
	bool first = true;

	tz_xls_flow_skip(&flow, 2);
	for (; column <= last && tz_xls_flow_left(&flow); column++) {
		tz_auto_buf text = TZ_BUF_INIT;
		uint32_t type = tz_xls_flow_number(&flow, 1);
		uint64_t bits;
		double value;

		if (type == 2) {
			tz_xls_text(xls, &flow, tz_xls_flow_number(&flow, 2),
			    &text);
		} else {
			bits = tz_xls_flow_number(&flow, 4);
			bits |= (uint64_t)tz_xls_flow_number(&flow, 4) << 32;
			memcpy(&value, &bits, sizeof value);
			if (type == 1)
				tz_xls_number(value, &text);
			else if (type == 4)
				tz_buf_puts(&text,
				    bits & 0xff ? "TRUE" : "FALSE");
			else if (type == 16)
				tz_buf_puts(&text, tz_xls_error((uint8_t)bits));
		}
		if (text.len == 0)
			continue;
		tz_story_break(&xls->cached, first ? '\n' : '\t');
		first = false;
		tz_story_add(&xls->cached, tz_buf_str(&text), text.len);
	}
}

static void
add_writer(struct tz_xls *xls, const struct tz_xls_record *record)
{
	struct tz_xls_flow flow = tz_xls_flow_of(record);
	tz_auto_buf name = TZ_BUF_INIT;
	size_t n = tz_xls_flow_number(&flow, xls->old ? 1 : 2);

	/* Some writers put blanks there and no length. */
	if (n > record->body.len)
		return;
	tz_xls_text(xls, &flow, n, &name);
	tell(&xls->names, "user", tz_buf_str(&name));
}

static enum tz_status
read_record(struct tz_xls *xls, const struct tz_xls_record *record,
    struct tz_err *err)
{
	switch (record->type) {
	case TZ_XLS_FILEPASS:
		xls->encrypted = !xls->unlocked;
		break;
	case TZ_XLS_CODEPAGE:
		xls->code_page = tz_bytes_16(record->body, 0);
		if (xls->code_page == 0x8001)
			xls->code_page = 1252;
		break;
	case TZ_XLS_DATE1904:
		xls->since_1904 = tz_bytes_16(record->body, 0) == 1;
		break;
	case TZ_XLS_BOUNDSHEET:
		return add_bound(xls, record, err);
	case TZ_XLS_FONT:
		return add_font(xls, record, err);
	case TZ_XLS_FORMAT:
		return add_format(xls, record, err);
	case TZ_XLS_XF:
		return add_xf(xls, record, err);
	case TZ_XLS_PALETTE:
		set_palette(xls, record->body);
		break;
	case TZ_XLS_SST:
		return tz_xls_strings(xls, record, err);
	case TZ_XLS_NAME:
		add_name(xls, record);
		break;
	case TZ_XLS_SUPBOOK:
		add_book(xls, record);
		break;
	case TZ_XLS_CRN:
		add_cached(xls, record);
		break;
	case TZ_XLS_EXTERNNAME:
		tz_xls_scan(xls, tz_bytes_slice(record->body, 6, SIZE_MAX),
		    &xls->cached);
		break;
	case 0x17: /* EXTERNSHEET: in BIFF5 the path of a workbook */
		if (xls->old)
			tz_xls_scan(xls, record->body, &xls->links);
		break;
	case TZ_XLS_WRITEACCESS:
		add_writer(xls, record);
		break;
	default:
		tz_xls_other(xls, record, &xls->names);
		break;
	}
	return TZ_OK;
}

enum tz_status
tz_xls_globals(struct tz_xls *xls, struct tz_err *err)
{
	struct tz_xls_record record;
	enum tz_status s = TZ_OK;
	size_t at = 0;
	bool ended = false;

	while (s == TZ_OK && !ended && !xls->encrypted &&
	    tz_xls_record_next(xls->stream, &at, &record)) {
		ended = record.type == TZ_XLS_EOF;
		s = read_record(xls, &record, err);
	}
	if (s == TZ_OK && !ended && !xls->encrypted)
		xls->torn = true;
	return s ? s : tz_xlsx_style_finish(&xls->styles, err);
}

enum tz_status
tz_xls_strings(struct tz_xls *xls, const struct tz_xls_record *record,
    struct tz_err *err)
{
	struct tz_xls_flow flow = tz_xls_flow_of(record);
	tz_auto_buf phonetic = TZ_BUF_INIT;
	uint32_t n, i;

	tz_xls_flow_skip(&flow, 4);
	n = tz_xls_flow_number(&flow, 4);
	for (i = 0; i < n && !flow.torn; i++) {
		struct tz_buf text = TZ_BUF_INIT;
		size_t len = tz_xls_flow_number(&flow, 2);

		tz_xls_flow_string(&flow, len, &text, &phonetic);
		if ((xls->n_strings & (xls->n_strings - 1)) == 0) {
			size_t more = xls->n_strings ? 2 * xls->n_strings : 1;
			struct tz_xls_text *strings =
			    realloc(xls->strings, more * sizeof *strings);

			if (!strings) {
				tz_buf_clear(&text);
				return tz_fail_nomem(err);
			}
			xls->strings = strings;
		}
		xls->strings[xls->n_strings].used = false;
		tz_buf_putc(&text, '\0');
		xls->strings[xls->n_strings].text = tz_buf_take(&text);
		if (!xls->strings[xls->n_strings].text)
			return tz_fail_nomem(err);
		xls->n_strings++;
	}
	xls->torn |= flow.torn;
	tell(&xls->names, "phonetic", tz_buf_str(&phonetic));
	return TZ_OK;
}
