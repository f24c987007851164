/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/odf/odf_lock.h - members of OpenDocument packages that are locked with
 * a password (ODF 1.2 part 3, 3.4 and 4.8)
 */
#ifndef TZ_INTAKE_ODF_ODF_LOCK_H
#define TZ_INTAKE_ODF_ODF_LOCK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "intake/ole/bytes.h"
#include "intake/xml.h"

/* How one member is locked.  All zero at first; ended by
 * tz_odf_lock_clear(). */
struct tz_odf_lock {
	bool aes;	/* in CBC; else Blowfish in CFB */
	bool known;	/* the cipher is one of these */
	bool derived;	/* the key comes by PBKDF2 */
	bool sha256;	/* of the password; else SHA-1 */
	bool sha256_1k; /* the checksum; else SHA-1 */
	bool checked;	/* there is a checksum of the first 1024 bytes */
	uint32_t key_len;
	uint32_t count;
	struct tz_buf salt, start, checksum;
};

/** tz_odf_lock_clear(lock): Free all and make it empty. */
void tz_odf_lock_clear(struct tz_odf_lock *lock);

/** tz_odf_lock_take(lock, xml): Take the present element of the manifest, if
 * it says something of the lock. */
void tz_odf_lock_take(struct tz_odf_lock *lock, struct tz_xml *xml);

/** tz_odf_lock_open(lock, password, data, ret): Append to ${ret} what is in the
 * locked bytes, still deflated; false when the password is another one. */
bool tz_odf_lock_open(const struct tz_odf_lock *lock, const char *password,
    struct tz_bytes data, struct tz_buf *ret);

#endif /* !TZ_INTAKE_ODF_ODF_LOCK_H */
