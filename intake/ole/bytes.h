/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ole/bytes.h - little-endian numbers in untrusted bytes
 *
 * Outside the bytes everything is zero, so that a reader needs no check before
 * each field, only one where zero would be wrong.
 */
#ifndef TZ_INTAKE_OLE_BYTES_H
#define TZ_INTAKE_OLE_BYTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/buf.h"

/* Bytes that lie elsewhere. */
struct tz_bytes {
	const unsigned char *data;
	size_t len;
};

/** tz_bytes_of(buf): The bytes of a buffer, until it is changed. */
static inline struct tz_bytes
tz_bytes_of(const struct tz_buf *buf)
{
	struct tz_bytes bytes = {
	    (const unsigned char *)tz_buf_str(buf), buf->len};

	return bytes;
}

/** tz_bytes_has(bytes, at, len): Whether ${len} bytes lie at ${at}. */
static inline bool
tz_bytes_has(struct tz_bytes bytes, size_t at, size_t len)
{
	return at <= bytes.len && len <= bytes.len - at;
}

/** tz_bytes_slice(bytes, at, len): The part of them that is there. */
static inline struct tz_bytes
tz_bytes_slice(struct tz_bytes bytes, size_t at, size_t len)
{
	if (at > bytes.len)
		at = bytes.len;
	bytes.data += at;
	bytes.len -= at;
	if (len < bytes.len)
		bytes.len = len;
	return bytes;
}

/** tz_bytes_8(bytes, at): One byte. */
static inline uint8_t
tz_bytes_8(struct tz_bytes bytes, size_t at)
{
	return at < bytes.len ? bytes.data[at] : 0;
}

/** tz_bytes_16(bytes, at): Two of them. */
static inline uint16_t
tz_bytes_16(struct tz_bytes bytes, size_t at)
{
	if (!tz_bytes_has(bytes, at, 2))
		return 0;
	return (uint16_t)(bytes.data[at] | bytes.data[at + 1] << 8);
}

/** tz_bytes_32(bytes, at): Four of them. */
static inline uint32_t
tz_bytes_32(struct tz_bytes bytes, size_t at)
{
	if (!tz_bytes_has(bytes, at, 4))
		return 0;
	return (uint32_t)tz_bytes_16(bytes, at) |
	    (uint32_t)tz_bytes_16(bytes, at + 2) << 16;
}

/** tz_bytes_64(bytes, at): Eight of them. */
static inline uint64_t
tz_bytes_64(struct tz_bytes bytes, size_t at)
{
	if (!tz_bytes_has(bytes, at, 8))
		return 0;
	return (uint64_t)tz_bytes_32(bytes, at) |
	    (uint64_t)tz_bytes_32(bytes, at + 4) << 32;
}

#endif /* !TZ_INTAKE_OLE_BYTES_H */
