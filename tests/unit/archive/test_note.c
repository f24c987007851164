/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tests/unit/archive/test_note.c - signed notes and the log's key
 *
 * The note and the keys of Peter Neumann and Enoch Root are those of
 * golang.org/x/mod, sumdb/note/note_test.go.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "archive/note.h"
#include "archive/sign_raw.h"
#include "base/child.h"
#include "base/file.h"

#define PETER                                                                  \
	"PeterNeumann+c74f20a3+"                                               \
	"ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
#define ENOCH                                                                  \
	"EnochRoot+af0cfe78+"                                                  \
	"ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop"
#define TEXT                                                                   \
	"If you think cryptography is the answer to your problem,\n"           \
	"then you don't know what your problem is.\n"
#define PETER_LINE                                                             \
	"— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZIn"        \
	"NIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
#define ENOCH_LINE                                                             \
	"— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2t"       \
	"iOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n"

static char folder[] = "/tmp/tz-note-XXXXXX";

static enum tz_status
verify(const char *note, const char *vkey)
{
	size_t text = 0;

	return tz_note_verify_text(note, strlen(note), vkey, &text, NULL);
}

static void
published_notes(void **state)
{
	(void)state;
	assert_int_equal(verify(TEXT "\n" PETER_LINE, PETER), TZ_OK);
	assert_int_equal(verify(TEXT "\n" PETER_LINE ENOCH_LINE, PETER), TZ_OK);
	assert_int_equal(verify(TEXT "\n" PETER_LINE ENOCH_LINE, ENOCH), TZ_OK);
	assert_int_equal(verify(TEXT "\n" ENOCH_LINE, PETER), TZ_NO);
	assert_int_equal(verify("x" TEXT "\n" PETER_LINE, PETER), TZ_NO);
}

static void
malformed_notes(void **state)
{
	static const char *const bad[] = {"", "\n", "\n\n", TEXT, TEXT "\n",
	    TEXT PETER_LINE, "\x01" TEXT "\n" PETER_LINE,
	    "\xff" TEXT "\n" PETER_LINE, TEXT "\n— Bad Name x08go/ZJkuBS9UG=\n",
	    TEXT "\n" PETER_LINE "Unexpected line.\n"};
	tz_auto_buf cut = TZ_BUF_INIT;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof bad / sizeof bad[0]; i++)
		assert_int_equal(verify(bad[i], PETER), TZ_FORMAT);
	tz_buf_puts(&cut, TEXT "\n" PETER_LINE);
	cut.data[cut.len - 1] = '\0';
	assert_int_equal(verify(cut.data, PETER), TZ_FORMAT);
}

static void
mangled_keys(void **state)
{
	static const char good[] = TEXT "\n" PETER_LINE;
	char key[] = PETER;
	size_t i;

	(void)state;
	for (i = 0; key[i]; i++) {
		key[i]++;
		assert_int_not_equal(verify(good, key), TZ_OK);
		key[i]--;
	}
	for (i = 1; key[i]; i++)
		assert_int_not_equal(verify(good, key + i), TZ_OK);
	assert_int_equal(verify(good,
			     "PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqi"
			     "BfsVkmqq/LDE4izWy10TW"),
	    TZ_FORMAT);
}

/* The private seed of the same test file gives the same verifier key. */
static void
published_key(void **state)
{
	static const char pem[] =
	    "-----BEGIN PRIVATE KEY-----\n"
	    "MC4CAQAwBQYDK2VwBCIEIIEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
	    "\n-----END PRIVATE KEY-----\n";
	char *path = tz_path_join(folder, "peter.key");
	tz_auto_buf vkey = TZ_BUF_INIT;

	(void)state;
	assert_int_equal(tz_file_write(path, pem, strlen(pem), 0600, NULL),
	    TZ_OK);
	assert_int_equal(tz_log_key_vkey(path, "PeterNeumann", &vkey, NULL),
	    TZ_OK);
	assert_string_equal(tz_buf_str(&vkey), PETER);
	free(path);
}

static void
make_note(const char *path, struct tz_buf *ret_note)
{
	struct tz_checkpoint checkpoint = {"ledger.agency.example/1", 8, {{0}}};
	struct tz_err err = {0};

	memset(&checkpoint.root, 0x5a, sizeof checkpoint.root);
	assert_int_equal(tz_note_sign(path, &checkpoint, ret_note, &err),
	    TZ_OK);
}

static void
own_key(void **state)
{
	char *path = tz_path_join(folder, "log.key");
	tz_auto_buf vkey = TZ_BUF_INIT;
	tz_auto_buf note = TZ_BUF_INIT;
	tz_auto_buf again = TZ_BUF_INIT;
	struct tz_checkpoint read = {0};
	struct stat st;
	size_t i;

	(void)state;
	assert_int_equal(tz_log_key_make(path, NULL), TZ_OK);
	assert_int_equal(tz_log_key_make(path, NULL), TZ_USAGE);
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 07777, 0600);
	assert_int_equal(tz_log_key_vkey(path, "ledger.agency.example/1", &vkey,
			     NULL),
	    TZ_OK);
	make_note(path, &note);
	make_note(path, &again);
	assert_string_equal(note.data, again.data);
	assert_int_equal(tz_note_verify(note.data, note.len, vkey.data, &read,
			     NULL),
	    TZ_OK);
	assert_string_equal(read.origin, "ledger.agency.example/1");
	assert_int_equal(read.size, 8);
	assert_int_equal(read.root.bytes[31], 0x5a);
	for (i = 0; i < note.len; i++) {
		note.data[i] ^= 1;
		assert_int_not_equal(tz_note_verify(note.data, note.len,
					 vkey.data, &read, NULL),
		    TZ_OK);
		note.data[i] ^= 1;
	}
	free(path);
}

static void
other_text(void **state)
{
	static const char *const bad[] = {
	    "o/1\n08\nWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlo=\n",
	    "o/1\n-8\nWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlo=\n",
	    "o/1\n8\nWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWg==\n",
	    "o/1\n8\nWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlo=\nmore\n",
	    "o/1\n8\n",
	    "o 1\n8\nWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlo=\n",
	};
	struct tz_checkpoint read = {0};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		tz_auto_buf note = TZ_BUF_INIT;

		tz_buf_printf(&note, "%s\n%s", bad[i], PETER_LINE);
		assert_int_equal(tz_note_parse(note.data, note.len, &read,
				     NULL),
		    TZ_FORMAT);
	}
}

/* The recipe of docs/format-bundle.md, with stock tools. */
static void
stock_openssl(void **state)
{
	static const char script[] =
	    "set -e; cd \"$1\"; printf '\\060\\052\\060\\005\\006\\003\\053"
	    "\\145\\160\\003\\041\\000' >pub.der; "
	    "cut -d+ -f3- vkey | base64 -d | tail -c +2 >>pub.der; "
	    "head -n 3 note >text; "
	    "sed -n '5s/^[^ ]* [^ ]* //p' note | base64 -d | tail -c +5 >sig; "
	    "openssl pkeyutl -verify -pubin -keyform DER -inkey pub.der "
	    "-rawin -in text -sigfile sig";
	const char *argv[] = {"sh", "-c", script, "sh", folder, NULL};
	char *key = tz_path_join(folder, "log.key");
	char *note_path = tz_path_join(folder, "note");
	char *vkey_path = tz_path_join(folder, "vkey");
	tz_auto_buf vkey = TZ_BUF_INIT;
	tz_auto_buf note = TZ_BUF_INIT;
	tz_auto_buf out = TZ_BUF_INIT;
	struct tz_child_result result;

	(void)state;
	make_note(key, &note);
	assert_int_equal(tz_log_key_vkey(key, "ledger.agency.example/1", &vkey,
			     NULL),
	    TZ_OK);
	assert_int_equal(tz_file_write(note_path, note.data, note.len, 0600,
			     NULL),
	    TZ_OK);
	assert_int_equal(tz_file_write(vkey_path, vkey.data, vkey.len, 0600,
			     NULL),
	    TZ_OK);
	assert_int_equal(tz_child_run(argv, "", 0, 20, 65536, &out, NULL,
			     &result, NULL),
	    TZ_OK);
	assert_int_equal(result.exit_status, 0);
	free(key);
	free(note_path);
	free(vkey_path);
}

static void
low_order(void **state)
{
	unsigned char key[32] = {0};

	(void)state;
	assert_false(tz_sign_raw_sound(key));
	key[31] = 0x80;
	assert_false(tz_sign_raw_sound(key));
	memset(key, 0xff, sizeof key);
	key[0] = 0xed;
	assert_false(tz_sign_raw_sound(key));
	key[31] = 0x7f;
	key[0] = 0xec;
	assert_false(tz_sign_raw_sound(key));
	key[0] = 0xeb;
	assert_true(tz_sign_raw_sound(key));
}

static int
set_up(void **state)
{
	(void)state;
	return mkdtemp(folder) ? 0 : -1;
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
	    cmocka_unit_test(published_notes),
	    cmocka_unit_test(malformed_notes),
	    cmocka_unit_test(mangled_keys),
	    cmocka_unit_test(published_key),
	    cmocka_unit_test(own_key),
	    cmocka_unit_test(other_text),
	    cmocka_unit_test(stock_openssl),
	    cmocka_unit_test(low_order),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
