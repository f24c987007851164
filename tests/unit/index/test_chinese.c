/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tests/unit/index/test_chinese.c - Chinese words of any length are found
 * exactly: every record that has them, and no other
 *
 * What is right is decided by looking for the characters in the folded text.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "index/unit.h"
#include "shelf.h"

static const char *const sentences[] = {
    "政府信息公开前应当依法进行保密审查，未经审查不得公开。",
    "各单位要严格落实保密审查责任，做到先审查、后公开，一事一审。",
    "对涉及国家秘密的内容，由保密。审查两个部门共同确认。",
    "台账应当记载信息标题、文号、公开属性、审查人和审批人。",
    "区市场监管局于每年一月底前编制上一年度政府信息公开工作年度报告。",
    "依申请公开的答复期限为二十个工作日，需要延长的，应当告知申请人。",
    "本办法自二〇一九年七月一日起施行，原办法同时废止。",
    "食品经营许可证的编号由JY和十四位阿拉伯数字组成。",
    "各市场监管所应当在三个工作日内完成信息报送工作。",
    "人人参与，人人尽责，人人共享，让群众有更多获得感。",
    "公公婆婆公公开门，公开课公开招聘公开透明。",
    "第37号公告所附的清单共12项，其中3项暂缓实施。",
    "行政处罚决定书应当自作出决定之日起七个工作日内公开。",
    "信息公开工作领导小组办公室设在局办公室，负责日常工作。",
    "保\n密审查工作由办公\n室牵头，各科室配合。",
    "政 务 公 开 工 作 实 施 方 案",
    "機關應當建立健全政府信息發布的保密審查機制。",
    "网站编辑在发布前再次核对审查表，并将审查表归档保存十年。",
    "对公民、法人或者其他组织的合法权益可能造成损害的，不予公开。",
    "经权利人书面同意，涉及商业秘密、个人隐私的信息可以公开。",
    "使用 Linux 系统的单位请将 PDF 文件转换后再报送。",
    "拆迁补偿标准、低保救助名单、医保报销比例等属于重点公开领域。",
    "双随机、一公开监管事项清单由市场监管总局统一制定。",
    "办事群众反映：窗口排队时间长、材料重复提交、部门推诿。",
    "会议强调，要把政务公开贯穿决策、执行、管理、服务、结果全过程。",
    "附件一：信息公开目录；附件二：信息公开指南；附件三：申请表。",
    "药品、医疗器械、化妆品和特种设备的抽检结果按季度公布。",
    "㈠总则 ㈡主动公开 ㈢依申请公开 ㈣监督和保障",
    "ＡＢＣ公司全角名称：宝山區食品藥品有限公司。",
    "没有最好，只有更好；没有最严，只有更严。",
};

#define N_SENTENCES (sizeof sentences / sizeof *sentences)
#define LONGEST 8

struct set {
	char *folded[N_SENTENCES];
};

static void
fill(struct shelf *shelf, struct set *set)
{
	struct tz_err err = {TZ_OK, ""};
	size_t i;

	for (i = 0; i < N_SENTENCES; i++) {
		tz_auto(tz_folded) folded = NULL;
		char item[24];
		size_t len;

		snprintf(item, sizeof item, "2019-%06zu", i);
		shelf_put(shelf, TZ_SHELF_OPEN, item, NULL, sentences[i]);
		assert_int_equal(tz_fold(sentences[i], strlen(sentences[i]),
				     TZ_INDEX_FOLD, &folded, &err),
		    TZ_OK);
		set->folded[i] = strdup(tz_folded_text(folded, &len));
		assert_non_null(set->folded[i]);
	}
	shelf_commit(shelf);
}

static void
empty(struct set *set)
{
	size_t i;

	for (i = 0; i < N_SENTENCES; i++)
		free(set->folded[i]);
}

/* The ids of the sentences that hold ${word}, as shelf_find() gives them. */
static void
expect(const struct set *set, const char *word, char *ret)
{
	size_t i;

	ret[0] = '\0';
	for (i = 0; i < N_SENTENCES; i++) {
		if (strstr(set->folded[i], word))
			sprintf(ret + strlen(ret), "2019-%06zu ", i);
	}
}

static void
compare(struct shelf *shelf, const struct set *set, const char *word)
{
	char expected[N_SENTENCES * 16];

	expect(set, word, expected);
	assert_string_equal(shelf_find(shelf, false, word), expected);
}

/* Every run of up to eight Chinese characters that occurs anywhere. */
static void
every_word_is_found_exactly(void **state)
{
	struct shelf *shelf = *state;
	struct set set;
	size_t checked = 0;
	size_t i;

	fill(shelf, &set);
	for (i = 0; i < N_SENTENCES; i++) {
		const char *text = set.folded[i];
		size_t len = strlen(text);
		size_t at = 0;
		uint32_t point;

		for (; at < len; at += tz_utf8_next(text, len, at, &point)) {
			char word[LONGEST * 4 + 1] = "";
			size_t end = at;
			int n;

			for (n = 0; n < LONGEST; n++) {
				size_t bytes =
				    tz_utf8_next(text, len, end, &point);

				if (bytes == 0 || !tz_utf8_is_han(point))
					break;
				memcpy(word + (end - at), text + end, bytes);
				end += bytes;
				word[end - at] = '\0';
				compare(shelf, &set, word);
				checked++;
			}
		}
	}
	empty(&set);
	assert_true(checked > 2000);
}

/* Pairs of characters that do not stand together find nothing wrong. */
static void
no_loose_characters(void **state)
{
	static const char *const words[] = {"公开保密", "审查保密", "密审",
	    "开公", "人人人人", "公开公", "公公公", "没有最更", "报告年度",
	    "区市场监", "九年七月", "依法进行保密审查未经", "一审二审"};
	struct shelf *shelf = *state;
	struct set set;
	size_t i;

	fill(shelf, &set);
	for (i = 0; i < sizeof words / sizeof *words; i++)
		compare(shelf, &set, words[i]);
	empty(&set);
}

static void
scripts_and_widths_are_one(void **state)
{
	struct shelf *shelf = *state;
	struct set set;

	fill(shelf, &set);
	assert_string_equal(shelf_find(shelf, false, "保密審查"),
	    shelf_find(shelf, false, "保密审查"));
	assert_string_equal(shelf_find(shelf, false, "保密審查"),
	    "2019-000000 2019-000001 2019-000014 2019-000016 ");
	assert_string_equal(shelf_find(shelf, false, "機關應當"),
	    "2019-000016 ");
	assert_string_equal(shelf_find(shelf, false, "政务公开工作实施方案"),
	    "2019-000015 ");
	assert_string_equal(shelf_find(shelf, false, "abc公司"),
	    "2019-000028 ");
	assert_string_equal(shelf_find(shelf, false, "第３７号"),
	    "2019-000011 ");
	assert_string_equal(shelf_find(shelf, false, "37号公告"),
	    "2019-000011 ");
	assert_string_equal(shelf_find(shelf, false, "号"),
	    "2019-000003 2019-000007 2019-000011 ");
	assert_string_equal(shelf_find(shelf, false, "第3号"), "");
	assert_string_equal(shelf_find(shelf, false, "使用Linux系统"),
	    "2019-000020 ");
	assert_string_equal(shelf_find(shelf, false, "先审查、后公开"),
	    "2019-000001 ");
	assert_string_equal(shelf_find(shelf, false, "先审查后公开"), "");
	assert_string_equal(shelf_find(shelf, false, "保密。审查"),
	    "2019-000002 ");
	empty(&set);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(every_word_is_found_exactly,
		shelf_setup, shelf_teardown),
	    cmocka_unit_test_setup_teardown(no_loose_characters, shelf_setup,
		shelf_teardown),
	    cmocka_unit_test_setup_teardown(scripts_and_widths_are_one,
		shelf_setup, shelf_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
