/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/scan.h - a check of many files: what is asked, counted and told
 *
 * For cli/cmd_scan.c and cli/scan_*.c only.  A document is told of as soon as
 * it was read; what one report needs of all of them comes at the end.
 */
#ifndef TZ_CLI_SCAN_H
#define TZ_CLI_SCAN_H

#include "cli/baseline.h"
#include "cli/cli.h"
#include "cli/draft_list.h"
#include "cli/finding_view.h"
#include "cli/marks.h"

enum tz_scan_form {
	TZ_SCAN_TEXT,
	TZ_SCAN_JSON,
	TZ_SCAN_SARIF,
	TZ_SCAN_HTML,
};

struct tz_sarif;
struct tz_html;

struct tz_scan {
	struct tz_cli *cli;
	struct tz_rule_set *rules;
	struct tz_intake *intake;
	enum tz_severity fail_on;
	enum tz_scan_form form;
	const char *output;	  /* where SARIF or HTML goes, or NULL */
	const char *new_baseline; /* where one is written, or NULL */
	struct tz_baseline *baseline;
	struct tz_baseline *accepted; /* what is written */
	char today[16];
	struct tz_draft_list list;
	struct tz_sarif *sarif;
	struct tz_html *html;

	uint64_t files, reading[TZ_READING_COUNT];
	uint64_t findings[TZ_SEVERITY_COUNT]; /* that are not known */
	uint64_t suppressed, stale;
	uint64_t parts, characters, bytes;
	bool answer_no, incomplete;
};

/* One document as it is told of. */
struct tz_scan_document {
	struct tz_view view;
	const struct tz_draft *draft;
	struct tz_marks marks;
};

/** tz_scan_find(scan, argc, argv, err): Fill the list of drafts from the
 * command line.  Fails: TZ_USAGE, and as the ways to find them. */
TZ_CHECK enum tz_status
tz_scan_find(struct tz_scan *scan, int argc, char **argv, struct tz_err *err);

/** tz_scan_skips(scan, ret): How many were left out for each reason. */
void tz_scan_skips(const struct tz_scan *scan, size_t ret[TZ_SKIP_COUNT]);

/** tz_scan_text_document(scan, document): The findings as lines for a person;
 * nothing for a file without any that the user did not name. */
void tz_scan_text_document(struct tz_scan *scan,
    const struct tz_scan_document *document);

/** tz_scan_text_end(scan): The last lines. */
void tz_scan_text_end(struct tz_scan *scan);

/** tz_scan_json_begin(scan, err): Records of what is left out. */
TZ_CHECK enum tz_status
tz_scan_json_begin(struct tz_scan *scan, struct tz_err *err);

/** tz_scan_json_document(scan, document, err): Records of a file and its
 * findings. */
TZ_CHECK enum tz_status tz_scan_json_document(struct tz_scan *scan,
    const struct tz_scan_document *document, struct tz_err *err);

/** tz_scan_json_end(scan, err): The record of the summary. */
TZ_CHECK enum tz_status
tz_scan_json_end(struct tz_scan *scan, struct tz_err *err);

#endif /* !TZ_CLI_SCAN_H */
