/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * base/digest.c - SHA-256, HMAC, random bytes, hexadecimal and base64
 *
 * SHA-256 over bytes in memory cannot fail in OpenSSL's low-level form, but
 * that form is deprecated; the EVP form fails only where memory or the
 * provider is gone.  Callers of tz_sha256() have no way on without a digest,
 * so such a failure is an assertion here.
 */
#include "base/digest.h"

#include <assert.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/rand.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/intl.h"

struct tz_hash {
	EVP_MD_CTX *context;
};

/* For what has no caller to report to: a digest that is not one must never
 * be used. */
static void
must(bool ok)
{
	assert(ok);
	if (!ok)
		__builtin_trap();
}

/*
 * Keep OpenSSL from reading the machine's openssl.cnf: nothing in it may bear
 * on a digest, and reading it costs a small command much of its time.  After
 * the first time it is a look at a flag.
 */
static void
get_ready(void)
{
	must(OPENSSL_init_crypto(OPENSSL_INIT_NO_LOAD_CONFIG, NULL) == 1);
}

void
tz_sha256(const void *data, size_t len, struct tz_id *ret_id)
{
	get_ready();
	must(EVP_Digest(len ? data : "", len, ret_id->bytes, NULL, EVP_sha256(),
		 NULL) == 1);
}

enum tz_status
tz_hash_new(struct tz_hash **ret_hash, struct tz_err *err)
{
	tz_auto(tz_hash) hash = calloc(1, sizeof *hash);

	if (!hash)
		return tz_fail_nomem(err);
	get_ready();
	hash->context = EVP_MD_CTX_new();
	if (!hash->context ||
	    EVP_DigestInit_ex(hash->context, EVP_sha256(), NULL) != 1)
		return tz_fail_nomem(err);
	*ret_hash = tz_steal(&hash);
	return TZ_OK;
}

void
tz_hash_update(struct tz_hash *hash, const void *data, size_t len)
{
	if (len)
		must(EVP_DigestUpdate(hash->context, data, len) == 1);
}

void
tz_hash_final(struct tz_hash *hash, struct tz_id *ret_id)
{
	must(EVP_DigestFinal_ex(hash->context, ret_id->bytes, NULL) == 1);
	must(EVP_DigestInit_ex(hash->context, EVP_sha256(), NULL) == 1);
}

void
tz_hash_free(struct tz_hash *hash)
{
	if (!hash)
		return;
	EVP_MD_CTX_free(hash->context);
	free(hash);
}

void
tz_hmac_sha256(const void *key, size_t key_len, const void *data, size_t len,
    struct tz_id *ret_id)
{
	get_ready();
	must(EVP_Q_mac(NULL, "HMAC", NULL, "SHA256", NULL, key_len ? key : "",
		 key_len, len ? data : (const void *)"", len, ret_id->bytes,
		 sizeof ret_id->bytes, NULL) != NULL);
}

enum tz_status
tz_random(void *data, size_t len, struct tz_err *err)
{
	unsigned char *at = data;

	get_ready();
	while (len > 0) {
		int n = len > 4096 ? 4096 : (int)len;

		if (RAND_priv_bytes(at, n) != 1)
			return tz_fail(err, TZ_IO, "%s",
			    _("no random bytes can be had"));
		at += n;
		len -= (size_t)n;
	}
	return TZ_OK;
}

bool
tz_id_equal(const struct tz_id *a, const struct tz_id *b)
{
	return CRYPTO_memcmp(a->bytes, b->bytes, sizeof a->bytes) == 0;
}

static const char digits[] = "0123456789abcdef";

/* The value of a lower-case digit, -1 for anything else. */
static int
nibble(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return -1;
}

void
tz_id_hex(const struct tz_id *id, char ret_hex[TZ_ID_HEX])
{
	size_t i;

	for (i = 0; i < sizeof id->bytes; i++) {
		ret_hex[2 * i] = digits[id->bytes[i] >> 4];
		ret_hex[2 * i + 1] = digits[id->bytes[i] & 15];
	}
	ret_hex[2 * i] = '\0';
}

bool
tz_id_parse(const char *hex, struct tz_id *ret_id)
{
	struct tz_id id;
	size_t i;

	for (i = 0; i < sizeof id.bytes; i++) {
		int high = nibble(hex[2 * i]);
		int low = high < 0 ? -1 : nibble(hex[2 * i + 1]);

		if (low < 0)
			return false;
		id.bytes[i] = (unsigned char)(high << 4 | low);
	}
	if (hex[2 * i] != '\0')
		return false;
	*ret_id = id;
	return true;
}

void
tz_hex_encode(const void *data, size_t len, struct tz_buf *ret)
{
	const unsigned char *bytes = data;
	size_t i;

	for (i = 0; i < len; i++) {
		char pair[2] = {digits[bytes[i] >> 4], digits[bytes[i] & 15]};

		tz_buf_append(ret, pair, 2);
	}
}

enum tz_status
tz_hex_decode(const char *hex, size_t hex_len, struct tz_buf *ret,
    struct tz_err *err)
{
	size_t i;

	if (hex_len % 2 != 0)
		return tz_fail(err, TZ_FORMAT, "%s",
		    _("an odd number of hexadecimal digits"));
	for (i = 0; i < hex_len; i++) {
		if (nibble(hex[i]) < 0)
			return tz_fail(err, TZ_FORMAT, "%s",
			    _("not a lower-case hexadecimal digit"));
	}
	for (i = 0; i < hex_len; i += 2)
		tz_buf_putc(ret,
		    (char)(nibble(hex[i]) << 4 | nibble(hex[i + 1])));
	return tz_buf_check(ret, err);
}

static const char alphabet[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

void
tz_base64_encode(const void *data, size_t len, struct tz_buf *ret)
{
	const unsigned char *bytes = data;
	size_t i;

	for (i = 0; i < len; i += 3) {
		size_t n = len - i < 3 ? len - i : 3;
		uint32_t word = (uint32_t)bytes[i] << 16;
		char out[4];

		if (n > 1)
			word |= (uint32_t)bytes[i + 1] << 8;
		if (n > 2)
			word |= bytes[i + 2];
		out[0] = alphabet[word >> 18];
		out[1] = alphabet[word >> 12 & 63];
		out[2] = n > 1 ? alphabet[word >> 6 & 63] : '=';
		out[3] = n > 2 ? alphabet[word & 63] : '=';
		tz_buf_append(ret, out, 4);
	}
}

/* Decode one group of four; the number of bytes, 0 when it is malformed. */
static size_t
group(const char *text, bool last, unsigned char out[3])
{
	size_t n = 3;
	uint32_t word = 0;
	size_t i;

	if (last && text[3] == '=')
		n = text[2] == '=' ? 1 : 2;
	for (i = 0; i < n + 1; i++) {
		const char *at = text[i] ? strchr(alphabet, text[i]) : NULL;

		if (!at)
			return 0;
		word |= (uint32_t)(at - alphabet) << (18 - 6 * i);
	}
	/* Bits that belong to no byte must be zero, or two texts would stand
	 * for the same bytes. */
	if (word & ((1u << (8 * (3 - n))) - 1))
		return 0;
	for (i = 0; i < 3; i++)
		out[i] = (unsigned char)(word >> (16 - 8 * i));
	return n;
}

enum tz_status
tz_base64_decode(const char *text, size_t len, struct tz_buf *ret,
    struct tz_err *err)
{
	size_t i;

	if (len % 4 != 0)
		return tz_fail(err, TZ_FORMAT, "%s",
		    _("base64 of a wrong length"));
	for (i = 0; i < len; i += 4) {
		unsigned char out[3];
		size_t n = group(text + i, i + 4 == len, out);

		if (n == 0)
			return tz_fail(err, TZ_FORMAT, "%s",
			    _("base64 that is malformed"));
		tz_buf_append(ret, out, n);
	}
	return tz_buf_check(ret, err);
}
