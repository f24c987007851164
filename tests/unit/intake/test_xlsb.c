/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tests/unit/intake/test_xlsb.c - binary workbooks in a package
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "office.h"

static void
test_plain(void **state)
{
	tz_auto(tz_document) document = office_read(tz_read_xlsb, "plain.xlsb");
	size_t n;

	(void)state;
	office_reading(document, TZ_READING_READ, NULL);
	assert_string_equal(office_text(document, TZ_CHANNEL_BODY, 0),
	    "共用的字\t2019-06-20\t5\tTRUE\t公式的结果\t藏列里的字\n"
	    "藏行里的字\n白字在此\t遮住的字");
	assert_string_equal(office_text(document, TZ_CHANNEL_BODY, 1),
	    "第二张表的字");
	assert_true(here_has(document, TZ_CHANNEL_HEADER_FOOTER, "页脚乙"));
	assert_true(here_has(document, TZ_CHANNEL_PROPERTY, "链接提示"));
	(void)tz_document_facts(document, &n);
	assert_int_equal(n, 0);
}

static void
test_hidden(void **state)
{
	tz_auto(tz_document) document =
	    office_read(tz_read_xlsb, "hidden.xlsb");
	tz_auto_str where = NULL;

	(void)state;
	office_reading(document, TZ_READING_READ, NULL);
	assert_true(here_has(document, TZ_CHANNEL_HIDDEN_ROW_COLUMN,
	    "藏列里的字"));
	assert_true(here_has(document, TZ_CHANNEL_HIDDEN_ROW_COLUMN,
	    "藏行里的字"));
	assert_true(here_has(document, TZ_CHANNEL_HIDDEN_TEXT, "白字在此"));
	assert_true(here_has(document, TZ_CHANNEL_HIDDEN_TEXT, "遮住的字"));
	assert_true(here_has(document, TZ_CHANNEL_HIDDEN_SHEET,
	    "第二张表的字"));
	assert_true(here_has(document, TZ_CHANNEL_FORMULA, "公式里字"));
	assert_true(here_has(document, TZ_CHANNEL_COMMENT, "批注里的话"));
	assert_true(here_has(document, TZ_CHANNEL_CACHED_DATA, "外簿的值"));
	assert_true(here_has(document, TZ_CHANNEL_CACHED_DATA, "13800138000"));
	assert_true(here_has(document, TZ_CHANNEL_CACHED_DATA, "透视里的值"));
	assert_true(here_has(document, TZ_CHANNEL_CACHED_DATA,
	    "没有格子用的字"));
	assert_true(here_has(document, TZ_CHANNEL_PROPERTY, "名中字"));
	assert_true(here_has(document, TZ_CHANNEL_EXTERNAL_LINK, "E:\\档案"));
	where =
	    office_where(document, TZ_CHANNEL_HIDDEN_ROW_COLUMN, "藏行里的字");
	assert_string_equal(where, "明表!A2");
	assert_true(here_fact(document, "hidden-sheet"));
	assert_true(here_fact(document, "hidden-row-column"));
	assert_true(here_fact(document, "white-text"));
	assert_true(here_fact(document, "hidden-text"));
	assert_true(here_fact(document, "comments"));
	assert_true(here_fact(document, "defined-name"));
}

static void
test_chopped(void **state)
{
	(void)state;
	office_chop(tz_read_xlsb, "hidden.xlsb");
	office_chop(tz_read_xlsb, "plain.xlsx");
	office_chop(tz_read_xlsx, "hidden.xlsb");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_plain),
	    cmocka_unit_test(test_hidden),
	    cmocka_unit_test(test_chopped),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
