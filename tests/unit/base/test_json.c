/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tests/unit/base/test_json.c - reading JSON, and the one form of its bytes
 */
#include "base/json.h"

#include "unit.h"

static enum tz_status
canonical(const char *text, enum tz_json_strings strings, struct tz_buf *ret)
{
	tz_auto_json json = NULL;

	if (tz_json_parse(text, strlen(text), &json, NULL))
		return TZ_BUG;
	return tz_json_canonical(json, strings, ret, NULL);
}

static void
test_canonical(void **state)
{
	/* The quoting is that of RFC 8785 section 3.2.2.2. */
	static const char *const table[][2] = {
	    {"{}", "{}"},
	    {" [ 1 , -0, 2 ] ", "[1,0,2]"},
	    {"{\"b\":1,\"a\":{\"d\":[],\"c\":\"x\"}}",
		"{\"a\":{\"c\":\"x\",\"d\":[]},\"b\":1}"},
	    {"{\"a_b\":1,\"a1\":2,\"aa\":3}", "{\"a1\":2,\"a_b\":1,\"aa\":3}"},
	    {"\"\\u20ac\\/\\\"\\\\\"", "\"€/\\\"\\\\\""},
	    {"\"\\ud83d\\ude00é\"", "\"😀é\""},
	    {"9007199254740991", "9007199254740991"},
	    {"-9007199254740991", "-9007199254740991"},
	};
	size_t i;

	(void)state;
	for (i = 0; i < N_OF(table); i++) {
		tz_auto_buf out = TZ_BUF_INIT;
		tz_auto_json json = NULL;

		assert_int_equal(canonical(table[i][0], TZ_JSON_LINE, &out),
		    TZ_OK);
		assert_buf(&out, table[i][1]);
		assert_int_equal(tz_json_parse_canonical(out.data, out.len,
				     TZ_JSON_LINE, &json, NULL),
		    TZ_OK);
	}
}

static void
test_no_canonical(void **state)
{
	static const char *const table[] = {"1.0", "1e3", "9007199254740992",
	    "-9007199254740992", "true", "null", "[false]", "{\"A\":1}",
	    "{\"\":1}", "{\"a-b\":1}", "{\"é\":1}", "\"\\u0000\"",
	    "\"\\u0001\"", "\"\\u001f\"", "\"\\u007f\"", "\"\\t\"", "\"\\n\"",
	    /* not NFC: e and an acute accent; the Angstrom sign */
	    "\"e\\u0301\"", "\"\\u212b\"", "\"\\r\""};
	size_t i;

	(void)state;
	for (i = 0; i < N_OF(table); i++) {
		tz_auto_buf out = TZ_BUF_INIT;

		if (canonical(table[i], TZ_JSON_LINE, &out) == TZ_OK)
			fail_msg("has a canonical form: %s", table[i]);
	}
}

static void
test_detail(void **state)
{
	tz_auto_buf out = TZ_BUF_INIT;
	tz_auto_buf bad = TZ_BUF_INIT;

	(void)state;
	assert_int_equal(canonical("\"a\\tb\\nc\"", TZ_JSON_DETAIL, &out),
	    TZ_OK);
	assert_buf(&out, "\"a\\tb\\nc\"");
	assert_int_equal(canonical("\"a\\rb\"", TZ_JSON_DETAIL, &bad),
	    TZ_FORMAT);
	assert_int_equal(canonical("\"a\\fb\"", TZ_JSON_DETAIL, &bad),
	    TZ_FORMAT);
}

static void
test_not_canonical(void **state)
{
	static const char *const table[] = {"{ }", "{\"b\":1,\"a\":2}",
	    "[1,2]\n", " 1", "\"\\/\"", "\"\\u0041\"", "-0", "[1, 2]",
	    "\"\\u20AC\"", ""};
	size_t i;

	(void)state;
	for (i = 0; i < N_OF(table); i++) {
		tz_auto_json json = NULL;
		struct tz_err err = {0};

		assert_int_equal(tz_json_parse_canonical(table[i],
				     strlen(table[i]), TZ_JSON_LINE, &json,
				     &err),
		    TZ_FORMAT);
		assert_null(json);
		assert_true(err.text[0] != '\0');
	}
}

static void
test_parse_bad(void **state)
{
	static const char *const table[] = {"", "{", "[1,]", "{\"a\":1,}",
	    "{\"a\":1,\"a\":1}", "1 2", "{}{}", "nul", "\"\377\"",
	    "\"\\ud800\"", "'a'", "[01]", "\"a\tb\"", "// x\n1", "NaN"};
	size_t i;

	(void)state;
	for (i = 0; i < N_OF(table); i++) {
		tz_auto_json json = NULL;

		if (tz_json_parse(table[i], strlen(table[i]), &json, NULL) !=
		    TZ_FORMAT)
			fail_msg("parsed: %s", table[i]);
	}
}

static void
test_deep(void **state)
{
	tz_auto_buf text = TZ_BUF_INIT;
	tz_auto_json json = NULL;
	int i;

	(void)state;
	for (i = 0; i < 100000; i++)
		tz_buf_putc(&text, '[');
	assert_int_equal(tz_json_parse(text.data, text.len, &json, NULL),
	    TZ_FORMAT);
}

static void
test_members(void **state)
{
	static const char *const keys[] = {"a", "n", NULL};
	static const char *const fewer[] = {"a", NULL};
	tz_auto_json json = NULL;

	(void)state;
	assert_int_equal(tz_json_parse("{\"a\":\"x\",\"n\":7}", 15, &json,
			     NULL),
	    TZ_OK);
	assert_string_equal(tz_json_string(json, "a"), "x");
	assert_null(tz_json_string(json, "n"));
	assert_null(tz_json_string(json, "z"));
	assert_null(tz_json_string(NULL, "z"));
	assert_int_equal(tz_json_integer(json, "n", -1), 7);
	assert_int_equal(tz_json_integer(json, "a", -1), -1);
	assert_int_equal(tz_json_keys(json, keys, "it", NULL), TZ_OK);
	assert_int_equal(tz_json_keys(json, fewer, "it", NULL), TZ_FORMAT);
	assert_int_equal(tz_json_keys(NULL, fewer, "it", NULL), TZ_FORMAT);
	assert_true(tz_json_set_string(json, "b", ""));
	assert_true(tz_json_set_string(json, "b", NULL));
	assert_null(tz_json_string(json, "b"));
	assert_true(tz_json_set_string(json, "b", "y"));
	assert_string_equal(tz_json_string(json, "b"), "y");
	assert_false(tz_json_set_string(json, "c", "\377"));
}

static void
test_quote(void **state)
{
	tz_auto_buf out = TZ_BUF_INIT;

	(void)state;
	tz_json_quote("a\b\t\n\f\r\"\\/\001\037é\0z", 15, &out);
	assert_buf(&out,
	    "\"a\\b\\t\\n\\f\\r\\\"\\\\/\\u0001\\u001fé\\u0000z\"");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_canonical),
	    cmocka_unit_test(test_no_canonical),
	    cmocka_unit_test(test_detail),
	    cmocka_unit_test(test_not_canonical),
	    cmocka_unit_test(test_parse_bad),
	    cmocka_unit_test(test_deep),
	    cmocka_unit_test(test_members),
	    cmocka_unit_test(test_quote),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
