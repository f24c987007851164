/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tests/unit/base/test_fold.c - what a reader reads, and the way back
 */
#include "base/fold.h"

#include "base/utf8.h"
#include "unit.h"

#define S TZ_FOLD_SIMPLIFIED
#define C TZ_FOLD_CASE
#define J TZ_FOLD_JOIN_HAN
#define W TZ_FOLD_WORDS

static struct tz_folded *
fold(const char *text, size_t len, unsigned flags)
{
	struct tz_folded *folded = NULL;

	assert_int_equal(tz_fold(text, len, flags, &folded, NULL), TZ_OK);
	return folded;
}

static void
test_forms(void **state)
{
	static const struct {
		unsigned flags;
		const char *text;
		const char *folded;
	} table[] = {
	    {0, "", ""},
	    {0, "plain ASCII text, 42.", "plain ASCII text, 42."},
	    {0, "ＡＢｃ１２３，：（）", "ABc123,:()"},
	    {0, "㎏ ﬁ ① ㈱ ½", "kg fi 1 (株) 1\u20442"},
	    {0, "e\u0301 é", "é é"},
	    {0, "ｶﾞ", "ガ"},
	    {0, "机\u200b密\u00ad\ufeff", "机密"},
	    {0, "e\u200b\u0301", "é"},
	    {0, "a\u202eb\u2066c\ufe0fd\U000E0041", "abcd"},
	    {0,
		"a\001b\x7f\xc2\x80"
		"c",
		"abc"},
	    {0, "‐‑‒–—―−﹣－", "---------"},
	    {0, "〜ー", "〜ー"},
	    {0, "a\u00a0b\u3000c\u2003d\re", "a b c d e"},
	    {0, "a\nb\tc\fd", "a\nb\tc\fd"},
	    {0, "機密", "機密"},
	    {0, "A\xff\xfe", "A\ufffd\ufffd"},
	    {0, "机 密", "机 密"},
	    {S, "機密 資訊 臺灣 國務院辦公廳", "机密 资讯 台湾 国务院办公厅"},
	    {S, "Ａ機", "A机"},
	    {C, "ABC Straße ÀÉ İ ＡＢ Σς", "abc strasse àé i ab σσ"},
	    {S | C, "É機 E\u0301", "é机 é"},
	    {0, "\uac01 \u1100\u1161\u11a8", "각 각"},
	    {0, "한글", "한글"},
	    {0, "机\u0323密\u0336 S\u0338E\u20ddC", "机密 SEC"},
	    {0, "①⑶❼⓪ ١٢٣ 𝟏𝟐 🅢🅔🄲 1\ufe0f\u20e3", "1370 123 12 SEC 1"},
	    {0, "机•密‧级・期", "机·密·级·期"},
	    {S, "户戶戸 內内 値值 ⺠⼯ \uf9d8", "户户户 内内 值值 民工 律"},
	    {S, "祕密 絶密 囯家", "秘密 绝密 国家"},
	    {W, "ЅЕСRЕТ SЕCRЕT sеcrеt", "SECRET SECRET secret"},
	    {W, "ТОР SECRET", "TOP SECRET"},
	    {W, "Совет и секрет", "Совет и секрет"},
	    {W, "СЕКРЕТНО", "СЕКРЕТНО"},
	    {W, "Сорт: A — вода", "Сорт: A - вода"},
	    {W, "αβγ Δx", "αβγ Δx"},
	    {W, "一三八〇〇一三八〇〇〇", "13800138000"},
	    {W, "壹叁捌零零壹叁捌零零零", "13800138000"},
	    {W, "138零零一三八000", "13800138000"},
	    {W, "一三八 零零一三 八零零零", "138 0013 8000"},
	    {W, "二〇一九年六月，十二三个", "二〇一九年六月,十二三个"},
	};
	size_t i;

	(void)state;
	for (i = 0; i < N_OF(table); i++) {
		tz_auto(tz_folded) folded =
		    fold(table[i].text, strlen(table[i].text), table[i].flags);
		size_t len;

		assert_string_equal(tz_folded_text(folded, &len),
		    table[i].folded);
		assert_int_equal(len, strlen(table[i].folded));
	}
}

static void
test_join(void **state)
{
	static const char *const table[][2] = {
	    {"机　密 ★ １０ 年", "机密★10年"},
	    {"机\n密\t★\f长\u00a0期", "机密★长期"},
	    {"two words\nnext 2 3", "two words\nnext 2 3"},
	    {"机 密 A B 密", "机密A B密"},
	    {" 机 密 ", " 机密 "},
	    {"第 15 条", "第15条"},
	    {"，  A", ",A"},
	    {"A , B", "A , B"},
	    {"习·近 · 平", "习近平"},
	    {"ア・イ", "アイ"},
	    {"A·机", "A·机"},
	    {"机·A", "机·A"},
	    {"机 · A", "机· A"},
	    {"A · 机", "A ·机"},
	    {"A · B", "A · B"},
	    {"机\u200b \u200b密", "机密"},
	    {"a\u200b \u200bb", "a b"},
	    {"机 é", "机é"},
	    {"机 e\u0301", "机é"},
	    {"e\u0301 机", "é机"},
	    {"e\u0301 x", "é x"},
	    {"\n\n", "\n\n"},
	    {"机\r\n密", "机密"},
	    {"ＡＢ ＣＤ", "AB CD"},
	    {"ﬁ ﬁ ㎏ 密", "fi fi kg密"},
	    {"『 a 』", "『a』"},
	};
	size_t i;

	(void)state;
	for (i = 0; i < N_OF(table); i++) {
		tz_auto(tz_folded) folded =
		    fold(table[i][0], strlen(table[i][0]), J);
		size_t len;

		assert_string_equal(tz_folded_text(folded, &len), table[i][1]);
	}
}

/* Where in the original a piece of the folded text stands. */
static void
test_origin(void **state)
{
	static const struct {
		const char *text;
		const char *piece;
		size_t start;
		size_t end;
	} table[] = {
	    {"abc机　密★长期", "机密", 3, 6},
	    {"x机\u0323密", "密", 3, 4},
	    {"电话 一三八〇〇一三八〇〇〇机", "00机", 12, 15},
	    {"某 СЕСRЕТ 密", "cret密", 4, 10},
	    {"重１０㎏的", "g", 3, 4},
	    {"重１０㎏的", "kg", 3, 4},
	    {"重１０㎏的", "0k", 2, 4},
	    {"ofﬁce", "i", 2, 3},
	    {"ofﬁce", "ce", 3, 5},
	    {"re\u0301sume\u0301s", "més", 5, 9},
	    {"机\u200b\u200b密", "密", 3, 4},
	    {"😀 張三", "张三", 2, 4},
	    {"\u200b\u200babc", "a", 2, 3},
	    {"ABCDEF", "d", 3, 4},
	};
	size_t i;

	(void)state;
	for (i = 0; i < N_OF(table); i++) {
		tz_auto(tz_folded) folded =
		    fold(table[i].text, strlen(table[i].text), S | C | J | W);
		size_t len;
		const char *text = tz_folded_text(folded, &len);
		const char *at = strstr(text, table[i].piece);
		size_t from;
		size_t start;
		size_t end;

		assert_non_null(at);
		from = (size_t)(at - text);
		tz_folded_origin(folded, from, from + strlen(table[i].piece),
		    &start, &end);
		assert_int_equal(start, table[i].start);
		assert_int_equal(end, table[i].end);
	}
}

/* A small generator, so that a failure comes again. */
static uint32_t
next_random(uint32_t *seed)
{
	*seed = *seed * 1664525u + 1013904223u;
	return *seed >> 8;
}

static void
random_text(uint32_t *seed, size_t n, struct tz_buf *ret)
{
	static const char *const pieces[] = {"a", "B", "7", " ", "\n", "机",
	    "密", "關", "Ａ", "　", "㎏", "ﬁ", "\u200b", "e\u0301", "\u0323",
	    "，", "★", "·", "\xff", "😀", "\u1100\u1161", "ﾞ", "ｶ", "…", "-",
	    "\u202e", "İ", "ß", "word word ", "\ufdfa", "政府信息"};

	while (n-- > 0)
		tz_buf_puts(ret, pieces[next_random(seed) % N_OF(pieces)]);
}

/* Every folded byte comes from somewhere, in order, inside the text; what is
 * between two dropped characters is never given. */
static void
check_map(const struct tz_folded *folded, size_t n_points)
{
	size_t len;
	const char *text = tz_folded_text(folded, &len);
	size_t last_start = 0;
	size_t last_end = 0;
	size_t i;

	assert_true(tz_utf8_valid(text, len));
	for (i = 0; i < len; i++) {
		size_t start;
		size_t end;

		tz_folded_origin(folded, i, i + 1, &start, &end);
		if (start >= end || end > n_points || start < last_start ||
		    end < last_end)
			fail_msg("byte %zu of %zu: [%zu, %zu) of %zu", i, len,
			    start, end, n_points);
		last_start = start;
		last_end = end;
	}
}

static void
test_random(void **state)
{
	uint32_t seed = 20261125;
	int turn;

	(void)state;
	for (turn = 0; turn < 400; turn++) {
		tz_auto_buf text = TZ_BUF_INIT;
		unsigned flags = next_random(&seed) % 16;
		tz_auto(tz_folded) folded = NULL;
		tz_auto(tz_folded) again = NULL;
		size_t len;
		const char *once;

		random_text(&seed, next_random(&seed) % 200, &text);
		folded = fold(tz_buf_str(&text), text.len, flags);
		check_map(folded, tz_utf8_count(tz_buf_str(&text), text.len));
		/* Without joining, folding what is folded changes nothing. */
		once = tz_folded_text(folded, &len);
		again = fold(once, len, flags & ~(unsigned)J);
		assert_string_equal(tz_folded_text(again, &len), once);
	}
}

/* Texts longer than a span, and the exact way back. */
static void
test_long(void **state)
{
	tz_auto_buf text = TZ_BUF_INIT;
	tz_auto(tz_folded) folded = NULL;
	size_t len;
	size_t i;

	(void)state;
	for (i = 0; i < 5000; i++)
		tz_buf_puts(&text, "政府ａb");
	folded = fold(text.data, text.len, S | C | J);
	tz_folded_text(folded, &len);
	assert_int_equal(len, 5000 * 8);
	for (i = 0; i < 5000; i += 7) {
		size_t start;
		size_t end;

		tz_folded_origin(folded, 8 * i + 3, 8 * i + 7, &start, &end);
		assert_int_equal(start, 4 * i + 1);
		assert_int_equal(end, 4 * i + 3);
	}
	tz_folded_origin(folded, len, len, &i, &len);
	assert_int_equal(i, 20000);
	assert_int_equal(len, 20000);
}

/* A run of marks that never ends is cut, not sorted for hours. */
static void
test_marks(void **state)
{
	tz_auto_buf text = TZ_BUF_INIT;
	tz_auto(tz_folded) folded = NULL;
	size_t i;

	(void)state;
	for (i = 0; i < 50000; i++)
		tz_buf_puts(&text, i % 2 ? "\u0301" : "\u0323");
	folded = fold(text.data, text.len, S | C | J);
	/* What combines with nothing is no text. */
	tz_folded_text(folded, &i);
	assert_int_equal(i, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_forms),
	    cmocka_unit_test(test_join),
	    cmocka_unit_test(test_origin),
	    cmocka_unit_test(test_random),
	    cmocka_unit_test(test_long),
	    cmocka_unit_test(test_marks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
