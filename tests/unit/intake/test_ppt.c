/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tests/unit/intake/test_ppt.c - PowerPoint presentations of 97 to 2003
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
	static const char *const facts[] = {"hidden-slide", "off-page-text",
	    "tiny-text", "hidden-shape", "comments", "speaker-notes",
	    "earlier-revision", "unreferenced-object"};
	tz_auto(tz_document) document = corpus_read("plain.ppt");
	size_t i;

	(void)state;
	HAS(BODY, "第一张标题\n正文内容甲 plain words");
	HAS(BODY, "第二张标题");
	HAS(HEADER_FOOTER, "Click to edit the title");
	for (i = 0; i < sizeof facts / sizeof facts[0]; i++)
		assert_false(here_fact(document, facts[i]));
	corpus_reading(document, "plain.ppt", TZ_READING_READ);
}

static void
test_hidden(void **state)
{
	tz_auto(tz_document) document = corpus_read("hidden.ppt");

	(void)state;
	HAS(HIDDEN_SLIDE, "隐藏页的标题");
	LACKS(BODY, "隐藏页的标题");
	HAS(HIDDEN_TEXT, "页外的预算底数");
	HAS(HIDDEN_TEXT, "极小的说明文字");
	HAS(SPEAKER_NOTES, "备注里的内部口径");
	HAS(COMMENT, "这页数字待核");
	HAS(EXTERNAL_LINK, "http://example.invalid/ppt");
	HAS(PROPERTY, "吴讲者");
	assert_true(here_fact(document, "hidden-slide"));
	assert_true(here_fact(document, "off-page-text"));
	assert_true(here_fact(document, "tiny-text"));
	assert_true(here_fact(document, "speaker-notes"));
	assert_true(here_fact(document, "comments"));
	assert_false(here_fact(document, "earlier-revision"));
}

static void
test_edited(void **state)
{
	tz_auto(tz_document) document = corpus_read("edited.ppt");

	(void)state;
	HAS(BODY, "改后内容乙");
	LACKS(BODY, "正文内容甲");
	HAS(EARLIER_REVISION, "正文内容甲");
	assert_true(here_fact(document, "earlier-revision"));
}

static void
test_damage(void **state)
{
	(void)state;
	corpus_damage("hidden.ppt");
	corpus_damage("edited.ppt");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_plain),
	    cmocka_unit_test(test_hidden),
	    cmocka_unit_test(test_edited),
	    cmocka_unit_test(test_damage),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
