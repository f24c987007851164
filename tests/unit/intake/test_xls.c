/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tests/unit/intake/test_xls.c - workbooks of Excel 97 to 2003, and the
 * records they are made of
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "intake/ole/xls.h"
#include "office.h"

static void
test_plain(void **state)
{
	tz_auto(tz_document) document = office_read(tz_read_xls, "plain.xls");

	(void)state;
	office_reading(document, TZ_READING_READ, NULL);
	assert_string_equal(office_text(document, TZ_CHANNEL_BODY, 0),
	    "看得见的字\t13800138000");
	assert_true(here_has(document, TZ_CHANNEL_BODY, "深表的字"));
	assert_null(here_part(document, TZ_CHANNEL_HIDDEN_SHEET, 0));
	assert_null(here_part(document, TZ_CHANNEL_HIDDEN_ROW_COLUMN, 0));
	assert_null(here_part(document, TZ_CHANNEL_HIDDEN_TEXT, 0));
	assert_false(here_fact(document, "hidden-sheet"));
	assert_false(here_fact(document, "comments"));
}

static void
test_hidden(void **state)
{
	tz_auto(tz_document) document = office_read(tz_read_xls, "hidden.xls");
	tz_auto_str where = NULL;

	(void)state;
	office_reading(document, TZ_READING_READ, NULL);
	assert_true(here_has(document, TZ_CHANNEL_BODY,
	    "看得见的字\t2019-06-20"));
	assert_true(here_has(document, TZ_CHANNEL_BODY, "第119号长文"));
	assert_true(here_has(document, TZ_CHANNEL_BODY, "长文之后\t3.5\t"));
	assert_true(here_has(document, TZ_CHANNEL_BODY, "文本框里的字"));
	assert_true(here_has(document, TZ_CHANNEL_BODY, "13800138002"));
	assert_true(here_has(document, TZ_CHANNEL_HIDDEN_TEXT, "白色字甲"));
	assert_true(here_has(document, TZ_CHANNEL_HIDDEN_TEXT, "13800138000"));
	assert_true(here_has(document, TZ_CHANNEL_COVERED_TEXT, "黑底黑字丁"));
	assert_true(here_has(document, TZ_CHANNEL_BODY, "黑底白字"));
	assert_true(here_has(document, TZ_CHANNEL_HIDDEN_ROW_COLUMN,
	    "藏列里的字"));
	assert_true(here_has(document, TZ_CHANNEL_HIDDEN_ROW_COLUMN,
	    "藏行里的字"));
	assert_true(here_has(document, TZ_CHANNEL_HIDDEN_SHEET, "暗表的字"));
	assert_true(here_has(document, TZ_CHANNEL_HIDDEN_SHEET, "深表的字"));
	assert_true(here_has(document, TZ_CHANNEL_FORMULA, "公式里的字"));
	assert_true(here_has(document, TZ_CHANNEL_FORMULA, "选项乙"));
	assert_true(here_has(document, TZ_CHANNEL_PROPERTY, "填写的提示"));
	assert_true(here_has(document, TZ_CHANNEL_PROPERTY, "名称里的字"));
	assert_true(here_has(document, TZ_CHANNEL_HEADER_FOOTER, "页脚内字"));
	assert_true(here_has(document, TZ_CHANNEL_COMMENT, "批注里的话"));
	assert_true(here_has(document, TZ_CHANNEL_EXTERNAL_LINK,
	    "neibu.example"));
	where =
	    office_where(document, TZ_CHANNEL_HIDDEN_ROW_COLUMN, "藏行里的字");
	assert_string_equal(where, "明表!A2");
	assert_null(here_part(document, TZ_CHANNEL_COMMENT, 0)->places[0].name);
}

static void
test_strings(void **state)
{
	/* "ab", cut by a CONTINUE that goes on in two bytes a character. */
	static const unsigned char cut[] = {0xfc, 0, 13, 0, 1, 0, 0, 0, 1, 0, 0,
	    0, 3, 0, 0, 'a', 'b', 0x3c, 0, 3, 0, 1, 0x2d, 0x4e};
	const struct tz_bytes stream = {cut, sizeof cut};
	struct tz_xls_record record;
	struct tz_xls_flow flow;
	tz_auto_buf text = TZ_BUF_INIT;
	size_t at = 0;

	(void)state;
	assert_true(tz_xls_record_next(stream, &at, &record));
	flow = tz_xls_flow_of(&record);
	tz_xls_flow_skip(&flow, 8);
	tz_xls_flow_string(&flow, tz_xls_flow_number(&flow, 2), &text, NULL);
	assert_string_equal(tz_buf_str(&text), "ab中");
	assert_false(flow.torn);
	assert_false(tz_xls_flow_left(&flow));
	assert_int_equal(tz_xls_flow_number(&flow, 2), 0);
	assert_true(flow.torn);
}

static void
test_numbers(void **state)
{
	static const struct {
		uint32_t rk;
		const char *text;
	} numbers[] = {{0x3ff00000, "1"}, {0x3ff00001, "0.01"},
	    {0x004b5646, "1234321"}, {0x004b5647, "12343.21"},
	    {0xfffffffe, "-1"}};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
		tz_auto_buf text = TZ_BUF_INIT;

		tz_xls_number(tz_xls_rk(numbers[i].rk), &text);
		assert_string_equal(tz_buf_str(&text), numbers[i].text);
	}
	assert_string_equal(tz_xls_error(0x2a), "#N/A");
}

static void
test_chopped(void **state)
{
	(void)state;
	office_chop(tz_read_xls, "plain.xls");
	office_chop(tz_read_xls, "hidden.xls");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_plain),
	    cmocka_unit_test(test_hidden),
	    cmocka_unit_test(test_strings),
	    cmocka_unit_test(test_numbers),
	    cmocka_unit_test(test_chopped),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
