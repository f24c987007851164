/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tests/unit/intake/test_ofd.c - OFD: what shows, what does not, and what
 * stands beside the pages
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "office.h"

static struct tz_document *
read_ofd(const char *name)
{
	tz_auto_buf path = TZ_BUF_INIT;

	tz_buf_printf(&path, "../ofd/%s", name);
	return office_read(tz_read_ofd, tz_buf_str(&path));
}

static void
test_plain(void **state)
{
	tz_auto(tz_document) document = read_ofd("plain.ofd");
	tz_auto_str where = NULL;
	size_t n;

	(void)state;
	office_reading(document, TZ_READING_READ, NULL);
	assert_string_equal(office_text(document, TZ_CHANNEL_BODY, 0),
	    "各社区便民窗口周六照常开放。\n咨询请到一楼大厅二号窗口。"
	    "\f第二页写的是乘车路线。");
	where = office_where(document, TZ_CHANNEL_BODY, "乘车路线");
	assert_non_null(strstr(where, "page 2"));
	assert_true(here_has(document, TZ_CHANNEL_PROPERTY, "吴桐"));
	(void)tz_document_facts(document, &n);
	assert_int_equal(n, 0);
}

static void
test_hidden(void **state)
{
	tz_auto(tz_document) document = read_ofd("hidden.ofd");

	(void)state;
	assert_string_equal(office_text(document, TZ_CHANNEL_BODY, 0),
	    "看得见的一行。\n蓝底白字看得见\n灰字看得见");
	assert_true(here_has(document, TZ_CHANNEL_HIDDEN_TEXT, "不显示的甲句"));
	assert_true(here_has(document, TZ_CHANNEL_HIDDEN_TEXT, "全透明的乙句"));
	assert_true(here_has(document, TZ_CHANNEL_HIDDEN_TEXT,
	    "小得看不见的丙句"));
	assert_true(here_has(document, TZ_CHANNEL_HIDDEN_TEXT,
	    "页面以外的丁句"));
	assert_true(here_has(document, TZ_CHANNEL_HIDDEN_TEXT,
	    "白纸白字的戊句"));
	assert_true(here_has(document, TZ_CHANNEL_HIDDEN_TEXT, "裁掉了的己句"));
	assert_true(here_has(document, TZ_CHANNEL_OPTIONAL_CONTENT,
	    "关掉的图层里的庚句"));
	assert_true(here_fact(document, "hidden-text"));
	assert_true(here_fact(document, "invisible-text"));
	assert_true(here_fact(document, "tiny-text"));
	assert_true(here_fact(document, "off-page-text"));
	assert_true(here_fact(document, "white-text"));
	assert_true(here_fact(document, "optional-content"));
	assert_false(here_fact(document, "covered-text"));
}

static void
test_covered(void **state)
{
	tz_auto(tz_document) document = read_ofd("covered.ofd");

	(void)state;
	assert_string_equal(office_text(document, TZ_CHANNEL_COVERED_TEXT, 0),
	    "涂黑的当事人姓名甲\n黑底黑字的丑句\n白块盖住的寅句\n后四个字\n"
	    "图片盖住的卯句\n粗线划掉的辰句");
	assert_string_equal(office_text(document, TZ_CHANNEL_BODY, 0),
	    "上面的标题没有被盖。\n先有底色后写的字看得见\n"
	    "半透明的荧光笔看得见\n只盖住 不盖前面\n透明印章下看得见\n"
	    "空框下面看得见");
	assert_true(here_fact(document, "covered-text"));
	assert_false(here_fact(document, "white-text"));
}

static void
test_beside(void **state)
{
	tz_auto(tz_document) document = read_ofd("beside.ofd");

	(void)state;
	assert_string_equal(office_text(document, TZ_CHANNEL_BODY, 0),
	    "正文只有这一句。\f第二页正文。");
	assert_string_equal(office_text(document, TZ_CHANNEL_HEADER_FOOTER, 0),
	    "版心上方的红头");
	assert_true(here_has(document, TZ_CHANNEL_ANNOTATION,
	    "批注外观里的字"));
	assert_true(here_has(document, TZ_CHANNEL_ANNOTATION,
	    "这里的名字要去掉"));
	assert_true(here_has(document, TZ_CHANNEL_ANNOTATION, "批注人郝敏"));
	assert_true(here_has(document, TZ_CHANNEL_ANNOTATION, "藏起来的水印"));
	assert_true(here_has(document, TZ_CHANNEL_EARLIER_REVISION,
	    "旧版本里的一句话"));
	assert_true(here_has(document, TZ_CHANNEL_HIDDEN_TEXT,
	    "没有目录的一页"));
	assert_true(here_has(document, TZ_CHANNEL_PROPERTY,
	    "标引里的发文单位"));
	assert_true(here_has(document, TZ_CHANNEL_PROPERTY, "lvqing"));
	assert_true(here_has(document, TZ_CHANNEL_PROPERTY, "名单底稿.txt"));
	assert_true(here_has(document, TZ_CHANNEL_PROPERTY, "示例签章公司"));
	assert_true(here_has(document, TZ_CHANNEL_PROPERTY,
	    "示例街道办事处公章"));
	assert_true(here_has(document, TZ_CHANNEL_PROPERTY, "经办人吕青"));
	assert_true(here_has(document, TZ_CHANNEL_PROPERTY, "提纲里的标题"));
	assert_true(here_has(document, TZ_CHANNEL_PROPERTY, "综合科"));
	assert_true(here_fact(document, "annotation"));
	assert_true(here_fact(document, "attachment"));
	assert_true(here_fact(document, "earlier-revision"));
	assert_true(here_fact(document, "private-data"));
	assert_true(here_fact(document, "digital-signature"));
}

static void
test_chopped(void **state)
{
	(void)state;
	office_chop(tz_read_ofd, "../ofd/covered.ofd");
	office_chop(tz_read_ofd, "../ofd/beside.ofd");
}

static void
test_together(void **state)
{
	tz_auto(tz_document) document = read_ofd("together.ofd");

	(void)state;
	assert_true(here_has(document, TZ_CHANNEL_COVERED_TEXT, "甲句"));
	assert_true(here_has(document, TZ_CHANNEL_COVERED_TEXT, "丁句"));
	assert_true(here_has(document, TZ_CHANNEL_BODY, "乙句"));
	assert_true(here_has(document, TZ_CHANNEL_BODY, "丙句"));
	assert_true(here_has(document, TZ_CHANNEL_BODY, "戊句"));
	assert_true(here_has(document, TZ_CHANNEL_HIDDEN_TEXT, "己句"));
	assert_false(here_has(document, TZ_CHANNEL_COVERED_TEXT, "乙句"));
	assert_true(here_has(document, TZ_CHANNEL_EXTERNAL_LINK,
	    "link.example"));
}

static void
test_unread(void **state)
{
	tz_auto(tz_document) glyphs = read_ofd("glyphs.ofd");
	tz_auto(tz_document) locked = read_ofd("locked.ofd");

	(void)state;
	office_reading(glyphs, TZ_READING_PARTLY, "no-text");
	office_reading(locked, TZ_READING_PARTLY, "encrypted");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_plain),
	    cmocka_unit_test(test_hidden),
	    cmocka_unit_test(test_covered),
	    cmocka_unit_test(test_beside),
	    cmocka_unit_test(test_chopped),
	    cmocka_unit_test(test_together),
	    cmocka_unit_test(test_unread),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
