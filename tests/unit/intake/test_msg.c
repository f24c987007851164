/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tests/unit/intake/test_msg.c - messages of Outlook
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

static void
test_message(void **state)
{
	tz_auto(tz_document) document = corpus_read("message.msg");
	size_t n;

	(void)state;
	assert_string_equal(tz_document_files(document, &n)->media_type,
	    "application/vnd.ms-outlook");
	HAS(PROPERTY, "消息主题");
	HAS(BODY, "本次会议改在下周一举行");
	HAS(BODY, "预算已经批准");
	HAS(HIDDEN_TEXT, "网页里藏的话");
	HAS(BODY, "压缩的正文");
	HAS(PROPERTY, "Subject: 头里的话");
	HAS(PROPERTY, "自定义的值");
	HAS(PROPERTY, "密级名称");
	HAS(PROPERTY, "wangwu@example.gov.cn");
	HAS(PROPERTY, "CN=ZHANGSAN");
	HAS(PROPERTY, "2019-03-04");
	HAS(FILENAME, "附件名单.txt");
	HAS(BODY, "附件里的话");
	HAS(BODY, "里层邮件的话");
	assert_true(here_fact(document, "blind-copy"));
	assert_true(here_fact(document, "attachment"));
	assert_true(here_fact(document, "alternatives-differ"));
}

static void
test_plain(void **state)
{
	tz_auto(tz_document) document = corpus_read("plain.msg");
	size_t n;

	(void)state;
	corpus_reading(document, "plain.msg", TZ_READING_READ);
	HAS(PROPERTY, "主题");
	HAS(BODY, "只有正文");
	(void)tz_document_facts(document, &n);
	assert_int_equal(n, 0);
}

static void
test_damage(void **state)
{
	(void)state;
	corpus_damage("message.msg");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_message),
	    cmocka_unit_test(test_plain),
	    cmocka_unit_test(test_damage),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
