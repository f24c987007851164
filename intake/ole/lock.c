/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/ole/lock.c - binary office files locked with a password
 */
#include "intake/ole/lock.h"

#include "base/encoding.h"
#include "intake/intake.h"
#include "intake/ole/cipher.h"
#include "intake/ole/ole_strings.h"
#include "intake/ole/property_set.h"

#define SALT 16
#define SHORT_KEY 5 /* bytes of the keys of Office 97 */
#define KEY 16
#define PASSWORD_MAX 255
#define XOR_PASSWORD_MAX 15
#define SUMMARIES_MAX 64

/* What Excel and PowerPoint use by themselves. */
static const char *const own_passwords[] = {
    "VelvetSweatshop", "/01Hannes Ruescher/01"};

#define OWN (sizeof own_passwords / sizeof own_passwords[0])

/* The password number ${i}, NULL after the last. */
static const char *
password(const struct tz_ole *ole, size_t i)
{
	return i < OWN ? own_passwords[i]
		       : tz_emit_password(ole->emit, i - OWN);
}

static const struct tz_bytes none = {(const unsigned char *)"", 0};

/* The key of a block; false when the library fails. */
static bool
block_key(const struct tz_lock *lock, uint32_t block,
    struct tz_cipher_digest *digest, struct tz_cipher_rc4 *ret)
{
	unsigned char turn[4] = {(unsigned char)block,
	    (unsigned char)(block >> 8), (unsigned char)(block >> 16),
	    (unsigned char)(block >> 24)};
	unsigned char key[TZ_CIPHER_DIGEST];
	struct tz_bytes number = {turn, sizeof turn};
	struct tz_bytes base = {lock->base,
	    lock->kind == TZ_LOCK_RC4 ? SHORT_KEY : sizeof lock->base};
	size_t len = KEY;

	if (!digest || tz_cipher_digest(digest, base, number, key) == 0)
		return false;
	if (lock->kind == TZ_LOCK_CRYPTOAPI) {
		len = lock->key_len;
		/* The shortest keys are filled up with zeros. */
		if (len == SHORT_KEY) {
			memset(key + SHORT_KEY, 0, KEY - SHORT_KEY);
			len = KEY;
		}
	}
	tz_cipher_rc4_start(ret, key, len);
	return true;
}

static struct tz_cipher_digest *
new_digest(enum tz_lock_kind kind)
{
	return tz_cipher_digest_new(kind == TZ_LOCK_RC4 ? "MD5" : "SHA1");
}

/* What the password makes the keys of (2.3.6.2, 2.3.5.2). */
static bool
make_base(struct tz_lock *lock, struct tz_cipher_digest *digest,
    struct tz_bytes salt, struct tz_bytes text)
{
	unsigned char value[TZ_CIPHER_DIGEST];
	tz_auto_buf many = TZ_BUF_INIT;
	int i;

	if (lock->kind == TZ_LOCK_CRYPTOAPI) {
		if (tz_cipher_digest(digest, salt, text, value) !=
		    sizeof lock->base)
			return false;
		memcpy(lock->base, value, sizeof lock->base);
		return true;
	}
	if (tz_cipher_digest(digest, text, none, value) == 0)
		return false;
	for (i = 0; i < 16; i++) {
		tz_buf_append(&many, value, SHORT_KEY);
		tz_buf_append(&many, salt.data, salt.len);
	}
	if (many.failed ||
	    tz_cipher_digest(digest, tz_bytes_of(&many), none, value) == 0)
		return false;
	memcpy(lock->base, value, SHORT_KEY);
	return true;
}

/* Whether the password fits: the digest of one value is the other one. */
static bool
fits(struct tz_lock *lock, struct tz_cipher_digest *digest,
    struct tz_bytes salt, struct tz_bytes values, const char *text)
{
	unsigned char open[16 + 20], check[TZ_CIPHER_DIGEST];
	struct tz_bytes value = {open, 16};
	struct tz_cipher_rc4 rc4;
	tz_auto_buf wide = TZ_BUF_INIT;
	size_t len = values.len - 16;

	tz_ole_to_utf16(text, &wide);
	if (wide.failed || wide.len > 2 * PASSWORD_MAX ||
	    !make_base(lock, digest, salt, tz_bytes_of(&wide)) ||
	    !block_key(lock, 0, digest, &rc4))
		return false;
	memcpy(open, values.data, values.len);
	tz_cipher_rc4(&rc4, open, values.len);
	return tz_cipher_digest(digest, value, none, check) == len &&
	    memcmp(check, open + 16, len) == 0;
}

bool
tz_lock_open(const struct tz_ole *ole, struct tz_bytes info,
    struct tz_lock *ret)
{
	struct tz_cipher_digest *digest;
	struct tz_bytes salt, values;
	unsigned char joined[16 + 20];
	const char *text;
	bool open = false;
	size_t i;

	memset(ret, 0, sizeof *ret);
	if (tz_bytes_16(info, 0) == 1) {
		ret->kind = TZ_LOCK_RC4;
		salt = tz_bytes_slice(info, 4, SALT);
		values = tz_bytes_slice(info, 4 + SALT, 32);
	} else {
		size_t at = 12 + (size_t)tz_bytes_32(info, 8);
		uint32_t bits = tz_bytes_32(info, 28);

		ret->kind = TZ_LOCK_CRYPTOAPI;
		ret->key_len = bits ? bits / 8 : SHORT_KEY;
		salt = tz_bytes_slice(info, at + 4, SALT);
		values = tz_bytes_slice(info, at + 4 + SALT, 40);
		if (ret->key_len < SHORT_KEY || ret->key_len > KEY ||
		    values.len != 40)
			return false;
		/* The length of the digest stands between. */
		memcpy(joined, values.data, 16);
		memcpy(joined + 16, values.data + 20, 20);
		values.data = joined;
		values.len = sizeof joined;
	}
	if (salt.len != SALT || values.len < 32)
		return false;
	digest = new_digest(ret->kind);
	for (i = 0; digest && !open && (text = password(ole, i)); i++)
		open = fits(ret, digest, salt, values, text);
	tz_cipher_digest_free(digest);
	return open;
}

static uint8_t
rotate(uint8_t value, unsigned bits)
{
	return (uint8_t)(value << bits | value >> (8 - bits));
}

/* Key and check of a password (2.3.7.1, 2.3.7.2). */
static void
xor_digests(struct tz_bytes text, uint16_t *ret_key, uint16_t *ret_hash)
{
	uint16_t key = 0, step = 0x8000, end = 0xffff, hash;
	size_t i, bit;

	for (i = text.len; i-- > 0;) {
		for (bit = 0; bit < 8; bit++) {
			step = (uint16_t)(step << 1 | step >> 15);
			step ^= step & 1 ? 0x1020 : 0;
			end = (uint16_t)(end << 1 | end >> 15);
			end ^= end & 1 ? 0x1020 : 0;
			if (bit < 7 && (text.data[i] >> bit & 1))
				key ^= step;
		}
	}
	hash = (uint16_t)(text.len ^ 0xce4b);
	for (i = 0; i < text.len; i++) {
		uint32_t wide = (uint32_t)text.data[i] << (i + 1) % 15;

		hash ^= (uint16_t)((wide & 0x7fff) | wide >> 15);
	}
	*ret_key = text.len ? key ^ end : 0;
	*ret_hash = text.len ? hash : 0;
}

bool
tz_lock_open_xor(const struct tz_ole *ole, enum tz_lock_kind kind, uint16_t key,
    uint16_t hash, struct tz_lock *ret)
{
	static const unsigned char filling[] = {0xbb, 0xff, 0xff, 0xba, 0xff,
	    0xff, 0xb9, 0x80, 0x00, 0xbe, 0x0f, 0x00, 0xbf, 0x0f, 0x00, 0x00};
	unsigned bits = kind == TZ_LOCK_XOR_WORD ? 7 : 2;
	const char *text;
	size_t i, j;

	memset(ret, 0, sizeof *ret);
	ret->kind = kind;
	for (i = 0; (text = password(ole, i)); i++) {
		tz_auto_buf narrow = TZ_BUF_INIT;
		struct tz_bytes bytes;
		uint16_t own_key, own_hash;

		tz_ole_to_utf16(text, &narrow);
		/* Of each character the low byte, or else the high one. */
		for (j = 0; 2 * j + 1 < narrow.len; j++)
			narrow.data[j] = narrow.data[2 * j]
			    ? narrow.data[2 * j]
			    : narrow.data[2 * j + 1];
		bytes = tz_bytes_slice(tz_bytes_of(&narrow), 0,
		    j < XOR_PASSWORD_MAX ? j : XOR_PASSWORD_MAX);
		xor_digests(bytes, &own_key, &own_hash);
		if (narrow.failed || own_key != key || own_hash != hash)
			continue;
		for (j = 0; j < TZ_LOCK_XOR; j++) {
			uint8_t c = j < bytes.len ? bytes.data[j]
						  : filling[j - bytes.len];

			c ^= (uint8_t)(j & 1 ? key >> 8 : key);
			ret->key[j] = rotate(c, bits);
		}
		return true;
	}
	return false;
}

void
tz_lock_block(const struct tz_lock *lock, uint32_t block, unsigned char *data,
    size_t len)
{
	struct tz_cipher_digest *digest = new_digest(lock->kind);
	struct tz_cipher_rc4 rc4;

	if (block_key(lock, block, digest, &rc4))
		tz_cipher_rc4(&rc4, data, len);
	tz_cipher_digest_free(digest);
}

/* Word leaves zeros as they are, and what would become one. */
static void
xor_word(const struct tz_lock *lock, size_t at, unsigned char *data, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++) {
		unsigned char key = lock->key[(at + i) % TZ_LOCK_XOR];

		if (data[i] && data[i] != key)
			data[i] ^= key;
	}
}

void
tz_lock_stretch(const struct tz_lock *lock, size_t size, unsigned char *stream,
    size_t len, size_t at, size_t n)
{
	struct tz_cipher_digest *digest;

	if (at >= len)
		return;
	if (n > len - at)
		n = len - at;
	if (lock->kind == TZ_LOCK_XOR_WORD) {
		xor_word(lock, at, stream + at, n);
		return;
	}
	digest = new_digest(lock->kind);
	while (n > 0) {
		size_t skip = at % size, i;
		size_t step = size - skip < n ? size - skip : n;
		struct tz_cipher_rc4 rc4;
		unsigned char unused = 0;

		if (!block_key(lock, (uint32_t)(at / size), digest, &rc4))
			break;
		for (i = 0; i < skip; i++)
			tz_cipher_rc4(&rc4, &unused, 1);
		tz_cipher_rc4(&rc4, stream + at, step);
		at += step;
		n -= step;
	}
	tz_cipher_digest_free(digest);
}

void
tz_lock_xor(const struct tz_lock *lock, size_t turn, unsigned char *data,
    size_t len)
{
	size_t i;

	for (i = 0; i < len; i++)
		data[i] =
		    rotate(data[i], 3) ^ lock->key[(turn + i) % TZ_LOCK_XOR];
}

/* One stream of those that are packed in the summary. */
static enum tz_status
send_summary(const struct tz_lock *lock, struct tz_ole *ole,
    struct tz_bytes packed, uint32_t block, struct tz_err *err)
{
	tz_auto_buf open = TZ_BUF_INIT;

	tz_buf_append(&open, packed.data, packed.len);
	if (open.failed)
		return tz_fail_nomem(err);
	tz_lock_block(lock, block, (unsigned char *)open.data, open.len);
	return tz_property_set(ole, tz_bytes_of(&open), "EncryptedSummary",
	    err);
}

enum tz_status
tz_lock_summary(const struct tz_lock *lock, struct tz_ole *ole,
    const char *name, struct tz_err *err)
{
	struct tz_ole_entry *entry = tz_ole_find(ole, &ole->entries[0], name);
	tz_auto_buf data = TZ_BUF_INIT;
	tz_auto_buf first = TZ_BUF_INIT;
	tz_auto_buf list = TZ_BUF_INIT;
	struct tz_bytes all, head;
	size_t at = 4;
	uint32_t i, n;
	enum tz_status s;

	if (!entry || entry->storage || lock->kind != TZ_LOCK_CRYPTOAPI)
		return TZ_OK;
	s = tz_ole_read(ole, entry, &data, err);
	if (s)
		return s;
	all = tz_bytes_of(&data);
	/* Where the list of streams is, then the list. */
	tz_buf_append(&first, all.data, all.len < 8 ? all.len : 8);
	if (first.failed)
		return tz_fail_nomem(err);
	tz_lock_block(lock, 0, (unsigned char *)first.data, first.len);
	head = tz_bytes_of(&first);
	head = tz_bytes_slice(all, tz_bytes_32(head, 0), tz_bytes_32(head, 4));
	tz_buf_append(&list, head.data, head.len);
	if (list.failed)
		return tz_fail_nomem(err);
	tz_lock_block(lock, 0, (unsigned char *)list.data, list.len);
	head = tz_bytes_of(&list);
	n = tz_bytes_32(head, 0);
	if (n == 0 || n > SUMMARIES_MAX)
		return tz_ole_damaged(ole, err);
	for (i = 0; s == TZ_OK && i < n; i++) {
		s = send_summary(lock, ole,
		    tz_bytes_slice(all, tz_bytes_32(head, at),
			tz_bytes_32(head, at + 4)),
		    tz_bytes_16(head, at + 8), err);
		at += 16 + 2 * (size_t)tz_bytes_8(head, at + 10) + 2;
	}
	return s;
}

enum tz_status
tz_lock_closed(struct tz_ole *ole, struct tz_err *err)
{
	static const char *const names[] = {"WordDocument", "0Table", "1Table",
	    "Data", "Pictures", "encryption", "EncryptedSummary"};
	struct tz_ole_entry *entry;
	size_t i;

	for (i = 0; i < sizeof names / sizeof names[0]; i++)
		if ((entry = tz_ole_find(ole, &ole->entries[0], names[i])))
			tz_ole_take(ole, entry);
	return tz_emit_reading(ole->emit, ole->source, TZ_READING_UNREAD,
	    TZ_REASON_ENCRYPTED, err);
}
