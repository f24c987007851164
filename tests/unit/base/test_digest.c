/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tests/unit/base/test_digest.c - FIPS 180-4, RFC 4231 and RFC 4648 vectors
 */
#include "base/digest.h"

#include "unit.h"

static void
assert_id(const struct tz_id *id, const char *hex)
{
	char text[TZ_ID_HEX];

	tz_id_hex(id, text);
	assert_string_equal(text, hex);
}

static void
test_sha256(void **state)
{
	static const struct {
		const char *text;
		const char *hex;
	} table[] = {
	    {"",
		"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852"
		"b855"},
	    {"abc",
		"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f200"
		"15ad"},
	    {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
		"248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db"
		"06c1"},
	};
	size_t i;

	(void)state;
	for (i = 0; i < N_OF(table); i++) {
		size_t len = strlen(table[i].text);
		tz_auto(tz_hash) hash = NULL;
		struct tz_id id;
		int turn;

		tz_sha256(len ? table[i].text : NULL, len, &id);
		assert_id(&id, table[i].hex);
		assert_int_equal(tz_hash_new(&hash, NULL), TZ_OK);
		for (turn = 0; turn < 2; turn++) {
			tz_hash_update(hash, table[i].text, len / 2);
			tz_hash_update(hash, table[i].text + len / 2,
			    len - len / 2);
			tz_hash_final(hash, &id);
			assert_id(&id, table[i].hex);
		}
	}
	tz_hash_free(NULL);
}

static void
test_hmac(void **state)
{
	static const struct {
		int key_byte;
		size_t key_len;
		const char *key;
		const char *data;
		const char *hex;
	} table[] = {
	    /* RFC 4231 test cases 1, 2, 6 */
	    {0x0b, 20, NULL, "Hi There",
		"b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32"
		"cff7"},
	    {0, 4, "Jefe", "what do ya want for nothing?",
		"5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec"
		"3843"},
	    {0xaa, 131, NULL,
		"Test Using Larger Than Block-Size Key - Hash Key First",
		"60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee3"
		"7f54"},
	};
	size_t i;

	(void)state;
	for (i = 0; i < N_OF(table); i++) {
		char key[131];
		struct tz_id id;

		memset(key, table[i].key_byte, sizeof key);
		if (table[i].key)
			memcpy(key, table[i].key, table[i].key_len);
		tz_hmac_sha256(key, table[i].key_len, table[i].data,
		    strlen(table[i].data), &id);
		assert_id(&id, table[i].hex);
	}
}

static void
test_base64(void **state)
{
	static const char *const table[][2] = {{"", ""}, {"f", "Zg=="},
	    {"fo", "Zm8="}, {"foo", "Zm9v"}, {"foob", "Zm9vYg=="},
	    {"fooba", "Zm9vYmE="}, {"foobar", "Zm9vYmFy"},
	    {"\377\376\373", "//77"}};
	size_t i;

	(void)state;
	for (i = 0; i < N_OF(table); i++) {
		tz_auto_buf out = TZ_BUF_INIT;
		tz_auto_buf back = TZ_BUF_INIT;

		tz_base64_encode(table[i][0], strlen(table[i][0]), &out);
		assert_buf(&out, table[i][1]);
		assert_int_equal(tz_base64_decode(table[i][1],
				     strlen(table[i][1]), &back, NULL),
		    TZ_OK);
		assert_buf(&back, table[i][0]);
	}
}

static void
test_base64_bad(void **state)
{
	static const char *const table[] = {"Z", "Zg",
	    "Zg=", "Zg===", "=g==", "Zh==", "Zm9=", "Zm 9v", "Zm9v\n",
	    "Zg==Zg==", "Zm9-", "Z=9v", "====", "Zg=v"};
	size_t i;

	(void)state;
	for (i = 0; i < N_OF(table); i++) {
		tz_auto_buf out = TZ_BUF_INIT;

		assert_int_equal(tz_base64_decode(table[i], strlen(table[i]),
				     &out, NULL),
		    TZ_FORMAT);
	}
}

static void
test_hex(void **state)
{
	tz_auto_buf out = TZ_BUF_INIT;
	tz_auto_buf back = TZ_BUF_INIT;

	(void)state;
	tz_hex_encode("\0\377\x1f", 3, &out);
	assert_buf(&out, "00ff1f");
	assert_int_equal(tz_hex_decode("00ff1f", 6, &back, NULL), TZ_OK);
	assert_memory_equal(back.data, "\0\377\x1f", 4);
	assert_int_equal(tz_hex_decode("0", 1, &back, NULL), TZ_FORMAT);
	assert_int_equal(tz_hex_decode("0F", 2, &back, NULL), TZ_FORMAT);
	assert_int_equal(tz_hex_decode("0g", 2, &back, NULL), TZ_FORMAT);
}

static void
test_id(void **state)
{
	static const char hex[] = "00112233445566778899aabbccddeeff"
				  "00112233445566778899aabbccddeeff";
	struct tz_id id;
	struct tz_id other = {{0}};
	char text[80];

	(void)state;
	assert_true(tz_id_parse(hex, &id));
	assert_id(&id, hex);
	assert_false(tz_id_equal(&id, &other));
	strcpy(text, hex);
	text[10] = 'A';
	assert_false(tz_id_parse(text, &other));
	strcpy(text, hex);
	text[63] = '\0';
	assert_false(tz_id_parse(text, &other));
	strcpy(text, hex);
	strcat(text, "0");
	assert_false(tz_id_parse(text, &other));
	assert_false(tz_id_parse("", &other));
	assert_true(tz_id_parse(hex, &other) && tz_id_equal(&id, &other));
}

static void
test_random(void **state)
{
	struct tz_id a = {{0}};
	struct tz_id b = {{0}};
	static char large[10000];

	(void)state;
	assert_int_equal(tz_random(a.bytes, sizeof a.bytes, NULL), TZ_OK);
	assert_int_equal(tz_random(b.bytes, sizeof b.bytes, NULL), TZ_OK);
	assert_false(tz_id_equal(&a, &b));
	assert_int_equal(tz_random(large, sizeof large, NULL), TZ_OK);
	assert_memory_not_equal(large, large + 5000, 32);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_sha256),
	    cmocka_unit_test(test_hmac),
	    cmocka_unit_test(test_base64),
	    cmocka_unit_test(test_base64_bad),
	    cmocka_unit_test(test_hex),
	    cmocka_unit_test(test_id),
	    cmocka_unit_test(test_random),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
