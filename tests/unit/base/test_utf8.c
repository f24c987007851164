/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tests/unit/base/test_utf8.c - after Markus Kuhn's decoder stress test
 */
#include "base/utf8.h"

#include "unit.h"

static void
test_valid(void **state)
{
	static const struct {
		const char *text;
		bool valid;
		size_t count;
	} table[] = {
	    {"", true, 0},
	    {"abc", true, 3},
	    {"κόσμε", true, 5},
	    {"政府信息", true, 4},
	    /* first and last of each length */
	    {"\xc2\x80\xdf\xbf", true, 2},
	    {"\xe0\xa0\x80\xef\xbf\xbf", true, 2},
	    {"\xf0\x90\x80\x80\xf4\x8f\xbf\xbf", true, 2},
	    {"\xed\x9f\xbf\xee\x80\x80\xef\xbf\xbd", true, 3},
	    /* lone continuation bytes, lone starts */
	    {"\x80", false, 1},
	    {"\xbf\x80", false, 2},
	    {"\xc0 \xdf ", false, 4},
	    {"\xe2\x82", false, 2},
	    {"\xf0\x9f\x98", false, 3},
	    {"\xfe\xff", false, 2},
	    /* overlong forms of '/' and NUL */
	    {"\xc0\xaf", false, 2},
	    {"\xe0\x80\xaf", false, 3},
	    {"\xf0\x80\x80\xaf", false, 4},
	    {"\xf8\x80\x80\x80\xaf", false, 5},
	    {"\xc1\xbf\xe0\x9f\xbf\xf0\x8f\xbf\xbf", false, 9},
	    /* surrogates, above U+10FFFF */
	    {"\xed\xa0\x80", false, 3},
	    {"\xed\xaf\xbf\xed\xbf\xbf", false, 6},
	    {"\xf4\x90\x80\x80", false, 4},
	};
	size_t i;

	(void)state;
	for (i = 0; i < N_OF(table); i++) {
		size_t len = strlen(table[i].text);
		tz_auto_buf clean = TZ_BUF_INIT;

		assert_int_equal(tz_utf8_valid(table[i].text, len),
		    table[i].valid);
		assert_int_equal(tz_utf8_count(table[i].text, len),
		    table[i].count);
		tz_utf8_clean(table[i].text, len, &clean);
		assert_true(tz_utf8_valid(tz_buf_str(&clean), clean.len));
		assert_int_equal(tz_utf8_count(tz_buf_str(&clean), clean.len),
		    table[i].count);
		if (table[i].valid)
			assert_buf(&clean, table[i].text);
	}
}

/* Every code point goes out and comes back. */
static void
test_round(void **state)
{
	uint32_t point;

	(void)state;
	for (point = 0; point < 0x110000; point += point < 0x3000 ? 1 : 61) {
		tz_auto_buf buf = TZ_BUF_INIT;
		uint32_t back;
		size_t n;

		tz_utf8_put(point, &buf);
		n = tz_utf8_next(buf.data, buf.len, 0, &back);
		assert_int_equal(n, buf.len);
		if (point < 0xd800 || point > 0xdfff)
			assert_int_equal(back, point);
		else
			assert_int_equal(back, 0xfffd);
	}
}

static void
test_offset(void **state)
{
	const char *text = "a政\xff😀b";
	size_t len = strlen(text);
	static const size_t at[] = {0, 1, 4, 5, 9, 10, 10};
	size_t i;

	(void)state;
	for (i = 0; i < N_OF(at); i++)
		assert_int_equal(tz_utf8_offset(text, len, i), at[i]);
}

static void
test_printable(void **state)
{
	static const char *const table[][2] = {
	    {"plain 政府 é", "plain 政府 é"},
	    {"a\033[31mb", "a\\u{1B}[31mb"},
	    {"a\nb\tc\rd", "a\\u{A}b\\u{9}c\\u{D}d"},
	    {"\x7f\xc2\x9b", "\\u{7F}\\u{9B}"},
	    {"\u202egpj.exe\u202c", "\\u{202E}gpj.exe\\u{202C}"},
	    {"\u2066x\u2069", "\\u{2066}x\\u{2069}"},
	    {"\u200b\ufeff\u00ad", "\\u{200B}\\u{FEFF}\\u{AD}"},
	    {"\U000E0041", "\\u{E0041}"},
	    {"\u2028", "\\u{2028}"},
	    {"\xff", "\ufffd"},
	};
	size_t i;

	(void)state;
	for (i = 0; i < N_OF(table); i++) {
		tz_auto_buf out = TZ_BUF_INIT;

		tz_utf8_printable(table[i][0], strlen(table[i][0]), &out);
		assert_buf(&out, table[i][1]);
	}
}

static void
test_width(void **state)
{
	static const struct {
		const char *text;
		size_t width;
	} table[] = {{"abc", 3}, {"政府", 4}, {"ａ", 2}, {"e\u0301", 1},
	    {"한", 2}, {"\u200b", 0}, {"😀", 2}, {"★", 1}, {"", 0}};
	size_t i;

	(void)state;
	for (i = 0; i < N_OF(table); i++)
		assert_int_equal(tz_utf8_width(table[i].text,
				     strlen(table[i].text)),
		    table[i].width);
}

static void
test_nfc(void **state)
{
	static const char *const table[][2] = {{"", ""}, {"abc", "abc"},
	    {"e\u0301", "é"}, {"\u1100\u1161\u11a8", "각"}, {"ﬁ㎏", "ﬁ㎏"},
	    {"a\r\nb\rc\n\r", "a\nb\nc\n\n"},
	    {"q\u0307\u0323", "q\u0323\u0307"}, {"\u212b", "Å"},
	    {"\uf900", "豈"}, {"\u0958", "\u0915\u093c"},
	    {"\U0001d160", "\U0001d158\U0001d165\U0001d16e"}};
	size_t i;
	tz_auto_buf bad = TZ_BUF_INIT;

	(void)state;
	for (i = 0; i < N_OF(table); i++) {
		tz_auto_buf out = TZ_BUF_INIT;

		assert_int_equal(tz_utf8_nfc(table[i][0], strlen(table[i][0]),
				     &out, NULL),
		    TZ_OK);
		assert_buf(&out, table[i][1]);
	}
	assert_int_equal(tz_utf8_nfc("a\xff", 2, &bad, NULL), TZ_FORMAT);
}

static void
test_kinds(void **state)
{
	static const uint32_t han[] = {0x4e00, 0x9fa5, 0x3400, 0x20000, 0x3007,
	    0x3042, 0x30a2, 0xac00, 0x3105, 0xf900};
	static const uint32_t not_han[] = {'a', '1', ' ', 0x3000, 0x3001, 0xe9,
	    0x410, 0x1f600, 0xff11, 0x30fb};
	static const uint32_t space[] = {' ', '\t', '\n', '\f', '\r', 0x0b,
	    0x85, 0xa0, 0x2003, 0x2028, 0x202f, 0x3000};
	size_t i;

	(void)state;
	for (i = 0; i < N_OF(han); i++)
		assert_true(tz_utf8_is_han(han[i]));
	for (i = 0; i < N_OF(not_han); i++)
		assert_false(tz_utf8_is_han(not_han[i]));
	for (i = 0; i < N_OF(space); i++)
		assert_true(tz_utf8_is_space(space[i]));
	assert_false(tz_utf8_is_space('a'));
	assert_false(tz_utf8_is_space(0x200b));
	assert_false(tz_utf8_is_space(0));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_valid),
	    cmocka_unit_test(test_round),
	    cmocka_unit_test(test_offset),
	    cmocka_unit_test(test_printable),
	    cmocka_unit_test(test_width),
	    cmocka_unit_test(test_nfc),
	    cmocka_unit_test(test_kinds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
