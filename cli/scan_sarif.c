/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/scan_sarif.c - a scan as SARIF 2.1.0
 *
 * A result is placed in the file that the user has; what lies in it (a member
 * of an archive, a sheet, a cell) is a logical location.  Of a refused file
 * there is the rule and the file's own name.
 */
#include "cli/scan_sarif.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "cli/words.h"

#define CONTEXT_MAX 400 /* characters of the lines round a hit */

/* Lists of JSON values, each with its commas. */
struct tz_sarif {
	struct tz_scan *scan;
	struct tz_buf results;
	struct tz_buf artifacts;
	struct tz_buf notes;
	size_t n_artifacts;
	const char **rules; /* their names */
	size_t n_rules;
	bool unread;
};

enum tz_status
tz_sarif_new(struct tz_scan *scan, struct tz_sarif **ret_sarif,
    struct tz_err *err)
{
	tz_auto(tz_sarif) sarif = calloc(1, sizeof *sarif);

	if (!sarif)
		return tz_fail_nomem(err);
	sarif->scan = scan;
	sarif->rules = tz_sarif_rule_ids(scan, &sarif->n_rules);
	if (!sarif->rules)
		return tz_fail_nomem(err);
	*ret_sarif = tz_steal(&sarif);
	return TZ_OK;
}

void
tz_sarif_free(struct tz_sarif *sarif)
{
	if (!sarif)
		return;
	tz_buf_clear(&sarif->results);
	tz_buf_clear(&sarif->artifacts);
	tz_buf_clear(&sarif->notes);
	free(sarif->rules);
	free(sarif);
}

/* Append one value to a list and release it; NULL is TZ_NOMEM. */
static enum tz_status
put(struct tz_buf *list, json_t *value, struct tz_err *err)
{
	tz_auto_json owned = value;
	tz_auto_str text = value ? json_dumps(value, JSON_COMPACT) : NULL;

	if (!text)
		return tz_fail_nomem(err);
	tz_buf_puts(list, list->len > 0 ? ",\n" : "\n");
	tz_buf_puts(list, text);
	return tz_buf_check(list, err);
}

static enum tz_status
note(struct tz_sarif *sarif, const char *kind, const char *level,
    const char *words, const char *path, struct tz_err *err)
{
	json_t *record = json_pack("{s:{s:s},s:s,s:{s:s}}", "descriptor", "id",
	    kind, "level", level, "message", "text", words);

	if (record && path)
		json_object_set_new(record, "locations",
		    json_pack("[{s:{s:o}}]", "physicalLocation",
			"artifactLocation", tz_sarif_place(path, -1)));
	return put(&sarif->notes, record, err);
}

/* The file ${index} of the document, and that it was not read. */
static enum tz_status
put_artifact(struct tz_sarif *sarif, const struct tz_scan_document *document,
    size_t first, size_t index, struct tz_err *err)
{
	const struct tz_view *view = &document->view;
	const struct tz_document_file *files, *file;
	tz_auto_buf uri = TZ_BUF_INIT, inner = TZ_BUF_INIT;
	char hex[TZ_ID_HEX];
	json_t *record;
	size_t n, above;

	files = tz_document_files(view->document, &n);
	file = &files[index];
	above = strlen(files[file->parent].path);
	if (index == 0)
		return put(&sarif->artifacts,
		    json_pack("{s:o,s:[s],s:s*,s:I,s:o*}", "location",
			tz_sarif_place(document->draft->path, -1), "roles",
			"analysisTarget", "mimeType",
			view->refused ? NULL : file->media_type, "length",
			(json_int_t)file->size, "hashes",
			view->refused
			    ? NULL
			    : (tz_id_hex(&file->sha256, hex),
				  json_pack("{s:s}", "sha-256", hex))),
		    err);
	/* The way inside its container, from there. */
	tz_buf_putc(&inner, '/');
	tz_buf_puts(&inner,
	    strncmp(file->path, files[file->parent].path, above) == 0 &&
		    strncmp(file->path + above, "!/", 2) == 0
		? file->path + above + 2
		: file->path);
	tz_sarif_uri(tz_buf_str(&inner), &uri);
	tz_id_hex(&file->sha256, hex);
	record = json_pack("{s:{s:s},s:I,s:s,s:I,s:{s:s}}", "location", "uri",
	    tz_buf_str(&uri) + strlen("file:///"), "parentIndex",
	    (json_int_t)(first + file->parent), "mimeType", file->media_type,
	    "length", (json_int_t)file->size, "hashes", "sha-256", hex);
	return put(&sarif->artifacts, record, err);
}

static enum tz_status
put_reading(struct tz_sarif *sarif, const struct tz_scan_document *document,
    size_t index, struct tz_err *err)
{
	const struct tz_view *view = &document->view;
	const struct tz_document_file *file;
	tz_auto_buf words = TZ_BUF_INIT, label = TZ_BUF_INIT;
	size_t n;

	file = &tz_document_files(view->document, &n)[index];
	if (file->reading == TZ_READING_READ)
		return TZ_OK;
	sarif->unread = true;
	tz_view_label(view, index, &label);
	tz_buf_printf(&words, "%s: %s (%s)", tz_buf_str(&label),
	    tz_cli_word(tz_reading_word(file->reading)),
	    file->reason ? tz_cli_word(file->reason) : "");
	return note(sarif, "not-read", "error", tz_buf_str(&words),
	    document->draft->path, err);
}

/* The part that a finding in a plain text is in; NULL when that is not sure. */
static const struct tz_part *
part_of(const struct tz_scan_document *document,
    const struct tz_finding *finding)
{
	const struct tz_part *parts;
	size_t n, i;

	parts = tz_document_parts(document->view.document, &n);
	for (i = 0; i < n; i++) {
		if (parts[i].file == finding->file &&
		    parts[i].channel == finding->channel &&
		    strcmp(parts[i].path, finding->path) == 0)
			return &parts[i];
	}
	return NULL;
}

/* The lines that a finding is in, unless they are long. */
static json_t *
context(const struct tz_part *part, const struct tz_finding *finding,
    json_int_t first, json_int_t last)
{
	size_t from =
	    tz_utf8_offset(part->text, part->text_len, finding->start);
	size_t until = tz_utf8_offset(part->text, part->text_len, finding->end);

	while (from > 0 && part->text[from - 1] != '\n')
		from--;
	while (until < part->text_len && part->text[until] != '\n')
		until++;
	if (tz_utf8_count(part->text + from, until - from) > CONTEXT_MAX)
		return NULL;
	return json_pack("{s:I,s:I,s:{s:s%}}", "startLine", first, "endLine",
	    last, "snippet", "text", part->text + from, until - from);
}

/* Where in a plain text a hit is, by lines and, if the text is the file as it
 * is, by characters. */
static json_t *
text_region(const struct tz_part *part, const struct tz_finding *finding,
    uint64_t size, json_int_t *ret_last)
{
	json_int_t line = finding->place.n, column = finding->place.m;
	json_t *region =
	    json_pack("{s:I,s:I}", "startLine", line, "startColumn", column);
	const char *at;

	for (at = finding->match; *at; at++) {
		if (*at == '\n') {
			line++;
			column = 1;
		} else if (((unsigned char)*at & 0xc0) != 0x80) {
			column++;
		}
	}
	*ret_last = line;
	json_object_update_new(region,
	    json_pack("{s:I,s:I,s:{s:s}}", "endLine", line, "endColumn", column,
		"snippet", "text", finding->match));
	if (part->text_len == size)
		json_object_update_new(region,
		    json_pack("{s:I,s:I}", "charOffset",
			(json_int_t)finding->start, "charLength",
			(json_int_t)(finding->end - finding->start)));
	return region;
}

/* Where in its file a finding is; for what is no plain text, all of that. */
static void
put_region(json_t *physical, const struct tz_scan_document *document,
    const struct tz_finding *finding)
{
	const struct tz_place *place = &finding->place;
	const struct tz_part *part = part_of(document, finding);
	bool hit = finding->match && finding->match[0] != '\0';
	const struct tz_document_file *files;
	json_int_t last = place->n;
	json_t *around;
	size_t n;

	files = tz_document_files(document->view.document, &n);
	if (finding->file != 0 || place->kind != TZ_PLACE_LINE ||
	    place->n == 0) {
		json_object_set_new(physical, "region",
		    json_pack("{s:i,s:I}", "byteOffset", 0, "byteLength",
			(json_int_t)files[0].size));
	} else if (!part || !hit || place->m == 0) {
		json_object_set_new(physical, "region",
		    json_pack("{s:I}", "startLine", last));
	} else {
		json_object_set_new(physical, "region",
		    text_region(part, finding, files[0].size, &last));
		around = context(part, finding, place->n, last);
		if (around)
			json_object_set_new(physical, "contextRegion", around);
	}
}

static json_t *
location(const struct tz_scan_document *document, size_t first,
    const struct tz_finding *finding)
{
	const struct tz_view *view = &document->view;
	tz_auto_buf whole = TZ_BUF_INIT;
	const char *where = finding->where ? finding->where : "";
	json_t *physical = json_pack("{s:o}", "artifactLocation",
	    tz_sarif_place(document->draft->path, (long)first));
	const char *name;

	if (!physical || view->refused)
		return physical
		    ? json_pack("{s:o}", "physicalLocation", physical)
		    : NULL;
	put_region(physical, document, finding);
	tz_view_label(view, finding->file, &whole);
	if (finding->path[0] != '\0')
		tz_buf_printf(&whole, "!/%s", finding->path);
	if (where[0] != '\0')
		tz_buf_printf(&whole, "#%s", where);
	name = where[0]	       ? where
	    : finding->path[0] ? finding->path
			       : tz_channel_word(finding->channel);
	return json_pack("{s:o,s:[{s:s,s:s,s:s}]}", "physicalLocation",
	    physical, "logicalLocations", "name", name, "fullyQualifiedName",
	    tz_buf_str(&whole), "kind",
	    finding->place.kind == TZ_PLACE_NONE
		? "part"
		: tz_place_word(finding->place.kind));
}

/* What stays the same when a file changes elsewhere. */
static void
put_fingerprint(json_t *result, const struct tz_scan_document *document,
    const struct tz_finding *finding)
{
	tz_auto_buf content = TZ_BUF_INIT;
	char hex[TZ_ID_HEX];
	struct tz_id id;

	tz_view_label(&document->view, finding->file, &content);
	tz_buf_printf(&content, "\n%s\n", finding->rule);
	if (tz_marks_content(&document->view, finding, &content, NULL))
		return;
	tz_sha256(content.data, content.len, &id);
	tz_id_hex(&id, hex);
	json_object_set_new(result, "partialFingerprints",
	    json_pack("{s:s}", "contentHash/v1", hex));
}

static void
put_baseline(json_t *result, const struct tz_mark *mark)
{
	json_object_set_new(result, "baselineState",
	    json_string(tz_baseline_word(mark->state)));
	if (mark->suppressed)
		json_object_set_new(result, "suppressions",
		    json_pack("[{s:s,s:s,s:s*}]", "kind", "external", "status",
			"accepted", "justification", mark->reason));
}

static json_int_t
rule_index(const struct tz_sarif *sarif, const char *rule)
{
	size_t i;

	for (i = 0; i < sarif->n_rules; i++) {
		if (strcmp(sarif->rules[i], rule) == 0)
			return (json_int_t)i;
	}
	return -1;
}

static enum tz_status
put_result(struct tz_sarif *sarif, const struct tz_scan_document *document,
    size_t first, size_t index, struct tz_err *err)
{
	const struct tz_scan *scan = sarif->scan;
	const struct tz_view *view = &document->view;
	const struct tz_mark *mark = &document->marks.mark[index];
	const struct tz_finding *finding;
	bool open = !view->refused;
	const char *title;
	json_t *result;
	size_t n;

	finding = &tz_findings_all(view->findings, &n)[index];
	title = tz_cli_rule_title(scan->cli, scan->rules, finding->rule);
	result = json_pack("{s:s,s:I,s:s,s:{s:s},s:[o],s:{s:s,s:s,s:s,s:s*,s:s*"
			   ",s:s*,s:s*}}",
	    "ruleId", finding->rule, "ruleIndex",
	    rule_index(sarif, finding->rule), "level",
	    tz_sarif_level(finding->severity), "message", "text",
	    title ? title : finding->rule, "locations",
	    location(document, first, finding), "properties", "severity",
	    tz_severity_word(finding->severity), "pack", finding->pack,
	    "channel", tz_channel_word(finding->channel), "ground",
	    finding->ground, "part", open ? finding->path : NULL, "excerpt",
	    open ? finding->excerpt : NULL, "group", open ? mark->group : NULL);
	if (result && open)
		put_fingerprint(result, document, finding);
	if (result && scan->baseline)
		put_baseline(result, mark);
	return put(&sarif->results, result, err);
}

enum tz_status
tz_sarif_document(struct tz_sarif *sarif,
    const struct tz_scan_document *document, struct tz_err *err)
{
	size_t first = sarif->n_artifacts, n, i;
	enum tz_status s = TZ_OK;

	tz_document_files(document->view.document, &n);
	for (i = 0; s == TZ_OK && i < n; i++) {
		/* The names in a refused file are told to nobody. */
		if (i == 0 || !document->view.refused) {
			s = put_artifact(sarif, document, first, i, err);
			sarif->n_artifacts++;
		}
		if (s == TZ_OK)
			s = put_reading(sarif, document, i, err);
	}
	for (i = 0; s == TZ_OK && i < document->marks.n; i++)
		s = put_result(sarif, document, first, i, err);
	return s;
}

/* What is no result: files that were not opened, paths that were left out,
 * entries that hold no more. */
static enum tz_status
put_notes(struct tz_sarif *sarif, struct tz_err *err)
{
	const struct tz_scan *scan = sarif->scan;
	const struct tz_baseline_entry *all = NULL;
	enum tz_status s = TZ_OK;
	size_t n = 0, i;

	for (i = 0; s == TZ_OK && i < scan->list.n_failures; i++)
		s = note(sarif, "failed", "error", scan->list.failure[i], NULL,
		    err);
	for (i = 0; s == TZ_OK && i < scan->list.n_skipped; i++) {
		const struct tz_skipped *skipped = &scan->list.skipped[i];
		tz_auto_buf words = TZ_BUF_INIT, clean = TZ_BUF_INIT;

		tz_buf_printf(&words, "%s: %s %s", skipped->path,
		    tz_cli_word(tz_skip_word(skipped->reason)),
		    skipped->by ? skipped->by : "");
		tz_utf8_clean(tz_buf_str(&words), words.len, &clean);
		s = note(sarif, "left-out", "note", tz_buf_str(&clean),
		    skipped->path, err);
	}
	if (scan->baseline)
		all = tz_baseline_all(scan->baseline, &n);
	for (i = 0; s == TZ_OK && i < n; i++) {
		tz_auto_buf words = TZ_BUF_INIT;

		if (!all[i].expired &&
		    !tz_baseline_is_stale(scan->baseline, &all[i]))
			continue;
		tz_buf_printf(&words, "%s: %s %s", all[i].file, all[i].rule,
		    all[i].value);
		s = note(sarif, "stale", "note", tz_buf_str(&words), NULL, err);
	}
	return s;
}

enum tz_status
tz_sarif_end(struct tz_sarif *sarif, bool done, struct tz_buf *ret,
    struct tz_err *err)
{
	tz_auto_json driver = tz_sarif_driver(sarif->scan);
	tz_auto_str tool = driver ? json_dumps(driver, JSON_COMPACT) : NULL;
	enum tz_status s = tool ? put_notes(sarif, err) : tz_fail_nomem(err);

	if (s)
		return s;
	done =
	    done && !sarif->unread && !tz_rule_set_expired(sarif->scan->rules);
	tz_buf_puts(ret,
	    "{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\","
	    "\"version\":\"2.1.0\",\"runs\":[{\n\"tool\":{\"driver\":");
	tz_buf_puts(ret, tool);
	tz_buf_printf(ret,
	    "},\n\"automationDetails\":{\"id\":\"taizhang/scan/\"},\n"
	    "\"columnKind\":\"unicodeCodePoints\",\n"
	    "\"originalUriBaseIds\":{\"SRCROOT\":{\"description\":{\"text\":"
	    "\"the working directory\"}}},\n"
	    "\"invocations\":[{\"executionSuccessful\":%s,"
	    "\"toolExecutionNotifications\":[",
	    done ? "true" : "false");
	tz_buf_puts(ret, tz_buf_str(&sarif->notes));
	tz_buf_puts(ret, "]}],\n\"artifacts\":[");
	tz_buf_puts(ret, tz_buf_str(&sarif->artifacts));
	tz_buf_puts(ret, "],\n\"results\":[");
	tz_buf_puts(ret, tz_buf_str(&sarif->results));
	tz_buf_puts(ret, "]}]}\n");
	return tz_buf_check(ret, err);
}
