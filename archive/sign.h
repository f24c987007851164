/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * archive/sign.h - SSHSIG signatures (OpenSSH PROTOCOL.sshsig)
 *
 * Made by `ssh-keygen -Y sign` (so that agents, hardware keys and passphrases
 * work), checked in process with OpenSSL: ssh-ed25519, ecdsa-sha2-nistp256,
 * -384, -521, rsa-sha2-256 and -512 (2048 bits and more), sk-ssh-ed25519 and
 * sk-ecdsa-sha2-nistp256.  A signature is kept as the raw blob, not armored.
 */
#ifndef TZ_ARCHIVE_SIGN_H
#define TZ_ARCHIVE_SIGN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/status.h"

/* An OpenSSH public key: "TYPE BASE64" without comment. */
struct tz_public_key {
	char type[40];
	char *base64;
};

#define tz_auto_key TZ_AUTO(tz_public_key_clear) struct tz_public_key

/** tz_public_key_parse(line, ret_key, err): Read "TYPE BASE64 [COMMENT]";
 * options before the type are refused, and so are types and sizes that are not
 * listed above and low-order Ed25519 keys.  Fails: TZ_FORMAT. */
TZ_CHECK enum tz_status tz_public_key_parse(const char *line,
    struct tz_public_key *ret_key, struct tz_err *err);

/** tz_public_key_clear(key): Free what it holds. */
void tz_public_key_clear(struct tz_public_key *key);

/** tz_public_key_fingerprint(key, ret): Append "SHA256:..." as ssh-keygen -l
 * prints it. */
void
tz_public_key_fingerprint(const struct tz_public_key *key, struct tz_buf *ret);

/**
 * tz_sign(key_path, family_namespace, data, len, ret_blob, err):
 * Sign with the key file ${key_path}: a private key, or a public one whose
 * private half lies beside it or in the agent.  Appends the raw SSHSIG blob.
 * Fails: TZ_NOTFOUND no such key, TZ_IO when ssh-keygen refuses.
 */
TZ_CHECK enum tz_status
tz_sign(const char *key_path, const char *family_namespace, const void *data,
    size_t len, struct tz_buf *ret_blob, struct tz_err *err);

/**
 * tz_sign_verify(key, family_namespace, data, len, blob, blob_len, err):
 * TZ_OK when ${blob} is a signature of the data by ${key} in that namespace;
 * TZ_NO when it is not (another key, another namespace, a changed byte);
 * TZ_FORMAT when it is no SSHSIG.
 */
TZ_CHECK enum tz_status tz_sign_verify(const struct tz_public_key *key,
    const char *family_namespace, const void *data, size_t len,
    const void *blob, size_t blob_len, struct tz_err *err);

/** tz_sign_armor(blob, len, ret): Append the armored form that ssh-keygen -Y
 * verify reads. */
void tz_sign_armor(const void *blob, size_t len, struct tz_buf *ret);

/** tz_sign_unarmor(text, ret_blob, err): The reverse, of exactly one signature
 * with nothing before or after it.  Fails: TZ_FORMAT. */
TZ_CHECK enum tz_status
tz_sign_unarmor(const char *text, struct tz_buf *ret_blob, struct tz_err *err);

#endif /* !TZ_ARCHIVE_SIGN_H */
