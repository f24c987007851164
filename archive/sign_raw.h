/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * archive/sign_raw.h - bare Ed25519 for the log's own key (RFC 8032)
 *
 * The key file is PKCS#8 PEM.  Persons sign with SSHSIG (archive/sign.h).
 */
#ifndef TZ_ARCHIVE_SIGN_RAW_H
#define TZ_ARCHIVE_SIGN_RAW_H

#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"

#define TZ_SIGN_RAW_KEY 32
#define TZ_SIGN_RAW_LEN 64

/** tz_sign_raw_make(path, err): Make a key at ${path}, mode 0600.  Fails:
 * TZ_USAGE when there is a file already, TZ_IO. */
TZ_CHECK enum tz_status tz_sign_raw_make(const char *path, struct tz_err *err);

/** tz_sign_raw_public(path, ret_key, err): The public key of the file.  Fails:
 * TZ_NOTFOUND, TZ_FORMAT, TZ_IO. */
TZ_CHECK enum tz_status tz_sign_raw_public(const char *path,
    unsigned char ret_key[TZ_SIGN_RAW_KEY], struct tz_err *err);

/** tz_sign_raw_sign(path, data, len, ret_signature, err): Sign with the key
 * of the file; the same bytes give the same signature. */
TZ_CHECK enum tz_status
tz_sign_raw_sign(const char *path, const void *data, size_t len,
    unsigned char ret_signature[TZ_SIGN_RAW_LEN], struct tz_err *err);

/** tz_sign_raw_verify(key, data, len, signature): Whether it is one by
 * ${key}; never for a key of low order. */
bool
tz_sign_raw_verify(const unsigned char key[TZ_SIGN_RAW_KEY], const void *data,
    size_t len, const unsigned char signature[TZ_SIGN_RAW_LEN]);

/** tz_sign_raw_sound(key): Whether the 32 bytes are the canonical form of a
 * point that is not of low order; OpenSSL itself takes both. */
bool tz_sign_raw_sound(const unsigned char key[TZ_SIGN_RAW_KEY]);

#endif /* !TZ_ARCHIVE_SIGN_RAW_H */
