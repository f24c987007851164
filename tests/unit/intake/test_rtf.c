/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tests/unit/intake/test_rtf.c - RTF: text, and all that hides
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "corpus.h"

#define HAS(channel, text)                                                     \
	assert_true(here_has(document, TZ_CHANNEL_##channel, text))
#define LACKS(channel, text)                                                   \
	assert_false(here_has(document, TZ_CHANNEL_##channel, text))

static void
test_plain(void **state)
{
	tz_auto(tz_document) document = corpus_read("plain.rtf");
	size_t n;

	(void)state;
	corpus_reading(document, "plain.rtf", TZ_READING_READ);
	assert_string_equal(here_part(document, TZ_CHANNEL_BODY, 0)->text,
	    "关于印发工作方案的通知\n张三，请核对😀。\n姓名\t电话\n"
	    "李四\t13800138000\n白字深底\n看得见red\n");
	HAS(HEADER_FOOTER, "页眉文字");
	HAS(HEADER_FOOTER, "page footer");
	HAS(FOOTNOTE, "脚注一");
	HAS(PROPERTY, "工作方案");
	HAS(PROPERTY, "2019-03-04T05:06");
	(void)tz_document_facts(document, &n);
	assert_int_equal(n, 0);
}

static void
test_hidden(void **state)
{
	tz_auto(tz_document) document = corpus_read("hidden.rtf");

	(void)state;
	HAS(BODY, "看得见的文字");
	HAS(HIDDEN_TEXT, "直接隐藏");
	HAS(HIDDEN_TEXT, "字符样式隐藏");
	HAS(HIDDEN_TEXT, "白色文字");
	HAS(HIDDEN_TEXT, "极小的字");
	HAS(HIDDEN_TEXT, "页外的框");
	HAS(HIDDEN_TEXT, "隐藏的框");
	HAS(COVERED_TEXT, "黑底黑字");
	HAS(BODY, "框里的话");
	HAS(BODY, "替代文字");
	LACKS(BODY, "隐藏");
	LACKS(BODY, "白色");
	assert_true(here_fact(document, "hidden-text"));
	assert_true(here_fact(document, "white-text"));
	assert_true(here_fact(document, "tiny-text"));
	assert_true(here_fact(document, "covered-text"));
	assert_true(here_fact(document, "hidden-shape"));
}

static void
test_tracked(void **state)
{
	tz_auto(tz_document) document = corpus_read("tracked.rtf");
	tz_auto(tz_document) accepted = corpus_read("accepted.rtf");

	(void)state;
	HAS(TRACKED_INSERTION, "插入的话");
	HAS(TRACKED_DELETION, "删去的话");
	HAS(BODY, "看得见插入的话结尾");
	HAS(COMMENT, "此处不妥");
	HAS(PROPERTY, "赵六");
	HAS(PROPERTY, "李四");
	assert_true(here_fact(document, "tracked-changes"));
	assert_true(here_fact(document, "comments"));
	assert_false(here_fact(accepted, "tracked-changes"));
	assert_false(here_fact(accepted, "comments"));
}

static void
test_around(void **state)
{
	tz_auto(tz_document) document = corpus_read("around.rtf");

	(void)state;
	HAS(PROPERTY, "内部事项");
	HAS(PROPERTY, "变量的值");
	HAS(PROPERTY, "mu.dot");
	HAS(PROPERTY, "不认识的组");
	HAS(PROPERTY, "shuqian");
	HAS(EXTERNAL_LINK, "DSN=secretdb");
	HAS(EXTERNAL_LINK, "http://neibu.example/a");
	HAS(EXTERNAL_LINK, "aa.docx");
	HAS(FORMULA, "INCLUDEPICTURE");
	HAS(FORM_FIELD, "默认值");
	HAS(BODY, "域的结果");
	HAS(BODY, "万国码");
	HAS(BODY, "内含文件的话");
	HAS(FILENAME, "附件.txt");
	HAS(FILENAME, "picture-1.png");
	assert_true(here_fact(document, "embedded-object"));
	assert_true(here_fact(document, "external-link"));
	assert_true(here_fact(document, "revision-ids"));
	assert_true(here_fact(document, "template-path"));
	assert_true(here_fact(document, "document-variable"));
	assert_true(here_fact(document, "trailing-data"));
	HAS(BODY, "after the end words");
}

static void
test_html(void **state)
{
	tz_auto(tz_document) document = corpus_read("html.rtf");

	(void)state;
	HAS(BODY, "正文网页");
	HAS(COMMENT, "zhushi");
	HAS(HIDDEN_TEXT, "网页里藏的话");
}

static void
test_damage(void **state)
{
	static const char *const names[] = {
	    "plain.rtf", "hidden.rtf", "tracked.rtf", "around.rtf", "html.rtf"};
	tz_auto(tz_document) document = corpus_read("cut.rtf");
	tz_auto_buf deep = TZ_BUF_INIT;
	tz_auto(tz_document) deeper = NULL;
	size_t i;

	(void)state;
	HAS(BODY, "没有结束");
	corpus_reading(document, "cut.rtf", TZ_READING_PARTLY);
	for (i = 0; i < sizeof names / sizeof names[0]; i++)
		corpus_damage(names[i]);
	tz_buf_puts(&deep, "{\\rtf1 a");
	for (i = 0; i < 100000; i++)
		tz_buf_puts(&deep, "{\\b b");
	deeper = corpus_bytes("deep.rtf", deep.data, deep.len);
	corpus_reading(deeper, "deep.rtf", TZ_READING_PARTLY);
}

/* What hides one word, and what is like it and does not. */
static void
test_looks(void **state)
{
	static const struct {
		const char *look;
		const char *fact; /* NULL: it is seen */
	} looks[] = {
	    {"\\cf1 ", "white-text"},
	    {"\\cf1\\embo ", NULL},
	    {"\\cf1\\cb2 ", NULL},
	    {"\\cf3 ", NULL},
	    {"\\charscalex1 ", "tiny-text"},
	    {"\\charscalex90 ", NULL},
	    {"\\cf2\\chshdng10000\\chcfpat2 ", "covered-text"},
	    {"\\cf2\\chshdng2000\\chcfpat2 ", NULL},
	    {"\\chcbpat2 ", NULL}, /* by itself a letter is white there */
	    {"\\cf2\\cbpat2 ", "covered-text"},
	    {"\\cf2\\cbpat2\\pard ", NULL},
	    {"\\posnegx-20000 ", "off-page-text"},
	    {"\\posx200 ", NULL},
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof looks / sizeof looks[0]; i++) {
		tz_auto_buf rtf = TZ_BUF_INIT;
		tz_auto(tz_document) document = NULL;

		tz_buf_printf(&rtf,
		    "{\\rtf1\\ansi{\\colortbl;\\red255\\green255\\blue255;"
		    "\\red0\\green0\\blue0;\\red200;}\\pard %sword\\par}",
		    looks[i].look);
		document = corpus_bytes("a.rtf", rtf.data, rtf.len);
		if (here_has(document, TZ_CHANNEL_BODY, "word") !=
			(looks[i].fact == NULL) ||
		    (looks[i].fact && !here_fact(document, looks[i].fact)))
			fail_msg("%s", looks[i].look);
	}
}

/* Second bytes of a character that look like a backslash or a brace, and a
 * brace that ends the document too early. */
static void
test_bytes(void **state)
{
	static const char text[] =
	    "{\\rtf1\\ansi{\\fonttbl{\\f0\\fcharset136 A;}}\\f0 "
	    "\xb3\\\xa5\\\xbb\x7d\\par}\\par late\\par}";
	tz_auto(tz_document) document =
	    corpus_bytes("a.rtf", text, sizeof text - 1);

	(void)state;
	HAS(BODY, "許功誓");
	HAS(BODY, "late");
	assert_true(here_fact(document, "trailing-data"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_plain),
	    cmocka_unit_test(test_hidden),
	    cmocka_unit_test(test_tracked),
	    cmocka_unit_test(test_around),
	    cmocka_unit_test(test_html),
	    cmocka_unit_test(test_looks),
	    cmocka_unit_test(test_bytes),
	    cmocka_unit_test(test_damage),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
