/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * review/metadata_title.c - which of the first lines is the title
 *
 * A Chinese official title is 发文机关 + 关于 + 事由 + 的 + 文种 and is often
 * set over several lines.  Without one, the first line that is no heading
 * matter (number, urgency, date, label) is taken.
 */
#include <string.h>

#include "base/utf8.h"
#include "review/metadata.h"

#define TITLE_MAX 120 /* characters */
#define TITLE_LINES 4
#define ABOUT "关于"

/* The kinds of document that a title ends with: the fifteen of the 2012 rules
 * and those of rules and plans. */
static const char *const kinds[] = {"通知", "通报", "公告", "通告", "意见",
    "决定", "决议", "命令", "令", "公报", "报告", "请示", "批复", "议案", "函",
    "纪要", "方案", "办法", "规定", "细则", "条例", "要点", "计划", "规划",
    "指南", "说明", "解读", "公示", "答复", NULL};

static const char *const organs[] = {"局", "委员会", "政府", "厅", "部",
    "办公室", "院", "中心", "委", "署", "大队", NULL};

static const char *const labels[] = {
    "标题", "名称", "信息名称", "Title", "Subject", NULL};

/* Labels of other things at the head of a page or a form. */
static const char *const other_labels[] = {"信息来源", "所属类目", "主题分类",
    "发布日期", "发文字号", "文号", "发文日期", "公开类别", "机构名称",
    "签发人", "索引号", "成文日期", "Reference", "Ref", "Date", "From", "To",
    "Document No.", "Document number", "Department", NULL};

static bool
contains(const struct tz_metadata_line *line, const char *word)
{
	return memmem(line->text, line->len, word, strlen(word)) != NULL;
}

static bool
ends_with_any(const char *text, size_t len, const char *const *words)
{
	size_t i;

	for (i = 0; words[i]; i++) {
		size_t n = strlen(words[i]);

		if (len >= n && memcmp(text + len - n, words[i], n) == 0)
			return true;
	}
	return false;
}

/* Marks of sentences and of the titles of web pages ("Title_Column_Site"),
 * which an official title does not have. */
static bool
is_sentence(const struct tz_metadata_line *line)
{
	static const char *const marks[] = {
	    "。", "；", "，", ":", "：", "_", "|", " - "};
	size_t i;

	for (i = 0; i < sizeof marks / sizeof *marks; i++)
		if (contains(line, marks[i]))
			return true;
	return false;
}

/* Append ${line} with every run of white space as one space, and as none
 * beside a Han character: a page's layout puts it there. */
static void
append_line(struct tz_buf *ret, const struct tz_metadata_line *line)
{
	uint32_t before = 0;
	bool space = false;
	size_t at = 0;

	while (at < line->len) {
		uint32_t point;
		size_t step = tz_utf8_next(line->text, line->len, at, &point);

		if (step == 0)
			break;
		if (tz_utf8_is_space(point)) {
			space = true;
		} else {
			if (space && !tz_utf8_is_han(before) &&
			    !tz_utf8_is_han(point))
				tz_buf_putc(ret, ' ');
			space = false;
			before = point;
			tz_buf_append(ret, line->text + at, step);
		}
		at += step;
	}
}

/* Whether lines [from, until) read together are an official title. */
static bool
is_official(const struct tz_metadata_lines *lines, size_t from, size_t until,
    struct tz_buf *ret)
{
	bool about = false;
	size_t i;

	tz_buf_reset(ret);
	for (i = from; i < until; i++) {
		if (is_sentence(&lines->line[i]))
			return false;
		about = about || contains(&lines->line[i], ABOUT);
		append_line(ret, &lines->line[i]);
	}
	return about && tz_utf8_count(tz_buf_str(ret), ret->len) <= TITLE_MAX &&
	    ends_with_any(tz_buf_str(ret), ret->len, kinds);
}

/* The first official title; the organ in a line above it belongs to it. */
static bool
official_title(const struct tz_metadata_lines *lines, struct tz_buf *ret)
{
	size_t i;
	size_t n;

	for (i = 0; i < lines->n; i++)
		for (n = 1; n <= TITLE_LINES && i + n <= lines->n; n++) {
			const struct tz_metadata_line *first = &lines->line[i];

			if (n > 1 && !contains(first, ABOUT) &&
			    !ends_with_any(first->text, first->len, organs))
				break;
			if (is_official(lines, i, i + n, ret))
				return true;
		}
	tz_buf_reset(ret);
	return false;
}

/* Numbers, dates, urgency, names of letterheads: not a title. */
static bool
is_heading_matter(const struct tz_metadata_line *line)
{
	static const char *const words[] = {
	    "特急", "加急", "文件", "号", "日", NULL};
	struct tz_metadata_line rest;
	size_t n = tz_utf8_count(line->text, line->len);

	return n < 3 || tz_metadata_label(line, other_labels, &rest) ||
	    (n <= 24 && ends_with_any(line->text, line->len, words)) ||
	    strspn(line->text, "0123456789-/.: ") >= line->len;
}

static void
first_line(const struct tz_metadata_lines *lines, struct tz_buf *ret)
{
	size_t i;

	for (i = 0; i < lines->n; i++) {
		struct tz_metadata_line line = lines->line[i];
		size_t cut;

		if (is_heading_matter(&line))
			continue;
		/* Markdown marks a heading so. */
		while (line.len > 1 &&
		    (line.text[0] == '#' || line.text[0] == ' ')) {
			line.text++;
			line.len--;
		}
		cut = tz_utf8_offset(line.text, line.len, TITLE_MAX);
		line.len = cut;
		append_line(ret, &line);
		return;
	}
}

void
tz_metadata_title(const struct tz_metadata_lines *lines, struct tz_buf *ret)
{
	tz_auto_buf title = TZ_BUF_INIT;
	struct tz_metadata_line rest;
	size_t i;

	if (!official_title(lines, &title)) {
		for (i = 0; i < lines->n && title.len == 0; i++)
			if (tz_metadata_label(&lines->line[i], labels, &rest))
				append_line(&title, &rest);
		if (title.len == 0)
			first_line(lines, &title);
	}
	tz_buf_append(ret, tz_buf_str(&title), title.len);
}
