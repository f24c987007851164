/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ole/cipher.h - the digests and ciphers of encrypted office files
 */
#ifndef TZ_INTAKE_OLE_CIPHER_H
#define TZ_INTAKE_OLE_CIPHER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "intake/ole/bytes.h"

#define TZ_CIPHER_DIGEST 64 /* bytes of the longest digest */

/* A kind of digest.  Made by tz_cipher_digest_new(), ended by
 * tz_cipher_digest_free(). */
struct tz_cipher_digest;

/** tz_cipher_digest_new(name): "MD5", "SHA1", "SHA256", "SHA384" or "SHA512",
 * also with a hyphen; NULL for another, or without memory. */
struct tz_cipher_digest *tz_cipher_digest_new(const char *name);

/** tz_cipher_digest_free(digest): End it.  NULL is allowed. */
void tz_cipher_digest_free(struct tz_cipher_digest *digest);

/** tz_cipher_digest(digest, a, b, ret): The digest of ${a} followed by ${b};
 * its length, 0 when it fails. */
size_t tz_cipher_digest(struct tz_cipher_digest *digest, struct tz_bytes a,
    struct tz_bytes b, unsigned char ret[TZ_CIPHER_DIGEST]);

/** tz_cipher_spin(digest, value, len, count): Replace the value ${count}
 * times by the digest of the number of the turn and itself. */
bool tz_cipher_spin(struct tz_cipher_digest *digest,
    unsigned char value[TZ_CIPHER_DIGEST], size_t len, uint32_t count);

/** tz_cipher_aes(key, iv, data, ret): Append what AES (128, 192 or 256 bits)
 * encrypted: in CBC, or in ECB when ${iv} is empty; without padding, so a last
 * block that is not whole is left off.  False for a key of another length. */
bool tz_cipher_aes(struct tz_bytes key, struct tz_bytes iv,
    struct tz_bytes data, struct tz_buf *ret);

/** tz_cipher_blowfish(key, iv, data, ret): Append what Blowfish in CFB of 64
 * bits encrypted.  False for a key or a start of another length. */
bool tz_cipher_blowfish(struct tz_bytes key, struct tz_bytes iv,
    struct tz_bytes data, struct tz_buf *ret);

/** tz_cipher_derive(password, salt, count, ret, len): Make a key of ${len}
 * bytes by PBKDF2 with HMAC-SHA-1 (RFC 8018, 5.2). */
bool tz_cipher_derive(struct tz_bytes password, struct tz_bytes salt,
    uint32_t count, unsigned char *ret, size_t len);

/* The state of RC4, which is not in the library by itself any more. */
struct tz_cipher_rc4 {
	unsigned char box[256];
	unsigned char i, j;
};

/** tz_cipher_rc4_start(rc4, key, len): Begin with a key; ${len} is not 0. */
void tz_cipher_rc4_start(struct tz_cipher_rc4 *rc4, const unsigned char *key,
    size_t len);

/** tz_cipher_rc4(rc4, data, len): Encrypt or decrypt the next bytes. */
void tz_cipher_rc4(struct tz_cipher_rc4 *rc4, unsigned char *data, size_t len);

#endif /* !TZ_INTAKE_OLE_CIPHER_H */
