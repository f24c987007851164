/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * base/digest.h - SHA-256, HMAC, random bytes, hexadecimal and base64
 *
 * The one place, with archive/sign*.c, that uses OpenSSL.  A digest is a
 * struct tz_id everywhere; its hexadecimal form is lower case.
 */
#ifndef TZ_BASE_DIGEST_H
#define TZ_BASE_DIGEST_H

#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"

#ifdef __cplusplus
extern "C" {
#endif

struct tz_buf;

/* A SHA-256 value, a salt, or any other 32 bytes. */
struct tz_id {
	unsigned char bytes[32];
};

#define TZ_ID_HEX 65 /* 64 digits and a NUL */

/* A running SHA-256.  Made by tz_hash_new(), ended by tz_hash_free(). */
struct tz_hash;

/** tz_sha256(data, len, ret_id): The SHA-256 of ${len} bytes. */
void tz_sha256(const void *data, size_t len, struct tz_id *ret_id);

/** tz_hash_new(ret_hash, err): Start a running SHA-256.  Fails: TZ_NOMEM. */
TZ_CHECK enum tz_status
tz_hash_new(struct tz_hash **ret_hash, struct tz_err *err);

/** tz_hash_update(hash, data, len): Add ${len} bytes. */
void tz_hash_update(struct tz_hash *hash, const void *data, size_t len);

/** tz_hash_final(hash, ret_id): Give the value and start afresh. */
void tz_hash_final(struct tz_hash *hash, struct tz_id *ret_id);

/** tz_hash_free(hash): End it.  NULL is allowed. */
void tz_hash_free(struct tz_hash *hash);

TZ_AUTO_DEFINE(tz_hash)

/** tz_hmac_sha256(key, key_len, data, len, ret_id): RFC 2104 over SHA-256. */
void tz_hmac_sha256(const void *key, size_t key_len, const void *data,
    size_t len, struct tz_id *ret_id);

/** tz_random(data, len, err): Fill with bytes fit for keys.  Fails: TZ_IO. */
TZ_CHECK enum tz_status tz_random(void *data, size_t len, struct tz_err *err);

/** tz_id_equal(a, b): Whether both hold the same 32 bytes. */
bool tz_id_equal(const struct tz_id *a, const struct tz_id *b);

/** tz_id_hex(id, ret_hex): Write 64 lower-case digits and a NUL. */
void tz_id_hex(const struct tz_id *id, char ret_hex[TZ_ID_HEX]);

/** tz_id_parse(hex, ret_id): Read exactly 64 lower-case digits followed by a
 * NUL; false, and ${ret_id} untouched, for anything else. */
bool tz_id_parse(const char *hex, struct tz_id *ret_id);

/** tz_hex_encode(data, len, ret): Append 2 x ${len} lower-case digits. */
void tz_hex_encode(const void *data, size_t len, struct tz_buf *ret);

/** tz_hex_decode(hex, hex_len, ret, err): Append the bytes of lower-case
 * digits.  Fails: TZ_FORMAT. */
TZ_CHECK enum tz_status tz_hex_decode(const char *hex, size_t hex_len,
    struct tz_buf *ret, struct tz_err *err);

/** tz_base64_encode(data, len, ret): Append RFC 4648 base64 with padding and
 * without line ends. */
void tz_base64_encode(const void *data, size_t len, struct tz_buf *ret);

/** tz_base64_decode(text, len, ret, err): Append the bytes of canonical,
 * padded base64.  Fails: TZ_FORMAT for anything else. */
TZ_CHECK enum tz_status tz_base64_decode(const char *text, size_t len,
    struct tz_buf *ret, struct tz_err *err);

#ifdef __cplusplus
}
#endif

#endif /* !TZ_BASE_DIGEST_H */
