/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tests/unit/intake/test_card.c - vCard and iCalendar
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
test_card(void **state)
{
	tz_auto(tz_document) document = corpus_read("card.vcf");

	(void)state;
	corpus_reading(document, "card.vcf", TZ_READING_READ);
	HAS(BODY, "张;三");
	HAS(BODY, "TEL 13800138000");
	HAS(BODY, "NOTE 备注");
	HAS(BODY, "zhangsan@example.gov.cn");
	HAS(BODY, "照片处的话");
	HAS(PROPERTY, "tongxunlu");
	assert_false(here_fact(document, "attachment"));
}

static void
test_event(void **state)
{
	tz_auto(tz_document) document = corpus_read("event.ics");

	(void)state;
	corpus_reading(document, "event.ics", TZ_READING_READ);
	HAS(BODY, "内部例会, 第一次");
	HAS(BODY, "mailto:zhangsan@example.gov.cn");
	HAS(BODY, "mailto:lisi@example.gov.cn");
	HAS(BODY, "CN=李四");
	HAS(BODY, "网页说明");
	HAS(BODY, "日历附件");
	HAS(FILENAME, "fu.txt");
	HAS(EXTERNAL_LINK, "http://neibu.example/doc");
	assert_true(here_fact(document, "attachment"));
}

static void
test_damage(void **state)
{
	(void)state;
	corpus_damage("card.vcf");
	corpus_damage("event.ics");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_card),
	    cmocka_unit_test(test_event),
	    cmocka_unit_test(test_damage),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
