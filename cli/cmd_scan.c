/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/cmd_scan.c - check files without a vault
 *
 * A file that cannot be opened is one line on standard error and the run goes
 * on; at the end the worst counts: 2, then 1, then 3 (design section 9).
 */
#include <string.h>

#include "cli/drafts.h"
#include "cli/finding_view.h"
#include "cli/passwords.h"

/* clang-format off */
static const struct tz_option options[] = {
	{"policies", 0, TZ_OPTION_FOLDER, "<folder>",
	    N_("use these policies instead of the installed ones")},
	{"fail-on", 0, TZ_OPTION_TEXT, "<severity>",
	    N_("exit 1 from this severity on: note, warn (default), block, "
	       "refuse")},
	TZ_CLI_PASSWORD_OPTION,
	TZ_DRAFTS_JOBS_OPTION,
	{NULL, 0, TZ_OPTION_FLAG, NULL, NULL},
};
/* clang-format on */

struct scan {
	struct tz_cli *cli;
	struct tz_rule_set *rules;
	struct tz_intake *intake;
	enum tz_severity fail_on;
	uint64_t files, reading[TZ_READING_COUNT];
	uint64_t findings[TZ_SEVERITY_COUNT];
	uint64_t parts, characters;
	bool answer_no, incomplete;
};

static void
count(struct scan *scan, const struct tz_view *view)
{
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
		scan->findings[all[i].severity]++;
		if (strcmp(all[i].rule, TZ_RULE_UNREAD) == 0 ||
		    strcmp(all[i].rule, TZ_RULE_PARTLY) == 0)
			scan->incomplete = true;
		else if (all[i].severity >= scan->fail_on)
			scan->answer_no = true;
	}
}

static enum tz_status
print_records(struct scan *scan, const struct tz_view *view, struct tz_err *err)
{
	const struct tz_finding *all;
	size_t n, i;
	enum tz_status s;

	tz_document_files(view->document, &n);
	for (i = 0; i < n; i++) {
		s = tz_cli_record(scan->cli, tz_view_file_record(view, i), err);
		if (s)
			return s;
	}
	all = tz_findings_all(view->findings, &n);
	for (i = 0; i < n; i++) {
		s = tz_cli_record(scan->cli,
		    tz_view_finding_record(view, &all[i]), err);
		if (s)
			return s;
	}
	return TZ_OK;
}

static enum tz_status
scan_file(void *arg, const char *label, const struct tz_document *document,
    struct tz_err *err)
{
	struct scan *scan = arg;
	tz_auto(tz_findings) findings = NULL;
	struct tz_view view = {0};
	enum tz_status s;

	s = tz_rule_set_match(scan->rules, document, &findings, err);
	if (s)
		return s;
	view.label = label;
	view.document = document;
	view.findings = findings;
	view.rules = scan->rules;
	view.refused = tz_findings_count(findings, TZ_SEVERITY_REFUSE) > 0;
	count(scan, &view);
	if (tz_cli_json(scan->cli))
		return print_records(scan, &view, err);
	tz_view_print(scan->cli, &view);
	return TZ_OK;
}

static enum tz_status
print_summary(struct scan *scan, struct tz_err *err)
{
	char hex[TZ_ID_HEX];
	tz_auto_buf digest = TZ_BUF_INIT;

	tz_id_hex(tz_rule_set_digest(scan->rules), hex);
	tz_buf_printf(&digest, "sha256:%s", hex);
	if (tz_cli_json(scan->cli))
		return tz_cli_record(scan->cli,
		    json_pack("{s:s,s:I,s:I,s:I,s:I,s:I,s:I,s:{s:I,s:I,s:I,s:I}"
			      ",s:s,"
			      "s:b,s:b}",
			"type", "summary", "files", (json_int_t)scan->files,
			"read", (json_int_t)scan->reading[TZ_READING_READ],
			"partly", (json_int_t)scan->reading[TZ_READING_PARTLY],
			"unread", (json_int_t)scan->reading[TZ_READING_UNREAD],
			"parts", (json_int_t)scan->parts, "characters",
			(json_int_t)scan->characters, "findings", "refuse",
			(json_int_t)scan->findings[TZ_SEVERITY_REFUSE], "block",
			(json_int_t)scan->findings[TZ_SEVERITY_BLOCK], "warn",
			(json_int_t)scan->findings[TZ_SEVERITY_WARN], "note",
			(json_int_t)scan->findings[TZ_SEVERITY_NOTE],
			"rule_set", tz_buf_str(&digest), "landlock",
			tz_intake_landlock(scan->intake), "expired",
			tz_rule_set_expired(scan->rules)),
		    err);
	tz_cli_print(scan->cli,
	    _("files: %llu (read %llu, partly %llu, unread %llu), characters: "
	      "%llu; findings: refuse %llu, block %llu, warn %llu, note "
	      "%llu\n"),
	    (unsigned long long)scan->files,
	    (unsigned long long)scan->reading[TZ_READING_READ],
	    (unsigned long long)scan->reading[TZ_READING_PARTLY],
	    (unsigned long long)scan->reading[TZ_READING_UNREAD],
	    (unsigned long long)scan->characters,
	    (unsigned long long)scan->findings[TZ_SEVERITY_REFUSE],
	    (unsigned long long)scan->findings[TZ_SEVERITY_BLOCK],
	    (unsigned long long)scan->findings[TZ_SEVERITY_WARN],
	    (unsigned long long)scan->findings[TZ_SEVERITY_NOTE]);
	if (tz_rule_set_expired(scan->rules))
		tz_cli_warn(scan->cli,
		    _("a rule pack has expired: the result is incomplete; "
		      "adopt a newer one"));
	if (scan->files > 0 && !tz_intake_landlock(scan->intake))
		tz_cli_warn(scan->cli,
		    _("this kernel has no Landlock: files were read behind "
		      "seccomp alone"));
	return TZ_OK;
}

static enum tz_status
run(struct tz_cli *cli, int argc, char **argv, struct tz_err *err)
{
	const char *fail_on = tz_cli_text(cli, "fail-on");
	struct scan scan = {.cli = cli, .fail_on = TZ_SEVERITY_WARN};
	struct tz_err last;
	enum tz_status s;

	if (fail_on) {
		scan.fail_on = tz_severity_from(fail_on);
		if (scan.fail_on == TZ_SEVERITY_COUNT)
			return tz_fail(err, TZ_USAGE,
			    _("--fail-on wants note, warn, block or refuse"));
	}
	s = tz_cli_intake(cli, &scan.intake, err);
	if (s)
		return s;
	/* The first worker starts while the rules are loaded. */
	tz_intake_expect(scan.intake);
	s = tz_cli_rules(cli, &scan.rules, err);
	if (s)
		return s;
	s = tz_drafts_each(cli, argv, argc, scan_file, &scan, &last, err);
	if (s == TZ_OK)
		s = print_summary(&scan, err);
	if (s)
		return s;
	if (last.status)
		return tz_fail(err, last.status, "%s", last.text);
	if (scan.answer_no)
		return TZ_NO;
	if (scan.incomplete || tz_rule_set_expired(scan.rules))
		return TZ_INCOMPLETE;
	return TZ_OK;
}

const struct tz_command tz_cmd_scan = {
    .name = "scan",
    .group = TZ_GROUP_DRAFTS,
    .summary = N_("Check files without a vault."),
    .synopsis = "<file|folder>... [--policies <folder>] "
		"[--fail-on <severity>]\n"
		"<file|folder>... [--password-file <file>] [-j <n>]",
    .details = N_("Reads everything in the files, hidden content included, "
		  "and prints what the rules find. Exit status 1: findings; "
		  "3: something could not be read."),
    .need = TZ_NEED_NOTHING,
    .min_args = 1,
    .max_args = -1,
    .options = options,
    .run = run,
};
