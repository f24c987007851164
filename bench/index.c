/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bench/index.c - records indexed a second, and how long queries take
 *
 * Usage: index make FOLDER N	write N made-up notices
 *        index FOLDER DATABASE	index every text of FOLDER, then search
 *
 * Prints one line of numbers that bench/index.sh compares with the line of
 * bench/index_rival.cc.  The texts are read before the clock starts.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/utf8.h"
#include "index/index.h"

#define QUERIES 500

struct texts {
	struct tz_buf *text;
	size_t n;
	size_t cap;
};

static double
seconds(clockid_t clock)
{
	struct timespec now;

	clock_gettime(clock, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static unsigned
draw(unsigned *seed, unsigned n)
{
	*seed = *seed * 1103515245u + 12345u;
	return (*seed >> 8) % n;
}

static const char *const words[] = {"政府", "信息", "公开", "保密", "审查",
    "制度", "办公室", "工作", "单位", "部门", "应当", "按照", "规定", "依法",
    "申请", "答复", "期限", "发布", "网站", "内容", "市场", "监督", "管理",
    "食品", "药品", "安全", "许可", "处罚", "决定", "通知", "方案", "实施",
    "责任", "科室", "领导", "小组", "年度", "报告", "统计", "台账", "登记",
    "归档", "国家", "秘密", "商业", "个人", "隐私", "权利", "义务", "群众",
    "服务", "事项", "清单", "目录", "指南", "流程", "审批", "检查", "结果",
    "公示", "宝山区", "上海市", "各", "的", "和", "等", "在", "对", "并",
    "disclosure", "information", "agency", "review", "record", "PDF", "2019"};

#define N_WORDS (sizeof words / sizeof *words)

/* One notice: words drawn so that few are frequent and many are rare, with
 * characters of no word in between. */
static void
make_text(unsigned *seed, struct tz_buf *ret)
{
	unsigned n = 200 + draw(seed, 1500);
	unsigned i;

	for (i = 0; i < n; i++) {
		unsigned a = draw(seed, N_WORDS);
		unsigned b = draw(seed, N_WORDS);
		const char *word = words[a < b ? a : b];

		if (draw(seed, 3) == 0)
			tz_utf8_put(0x4e00 + draw(seed, draw(seed, 6000) + 1),
			    ret);
		if (word[0] > 0)
			tz_buf_putc(ret, ' ');
		tz_buf_puts(ret, word);
		if (word[0] > 0)
			tz_buf_putc(ret, ' ');
		if (draw(seed, 9) == 0)
			tz_buf_puts(ret, draw(seed, 2) ? "，" : "。");
		if (draw(seed, 60) == 0)
			tz_buf_putc(ret, '\n');
	}
}

static enum tz_status
make(const char *folder, int n, struct tz_err *err)
{
	unsigned seed = 1;
	enum tz_status s = tz_folder_make(folder, 0700, err);
	int i;

	for (i = 0; !s && i < n; i++) {
		tz_auto_buf text = TZ_BUF_INIT;
		char path[4096];

		make_text(&seed, &text);
		snprintf(path, sizeof path, "%s/%06d.txt", folder, i);
		s = tz_buf_check(&text, err);
		if (!s)
			s = tz_file_write(path, text.data, text.len, 0600, err);
	}
	return s;
}

static enum tz_status
read_text(const char *path, void *arg, struct tz_err *err)
{
	struct texts *texts = arg;

	if (texts->n == texts->cap) {
		texts->cap = texts->cap ? texts->cap * 2 : 1024;
		texts->text =
		    realloc(texts->text, texts->cap * sizeof *texts->text);
		if (!texts->text)
			return tz_fail_nomem(err);
	}
	texts->text[texts->n] = (struct tz_buf)TZ_BUF_INIT;
	return tz_file_read(path, 1u << 30, &texts->text[texts->n++], err);
}

static enum tz_status
fill(struct tz_index *index, const struct texts *texts, struct tz_err *err)
{
	enum tz_status s = TZ_OK;
	size_t i;

	for (i = 0; !s && i < texts->n; i++) {
		struct tz_index_text text = {"a.txt", TZ_CHANNEL_BODY,
		    tz_buf_str(&texts->text[i]), texts->text[i].len};
		struct tz_index_record record = {.texts = &text, .n_texts = 1};
		char item[32];

		snprintf(item, sizeof item, "2019-%06zu", i);
		record.item = item;
		s = tz_index_put(index, TZ_SHELF_OPEN, &record, err);
	}
	if (!s)
		s = tz_index_commit(index, TZ_SHELF_OPEN, 1, err);
	return s;
}

/* A run of two to six Chinese characters that some text holds. */
static bool
draw_query(const struct texts *texts, unsigned *seed, struct tz_buf *ret)
{
	const struct tz_buf *text =
	    &texts->text[draw(seed, (unsigned)texts->n)];
	unsigned want = 2 + draw(seed, 5);
	size_t at = text->len ? draw(seed, (unsigned)text->len) : 0;
	uint32_t point;
	size_t n;

	tz_buf_reset(ret);
	while (at < text->len && (text->data[at] & 0xc0) == 0x80)
		at++;
	for (; want > 0; want--) {
		n = tz_utf8_next(tz_buf_str(text), text->len, at, &point);
		if (n == 0 || !tz_utf8_is_han(point))
			return false;
		tz_utf8_put(point, ret);
		at += n;
	}
	return true;
}

static enum tz_status
ignore_hit(const struct tz_hit *hit, void *arg, struct tz_err *err)
{
	(void)hit;
	(void)arg;
	(void)err;
	return TZ_OK;
}

static int
compare_times(const void *a, const void *b)
{
	double x = *(const double *)a;
	double y = *(const double *)b;

	return (x > y) - (x < y);
}

static enum tz_status
ask(struct tz_index *index, const struct texts *texts, size_t *ret_missed,
    double *times, struct tz_err *err)
{
	tz_auto_buf query = TZ_BUF_INIT;
	unsigned seed = 7;
	enum tz_status s = TZ_OK;
	int i = 0;

	*ret_missed = 0;
	while (!s && i < QUERIES) {
		struct tz_search_summary summary;
		double begun;

		if (!draw_query(texts, &seed, &query))
			continue;
		begun = seconds(CLOCK_MONOTONIC);
		s = tz_index_search(index, false, tz_buf_str(&query), 10,
		    ignore_hit, NULL, &summary, err);
		times[i++] = seconds(CLOCK_MONOTONIC) - begun;
		if (!s && summary.matched == 0)
			++*ret_missed;
	}
	qsort(times, QUERIES, sizeof *times, compare_times);
	return s;
}

static enum tz_status
measure(const char *folder, const char *database, struct tz_err *err)
{
	tz_auto(tz_index) index = NULL;
	struct texts texts = {NULL, 0, 0};
	double times[QUERIES];
	double wall;
	double cpu;
	struct rusage usage;
	size_t missed;
	size_t i;
	enum tz_status s;

	s = tz_folder_walk(folder, read_text, &texts, err);
	if (s)
		return s;
	wall = seconds(CLOCK_MONOTONIC);
	cpu = seconds(CLOCK_PROCESS_CPUTIME_ID);
	s = tz_index_open(database, true, &index, err);
	if (!s)
		s = fill(index, &texts, err);
	wall = seconds(CLOCK_MONOTONIC) - wall;
	cpu = seconds(CLOCK_PROCESS_CPUTIME_ID) - cpu;
	getrusage(RUSAGE_SELF, &usage);
	if (!s)
		s = ask(index, &texts, &missed, times, err);
	if (!s)
		printf("%zu %.3f %.3f %ld %.3f %.3f %zu\n", texts.n, wall, cpu,
		    usage.ru_maxrss / 1024, times[QUERIES / 2] * 1e3,
		    times[QUERIES * 99 / 100] * 1e3, missed);
	for (i = 0; i < texts.n; i++)
		tz_buf_clear(&texts.text[i]);
	free(texts.text);
	return s;
}

int
main(int argc, char **argv)
{
	struct tz_err err = {TZ_OK, ""};
	enum tz_status s;

	if (argc == 4 && strcmp(argv[1], "make") == 0) {
		s = make(argv[2], atoi(argv[3]), &err);
	} else if (argc == 3) {
		s = measure(argv[1], argv[2], &err);
	} else {
		fprintf(stderr,
		    "usage: index make FOLDER N | index FOLDER DATABASE\n");
		return 2;
	}
	if (s)
		fprintf(stderr, "index: %s\n", err.text);
	return tz_status_exit(s);
}
