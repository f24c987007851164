/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/scan_text.c - a scan as lines for a person
 *
 * Equal findings of a document are one, with all their places.
 */
#include <stdlib.h>
#include <string.h>

#include "cli/scan.h"
#include "cli/where.h"
#include "cli/words.h"

#define PLACES_SHOWN 20

static void
print_excerpt(struct tz_cli *cli, const struct tz_finding *finding)
{
	size_t from, len;

	if (!tz_view_hit(finding, &from, &len)) {
		tz_cli_print(cli, "           %s\n",
		    tz_cli_clean(cli,
			tz_cli_excerpt(finding->match, finding->excerpt)));
		return;
	}
	tz_auto_str before = strndup(finding->excerpt, from);
	tz_auto_str hit = strndup(finding->excerpt + from, len);
	tz_cli_print(cli, "           %s%s%s%s%s\n", tz_cli_clean(cli, before),
	    tz_cli_style(cli, TZ_STYLE_BOLD), tz_cli_clean(cli, hit),
	    tz_cli_style(cli, TZ_STYLE_PLAIN),
	    tz_cli_clean(cli, finding->excerpt + from + len));
}

/* The words of the rule: severity, name, title, and what the baseline says. */
static void
print_rule(struct tz_scan *scan, const struct tz_finding *finding,
    const struct tz_mark *mark)
{
	struct tz_cli *cli = scan->cli;
	const char *title;

	title = tz_cli_rule_title(cli, scan->rules, finding->rule);
	tz_cli_print(cli, "  %s",
	    tz_cli_style(cli, tz_view_severity_style(finding->severity)));
	tz_cli_pad(cli, tz_cli_word(tz_severity_word(finding->severity)), 8);
	tz_cli_print(cli, "%s %s", tz_cli_style(cli, TZ_STYLE_PLAIN),
	    finding->rule);
	if (title)
		tz_cli_print(cli, "  %s", tz_cli_clean(cli, title));
	if (mark->suppressed)
		tz_cli_print(cli, "%s",
		    /* TRANSLATORS: behind a finding that the baseline covers */
		    _("  (known)"));
	else if (mark->state == TZ_BASELINE_WORSE)
		tz_cli_print(cli, "%s", _("  (known with a lower severity)"));
	tz_cli_print(cli, "\n");
	if (mark->reason)
		tz_cli_print(cli, "           %s\n",
		    tz_cli_clean(cli, mark->reason));
}

/* In which part and channel; the file in the document, if it is not itself. */
static void
print_part(struct tz_cli *cli, const struct tz_view *view,
    const struct tz_finding *finding)
{
	const struct tz_document_file *files;
	tz_auto_buf label = TZ_BUF_INIT;
	size_t n;

	files = tz_document_files(view->document, &n);
	if (finding->file > 0)
		tz_buf_printf(&label, "%s, ", files[finding->file].path);
	if (finding->path && finding->path[0] != '\0')
		tz_buf_printf(&label, "%s, ", finding->path);
	tz_cli_print(cli, "%s%s", tz_cli_clean(cli, tz_buf_str(&label)),
	    tz_cli_word(tz_channel_word(finding->channel)));
}

/* Where the finding is that is equal to ${first}: what differs from that. */
static void
print_place(struct tz_cli *cli, const struct tz_view *view,
    const struct tz_finding *first, const struct tz_finding *finding)
{
	bool where = finding->where && finding->where[0] != '\0';
	bool same = finding->file == first->file &&
	    finding->channel == first->channel &&
	    strcmp(finding->path ? finding->path : "",
		first->path ? first->path : "") == 0;

	if (where)
		tz_cli_print(cli, "%s", tz_cli_where(cli, finding->where));
	if (where && same)
		return;
	tz_cli_print(cli, where ? " (" : "");
	print_part(cli, view, finding);
	tz_cli_print(cli, where ? ")" : "");
}

static void
print_places(struct tz_cli *cli, const struct tz_scan_document *document,
    size_t first)
{
	const struct tz_mark *marks = document->marks.mark;
	const struct tz_finding *all;
	size_t n, i, shown = 0;

	all = tz_findings_all(document->view.findings, &n);
	tz_cli_print(cli, "           %s", tz_cli_style(cli, TZ_STYLE_DIM));
	tz_cli_print(cli, _("in %zu places: "), marks[first].places);
	for (i = first; i < n && shown < PLACES_SHOWN; i++) {
		if (marks[i].first != first)
			continue;
		tz_cli_print(cli, shown++ > 0 ? "; " : "");
		print_place(cli, &document->view, &all[first], &all[i]);
	}
	if (shown < marks[first].places)
		tz_cli_print(cli, _("; and %zu more"),
		    marks[first].places - shown);
	tz_cli_print(cli, "%s\n", tz_cli_style(cli, TZ_STYLE_PLAIN));
}

static void
print_finding(struct tz_scan *scan, const struct tz_scan_document *document,
    size_t index)
{
	const struct tz_mark *mark = &document->marks.mark[index];
	struct tz_cli *cli = scan->cli;
	const struct tz_finding *finding;
	const char *advice;
	size_t n;

	finding = &tz_findings_all(document->view.findings, &n)[index];
	print_rule(scan, finding, mark);
	if (document->view.refused)
		return;
	tz_cli_print(cli, "           %s", tz_cli_style(cli, TZ_STYLE_DIM));
	print_part(cli, &document->view, finding);
	tz_cli_print(cli, "%s\n", tz_cli_style(cli, TZ_STYLE_PLAIN));
	if (mark->places == 1 && finding->where && finding->where[0] != '\0')
		tz_cli_print(cli, "           %s%s%s\n",
		    tz_cli_style(cli, TZ_STYLE_DIM),
		    tz_cli_where(cli, finding->where),
		    tz_cli_style(cli, TZ_STYLE_PLAIN));
	if (mark->places > 1)
		print_places(cli, document, index);
	if (finding->excerpt && finding->excerpt[0] != '\0')
		print_excerpt(cli, finding);
	if (finding->about)
		tz_cli_print(cli, _("           of it: %s\n"),
		    tz_cli_clean(cli, finding->about));
	if (finding->exception)
		tz_cli_print(cli, "           %s%s%s\n",
		    tz_cli_style(cli, TZ_STYLE_DIM),
		    tz_cli_clean(cli, finding->exception),
		    tz_cli_style(cli, TZ_STYLE_PLAIN));
	advice = tz_rule_set_rule_advice(scan->rules, finding->rule,
	    tz_cli_chinese(cli) ? "zh" : "en");
	if (advice)
		tz_cli_print(cli, "           -> %s\n",
		    tz_cli_clean(cli, advice));
}

/* How much of what the user named was read. */
static void
print_coverage(struct tz_cli *cli, const struct tz_view *view)
{
	const struct tz_document_file *files;
	const struct tz_part *parts;
	unsigned long long characters = 0;
	size_t n_files, n_parts, i, whole = 0;

	files = tz_document_files(view->document, &n_files);
	parts = tz_document_parts(view->document, &n_parts);
	for (i = 0; i < n_files; i++)
		whole += files[i].reading == TZ_READING_READ;
	for (i = 0; i < n_parts; i++)
		characters += parts[i].characters;
	tz_cli_print(cli, "%s%s%s  ", tz_cli_style(cli, TZ_STYLE_BOLD),
	    tz_cli_clean(cli, view->label), tz_cli_style(cli, TZ_STYLE_PLAIN));
	if (n_files == 1)
		tz_cli_print(cli, "%s",
		    tz_cli_word(tz_reading_word(files[0].reading)));
	else
		tz_cli_print(cli, _("read %zu of %zu files"), whole, n_files);
	tz_cli_print(cli, _(", %llu characters in %zu parts\n"), characters,
	    n_parts);
}

void
tz_scan_text_document(struct tz_scan *scan,
    const struct tz_scan_document *document)
{
	bool all = tz_cli_flag(scan->cli, "show-suppressed");
	const struct tz_mark *marks = document->marks.mark;
	size_t n = document->marks.n, i, shown = 0;

	for (i = 0; i < n; i++)
		shown += all || !marks[i].suppressed;
	if (shown == 0 && document->draft->kind != TZ_DRAFT_NAMED &&
	    document->draft->kind != TZ_DRAFT_STDIN)
		return;
	print_coverage(scan->cli, &document->view);
	if (document->view.refused)
		tz_cli_print(scan->cli, "  %s\n",
		    _("carries a state-secret or classification mark: isolate "
		      "it, do not copy or send it; its text is not shown"));
	for (i = 0; i < n; i++) {
		if (marks[i].places > 0 && (all || !marks[i].suppressed))
			print_finding(scan, document, i);
	}
}

static void
print_skips(struct tz_scan *scan)
{
	static const char *const words[] = {
	    [TZ_SKIP_HIDDEN] = N_("hidden folders %zu"),
	    [TZ_SKIP_IGNORED] = N_("by patterns %zu"),
	    [TZ_SKIP_LINK] = N_("links %zu"),
	    [TZ_SKIP_SPECIAL] = N_("special files %zu"),
	    [TZ_SKIP_CHECKOUT] = N_("other checkouts %zu"),
	};
	size_t skips[TZ_SKIP_COUNT], i, shown = 0;

	tz_scan_skips(scan, skips);
	for (i = 0; i < TZ_SKIP_COUNT; i++) {
		if (skips[i] == 0)
			continue;
		tz_cli_print(scan->cli, "%s", shown++ ? ", " : _("left out: "));
		tz_cli_print(scan->cli, _(words[i]), skips[i]);
	}
	if (shown)
		tz_cli_print(scan->cli, "\n");
	if (tz_cli_flag(scan->cli, "show-ignored")) {
		for (i = 0; i < scan->list.n_skipped; i++)
			tz_cli_print(scan->cli, "  %s  %s\n",
			    tz_cli_clean(scan->cli, scan->list.skipped[i].path),
			    scan->list.skipped[i].by
				? tz_cli_clean(scan->cli,
				      scan->list.skipped[i].by)
				: "");
	}
	if (scan->list.not_obeyed > 0)
		tz_cli_print(scan->cli,
		    _(".taizhangignore in folders below is not obeyed: %zu\n"),
		    scan->list.not_obeyed);
}

static void
print_baseline(struct tz_scan *scan)
{
	const struct tz_baseline_entry *all;
	size_t n, i;

	if (!scan->baseline)
		return;
	tz_cli_print(scan->cli,
	    _("baseline: known findings %llu, entries that hold no more "
	      "%llu\n"),
	    (unsigned long long)scan->suppressed,
	    (unsigned long long)scan->stale);
	all = tz_baseline_all(scan->baseline, &n);
	for (i = 0; i < n; i++) {
		if (all[i].expired)
			tz_cli_print(scan->cli, _("  expired: %s  %s\n"),
			    all[i].rule, tz_cli_clean(scan->cli, all[i].file));
		else if (tz_baseline_is_stale(scan->baseline, &all[i]))
			tz_cli_print(scan->cli, _("  no more: %s  %s\n"),
			    all[i].rule, tz_cli_clean(scan->cli, all[i].file));
	}
}

void
tz_scan_text_end(struct tz_scan *scan)
{
	const uint64_t *reading = scan->reading, *findings = scan->findings;

	print_skips(scan);
	print_baseline(scan);
	tz_cli_print(scan->cli,
	    _("files: %llu (read %llu, partly %llu, unread %llu), characters: "
	      "%llu; findings: refuse %llu, block %llu, warn %llu, note "
	      "%llu\n"),
	    (unsigned long long)scan->files,
	    (unsigned long long)reading[TZ_READING_READ],
	    (unsigned long long)reading[TZ_READING_PARTLY],
	    (unsigned long long)reading[TZ_READING_UNREAD],
	    (unsigned long long)scan->characters,
	    (unsigned long long)findings[TZ_SEVERITY_REFUSE],
	    (unsigned long long)findings[TZ_SEVERITY_BLOCK],
	    (unsigned long long)findings[TZ_SEVERITY_WARN],
	    (unsigned long long)findings[TZ_SEVERITY_NOTE]);
}
