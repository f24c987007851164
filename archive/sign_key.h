/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * archive/sign_key.h - what an OpenSSH public key blob says
 *
 * For the files archive/sign*.c only.
 */
#ifndef TZ_ARCHIVE_SIGN_KEY_H
#define TZ_ARCHIVE_SIGN_KEY_H

#include <stdbool.h>
#include <stddef.h>

#include <openssl/evp.h>

#include "archive/sign_wire.h"

/* How a type of key signs. */
struct tz_sign_type {
	const char *name;   /* in the key */
	const char *curve;  /* SSH's name; NULL for Ed25519 and RSA */
	const char *group;  /* OpenSSL's name of it */
	const char *digest; /* for ECDSA, by the size of the curve */
	size_t point_len;   /* of an uncompressed point */
	bool is_rsa;
	bool is_sk; /* a FIDO key: application, flags, counter */
};

struct tz_sign_key {
	const struct tz_sign_type *type;
	EVP_PKEY *pkey;			 /* owned */
	struct tz_sign_span application; /* borrowed from the blob */
};

/** tz_sign_key_read(blob, len, ret_key): Read a key blob, refusing what
 * archive/sign.h refuses; the caller clears it. */
bool
tz_sign_key_read(const void *blob, size_t len, struct tz_sign_key *ret_key);

/** tz_sign_key_clear(key): Free what it holds. */
void tz_sign_key_clear(struct tz_sign_key *key);

#endif /* !TZ_ARCHIVE_SIGN_KEY_H */
