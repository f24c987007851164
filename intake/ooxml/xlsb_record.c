/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ooxml/xlsb_record.c - records, strings and values of BIFF12
 */
#include "intake/ole/ole_strings.h"
#include "intake/ole/xls.h"
#include "intake/ooxml/xlsb.h"

#define TOKEN_STRING 0x17

bool
tz_xlsb_next(struct tz_bytes part, size_t *at, struct tz_xlsb_record *ret)
{
	size_t place = *at, len = 0;
	unsigned i;

	if (place >= part.len)
		return false;
	ret->type = tz_bytes_8(part, place++);
	if (ret->type & 0x80)
		ret->type = (ret->type & 0x7f) |
		    (uint32_t)(tz_bytes_8(part, place++) & 0x7f) << 7;
	for (i = 0; i < 4; i++) {
		uint8_t byte = tz_bytes_8(part, place);

		if (!tz_bytes_has(part, place++, 1))
			return false;
		len |= (size_t)(byte & 0x7f) << (7 * i);
		if (!(byte & 0x80))
			break;
	}
	if (!tz_bytes_has(part, place, len))
		return false;
	ret->body = tz_bytes_slice(part, place, len);
	*at = place + len;
	return true;
}

size_t
tz_xlsb_string(struct tz_bytes bytes, size_t at, struct tz_buf *ret)
{
	size_t n = tz_bytes_32(bytes, at);

	if (at == SIZE_MAX || !tz_bytes_has(bytes, at, 4))
		return SIZE_MAX;
	if (n == 0xffffffff) /* none */
		return at + 4;
	if (n > bytes.len || !tz_bytes_has(bytes, at + 4, 2 * n))
		return SIZE_MAX;
	tz_ole_utf16(tz_bytes_slice(bytes, at + 4, 2 * n), ret);
	return at + 4 + 2 * n;
}

/* Whether ${n} units at ${at} can stand in a text. */
static bool
is_text(struct tz_bytes bytes, size_t at, size_t n)
{
	size_t i;

	if (n == 0 || n > bytes.len || !tz_bytes_has(bytes, at, 2 * n))
		return false;
	for (i = 0; i < n; i++) {
		uint16_t c = tz_bytes_16(bytes, at + 2 * i);

		if ((c < ' ' && c != '\n' && c != '\r' && c != '\t') ||
		    c >= 0xfffe)
			return false;
	}
	return true;
}

void
tz_xlsb_scan(struct tz_bytes bytes, struct tz_story *story)
{
	size_t at = 0;

	while (tz_bytes_has(bytes, at, 6)) {
		tz_auto_buf text = TZ_BUF_INIT;
		size_t n = tz_bytes_32(bytes, at);

		if (!is_text(bytes, at + 4, n)) {
			at++;
			continue;
		}
		tz_ole_utf16(tz_bytes_slice(bytes, at + 4, 2 * n), &text);
		tz_story_break(story, '\n');
		tz_story_add(story, tz_buf_str(&text), text.len);
		at += 4 + 2 * n;
	}
}

void
tz_xlsb_words(struct tz_bytes bytes, struct tz_buf *ret)
{
	size_t at = 0;

	while (tz_bytes_has(bytes, at, 5)) {
		size_t n = tz_bytes_16(bytes, at + 1);

		if (tz_bytes_8(bytes, at) != TOKEN_STRING ||
		    !is_text(bytes, at + 3, n)) {
			at++;
			continue;
		}
		tz_buf_puts(ret, ret->len > 0 ? " \"" : "\"");
		tz_ole_utf16(tz_bytes_slice(bytes, at + 3, 2 * n), ret);
		tz_buf_putc(ret, '"');
		at += 3 + 2 * n;
	}
}

/* The value of a number, and its text. */
static void
put_number(double number, struct tz_buf *ret,
    struct tz_xlsx_operand *ret_operand)
{
	ret_operand->kind = TZ_XLSX_OPERAND_NUMBER;
	ret_operand->number = number;
	tz_xls_number(number, ret);
}

size_t
tz_xlsb_value(uint32_t type, struct tz_bytes body, struct tz_buf *ret,
    struct tz_xlsx_operand *ret_operand)
{
	size_t end;

	ret_operand->kind = TZ_XLSX_OPERAND_UNKNOWN;
	switch (type) {
	case 2:
	case 13:
		put_number(tz_xls_rk(tz_bytes_32(body, 0)), ret, ret_operand);
		return 4;
	case 3:
	case 11:
	case 14:
		ret_operand->kind = TZ_XLSX_OPERAND_ERROR;
		tz_buf_puts(ret, tz_xls_error(tz_bytes_8(body, 0)));
		return 1;
	case 4:
	case 10:
	case 15:
		tz_buf_puts(ret, tz_bytes_8(body, 0) ? "TRUE" : "FALSE");
		return 1;
	case 5:
	case 9:
	case 16:
		put_number(tz_xls_double(body, 0), ret, ret_operand);
		return 8;
	case 6:
	case 8:
	case 17:
		ret_operand->kind = TZ_XLSX_OPERAND_TEXT;
		end = tz_xlsb_string(body, 0, ret);
		return end == SIZE_MAX ? body.len : end;
	case 62:
		ret_operand->kind = TZ_XLSX_OPERAND_TEXT;
		end = tz_xlsb_string(body, 1, ret);
		return end == SIZE_MAX ? body.len : end;
	default:
		return 0;
	}
}
