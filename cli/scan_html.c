/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/scan_html.c - a scan as one page for people
 *
 * Everything that came out of a file goes through tz_html_text().
 */
#include "cli/scan_html.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "cli/where.h"
#include "cli/words.h"

struct tz_html {
	struct tz_scan *scan;
	struct tz_buf files;  /* sections of files with findings */
	struct tz_buf rows;   /* of the table of these */
	struct tz_buf others; /* list items of files without */
	size_t n_files;
	size_t n_others;
};

enum tz_status
tz_html_new(struct tz_scan *scan, struct tz_html **ret_html, struct tz_err *err)
{
	struct tz_html *html = calloc(1, sizeof *html);

	if (!html)
		return tz_fail_nomem(err);
	html->scan = scan;
	*ret_html = html;
	return TZ_OK;
}

void
tz_html_free(struct tz_html *html)
{
	if (!html)
		return;
	tz_buf_clear(&html->files);
	tz_buf_clear(&html->rows);
	tz_buf_clear(&html->others);
	free(html);
}

void
tz_html_text(const char *text, struct tz_buf *ret)
{
	tz_auto_buf clean = TZ_BUF_INIT;
	const char *at;

	tz_utf8_printable(text, strlen(text), &clean);
	for (at = tz_buf_str(&clean); *at; at++) {
		switch (*at) {
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
		case '\'':
			tz_buf_puts(ret, "&#39;");
			break;
		default:
			tz_buf_putc(ret, *at);
		}
	}
}

/* An element around a text. */
static void
put(struct tz_buf *ret, const char *open, const char *text, const char *close)
{
	tz_buf_puts(ret, open);
	tz_html_text(text, ret);
	tz_buf_puts(ret, close);
}

static void
put_excerpt(const struct tz_finding *finding, struct tz_buf *ret)
{
	size_t from, len;

	if (!finding->excerpt || finding->excerpt[0] == '\0')
		return;
	tz_buf_puts(ret, "<blockquote><bdi>");
	if (tz_view_hit(finding, &from, &len)) {
		tz_auto_str before = strndup(finding->excerpt, from);
		tz_auto_str hit = strndup(finding->excerpt + from, len);

		tz_html_text(before ? before : "", ret);
		put(ret, "<mark>", hit ? hit : "", "</mark>");
		tz_html_text(finding->excerpt + from + len, ret);
	} else {
		tz_html_text(tz_cli_excerpt(finding->match, finding->excerpt),
		    ret);
	}
	tz_buf_puts(ret, "</bdi></blockquote>\n");
}

/* "file, part, channel: place" */
static void
put_place(struct tz_cli *cli, const struct tz_view *view,
    const struct tz_finding *finding, struct tz_buf *ret)
{
	const struct tz_document_file *files;
	size_t n;

	files = tz_document_files(view->document, &n);
	if (finding->file > 0)
		put(ret, "<code>", files[finding->file].path, "</code>, ");
	if (finding->path && finding->path[0] != '\0')
		put(ret, "<code>", finding->path, "</code>, ");
	tz_html_text(tz_cli_word(tz_channel_word(finding->channel)), ret);
	if (finding->where && finding->where[0] != '\0')
		put(ret, ", ", tz_cli_where(cli, finding->where), "");
}

static void
put_places(struct tz_cli *cli, const struct tz_scan_document *document,
    size_t first, struct tz_buf *ret)
{
	const struct tz_mark *marks = document->marks.mark;
	const struct tz_finding *all;
	size_t n, i;

	all = tz_findings_all(document->view.findings, &n);
	if (marks[first].places == 1) {
		tz_buf_puts(ret, "<p class=\"soft\">");
		put_place(cli, &document->view, &all[first], ret);
		tz_buf_puts(ret, "</p>\n");
		return;
	}
	tz_buf_puts(ret, "<details open><summary>");
	tz_buf_printf(ret, _("in %zu places: "), marks[first].places);
	tz_buf_puts(ret, "</summary><ul class=\"soft\">\n");
	for (i = first; i < n; i++) {
		if (marks[i].first != first)
			continue;
		tz_buf_puts(ret, "<li>");
		put_place(cli, &document->view, &all[i], ret);
		tz_buf_puts(ret, "</li>\n");
	}
	tz_buf_puts(ret, "</ul></details>\n");
}

static void
put_finding(struct tz_html *html, const struct tz_scan_document *document,
    size_t index)
{
	const struct tz_mark *mark = &document->marks.mark[index];
	const struct tz_scan *scan = html->scan;
	struct tz_buf *ret = &html->files;
	const struct tz_finding *finding;
	const char *word, *title, *advice;
	size_t n;

	finding = &tz_findings_all(document->view.findings, &n)[index];
	word = tz_severity_word(finding->severity);
	title = tz_cli_rule_title(scan->cli, scan->rules, finding->rule);
	tz_buf_printf(ret,
	    "<article class=\"finding %s\"><h4><span class=\"badge %s\">",
	    mark->suppressed ? "known" : word, word);
	put(ret, "", tz_cli_word(word), "</span><span>");
	put(ret, "", title ? title : finding->rule, "</span>");
	if (mark->suppressed)
		put(ret, "<span class=\"badge known\">", _("known"), "</span>");
	put(ret, "<code class=\"soft\">", finding->rule, "</code></h4>\n");
	if (!document->view.refused) {
		put_excerpt(finding, ret);
		put_places(scan->cli, document, index, ret);
	}
	if (!document->view.refused && finding->about)
		put(ret, "<p>", finding->about, "</p>\n");
	if (!document->view.refused && finding->exception)
		put(ret, "<p>", finding->exception, "</p>\n");
	advice = tz_rule_set_rule_advice(scan->rules, finding->rule,
	    tz_cli_chinese(scan->cli) ? "zh" : "en");
	if (advice)
		put(ret, "<p class=\"advice\">", advice, "</p>\n");
	if (mark->reason)
		put(ret, "<p>", mark->reason, "</p>\n");
	tz_buf_puts(ret, "</article>\n");
}

/* How much of the file, and of all that is in it, was read. */
static const char *
reading_of(const struct tz_view *view)
{
	enum tz_reading worst = TZ_READING_READ;
	const struct tz_document_file *files;
	size_t n, i;

	files = tz_document_files(view->document, &n);
	for (i = 0; i < n; i++) {
		if (files[i].reading == TZ_READING_READ)
			continue;
		worst = i == 0 ? files[i].reading : TZ_READING_PARTLY;
		break;
	}
	return tz_cli_word(tz_reading_word(worst));
}

static void
put_row(struct tz_html *html, const struct tz_scan_document *document)
{
	size_t count[TZ_SEVERITY_COUNT] = {0};
	const struct tz_finding *all;
	int severity;
	size_t n, i;

	all = tz_findings_all(document->view.findings, &n);
	for (i = 0; i < n; i++)
		count[all[i].severity] += !document->marks.mark[i].suppressed;
	tz_buf_printf(&html->rows, "<tr><td><a href=\"#file-%zu\">",
	    html->n_files);
	put(&html->rows, "", document->view.label, "</a></td><td>");
	put(&html->rows, "", reading_of(&document->view), "</td>");
	for (severity = TZ_SEVERITY_REFUSE; severity >= 0; severity--)
		tz_buf_printf(&html->rows, "<td class=\"n%s\">%zu</td>",
		    count[severity] ? "" : " none", count[severity]);
	tz_buf_puts(&html->rows, "</tr>\n");
}

static void
put_head(struct tz_html *html, const struct tz_scan_document *document)
{
	const struct tz_document_file *files;
	struct tz_buf *ret = &html->files;
	char hex[TZ_ID_HEX];
	size_t n;

	files = tz_document_files(document->view.document, &n);
	tz_buf_printf(ret,
	    "<section class=\"file\" id=\"file-%zu\"><header><h3>",
	    html->n_files);
	put(ret, "<bdi>", document->view.label, "</bdi></h3>");
	if (document->view.refused) {
		put(ret, "<p><strong>",
		    _("carries a state-secret or classification mark: isolate "
		      "it, do not copy or send it; its text is not shown"),
		    "</strong></p>");
	} else {
		tz_id_hex(&files[0].sha256, hex);
		put(ret, "<p class=\"soft\">", reading_of(&document->view),
		    " · ");
		put(ret, "", files[0].media_type, " · <code>sha256:");
		put(ret, "", hex, "</code></p>");
	}
	tz_buf_puts(ret, "</header>\n");
}

enum tz_status
tz_html_document(struct tz_html *html, const struct tz_scan_document *document,
    struct tz_err *err)
{
	size_t i;

	if (document->marks.n == 0) {
		html->n_others++;
		put(&html->others, "<li><bdi>", document->view.label,
		    "</bdi></li>\n");
		return tz_buf_check(&html->others, err);
	}
	html->n_files++;
	put_row(html, document);
	put_head(html, document);
	for (i = 0; i < document->marks.n; i++) {
		if (document->marks.mark[i].places > 0)
			put_finding(html, document, i);
	}
	tz_buf_puts(&html->files, "</section>\n");
	return tz_buf_check(&html->files, err);
}

/* A count that is a filter, too. */
static void
put_count(const char *name, const char *word, uint64_t n, struct tz_buf *ret)
{
	tz_buf_printf(ret,
	    "<label class=\"count %s\"><input type=\"checkbox\" id=\"s-%s\" "
	    "checked><b>%llu</b>",
	    name, name, (unsigned long long)n);
	put(ret, "<span>", word, "</span></label>\n");
}

static void
put_verdict(const struct tz_scan *scan, struct tz_buf *ret)
{
	bool expired = tz_rule_set_expired(scan->rules);

	if (scan->findings[TZ_SEVERITY_REFUSE] > 0)
		put(ret, "<p class=\"verdict bad\">",
		    _("A file carries a mark of secrecy. Isolate it; do not "
		      "copy or send it."),
		    "</p>\n");
	else if (scan->answer_no)
		put(ret, "<p class=\"verdict bad\">",
		    _("There are findings to be looked at."), "</p>\n");
	if (scan->incomplete || expired || scan->list.n_failures > 0)
		put(ret, "<p class=\"verdict open\">",
		    expired ? _("A rule pack has expired: the result is "
				"incomplete.")
			    : _("Not everything could be read: the result is "
				"incomplete."),
		    "</p>\n");
	else if (!scan->answer_no)
		put(ret, "<p class=\"verdict good\">",
		    _("Everything was read, and nothing was found that "
		      "counts."),
		    "</p>\n");
}

static void
put_summary(struct tz_html *html, struct tz_buf *ret)
{
	const struct tz_scan *scan = html->scan;
	int severity;

	put_verdict(scan, ret);
	put(ret, "<p class=\"soft\">", "", "");
	tz_buf_printf(ret,
	    _("files: %llu (read %llu, partly %llu, unread %llu), characters: "
	      "%llu"),
	    (unsigned long long)scan->files,
	    (unsigned long long)scan->reading[TZ_READING_READ],
	    (unsigned long long)scan->reading[TZ_READING_PARTLY],
	    (unsigned long long)scan->reading[TZ_READING_UNREAD],
	    (unsigned long long)scan->characters);
	put(ret, "</p>\n<fieldset><legend>",
	    _("Findings by severity: untick one to hide it"), "</legend>\n");
	for (severity = TZ_SEVERITY_REFUSE; severity >= 0; severity--) {
		const char *word = tz_severity_word(severity);

		put_count(word, tz_cli_word(word), scan->findings[severity],
		    ret);
	}
	if (scan->baseline)
		put_count("known", _("known"), scan->suppressed, ret);
	tz_buf_puts(ret, "</fieldset>\n");
}

static void
put_table(struct tz_html *html, struct tz_buf *ret)
{
	int severity;

	if (html->n_files == 0)
		return;
	put(ret, "<h2>", _("Files with findings"), "</h2>\n<table><thead><tr>");
	put(ret, "<th scope=\"col\">", _("File"), "</th>");
	put(ret, "<th scope=\"col\">", _("Reading"), "</th>");
	for (severity = TZ_SEVERITY_REFUSE; severity >= 0; severity--)
		put(ret, "<th scope=\"col\" class=\"n\">",
		    tz_cli_word(tz_severity_word(severity)), "</th>");
	tz_buf_puts(ret, "</tr></thead><tbody>\n");
	tz_buf_append(ret, html->rows.data, html->rows.len);
	put(ret, "</tbody></table>\n<h2 id=\"findings\">", _("Findings"),
	    " <a class=\"all\" href=\"#findings\">");
	put(ret, "", _("all files"), "</a></h2>\n");
	tz_buf_append(ret, html->files.data, html->files.len);
}

/* A list that opens when it is asked for. */
static void
open_list(struct tz_buf *ret, const char *title, size_t n)
{
	put(ret, "<details><summary>", title, "");
	tz_buf_printf(ret, " (%zu)</summary><ul>\n", n);
}

static void
put_rest(struct tz_html *html, struct tz_buf *ret)
{
	const struct tz_draft_list *list = &html->scan->list;
	size_t i;

	if (html->n_others + list->n_skipped + list->n_failures == 0)
		return;
	put(ret, "<h2>", _("Everything else"), "</h2>\n");
	if (html->n_others > 0) {
		open_list(ret, _("Files without findings"), html->n_others);
		tz_buf_append(ret, html->others.data, html->others.len);
		tz_buf_puts(ret, "</ul></details>\n");
	}
	if (list->n_failures > 0) {
		open_list(ret, _("Not opened"), list->n_failures);
		for (i = 0; i < list->n_failures; i++)
			put(ret, "<li>", list->failure[i], "</li>\n");
		tz_buf_puts(ret, "</ul></details>\n");
	}
	if (list->n_skipped > 0) {
		open_list(ret, _("Left out"), list->n_skipped);
		for (i = 0; i < list->n_skipped; i++) {
			put(ret, "<li>", list->skipped[i].path, " · ");
			put(ret, "", tz_skip_word(list->skipped[i].reason), "");
			if (list->skipped[i].by)
				put(ret, " · <code>", list->skipped[i].by,
				    "</code>");
			tz_buf_puts(ret, "</li>\n");
		}
		tz_buf_puts(ret, "</ul></details>\n");
	}
}

enum tz_status
tz_html_end(struct tz_html *html, struct tz_buf *ret, struct tz_err *err)
{
	char hex[TZ_ID_HEX];

	tz_id_hex(tz_rule_set_digest(html->scan->rules), hex);
	tz_buf_printf(ret,
	    "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n"
	    "<meta charset=\"utf-8\">\n"
	    "<meta http-equiv=\"Content-Security-Policy\" content=\""
	    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; "
	    "form-action 'none'\">\n"
	    "<meta name=\"viewport\" content=\"width=device-width, "
	    "initial-scale=1\">\n<meta name=\"referrer\" "
	    "content=\"no-referrer\">\n",
	    tz_cli_chinese(html->scan->cli) ? "zh-CN" : "en");
	put(ret, "<title>", _("Check before publication"), "</title>\n<style>");
	tz_buf_puts(ret, tz_html_style);
	put(ret, "</style>\n</head>\n<body>\n<header>\n<h1>",
	    _("Check before publication"), "</h1>\n");
	put_summary(html, ret);
	tz_buf_puts(ret, "</header>\n<main>\n");
	put_table(html, ret);
	put_rest(html, ret);
	tz_buf_puts(ret, "</main>\n<footer><p>");
	tz_buf_printf(ret, "taizhang %s · ", TZ_VERSION);
	put(ret, "", _("rule set"), " <code>sha256:");
	tz_buf_printf(ret, "%s</code></p></footer>\n</body>\n</html>\n", hex);
	return tz_buf_check(ret, err);
}
