/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ole/cipher.c - the digests and ciphers of encrypted office files
 */
/* Blowfish is in a provider of its own, a file that can not be opened where
 * drafts are read, but for the functions of old. */
#define OPENSSL_API_COMPAT 0x10100000L

#include "intake/ole/cipher.h"

#include <openssl/blowfish.h>
#include <openssl/evp.h>
#include <stdlib.h>

#define BLOCK 16
#define PIECE 4096

struct tz_cipher_digest {
	EVP_MD *kind;
	EVP_MD_CTX *context;
};

struct tz_cipher_digest *
tz_cipher_digest_new(const char *name)
{
	static const char *const names[][2] = {{"MD5", "MD5"}, {"SHA1", "SHA1"},
	    {"SHA-1", "SHA1"}, {"SHA256", "SHA256"}, {"SHA-256", "SHA256"},
	    {"SHA384", "SHA384"}, {"SHA-384", "SHA384"}, {"SHA512", "SHA512"},
	    {"SHA-512", "SHA512"}};
	struct tz_cipher_digest *digest = calloc(1, sizeof *digest);
	size_t i;

	for (i = 0; digest && i < sizeof names / sizeof names[0]; i++)
		if (strcmp(name, names[i][0]) == 0)
			digest->kind = EVP_MD_fetch(NULL, names[i][1], NULL);
	if (digest && digest->kind)
		digest->context = EVP_MD_CTX_new();
	if (digest && digest->context)
		return digest;
	tz_cipher_digest_free(digest);
	return NULL;
}

void
tz_cipher_digest_free(struct tz_cipher_digest *digest)
{
	if (!digest)
		return;
	EVP_MD_CTX_free(digest->context);
	EVP_MD_free(digest->kind);
	free(digest);
}

size_t
tz_cipher_digest(struct tz_cipher_digest *digest, struct tz_bytes a,
    struct tz_bytes b, unsigned char ret[TZ_CIPHER_DIGEST])
{
	unsigned len = 0;

	if (EVP_DigestInit_ex(digest->context, digest->kind, NULL) != 1 ||
	    EVP_DigestUpdate(digest->context, a.data, a.len) != 1 ||
	    EVP_DigestUpdate(digest->context, b.data, b.len) != 1 ||
	    EVP_DigestFinal_ex(digest->context, ret, &len) != 1)
		return 0;
	return len;
}

bool
tz_cipher_spin(struct tz_cipher_digest *digest,
    unsigned char value[TZ_CIPHER_DIGEST], size_t len, uint32_t count)
{
	uint32_t i;

	for (i = 0; i < count; i++) {
		unsigned char turn[4] = {(unsigned char)i,
		    (unsigned char)(i >> 8), (unsigned char)(i >> 16),
		    (unsigned char)(i >> 24)};
		struct tz_bytes a = {turn, sizeof turn}, b = {value, len};

		if (tz_cipher_digest(digest, a, b, value) != len)
			return false;
	}
	return true;
}

bool
tz_cipher_aes(struct tz_bytes key, struct tz_bytes iv, struct tz_bytes data,
    struct tz_buf *ret)
{
	bool ecb = iv.len == 0;
	const EVP_CIPHER *kind = key.len == 16
	    ? (ecb ? EVP_aes_128_ecb() : EVP_aes_128_cbc())
	    : key.len == 24 ? (ecb ? EVP_aes_192_ecb() : EVP_aes_192_cbc())
	    : key.len == 32 ? (ecb ? EVP_aes_256_ecb() : EVP_aes_256_cbc())
			    : NULL;
	EVP_CIPHER_CTX *context = kind ? EVP_CIPHER_CTX_new() : NULL;
	size_t at = 0, whole = data.len - data.len % BLOCK;
	bool good;

	good = context && (ecb || iv.len >= BLOCK) &&
	    EVP_DecryptInit_ex(context, kind, NULL, key.data, iv.data) == 1 &&
	    EVP_CIPHER_CTX_set_padding(context, 0) == 1;
	while (good && at < whole) {
		unsigned char out[PIECE + BLOCK];
		size_t len = whole - at < PIECE ? whole - at : PIECE;
		int n = 0;

		good = EVP_DecryptUpdate(context, out, &n, data.data + at,
			   (int)len) == 1;
		if (good)
			tz_buf_append(ret, out, (size_t)n);
		at += len;
	}
	EVP_CIPHER_CTX_free(context);
	return good && !ret->failed;
}

bool
tz_cipher_blowfish(struct tz_bytes key, struct tz_bytes iv,
    struct tz_bytes data, struct tz_buf *ret)
{
	unsigned char start[BF_BLOCK];
	BF_KEY schedule;
	size_t at;
	int turn = 0;

	if (key.len == 0 || key.len > 56 || iv.len != BF_BLOCK)
		return false;
	memcpy(start, iv.data, sizeof start);
	BF_set_key(&schedule, (int)key.len, key.data);
	for (at = 0; at < data.len; at += PIECE) {
		unsigned char out[PIECE];
		size_t len = data.len - at < PIECE ? data.len - at : PIECE;

		BF_cfb64_encrypt(data.data + at, out, (long)len, &schedule,
		    start, &turn, BF_DECRYPT);
		tz_buf_append(ret, out, len);
	}
	return !ret->failed;
}

bool
tz_cipher_derive(struct tz_bytes password, struct tz_bytes salt, uint32_t count,
    unsigned char *ret, size_t len)
{
	return count > 0 && count <= INT32_MAX &&
	    PKCS5_PBKDF2_HMAC((const char *)password.data, (int)password.len,
		salt.data, (int)salt.len, (int)count, EVP_sha1(), (int)len,
		ret) == 1;
}

void
tz_cipher_rc4_start(struct tz_cipher_rc4 *rc4, const unsigned char *key,
    size_t len)
{
	unsigned i;
	unsigned char j = 0, kept;

	for (i = 0; i < 256; i++)
		rc4->box[i] = (unsigned char)i;
	for (i = 0; i < 256; i++) {
		kept = rc4->box[i];
		j = (unsigned char)(j + kept + key[i % len]);
		rc4->box[i] = rc4->box[j];
		rc4->box[j] = kept;
	}
	rc4->i = rc4->j = 0;
}

void
tz_cipher_rc4(struct tz_cipher_rc4 *rc4, unsigned char *data, size_t len)
{
	size_t at;

	for (at = 0; at < len; at++) {
		unsigned char kept = rc4->box[++rc4->i];

		rc4->j = (unsigned char)(rc4->j + kept);
		rc4->box[rc4->i] = rc4->box[rc4->j];
		rc4->box[rc4->j] = kept;
		data[at] ^= rc4->box[(unsigned char)(rc4->box[rc4->i] + kept)];
	}
}
