/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tests/unit/intake/test_pptx.c - presentations: slides, and all that hides
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
	tz_auto(tz_document) document = office_read(tz_read_pptx, "plain.pptx");
	tz_auto_str where = NULL;
	size_t n;

	(void)state;
	office_reading(document, TZ_READING_READ, NULL);
	assert_string_equal(office_text(document, TZ_CHANNEL_BODY, 0),
	    "Second slide");
	assert_string_equal(office_text(document, TZ_CHANNEL_BODY, 1),
	    "工作方案\n第二行\n甲\t乙");
	where = office_where(document, TZ_CHANNEL_BODY, "工作方案");
	assert_string_equal(where, "slide 2");
	(void)tz_document_facts(document, &n);
	assert_int_equal(n, 0);
}

static void
test_hidden(void **state)
{
	tz_auto(tz_document) document =
	    office_read(tz_read_pptx, "hidden.pptx");
	tz_auto_str where = NULL;
	tz_auto_str reply = NULL;

	(void)state;
	assert_string_equal(office_text(document, TZ_CHANNEL_BODY, 0),
	    "可见的一页");
	assert_null(here_part(document, TZ_CHANNEL_BODY, 1));
	assert_string_equal(office_text(document, TZ_CHANNEL_HIDDEN_SLIDE, 0),
	    "隐藏的一页 13800138000");
	assert_string_equal(office_text(document, TZ_CHANNEL_HIDDEN_SLIDE, 1),
	    "放映里没有的一页");
	assert_string_equal(office_text(document, TZ_CHANNEL_SPEAKER_NOTES, 0),
	    "备注里的话");
	assert_true(here_has(document, TZ_CHANNEL_HEADER_FOOTER, "母版上的字"));
	where =
	    office_where(document, TZ_CHANNEL_COMMENT, "310113190001010017");
	assert_string_equal(where, "comment 1 by 张三");
	reply = office_where(document, TZ_CHANNEL_COMMENT, "答复");
	assert_string_equal(reply, "comment 2 by 李四");
	assert_true(here_has(document, TZ_CHANNEL_COMMENT, "新式批注"));
	assert_true(here_fact(document, "hidden-slide"));
	assert_true(here_fact(document, "speaker-notes"));
	assert_true(here_fact(document, "comments"));
}

static void
test_unseen(void **state)
{
	static const char *const facts[] = {"white-text", "tiny-text",
	    "off-page-text", "covered-text", "hidden-shape", "private-data"};
	tz_auto(tz_document) document =
	    office_read(tz_read_pptx, "unseen.pptx");
	size_t i;

	(void)state;
	office_reading(document, TZ_READING_READ, NULL);
	assert_string_equal(office_text(document, TZ_CHANNEL_BODY, 0),
	    "看得见的标题\n蓝底白字可见\n半遮的可见\n透过可见\n"
	    "动画移开后可见\n组里可见\n深底上的白字可见");
	assert_string_equal(office_text(document, TZ_CHANNEL_HIDDEN_TEXT, 0),
	    "片外的字\n隐藏形状的字\n白底白字\n蓝底蓝字\n小字一磅\n"
	    "版式里的占位在片外\n组里片外");
	/* What is covered in part stands in the body and here. */
	assert_string_equal(office_text(document, TZ_CHANNEL_COVERED_TEXT, 0),
	    "被盖住的号码 13800138000\n半遮的可见");
	for (i = 0; i < sizeof facts / sizeof facts[0]; i++)
		assert_true(here_fact(document, facts[i]));
}

static void
test_chopped(void **state)
{
	(void)state;
	office_chop(tz_read_pptx, "plain.pptx");
	office_chop(tz_read_pptx, "hidden.pptx");
	office_chop(tz_read_pptx, "unseen.pptx");
	office_chop(tz_read_pptx, "beside.xlsx");
}

/* Fills of cells, and sections that list the slides again. */
static void
test_cells(void **state)
{
	tz_auto(tz_document) document = office_read(tz_read_pptx, "cells.pptx");

	(void)state;
	office_reading(document, TZ_READING_READ, NULL);
	assert_string_equal(office_text(document, TZ_CHANNEL_HIDDEN_TEXT, 0),
	    "白格白字");
	assert_string_equal(office_text(document, TZ_CHANNEL_COVERED_TEXT, 0),
	    "黑格黑字");
	assert_true(here_has(document, TZ_CHANNEL_BODY, "黑格白字"));
	assert_true(here_has(document, TZ_CHANNEL_BODY, "不知底色"));
	assert_true(here_has(document, TZ_CHANNEL_PROPERTY, "第一节"));
	assert_true(here_fact(document, "white-text"));
	assert_true(here_fact(document, "covered-text"));
}

/* A bar over a line of a text; and bars beside, below and behind it. */
static void
test_patch(void **state)
{
	tz_auto(tz_document) document = office_read(tz_read_pptx, "patch.pptx");

	(void)state;
	office_reading(document, TZ_READING_READ, NULL);
	assert_true(here_has(document, TZ_CHANNEL_COVERED_TEXT,
	    "310113190001010017"));
	assert_true(here_has(document, TZ_CHANNEL_BODY, "第一行可以公开"));
	assert_false(here_has(document, TZ_CHANNEL_COVERED_TEXT,
	    "下面空着的一段"));
	assert_true(here_has(document, TZ_CHANNEL_BODY, "下面空着的一段"));
	assert_true(here_fact(document, "covered-text"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_plain),
	    cmocka_unit_test(test_hidden),
	    cmocka_unit_test(test_unseen),
	    cmocka_unit_test(test_chopped),
	    cmocka_unit_test(test_cells),
	    cmocka_unit_test(test_patch),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
