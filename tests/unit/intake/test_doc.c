/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tests/unit/intake/test_doc.c - Word documents of 6.0 to 2003
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "corpus.h"

#define HAS(channel, text)                                                     \
	assert_true(here_has(document, TZ_CHANNEL_##channel, text))
#define LACKS(channel, text)                                                   \
	assert_false(here_has(document, TZ_CHANNEL_##channel, text))

static void
test_plain(void **state)
{
	static const char *const facts[] = {"hidden-text", "white-text",
	    "tiny-text", "covered-text", "tracked-changes", "comments",
	    "earlier-revision", "unreferenced-object", "type-mismatch"};
	tz_auto(tz_document) document = corpus_read("plain.doc");
	size_t i;

	(void)state;
	HAS(BODY, "水库扩建公告\n全文都看得见。");
	for (i = 0; i < sizeof facts / sizeof facts[0]; i++)
		assert_false(here_fact(document, facts[i]));
	corpus_reading(document, "plain.doc", TZ_READING_READ);
}

static void
test_hidden(void **state)
{
	tz_auto(tz_document) document = corpus_read("hidden.doc");

	(void)state;
	HAS(HIDDEN_TEXT, "隐藏的联系人孙某");
	HAS(HIDDEN_TEXT, "白色的底价一百");
	HAS(HIDDEN_TEXT, "微小的备注文字");
	HAS(COVERED_TEXT, "涂黑的身份证号");
	LACKS(BODY, "隐藏的联系人孙某");
	LACKS(BODY, "涂黑的身份证号");
	/* White on black is seen. */
	HAS(BODY, "黑底白字可见");
	assert_true(here_fact(document, "hidden-text"));
	assert_true(here_fact(document, "white-text"));
	assert_true(here_fact(document, "tiny-text"));
	assert_true(here_fact(document, "covered-text"));
}

static void
test_around(void **state)
{
	tz_auto(tz_document) document = corpus_read("hidden.doc");

	(void)state;
	HAS(TRACKED_INSERTION, "新增的一句话");
	HAS(TRACKED_DELETION, "删去的造价九百万");
	LACKS(BODY, "删去的造价九百万");
	HAS(BODY, "新增的一句话");
	assert_true(here_fact(document, "tracked-changes"));
	HAS(COMMENT, "此处需再核实");
	assert_true(here_fact(document, "comments"));
	HAS(FOOTNOTE, "脚注来源甲");
	HAS(FORMULA, "HYPERLINK");
	HAS(EXTERNAL_LINK, "http://example.invalid/page");
	HAS(PROPERTY, "秘密书签");
	HAS(PROPERTY, "王起草");
	HAS(PROPERTY, "密级标记: 内部甲");
	HAS(BODY, "单元格一\t单元格二");
}

static void
test_fast_saved(void **state)
{
	tz_auto(tz_document) document = corpus_read("fast-saved.doc");
	tz_auto(tz_document) full = corpus_read("full-saved.doc");

	(void)state;
	HAS(EARLIER_REVISION, "删去的旧住址在槐树街七号");
	LACKS(BODY, "删去的旧住址");
	HAS(BODY, "公开的第二句。\nNarrow words here.");
	HAS(PROPERTY, "C:\\机密\\林某\\底稿.doc");
	assert_true(here_fact(document, "earlier-revision"));
	assert_false(here_fact(full, "earlier-revision"));
}

static void
test_others(void **state)
{
	tz_auto(tz_document) old = corpus_read("word6.doc");
	tz_auto(tz_document) wps = corpus_read("writer.wps");
	tz_auto(tz_document) locked = corpus_read("encrypted.doc");

	(void)state;
	assert_true(here_has(old, TZ_CHANNEL_BODY, "六版的正文内容。"));
	assert_true(here_has(wps, TZ_CHANNEL_BODY, "金山文字的正文。"));
	assert_false(here_fact(wps, "type-mismatch"));
	corpus_reading(locked, "encrypted.doc", TZ_READING_UNREAD);
	assert_true(here_fact(locked, "encrypted"));
}

static void
test_damage(void **state)
{
	(void)state;
	corpus_damage("hidden.doc");
	corpus_damage("fast-saved.doc");
	corpus_damage("word6.doc");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_plain),
	    cmocka_unit_test(test_hidden),
	    cmocka_unit_test(test_around),
	    cmocka_unit_test(test_fast_saved),
	    cmocka_unit_test(test_others),
	    cmocka_unit_test(test_damage),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
