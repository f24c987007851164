/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tests/unit/index/test_search.c - records put, replaced, removed, committed,
 * and what searches find of them
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "shelf.h"

static void
english_is_stemmed(void **state)
{
	struct shelf *shelf = *state;

	shelf_put(shelf, TZ_SHELF_OPEN, "1", NULL,
	    "The disclosures of public agencies. Reviewing takes days.");
	shelf_put(shelf, TZ_SHELF_OPEN, "2", NULL,
	    "A disclosure was reviewed by the agency; sign-off followed.");
	shelf_put(shelf, TZ_SHELF_OPEN, "3", NULL,
	    "Public information, informed informants. Open. Government.");
	shelf_commit(shelf);
	assert_string_equal(shelf_find(shelf, false, "disclosure"), "1 2 ");
	assert_string_equal(shelf_find(shelf, false, "DISCLOSURES"), "1 2 ");
	assert_string_equal(shelf_find(shelf, false, "\"disclosure\""), "2 ");
	assert_string_equal(shelf_find(shelf, false, "reviews agency"), "1 2 ");
	assert_string_equal(shelf_find(shelf, false, "\"public agencies\""),
	    "1 ");
	assert_string_equal(shelf_find(shelf, false, "\"agencies public\""),
	    "");
	assert_string_equal(shelf_find(shelf, false, "\"sign off\""), "2 ");
	assert_string_equal(shelf_find(shelf, false, "inform*"), "3 ");
	assert_string_equal(shelf_find(shelf, false, "disc* OR informa*"),
	    "1 2 3 ");
	assert_string_equal(shelf_find(shelf, false, "public-agenc*"), "1 ");
	assert_string_equal(shelf_find(shelf, false, "\"open government\""),
	    "");
}

static void
boolean_and_near(void **state)
{
	struct shelf *shelf = *state;

	shelf_put(shelf, TZ_SHELF_OPEN, "1", NULL, "alpha beta 保密审查制度");
	shelf_put(shelf, TZ_SHELF_OPEN, "2", NULL, "alpha gamma 审查保密");
	shelf_put(shelf, TZ_SHELF_OPEN, "3", NULL,
	    "beta gamma 保密工作的各项制度和审查");
	shelf_commit(shelf);
	assert_string_equal(shelf_find(shelf, false, "alpha beta"), "1 ");
	assert_string_equal(shelf_find(shelf, false, "alpha OR beta"),
	    "1 2 3 ");
	assert_string_equal(shelf_find(shelf, false, "alpha NOT beta"), "2 ");
	assert_string_equal(shelf_find(shelf, false, "alpha -beta"), "2 ");
	assert_string_equal(shelf_find(shelf, false, "NOT alpha"), "3 ");
	assert_string_equal(shelf_find(shelf, false,
				"(alpha OR beta) NOT (beta gamma)"),
	    "1 2 ");
	assert_string_equal(shelf_find(shelf, false, "保密 NEAR/0 审查"),
	    "1 2 ");
	assert_string_equal(shelf_find(shelf, false, "保密 NEAR/7 审查"),
	    "1 2 ");
	assert_string_equal(shelf_find(shelf, false, "保密 NEAR/8 审查"),
	    "1 2 3 ");
	assert_string_equal(shelf_find(shelf, false, "保 NEAR/1 查"), "2 ");
	assert_string_equal(shelf_find(shelf, false, "保 NEAR/2 查"), "1 2 ");
	assert_string_equal(shelf_find(shelf, false, "alpha NEAR/0 beta"),
	    "1 ");
	assert_string_equal(shelf_find(shelf, false, "alpha NEAR/9 保密审查"),
	    "1 ");
	assert_string_equal(shelf_find(shelf, false,
				"(保密 NEAR/0 审查) -制度"),
	    "2 ");
}

static const struct tz_index_text notice = {"notice.docx!/word/document.xml",
    TZ_CHANNEL_BODY, "现将方案印发给你们，请认真贯彻执行。",
    sizeof "现将方案印发给你们，请认真贯彻执行。" - 1};

static const struct tz_index_record full = {
    .item = "2019-000037",
    .title = "关于印发《2019年政务公开工作实施方案》的通知",
    .number = "宝市监办〔2019〕37号",
    .agency = "宝山区市场监督管理局",
    .department = "局办公室",
    .category = "主动公开",
    .theme = "市场监管、安全生产监管",
    .genre = "通知",
    .date = "2019-06-20",
    .disposition = "disclose",
    .ground = "cn.foi.14.1",
    .texts = &notice,
    .n_texts = 1,
};

static void
fields_and_dates(void **state)
{
	static const char *const found[] = {"number:宝市监办〔2019〕37号",
	    "number:宝市监办[2019]37号", "number:宝市监办【2019】37号",
	    "number:宝市监办(2019)37号", "number:\"宝市监办 〔2019〕 37 号\"",
	    "number:宝市监办", "number:37", "宝市监办〔2019〕37号",
	    "宝市监办［2019］37号", "title:政务公开", "title:實施方案",
	    "政务公开工作实施方案", "agency:宝山区市场监督管理局",
	    "department:办公室", "category:主动公开", "theme:安全生产",
	    "genre:通知", "disposition:disclose", "ground:cn.foi.14.1",
	    "ground:cn.foi.14", "ground:CN.FOI", "ground:cn.foi.1*",
	    "date:2019", "date:2019-06", "date:2019-06-20",
	    "date:2019-01..2019-06", "date:..2019-06-20", "date:2019-06-20..",
	    "year:2019", "year:2018..2020", "year:2019..",
	    "印发 date:2019-01..2019-12 genre:通知",
	    "title:(公开 OR 保密) -title:保密"};
	static const char *const missed[] = {"number:宝市监办〔2019〕3号",
	    "number:宝市监办〔2019〕7号", "number:宝市监办〔2018〕37号",
	    "title:认真贯彻", "ground:cn.foi.1", "ground:cn.foi.14.2",
	    "ground:14", "disposition:in-part", "date:2019-07",
	    "date:2019-06-21..", "date:..2019-06-19", "year:2020",
	    "date:2019 NOT 印发", "genre:决定"};
	struct shelf *shelf = *state;
	size_t i;

	shelf_put_record(shelf, TZ_SHELF_OPEN, &full);
	shelf_put(shelf, TZ_SHELF_OPEN, "undated", "无日期", "没有日期的");
	shelf_commit(shelf);
	for (i = 0; i < sizeof found / sizeof *found; i++) {
		if (strcmp(shelf_find(shelf, false, found[i]),
			"2019-000037 ") != 0)
			fail_msg("not found by %s", found[i]);
	}
	for (i = 0; i < sizeof missed / sizeof *missed; i++) {
		if (strcmp(shelf_find(shelf, false, missed[i]), "") != 0)
			fail_msg("found by %s", missed[i]);
	}
}

static enum tz_status
check_hit(const struct tz_hit *hit, void *arg, struct tz_err *err)
{
	const char *const *want = arg;

	(void)err;
	assert_string_equal(hit->part, want[0]);
	assert_string_equal(tz_channel_word(hit->channel), want[1]);
	assert_string_equal(hit->excerpt, want[2]);
	assert_int_equal(hit->match_until - hit->match_from, strlen(want[3]));
	assert_memory_equal(hit->excerpt + hit->match_from, want[3],
	    strlen(want[3]));
	return TZ_OK;
}

static void
check_excerpt(struct shelf *shelf, const char *query, const char *part,
    const char *channel, const char *excerpt, const char *match)
{
	const char *want[] = {part, channel, excerpt, match};
	struct tz_search_summary summary;
	struct tz_err err = {TZ_OK, ""};

	assert_int_equal(tz_index_search(shelf->index, false, query, 0,
			     check_hit, want, &summary, &err),
	    TZ_OK);
	assert_int_equal(summary.hits, 1);
}

static void
excerpts_show_the_match(void **state)
{
	static const char body[] =
	    "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十"
	    "前面的话，這份保\n 密審查的　意见\t很长。"
	    "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十";
	const struct tz_index_text texts[] = {
	    {"a.txt", TZ_CHANNEL_FILENAME, "保密审查.txt",
		sizeof "保密审查.txt" - 1},
	    {"a.txt", TZ_CHANNEL_BODY, body, sizeof body - 1},
	    {"a.txt!/c", TZ_CHANNEL_COMMENT, "Some remarks by ＡＢＣ",
		sizeof "Some remarks by ＡＢＣ" - 1},
	};
	struct tz_index_record record = full;
	struct shelf *shelf = *state;

	record.texts = texts;
	record.n_texts = 3;
	shelf_put_record(shelf, TZ_SHELF_OPEN, &record);
	shelf_commit(shelf);
	check_excerpt(shelf, "保密审查", "a.txt", "body",
	    "...八九十一二三四五六七八九十一二三四五六七八九十前面的话，這份"
	    "保 密審查的 意见 很长。一二三四五六七八九十一二三四五六七八九十"
	    "一二...",
	    "保 密審查");
	check_excerpt(shelf, "remark", "a.txt!/c", "comment",
	    "Some remarks by ＡＢＣ", "remarks");
	check_excerpt(shelf, "ab*", "a.txt!/c", "comment",
	    "Some remarks by ＡＢＣ", "ＡＢＣ");
	check_excerpt(shelf, "txt", "a.txt", "filename", "保密审查.txt", "txt");
	check_excerpt(shelf, "genre:通知", "", "property", "通知", "通知");
	check_excerpt(shelf, "year:2019", "a.txt", "body",
	    "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十"
	    "前面的话，這份保 密審查的 意见 很长。一二三四五六七八九...",
	    "");
}

struct match {
	char text[64];
	size_t n;
};

static enum tz_status
note_match(const struct tz_hit *hit, void *arg, struct tz_err *err)
{
	struct match *match = arg;

	(void)err;
	assert_true(hit->match_until - hit->match_from < sizeof match->text);
	memcpy(match->text, hit->excerpt + hit->match_from,
	    hit->match_until - hit->match_from);
	match->n++;
	return TZ_OK;
}

/* That one record is hit, and what is marked in it; NULL for no hit. */
static void
check_match(struct shelf *shelf, const char *query, const char *want)
{
	struct match match = {"", 0};
	struct tz_search_summary summary;
	struct tz_err err = {TZ_OK, ""};

	assert_int_equal(tz_index_search(shelf->index, false, query, 0,
			     note_match, &match, &summary, &err),
	    TZ_OK);
	assert_int_equal(match.n, want ? 1 : 0);
	assert_string_equal(match.text, want ? want : "");
}

/* In a long text, wherever the place is. */
static void
excerpts_of_long_texts(void **state)
{
	struct shelf *shelf = *state;
	tz_auto_buf body = TZ_BUF_INIT;
	struct tz_index_record record = full;
	struct tz_index_text text = {"b.txt", TZ_CHANNEL_BODY, NULL, 0};
	char query[64];
	int i;

	for (i = 0; i < 9000; i++)
		tz_buf_printf(&body, "informative%d 第%d条保密审查\n", i, i);
	text.text = tz_buf_str(&body);
	text.len = body.len;
	record.texts = &text;
	record.n_texts = 1;
	shelf_put_record(shelf, TZ_SHELF_OPEN, &record);
	shelf_commit(shelf);
	for (i = 0; i < 9000; i += 97) {
		snprintf(query, sizeof query, "第%d条", i);
		check_match(shelf, query, query);
	}
	check_match(shelf, "informative8999*", "informative8999");
	check_match(shelf, "ative*", NULL);
}

static enum tz_status
count_key(const char *item, void *arg, struct tz_err *err)
{
	(void)err;
	assert_true(strlen(item) > 0);
	++*(size_t *)arg;
	return TZ_OK;
}

static enum tz_status
ignore_hit(const struct tz_hit *hit, void *arg, struct tz_err *err)
{
	(void)hit;
	(void)arg;
	(void)err;
	return TZ_OK;
}

static void
shelves_are_apart(void **state)
{
	struct shelf *shelf = *state;
	struct tz_search_summary summary;
	struct tz_err err = {TZ_OK, ""};
	struct tz_index_record record = full;
	tz_auto_buf stamp = TZ_BUF_INIT;
	size_t n = 0;

	shelf_put(shelf, TZ_SHELF_OPEN, "1", "公开的", "公开的内容");
	record.n_uncovered = 2;
	record.stamp = "abc";
	shelf_put_record(shelf, TZ_SHELF_RESTRICTED, &record);
	shelf_put(shelf, TZ_SHELF_RESTRICTED, "3", "内部的", "内部的内容");
	shelf_commit(shelf);
	assert_string_equal(shelf_find(shelf, false, "内容"), "1 ");
	assert_string_equal(shelf_find(shelf, true, "内容"), "1 3 ");
	assert_int_equal(tz_index_search(shelf->index, true, "内容", 1,
			     ignore_hit, NULL, &summary, &err),
	    TZ_OK);
	assert_int_equal(summary.hits, 1);
	assert_int_equal(summary.matched, 2);
	assert_int_equal(summary.searched, 3);
	assert_int_equal(summary.uncovered, 1);
	assert_int_equal(tz_index_search(shelf->index, false, "内容", 0,
			     ignore_hit, NULL, &summary, &err),
	    TZ_OK);
	assert_int_equal(summary.searched, 1);
	assert_int_equal(summary.uncovered, 0);
	assert_int_equal(tz_index_each_key(shelf->index, TZ_SHELF_RESTRICTED,
			     count_key, &n, &err),
	    TZ_OK);
	assert_int_equal(n, 2);
	assert_int_equal(tz_index_stamp(shelf->index, TZ_SHELF_RESTRICTED,
			     "2019-000037", &stamp, &err),
	    TZ_OK);
	assert_string_equal(tz_buf_str(&stamp), "abc");
	assert_int_equal(tz_index_stamp(shelf->index, TZ_SHELF_OPEN,
			     "2019-000037", &stamp, &err),
	    TZ_NOTFOUND);
}

static void
commits_last_and_others_do_not(void **state)
{
	struct shelf *shelf = *state;
	struct tz_index *other = NULL;
	struct tz_err err = {TZ_OK, ""};

	shelf_put(shelf, TZ_SHELF_OPEN, "1", NULL, "第一次");
	shelf_commit(shelf);
	shelf_put(shelf, TZ_SHELF_OPEN, "1", NULL, "第二次");
	assert_int_equal(tz_index_open(shelf->folder, true, &other, &err),
	    TZ_LOCKED);
	assert_null(other);
	tz_index_free(shelf->index);
	err = (struct tz_err){TZ_OK, ""};
	assert_int_equal(tz_index_open(shelf->folder, true, &shelf->index,
			     &err),
	    TZ_OK);
	assert_int_equal(tz_index_seen(shelf->index, TZ_SHELF_OPEN), 1);
	assert_string_equal(shelf_find(shelf, false, "第一次"), "1 ");
	assert_string_equal(shelf_find(shelf, false, "第二次"), "");
	shelf_put(shelf, TZ_SHELF_OPEN, "1", NULL, "第三次");
	assert_int_equal(tz_index_commit(shelf->index, TZ_SHELF_OPEN, 9, &err),
	    TZ_OK);
	tz_index_free(shelf->index);
	assert_int_equal(tz_index_open(shelf->folder, false, &shelf->index,
			     &err),
	    TZ_OK);
	assert_int_equal(tz_index_seen(shelf->index, TZ_SHELF_OPEN), 9);
	assert_int_equal(tz_index_seen(shelf->index, TZ_SHELF_RESTRICTED), 1);
	assert_string_equal(shelf_find(shelf, true, "第三次"), "1 ");
	assert_string_equal(shelf_find(shelf, true, "第一次"), "");
}

/* A kill while a database is made leaves its tables without their head. */
static void
half_made_is_made_again(void **state)
{
	struct shelf *shelf = *state;
	struct tz_err err = {TZ_OK, ""};
	char path[128];

	tz_index_free(shelf->index);
	snprintf(path, sizeof path, "%s/restricted/iamglass", shelf->folder);
	assert_int_equal(unlink(path), 0);
	assert_int_equal(tz_index_open(shelf->folder, false, &shelf->index,
			     &err),
	    TZ_OK);
	assert_string_equal(shelf_find(shelf, true, "公开"), "");
	tz_index_free(shelf->index);
	assert_int_equal(tz_index_open(shelf->folder, true, &shelf->index,
			     &err),
	    TZ_OK);
	shelf_put(shelf, TZ_SHELF_RESTRICTED, "1", NULL, "公开");
	shelf_commit(shelf);
	assert_string_equal(shelf_find(shelf, true, "公开"), "1 ");
}

/* A reader that a writer has overtaken goes on with the newest state. */
static void
readers_are_overtaken(void **state)
{
	struct shelf *shelf = *state;
	struct tz_index *writer = shelf->index;
	struct tz_err err = {TZ_OK, ""};
	char item[24];
	int i;

	for (i = 0; i < 50; i++) {
		snprintf(item, sizeof item, "%d", i);
		shelf_put(shelf, TZ_SHELF_OPEN, item, NULL, "同样的内容");
	}
	shelf_commit(shelf);
	assert_int_equal(tz_index_open(shelf->folder, false, &shelf->index,
			     &err),
	    TZ_OK);
	for (i = 0; i < 10; i++) {
		assert_int_equal(tz_index_remove(writer, TZ_SHELF_OPEN, "1",
				     &err),
		    TZ_OK);
		assert_int_equal(tz_index_commit(writer, TZ_SHELF_OPEN, i,
				     &err),
		    TZ_OK);
	}
	assert_true(strlen(shelf_find(shelf, false, "内容")) >= 100);
	tz_index_free(writer);
}

static void
absent_and_empty(void **state)
{
	struct shelf *shelf = *state;
	struct tz_err err = {TZ_OK, ""};

	assert_string_equal(shelf_find(shelf, true, "公开"), "");
	assert_string_equal(shelf_find(shelf, true, "NOT 公开"), "");
	assert_int_equal(tz_index_remove(shelf->index, TZ_SHELF_OPEN, "9",
			     &err),
	    TZ_OK);
	tz_index_free(shelf->index);
	assert_int_equal(tz_index_open("/tmp/tz-no-such-index", false,
			     &shelf->index, &err),
	    TZ_OK);
	assert_string_equal(shelf_find(shelf, true, "公开"), "");
	assert_int_equal(tz_index_seen(shelf->index, TZ_SHELF_OPEN), 0);
}

/* Long words, NULs, ill-formed bytes and long queries. */
static void
strange_texts(void **state)
{
	struct shelf *shelf = *state;
	tz_auto_buf word = TZ_BUF_INIT;
	tz_auto_buf run = TZ_BUF_INIT;
	struct tz_index_text texts[3];
	struct tz_index_record record = {
	    .item = "1", .texts = texts, .n_texts = 3};
	int i;

	for (i = 0; i < 3000; i++)
		tz_buf_putc(&word, (char)('a' + i % 26));
	for (i = 0; i < 2000; i++)
		tz_buf_puts(&run, i % 3 ? "公" : "开");
	texts[0] =
	    (struct tz_index_text){"a", TZ_CHANNEL_BODY, word.data, word.len};
	texts[1] = (struct tz_index_text){
	    "a", TZ_CHANNEL_BODY, "a\0b\xff\xfe保密", 11};
	texts[2] =
	    (struct tz_index_text){"a", TZ_CHANNEL_BODY, run.data, run.len};
	shelf_put_record(shelf, TZ_SHELF_OPEN, &record);
	shelf_commit(shelf);
	assert_string_equal(shelf_find(shelf, false, tz_buf_str(&word)), "1 ");
	assert_string_equal(shelf_find(shelf, false, tz_buf_str(&run)), "1 ");
	assert_string_equal(shelf_find(shelf, false, "保密"), "1 ");
	tz_buf_puts(&run, "公开公");
	assert_string_equal(shelf_find(shelf, false, tz_buf_str(&run)), "");
	assert_true(shelf_refused(shelf, "zebra:x"));
	assert_true(shelf_refused(shelf, "zebra OR"));
}

#define TEST(name)                                                             \
	cmocka_unit_test_setup_teardown(name, shelf_setup, shelf_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(english_is_stemmed),
	    TEST(boolean_and_near),
	    TEST(fields_and_dates),
	    TEST(excerpts_show_the_match),
	    TEST(excerpts_of_long_texts),
	    TEST(shelves_are_apart),
	    TEST(commits_last_and_others_do_not),
	    TEST(half_made_is_made_again),
	    TEST(readers_are_overtaken),
	    TEST(absent_and_empty),
	    TEST(strange_texts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
