/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tests/unit/intake/test_docx.c - Word documents: text, and all that hides
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "office.h"

#define ID "310113190001010017"

static void
test_plain(void **state)
{
	tz_auto(tz_document) document = office_read(tz_read_docx, "plain.docx");
	tz_auto_str where = NULL;
	size_t n;

	(void)state;
	office_reading(document, TZ_READING_READ, NULL);
	assert_string_equal(office_text(document, TZ_CHANNEL_BODY, 0),
	    "关于印发工作方案的通知\n"
	    "张三，身份证号 " ID "，请核对。\n"
	    "姓名\t电话\n李四\t13800138000\n办公室\n"
	    "first\tsecond\nthird-line\nx=1");
	where = office_where(document, TZ_CHANNEL_BODY, ID);
	assert_string_equal(where, "paragraph 2");
	(void)tz_document_facts(document, &n);
	assert_int_equal(n, 0);
	(void)tz_document_parts(document, &n);
	assert_int_equal(n, 2); /* the body and the name */
}

static void
test_tracked(void **state)
{
	tz_auto(tz_document) document =
	    office_read(tz_read_docx, "tracked.docx");
	tz_auto(tz_document) accepted =
	    office_read(tz_read_docx, "accepted.docx");
	tz_auto_str deleted = NULL;
	tz_auto_str inserted = NULL;

	(void)state;
	/* What shows is what shows when the changes are accepted: a word on
	 * both sides of a deletion is one word. */
	assert_string_equal(office_text(document, TZ_CHANNEL_BODY, 0),
	    office_text(accepted, TZ_CHANNEL_BODY, 0));
	assert_string_equal(office_text(document, TZ_CHANNEL_TRACKED_DELETION,
				0),
	    "已删去的号码 " ID "\n移走的一句话");
	assert_string_equal(office_text(document, TZ_CHANNEL_TRACKED_INSERTION,
				0),
	    "全部\n移来的一句话\n插入一插入二");
	deleted = office_where(document, TZ_CHANNEL_TRACKED_DELETION, ID);
	assert_string_equal(deleted, "change 2 by 赵六 to change 3 by 赵六");
	inserted = office_where(document, TZ_CHANNEL_TRACKED_INSERTION, "全部");
	assert_string_equal(inserted, "change 1 by 王五");
	assert_true(here_has(document, TZ_CHANNEL_PROPERTY, "赵六"));
	assert_true(here_fact(document, "tracked-changes"));
	assert_false(here_fact(accepted, "tracked-changes"));
	assert_null(here_part(accepted, TZ_CHANNEL_TRACKED_DELETION, 0));
}

static void
test_cut_number(void **state)
{
	tz_auto(tz_document) document =
	    office_read(tz_read_docx, "cut-number.docx");

	(void)state;
	assert_string_equal(office_text(document, TZ_CHANNEL_BODY, 0),
	    "身份证号 31011319010017 已改\n电话 1380013\n2019");
	/* A number that is half deleted is found where it was deleted. */
	assert_string_equal(office_text(document, TZ_CHANNEL_TRACKED_DELETION,
				0),
	    "310113190001010017\n13800138000\n已删");
}

static void
test_comments(void **state)
{
	tz_auto(tz_document) document =
	    office_read(tz_read_docx, "comments.docx");
	tz_auto_str where = NULL;

	(void)state;
	assert_string_equal(office_text(document, TZ_CHANNEL_COMMENT, 0),
	    "请核对身份证号\n" ID);
	assert_string_equal(office_text(document, TZ_CHANNEL_COMMENT, 1),
	    "Not to be released before July.");
	assert_null(here_part(document, TZ_CHANNEL_COMMENT, 2));
	where = office_where(document, TZ_CHANNEL_COMMENT, ID);
	assert_string_equal(where, "comment 1 by 张三");
	assert_string_equal(here_part(document, TZ_CHANNEL_COMMENT, 0)->path,
	    "word/comments.xml");
	assert_true(here_fact(document, "comments"));
	assert_true(here_has(document, TZ_CHANNEL_PROPERTY,
	    "zhangsan@example.gov.cn"));
}

static void
test_hidden(void **state)
{
	tz_auto(tz_document) document =
	    office_read(tz_read_docx, "hidden.docx");

	(void)state;
	assert_string_equal(office_text(document, TZ_CHANNEL_BODY, 0),
	    "看得见的文字\n两层样式相消而可见\n直接显示\n派生样式又显示\n"
	    "只有段落标记隐藏\n改格式之前才隐藏");
	assert_string_equal(office_text(document, TZ_CHANNEL_HIDDEN_TEXT, 0),
	    "直接隐藏连着隐藏\n样式隐藏\n字符样式隐藏\n隐藏的表行");
	assert_true(here_fact(document, "hidden-text"));
}

static void
test_around(void **state)
{
	tz_auto(tz_document) document =
	    office_read(tz_read_docx, "around.docx");

	(void)state;
	office_reading(document, TZ_READING_READ, NULL);
	/* A text box does not tear the word that it is anchored in. */
	assert_true(here_has(document, TZ_CHANNEL_BODY, "统一公开"));
	/* Both halves of an alternative, but not the same words twice. */
	assert_string_equal(office_text(document, TZ_CHANNEL_BODY, 1),
	    "框里的话\n退用乙\njue");
	assert_true(here_has(document, TZ_CHANNEL_BODY, "选用甲"));
	assert_true(here_has(document, TZ_CHANNEL_BODY, "注音"));
	assert_true(here_has(document, TZ_CHANNEL_BODY, "域的结果"));
	assert_true(here_has(document, TZ_CHANNEL_FORMULA, "内部"));
	assert_true(here_has(document, TZ_CHANNEL_HEADER_FOOTER, "页眉文字"));
	assert_true(here_has(document, TZ_CHANNEL_HEADER_FOOTER, "水印样张"));
	assert_true(here_has(document, TZ_CHANNEL_HEADER_FOOTER,
	    "page footer"));
	assert_string_equal(office_text(document, TZ_CHANNEL_FOOTNOTE, 0),
	    "脚注一");
	assert_true(here_has(document, TZ_CHANNEL_FOOTNOTE, "无人引用的脚注"));
	assert_true(here_has(document, TZ_CHANNEL_FOOTNOTE, "尾注一"));
	assert_true(here_has(document, TZ_CHANNEL_FORM_FIELD, "选项甲"));
	assert_true(here_has(document, TZ_CHANNEL_CACHED_DATA, "词库里的话"));
	assert_true(here_has(document, TZ_CHANNEL_EXTERNAL_LINK, "模板.dotx"));
	assert_true(here_has(document, TZ_CHANNEL_EXTERNAL_LINK,
	    "https://intranet.example.gov.cn/a?b=1&c=2"));
	assert_true(here_fact(document, "external-link"));
}

static void
test_properties(void **state)
{
	static const char *const told[] = {"领导批示", "点击查看", "Applicant",
	    "var value", "申请人甲", ID, "标题属性", "作者甲", "修改者乙",
	    "某某局", "第二", "经办人: 丙"};
	tz_auto(tz_document) document =
	    office_read(tz_read_docx, "around.docx");
	tz_auto_str where = NULL;
	size_t i;

	(void)state;
	assert_true(here_has(document, TZ_CHANNEL_BODY, "框的替代文字"));
	for (i = 0; i < sizeof told / sizeof told[0]; i++)
		assert_true(here_has(document, TZ_CHANNEL_PROPERTY, told[i]));
	where = office_where(document, TZ_CHANNEL_PROPERTY, "作者甲");
	assert_string_equal(where, "property creator");
	assert_false(here_has(document, TZ_CHANNEL_PROPERTY, "仿宋"));
	assert_false(here_has(document, TZ_CHANNEL_PROPERTY, "123456"));
}

static void
test_unseen(void **state)
{
	static const char *const facts[] = {"white-text", "tiny-text",
	    "off-page-text", "invisible-text", "covered-text", "hidden-shape"};
	tz_auto(tz_document) document =
	    office_read(tz_read_docx, "unseen.docx");
	size_t i;

	(void)state;
	office_reading(document, TZ_READING_READ, NULL);
	assert_string_equal(office_text(document, TZ_CHANNEL_BODY, 0),
	    "看得见的第一段\n深底白字可见灰字可见\n样式深底可见\n"
	    "灰底主题可见\n表头白字可见\n格底白字可见\t黑格自动色可见\n"
	    "黑底白字可见\n六磅可见\n渐变可见");
	assert_string_equal(office_text(document, TZ_CHANNEL_BODY, 1),
	    "蓝框白字可见");
	assert_string_equal(office_text(document, TZ_CHANNEL_HIDDEN_TEXT, 0),
	    "白字甲白字样式乙\n主题白字丙\n近白丁\n黄底黄字\n白格白字戊\n"
	    "一磅小字压扁的字\n缩进到页外\n无填充的字\n隐藏框里的字\n"
	    "页外框里的字\n白框白字\n隐去的旧框");
	assert_string_equal(office_text(document, TZ_CHANNEL_COVERED_TEXT, 0),
	    "黑格黑字己\n涂黑的号码 13800138000涂黑底纹庚");
	for (i = 0; i < sizeof facts / sizeof facts[0]; i++)
		assert_true(here_fact(document, facts[i]));
	assert_false(here_fact(document, "hidden-text"));
}

static void
test_told(void **state)
{
	static const char *const facts[] = {"tracked-changes",
	    "data-connection", "cropped-picture", "picture-original",
	    "form-field", "external-link", "document-variable", "revision-ids",
	    "printer-settings", "thumbnail", "protective-marking",
	    "digital-signature", "template-path"};
	tz_auto(tz_document) document = office_read(tz_read_docx, "told.docx");
	size_t i, n, unshown = 0;
	const struct tz_fact *all = tz_document_facts(document, &n);

	(void)state;
	for (i = 0; i < sizeof facts / sizeof facts[0]; i++)
		assert_true(here_fact(document, facts[i]));
	for (i = 0; i < n; i++)
		if (strcmp(all[i].name, "hidden-text") == 0)
			unshown++;
	assert_int_equal(unshown, 2); /* a header and a note, not the others */
	/* The value of a field in an instruction is not shown. */
	assert_string_equal(office_text(document, TZ_CHANNEL_BODY, 0),
	    "显示的结果\n插入的文件\n跳到目录\n选中的项\n改了格式\n脚注处");
	assert_true(here_has(document, TZ_CHANNEL_FORMULA, "域中域的值"));
	assert_true(here_has(document, TZ_CHANNEL_FORMULA, "假分支"));
	assert_true(here_has(document, TZ_CHANNEL_EXTERNAL_LINK, "稿.docx"));
	assert_true(here_has(document, TZ_CHANNEL_EXTERNAL_LINK, "人事库"));
	assert_true(here_has(document, TZ_CHANNEL_EXTERNAL_LINK,
	    "SELECT 姓名 FROM 名册"));
	assert_false(here_has(document, TZ_CHANNEL_EXTERNAL_LINK, "目录"));
	assert_true(here_has(document, TZ_CHANNEL_FORM_FIELD, "候选项乙"));
	assert_true(here_has(document, TZ_CHANNEL_PROPERTY, "文献作者"));
	assert_true(here_has(document, TZ_CHANNEL_PROPERTY,
	    "2019-03-04T05:06:00Z"));
	assert_true(here_has(document, TZ_CHANNEL_BODY, "照片的替代文字"));
	assert_true(here_has(document, TZ_CHANNEL_BODY, "各科人数"));
	assert_true(here_has(document, TZ_CHANNEL_BODY, "注册科"));
	assert_true(here_has(document, TZ_CHANNEL_PROPERTY, "某处打印机"));
	assert_true(here_has(document, TZ_CHANNEL_PROPERTY, "签名人"));
}

static void
test_flat(void **state)
{
	tz_auto(tz_document) flat = office_read(tz_read_office_xml, "flat.xml");
	tz_auto(tz_document) package = office_read(tz_read_docx, "unseen.docx");
	tz_auto(tz_document) old =
	    office_read(tz_read_office_xml, "word2003.xml");
	static const enum tz_channel same[] = {
	    TZ_CHANNEL_BODY, TZ_CHANNEL_HIDDEN_TEXT, TZ_CHANNEL_COVERED_TEXT};
	tz_auto_str where = NULL;
	size_t i;

	(void)state;
	office_reading(flat, TZ_READING_READ, NULL);
	for (i = 0; i < sizeof same / sizeof same[0]; i++)
		assert_string_equal(office_text(flat, same[i], 0),
		    office_text(package, same[i], 0));
	assert_non_null(here_file(flat, "flat.xml!/word/notes.txt"));
	office_reading(old, TZ_READING_READ, NULL);
	assert_string_equal(office_text(old, TZ_CHANNEL_BODY, 0),
	    "旧格式正文旧格式插入");
	assert_string_equal(office_text(old, TZ_CHANNEL_HIDDEN_TEXT, 0),
	    "旧格式隐藏样式隐藏");
	where = office_where(old, TZ_CHANNEL_TRACKED_DELETION, "旧格式删去");
	assert_string_equal(where, "change 1 by 王五");
	assert_true(here_has(old, TZ_CHANNEL_TRACKED_INSERTION, "旧格式插入"));
	assert_true(here_has(old, TZ_CHANNEL_COMMENT, "旧格式批注"));
	assert_true(here_has(old, TZ_CHANNEL_FOOTNOTE, "旧格式脚注"));
	assert_true(here_has(old, TZ_CHANNEL_HEADER_FOOTER, "旧格式页眉"));
	assert_true(here_has(old, TZ_CHANNEL_PROPERTY, "旧格式作者"));
}

static void
test_embedded(void **state)
{
	static const char *const children[] = {
	    "embedded.docx!/word/embeddings/Sheet.xlsx",
	    "embedded.docx!/word/media/image1.png",
	    "embedded.docx!/word/vbaProject.bin",
	    "embedded.docx!/word/chunk.html"};
	tz_auto(tz_document) document =
	    office_read(tz_read_docx, "embedded.docx");
	size_t i;

	(void)state;
	for (i = 0; i < sizeof children / sizeof children[0]; i++)
		assert_non_null(here_file(document, children[i]));
	office_reading(document, TZ_READING_READ, NULL);
	assert_true(here_fact(document, "macro"));
	assert_true(here_fact(document, "embedded-object"));
}

static void
test_hostile(void **state)
{
	tz_auto(tz_document) bomb = office_read(tz_read_docx, "bomb.docx");
	tz_auto(tz_document) deep = office_read(tz_read_docx, "deep.docx");
	tz_auto(tz_document) cut = office_read(tz_read_docx, "cut.docx");
	tz_auto(tz_document) types =
	    office_read(tz_read_docx, "wrong-types.docx");
	const struct tz_part *parts;
	size_t n;

	(void)state;
	office_reading(bomb, TZ_READING_PARTLY, "limit-entities");
	parts = tz_document_parts(bomb, &n);
	while (n-- > 0)
		assert_true(parts[n].characters < 2000);
	assert_false(here_has(bomb, TZ_CHANNEL_PROPERTY, "root:"));
	office_reading(deep, TZ_READING_PARTLY, "limit-depth");
	assert_true(here_has(deep, TZ_CHANNEL_BODY, "浅处的话"));
	office_reading(cut, TZ_READING_PARTLY, "damaged");
	assert_true(here_has(cut, TZ_CHANNEL_BODY, "统一公开"));
	assert_true(here_has(types, TZ_CHANNEL_BODY, "换了名字的正文"));
	assert_true(here_has(types, TZ_CHANNEL_COMMENT, "换了类型的批注"));
}

static void
test_chopped(void **state)
{
	(void)state;
	office_chop(tz_read_docx, "around.docx");
	office_chop(tz_read_docx, "tracked.docx");
	office_chop(tz_read_docx, "hidden.docx");
	office_chop(tz_read_docx, "unseen.docx");
	office_chop(tz_read_docx, "told.docx");
	office_chop(tz_read_docx, "rows.docx");
	office_chop(tz_read_office_xml, "flat.xml");
	office_chop(tz_read_office_xml, "word2003.xml");
}

static void
test_office_suite(void **state)
{
	tz_auto(tz_document) document =
	    office_read(tz_read_docx, "letter.docx");

	(void)state;
	office_reading(document, TZ_READING_READ, NULL);
	assert_true(here_has(document, TZ_CHANNEL_BODY,
	    "经保密审查后依申请公开"));
	assert_true(here_has(document, TZ_CHANNEL_BODY, "张三\t某某局"));
}

/* Rows, cells and comments; and what only looks like a lost note. */
static void
test_rows(void **state)
{
	tz_auto(tz_document) document = office_read(tz_read_docx, "rows.docx");
	tz_auto_str resolved = NULL;

	(void)state;
	office_reading(document, TZ_READING_READ, NULL);
	assert_string_equal(office_text(document, TZ_CHANNEL_TRACKED_DELETION,
				0),
	    "删去的一行\n删去的一格");
	assert_string_equal(office_text(document, TZ_CHANNEL_TRACKED_INSERTION,
				0),
	    "加上的一行");
	assert_true(here_has(document, TZ_CHANNEL_BODY, "加上的一行"));
	assert_false(here_has(document, TZ_CHANNEL_BODY, "删去"));
	assert_true(here_has(document, TZ_CHANNEL_PROPERTY, "_暂不公开"));
	assert_false(here_has(document, TZ_CHANNEL_PROPERTY, "_GoBack"));
	assert_true(here_has(document, TZ_CHANNEL_PROPERTY, "常用段落"));
	resolved =
	    office_where(document, TZ_CHANNEL_PROPERTY, "comment 1: resolved");
	assert_string_equal(resolved, "comment 1");
	assert_true(here_has(document, TZ_CHANNEL_PROPERTY,
	    "comment 2: answers comment 1"));
	assert_true(here_fact(document, "template-path"));
	assert_false(here_fact(document, "external-link"));
	assert_false(here_fact(document, "hidden-text"));
	assert_false(here_fact(document, "white-text"));
	assert_false(here_fact(document, "off-page-text"));
	assert_false(here_fact(document, "unreferenced-object"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_plain),
	    cmocka_unit_test(test_tracked),
	    cmocka_unit_test(test_cut_number),
	    cmocka_unit_test(test_comments),
	    cmocka_unit_test(test_hidden),
	    cmocka_unit_test(test_around),
	    cmocka_unit_test(test_properties),
	    cmocka_unit_test(test_unseen),
	    cmocka_unit_test(test_told),
	    cmocka_unit_test(test_flat),
	    cmocka_unit_test(test_embedded),
	    cmocka_unit_test(test_hostile),
	    cmocka_unit_test(test_chopped),
	    cmocka_unit_test(test_office_suite),
	    cmocka_unit_test(test_rows),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
