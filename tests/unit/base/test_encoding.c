/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tests/unit/base/test_encoding.c - the same sentence in every encoding
 */
#include "base/encoding.h"

#include <unicode/ucnv.h>

#include "unit.h"

static const char chinese[] =
    "关于印发政府信息公开工作要点的通知，请认真贯彻执行。";
static const char traditional[] = "關於印發政府資訊公開工作要點的通知，請認真貫"
				  "徹執行。本府各機關應於期限內公布。";
static const char japanese[] = "これは日本語の文章です。文字コードを調べるため"
			       "に書かれました。カタカナもあります。";
static const char korean[] = "이것은 한국어 문장입니다. 문자 인코딩을 알아보기 "
			     "위하여 쓴 것이며 길이가 충분하다.";
static const char french[] =
    "L'été dernier, la forêt était très belle et le garçon a été récompensé.";
static const char russian[] =
    "Это русский текст, написанный для того, чтобы проверить кодировку файла.";

static const struct {
	const char *text;
	const char *converter;
	const char *expected;
	const char *mark;
} table[] = {
    {chinese, "UTF-8", "UTF-8", ""},
    {chinese, "UTF-8", "UTF-8", "\ufeff"},
    {chinese, "gb18030", "GB18030", ""},
    {"机密", "gb18030", "GB18030", ""},
    {"身份证号：310113190001010017\n", "gb18030", "GB18030", ""},
    {chinese, "UTF-16LE", "UTF-16LE", ""},
    {chinese, "UTF-16BE", "UTF-16BE", ""},
    {chinese, "UTF-16LE", "UTF-16LE", "\ufeff"},
    {chinese, "UTF-16BE", "UTF-16BE", "\ufeff"},
    {chinese, "UTF-32LE", "UTF-32LE", "\ufeff"},
    {chinese, "UTF-32BE", "UTF-32BE", ""},
    {french, "UTF-16LE", "UTF-16LE", ""},
    {french, "UTF-32LE", "UTF-32LE", ""},
    {traditional, "Big5", "Big5", ""},
    {"機密文件", "Big5", "Big5", ""},
    {"內部資料 不得外傳", "Big5", "Big5", ""},
    {"机密★10年", "UTF-16LE", "UTF-16LE", ""},
    {"机密★10年", "gb18030", "GB18030", ""},
    {japanese, "Shift_JIS", "Shift_JIS", ""},
    {japanese, "EUC-JP", "EUC-JP", ""},
    {japanese, "ISO-2022-JP", "ISO-2022-JP", ""},
    {korean, "EUC-KR", "EUC-KR", ""},
    {french, "windows-1252", "ISO-8859-1", ""},
    {"L'\u00c2ge d'or", "windows-1252", "ISO-8859-1", ""},
    {russian, "windows-1251", "windows-1251", ""},
    {russian, "KOI8-R", "KOI8-R", ""},
    {"plain ASCII\n", "UTF-8", "UTF-8", ""},
    {"abc1", "UTF-8", "UTF-8", ""},
    {russian, "UTF-16BE", "UTF-16BE", ""},
    {korean, "UTF-16LE", "UTF-16LE", ""},
    {"", "UTF-8", "UTF-8", ""},
};

static void
encode(const char *converter, const char *text, struct tz_buf *ret)
{
	char room[2048];
	UErrorCode code = U_ZERO_ERROR;
	int32_t n = ucnv_convert(converter, "UTF-8", room, sizeof room, text,
	    (int32_t)strlen(text), &code);

	assert_true(U_SUCCESS(code));
	tz_buf_append(ret, room, (size_t)n);
}

static void
test_detect(void **state)
{
	size_t i;

	(void)state;
	assert_int_equal(tz_encoding_warm_up(NULL), TZ_OK);
	for (i = 0; i < N_OF(table); i++) {
		tz_auto_buf marked = TZ_BUF_INIT;
		tz_auto_buf bytes = TZ_BUF_INIT;
		tz_auto_buf text = TZ_BUF_INIT;
		const char *name = NULL;
		int confidence = -1;
		size_t n_replaced = 9;

		tz_buf_printf(&marked, "%s%s", table[i].mark, table[i].text);
		encode(table[i].converter, tz_buf_str(&marked), &bytes);
		tz_encoding_detect(tz_buf_str(&bytes), bytes.len, &name,
		    &confidence);
		if (strcmp(name, table[i].expected) != 0)
			fail_msg("%s of %s seen as %s, %d", table[i].converter,
			    table[i].text, name, confidence);
		assert_in_range(confidence, 0, 100);
		assert_int_equal(tz_encoding_convert(tz_buf_str(&bytes),
				     bytes.len, name, &text, &n_replaced, NULL),
		    TZ_OK);
		assert_string_equal(tz_buf_str(&text), table[i].text);
		assert_int_equal(n_replaced, 0);
	}
}

static void
test_replaced(void **state)
{
	tz_auto_buf text = TZ_BUF_INIT;
	tz_auto_buf none = TZ_BUF_INIT;
	size_t n = 0;

	(void)state;
	assert_int_equal(tz_encoding_convert("a\xff\xfe"
					     "b\xe6\x94",
			     6, "UTF-8", &text, &n, NULL),
	    TZ_OK);
	assert_string_equal(tz_buf_str(&text), "a\ufffd\ufffdb\ufffd");
	assert_int_equal(n, 3);
	assert_int_equal(tz_encoding_convert("a", 1, "EBCDIC", &none, &n, NULL),
	    TZ_NOTFOUND);
}

/* Longer than every buffer on the way. */
static void
test_long(void **state)
{
	tz_auto_buf bytes = TZ_BUF_INIT;
	tz_auto_buf text = TZ_BUF_INIT;
	size_t n = 0;
	int i;

	(void)state;
	for (i = 0; i < 30000; i++)
		tz_buf_puts(&bytes, i % 3 ? "\xd5\xfe\xb8\xae" : "x");
	assert_int_equal(tz_encoding_convert(bytes.data, bytes.len, "GB18030",
			     &text, &n, NULL),
	    TZ_OK);
	assert_int_equal(n, 0);
	assert_int_equal(text.len, 10000 + 20000 * 6);
	assert_memory_equal(text.data + text.len - 13, "x政府政府", 13);
}

/* No bytes whatever make it fail. */
static void
test_noise(void **state)
{
	uint32_t seed = 7;
	int turn;

	(void)state;
	for (turn = 0; turn < 300; turn++) {
		char bytes[64];
		tz_auto_buf text = TZ_BUF_INIT;
		const char *name = NULL;
		int confidence;
		size_t i;

		for (i = 0; i < sizeof bytes; i++) {
			seed = seed * 1664525u + 1013904223u;
			bytes[i] = (char)(seed >> 16);
		}
		tz_encoding_detect(bytes, turn % 65, &name, &confidence);
		assert_non_null(name);
		assert_int_equal(tz_encoding_convert(bytes, turn % 65, name,
				     &text, NULL, NULL),
		    TZ_OK);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_detect),
	    cmocka_unit_test(test_replaced),
	    cmocka_unit_test(test_long),
	    cmocka_unit_test(test_noise),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
