/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * archive/bundle_page.c - what a person opens first: index.html, VERIFY.*
 *
 * The page is made from the details that the bundle opens and nothing else; it
 * has no script and names nothing outside the bundle.
 */
#include "archive/bundle_parts.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "archive/verify_text.h"
#include "base/intl.h"

struct page {
	struct tz_bundle_plan *plan;
	struct tz_buf html;
	int n;
};

static void
put_escaped(struct tz_buf *ret, const char *text)
{
	for (; text && *text; text++) {
		switch (*text) {
		case '&':
			tz_buf_puts(ret, "&amp;");
			break;
		case '<':
			tz_buf_puts(ret, "&lt;");
			break;
		case '>':
			tz_buf_puts(ret, "&gt;");
			break;
		case '"':
			tz_buf_puts(ret, "&quot;");
			break;
		default:
			tz_buf_putc(ret, *text);
		}
	}
}

static void
put_cell(struct tz_buf *ret, const char *text)
{
	tz_buf_puts(ret, "<td>");
	put_escaped(ret, text);
	tz_buf_puts(ret, "</td>");
}

static void
put_files(struct page *page, const json_t *files)
{
	const json_t *file;
	struct tz_id commitment;
	size_t i;

	tz_buf_puts(&page->html, "<td>");
	json_array_foreach(files, i, file)
	{
		const char *object = tz_json_string(file, "object");
		const struct tz_bundle_item *item = NULL;

		if (object && tz_id_parse(object, &commitment))
			item = tz_bundle_item_find(page->plan, &commitment);
		if (i)
			tz_buf_puts(&page->html, "<br>");
		if (item && item->is_opened)
			tz_buf_printf(&page->html,
			    "<a href=\"objects/%.2s/%s.bin\">", object, object);
		put_escaped(&page->html, tz_json_string(file, "name"));
		if (item && item->is_opened)
			tz_buf_puts(&page->html, "</a>");
	}
	tz_buf_puts(&page->html, "</td>");
}

static enum tz_status
put_row(const struct tz_event *event, void *arg, struct tz_err *err)
{
	struct page *page = arg;
	struct tz_buf *html = &page->html;

	if (event->kind != TZ_ACT_PUBLISH && event->kind != TZ_ACT_DEPOSIT)
		return TZ_OK;
	page->n++;
	tz_buf_printf(html, "<tr><td>%" PRId64 "</td>", event->seq);
	put_cell(html, tz_json_string(event->detail, "date"));
	put_cell(html, tz_json_string(event->detail, "number"));
	put_cell(html, tz_json_string(event->detail, "title"));
	put_cell(html, tz_json_string(event->detail, "department"));
	put_cell(html, tz_json_string(event->detail, "channel"));
	put_cell(html, tz_json_string(event->detail, "url"));
	put_files(page, json_object_get(event->detail, "files"));
	tz_buf_puts(html, "</tr>\n");
	return tz_buf_check(html, err);
}

static void
put_head(struct page *page)
{
	const struct tz_bundle_plan *plan = page->plan;

	tz_buf_puts(&page->html,
	    "<!DOCTYPE html>\n<html lang=\"zh\">\n<head>\n"
	    "<meta charset=\"utf-8\">\n"
	    "<meta http-equiv=\"Content-Security-Policy\" "
	    "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
	    "<title>");
	put_escaped(&page->html, plan->name);
	tz_buf_puts(&page->html,
	    "</title>\n<style>\n"
	    "body{font-family:sans-serif;margin:2em auto;max-width:70em;"
	    "padding:0 1em}\n"
	    "table{border-collapse:collapse;width:100%}\n"
	    "td,th{border:1px solid #999;padding:.3em .5em;"
	    "text-align:left;vertical-align:top}\n"
	    "</style>\n</head>\n<body>\n<h1>");
	put_escaped(&page->html, plan->name);
	tz_buf_printf(&page->html,
	    "</h1>\n<p>台账 %s，记录 [%" PRId64 ", %" PRId64 ")，%s，"
	    "第 %d 版。 Ledger of %s, entries [%" PRId64 ", %" PRId64
	    "), %s profile, edition %d.</p>\n"
	    "<p>核验方法见 <a href=\"VERIFY.txt\">VERIFY.txt</a>。 "
	    "How to check it: see the same file.</p>\n"
	    "<h2>已公开信息 Published</h2>\n"
	    "<table>\n<tr><th>序号<br>Seq</th><th>日期<br>Date</th>"
	    "<th>文号<br>Number</th><th>标题<br>Title</th>"
	    "<th>部门<br>Department</th><th>渠道<br>Channel</th>"
	    "<th>网址<br>URL</th><th>文件<br>Files</th></tr>\n",
	    plan->period, plan->from, plan->until,
	    plan->is_public ? "公开版" : "完整版", plan->edition, plan->period,
	    plan->from, plan->until, plan->is_public ? "public" : "full",
	    plan->edition);
}

static enum tz_status
add_index(struct tz_bundle_plan *plan, const struct tz_named_list *registers,
    struct tz_bundle_members *members, struct tz_err *err)
{
	struct page page = {.plan = plan};
	enum tz_status s;
	size_t i;

	put_head(&page);
	s = tz_bundle_plan_each(plan, put_row, &page, err);
	tz_buf_printf(&page.html,
	    "</table>\n<p>共 %d 条。 %d in all.</p>\n"
	    "<h2>登记表 Registers</h2>\n<ul>\n",
	    page.n, page.n);
	for (i = 0; registers && i < registers->n; i++) {
		const char *name = registers->item[i].name;

		tz_buf_printf(&page.html,
		    "<li><a href=\"registers/%s\">%s</a></li>\n", name, name);
	}
	tz_buf_puts(&page.html, "</ul>\n</body>\n</html>\n");
	if (s == TZ_OK)
		s = tz_buf_check(&page.html, err);
	if (s == TZ_OK)
		s = tz_bundle_add(members, "data/index.html", page.html.data,
		    page.html.len, err);
	tz_buf_clear(&page.html);
	return s;
}

enum tz_status
tz_bundle_page(struct tz_bundle_plan *plan,
    const struct tz_named_list *registers, struct tz_bundle_members *members,
    struct tz_err *err)
{
	enum tz_status s;
	size_t i;

	s = add_index(plan, registers, members, err);
	for (i = 0; s == TZ_OK && registers && i < registers->n; i++) {
		tz_auto_buf name = TZ_BUF_INIT;

		tz_buf_printf(&name, "data/registers/%s",
		    registers->item[i].name);
		s = tz_bundle_add(members, tz_buf_str(&name),
		    registers->item[i].data, registers->item[i].len, err);
	}
	if (s == TZ_OK)
		s = tz_bundle_add(members, "data/VERIFY.sh",
		    tz_verify_text_script, strlen(tz_verify_text_script), err);
	if (s == TZ_OK)
		s = tz_bundle_add(members, "data/VERIFY.txt",
		    tz_verify_text_words, strlen(tz_verify_text_words), err);
	return s;
}
