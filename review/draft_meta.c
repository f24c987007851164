/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * review/draft_meta.c - the metadata of a submission
 *
 * What a person typed stands.  What the document says of itself is listed as
 * `found`, so that a revision reads it anew.
 */
#include <string.h>

#include "base/buf.h"
#include "base/intl.h"
#include "review/draft.h"
#include "review/metadata.h"
#include "review/typed.h"

static enum tz_status
check_disposition(const char *disposition, struct tz_err *err)
{
	static const char *const words[] = {
	    "disclose", "on-request", "in-part", "withhold"};
	size_t i;

	for (i = 0; i < sizeof words / sizeof *words; i++)
		if (strcmp(disposition, words[i]) == 0)
			return TZ_OK;
	return tz_fail(err, TZ_USAGE,
	    _("no such disposition; choose disclose, on-request, in-part or "
	      "withhold"));
}

/* What was typed, and what an earlier revision has that was typed then. */
static enum tz_status
take_typed(struct tz_draft *draft, const struct tz_submission *submission,
    const json_t *old, struct tz_err *err)
{
	const struct {
		const char *key;
		const char *option;
		const char *text;
	} fields[] = {
	    {"title", "--title", submission->title},
	    {"number", "--number", submission->number},
	    {"department", "--department", submission->department},
	    {"category", "--category", submission->category},
	    {"theme", "--theme", submission->theme},
	    {"genre", "--genre", submission->genre},
	    {"disposition", "--disposition", submission->disposition},
	    {"ground", "--ground", submission->ground},
	    {"date", "--date", submission->date},
	};
	size_t i;

	for (i = 0; i < sizeof fields / sizeof *fields; i++) {
		const char *text = fields[i].text;
		enum tz_status s;

		if (!text && !tz_metadata_found(old, fields[i].key))
			text = tz_json_string(old, fields[i].key);
		s = tz_typed_set(draft->meta, fields[i].key, text,
		    fields[i].option, err);
		if (s)
			return s;
	}
	return TZ_OK;
}

/* Set ${key} from the document, if no one has typed it. */
static enum tz_status
take_found(struct tz_draft *draft, struct tz_buf *found, const char *key,
    const struct tz_buf *text, struct tz_err *err)
{
	tz_auto_buf fit = TZ_BUF_INIT;
	enum tz_status s;

	if (text->len == 0 || json_object_get(draft->meta, key))
		return TZ_OK;
	s = tz_typed_fit(tz_buf_str(text), text->len, &fit, err);
	if (s)
		return s;
	if (!tz_json_set_string(draft->meta, key, tz_buf_str(&fit)))
		return tz_fail_nomem(err);
	tz_buf_printf(found, "%s%s", found->len > 0 ? " " : "", key);
	return tz_buf_check(found, err);
}

/* A document without any line to call it by is called by its file's name. */
static enum tz_status
name_as_title(const struct tz_submission *submission, struct tz_buf *ret,
    struct tz_err *err)
{
	const char *path = submission->paths[0];
	const char *slash = strrchr(path, '/');
	const char *name = slash ? slash + 1 : path;
	const char *dot = strrchr(name, '.');
	size_t len = dot && dot != name ? (size_t)(dot - name) : strlen(name);

	tz_buf_reset(ret);
	return tz_typed_fit(name, len, ret, err);
}

enum tz_status
tz_draft_describe(struct tz_draft *draft,
    const struct tz_submission *submission, const char *department,
    const json_t *old, struct tz_err *err)
{
	tz_auto_buf found = TZ_BUF_INIT;
	tz_auto_buf title = TZ_BUF_INIT;
	tz_auto_buf number = TZ_BUF_INIT;
	tz_auto_buf date = TZ_BUF_INIT;
	enum tz_status s = TZ_OK;

	draft->meta = json_object();
	if (submission->disposition)
		s = check_disposition(submission->disposition, err);
	if (!s)
		s = take_typed(draft, submission, old, err);
	if (!s)
		s = tz_metadata_read(tz_scan_document(draft->scan, 0), &title,
		    &number, &date, err);
	if (!s && title.len == 0)
		s = name_as_title(submission, &title, err);
	if (!s)
		s = take_found(draft, &found, "date", &date, err);
	if (!s)
		s = take_found(draft, &found, "number", &number, err);
	if (!s)
		s = take_found(draft, &found, "title", &title, err);
	if (s)
		return s;
	if (!tz_json_set_string(draft->meta, "found", tz_buf_str(&found)) ||
	    (!json_object_get(draft->meta, "department") &&
		!tz_json_set_string(draft->meta, "department", department)) ||
	    (!json_object_get(draft->meta, "disposition") &&
		!tz_json_set_string(draft->meta, "disposition", "disclose")))
		return tz_fail_nomem(err);
	return TZ_OK;
}
