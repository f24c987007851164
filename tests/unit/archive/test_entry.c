/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tests/unit/archive/test_entry.c - the exact bytes of statements and entries
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "archive/entry.h"

#define ZEROS "0000000000000000000000000000000000000000000000000000000000000000"
#define HEX32 "0123456789abcdef0123456789abcdef"
#define HEX64 HEX32 HEX32
#define STATEMENT                                                              \
	"{\"act\":\"sign-off\",\"at\":\"2026-04-13T08:00:00Z\","               \
	"\"by\":\"li@agency.example\",\"decision\":\"withhold\","              \
	"\"detail\":\"" HEX64 "\",\"doc\":\"" HEX32 "\","                      \
	"\"log\":\"agency.example/1\",\"nonce\":\"" HEX32 "\","                \
	"\"objects\":[\"" HEX64 "\"],\"seen\":{\"root\":\"" ZEROS "\","        \
	"\"size\":3},\"v\":\"taizhang-statement/1\"}"

/* The statement with ${from} replaced by ${to}. */
static char *
changed(const char *from, const char *to)
{
	tz_auto_buf text = TZ_BUF_INIT;
	const char *at = strstr(STATEMENT, from);

	assert_non_null(at);
	tz_buf_append(&text, STATEMENT, (size_t)(at - STATEMENT));
	tz_buf_puts(&text, to);
	tz_buf_puts(&text, at + strlen(from));
	return tz_buf_take(&text);
}

static enum tz_status
read_text(const char *text)
{
	tz_auto_statement statement = {0};

	return tz_statement_read(text, strlen(text), &statement, NULL);
}

static void
round_trip(void **state)
{
	tz_auto_statement statement = {0};
	tz_auto_buf again = TZ_BUF_INIT;
	static const char text[] = STATEMENT;

	(void)state;
	assert_int_equal(tz_statement_read(text, strlen(text), &statement,
			     NULL),
	    TZ_OK);
	assert_int_equal(statement.kind, TZ_ACT_SIGN_OFF);
	assert_string_equal(statement.by, "li@agency.example");
	assert_string_equal(statement.decision, "withhold");
	assert_int_equal(statement.n_objects, 1);
	assert_int_equal(statement.seen_size, 3);
	assert_int_equal(tz_statement_write(&statement, &again, NULL), TZ_OK);
	assert_string_equal(again.data, text);
}

static void
refusals(void **state)
{
	static const char *const cases[][2] = {
	    {"\"withhold\"", "\"publish\""},
	    {"\"decision\":\"withhold\",", ""},
	    {"\"act\":\"sign-off\"", "\"act\":\"sign\""},
	    {"\"act\":\"sign-off\"", "\"act\":\"publish\""},
	    {"T08:00:00Z", "T08:00:00+00:00"},
	    {"T08:00:00Z", "T08:00:00.0Z"},
	    {"2026-04-13", "2026-02-30"},
	    {"li@agency", "Li@agency"},
	    {"li@agency.example", "li"},
	    {"\"doc\":\"" HEX32 "\",", ""},
	    {"\"doc\":\"0", "\"doc\":\""},
	    {"\"size\":3", "\"size\":-1"},
	    {"\"size\":3", "\"size\":3.0"},
	    {"\"size\":3", "\"size\":03"},
	    {"\"size\":3", "\"extra\":1,\"size\":3"},
	    {"{\"act\"", "{ \"act\""},
	    {"taizhang-statement/1", "taizhang-statement/2"},
	    {"\"objects\":[\"", "\"objects\":[\"A"},
	    {"\"v\":", "\"u\":\"\",\"v\":"},
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		char *text = changed(cases[i][0], cases[i][1]);

		assert_int_equal(read_text(text), TZ_FORMAT);
		free(text);
	}
	assert_int_equal(read_text(""), TZ_FORMAT);
	assert_int_equal(read_text("[]"), TZ_FORMAT);
	assert_int_equal(read_text("{}"), TZ_FORMAT);
}

static void
entry_line(void **state)
{
	tz_auto_entry entry = {0};
	tz_auto_entry read = {0};
	tz_auto_buf line = TZ_BUF_INIT;
	static const char text[] = STATEMENT;

	(void)state;
	entry.seq = 3;
	entry.at = 1776067200;
	strcpy(entry.log, "agency.example/1");
	strcpy(entry.ns, "sign-off@taizhang.v1");
	tz_buf_puts(&entry.sig, "SSHSIG");
	tz_buf_puts(&entry.text, text);
	assert_int_equal(tz_entry_write(&entry, &line, NULL), TZ_OK);
	assert_memory_equal(line.data,
	    "{\"log\":\"agency.example/1\",\"ns\":\"sign-off@taizhang.v1\","
	    "\"prev\":\"" ZEROS "\",\"seq\":3,\"sig\":\"U1NIU0lH\",\"stmt\":"
	    "\"{\\\"act\\\":",
	    60);
	assert_int_equal(tz_entry_read(line.data, line.len, &read, NULL),
	    TZ_OK);
	assert_int_equal(read.seq, 3);
	assert_int_equal(read.at, entry.at);
	assert_string_equal(read.text.data, text);
	assert_int_equal(read.sig.len, 6);
}

static enum tz_status
read_entry_with(int64_t seq, const char *ns, const char *log)
{
	tz_auto_entry entry = {0};
	tz_auto_entry read = {0};
	tz_auto_buf line = TZ_BUF_INIT;
	static const char text[] = STATEMENT;

	entry.seq = seq;
	strcpy(entry.log, log);
	strcpy(entry.ns, ns);
	tz_buf_puts(&entry.sig, "SSHSIG");
	tz_buf_puts(&entry.text, text);
	assert_int_equal(tz_entry_write(&entry, &line, NULL), TZ_OK);
	return tz_entry_read(line.data, line.len, &read, NULL);
}

static void
entry_refusals(void **state)
{
	(void)state;
	assert_int_equal(read_entry_with(3, "sign-off@taizhang.v1",
			     "agency.example/1"),
	    TZ_OK);
	assert_int_equal(read_entry_with(3, "draft@taizhang.v1",
			     "agency.example/1"),
	    TZ_FORMAT);
	assert_int_equal(read_entry_with(3, "sign-off@taizhang.v1",
			     "other.example/1"),
	    TZ_FORMAT);
}

/* From `printf 'taizhang-object-v1\n...' | sha256sum` with a zero salt. */
static void
commitments(void **state)
{
	struct tz_id salt = {{0}}, object, again;
	tz_auto(tz_hash) hash = NULL;
	tz_auto_buf bytes = TZ_BUF_INIT;

	(void)state;
	tz_buf_puts(&bytes, "taizhang-object-v1\n");
	tz_buf_append(&bytes, salt.bytes, 32);
	tz_buf_puts(&bytes, "abc");
	tz_sha256(bytes.data, bytes.len, &again);
	tz_commit_object(&salt, "abc", 3, &object);
	assert_true(tz_id_equal(&object, &again));
	assert_int_equal(tz_hash_new(&hash, NULL), TZ_OK);
	tz_commit_object_begin(hash, &salt);
	tz_hash_update(hash, "abc", 3);
	tz_hash_final(hash, &again);
	assert_true(tz_id_equal(&object, &again));
	tz_commit_detail(&salt, "abc", 3, &again);
	assert_false(tz_id_equal(&object, &again));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(round_trip),
	    cmocka_unit_test(refusals),
	    cmocka_unit_test(entry_line),
	    cmocka_unit_test(entry_refusals),
	    cmocka_unit_test(commitments),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
