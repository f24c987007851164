/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/scan_json.c - a scan as JSON Lines
 */
#include <string.h>

#include "base/utf8.h"
#include "cli/scan.h"

enum tz_status
tz_scan_json_begin(struct tz_scan *scan, struct tz_err *err)
{
	enum tz_status s = TZ_OK;
	size_t i;

	for (i = 0; s == TZ_OK && i < scan->list.n_skipped; i++) {
		const struct tz_skipped *skipped = &scan->list.skipped[i];
		tz_auto_buf path = TZ_BUF_INIT, by = TZ_BUF_INIT;

		tz_utf8_clean(skipped->path, strlen(skipped->path), &path);
		if (skipped->by)
			tz_utf8_clean(skipped->by, strlen(skipped->by), &by);
		s = tz_cli_record(scan->cli,
		    json_pack("{s:s,s:s,s:s,s:s?}", "type", "ignored", "file",
			tz_buf_str(&path), "reason",
			tz_skip_word(skipped->reason), "by",
			skipped->by ? tz_buf_str(&by) : NULL),
		    err);
	}
	return s;
}

/* The record of a finding, or of one that is known. */
static json_t *
finding_record(const struct tz_scan *scan,
    const struct tz_scan_document *document, const struct tz_finding *finding,
    const struct tz_mark *mark)
{
	tz_auto_json record = tz_view_finding_record(&document->view, finding);
	bool bad = !record;

	if (!bad)
		bad |= json_object_set_new(record, "group",
			   mark->group[0] ? json_string(mark->group)
					  : json_null()) != 0;
	if (!bad && scan->baseline)
		bad |= json_object_set_new(record, "baseline",
			   json_string(tz_baseline_word(mark->state))) != 0;
	if (!bad && mark->suppressed) {
		bad |= json_object_set_new(record, "type",
			   json_string("suppressed")) != 0;
		bad |= json_object_update_new(record,
			   json_pack("{s:s?,s:s?,s:s?}", "reason", mark->reason,
			       "by", mark->by, "date", mark->date)) != 0;
	}
	return bad ? NULL : tz_steal(&record);
}

enum tz_status
tz_scan_json_document(struct tz_scan *scan,
    const struct tz_scan_document *document, struct tz_err *err)
{
	const struct tz_view *view = &document->view;
	const struct tz_finding *all;
	enum tz_status s = TZ_OK;
	size_t n, i;

	tz_document_files(view->document, &n);
	for (i = 0; s == TZ_OK && i < n; i++)
		s = tz_cli_record(scan->cli, tz_view_file_record(view, i), err);
	all = tz_findings_all(view->findings, &n);
	for (i = 0; s == TZ_OK && i < n; i++)
		s = tz_cli_record(scan->cli,
		    finding_record(scan, document, &all[i],
			&document->marks.mark[i]),
		    err);
	return s;
}

/* Entries of the baseline that hold no more. */
static enum tz_status
print_stale(struct tz_scan *scan, struct tz_err *err)
{
	const struct tz_baseline_entry *all;
	enum tz_status s = TZ_OK;
	size_t n = 0, i;

	if (!scan->baseline)
		return TZ_OK;
	all = tz_baseline_all(scan->baseline, &n);
	for (i = 0; s == TZ_OK && i < n; i++) {
		if (!all[i].expired &&
		    !tz_baseline_is_stale(scan->baseline, &all[i]))
			continue;
		s = tz_cli_record(scan->cli,
		    json_pack("{s:s,s:s,s:s,s:s,s:s,s:s?,s:s?}", "type",
			"stale", "file", all[i].file, "rule", all[i].rule,
			"value", all[i].value, "why",
			all[i].expired ? "expired" : "absent", "reason",
			all[i].reason, "until", all[i].until),
		    err);
	}
	return s;
}

enum tz_status
tz_scan_json_end(struct tz_scan *scan, struct tz_err *err)
{
	const uint64_t *findings = scan->findings;
	size_t skips[TZ_SKIP_COUNT], i;
	char hex[TZ_ID_HEX], digest[TZ_ID_HEX + 8];
	json_t *record, *ignored = json_object();
	enum tz_status s = print_stale(scan, err);

	tz_scan_skips(scan, skips);
	for (i = 0; i < TZ_SKIP_COUNT; i++)
		json_object_set_new(ignored, tz_skip_word(i),
		    json_integer((json_int_t)skips[i]));
	tz_id_hex(tz_rule_set_digest(scan->rules), hex);
	snprintf(digest, sizeof digest, "sha256:%s", hex);
	record = json_pack("{s:s,s:I,s:I,s:I,s:I,s:I,s:I,s:{s:I,s:I,s:I,s:I},s:"
			   "s,s:b,s:b,s:o,"
			   "s:I,s:I}",
	    "type", "summary", "files", (json_int_t)scan->files, "read",
	    (json_int_t)scan->reading[TZ_READING_READ], "partly",
	    (json_int_t)scan->reading[TZ_READING_PARTLY], "unread",
	    (json_int_t)scan->reading[TZ_READING_UNREAD], "parts",
	    (json_int_t)scan->parts, "characters", (json_int_t)scan->characters,
	    "findings", "refuse", (json_int_t)findings[TZ_SEVERITY_REFUSE],
	    "block", (json_int_t)findings[TZ_SEVERITY_BLOCK], "warn",
	    (json_int_t)findings[TZ_SEVERITY_WARN], "note",
	    (json_int_t)findings[TZ_SEVERITY_NOTE], "rule_set", digest,
	    "landlock", tz_intake_landlock(scan->intake), "expired",
	    tz_rule_set_expired(scan->rules), "ignored", ignored, "suppressed",
	    (json_int_t)scan->suppressed, "stale", (json_int_t)scan->stale);
	if (s) {
		json_decref(record);
		return s;
	}
	return tz_cli_record(scan->cli, record, err);
}
