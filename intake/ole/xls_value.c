/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ole/xls_value.c - numbers, errors, strings and links of BIFF
 */
#include <math.h>
#include <stdio.h>

#include "intake/ole/ole_strings.h"
#include "intake/ole/xls.h"

/* The tokens of a string in a formula, BIFF5 and BIFF8. */
#define TOKEN_STRING 0x17
#define WHOLE_MAX 9e15

double
tz_xls_double(struct tz_bytes bytes, size_t at)
{
	uint64_t bits = tz_bytes_64(bytes, at);
	double value;

	memcpy(&value, &bits, sizeof value);
	return value;
}

double
tz_xls_rk(uint32_t rk)
{
	double value;

	if (rk & 2) {
		value = (double)((int32_t)rk >> 2);
	} else {
		uint64_t bits = (uint64_t)(rk & ~3U) << 32;

		memcpy(&value, &bits, sizeof value);
	}
	return rk & 1 ? value / 100 : value;
}

void
tz_xls_number(double value, struct tz_buf *ret)
{
	char text[40];

	if (fabs(value) < WHOLE_MAX && value == floor(value))
		snprintf(text, sizeof text, "%.0f", value);
	else
		snprintf(text, sizeof text, "%.15G", value);
	tz_buf_puts(ret, text);
}

const char *
tz_xls_error(uint8_t code)
{
	static const struct {
		uint8_t code;
		const char *text;
	} errors[] = {{0x00, "#NULL!"}, {0x07, "#DIV/0!"}, {0x0f, "#VALUE!"},
	    {0x17, "#REF!"}, {0x1d, "#NAME?"}, {0x24, "#NUM!"}, {0x2a, "#N/A"},
	    {0x2b, "#GETTING_DATA"}};
	size_t i;

	for (i = 0; i < sizeof errors / sizeof errors[0]; i++)
		if (errors[i].code == code)
			return errors[i].text;
	return "#?";
}

void
tz_xls_text(const struct tz_xls *xls, struct tz_xls_flow *flow, size_t n,
    struct tz_buf *ret)
{
	tz_auto_buf bytes = TZ_BUF_INIT;

	if (!xls->old) {
		tz_xls_flow_string(flow, n, ret, NULL);
		return;
	}
	for (; n > 0 && tz_xls_flow_left(flow); n--)
		tz_buf_putc(&bytes, (char)tz_xls_flow_number(flow, 1));
	flow->torn |= n > 0;
	tz_ole_decode(tz_bytes_of(&bytes), xls->code_page, ret);
}

/* Append the characters, with commas for zeros. */
static void
add_text(const struct tz_xls *xls, struct tz_bytes bytes, bool wide,
    struct tz_buf *ret)
{
	tz_auto_buf copy = TZ_BUF_INIT;
	size_t i;

	for (i = 0; i < bytes.len; i += wide ? 2 : 1) {
		unsigned c =
		    wide ? tz_bytes_16(bytes, i) : tz_bytes_8(bytes, i);

		if (c == 0)
			c = ',';
		tz_buf_putc(&copy, (char)c);
		if (wide)
			tz_buf_putc(&copy, (char)(c >> 8));
	}
	if (wide)
		tz_ole_utf16(tz_bytes_of(&copy), ret);
	else
		tz_ole_decode(tz_bytes_of(&copy),
		    xls->old ? xls->code_page : 1252, ret);
}

/*
 * Tokens have no common length, so the texts are looked for: the token, how
 * many characters, then so many that can stand in a text.
 */
void
tz_xls_words(const struct tz_xls *xls, struct tz_bytes bytes,
    struct tz_buf *ret)
{
	size_t at = 0;

	while (at + 2 < bytes.len) {
		tz_auto_buf text = TZ_BUF_INIT;
		size_t n = tz_bytes_8(bytes, at + 1);
		bool wide = !xls->old && (tz_bytes_8(bytes, at + 2) & 1);
		size_t begin = at + (xls->old ? 2 : 3);
		size_t len = n * (wide ? 2 : 1), i;
		bool fits = n > 0 && tz_bytes_8(bytes, at) == TOKEN_STRING &&
		    tz_bytes_has(bytes, begin, len) &&
		    (xls->old || tz_bytes_8(bytes, at + 2) <= 1);

		for (i = 0; fits && i < n; i++) {
			unsigned c = wide ? tz_bytes_16(bytes, begin + 2 * i)
					  : tz_bytes_8(bytes, begin + i);

			/* A zero parts the choices of a list. */
			fits = c >= ' ' || c == '\n' || c == '\t' ||
			    c == '\r' || (c == 0 && i > 0);
		}
		if (!fits) {
			at++;
			continue;
		}
		add_text(xls, tz_bytes_slice(bytes, begin, len), wide, &text);
		tz_buf_puts(ret, ret->len > 0 ? " \"" : "\"");
		tz_buf_puts(ret, tz_buf_str(&text));
		tz_buf_putc(ret, '"');
		at = begin + len;
	}
}

/* A string of so many units of UTF-16 that its length, or its size in bytes
 * when ${sized}, stands before. */
static size_t
add_wide(struct tz_bytes bytes, size_t at, bool sized, struct tz_buf *ret)
{
	size_t len = tz_bytes_32(bytes, at);
	tz_auto_buf text = TZ_BUF_INIT;

	if (len > bytes.len)
		return bytes.len;
	if (!sized)
		len *= 2;
	tz_ole_utf16(tz_bytes_slice(bytes, at + 4, len), &text);
	if (ret->len > 0)
		tz_buf_putc(ret, '\n');
	tz_buf_puts(ret, tz_buf_str(&text));
	return at + 4 + len;
}

void
tz_xls_link(struct tz_bytes bytes, struct tz_buf *ret)
{
	static const unsigned char url[] = {
	    0xe0, 0xc9, 0xea, 0x79, 0xf9, 0xba, 0xce, 0x11};
	uint32_t flags = tz_bytes_32(bytes, 4);
	size_t at = 8;

	if (flags & 0x10)
		at = add_wide(bytes, at, false, ret);
	if (flags & 0x80)
		at = add_wide(bytes, at, false, ret);
	if ((flags & 0x101) == 0x101) {
		at = add_wide(bytes, at, false, ret);
	} else if (flags & 1) {
		bool plain = tz_bytes_has(bytes, at, 16) &&
		    memcmp(bytes.data + at, url, sizeof url) == 0;

		at += 16;
		if (plain) {
			at = add_wide(bytes, at, true, ret);
		} else {
			/* A file: a short name, then perhaps a wide one. */
			size_t len = tz_bytes_32(bytes, at + 2);

			if (ret->len > 0)
				tz_buf_putc(ret, '\n');
			if (len > bytes.len)
				return;
			tz_ole_decode(tz_bytes_slice(bytes, at + 6, len), 0,
			    ret);
			at += 6 + len + 24;
			len = tz_bytes_32(bytes, at);
			if (len > 6 && tz_bytes_has(bytes, at + 4, len)) {
				tz_buf_putc(ret, '\n');
				tz_ole_utf16(tz_bytes_slice(bytes, at + 10,
						 tz_bytes_32(bytes, at + 4)),
				    ret);
			}
			at += 4 + len;
		}
	}
	if ((flags & 8) && at < bytes.len)
		add_wide(bytes, at, false, ret);
}
