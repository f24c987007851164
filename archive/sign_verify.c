/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * archive/sign_verify.c - checking an SSHSIG in process
 *
 * OpenSSH's PROTOCOL.sshsig: the signed bytes are "SSHSIG", the namespace, an
 * empty string, the name of the hash and the hash of the message.  What
 * `ssh-keygen -Y verify` refuses is refused here, and bytes after the end.
 */
#include "archive/sign.h"

#include <string.h>

#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/evp.h>

#include "archive/sign_key.h"
#include "archive/sign_raw.h"
#include "archive/sign_wire.h"
#include "base/digest.h"
#include "base/intl.h"

#define MAGIC "SSHSIG"
#define MAGIC_LEN 6
#define VERSION 1
#define USER_PRESENT 0x01 /* of the flags of a FIDO key */
#define POINT_MAX 66	  /* bytes of a P-521 coordinate */

struct signature {
	struct tz_sign_span key;
	struct tz_sign_span name_space;
	struct tz_sign_span hash;
	struct tz_sign_span type;
	struct tz_sign_span bytes;
	struct tz_sign_span rest; /* after the bytes, in a FIDO signature */
};

static void
free_context(EVP_MD_CTX **context)
{
	EVP_MD_CTX_free(*context);
}

static void
free_pair(ECDSA_SIG **pair)
{
	ECDSA_SIG_free(*pair);
}

static void
free_der(unsigned char **der)
{
	OPENSSL_free(*der);
}

static bool
read_blob(const void *blob, size_t len, struct signature *ret)
{
	struct tz_sign_wire wire = tz_sign_wire_open(blob, len);
	struct tz_sign_wire inner;
	struct tz_sign_span reserved, body;
	uint32_t version;

	if (len < MAGIC_LEN || memcmp(blob, MAGIC, MAGIC_LEN) != 0)
		return false;
	wire.at += MAGIC_LEN;
	wire.left -= MAGIC_LEN;
	version = tz_sign_wire_u32(&wire);
	ret->key = tz_sign_wire_string(&wire);
	ret->name_space = tz_sign_wire_string(&wire);
	reserved = tz_sign_wire_string(&wire);
	ret->hash = tz_sign_wire_string(&wire);
	body = tz_sign_wire_string(&wire);
	if (!tz_sign_wire_ended(&wire) || version != VERSION ||
	    reserved.len != 0 || ret->name_space.len == 0)
		return false;
	inner = tz_sign_wire_open(body.data, body.len);
	ret->type = tz_sign_wire_string(&inner);
	ret->bytes = tz_sign_wire_string(&inner);
	ret->rest.data = inner.at;
	ret->rest.len = inner.left;
	return !inner.bad;
}

/* The bytes that were signed; false for a hash that is not allowed. */
static bool
signed_data(const struct signature *signature, const void *data, size_t len,
    struct tz_buf *ret)
{
	unsigned char hash[EVP_MAX_MD_SIZE];
	unsigned hash_len = 0;
	const EVP_MD *digest;

	if (tz_sign_wire_is(signature->hash, "sha512"))
		digest = EVP_sha512();
	else if (tz_sign_wire_is(signature->hash, "sha256"))
		digest = EVP_sha256();
	else
		return false;
	if (EVP_Digest(data, len, hash, &hash_len, digest, NULL) != 1)
		return false;
	tz_buf_append(ret, MAGIC, MAGIC_LEN);
	tz_sign_wire_put(signature->name_space.data, signature->name_space.len,
	    ret);
	tz_sign_wire_put("", 0, ret);
	tz_sign_wire_put(signature->hash.data, signature->hash.len, ret);
	tz_sign_wire_put(hash, hash_len, ret);
	return true;
}

/* What a FIDO key signs in place of the message (PROTOCOL.u2f); false unless
 * a person was present. */
static bool
token_data(const struct tz_sign_key *key, const struct signature *signature,
    struct tz_buf *message)
{
	struct tz_sign_wire wire =
	    tz_sign_wire_open(signature->rest.data, signature->rest.len);
	unsigned char flags = tz_sign_wire_byte(&wire);
	const unsigned char *counter = wire.at;
	struct tz_id application, hash;

	tz_sign_wire_u32(&wire);
	if (!tz_sign_wire_ended(&wire) || !(flags & USER_PRESENT))
		return false;
	tz_sha256(key->application.data, key->application.len, &application);
	tz_sha256(message->data, message->len, &hash);
	tz_buf_reset(message);
	tz_buf_append(message, application.bytes, sizeof application.bytes);
	tz_buf_putc(message, (char)flags);
	tz_buf_append(message, counter, 4);
	tz_buf_append(message, hash.bytes, sizeof hash.bytes);
	return true;
}

static bool
check(EVP_PKEY *key, const char *digest, const unsigned char *signature,
    size_t signature_len, const struct tz_buf *message)
{
	TZ_AUTO(free_context) EVP_MD_CTX *context = EVP_MD_CTX_new();

	return context &&
	    EVP_DigestVerifyInit_ex(context, NULL, digest, NULL, NULL, key,
		NULL) == 1 &&
	    EVP_DigestVerify(context, signature, signature_len,
		(const unsigned char *)message->data, message->len) == 1;
}

static bool
check_ecdsa(const struct tz_sign_key *key, struct tz_sign_span bytes,
    const struct tz_buf *message)
{
	struct tz_sign_wire wire = tz_sign_wire_open(bytes.data, bytes.len);
	struct tz_sign_span r = tz_sign_wire_mpint(&wire);
	struct tz_sign_span s = tz_sign_wire_mpint(&wire);
	TZ_AUTO(free_pair) ECDSA_SIG *pair = ECDSA_SIG_new();
	TZ_AUTO(free_der) unsigned char *der = NULL;
	BIGNUM *first, *second;
	int der_len;

	if (!pair || !tz_sign_wire_ended(&wire) || r.len > POINT_MAX ||
	    s.len > POINT_MAX)
		return false;
	first = BN_bin2bn(r.data, (int)r.len, NULL);
	second = BN_bin2bn(s.data, (int)s.len, NULL);
	if (!first || !second || ECDSA_SIG_set0(pair, first, second) != 1) {
		BN_free(first);
		BN_free(second);
		return false;
	}
	der_len = i2d_ECDSA_SIG(pair, &der);
	return der_len > 0 &&
	    check(key->pkey, key->type->digest, der, (size_t)der_len, message);
}

static bool
check_rsa(const struct tz_sign_key *key, const struct signature *signature,
    const struct tz_buf *message)
{
	unsigned char padded[16384 / 8];
	size_t size = (size_t)EVP_PKEY_get_size(key->pkey);
	size_t len = signature->bytes.len;
	const char *digest;

	if (tz_sign_wire_is(signature->type, "rsa-sha2-512"))
		digest = "SHA512";
	else if (tz_sign_wire_is(signature->type, "rsa-sha2-256"))
		digest = "SHA256";
	else
		return false;
	if (len == 0 || len > size || size > sizeof padded)
		return false;
	/* OpenSSH may leave leading zero bytes out. */
	memset(padded, 0, sizeof padded);
	memcpy(padded + size - len, signature->bytes.data, len);
	return check(key->pkey, digest, padded, size, message);
}

static bool
check_any(const struct tz_sign_key *key, const struct signature *signature,
    struct tz_buf *message)
{
	if (key->type->is_rsa)
		return signature->rest.len == 0 &&
		    check_rsa(key, signature, message);
	if (!tz_sign_wire_is(signature->type, key->type->name))
		return false;
	if (key->type->is_sk) {
		if (!token_data(key, signature, message))
			return false;
	} else if (signature->rest.len != 0) {
		return false;
	}
	if (key->type->curve)
		return check_ecdsa(key, signature->bytes, message);
	return signature->bytes.len == TZ_SIGN_RAW_LEN &&
	    check(key->pkey, NULL, signature->bytes.data, signature->bytes.len,
		message);
}

enum tz_status
tz_sign_verify(const struct tz_public_key *key, const char *family_namespace,
    const void *data, size_t len, const void *blob, size_t blob_len,
    struct tz_err *err)
{
	struct signature signature;
	struct tz_sign_key read = {0};
	tz_auto_buf expected = TZ_BUF_INIT;
	tz_auto_buf message = TZ_BUF_INIT;
	enum tz_status s;
	bool good;

	if (!read_blob(blob, blob_len, &signature))
		return tz_fail(err, TZ_FORMAT, _("not an SSH signature"));
	s = tz_base64_decode(key->base64, strlen(key->base64), &expected, err);
	if (s)
		return s;
	if (signature.key.len != expected.len ||
	    memcmp(signature.key.data, expected.data, expected.len) != 0)
		return tz_fail(err, TZ_NO, _("signed with another key"));
	if (!tz_sign_wire_is(signature.name_space, family_namespace))
		return tz_fail(err, TZ_NO, _("signed for another namespace"));
	if (!tz_sign_key_read(expected.data, expected.len, &read))
		return tz_fail(err, TZ_NO,
		    _("the key is not one that is "
		      "taken"));
	good = signed_data(&signature, data, len, &message) &&
	    !message.failed && check_any(&read, &signature, &message);
	tz_sign_key_clear(&read);
	if (!good)
		return tz_fail(err, TZ_NO, _("the signature is wrong"));
	return TZ_OK;
}
