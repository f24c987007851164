/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * archive/sign_raw.c - bare Ed25519 for the log's own key
 *
 * A key of low order verifies signatures that nobody made, so it is refused
 * wherever a public key comes in.
 */
#include "archive/sign_raw.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>

#include <openssl/evp.h>
#include <openssl/pem.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/intl.h"

#define KEY_FILE_MAX 16384

static void
free_pkey(EVP_PKEY **key)
{
	EVP_PKEY_free(*key);
}
#define auto_pkey TZ_AUTO(free_pkey) EVP_PKEY *

static void
free_context(EVP_MD_CTX **context)
{
	EVP_MD_CTX_free(*context);
}
#define auto_context TZ_AUTO(free_context) EVP_MD_CTX *

static void
free_bio(BIO **bio)
{
	BIO_free(*bio);
}
#define auto_bio TZ_AUTO(free_bio) BIO *

enum tz_status
tz_sign_raw_make(const char *path, struct tz_err *err)
{
	auto_pkey key = NULL;
	auto_bio bio = NULL;
	tz_auto_fd fd = -1;
	enum tz_status s;
	char *text = NULL;
	long len;

	fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW,
	    0600);
	if (fd < 0 && errno == EEXIST)
		return tz_fail(err, TZ_USAGE, _("there is a key already: '%s'"),
		    path);
	if (fd < 0 || fchmod(fd, 0600) != 0)
		return tz_fail_errno(err, _("cannot write"), path);
	key = EVP_PKEY_Q_keygen(NULL, NULL, "ED25519");
	bio = BIO_new(BIO_s_secmem());
	if (!key || !bio ||
	    PEM_write_bio_PKCS8PrivateKey(bio, key, NULL, NULL, 0, NULL,
		NULL) != 1) {
		unlink(path);
		return tz_fail(err, TZ_IO, _("cannot make a key"));
	}
	len = BIO_get_mem_data(bio, &text);
	s = tz_fd_write(fd, text, (size_t)len, err);
	if (s == TZ_OK && fsync(fd) != 0)
		s = tz_fail_errno(err, _("cannot write"), path);
	if (s)
		unlink(path);
	return s;
}

static enum tz_status
load(const char *path, EVP_PKEY **ret_key, struct tz_err *err)
{
	tz_auto_buf text = TZ_BUF_INIT;
	auto_bio bio = NULL;
	auto_pkey key = NULL;
	enum tz_status s;

	s = tz_file_read(path, KEY_FILE_MAX, &text, err);
	if (s)
		return s;
	bio = BIO_new_mem_buf(text.data, (int)text.len);
	/* An empty passphrase keeps OpenSSL from asking on the terminal. */
	if (bio)
		key = PEM_read_bio_PrivateKey(bio, NULL, NULL, (void *)"");
	if (text.data)
		OPENSSL_cleanse(text.data, text.len);
	if (!key || EVP_PKEY_get_id(key) != EVP_PKEY_ED25519)
		return tz_fail(err, TZ_FORMAT,
		    _("'%s' holds no Ed25519 private key"), path);
	*ret_key = tz_steal(&key);
	return TZ_OK;
}

enum tz_status
tz_sign_raw_public(const char *path, unsigned char ret_key[TZ_SIGN_RAW_KEY],
    struct tz_err *err)
{
	size_t len = TZ_SIGN_RAW_KEY;
	auto_pkey key = NULL;
	enum tz_status s;

	s = load(path, &key, err);
	if (s)
		return s;
	if (EVP_PKEY_get_raw_public_key(key, ret_key, &len) != 1)
		return tz_fail(err, TZ_FORMAT,
		    _("'%s' holds no Ed25519 private key"), path);
	return TZ_OK;
}

enum tz_status
tz_sign_raw_sign(const char *path, const void *data, size_t len,
    unsigned char ret_signature[TZ_SIGN_RAW_LEN], struct tz_err *err)
{
	size_t signature_len = TZ_SIGN_RAW_LEN;
	auto_pkey key = NULL;
	auto_context context = NULL;
	enum tz_status s;

	s = load(path, &key, err);
	if (s)
		return s;
	context = EVP_MD_CTX_new();
	if (!context ||
	    EVP_DigestSignInit(context, NULL, NULL, NULL, key) != 1 ||
	    EVP_DigestSign(context, ret_signature, &signature_len, data, len) !=
		1 ||
	    signature_len != TZ_SIGN_RAW_LEN)
		return tz_fail(err, TZ_IO, _("cannot sign with '%s'"), path);
	return TZ_OK;
}

bool
tz_sign_raw_verify(const unsigned char key[TZ_SIGN_RAW_KEY], const void *data,
    size_t len, const unsigned char signature[TZ_SIGN_RAW_LEN])
{
	auto_pkey pkey = NULL;
	auto_context context = NULL;

	if (!tz_sign_raw_sound(key))
		return false;
	pkey = EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, NULL, key,
	    TZ_SIGN_RAW_KEY);
	context = EVP_MD_CTX_new();
	return pkey && context &&
	    EVP_DigestVerifyInit(context, NULL, NULL, NULL, pkey) == 1 &&
	    EVP_DigestVerify(context, signature, TZ_SIGN_RAW_LEN, data, len) ==
	    1;
}

/* The y coordinates, little endian, of the points whose order divides 8
 * (RFC 7748 section 7 and "Taming the many EdDSAs", table 1): 0, 1, p - 1, and
 * the two of order 8.  The sign of x does not matter. */
static const unsigned char low_order[5][32] = {
    {0},
    {1},
    {0xec, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
	0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
	0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f},
    {0xc7, 0x17, 0x6a, 0x70, 0x3d, 0x4d, 0xd8, 0x4f, 0xba, 0x3c, 0x0b, 0x76,
	0x0d, 0x10, 0x67, 0x0f, 0x2a, 0x20, 0x53, 0xfa, 0x2c, 0x39, 0xcc, 0xc6,
	0x4e, 0xc7, 0xfd, 0x77, 0x92, 0xac, 0x03, 0x7a},
    {0x26, 0xe8, 0x95, 0x8f, 0xc2, 0xb2, 0x27, 0xb0, 0x45, 0xc3, 0xf4, 0x89,
	0xf2, 0xef, 0x98, 0xf0, 0xd5, 0xdf, 0xac, 0x05, 0xd3, 0xc6, 0x33, 0x39,
	0xb1, 0x38, 0x02, 0x88, 0x6d, 0x53, 0xfc, 0x05},
};

bool
tz_sign_raw_sound(const unsigned char key[TZ_SIGN_RAW_KEY])
{
	unsigned char y[32];
	size_t i;

	memcpy(y, key, sizeof y);
	y[31] &= 0x7f;
	/* y >= p = 2^255 - 19 is another spelling of y - p. */
	if (y[31] == 0x7f && y[0] >= 0xed) {
		for (i = 1; i < 31 && y[i] == 0xff; i++)
			;
		if (i == 31)
			return false;
	}
	for (i = 0; i < sizeof low_order / sizeof low_order[0]; i++) {
		if (memcmp(y, low_order[i], sizeof y) == 0)
			return false;
	}
	return true;
}
