/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * review/scan_fields.c - what checks of metadata may ask about
 *
 * Nothing but the metadata and the files goes in, so that a rebuild finds what
 * was found.
 */
#include <string.h>

#include "base/buf.h"
#include "review/metadata.h"
#include "review/scan.h"

/* Of the metadata, what people see. */
static const char *const typed[] = {"title", "number", "department", "category",
    "theme", "genre", "disposition", "ground", "date", "found"};

static const char *
name_of(const struct tz_document *document)
{
	size_t n;
	const struct tz_document_file *files = tz_document_files(document, &n);
	const char *slash = n ? strrchr(files[0].path, '/') : NULL;

	return slash ? slash + 1 : n ? files[0].path : "";
}

static bool
set_files(const struct tz_scan *scan, json_t *fields)
{
	json_t *list = json_array();
	const struct tz_document *document = tz_scan_document(scan, 0);
	const struct tz_document_file *files;
	size_t n;
	size_t i;

	if (!list || json_object_set_new(fields, "attachments", list) != 0)
		return false;
	if (!document)
		return true;
	files = tz_document_files(document, &n);
	if (json_object_set_new(fields, "main",
		json_string_nocheck(name_of(document))) != 0 ||
	    (n && files[0].media_type &&
		!tz_json_set_string(fields, "main_type", files[0].media_type)))
		return false;
	for (i = 1; (document = tz_scan_document(scan, i)); i++)
		if (json_array_append_new(list,
			json_string_nocheck(name_of(document))) != 0)
			return false;
	return json_object_set_new(fields, "attachment_count",
		   json_integer((json_int_t)json_array_size(list))) == 0;
}

/* What the main file says of itself. */
static enum tz_status
set_text(const struct tz_scan *scan, json_t *fields, struct tz_err *err)
{
	const struct tz_document *document = tz_scan_document(scan, 0);
	tz_auto_buf title = TZ_BUF_INIT;
	tz_auto_buf number = TZ_BUF_INIT;
	tz_auto_buf date = TZ_BUF_INIT;
	const struct tz_part *parts;
	json_int_t length = 0;
	size_t n;
	size_t i;
	enum tz_status s;

	if (!document)
		return TZ_OK;
	parts = tz_document_parts(document, &n);
	for (i = 0; i < n; i++)
		if (parts[i].channel == TZ_CHANNEL_BODY)
			length += (json_int_t)parts[i].characters;
	s = tz_metadata_read(document, &title, &number, &date, err);
	if (s)
		return s;
	if (!tz_json_set_string(fields, "text_title", tz_buf_str(&title)) ||
	    !tz_json_set_string(fields, "text_number", tz_buf_str(&number)) ||
	    !tz_json_set_string(fields, "text_date", tz_buf_str(&date)) ||
	    json_object_set_new(fields, "text_length", json_integer(length)) !=
		0)
		return tz_fail_nomem(err);
	return TZ_OK;
}

/* Each rule that found something, once. */
static bool
set_findings(const struct tz_scan *scan, json_t *fields)
{
	tz_auto_json seen = json_object();
	json_t *list = json_array();
	size_t n;
	const struct tz_scan_hit *hits = tz_scan_hits(scan, &n);
	size_t i;

	if (!list || json_object_set_new(fields, "rules", list) != 0)
		return false;
	for (i = 0; i < n; i++) {
		const char *rule = hits[i].finding->rule;

		if (json_object_get(seen, rule))
			continue;
		if (json_object_set_new(seen, rule, json_true()) != 0 ||
		    json_array_append_new(list, json_string(rule)) != 0)
			return false;
	}
	return json_object_set_new(fields, "finding_count",
		   json_integer((json_int_t)n)) == 0 &&
	    json_object_set_new(fields, "has_finding", json_boolean(n > 0)) ==
	    0;
}

enum tz_status
tz_scan_fields(const struct tz_scan *scan, const json_t *meta,
    json_t **ret_fields, struct tz_err *err)
{
	tz_auto_json fields = json_object();
	enum tz_status s;
	size_t i;

	if (!fields)
		return tz_fail_nomem(err);
	for (i = 0; i < sizeof typed / sizeof *typed; i++) {
		const char *text = tz_json_string(meta, typed[i]);

		if (text && !tz_json_set_string(fields, typed[i], text))
			return tz_fail_nomem(err);
	}
	if (!set_files(scan, fields) || !set_findings(scan, fields))
		return tz_fail_nomem(err);
	s = set_text(scan, fields, err);
	if (!s)
		*ret_fields = tz_steal(&fields);
	return s;
}
