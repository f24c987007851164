/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/cmd_scan.c - check files without a vault
 *
 * A file that cannot be opened is one line on standard error and the run goes
 * on; at the end the worst counts: 2, then 1, then 3 (design section 9).
 */
#include <string.h>

#include "base/date.h"
#include "base/file.h"
#include "cli/drafts.h"
#include "cli/passwords.h"
#include "cli/scan.h"
#include "cli/scan_html.h"
#include "cli/scan_sarif.h"

/* clang-format off */
static const struct tz_option options[] = {
	{"policies", 0, TZ_OPTION_FOLDER, "<folder>",
	    N_("use these policies instead of the installed ones")},
	{"fail-on", 0, TZ_OPTION_TEXT, "<severity>",
	    N_("exit 1 from this severity on: note, warn (default), block, "
	       "refuse")},
	{"sarif", 0, TZ_OPTION_FLAG, NULL, N_("print SARIF 2.1.0")},
	{"html", 0, TZ_OPTION_FLAG, NULL, N_("print one page for a browser")},
	{"output", 'o', TZ_OPTION_FILE, "<file>",
	    N_("write SARIF or HTML to this file, and the text as usual")},
	{"baseline", 0, TZ_OPTION_FILE, "<file>",
	    N_("do not count the findings that this file knows")},
	{"write-baseline", 0, TZ_OPTION_FILE, "<file>",
	    N_("write a baseline of what is found, or bring it up to date")},
	{"show-suppressed", 0, TZ_OPTION_FLAG, NULL,
	    N_("print known findings, too")},
	{"since", 0, TZ_OPTION_TEXT, "<revision>",
	    N_("files of the git checkout that differ from this revision")},
	{"staged", 0, TZ_OPTION_FLAG, NULL,
	    N_("what git is about to commit, as its index has it")},
	{"files-from", 0, TZ_OPTION_FILE, "<file>",
	    N_("more names, one a line or each with a NUL behind it; - is "
	       "standard input")},
	{"stdin-name", 0, TZ_OPTION_TEXT, "<name>",
	    N_("what standard input is called")},
	{"hidden", 0, TZ_OPTION_FLAG, NULL,
	    N_("folders whose name begins with a dot, too")},
	{"ignore-file", 0, TZ_OPTION_FILE, "<file>",
	    N_("more patterns of paths to leave out")},
	{"no-ignore", 0, TZ_OPTION_FLAG, NULL,
	    N_("leave out nothing because of patterns")},
	{"show-ignored", 0, TZ_OPTION_FLAG, NULL,
	    N_("print what is left out")},
	TZ_CLI_PASSWORD_OPTION,
	TZ_DRAFTS_JOBS_OPTION,
	{NULL, 0, TZ_OPTION_FLAG, NULL, NULL},
};
/* clang-format on */

static void
count(struct tz_scan *scan, const struct tz_scan_document *document)
{
	const struct tz_view *view = &document->view;
	const struct tz_document_file *files;
	const struct tz_part *parts;
	const struct tz_finding *all;
	size_t n, i;

	parts = tz_document_parts(view->document, &n);
	scan->parts += n;
	for (i = 0; i < n; i++)
		scan->characters += parts[i].characters;
	files = tz_document_files(view->document, &n);
	for (i = 0; i < n; i++) {
		scan->files++;
		scan->reading[files[i].reading]++;
		if (files[i].reading != TZ_READING_READ)
			scan->incomplete = true;
	}
	all = tz_findings_all(view->findings, &n);
	for (i = 0; i < n; i++) {
		if (document->marks.mark[i].suppressed) {
			scan->suppressed++;
			continue;
		}
		scan->findings[all[i].severity]++;
		if (strcmp(all[i].rule, TZ_RULE_UNREAD) == 0 ||
		    strcmp(all[i].rule, TZ_RULE_PARTLY) == 0)
			scan->incomplete = true;
		else if (all[i].severity >= scan->fail_on)
			scan->answer_no = true;
	}
}

static enum tz_status
report(struct tz_scan *scan, const struct tz_scan_document *document,
    struct tz_err *err)
{
	switch (scan->form) {
	case TZ_SCAN_JSON:
		return tz_scan_json_document(scan, document, err);
	case TZ_SCAN_SARIF:
		if (scan->output)
			tz_scan_text_document(scan, document);
		return tz_sarif_document(scan->sarif, document, err);
	case TZ_SCAN_HTML:
		if (scan->output)
			tz_scan_text_document(scan, document);
		return tz_html_document(scan->html, document, err);
	case TZ_SCAN_TEXT:
		break;
	}
	tz_scan_text_document(scan, document);
	return TZ_OK;
}

static enum tz_status
scan_file(void *arg, const struct tz_draft *draft, const char *label,
    const struct tz_document *document, struct tz_err *err)
{
	struct tz_scan *scan = arg;
	tz_auto(tz_findings) findings = NULL;
	tz_auto_marks marks = {NULL, 0};
	struct tz_scan_document whole = {.draft = draft};
	enum tz_status s;

	s = tz_rule_set_match(scan->rules, document, &findings, err);
	if (s)
		return s;
	whole.view.label = label;
	whole.view.document = document;
	whole.view.findings = findings;
	whole.view.rules = scan->rules;
	whole.view.refused =
	    tz_findings_count(findings, TZ_SEVERITY_REFUSE) > 0;
	if (scan->baseline)
		tz_baseline_saw(scan->baseline, label);
	if (scan->accepted) {
		tz_baseline_saw(scan->accepted, label);
		s = tz_marks_accept(&whole.view, scan->accepted, scan->today,
		    err);
	}
	if (s == TZ_OK)
		s = tz_marks_make(&whole.view, scan->baseline,
		    scan->accepted != NULL, &marks, err);
	if (s)
		return s;
	whole.marks = marks;
	count(scan, &whole);
	return report(scan, &whole, err);
}

static enum tz_status
choose_form(struct tz_scan *scan, struct tz_err *err)
{
	struct tz_cli *cli = scan->cli;
	bool json = tz_cli_json(cli), sarif = tz_cli_flag(cli, "sarif");
	bool html = tz_cli_flag(cli, "html");
	const char *fail_on = tz_cli_text(cli, "fail-on");

	scan->fail_on = TZ_SEVERITY_WARN;
	if (fail_on)
		scan->fail_on = tz_severity_from(fail_on);
	if (scan->fail_on == TZ_SEVERITY_COUNT)
		return tz_fail(err, TZ_USAGE,
		    _("--fail-on wants note, warn, block or refuse"));
	if (json + sarif + html > 1)
		return tz_fail(err, TZ_USAGE,
		    _("only one of --json, --sarif and --html"));
	scan->form = json ? TZ_SCAN_JSON
	    : sarif	  ? TZ_SCAN_SARIF
	    : html	  ? TZ_SCAN_HTML
			  : TZ_SCAN_TEXT;
	scan->output = tz_cli_text(cli, "output");
	if (scan->output && !sarif && !html)
		return tz_fail(err, TZ_USAGE,
		    _("--output goes with --sarif or --html"));
	return TZ_OK;
}

/* Read the baseline at ${path}, or begin one there if there may be none. */
static enum tz_status
open_baseline(const struct tz_scan *scan, const char *path, bool may_be_new,
    struct tz_baseline **ret_baseline, struct tz_err *err)
{
	struct tz_err own = {0};
	enum tz_status s;

	s = tz_baseline_read(path, scan->today, ret_baseline, &own);
	if (s == TZ_NOTFOUND && may_be_new)
		return tz_baseline_new(path, ret_baseline, err);
	if (s && err)
		*err = own;
	return s;
}

static enum tz_status
open_baselines(struct tz_scan *scan, struct tz_err *err)
{
	const char *known = tz_cli_text(scan->cli, "baseline");
	const char *new = tz_cli_text(scan->cli, "write-baseline");
	struct tz_date date = tz_date_at(tz_now(), 0);
	enum tz_status s = TZ_OK;

	tz_date_format(&date, scan->today);
	scan->new_baseline = new;
	if (known || new)
		s = open_baseline(scan, known ? known : new, !known,
		    &scan->baseline, err);
	if (s == TZ_OK && new)
		s = open_baseline(scan, new, true, &scan->accepted, err);
	return s;
}

static enum tz_status
begin(struct tz_scan *scan, int argc, char **argv, struct tz_err *err)
{
	enum tz_status s = choose_form(scan, err);

	if (s == TZ_OK)
		s = tz_scan_find(scan, argc, argv, err);
	if (s == TZ_OK)
		s = open_baselines(scan, err);
	if (s == TZ_OK)
		s = tz_cli_intake(scan->cli, &scan->intake, err);
	if (s)
		return s;
	/* The first worker starts while the rules are loaded. */
	if (scan->list.n > 0)
		tz_intake_expect(scan->intake);
	s = tz_cli_rules(scan->cli, &scan->rules, err);
	if (s == TZ_OK && scan->form == TZ_SCAN_SARIF)
		s = tz_sarif_new(scan, &scan->sarif, err);
	if (s == TZ_OK && scan->form == TZ_SCAN_HTML)
		s = tz_html_new(scan, &scan->html, err);
	if (s == TZ_OK && scan->form == TZ_SCAN_JSON)
		s = tz_scan_json_begin(scan, err);
	return s;
}

/* The one document of SARIF or HTML. */
static enum tz_status
put_whole(struct tz_scan *scan, struct tz_err *err)
{
	tz_auto_buf text = TZ_BUF_INIT;
	enum tz_status s;

	if (scan->form == TZ_SCAN_SARIF)
		s = tz_sarif_end(scan->sarif, scan->list.last->status == TZ_OK,
		    &text, err);
	else
		s = tz_html_end(scan->html, &text, err);
	if (s)
		return s;
	/* It quotes what was found: it is for whoever ran this. */
	if (scan->output)
		return tz_file_write(scan->output, text.data, text.len, 0600,
		    err);
	if (fwrite(text.data, 1, text.len, stdout) != text.len)
		return tz_fail(err, TZ_IO,
		    _("standard output could not be written"));
	return TZ_OK;
}

static void
count_stale(struct tz_scan *scan)
{
	const struct tz_baseline_entry *all;
	size_t n, i;

	if (!scan->baseline)
		return;
	all = tz_baseline_all(scan->baseline, &n);
	for (i = 0; i < n; i++)
		scan->stale += all[i].expired ||
		    tz_baseline_is_stale(scan->baseline, &all[i]);
}

static enum tz_status
end(struct tz_scan *scan, struct tz_err *err)
{
	bool whole = scan->form == TZ_SCAN_SARIF || scan->form == TZ_SCAN_HTML;
	enum tz_status s = TZ_OK;

	count_stale(scan);
	if (scan->accepted)
		s = tz_baseline_write(scan->accepted, scan->new_baseline, err);
	if (s == TZ_OK && whole)
		s = put_whole(scan, err);
	if (s == TZ_OK && scan->form == TZ_SCAN_JSON)
		s = tz_scan_json_end(scan, err);
	if (s)
		return s;
	if (scan->form == TZ_SCAN_TEXT || (whole && scan->output))
		tz_scan_text_end(scan);
	if (scan->form != TZ_SCAN_JSON && tz_rule_set_expired(scan->rules))
		tz_cli_warn(scan->cli,
		    _("a rule pack has expired: the result is incomplete; "
		      "adopt a newer one"));
	if (scan->form != TZ_SCAN_JSON && scan->files > 0 &&
	    !tz_intake_landlock(scan->intake))
		tz_cli_warn(scan->cli,
		    _("this kernel has no Landlock: files were read behind "
		      "seccomp alone"));
	return TZ_OK;
}

static enum tz_status
run(struct tz_cli *cli, int argc, char **argv, struct tz_err *err)
{
	struct tz_err last = {0};
	struct tz_scan scan = {.cli = cli, .list = {.last = &last}};
	enum tz_status s = begin(&scan, argc, argv, err);

	if (s == TZ_OK)
		s = tz_drafts_read(cli, &scan.list, scan_file, &scan, err);
	if (s == TZ_OK)
		s = end(&scan, err);
	if (s == TZ_OK && last.status)
		s = tz_fail(err, last.status, "%s", last.text);
	else if (s == TZ_OK && scan.answer_no)
		s = TZ_NO;
	else if (s == TZ_OK &&
	    (scan.incomplete || tz_rule_set_expired(scan.rules)))
		s = TZ_INCOMPLETE;
	tz_draft_list_clear(&scan.list);
	tz_baseline_free(scan.baseline);
	tz_baseline_free(scan.accepted);
	tz_sarif_free(scan.sarif);
	tz_html_free(scan.html);
	return s;
}

const struct tz_command tz_cmd_scan = {
    .name = "scan",
    .group = TZ_GROUP_DRAFTS,
    .summary = N_("Check files without a vault."),
    .synopsis = "<file|folder>... [--policies <folder>] "
		"[--fail-on <severity>]\n"
		"<file|folder>... [--sarif|--html] [--output <file>] "
		"[--baseline <file>]\n"
		"<file|folder>... [--password-file <file>] [-j <n>]\n"
		"--since <revision> [<path>...]\n"
		"--staged [<path>...]\n"
		"--files-from <file>",
    .details = N_("Reads everything in the files, hidden content included, "
		  "and prints what the rules find. Exit status 1: findings; "
		  "3: something could not be read."),
    .need = TZ_NEED_NOTHING,
    .min_args = 0,
    .max_args = -1,
    .options = options,
    .run = run,
};
