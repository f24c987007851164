/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tests/unit/intake/test_odf.c - OpenDocument: text, and all that hides
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "office.h"

#define ODF "../odf/"

static void
test_plain(void **state)
{
	tz_auto(tz_document) document =
	    office_read(tz_read_odf, ODF "plain.odt");
	tz_auto_str where = NULL;
	size_t n;

	(void)state;
	office_reading(document, TZ_READING_READ, NULL);
	assert_string_equal(office_text(document, TZ_CHANNEL_BODY, 0),
	    "关于印发方案的通知\n身份证号 310113190001010017，  请核对。\n"
	    "姓名\t电话\nlast\nline");
	where = office_where(document, TZ_CHANNEL_BODY, "310113");
	assert_string_equal(where, "paragraph 2");
	(void)tz_document_facts(document, &n);
	assert_int_equal(n, 0);
}

static void
test_hidden(void **state)
{
	tz_auto(tz_document) document =
	    office_read(tz_read_odf, ODF "hidden.odt");
	static const char *const hidden[] = {"不显示的文字", "白纸白字",
	    "极小的字", "继承而隐藏", "隐藏的一节", "隐藏域文字", "隐藏的段落",
	    "另一种说法"};
	static const char *const shown[] = {"看得见的文字", "深底白字可见",
	    "深段白字可见", "又显示出来", "现在的说法"};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof hidden / sizeof hidden[0]; i++) {
		assert_true(here_has(document, TZ_CHANNEL_HIDDEN_TEXT,
		    hidden[i]));
		assert_false(here_has(document, TZ_CHANNEL_BODY, hidden[i]));
	}
	for (i = 0; i < sizeof shown / sizeof shown[0]; i++) {
		assert_true(here_has(document, TZ_CHANNEL_BODY, shown[i]));
		assert_false(here_has(document, TZ_CHANNEL_HIDDEN_TEXT,
		    shown[i]));
	}
	assert_true(here_has(document, TZ_CHANNEL_COVERED_TEXT, "黑底黑字"));
	assert_true(here_fact(document, "hidden-text"));
	assert_true(here_fact(document, "white-text"));
	assert_true(here_fact(document, "tiny-text"));
	assert_true(here_fact(document, "covered-text"));
}

static void
test_changes(void **state)
{
	tz_auto(tz_document) document =
	    office_read(tz_read_odf, ODF "changes.odt");
	tz_auto(tz_document) accepted =
	    office_read(tz_read_odf, ODF "accepted.odt");
	tz_auto_str where = NULL;
	size_t n;

	(void)state;
	assert_string_equal(office_text(document, TZ_CHANNEL_BODY, 0),
	    "前文新加的话后文。\n批注处在此结束");
	assert_string_equal(office_text(document, TZ_CHANNEL_TRACKED_INSERTION,
				0),
	    "新加的话");
	where = office_where(document, TZ_CHANNEL_TRACKED_DELETION,
	    "310113190001010017");
	assert_string_equal(where, "change 2 by 赵六");
	assert_true(here_has(document, TZ_CHANNEL_COMMENT, "此处请改"));
	assert_true(here_has(document, TZ_CHANNEL_FOOTNOTE, "脚注文字"));
	assert_true(here_fact(document, "tracked-changes"));
	assert_true(here_fact(document, "comments"));
	(void)tz_document_facts(accepted, &n);
	assert_int_equal(n, 0);
}

static void
test_around(void **state)
{
	tz_auto(tz_document) document =
	    office_read(tz_read_odf, ODF "around.odt");
	static const char *const facts[] = {"document-variable",
	    "cropped-picture", "data-connection", "external-link",
	    "template-path", "printer-settings", "thumbnail",
	    "earlier-revision", "macro", "digital-signature"};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof facts / sizeof facts[0]; i++)
		assert_true(here_fact(document, facts[i]));
	assert_true(here_has(document, TZ_CHANNEL_BODY, "图表标题\n8848"));
	assert_true(here_has(document, TZ_CHANNEL_BODY, "y = 42"));
	assert_true(here_has(document, TZ_CHANNEL_BODY, "图的说明"));
	assert_true(here_has(document, TZ_CHANNEL_HEADER_FOOTER, "页眉文字"));
	assert_true(here_has(document, TZ_CHANNEL_SCRIPT, "机关用"));
	assert_true(here_has(document, TZ_CHANNEL_PROPERTY, "user-zhangsan"));
	assert_true(here_has(document, TZ_CHANNEL_PROPERTY, "密级: 内部"));
	assert_true(here_has(document, TZ_CHANNEL_PROPERTY, "签名"));
}

static void
test_locked(void **state)
{
	tz_auto(tz_document) document =
	    office_read(tz_read_odf, ODF "locked.odt");

	(void)state;
	office_reading(document, TZ_READING_UNREAD, "encrypted");
}

static void
test_sheets(void **state)
{
	tz_auto(tz_document) plain = office_read(tz_read_odf, ODF "plain.ods");
	tz_auto(tz_document) hidden =
	    office_read(tz_read_odf, ODF "hidden.ods");
	tz_auto_str where = NULL;
	size_t n;

	(void)state;
	assert_string_equal(office_text(plain, TZ_CHANNEL_BODY, 0),
	    "姓名\t电话\n李四\t1.38E+10 13800138000");
	where = office_where(plain, TZ_CHANNEL_BODY, "13800138000");
	assert_string_equal(where, "表一!B2");
	(void)tz_document_facts(plain, &n);
	assert_int_equal(n, 0);
	assert_string_equal(office_text(hidden, TZ_CHANNEL_HIDDEN_ROW_COLUMN,
				0),
	    "隐藏列里的字\n隐藏行里的字\n被筛掉的行");
	assert_string_equal(office_text(hidden, TZ_CHANNEL_HIDDEN_SHEET, 0),
	    "隐藏表里的字");
	assert_string_equal(office_text(hidden, TZ_CHANNEL_HIDDEN_TEXT, 0),
	    "白字\t8848");
	assert_true(here_has(hidden, TZ_CHANNEL_BODY, "深底白字可见"));
	assert_true(here_has(hidden, TZ_CHANNEL_CACHED_DATA, "外表的副本"));
	assert_true(here_has(hidden, TZ_CHANNEL_CACHED_DATA, "透视缓存"));
	assert_true(here_has(hidden, TZ_CHANNEL_TRACKED_DELETION, "原来的值"));
	assert_true(here_fact(hidden, "filtered-rows"));
	assert_true(here_fact(hidden, "scenario"));
}

static void
test_slides(void **state)
{
	tz_auto(tz_document) plain = office_read(tz_read_odf, ODF "plain.odp");
	tz_auto(tz_document) hidden =
	    office_read(tz_read_odf, ODF "hidden.odp");
	size_t n;

	(void)state;
	assert_true(here_has(plain, TZ_CHANNEL_BODY, "黑条上的白字"));
	assert_true(here_has(plain, TZ_CHANNEL_BODY, "玻璃下可见"));
	(void)tz_document_facts(plain, &n);
	assert_int_equal(n, 0);
	assert_true(here_has(hidden, TZ_CHANNEL_HIDDEN_TEXT, "画外的字"));
	assert_true(here_has(hidden, TZ_CHANNEL_HIDDEN_TEXT, "白底白字"));
	assert_true(here_has(hidden, TZ_CHANNEL_COVERED_TEXT, "被盖住的字"));
	assert_true(here_has(hidden, TZ_CHANNEL_OPTIONAL_CONTENT, "关着的层"));
	assert_true(here_has(hidden, TZ_CHANNEL_SPEAKER_NOTES, "讲稿备注"));
	assert_true(here_has(hidden, TZ_CHANNEL_HIDDEN_SLIDE, "隐藏的一张"));
	assert_true(here_has(hidden, TZ_CHANNEL_COMMENT, "幻灯片批注"));
}

static void
test_flat(void **state)
{
	tz_auto(tz_document) document =
	    office_read(tz_read_odf_flat, ODF "flat.fodt");
	size_t n;

	(void)state;
	assert_true(here_has(document, TZ_CHANNEL_HIDDEN_TEXT, "平面里藏的字"));
	(void)tz_document_files(document, &n);
	assert_int_equal(n, 2);
}

static void
test_damaged(void **state)
{
	(void)state;
	office_chop(tz_read_odf, ODF "hidden.ods");
	office_chop(tz_read_odf_flat, ODF "flat.fodt");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_plain),
	    cmocka_unit_test(test_hidden),
	    cmocka_unit_test(test_changes),
	    cmocka_unit_test(test_around),
	    cmocka_unit_test(test_locked),
	    cmocka_unit_test(test_sheets),
	    cmocka_unit_test(test_slides),
	    cmocka_unit_test(test_flat),
	    cmocka_unit_test(test_damaged),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
