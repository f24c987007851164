/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tests/unit/archive/test_sign.c - SSHSIG: ours against ssh-keygen's
 *
 * Keys of every type that ssh-keygen can make without hardware are made new;
 * FIDO signatures are put together here from PROTOCOL.u2f.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "archive/sign.h"
#include "archive/sign_raw.h"
#include "archive/sign_wire.h"
#include "base/child.h"
#include "base/digest.h"
#include "base/file.h"

#define SPACE "sign-off@taizhang.v1"
#define MESSAGE "{\"act\":\"sign-off\"}"

static char folder[] = "/tmp/tz-sign-XXXXXX";

static const char *const kinds[][3] = {{"ed25519", "ed25519", "256"},
    {"p256", "ecdsa", "256"}, {"p384", "ecdsa", "384"},
    {"p521", "ecdsa", "521"}, {"rsa2048", "rsa", "2048"},
    {"rsa3072", "rsa", "3072"}};
#define N_KINDS (sizeof kinds / sizeof kinds[0])

static int
shell(const char *script)
{
	const char *argv[] = {"sh", "-c", script, "sh", folder, NULL};
	tz_auto_buf out = TZ_BUF_INIT;
	struct tz_child_result result;

	assert_int_equal(tz_child_run(argv, "", 0, 60, 65536, &out, NULL,
			     &result, NULL),
	    TZ_OK);
	return result.exit_status;
}

static void
write_file(const char *name, const void *data, size_t len)
{
	char *path = tz_path_join(folder, name);

	assert_int_equal(tz_file_write(path, data, len, 0600, NULL), TZ_OK);
	free(path);
}

static void
read_key(const char *name, struct tz_public_key *ret)
{
	tz_auto_buf path = TZ_BUF_INIT;
	tz_auto_buf line = TZ_BUF_INIT;

	tz_buf_printf(&path, "%s/%s.pub", folder, name);
	assert_int_equal(tz_file_read(path.data, 65536, &line, NULL), TZ_OK);
	assert_int_equal(tz_public_key_parse(line.data, ret, NULL), TZ_OK);
}

static void
sign_with(const char *name, struct tz_buf *ret_blob)
{
	char *path = tz_path_join(folder, name);
	struct tz_err err = {0};

	assert_int_equal(tz_sign(path, SPACE, MESSAGE, strlen(MESSAGE),
			     ret_blob, &err),
	    TZ_OK);
	free(path);
}

static enum tz_status
verify(const struct tz_public_key *key, const char *space, const char *message,
    const struct tz_buf *blob)
{
	return tz_sign_verify(key, space, message, strlen(message), blob->data,
	    blob->len, NULL);
}

/* What ssh-keygen signs we verify, and what we armor ssh-keygen verifies. */
static void
both_ways(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < N_KINDS; i++) {
		tz_auto_key key = {{0}, NULL};
		tz_auto_buf blob = TZ_BUF_INIT;
		tz_auto_buf armor = TZ_BUF_INIT;
		tz_auto_buf allowed = TZ_BUF_INIT;

		read_key(kinds[i][0], &key);
		sign_with(kinds[i][0], &blob);
		assert_int_equal(verify(&key, SPACE, MESSAGE, &blob), TZ_OK);
		tz_sign_armor(blob.data, blob.len, &armor);
		tz_buf_printf(&allowed, "li@x namespaces=\"%s\" %s %s\n", SPACE,
		    key.type, key.base64);
		write_file("sig", armor.data, armor.len);
		write_file("allowed", allowed.data, allowed.len);
		write_file("message", MESSAGE, strlen(MESSAGE));
		assert_int_equal(shell("cd \"$1\" && ssh-keygen -q -Y verify "
				       "-f allowed -I "
				       "li@x -n " SPACE " -s sig <message"),
		    0);
	}
}

/* A public file whose private half lies beside it, as --sign-key allows. */
static void
public_half(void **state)
{
	tz_auto_key key = {{0}, NULL};
	tz_auto_buf blob = TZ_BUF_INIT;

	(void)state;
	read_key("ed25519", &key);
	sign_with("ed25519.pub", &blob);
	assert_int_equal(verify(&key, SPACE, MESSAGE, &blob), TZ_OK);
}

static void
refusals(void **state)
{
	size_t i, at;

	(void)state;
	for (i = 0; i < N_KINDS; i++) {
		tz_auto_key key = {{0}, NULL};
		tz_auto_key other = {{0}, NULL};
		tz_auto_buf blob = TZ_BUF_INIT;

		read_key(kinds[i][0], &key);
		read_key(kinds[(i + 1) % N_KINDS][0], &other);
		sign_with(kinds[i][0], &blob);
		assert_int_equal(verify(&other, SPACE, MESSAGE, &blob), TZ_NO);
		assert_int_equal(verify(&key, "draft@taizhang.v1", MESSAGE,
				     &blob),
		    TZ_NO);
		assert_int_equal(verify(&key, SPACE, MESSAGE " ", &blob),
		    TZ_NO);
		for (at = 0; at < blob.len; at++) {
			blob.data[at] ^= 1;
			assert_int_not_equal(verify(&key, SPACE, MESSAGE,
						 &blob),
			    TZ_OK);
			blob.data[at] ^= 1;
		}
		for (at = 0; at < blob.len; at += 7)
			assert_int_not_equal(tz_sign_verify(&key, SPACE,
						 MESSAGE, strlen(MESSAGE),
						 blob.data, at, NULL),
			    TZ_OK);
		tz_buf_putc(&blob, '\0');
		assert_int_equal(verify(&key, SPACE, MESSAGE, &blob),
		    TZ_FORMAT);
	}
}

static void
bad_keys(void **state)
{
	static const char *const bad[] = {"", "ssh-ed25519", "ssh-ed25519 ",
	    "ssh-ed25519 AAAA",
	    "ssh-dss AAAAB3NzaC1kc3M=", "namespaces=\"x\" ssh-ed25519 AAAA",
	    /* low order: all zero, and the identity */
	    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAA"
	    "AAAAAAAAAAAAAAAA",
	    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAEAAAAAAAAAAAAAAAAAAAAAAAAA"
	    "AAAAAAAAAAAAAAAA"};
	tz_auto_buf path = TZ_BUF_INIT;
	tz_auto_buf line = TZ_BUF_INIT;
	tz_auto_key key = {{0}, NULL};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof bad / sizeof bad[0]; i++)
		assert_int_equal(tz_public_key_parse(bad[i], &key, NULL),
		    TZ_FORMAT);
	/* 1024 bits. */
	tz_buf_printf(&path, "%s/weak.pub", folder);
	assert_int_equal(tz_file_read(path.data, 65536, &line, NULL), TZ_OK);
	assert_int_equal(tz_public_key_parse(line.data, &key, NULL), TZ_FORMAT);
}

static void
fingerprint(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < N_KINDS; i++) {
		tz_auto_key key = {{0}, NULL};
		tz_auto_buf print = TZ_BUF_INIT;
		tz_auto_buf script = TZ_BUF_INIT;

		read_key(kinds[i][0], &key);
		tz_public_key_fingerprint(&key, &print);
		tz_buf_printf(&script,
		    "ssh-keygen -lf \"$1\"/%s.pub | grep -qF ' %s '",
		    kinds[i][0], print.data);
		assert_int_equal(shell(script.data), 0);
	}
}

static void
no_key(void **state)
{
	tz_auto_buf blob = TZ_BUF_INIT;
	char *path = tz_path_join(folder, "absent");

	(void)state;
	assert_int_equal(tz_sign(path, SPACE, "x", 1, &blob, NULL),
	    TZ_NOTFOUND);
	free(path);
	path = tz_path_join(folder, "message");
	write_file("message", "no key", 6);
	assert_int_equal(tz_sign(path, SPACE, "x", 1, &blob, NULL), TZ_IO);
	free(path);
}

/* A FIDO Ed25519 signature over MESSAGE, with the flags given. */
static void
make_token(unsigned char flags, struct tz_buf *ret_line,
    struct tz_buf *ret_blob)
{
	static const char type[] = "sk-ssh-ed25519@openssh.com";
	char *path = tz_path_join(folder, "token.key");
	unsigned char raw[32], sig[64], counter[4] = {0, 0, 0, 7};
	tz_auto_buf key = TZ_BUF_INIT, data = TZ_BUF_INIT;
	tz_auto_buf inner = TZ_BUF_INIT, body = TZ_BUF_INIT;
	struct tz_id hash;

	unlink(path);
	assert_int_equal(tz_sign_raw_make(path, NULL), TZ_OK);
	assert_int_equal(tz_sign_raw_public(path, raw, NULL), TZ_OK);
	tz_sign_wire_put(type, strlen(type), &key);
	tz_sign_wire_put(raw, sizeof raw, &key);
	tz_sign_wire_put("ssh:", 4, &key);
	tz_buf_printf(ret_line, "%s ", type);
	tz_base64_encode(key.data, key.len, ret_line);

	tz_buf_puts(&inner, "SSHSIG");
	tz_sign_wire_put(SPACE, strlen(SPACE), &inner);
	tz_sign_wire_put("", 0, &inner);
	tz_sign_wire_put("sha256", 6, &inner);
	tz_sha256(MESSAGE, strlen(MESSAGE), &hash);
	tz_sign_wire_put(hash.bytes, 32, &inner);
	tz_sha256("ssh:", 4, &hash);
	tz_buf_append(&data, hash.bytes, 32);
	tz_buf_putc(&data, (char)flags);
	tz_buf_append(&data, counter, 4);
	tz_sha256(inner.data, inner.len, &hash);
	tz_buf_append(&data, hash.bytes, 32);
	assert_int_equal(tz_sign_raw_sign(path, data.data, data.len, sig, NULL),
	    TZ_OK);

	tz_sign_wire_put(type, strlen(type), &body);
	tz_sign_wire_put(sig, sizeof sig, &body);
	tz_buf_putc(&body, (char)flags);
	tz_buf_append(&body, counter, 4);
	tz_buf_append(ret_blob, "SSHSIG\0\0\0\1", 10);
	tz_sign_wire_put(key.data, key.len, ret_blob);
	tz_sign_wire_put(SPACE, strlen(SPACE), ret_blob);
	tz_sign_wire_put("", 0, ret_blob);
	tz_sign_wire_put("sha256", 6, ret_blob);
	tz_sign_wire_put(body.data, body.len, ret_blob);
	free(path);
}

static void
fido(void **state)
{
	tz_auto_buf line = TZ_BUF_INIT, blob = TZ_BUF_INIT;
	tz_auto_buf absent_line = TZ_BUF_INIT, absent = TZ_BUF_INIT;
	tz_auto_buf armor = TZ_BUF_INIT, allowed = TZ_BUF_INIT;
	tz_auto_key key = {{0}, NULL};
	tz_auto_key absent_key = {{0}, NULL};

	(void)state;
	make_token(0x01, &line, &blob);
	assert_int_equal(tz_public_key_parse(line.data, &key, NULL), TZ_OK);
	assert_int_equal(verify(&key, SPACE, MESSAGE, &blob), TZ_OK);
	assert_int_equal(verify(&key, SPACE, "else", &blob), TZ_NO);
	/* Nobody touched it. */
	make_token(0x00, &absent_line, &absent);
	assert_int_equal(tz_public_key_parse(absent_line.data, &absent_key,
			     NULL),
	    TZ_OK);
	assert_int_equal(verify(&absent_key, SPACE, MESSAGE, &absent), TZ_NO);

	tz_sign_armor(blob.data, blob.len, &armor);
	tz_buf_printf(&allowed, "li@x %s\n", line.data);
	write_file("sig", armor.data, armor.len);
	write_file("allowed", allowed.data, allowed.len);
	write_file("message", MESSAGE, strlen(MESSAGE));
	assert_int_equal(shell("cd \"$1\" && ssh-keygen -q -Y verify -f "
			       "allowed -I li@x -n " SPACE " -s sig <message"),
	    0);
}

static int
set_up(void **state)
{
	tz_auto_buf script = TZ_BUF_INIT;
	size_t i;

	(void)state;
	if (!mkdtemp(folder))
		return -1;
	tz_buf_puts(&script, "set -e; cd \"$1\"; ");
	for (i = 0; i < N_KINDS; i++)
		tz_buf_printf(&script,
		    "ssh-keygen -q -N '' -t %s -b %s -f %s; ", kinds[i][1],
		    kinds[i][2], kinds[i][0]);
	tz_buf_puts(&script, "ssh-keygen -q -N '' -t rsa -b 1024 -f weak");
	return shell(script.data);
}

static int
tear_down(void **state)
{
	(void)state;
	return tz_folder_remove(folder, NULL) ? -1 : 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(both_ways),
	    cmocka_unit_test(public_half),
	    cmocka_unit_test(refusals),
	    cmocka_unit_test(bad_keys),
	    cmocka_unit_test(fingerprint),
	    cmocka_unit_test(no_key),
	    cmocka_unit_test(fido),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
