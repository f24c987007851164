/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * archive/note.c - C2SP signed notes and tlog checkpoints
 *
 * The signed text is everything up to and with the LF before the last empty
 * line; below it stand signature lines "— NAME BASE64", of which those of
 * unknown keys are ignored.
 */
#include "archive/note.h"

#include <inttypes.h>
#include <stdbool.h>
#include <string.h>

#include "archive/sign_raw.h"
#include "base/intl.h"
#include "base/utf8.h"

#define ED25519_TYPE 0x01
#define DASH "\xe2\x80\x94 " /* U+2014 and a space */
#define NOTE_MAX 1000000
#define SIGNATURES_MAX 100 /* as golang.org/x/mod/sumdb/note */

struct verifier {
	char name[256];
	unsigned char id[4];
	unsigned char key[TZ_SIGN_RAW_KEY];
};

/* A key name holds no space and no plus sign, and is not empty. */
static bool
name_ok(const char *name, size_t len)
{
	size_t i;

	if (len == 0 || len > 255)
		return false;
	for (i = 0; i < len; i++) {
		unsigned char c = (unsigned char)name[i];

		if (c <= ' ' || c == '+' || c >= 0x7f)
			return false;
	}
	return true;
}

static void
key_id(const char *name, const unsigned char key[TZ_SIGN_RAW_KEY],
    unsigned char ret_id[4])
{
	static const unsigned char type[2] = {'\n', ED25519_TYPE};
	unsigned char bytes[256 + 2 + TZ_SIGN_RAW_KEY];
	size_t len = strlen(name);
	struct tz_id hash;

	memcpy(bytes, name, len);
	memcpy(bytes + len, type, 2);
	memcpy(bytes + len + 2, key, TZ_SIGN_RAW_KEY);
	tz_sha256(bytes, len + 2 + TZ_SIGN_RAW_KEY, &hash);
	memcpy(ret_id, hash.bytes, 4);
}

enum tz_status
tz_log_key_make(const char *path, struct tz_err *err)
{
	return tz_sign_raw_make(path, err);
}

enum tz_status
tz_log_key_vkey(const char *path, const char *origin, struct tz_buf *ret_vkey,
    struct tz_err *err)
{
	unsigned char typed[1 + TZ_SIGN_RAW_KEY] = {ED25519_TYPE};
	unsigned char id[4];
	enum tz_status s;

	if (!name_ok(origin, strlen(origin)))
		return tz_fail(err, TZ_FORMAT, _("bad log origin"));
	s = tz_sign_raw_public(path, typed + 1, err);
	if (s)
		return s;
	key_id(origin, typed + 1, id);
	tz_buf_puts(ret_vkey, origin);
	tz_buf_putc(ret_vkey, '+');
	tz_hex_encode(id, sizeof id, ret_vkey);
	tz_buf_putc(ret_vkey, '+');
	tz_base64_encode(typed, sizeof typed, ret_vkey);
	return tz_buf_check(ret_vkey, err);
}

enum tz_status
tz_note_sign(const char *path, const struct tz_checkpoint *checkpoint,
    struct tz_buf *ret_note, struct tz_err *err)
{
	unsigned char signature[4 + TZ_SIGN_RAW_LEN];
	unsigned char key[TZ_SIGN_RAW_KEY];
	tz_auto_buf text = TZ_BUF_INIT;
	enum tz_status s;

	if (!name_ok(checkpoint->origin, strlen(checkpoint->origin)) ||
	    checkpoint->size < 0)
		return tz_fail(err, TZ_FORMAT, _("bad log origin or size"));
	tz_buf_printf(&text, "%s\n%" PRId64 "\n", checkpoint->origin,
	    checkpoint->size);
	tz_base64_encode(checkpoint->root.bytes, sizeof checkpoint->root.bytes,
	    &text);
	tz_buf_putc(&text, '\n');
	s = tz_buf_check(&text, err);
	if (s)
		return s;
	s = tz_sign_raw_public(path, key, err);
	if (s)
		return s;
	key_id(checkpoint->origin, key, signature);
	s = tz_sign_raw_sign(path, text.data, text.len, signature + 4, err);
	if (s)
		return s;
	tz_buf_append(ret_note, text.data, text.len);
	tz_buf_printf(ret_note, "\n" DASH "%s ", checkpoint->origin);
	tz_base64_encode(signature, sizeof signature, ret_note);
	tz_buf_putc(ret_note, '\n');
	return tz_buf_check(ret_note, err);
}

/* The length of the signed text; 0 for what is no note. */
static size_t
text_len(const char *note, size_t len)
{
	size_t i;

	if (len < 3 || len > NOTE_MAX || note[len - 1] != '\n' ||
	    !tz_utf8_valid(note, len))
		return 0;
	for (i = 0; i < len; i++) {
		unsigned char c = (unsigned char)note[i];

		if ((c < ' ' && c != '\n') || c == 0x7f)
			return 0;
	}
	for (i = len - 1; i > 0; i--) {
		if (note[i] == '\n' && note[i - 1] == '\n')
			return i + 1 < len ? i : 0;
	}
	return 0;
}

/* The length of a line, its LF not counted. */
static size_t
line_len(const char *text, size_t len)
{
	const char *end = memchr(text, '\n', len);

	return end ? (size_t)(end - text) : len;
}

/* "0" or decimal digits without a leading zero, below 2^53. */
static bool
parse_size(const char *text, size_t len, int64_t *ret_size)
{
	int64_t size = 0;
	size_t i;

	if (len == 0 || len > 15 || (len > 1 && text[0] == '0'))
		return false;
	for (i = 0; i < len; i++) {
		if (text[i] < '0' || text[i] > '9')
			return false;
		size = size * 10 + (text[i] - '0');
	}
	*ret_size = size;
	return true;
}

enum tz_status
tz_note_parse(const char *note, size_t len,
    struct tz_checkpoint *ret_checkpoint, struct tz_err *err)
{
	struct tz_checkpoint checkpoint = {0};
	tz_auto_buf root = TZ_BUF_INIT;
	size_t text = text_len(note, len);
	const char *lines[3];
	size_t lens[3], at = 0;
	int i;

	for (i = 0; i < 3 && at < text; i++) {
		lines[i] = note + at;
		lens[i] = line_len(note + at, text - at);
		at += lens[i] + 1;
	}
	if (text == 0 || i < 3 || at != text || !name_ok(lines[0], lens[0]) ||
	    !parse_size(lines[1], lens[1], &checkpoint.size) ||
	    tz_base64_decode(lines[2], lens[2], &root, NULL) ||
	    root.len != sizeof checkpoint.root.bytes)
		return tz_fail(err, TZ_FORMAT, _("not a checkpoint"));
	memcpy(checkpoint.origin, lines[0], lens[0]);
	memcpy(checkpoint.root.bytes, root.data, root.len);
	*ret_checkpoint = checkpoint;
	return TZ_OK;
}

static bool
parse_vkey(const char *vkey, struct verifier *ret)
{
	tz_auto_buf typed = TZ_BUF_INIT;
	tz_auto_buf id = TZ_BUF_INIT;
	const char *plus = strchr(vkey, '+');
	size_t name = plus ? (size_t)(plus - vkey) : 0;
	unsigned char expected[4];

	memset(ret, 0, sizeof *ret);
	if (!plus || !name_ok(vkey, name) || strlen(plus) < 10 ||
	    plus[9] != '+' || tz_hex_decode(plus + 1, 8, &id, NULL) ||
	    tz_base64_decode(plus + 10, strlen(plus + 10), &typed, NULL) ||
	    typed.len != 1 + TZ_SIGN_RAW_KEY || typed.data[0] != ED25519_TYPE)
		return false;
	memcpy(ret->name, vkey, name);
	memcpy(ret->id, id.data, 4);
	memcpy(ret->key, typed.data + 1, TZ_SIGN_RAW_KEY);
	key_id(ret->name, ret->key, expected);
	return memcmp(ret->id, expected, 4) == 0 && tz_sign_raw_sound(ret->key);
}

/* Split "— NAME BASE64"; the decoded bytes are the key id and signature. */
static bool
parse_signature(const char *line, size_t len, const char **ret_name,
    size_t *ret_name_len, struct tz_buf *ret_bytes)
{
	size_t dash = strlen(DASH);
	const char *space;

	if (len < dash || memcmp(line, DASH, dash) != 0)
		return false;
	*ret_name = line + dash;
	space = memchr(*ret_name, ' ', len - dash);
	if (!space)
		return false;
	*ret_name_len = (size_t)(space - *ret_name);
	space++;
	if (!name_ok(*ret_name, *ret_name_len) ||
	    tz_base64_decode(space, (size_t)(line + len - space), ret_bytes,
		NULL))
		return false;
	return ret_bytes->len >= 5;
}

enum tz_status
tz_note_verify_text(const char *note, size_t len, const char *vkey,
    size_t *ret_text_len, struct tz_err *err)
{
	struct verifier verifier;
	size_t text = text_len(note, len), at;
	bool verified = false, wrong = false;
	int n = 0;

	if (!parse_vkey(vkey, &verifier))
		return tz_fail(err, TZ_FORMAT, _("not a verifier key"));
	if (text == 0)
		return tz_fail(err, TZ_FORMAT, _("not a signed note"));
	for (at = text + 1; at < len;) {
		tz_auto_buf bytes = TZ_BUF_INIT;
		size_t line = line_len(note + at, len - at), name_len = 0;
		const char *name = NULL;

		if (++n > SIGNATURES_MAX ||
		    !parse_signature(note + at, line, &name, &name_len, &bytes))
			return tz_fail(err, TZ_FORMAT, _("not a signed note"));
		at += line + 1;
		if (name_len != strlen(verifier.name) ||
		    memcmp(name, verifier.name, name_len) != 0 ||
		    memcmp(bytes.data, verifier.id, 4) != 0)
			continue;
		if (bytes.len == 4 + TZ_SIGN_RAW_LEN &&
		    tz_sign_raw_verify(verifier.key, note, text,
			(unsigned char *)bytes.data + 4))
			verified = true;
		else
			wrong = true;
	}
	if (!verified || wrong)
		return tz_fail(err, TZ_NO,
		    _("the note is not signed by this key"));
	*ret_text_len = text;
	return TZ_OK;
}

enum tz_status
tz_note_verify(const char *note, size_t len, const char *vkey,
    struct tz_checkpoint *ret_checkpoint, struct tz_err *err)
{
	struct tz_checkpoint checkpoint = {0};
	size_t text = 0;
	enum tz_status s;

	s = tz_note_verify_text(note, len, vkey, &text, err);
	if (s)
		return s;
	s = tz_note_parse(note, len, &checkpoint, err);
	if (s)
		return s;
	if (strncmp(vkey, checkpoint.origin, strlen(checkpoint.origin)) != 0 ||
	    vkey[strlen(checkpoint.origin)] != '+')
		return tz_fail(err, TZ_NO, _("the note is of another log"));
	*ret_checkpoint = checkpoint;
	return TZ_OK;
}
