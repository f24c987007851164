/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ole/lock.h - binary office files locked with a password: XOR, RC4 of
 * Office 97, RC4 of CryptoAPI (MS-OFFCRYPTO 2.3.5 to 2.3.7)
 *
 * The passwords that were given are tried, then those that Excel and
 * PowerPoint use by themselves for files that are only protected.
 */
#ifndef TZ_INTAKE_OLE_LOCK_H
#define TZ_INTAKE_OLE_LOCK_H

#include "intake/ole/bytes.h"
#include "intake/ole/ole.h"

#define TZ_LOCK_XOR 16

enum tz_lock_kind {
	TZ_LOCK_RC4,
	TZ_LOCK_CRYPTOAPI,
	TZ_LOCK_XOR_WORD,
	TZ_LOCK_XOR_EXCEL,
};

/* An open lock: what the keys of all blocks are made of. */
struct tz_lock {
	enum tz_lock_kind kind;
	unsigned char base[20];
	size_t key_len;
	unsigned char key[TZ_LOCK_XOR]; /* of XOR */
};

/** tz_lock_open(ole, info, ret): Try all passwords on what the file says about
 * its encryption, from the version on; whether one fits. */
bool tz_lock_open(const struct tz_ole *ole, struct tz_bytes info,
    struct tz_lock *ret);

/** tz_lock_open_xor(ole, kind, key, hash, ret): Likewise for XOR. */
bool tz_lock_open_xor(const struct tz_ole *ole, enum tz_lock_kind kind,
    uint16_t key, uint16_t hash, struct tz_lock *ret);

/** tz_lock_block(lock, block, data, len): Decrypt bytes with which a block of
 * RC4 begins. */
void tz_lock_block(const struct tz_lock *lock, uint32_t block,
    unsigned char *data, size_t len);

/** tz_lock_stretch(lock, size, stream, len, at, n): Decrypt ${n} bytes at
 * ${at} of a stream whose blocks have ${size} bytes; of XOR in Word too. */
void tz_lock_stretch(const struct tz_lock *lock, size_t size,
    unsigned char *stream, size_t len, size_t at, size_t n);

/** tz_lock_xor(lock, turn, data, len): Decrypt bytes of Excel's XOR, the first
 * of them with that byte of the key. */
void tz_lock_xor(const struct tz_lock *lock, size_t turn, unsigned char *data,
    size_t len);

/** tz_lock_summary(lock, ole, name, err): Send the property sets that lie
 * encrypted in the stream ${name}, if there is one (2.3.5.4). */
TZ_CHECK enum tz_status tz_lock_summary(const struct tz_lock *lock,
    struct tz_ole *ole, const char *name, struct tz_err *err);

/** tz_lock_closed(ole, err): Note that no password fits; streams that
 * only a reader with a key could tell are taken. */
TZ_CHECK enum tz_status tz_lock_closed(struct tz_ole *ole, struct tz_err *err);

#endif /* !TZ_INTAKE_OLE_LOCK_H */
