/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tests/unit/review/test_metadata.c - title, number and date out of a text
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/document.h"
#include "review/metadata.h"

struct sample {
	const char *text;
	const char *title;
	const char *number;
	const char *date;
};

static const struct sample samples[] = {
    /* The page of a real notice: site title, labels, title over lines. */
    {"某局关于印发《2019年工作实施方案》的通知_公开目录_门户网站\n\n"
     "某局关于印发《2019年工作实施方案》的通知\n"
     "信息来源: 区局 发布时间 2019-06-20\n"
     "  • 发文字号: 宝市监办〔2019〕37号\n  • 发文日期: 2019-06-20\n"
     "各科室:\n根据(宝府办〔2019〕28号)要求\n",
	"某局关于印发《2019年工作实施方案》的通知",
	"宝市监办\u30142019\u301537号", "2019-06-20"},
    /* The document itself: letterhead, number, title over three lines. */
    {"上海市宝山区市场监督管理局文件\n宝市监办[2019]37号\n\n"
     "上海市宝山区市场监督管理局\n关于印发《2019年宝山区市场监管局\n"
     "政务公开工作实施方案》的通知\n\n各科室：\n正文。\n2019年6月19日\n",
	"上海市宝山区市场监督管理局关于印发《2019年宝山区市场监管局"
	"政务公开工作实施方案》的通知",
	"宝市监办\u30142019\u301537号", "2019-06-19"},
    {"沪市监规范（２０２０）３号　　签发人：某某\n关于食品抽检的公告\n"
     "二〇二〇年十月二十一日\n",
	"关于食品抽检的公告", "沪市监规范\u30142020\u30153号", "2020-10-21"},
    {"# Notice on opening hours\n\nReference: BSMR-2019-37\n"
     "Date: 19 June 2019\nThe office opens at nine.\n",
	"Notice on opening hours", "BSMR-2019-37", "2019-06-19"},
    {"特急\n办事指南更新说明\n2019年2月30日\n", "办事指南更新说明", "", ""},
    /* A page's layout puts spaces between figures and Han. */
    {"某局关于印发《2019 年 要点》的通知\n", "某局关于印发《2019年要点》的通知",
	"", ""},
    /* A number in running text is another document's. */
    {"工作情况\n按照宝府办〔2019〕28号文件要求，认真落实。\n", "工作情况", "",
	""},
    {"标题：窗口服务安排\n文号：无\n", "窗口服务安排", "", ""},
    {"\n \u3000\n", "", "", ""},
};

static struct tz_document *
document_of(const char *text)
{
	struct tz_document_file file = {
	    .path = "a.txt",
	    .media_type = "text/plain",
	};
	struct tz_place place = {.kind = TZ_PLACE_LINE, .n = 1};
	struct tz_part part = {
	    .path = "",
	    .channel = TZ_CHANNEL_BODY,
	    .text = text,
	    .text_len = strlen(text),
	    .places = &place,
	    .n_places = 1,
	};
	struct tz_document *document = NULL;
	size_t index;

	assert_int_equal(tz_document_new(&document, NULL), TZ_OK);
	assert_int_equal(tz_document_add_file(document, &file, &index, NULL),
	    TZ_OK);
	assert_int_equal(tz_document_add_part(document, &part, NULL), TZ_OK);
	return document;
}

static void
test_samples(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < sizeof samples / sizeof *samples; i++) {
		tz_auto(tz_document) document = document_of(samples[i].text);
		tz_auto_buf title = TZ_BUF_INIT;
		tz_auto_buf number = TZ_BUF_INIT;
		tz_auto_buf date = TZ_BUF_INIT;

		assert_int_equal(tz_metadata_read(document, &title, &number,
				     &date, NULL),
		    TZ_OK);
		assert_string_equal(tz_buf_str(&title), samples[i].title);
		assert_string_equal(tz_buf_str(&number), samples[i].number);
		assert_string_equal(tz_buf_str(&date), samples[i].date);
	}
}

/* Cut a text at every byte: nothing may be read past its end. */
static void
test_cut_anywhere(void **state)
{
	size_t len;

	(void)state;
	for (len = 0; len < strlen(samples[0].text); len++) {
		tz_auto_str text = strndup(samples[0].text, len);
		struct tz_metadata_lines lines;
		struct tz_date date;
		tz_auto_buf title = TZ_BUF_INIT;
		tz_auto_buf number = TZ_BUF_INIT;

		tz_metadata_split(text, len, &lines);
		tz_metadata_title(&lines, &title);
		tz_metadata_number(&lines, &number);
		tz_metadata_date(&lines, &date);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_samples),
	    cmocka_unit_test(test_cut_anywhere),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
