/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tests/unit/intake/test_xlsx.c - workbooks: cells, and all that hides
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "intake/ooxml/xlsx_value.h"
#include "office.h"

static void
test_plain(void **state)
{
	tz_auto(tz_document) document = office_read(tz_read_xlsx, "plain.xlsx");
	tz_auto_str where = NULL;
	size_t n;

	(void)state;
	office_reading(document, TZ_READING_READ, NULL);
	assert_string_equal(office_text(document, TZ_CHANNEL_BODY, 0),
	    "姓名\t手机\t日期\n王五\t13800138000\t2019-06-20\n"
	    "行内文字\t13800138001\t2019-06-20 08:30:00\n"
	    "TRUE\t#N/A\t3.5\t合计甲");
	assert_string_equal(office_text(document, TZ_CHANNEL_BODY, 1),
	    "no references\t7");
	assert_string_equal(here_part(document, TZ_CHANNEL_BODY, 0)->path,
	    "登记表");
	where = office_where(document, TZ_CHANNEL_BODY, "13800138001");
	assert_string_equal(where, "登记表!B3");
	assert_true(here_has(document, TZ_CHANNEL_FORMULA,
	    "=CONCATENATE(A2,B2)"));
	assert_true(here_has(document, TZ_CHANNEL_PROPERTY, "shou ji"));
	(void)tz_document_facts(document, &n);
	assert_int_equal(n, 0);
}

static void
test_hidden(void **state)
{
	tz_auto(tz_document) document =
	    office_read(tz_read_xlsx, "hidden.xlsx");
	tz_auto_str where = NULL;

	(void)state;
	assert_string_equal(office_text(document, TZ_CHANNEL_BODY, 0),
	    "可见\t也可见");
	assert_null(here_part(document, TZ_CHANNEL_BODY, 1));
	assert_string_equal(office_text(document, TZ_CHANNEL_HIDDEN_ROW_COLUMN,
				0),
	    "隐藏列\t零宽列\n隐藏行\n零高行");
	assert_string_equal(office_text(document, TZ_CHANNEL_HIDDEN_TEXT, 0),
	    "13800138000");
	assert_true(here_has(document, TZ_CHANNEL_HIDDEN_SHEET, "隐藏表里"));
	assert_true(here_has(document, TZ_CHANNEL_HIDDEN_SHEET, "深藏表的话"));
	assert_true(here_has(document, TZ_CHANNEL_HIDDEN_SHEET,
	    "没有列出的表"));
	where = office_where(document, TZ_CHANNEL_HIDDEN_SHEET, "隐藏表里");
	assert_string_equal(where, "底稿!A1");
	assert_true(here_fact(document, "hidden-sheet"));
	assert_true(here_fact(document, "hidden-row-column"));
	assert_true(here_fact(document, "hidden-text"));
}

static void
test_beside(void **state)
{
	tz_auto(tz_document) document =
	    office_read(tz_read_xlsx, "beside.xlsx");
	tz_auto_str where = NULL;

	(void)state;
	office_reading(document, TZ_READING_READ, NULL);
	assert_string_equal(office_text(document, TZ_CHANNEL_COMMENT, 0),
	    "批注：身份证 310113190001010017");
	where = office_where(document, TZ_CHANNEL_COMMENT, "批注");
	assert_string_equal(where, "comment 1 by 李四");
	assert_true(here_has(document, TZ_CHANNEL_COMMENT, "线程批注"));
	assert_true(here_has(document, TZ_CHANNEL_CACHED_DATA, "透视记录"));
	assert_true(here_has(document, TZ_CHANNEL_CACHED_DATA, "透视源甲"));
	assert_true(here_has(document, TZ_CHANNEL_CACHED_DATA,
	    "外部工作簿的值"));
	assert_string_equal(office_text(document, TZ_CHANNEL_CACHED_DATA, 3),
	    "没有单元格用到的文字");
	assert_true(here_has(document, TZ_CHANNEL_EXTERNAL_LINK,
	    "/人事/工资.xlsx"));
	assert_true(here_has(document, TZ_CHANNEL_EXTERNAL_LINK, "10.0.0.8"));
	assert_true(here_has(document, TZ_CHANNEL_PROPERTY, "隐藏名称的值"));
	assert_true(here_has(document, TZ_CHANNEL_PROPERTY, "内部填写"));
	assert_true(here_has(document, TZ_CHANNEL_BODY, "图的说明"));
	assert_true(here_has(document, TZ_CHANNEL_PROPERTY, "print\\Office"));
	assert_true(here_has(document, TZ_CHANNEL_BODY, "图形文字"));
	assert_true(here_has(document, TZ_CHANNEL_HEADER_FOOTER, "页脚乙"));
	assert_true(here_has(document, TZ_CHANNEL_FORMULA, "=SUM(B1:B9)"));
	assert_true(here_fact(document, "comments"));
	assert_true(here_fact(document, "cached-data"));
	assert_true(here_fact(document, "defined-name"));
	assert_true(here_fact(document, "external-link"));
}

static void
test_looks(void **state)
{
	tz_auto(tz_document) document = office_read(tz_read_xlsx, "looks.xlsx");
	tz_auto_str where = NULL;

	(void)state;
	office_reading(document, TZ_READING_READ, NULL);
	assert_string_equal(office_text(document, TZ_CHANNEL_BODY, 0),
	    "看得见的字\t蓝底白字正常\n黑底白字正常\t黄底黑字正常\n"
	    "合并区首\t9\n栏目\n留下的行\n别的");
	assert_string_equal(office_text(document, TZ_CHANNEL_HIDDEN_TEXT, 0),
	    "白色字甲\t主题白字乙\t极小字丙\n索引白字戊\t13800138000\n"
	    "合并区里的己\t7\t条件白字庚");
	assert_string_equal(office_text(document, TZ_CHANNEL_COVERED_TEXT, 0),
	    "黑底黑字丁");
	assert_string_equal(office_text(document, TZ_CHANNEL_HIDDEN_ROW_COLUMN,
				0),
	    "被筛掉的行辛");
	assert_true(here_has(document, TZ_CHANNEL_FORMULA, "公式里的壬"));
	assert_true(here_has(document, TZ_CHANNEL_PROPERTY, "方案的备注癸"));
	assert_true(here_has(document, TZ_CHANNEL_PROPERTY, "方案里的值子"));
	where = office_where(document, TZ_CHANNEL_HIDDEN_TEXT, "合并区里的己");
	assert_string_equal(where, "样式!B3");
	assert_true(here_fact(document, "white-text"));
	assert_true(here_fact(document, "tiny-text"));
	assert_true(here_fact(document, "hidden-text"));
	assert_true(here_fact(document, "covered-text"));
	assert_true(here_fact(document, "filtered-rows"));
	assert_true(here_fact(document, "scenario"));
	assert_false(here_fact(document, "hidden-row-column"));
}

static void
test_no_looks(void **state)
{
	tz_auto(tz_document) document =
	    office_read(tz_read_xlsx, "no-looks.xlsx");
	size_t n;

	(void)state;
	office_reading(document, TZ_READING_READ, NULL);
	(void)tz_document_facts(document, &n);
	assert_int_equal(n, 0);
	assert_true(here_has(document, TZ_CHANNEL_BODY, "合并区里的己"));
	assert_true(here_has(document, TZ_CHANNEL_BODY, "条件白字庚"));
	assert_true(here_has(document, TZ_CHANNEL_BODY, "黑底白字正常"));
}

static void
test_sources(void **state)
{
	tz_auto(tz_document) document =
	    office_read(tz_read_xlsx, "sources.xlsx");

	(void)state;
	assert_true(here_has(document, TZ_CHANNEL_CACHED_DATA,
	    "姓名\t数额\t处室\n钱二\t4200\t一处\n钱一\t另付\t二处\n"
	    "未用处"));
	assert_true(here_has(document, TZ_CHANNEL_PROPERTY, "已删表"));
	assert_true(here_has(document, TZ_CHANNEL_PROPERTY, "名称里的字"));
	assert_true(here_has(document, TZ_CHANNEL_EXTERNAL_LINK, "mima123"));
	assert_true(here_has(document, TZ_CHANNEL_EXTERNAL_LINK, "台账.xls"));
	assert_true(here_has(document, TZ_CHANNEL_EXTERNAL_LINK, "存档\\内部"));
	assert_true(here_has(document, TZ_CHANNEL_CACHED_DATA, "动态数据"));
	assert_true(here_has(document, TZ_CHANNEL_FORMULA, "人事库"));
	assert_true(here_has(document, TZ_CHANNEL_PROPERTY, "名册元数据"));
	assert_true(here_has(document, TZ_CHANNEL_TRACKED_DELETION,
	    "改前的值"));
	assert_true(here_has(document, TZ_CHANNEL_TRACKED_INSERTION,
	    "改后的值"));
	assert_true(here_has(document, TZ_CHANNEL_PROPERTY, "周八"));
	assert_true(here_has(document, TZ_CHANNEL_BODY, "又一个明框"));
	assert_true(here_has(document, TZ_CHANNEL_BODY, "图里的系列"));
	assert_true(here_has(document, TZ_CHANNEL_HIDDEN_TEXT, "暗框"));
	assert_true(here_has(document, TZ_CHANNEL_HIDDEN_SHEET, "暗表上的框"));
	assert_true(here_has(document, TZ_CHANNEL_HIDDEN_SHEET, "暗表的图"));
	assert_true(here_fact(document, "hidden-shape"));
	assert_true(here_fact(document, "data-connection"));
	assert_true(here_fact(document, "data-model"));
	assert_true(here_fact(document, "change-log"));
	assert_true(here_fact(document, "cached-data"));
	assert_true(here_fact(document, "external-link"));
	assert_int_equal(here_file(document, "sources.xlsx!/xl/model/item.data")
			     ->reading,
	    TZ_READING_UNREAD);
}

static void
test_office_suite(void **state)
{
	tz_auto(tz_document) document = office_read(tz_read_xlsx, "table.xlsx");

	(void)state;
	office_reading(document, TZ_READING_READ, NULL);
	assert_string_equal(office_text(document, TZ_CHANNEL_BODY, 0),
	    "姓名\t电话\t日期\n张三\t13800138000\t2019-06-20\n"
	    "李四\t021-12345678\t2019-07-01");
}

static void
test_numbers(void **state)
{
	static const struct {
		const char *text;
		const char *shown;
	} numbers[] = {{"13800138000", "13800138000"},
	    {"1.3800138E10", "13800138000"}, {"1.3800138E+10", "13800138000"},
	    {"3.1011319000101E+17", "310113190001010000"},
	    {"13800138000.0", "13800138000"}, {"-1.5e1", "-15"}, {"0", "0"},
	    {"0E3", "0"}, {"1.25", "1.25"}, {"1.25E1", "1.25E1"},
	    {"1E-3", "1E-3"}, {"1E999999999999", "1E999999999999"}, {"", ""},
	    {".", "."}, {"1E", "1E"}, {"abc", "abc"}};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
		tz_auto_buf shown = TZ_BUF_INIT;

		tz_xlsx_value_number(numbers[i].text, &shown);
		assert_string_equal(tz_buf_str(&shown), numbers[i].shown);
	}
}

static void
test_dates(void **state)
{
	static const struct {
		const char *text;
		bool since_1904;
		const char *shown;
	} dates[] = {{"43636", false, "2019-06-20"}, {"1", false, "1900-01-01"},
	    {"59", false, "1900-02-28"}, {"61", false, "1900-03-01"},
	    {"42174", true, "2019-06-20"}, {"0.5", false, "12:00:00"},
	    {"43636.999999", false, "2019-06-21"}, {"-1", false, "-1"},
	    {"1e300", false, "1e300"}, {"x", false, "x"},
	    {"nan", false, "nan"}};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof dates / sizeof dates[0]; i++) {
		tz_auto_buf shown = TZ_BUF_INIT;

		tz_xlsx_value_date(dates[i].text, dates[i].since_1904, &shown);
		assert_string_equal(tz_buf_str(&shown), dates[i].shown);
	}
}

static void
test_formats(void **state)
{
	static const struct {
		const char *code;
		enum tz_xlsx_format format;
	} formats[] = {{"General", TZ_XLSX_FORMAT_PLAIN},
	    {"0.00", TZ_XLSX_FORMAT_PLAIN}, {"#,##0", TZ_XLSX_FORMAT_PLAIN},
	    {"[Red]0", TZ_XLSX_FORMAT_PLAIN},
	    {"\"days\" 0", TZ_XLSX_FORMAT_PLAIN},
	    {"yyyy-mm-dd", TZ_XLSX_FORMAT_DATE},
	    {"[h]:mm", TZ_XLSX_FORMAT_DATE},
	    {"[$-804]yyyy\"年\"m\"月\"", TZ_XLSX_FORMAT_DATE},
	    {";;;", TZ_XLSX_FORMAT_MASKED}, {"[", TZ_XLSX_FORMAT_PLAIN},
	    {"\"", TZ_XLSX_FORMAT_PLAIN}, {"\\", TZ_XLSX_FORMAT_PLAIN}};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof formats / sizeof formats[0]; i++)
		assert_int_equal(tz_xlsx_value_format(200, formats[i].code),
		    formats[i].format);
	assert_int_equal(tz_xlsx_value_format(14, NULL), TZ_XLSX_FORMAT_DATE);
	assert_int_equal(tz_xlsx_value_format(1, NULL), TZ_XLSX_FORMAT_PLAIN);
	assert_int_equal(tz_xlsx_value_column("AB12"), 28);
	assert_int_equal(tz_xlsx_value_column("XFD1"), 16384);
	assert_int_equal(tz_xlsx_value_column("ZZZZZZZ1"), 0);
	assert_int_equal(tz_xlsx_value_column(NULL), 0);
}

static void
test_chopped(void **state)
{
	(void)state;
	office_chop(tz_read_xlsx, "plain.xlsx");
	office_chop(tz_read_xlsx, "hidden.xlsx");
	office_chop(tz_read_xlsx, "beside.xlsx");
	office_chop(tz_read_xlsx, "looks.xlsx");
	office_chop(tz_read_xlsx, "sources.xlsx");
	/* A document of the other kind is no crash either. */
	office_chop(tz_read_xlsx, "around.docx");
	office_chop(tz_read_docx, "beside.xlsx");
}

/* Controls and their binary parts, and conditions of newer programs. */
static void
test_controls(void **state)
{
	tz_auto(tz_document) document =
	    office_read(tz_read_xlsx, "controls.xlsx");

	(void)state;
	office_reading(document, TZ_READING_READ, NULL);
	assert_true(here_has(document, TZ_CHANNEL_FORMULA, "内部掌握"));
	assert_true(here_has(document, TZ_CHANNEL_BODY, "按钮上的字"));
	assert_true(here_has(document, TZ_CHANNEL_FORM_FIELD, "同意公开"));
	assert_true(here_has(document, TZ_CHANNEL_FORM_FIELD,
	    "Control Caption"));
	assert_true(here_has(document, TZ_CHANNEL_PROPERTY, "台账模板"));
	assert_true(here_fact(document, "embedded-object"));
	assert_false(here_fact(document, "hidden-shape"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_plain),
	    cmocka_unit_test(test_hidden),
	    cmocka_unit_test(test_beside),
	    cmocka_unit_test(test_looks),
	    cmocka_unit_test(test_no_looks),
	    cmocka_unit_test(test_sources),
	    cmocka_unit_test(test_office_suite),
	    cmocka_unit_test(test_numbers),
	    cmocka_unit_test(test_dates),
	    cmocka_unit_test(test_formats),
	    cmocka_unit_test(test_chopped),
	    cmocka_unit_test(test_controls),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
