/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * review/registered.c - sensitive documents whose passages are looked for
 */
#include "review/registered.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/intl.h"
#include "review/book.h"
#include "review/draft.h"
#include "review/hands.h"
#include "review/record.h"
#include "review/submit.h"
#include "review/typed.h"

/* The fingerprint of the file at ${position}, in hexadecimal. */
static enum tz_status
take_hashes(const struct tz_desk *desk, const struct tz_draft *draft,
    size_t position, const char *label, json_t *hashes, size_t *ret_n,
    struct tz_err *err)
{
	tz_auto_shingles shingles = {0};
	tz_auto_buf digits = TZ_BUF_INIT;
	enum tz_status s = tz_book_shingles(desk->vault,
	    tz_scan_document(draft->scan, position), &shingles, err);
	size_t i;

	if (s)
		return s;
	if (tz_scan_reading(draft->scan, position) != TZ_READING_READ)
		return tz_fail(err, TZ_FORMAT,
		    _("'%s' cannot be wholly read; 'taizhang inspect' shows "
		      "why"),
		    label);
	tz_shingles_distinct(&shingles);
	if (shingles.n == 0)
		return tz_fail(err, TZ_FORMAT,
		    _("'%s' has no text of %d letters to be known by"), label,
		    TZ_PASSAGE);
	for (i = 0; i < shingles.n; i++)
		tz_buf_printf(&digits, "%016llx",
		    (unsigned long long)shingles.shingle[i].hash);
	s = tz_buf_check(&digits, err);
	if (!s &&
	    json_array_append_new(hashes, json_string(tz_buf_str(&digits))) !=
		0)
		s = tz_fail_nomem(err);
	*ret_n = shingles.n;
	return s;
}

/* Fill the detail and the object of the entry. */
static enum tz_status
describe(const struct tz_desk *desk, const struct tz_draft *draft,
    const struct tz_registration *documents, size_t n, const char *reason,
    json_t *detail, json_t *hashes, struct tz_err *err)
{
	json_t *list = json_array();
	enum tz_status s;
	size_t i;

	if (json_object_set_new(detail, "documents", list) != 0)
		return tz_fail_nomem(err);
	s = tz_typed_set(detail, "reason", reason, "--reason", err);
	for (i = 0; i < n && !s; i++) {
		json_t *one = json_object();
		size_t n_hashes = 0;

		if (json_array_append_new(list, one) != 0)
			return tz_fail_nomem(err);
		s = tz_typed_set(one, "label", documents[i].label, "--label",
		    err);
		if (!s && !tz_json_string(one, "label"))
			s = tz_fail(err, TZ_USAGE, _("--%s is empty"), "label");
		if (!s)
			s = take_hashes(desk, draft, i, documents[i].label,
			    hashes, &n_hashes, err);
		if (!s &&
		    json_object_set_new(one, "hashes",
			json_integer((json_int_t)n_hashes)) != 0)
			s = tz_fail_nomem(err);
	}
	return s;
}

static enum tz_status
store(const struct tz_desk *desk, const json_t *hashes,
    struct tz_object *ret_object, struct tz_err *err)
{
	tz_auto_json whole = json_object();
	tz_auto_buf text = TZ_BUF_INIT;
	struct tz_id blob;
	enum tz_status s;

	if (json_object_set(whole, "hashes", (json_t *)hashes) != 0 ||
	    !tz_json_set_string(whole, "v", "taizhang-fingerprints/1"))
		return tz_fail_nomem(err);
	s = tz_json_canonical(whole, TZ_JSON_DETAIL, &text, err);
	if (!s)
		s = tz_blobs_put(tz_vault_blobs(desk->vault), text.data,
		    text.len, &blob, err);
	return s ? s
		 : tz_ledger_commit_object(text.data, text.len, &blob,
		       ret_object, err);
}

static enum tz_status
record(const struct tz_desk *desk, const struct tz_bearings *now,
    const struct tz_act *act, int64_t *ret_seq, struct tz_err *err)
{
	struct tz_record record = {.desk = desk, .now = now, .act = act};

	return tz_record_act(&record, ret_seq, err);
}

/* Read the files into sealed memory and look for marks, as at the door. */
static enum tz_status
read_documents(const struct tz_desk *desk, const struct tz_bearings *now,
    const struct tz_registration *documents, size_t n, struct tz_draft *draft,
    struct tz_refusal *ret_refusal, struct tz_err *err)
{
	char **paths = calloc(n + 1, sizeof *paths);
	struct tz_submission submission = {.paths = paths, .n_paths = n};
	enum tz_status s;
	size_t i;

	if (!paths)
		return tz_fail_nomem(err);
	for (i = 0; i < n; i++)
		paths[i] = documents[i].path;
	s = tz_draft_seal(draft, &submission, tz_vault_max_file(desk->vault),
	    err);
	if (!s)
		s = tz_draft_scan(draft, &submission, desk, now->rules, err);
	if (!s)
		s = tz_refuse_files(desk, now, draft->scan, draft->fds,
		    draft->n_files, ret_refusal, err);
	free(paths);
	return s;
}

enum tz_status
tz_register_documents(const struct tz_desk *desk,
    const struct tz_registration *documents, size_t n, const char *reason,
    int64_t *ret_seq, struct tz_refusal *ret_refusal, struct tz_err *err)
{
	tz_auto_bearings now = {0};
	tz_auto_draft draft = {0};
	tz_auto_json detail = json_object();
	tz_auto_json hashes = json_array();
	struct tz_object object = {0};
	struct tz_act act = {
	    .kind = TZ_ACT_FINGERPRINT_ADD,
	    .detail = detail,
	    .objects = &object,
	    .n_objects = 1,
	};
	enum tz_status s = tz_desk_arrive(desk, &now, err);
	size_t i;

	if (!s)
		s = tz_hands_role(&now.person, TZ_ROLE_CONFIDENTIALITY_OFFICER,
		    err);
	if (!s)
		s = tz_refuse_typed(desk, &now, &reason, 1, ret_refusal, err);
	for (i = 0; i < n && !s; i++)
		s = tz_refuse_typed(desk, &now, &documents[i].label, 1,
		    ret_refusal, err);
	if (!s)
		s = read_documents(desk, &now, documents, n, &draft,
		    ret_refusal, err);
	if (!s)
		s = describe(desk, &draft, documents, n, reason, detail, hashes,
		    err);
	if (!s)
		s = store(desk, hashes, &object, err);
	return s ? s : record(desk, &now, &act, ret_seq, err);
}

enum tz_status
tz_register_end(const struct tz_desk *desk, const int64_t *numbers, size_t n,
    const char *reason, int64_t *ret_seq, struct tz_refusal *ret_refusal,
    struct tz_err *err)
{
	tz_auto_bearings now = {0};
	tz_auto_json detail = json_object();
	json_t *list = json_array();
	struct tz_act act = {
	    .kind = TZ_ACT_FINGERPRINT_END,
	    .detail = detail,
	};
	enum tz_status s;
	size_t i;

	if (json_object_set_new(detail, "numbers", list) != 0)
		return tz_fail_nomem(err);
	s = tz_desk_arrive(desk, &now, err);
	if (!s)
		s = tz_hands_role(&now.person, TZ_ROLE_CONFIDENTIALITY_OFFICER,
		    err);
	if (!s)
		s = tz_refuse_typed(desk, &now, &reason, 1, ret_refusal, err);
	for (i = 0; i < n && !s; i++)
		if (json_array_append_new(list,
			json_integer((json_int_t)numbers[i])) != 0)
			s = tz_fail_nomem(err);
	if (!s)
		s = tz_typed_set(detail, "reason", reason, "--reason", err);
	return s ? s : record(desk, &now, &act, ret_seq, err);
}
