/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * archive/sign_wire.c - reading the SSH wire encoding
 */
#include "archive/sign_wire.h"

#include <string.h>

struct tz_sign_wire
tz_sign_wire_open(const void *data, size_t len)
{
	struct tz_sign_wire wire = {data, len, false};

	return wire;
}

static struct tz_sign_span
take(struct tz_sign_wire *wire, size_t len)
{
	struct tz_sign_span span = {NULL, 0};

	if (wire->bad || wire->left < len) {
		wire->bad = true;
		return span;
	}
	span.data = wire->at;
	span.len = len;
	wire->at += len;
	wire->left -= len;
	return span;
}

unsigned char
tz_sign_wire_byte(struct tz_sign_wire *wire)
{
	struct tz_sign_span span = take(wire, 1);

	return span.len ? span.data[0] : 0;
}

uint32_t
tz_sign_wire_u32(struct tz_sign_wire *wire)
{
	struct tz_sign_span span = take(wire, 4);

	if (!span.len)
		return 0;
	return (uint32_t)span.data[0] << 24 | (uint32_t)span.data[1] << 16 |
	    (uint32_t)span.data[2] << 8 | span.data[3];
}

struct tz_sign_span
tz_sign_wire_string(struct tz_sign_wire *wire)
{
	return take(wire, tz_sign_wire_u32(wire));
}

struct tz_sign_span
tz_sign_wire_mpint(struct tz_sign_wire *wire)
{
	struct tz_sign_span span = tz_sign_wire_string(wire);

	if (wire->bad)
		return span;
	if (span.len == 0 || (span.data[0] & 0x80) ||
	    (span.data[0] == 0 && (span.len == 1 || !(span.data[1] & 0x80)))) {
		wire->bad = true;
		span.data = NULL;
		span.len = 0;
		return span;
	}
	if (span.data[0] == 0) {
		span.data++;
		span.len--;
	}
	return span;
}

bool
tz_sign_wire_ended(const struct tz_sign_wire *wire)
{
	return !wire->bad && wire->left == 0;
}

bool
tz_sign_wire_is(struct tz_sign_span span, const char *text)
{
	return span.data && span.len == strlen(text) &&
	    memcmp(span.data, text, span.len) == 0;
}

void
tz_sign_wire_put(const void *data, size_t len, struct tz_buf *ret)
{
	unsigned char bytes[4] = {(unsigned char)(len >> 24),
	    (unsigned char)(len >> 16), (unsigned char)(len >> 8),
	    (unsigned char)len};

	tz_buf_append(ret, bytes, sizeof bytes);
	tz_buf_append(ret, data, len);
}
