/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * review/scan.c - the files of a revision, read and matched
 */
#include "review/scan.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/intl.h"
#include "review/book.h"
#include "review/metadata.h"
#include "review/typed.h"
#include "store/fingerprint_rows.h"

struct scanned {
	struct tz_document *document; /* NULL for a field of the metadata */
	struct tz_findings *findings;
};

struct tz_scan {
	struct scanned *scanned; /* files, then fields */
	size_t n_scanned;
	size_t n_files;
	struct tz_scan_hit *hits;
	size_t n_hits;
	struct tz_book book;
};

/* What of the metadata is matched, in this order. */
static const char *const fields[] = {
    "title", "number", "department", "category", "theme", "genre"};

enum tz_status
tz_scan_new(struct tz_scan **ret_scan, struct tz_err *err)
{
	struct tz_scan *scan = calloc(1, sizeof *scan);

	if (!scan)
		return tz_fail_nomem(err);
	*ret_scan = scan;
	return TZ_OK;
}

void
tz_scan_free(struct tz_scan *scan)
{
	size_t i;

	if (!scan)
		return;
	for (i = 0; i < scan->n_hits; i++)
		free(scan->hits[i].place);
	for (i = 0; i < scan->n_scanned; i++) {
		tz_findings_free(scan->scanned[i].findings);
		tz_document_free(scan->scanned[i].document);
	}
	tz_book_close(&scan->book);
	free(scan->hits);
	free(scan->scanned);
	free(scan);
}

enum tz_status
tz_scan_registered(struct tz_scan *scan, struct tz_vault *vault,
    const char *item, struct tz_err *err)
{
	int64_t newest;
	enum tz_status s =
	    tz_fingerprint_rows_newest(tz_vault_db(vault), item, &newest, err);

	tz_book_close(&scan->book);
	if (s || newest < 0)
		return s;
	return tz_book_open(vault, item, &scan->book, err);
}

/* Make room for one more file or field. */
static enum tz_status
grow(struct tz_scan *scan, struct scanned **ret_next, struct tz_err *err)
{
	struct scanned *more =
	    realloc(scan->scanned, (scan->n_scanned + 1) * sizeof *more);

	if (!more)
		return tz_fail_nomem(err);
	scan->scanned = more;
	*ret_next = &more[scan->n_scanned];
	memset(*ret_next, 0, sizeof **ret_next);
	scan->n_scanned++;
	return TZ_OK;
}

/* "a.zip!/b.xlsx!/Sheet2": the file and the part in it. */
static enum tz_status
place_of(struct tz_scan_hit *hit, struct tz_err *err)
{
	tz_auto_buf whole = TZ_BUF_INIT;
	tz_auto_buf form = TZ_BUF_INIT;
	enum tz_status s;

	tz_buf_puts(&whole, hit->file);
	if (hit->file[0] != '\0' && hit->part[0] != '\0')
		tz_buf_puts(&whole, "!/");
	tz_buf_puts(&whole, hit->part);
	s = tz_buf_check(&whole, err);
	if (!s)
		s = tz_typed_fit(tz_buf_str(&whole), whole.len, &form, err);
	if (s)
		return s;
	tz_buf_puts(&form, "");
	hit->place = strdup(tz_buf_str(&form));
	return hit->place ? TZ_OK : tz_fail_nomem(err);
}

/* Add the findings of the file at ${position} or of the field ${field}. */
static enum tz_status
add_hits(struct tz_scan *scan, const struct scanned *scanned, size_t position,
    const char *field, struct tz_err *err)
{
	size_t n_files = 0;
	size_t n;
	const struct tz_document_file *files = scanned->document
	    ? tz_document_files(scanned->document, &n_files)
	    : NULL;
	const struct tz_finding *all = tz_findings_all(scanned->findings, &n);
	struct tz_scan_hit *more;
	enum tz_status s = TZ_OK;
	size_t i;

	if (n == 0)
		return TZ_OK;
	more = realloc(scan->hits, (scan->n_hits + n) * sizeof *more);
	if (!more)
		return tz_fail_nomem(err);
	scan->hits = more;
	for (i = 0; i < n && !s; i++) {
		struct tz_scan_hit *hit = &more[scan->n_hits];

		hit->position = position;
		hit->finding = &all[i];
		hit->file = files && all[i].file < n_files
		    ? files[all[i].file].path
		    : "";
		hit->depth = files && all[i].file < n_files
		    ? files[all[i].file].depth
		    : 0;
		hit->part = field ? field : all[i].path;
		hit->place = NULL;
		scan->n_hits++;
		s = place_of(hit, err);
	}
	return s;
}

enum tz_status
tz_scan_take(struct tz_scan *scan, struct tz_rule_set *rules,
    struct tz_document **document, struct tz_err *err)
{
	struct scanned *next = NULL;
	enum tz_status s = grow(scan, &next, err);

	if (s)
		return s;
	next->document = tz_steal(document);
	if (scan->book.vault)
		tz_rule_set_use_book(rules, &scan->book.book);
	s = tz_rule_set_match(rules, next->document, &next->findings, err);
	tz_rule_set_use_book(rules, NULL);
	if (s)
		return s;
	scan->n_files++;
	return add_hits(scan, next, scan->n_files - 1, NULL, err);
}

/* What the checks of the rule set say of the metadata as a whole. */
static enum tz_status
check_meta(struct tz_scan *scan, struct tz_rule_set *rules, const json_t *meta,
    struct tz_err *err)
{
	tz_auto_json values = NULL;
	struct scanned *next = NULL;
	enum tz_status s;

	if (!tz_rule_set_has_checks(rules))
		return TZ_OK;
	s = tz_scan_fields(scan, meta, &values, err);
	if (!s)
		s = grow(scan, &next, err);
	if (!s)
		s = tz_rule_set_check(rules, values, &next->findings, err);
	return s ? s : add_hits(scan, next, scan->n_files, "metadata", err);
}

enum tz_status
tz_scan_file(struct tz_scan *scan, struct tz_intake *intake,
    struct tz_rule_set *rules, int fd, const char *name, struct tz_err *err)
{
	tz_auto(tz_document) document = NULL;
	enum tz_status s = tz_intake_read(intake, fd, name, &document, err);

	return s ? s : tz_scan_take(scan, rules, &document, err);
}

enum tz_status
tz_scan_meta(struct tz_scan *scan, struct tz_rule_set *rules,
    const json_t *meta, struct tz_err *err)
{
	size_t i;

	for (i = 0; i < sizeof fields / sizeof *fields; i++) {
		const char *text = tz_json_string(meta, fields[i]);
		struct scanned *next = NULL;
		enum tz_status s;

		if (!text || tz_metadata_found(meta, fields[i]))
			continue;
		s = grow(scan, &next, err);
		if (!s)
			s = tz_rule_set_match_text(rules, text, &next->findings,
			    err);
		if (!s)
			s = add_hits(scan, next, scan->n_files, fields[i], err);
		if (s)
			return s;
	}
	return check_meta(scan, rules, meta, err);
}

enum tz_status
tz_scan_blob(struct tz_scan *scan, struct tz_vault *vault,
    struct tz_intake *intake, struct tz_rule_set *rules,
    const struct tz_id *blob, const char *name, const char *name_bytes,
    struct tz_err *err)
{
	tz_auto_buf as_given = TZ_BUF_INIT;
	tz_auto_fd fd = -1;
	uint64_t size;
	enum tz_status s = tz_blobs_check(tz_vault_blobs(vault), blob, err);

	if (!s)
		s = tz_blobs_open_fd(tz_vault_blobs(vault), blob, &fd, &size,
		    err);
	if (!s && name_bytes)
		s = tz_hex_decode(name_bytes, strlen(name_bytes), &as_given,
		    err);
	if (!s)
		s = tz_scan_file(scan, intake, rules, fd,
		    name_bytes ? tz_buf_str(&as_given) : name, err);
	return s;
}

enum tz_status
tz_scan_is_due(struct tz_vault *vault, const struct tz_item *item,
    const struct tz_id *rule_set, bool *ret_due, struct tz_err *err)
{
	int64_t newest;
	enum tz_status s = tz_fingerprint_rows_newest(tz_vault_db(vault),
	    item->id, &newest, err);

	*ret_due = !s &&
	    (!tz_id_equal(&item->rule_set, rule_set) ||
		newest > item->last_seq);
	return s;
}

enum tz_status
tz_scan_item(struct tz_vault *vault, struct tz_intake *intake,
    struct tz_rule_set *rules, const struct tz_item *item,
    struct tz_scan **ret_scan, struct tz_err *err)
{
	tz_auto(tz_scan) scan = NULL;
	tz_auto_item_files files = {0};
	enum tz_status s = tz_scan_new(&scan, err);
	size_t i;

	if (!s)
		s = tz_scan_registered(scan, vault, item->id, err);
	if (!s)
		s = tz_item_files(vault, item->id, item->revision, &files, err);
	for (i = 0; i < files.n && !s; i++)
		s = tz_scan_blob(scan, vault, intake, rules,
		    &files.file[i].sha256, files.file[i].name,
		    files.file[i].name_bytes, err);
	if (!s)
		s = tz_scan_meta(scan, rules, item->meta, err);
	if (s)
		return tz_fail_while(err, s, _("reading item %s again"),
		    item->id);
	*ret_scan = tz_steal(&scan);
	return TZ_OK;
}

bool
tz_scan_refuses(const struct tz_scan *scan)
{
	size_t i;

	for (i = 0; i < scan->n_hits; i++)
		if (scan->hits[i].finding->severity == TZ_SEVERITY_REFUSE)
			return true;
	return false;
}

const struct tz_scan_hit *
tz_scan_hits(const struct tz_scan *scan, size_t *ret_n)
{
	*ret_n = scan->n_hits;
	return scan->hits;
}

const struct tz_document *
tz_scan_document(const struct tz_scan *scan, size_t position)
{
	return position < scan->n_files ? scan->scanned[position].document
					: NULL;
}

/* The reading of one file of a tree: what intake says, lowered by a rule that
 * ran into a limit. */
static enum tz_reading
reading_at(const struct scanned *scanned, size_t index)
{
	size_t n;
	size_t i;
	enum tz_reading reading =
	    tz_document_files(scanned->document, &n)[index].reading;
	const struct tz_finding *all = tz_findings_all(scanned->findings, &n);

	for (i = 0; i < n; i++)
		if (all[i].file == index && reading == TZ_READING_READ &&
		    strcmp(all[i].rule, TZ_RULE_PARTLY) == 0)
			reading = TZ_READING_PARTLY;
	return reading;
}

enum tz_reading
tz_scan_reading(const struct tz_scan *scan, size_t position)
{
	const struct scanned *scanned;
	enum tz_reading worst = TZ_READING_READ;
	size_t n;
	size_t i;

	if (position >= scan->n_files)
		return TZ_READING_UNREAD;
	scanned = &scan->scanned[position];
	tz_document_files(scanned->document, &n);
	for (i = 0; i < n; i++) {
		enum tz_reading reading = reading_at(scanned, i);

		if (reading > worst)
			worst = reading;
	}
	return worst;
}

static enum tz_status
add_not_read(json_t *list, const struct tz_document_file *file,
    enum tz_reading reading, struct tz_err *err)
{
	tz_auto_buf path = TZ_BUF_INIT;
	json_t *record = json_object();
	enum tz_status s =
	    tz_typed_fit(file->path, strlen(file->path), &path, err);
	bool done = !s && record &&
	    tz_json_set_string(record, "file", tz_buf_str(&path)) &&
	    tz_json_set_string(record, "reason",
		file->reason ? file->reason : TZ_REASON_LIMIT_TIME) &&
	    tz_json_set_string(record, "status", tz_reading_word(reading));

	if (!done) {
		json_decref(record);
		return s ? s : tz_fail_nomem(err);
	}
	return json_array_append_new(list, record) == 0 ? TZ_OK
							: tz_fail_nomem(err);
}

enum tz_status
tz_scan_coverage(const struct tz_scan *scan, json_t **ret_coverage,
    struct tz_err *err)
{
	tz_auto_json coverage = json_object();
	tz_auto_json list = json_array();
	int count[TZ_READING_COUNT] = {0};
	int n_files = 0;
	bool done = true;
	size_t i;
	size_t j;
	int k;

	for (i = 0; i < scan->n_files; i++) {
		size_t n;
		const struct tz_document_file *files =
		    tz_document_files(scan->scanned[i].document, &n);

		for (j = 0; j < n; j++) {
			enum tz_reading reading =
			    reading_at(&scan->scanned[i], j);
			enum tz_status s = TZ_OK;

			n_files++;
			count[reading]++;
			if (reading != TZ_READING_READ)
				s = add_not_read(list, &files[j], reading, err);
			if (s)
				return s;
		}
	}
	if (json_object_set_new(coverage, "files", json_integer(n_files)) != 0)
		done = false;
	for (k = 0; k < TZ_READING_COUNT; k++)
		if (count[k] > 0 &&
		    json_object_set_new(coverage, tz_reading_word(k),
			json_integer(count[k])) != 0)
			done = false;
	if (json_array_size(list) > 0 &&
	    json_object_set(coverage, "not_read", list) != 0)
		done = false;
	if (!done)
		return tz_fail_nomem(err);
	*ret_coverage = tz_steal(&coverage);
	return TZ_OK;
}
