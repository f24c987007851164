/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/odf/odf_lock.c - members of OpenDocument packages that are locked
 *
 * AES-256 in CBC as of version 1.2, and Blowfish in CFB as before it, each with
 * a key by PBKDF2.  A password is the right one when the checksum of the first
 * 1024 bytes fits; without a checksum none is.
 */
#include "intake/odf/odf_lock.h"

#include <stdlib.h>
#include <string.h>

#include "base/digest.h"
#include "intake/ole/cipher.h"

/* More rounds than any program asks for. */
#define MAX_COUNT 5000000
#define CHECKED 1024
#define BLOCK 16

void
tz_odf_lock_clear(struct tz_odf_lock *lock)
{
	tz_buf_clear(&lock->salt);
	tz_buf_clear(&lock->start);
	tz_buf_clear(&lock->checksum);
	memset(lock, 0, sizeof *lock);
}

static void
take_bytes(struct tz_xml *xml, const char *name, struct tz_buf *ret)
{
	const char *value = tz_xml_attribute(xml, name);

	tz_buf_reset(ret);
	/* A bad one is empty, and no password will fit. */
	if (value && tz_base64_decode(value, strlen(value), ret, NULL))
		tz_buf_reset(ret);
}

static uint32_t
take_number(struct tz_xml *xml, const char *name, uint32_t otherwise)
{
	const char *value = tz_xml_attribute(xml, name);

	return value ? (uint32_t)strtoul(value, NULL, 10) : otherwise;
}

static bool
speaks_of(const char *value, const char *word)
{
	return value && strcasestr(value, word) != NULL;
}

void
tz_odf_lock_take(struct tz_odf_lock *lock, struct tz_xml *xml)
{
	const char *name = tz_xml_name(xml);
	const char *value;

	if (strcmp(name, "encryption-data") == 0) {
		value = tz_xml_attribute(xml, "checksum-type");
		lock->checked =
		    speaks_of(value, "1k") || speaks_of(value, "SHA1");
		lock->sha256_1k = speaks_of(value, "sha256");
		take_bytes(xml, "checksum", &lock->checksum);
	} else if (strcmp(name, "algorithm") == 0) {
		value = tz_xml_attribute(xml, "algorithm-name");
		lock->aes = speaks_of(value, "aes") && speaks_of(value, "cbc");
		lock->known = lock->aes || speaks_of(value, "blowfish");
		take_bytes(xml, "initialisation-vector", &lock->start);
	} else if (strcmp(name, "start-key-generation") == 0) {
		lock->sha256 = speaks_of(tz_xml_attribute(xml,
					     "start-key-generation-name"),
		    "sha256");
	} else if (strcmp(name, "key-derivation") == 0) {
		lock->derived =
		    speaks_of(tz_xml_attribute(xml, "key-derivation-name"),
			"pbkdf2");
		lock->key_len = take_number(xml, "key-size", 16);
		lock->count = take_number(xml, "iteration-count", 0);
		take_bytes(xml, "salt", &lock->salt);
	}
}

/* Whether the bytes are what was locked. */
static bool
fits(const struct tz_odf_lock *lock, struct tz_bytes data)
{
	static const struct tz_bytes none = {(const unsigned char *)"", 0};
	struct tz_cipher_digest *digest =
	    tz_cipher_digest_new(lock->sha256_1k ? "SHA256" : "SHA1");
	unsigned char value[TZ_CIPHER_DIGEST];
	size_t len = digest ? tz_cipher_digest(digest,
				  tz_bytes_slice(data, 0, CHECKED), none, value)
			    : 0;

	tz_cipher_digest_free(digest);
	return lock->checked && len > 0 && len == lock->checksum.len &&
	    memcmp(value, lock->checksum.data, len) == 0;
}

/* The key that the password makes. */
static bool
derive(const struct tz_odf_lock *lock, const char *password,
    unsigned char ret[TZ_CIPHER_DIGEST])
{
	static const struct tz_bytes none = {(const unsigned char *)"", 0};
	struct tz_cipher_digest *digest =
	    tz_cipher_digest_new(lock->sha256 ? "SHA256" : "SHA1");
	struct tz_bytes text = {
	    (const unsigned char *)password, strlen(password)};
	unsigned char value[TZ_CIPHER_DIGEST];
	struct tz_bytes start = {value, 0};

	if (digest)
		start.len = tz_cipher_digest(digest, text, none, value);
	tz_cipher_digest_free(digest);
	return start.len > 0 &&
	    tz_cipher_derive(start, tz_bytes_of(&lock->salt), lock->count, ret,
		lock->key_len);
}

bool
tz_odf_lock_open(const struct tz_odf_lock *lock, const char *password,
    struct tz_bytes data, struct tz_buf *ret)
{
	unsigned char key_bytes[TZ_CIPHER_DIGEST];
	struct tz_bytes key = {key_bytes, lock->key_len};
	size_t from = ret->len, fill = 0;
	bool good;

	if (!lock->known || !lock->derived || lock->key_len == 0 ||
	    lock->key_len > TZ_CIPHER_DIGEST || lock->count == 0 ||
	    lock->count > MAX_COUNT || !derive(lock, password, key_bytes))
		return false;
	good = lock->aes
	    ? tz_cipher_aes(key, tz_bytes_of(&lock->start), data, ret)
	    : tz_cipher_blowfish(key, tz_bytes_of(&lock->start), data, ret);
	/* The last byte says how many of the last block were added. */
	if (good && lock->aes && ret->len > from)
		fill = (unsigned char)ret->data[ret->len - 1];
	if (fill <= BLOCK && fill <= ret->len - from)
		ret->len -= fill;
	if (good &&
	    fits(lock, tz_bytes_slice(tz_bytes_of(ret), from, SIZE_MAX)))
		return true;
	ret->len = from;
	return false;
}
