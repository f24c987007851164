/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * archive/sign_wire.h - reading the SSH wire encoding (RFC 4251 section 5)
 *
 * A reader that has met something malformed stays bad and yields nothing more,
 * so a run of reads is checked once, at its end.
 */
#ifndef TZ_ARCHIVE_SIGN_WIRE_H
#define TZ_ARCHIVE_SIGN_WIRE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

struct tz_sign_wire {
	const unsigned char *at;
	size_t left;
	bool bad;
};

/* A run of bytes borrowed from the blob that is read. */
struct tz_sign_span {
	const unsigned char *data;
	size_t len;
};

/** tz_sign_wire_open(data, len): A reader of ${len} borrowed bytes. */
struct tz_sign_wire tz_sign_wire_open(const void *data, size_t len);

/** tz_sign_wire_byte(wire): One byte, 0 when bad. */
unsigned char tz_sign_wire_byte(struct tz_sign_wire *wire);

/** tz_sign_wire_u32(wire): Four bytes, big endian, 0 when bad. */
uint32_t tz_sign_wire_u32(struct tz_sign_wire *wire);

/** tz_sign_wire_string(wire): A length and that many bytes. */
struct tz_sign_span tz_sign_wire_string(struct tz_sign_wire *wire);

/** tz_sign_wire_mpint(wire): A positive number in its shortest form, without
 * the zero byte of the sign. */
struct tz_sign_span tz_sign_wire_mpint(struct tz_sign_wire *wire);

/** tz_sign_wire_ended(wire): Whether nothing was bad and nothing is left. */
bool tz_sign_wire_ended(const struct tz_sign_wire *wire);

/** tz_sign_wire_is(span, text): Whether the bytes are those of ${text}. */
bool tz_sign_wire_is(struct tz_sign_span span, const char *text);

/** tz_sign_wire_put(data, len, ret): Append a length and the bytes. */
void tz_sign_wire_put(const void *data, size_t len, struct tz_buf *ret);

#endif /* !TZ_ARCHIVE_SIGN_WIRE_H */
