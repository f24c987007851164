/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ole/decrypt.c - encrypted OOXML packages (MS-OFFCRYPTO 2.3.4.5 to
 * 2.3.4.15)
 *
 * Passwords that were given are tried, then the one that Excel itself uses for
 * files that are only protected.
 */
#include <stdlib.h>

#include "base/digest.h"
#include "intake/formats.h"
#include "intake/intake.h"
#include "intake/ole/cipher.h"
#include "intake/ole/ole.h"
#include "intake/ole/ole_strings.h"
#include "intake/xml.h"

#define SEGMENT 4096
#define SPIN_MAX 1000000
#define STANDARD_SPIN 50000
#define SALT 16
#define KEY_MAX 64

static const char excel_password[] = "VelvetSweatshop";

/* What the agile form says of one of its two ciphers. */
struct agile_cipher {
	char digest[16];
	uint32_t key_bits, spin;
	struct tz_buf salt, input, value, key;
};

struct agile {
	struct agile_cipher data, password;
	bool aes, cbc;
};

struct locked {
	struct tz_bytes info, package;
	struct agile agile;
	bool is_agile;
};

static void
clear_cipher(struct agile_cipher *cipher)
{
	tz_buf_clear(&cipher->salt);
	tz_buf_clear(&cipher->input);
	tz_buf_clear(&cipher->value);
	tz_buf_clear(&cipher->key);
}

static void
read_attribute(struct tz_xml *xml, const char *name, struct tz_buf *ret)
{
	const char *value = tz_xml_attribute(xml, name);

	/* A bad one is empty, and no password will fit. */
	if (value && tz_base64_decode(value, strlen(value), ret, NULL))
		tz_buf_reset(ret);
}

static uint32_t
read_number(struct tz_xml *xml, const char *name)
{
	const char *value = tz_xml_attribute(xml, name);

	return value ? (uint32_t)strtoul(value, NULL, 10) : 0;
}

static void
read_cipher(struct tz_xml *xml, struct agile *agile, struct agile_cipher *ret)
{
	const char *digest = tz_xml_attribute(xml, "hashAlgorithm");
	const char *cipher = tz_xml_attribute(xml, "cipherAlgorithm");
	const char *chaining = tz_xml_attribute(xml, "cipherChaining");

	if (digest && strlen(digest) < sizeof ret->digest)
		memcpy(ret->digest, digest, strlen(digest) + 1);
	agile->aes = cipher && strcmp(cipher, "AES") == 0;
	agile->cbc = chaining && strcmp(chaining, "ChainingModeCBC") == 0;
	ret->key_bits = read_number(xml, "keyBits");
	ret->spin = read_number(xml, "spinCount");
	read_attribute(xml, "saltValue", &ret->salt);
	read_attribute(xml, "encryptedVerifierHashInput", &ret->input);
	read_attribute(xml, "encryptedVerifierHashValue", &ret->value);
	read_attribute(xml, "encryptedKeyValue", &ret->key);
}

static void
read_agile(struct tz_bytes info, struct agile *ret)
{
	tz_auto(tz_xml) xml = NULL;
	enum tz_xml_event event;

	info = tz_bytes_slice(info, 8, SIZE_MAX);
	if (info.len == 0 || tz_xml_open(info.data, info.len, &xml, NULL))
		return;
	while ((event = tz_xml_next(xml)) < TZ_XML_DONE) {
		if (event != TZ_XML_START)
			continue;
		if (strcmp(tz_xml_name(xml), "keyData") == 0)
			read_cipher(xml, ret, &ret->data);
		else if (strcmp(tz_xml_name(xml), "encryptedKey") == 0 &&
		    ret->password.key.len == 0)
			read_cipher(xml, ret, &ret->password);
	}
}

/* A digest, cut or filled up to the length of a key. */
static struct tz_bytes
fit(const unsigned char *digest, size_t len, size_t want,
    unsigned char room[KEY_MAX])
{
	struct tz_bytes bytes = {room, want < KEY_MAX ? want : KEY_MAX};

	memset(room, 0x36, KEY_MAX);
	memcpy(room, digest, len < bytes.len ? len : bytes.len);
	return bytes;
}

/* Decrypt one value of the agile form with the key for its purpose. */
static bool
open_value(const struct agile_cipher *cipher, struct tz_cipher_digest *digest,
    struct tz_bytes spun, const unsigned char purpose[8],
    const struct tz_buf *value, struct tz_buf *ret)
{
	unsigned char derived[TZ_CIPHER_DIGEST], room[KEY_MAX], start[KEY_MAX];
	struct tz_bytes purpose_bytes = {purpose, 8};
	size_t len = tz_cipher_digest(digest, spun, purpose_bytes, derived);
	struct tz_bytes salt = tz_bytes_of(&cipher->salt);

	return len > 0 &&
	    tz_cipher_aes(fit(derived, len, cipher->key_bits / 8, room),
		fit(salt.data, salt.len, 16, start), tz_bytes_of(value), ret);
}

/* The key of the package, if the password is the right one. */
static bool
agile_key(const struct agile *agile, struct tz_bytes password,
    struct tz_cipher_digest *digest, struct tz_buf *ret)
{
	static const unsigned char purposes[3][8] = {
	    {0xfe, 0xa7, 0xd2, 0x76, 0x3b, 0x4b, 0x9e, 0x79},
	    {0xd7, 0xaa, 0x0f, 0x6d, 0x30, 0x61, 0x34, 0x4e},
	    {0x14, 0x6e, 0x0b, 0xe7, 0xab, 0xac, 0xd0, 0xd6}};
	const struct agile_cipher *cipher = &agile->password;
	unsigned char spun[TZ_CIPHER_DIGEST], check[TZ_CIPHER_DIGEST];
	static const struct tz_bytes none = {(const unsigned char *)"", 0};
	tz_auto_buf input = TZ_BUF_INIT;
	tz_auto_buf value = TZ_BUF_INIT;
	struct tz_bytes key;
	size_t len = tz_cipher_digest(digest, tz_bytes_of(&cipher->salt),
	    password, spun);

	if (len == 0 || cipher->spin > SPIN_MAX ||
	    !tz_cipher_spin(digest, spun, len, cipher->spin))
		return false;
	key.data = spun;
	key.len = len;
	if (!open_value(cipher, digest, key, purposes[0], &cipher->input,
		&input) ||
	    !open_value(cipher, digest, key, purposes[1], &cipher->value,
		&value) ||
	    tz_cipher_digest(digest, tz_bytes_of(&input), none, check) != len ||
	    value.len < len || memcmp(check, value.data, len) != 0)
		return false;
	return open_value(cipher, digest, key, purposes[2], &cipher->key,
		   ret) &&
	    ret->len >= agile->data.key_bits / 8;
}

/* Decrypt the package, segment by segment. */
static bool
agile_open(const struct locked *locked, struct tz_bytes password,
    struct tz_buf *ret)
{
	const struct agile *agile = &locked->agile;
	struct tz_cipher_digest *digest =
	    tz_cipher_digest_new(agile->password.digest);
	tz_auto_buf key = TZ_BUF_INIT;
	size_t at;
	uint32_t n = 0;
	bool good = digest && agile->aes && agile->cbc &&
	    agile_key(agile, password, digest, &key);

	tz_cipher_digest_free(digest);
	digest = good ? tz_cipher_digest_new(agile->data.digest) : NULL;
	good = digest != NULL;
	for (at = 8; good && at < locked->package.len; at += SEGMENT, n++) {
		unsigned char turn[4] = {(unsigned char)n,
		    (unsigned char)(n >> 8), (unsigned char)(n >> 16),
		    (unsigned char)(n >> 24)};
		unsigned char start[TZ_CIPHER_DIGEST], room[KEY_MAX];
		struct tz_bytes number = {turn, sizeof turn};
		size_t len = tz_cipher_digest(digest,
		    tz_bytes_of(&agile->data.salt), number, start);

		good = len > 0 &&
		    tz_cipher_aes(tz_bytes_slice(tz_bytes_of(&key), 0,
				      agile->data.key_bits / 8),
			fit(start, len, 16, room),
			tz_bytes_slice(locked->package, at, SEGMENT), ret);
	}
	tz_cipher_digest_free(digest);
	return good;
}

/* The key of the standard form (2.3.4.7). */
static bool
standard_key(struct tz_cipher_digest *digest, struct tz_bytes salt,
    struct tz_bytes password, unsigned char ret[2 * TZ_CIPHER_DIGEST])
{
	static const unsigned char zero[4] = {0, 0, 0, 0};
	static const struct tz_bytes none = {(const unsigned char *)"", 0};
	struct tz_bytes block = {zero, sizeof zero}, spun, padded;
	unsigned char value[TZ_CIPHER_DIGEST], pad[64];
	size_t len = tz_cipher_digest(digest, salt, password, value), i;
	int half;

	spun.data = value;
	spun.len = len;
	if (len != 20 || !tz_cipher_spin(digest, value, len, STANDARD_SPIN) ||
	    tz_cipher_digest(digest, spun, block, value) != len)
		return false;
	for (half = 0; half < 2; half++) {
		memset(pad, half ? 0x5c : 0x36, sizeof pad);
		for (i = 0; i < len; i++)
			pad[i] ^= value[i];
		padded.data = pad;
		padded.len = sizeof pad;
		if (tz_cipher_digest(digest, padded, none,
			ret + len * (size_t)half) != len)
			return false;
	}
	return true;
}

static bool
standard_open(const struct locked *locked, struct tz_bytes password,
    struct tz_buf *ret)
{
	static const struct tz_bytes none = {(const unsigned char *)"", 0};
	struct tz_cipher_digest *digest = tz_cipher_digest_new("SHA1");
	size_t verifier = 12 + (size_t)tz_bytes_32(locked->info, 8);
	struct tz_bytes salt = tz_bytes_slice(locked->info, verifier + 4, SALT);
	unsigned char key[2 * TZ_CIPHER_DIGEST], check[TZ_CIPHER_DIGEST];
	struct tz_bytes key_bytes = {
	    key, tz_bytes_32(locked->info, 12 + 16) / 8};
	tz_auto_buf input = TZ_BUF_INIT;
	tz_auto_buf value = TZ_BUF_INIT;
	bool good = digest && key_bytes.len <= 32 &&
	    standard_key(digest, salt, password, key) &&
	    tz_cipher_aes(key_bytes, none,
		tz_bytes_slice(locked->info, verifier + 20, 16), &input) &&
	    tz_cipher_aes(key_bytes, none,
		tz_bytes_slice(locked->info, verifier + 40, 32), &value) &&
	    tz_cipher_digest(digest, tz_bytes_of(&input), none, check) == 20 &&
	    value.len >= 20 && memcmp(check, value.data, 20) == 0;

	tz_cipher_digest_free(digest);
	return good &&
	    tz_cipher_aes(key_bytes, none,
		tz_bytes_slice(locked->package, 8, SIZE_MAX), ret);
}

/* Whether the password opens the package; it is in ${ret} then. */
static bool
try_password(const struct locked *locked, const char *text, struct tz_buf *ret)
{
	tz_auto_buf password = TZ_BUF_INIT;
	uint64_t len = tz_bytes_64(locked->package, 0);

	tz_ole_to_utf16(text, &password);
	tz_buf_reset(ret);
	if (!(locked->is_agile
		    ? agile_open(locked, tz_bytes_of(&password), ret)
		    : standard_open(locked, tz_bytes_of(&password), ret)))
		return false;
	/* The rest of the last block is filling. */
	if (len < ret->len)
		ret->len = (size_t)len;
	return true;
}

static enum tz_status
open_package(struct tz_ole *ole, struct locked *locked, struct tz_err *err)
{
	tz_auto_buf package = TZ_BUF_INIT;
	const char *password;
	bool open = try_password(locked, excel_password, &package);
	size_t i;

	for (i = 0; !open && (password = tz_emit_password(ole->emit, i)); i++)
		open = try_password(locked, password, &package);
	if (package.failed)
		return tz_fail_nomem(err);
	if (!open)
		return tz_emit_reading(ole->emit, ole->source,
		    TZ_READING_UNREAD, TZ_REASON_ENCRYPTED, err);
	return tz_emit_child(ole->emit, ole->source, "EncryptedPackage",
	    package.data, package.len, err);
}

enum tz_status
tz_read_encrypted(struct tz_emit *emit, const struct tz_source *source,
    struct tz_err *err)
{
	tz_auto(tz_ole) ole = NULL;
	tz_auto_buf info = TZ_BUF_INIT;
	tz_auto_buf package = TZ_BUF_INIT;
	struct tz_ole_entry *entry;
	struct locked locked;
	enum tz_status s = tz_ole_open(emit, source, &ole, err);

	if (s == TZ_OK &&
	    (entry = tz_ole_find(ole, &ole->entries[0], "EncryptionInfo")))
		s = tz_ole_read(ole, entry, &info, err);
	if (s == TZ_OK &&
	    (entry = tz_ole_find(ole, &ole->entries[0], "EncryptedPackage")))
		s = tz_ole_read(ole, entry, &package, err);
	if (s == TZ_OK)
		s = tz_ole_fact(ole, "encrypted", "EncryptedPackage",
		    TZ_CHANNEL_BODY, err);
	if (s)
		return s;
	memset(&locked, 0, sizeof locked);
	locked.info = tz_bytes_of(&info);
	locked.package = tz_bytes_of(&package);
	locked.is_agile = tz_bytes_16(locked.info, 2) == 4;
	if (locked.is_agile)
		read_agile(locked.info, &locked.agile);
	s = open_package(ole, &locked, err);
	clear_cipher(&locked.agile.data);
	clear_cipher(&locked.agile.password);
	return s ? s : tz_ole_rest(ole, err);
}
