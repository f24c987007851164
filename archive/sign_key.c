/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * archive/sign_key.c - OpenSSH public keys: which are taken, as OpenSSL keys
 *
 * Refused: types not in the table, RSA under 2048 or over 16384 bits, points
 * that are not on their curve, Ed25519 keys of low order, bytes left over.
 */
#include "archive/sign_key.h"

#include <string.h>

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/param_build.h>

#include "archive/sign.h"
#include "archive/sign_raw.h"
#include "base/digest.h"
#include "base/intl.h"

#define RSA_BITS_MIN 2048
#define RSA_BITS_MAX 16384
#define EXPONENT_MAX 8 /* bytes */

static const struct tz_sign_type types[] = {
    {"ssh-ed25519", NULL, NULL, NULL, 0, false, false},
    {"sk-ssh-ed25519@openssh.com", NULL, NULL, NULL, 0, false, true},
    {"ecdsa-sha2-nistp256", "nistp256", "P-256", "SHA256", 65, false, false},
    {"ecdsa-sha2-nistp384", "nistp384", "P-384", "SHA384", 97, false, false},
    {"ecdsa-sha2-nistp521", "nistp521", "P-521", "SHA512", 133, false, false},
    {"sk-ecdsa-sha2-nistp256@openssh.com", "nistp256", "P-256", "SHA256", 65,
	false, true},
    {"ssh-rsa", NULL, NULL, NULL, 0, true, false},
};

static void
free_build(OSSL_PARAM_BLD **build)
{
	OSSL_PARAM_BLD_free(*build);
}

static void
free_params(OSSL_PARAM **params)
{
	OSSL_PARAM_free(*params);
}

static void
free_number(BIGNUM **number)
{
	BN_free(*number);
}

static void
free_context(EVP_PKEY_CTX **context)
{
	EVP_PKEY_CTX_free(*context);
}

/* A public key of ${algorithm} from the parameters in ${build}. */
static EVP_PKEY *
make_key(const char *algorithm, OSSL_PARAM_BLD *build)
{
	TZ_AUTO(free_params)
	OSSL_PARAM *params = OSSL_PARAM_BLD_to_param(build);
	TZ_AUTO(free_context)
	EVP_PKEY_CTX *context =
	    EVP_PKEY_CTX_new_from_name(NULL, algorithm, NULL);
	EVP_PKEY *key = NULL;

	if (!params || !context || EVP_PKEY_fromdata_init(context) != 1 ||
	    EVP_PKEY_fromdata(context, &key, EVP_PKEY_PUBLIC_KEY, params) != 1)
		return NULL;
	return key;
}

static EVP_PKEY *
read_ed25519(struct tz_sign_wire *wire)
{
	struct tz_sign_span point = tz_sign_wire_string(wire);

	if (point.len != TZ_SIGN_RAW_KEY || !tz_sign_raw_sound(point.data))
		return NULL;
	return EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, NULL, point.data,
	    point.len);
}

static EVP_PKEY *
read_ecdsa(struct tz_sign_wire *wire, const struct tz_sign_type *type)
{
	struct tz_sign_span curve = tz_sign_wire_string(wire);
	struct tz_sign_span point = tz_sign_wire_string(wire);
	TZ_AUTO(free_build)
	OSSL_PARAM_BLD *build = OSSL_PARAM_BLD_new();
	TZ_AUTO(free_context) EVP_PKEY_CTX *check = NULL;
	EVP_PKEY *key;

	if (!build || !tz_sign_wire_is(curve, type->curve) ||
	    point.len != type->point_len || point.data[0] != 0x04 ||
	    OSSL_PARAM_BLD_push_utf8_string(build, OSSL_PKEY_PARAM_GROUP_NAME,
		type->group, 0) != 1 ||
	    OSSL_PARAM_BLD_push_octet_string(build, OSSL_PKEY_PARAM_PUB_KEY,
		point.data, point.len) != 1)
		return NULL;
	key = make_key("EC", build);
	if (!key)
		return NULL;
	check = EVP_PKEY_CTX_new_from_pkey(NULL, key, NULL);
	if (!check || EVP_PKEY_public_check(check) != 1) {
		EVP_PKEY_free(key);
		return NULL;
	}
	return key;
}

static EVP_PKEY *
read_rsa(struct tz_sign_wire *wire)
{
	struct tz_sign_span e = tz_sign_wire_mpint(wire);
	struct tz_sign_span n = tz_sign_wire_mpint(wire);
	TZ_AUTO(free_build)
	OSSL_PARAM_BLD *build = OSSL_PARAM_BLD_new();
	TZ_AUTO(free_number) BIGNUM *exponent = NULL;
	TZ_AUTO(free_number) BIGNUM *modulus = NULL;
	int bits;

	if (!build || e.len == 0 || e.len > EXPONENT_MAX || n.len == 0 ||
	    n.len > RSA_BITS_MAX / 8)
		return NULL;
	exponent = BN_bin2bn(e.data, (int)e.len, NULL);
	modulus = BN_bin2bn(n.data, (int)n.len, NULL);
	if (!exponent || !modulus || !BN_is_odd(exponent) ||
	    BN_is_one(exponent) || !BN_is_odd(modulus))
		return NULL;
	bits = BN_num_bits(modulus);
	if (bits < RSA_BITS_MIN || bits > RSA_BITS_MAX ||
	    OSSL_PARAM_BLD_push_BN(build, OSSL_PKEY_PARAM_RSA_N, modulus) !=
		1 ||
	    OSSL_PARAM_BLD_push_BN(build, OSSL_PKEY_PARAM_RSA_E, exponent) != 1)
		return NULL;
	return make_key("RSA", build);
}

bool
tz_sign_key_read(const void *blob, size_t len, struct tz_sign_key *ret_key)
{
	struct tz_sign_wire wire = tz_sign_wire_open(blob, len);
	struct tz_sign_span name = tz_sign_wire_string(&wire);
	struct tz_sign_key key = {0};
	size_t i;

	for (i = 0; i < sizeof types / sizeof types[0]; i++) {
		if (tz_sign_wire_is(name, types[i].name))
			key.type = &types[i];
	}
	if (!key.type)
		return false;
	if (key.type->is_rsa)
		key.pkey = read_rsa(&wire);
	else if (key.type->curve)
		key.pkey = read_ecdsa(&wire, key.type);
	else
		key.pkey = read_ed25519(&wire);
	if (key.type->is_sk)
		key.application = tz_sign_wire_string(&wire);
	if (!key.pkey || !tz_sign_wire_ended(&wire)) {
		tz_sign_key_clear(&key);
		return false;
	}
	*ret_key = key;
	return true;
}

void
tz_sign_key_clear(struct tz_sign_key *key)
{
	EVP_PKEY_free(key->pkey);
	memset(key, 0, sizeof *key);
}

enum tz_status
tz_public_key_parse(const char *line, struct tz_public_key *ret_key,
    struct tz_err *err)
{
	size_t type_len = strcspn(line, " \t");
	tz_auto_buf blob = TZ_BUF_INIT;
	struct tz_public_key key = {{0}, NULL};
	struct tz_sign_key read = {0};
	const char *base64 = line + type_len;
	size_t base64_len;
	bool good;

	base64 += strspn(base64, " \t");
	base64_len = strcspn(base64, " \t\r\n");
	if (type_len == 0 || type_len >= sizeof key.type || base64_len == 0 ||
	    strchr(base64, '\n') != strrchr(base64, '\n') ||
	    tz_base64_decode(base64, base64_len, &blob, NULL))
		return tz_fail(err, TZ_FORMAT,
		    _("not an OpenSSH public key; give the file that ends in "
		      ".pub"));
	memcpy(key.type, line, type_len);
	good = tz_sign_key_read(blob.data, blob.len, &read) &&
	    strcmp(read.type->name, key.type) == 0;
	tz_sign_key_clear(&read);
	if (!good)
		return tz_fail(err, TZ_FORMAT,
		    _("this public key is malformed, too weak, or of a type "
		      "that is not taken; use ed25519, ecdsa, rsa of 2048 "
		      "bits or more, ed25519-sk or ecdsa-sk"));
	key.base64 = strndup(base64, base64_len);
	if (!key.base64)
		return tz_fail_nomem(err);
	*ret_key = key;
	return TZ_OK;
}

void
tz_public_key_clear(struct tz_public_key *key)
{
	free(key->base64);
	memset(key, 0, sizeof *key);
}

void
tz_public_key_fingerprint(const struct tz_public_key *key, struct tz_buf *ret)
{
	tz_auto_buf blob = TZ_BUF_INIT;
	tz_auto_buf text = TZ_BUF_INIT;
	struct tz_id hash;

	if (tz_base64_decode(key->base64, strlen(key->base64), &blob, NULL))
		return;
	tz_sha256(blob.data, blob.len, &hash);
	tz_base64_encode(hash.bytes, sizeof hash.bytes, &text);
	/* ssh-keygen leaves the padding out. */
	while (text.len > 0 && text.data[text.len - 1] == '=')
		text.len--;
	tz_buf_puts(ret, "SHA256:");
	tz_buf_append(ret, text.data, text.len);
}
