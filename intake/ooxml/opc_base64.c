/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ooxml/opc_base64.c - base64, and a look for words in a binary block
 */
#include "intake/ooxml/opc_base64.h"

#include <stdbool.h>
#include <stdint.h>

#include "base/utf8.h"

/* Fewer characters are chance. */
#define WORD_MIN 4

static int
value_of(char c)
{
	if (c >= 'A' && c <= 'Z')
		return c - 'A';
	if (c >= 'a' && c <= 'z')
		return c - 'a' + 26;
	if (c >= '0' && c <= '9')
		return c - '0' + 52;
	if (c == '+')
		return 62;
	return c == '/' ? 63 : -1;
}

void
tz_opc_base64(const char *text, struct tz_buf *ret)
{
	uint32_t bits = 0;
	unsigned n = 0;

	for (; *text && *text != '='; text++) {
		int value = value_of(*text);

		if (value < 0)
			continue;
		bits = bits << 6 | (uint32_t)value;
		n += 6;
		if (n >= 8) {
			n -= 8;
			tz_buf_putc(ret, (char)(bits >> n & 0xff));
		}
	}
}

static bool
is_word(uint32_t c)
{
	return (c >= 0x20 && c < 0x7f) || (c >= 0x4e00 && c <= 0x9fff) ||
	    (c >= 0x3000 && c <= 0x303f) || (c >= 0xff01 && c <= 0xff5e);
}

void
tz_opc_words(const unsigned char *data, size_t len, struct tz_buf *ret)
{
	size_t start = 0, i, j;

	for (i = 0; i + 1 < len; i += 2) {
		uint32_t c = data[i] | (uint32_t)data[i + 1] << 8;

		if (is_word(c) && i + 3 < len)
			continue;
		if (is_word(c))
			i += 2; /* the last one belongs to the word */
		if ((i - start) / 2 >= WORD_MIN) {
			if (ret->len > 0)
				tz_buf_putc(ret, '\n');
			for (j = start; j < i; j += 2)
				tz_utf8_put(data[j] |
					(uint32_t)data[j + 1] << 8,
				    ret);
		}
		start = i + 2;
	}
}
