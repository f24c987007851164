/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * review/draft.c - a submission while it is only in memory
 */
#include "review/draft.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/intl.h"
#include "review/typed.h"

void
tz_draft_clear(struct tz_draft *draft)
{
	size_t i;

	for (i = 0; i < draft->n_files && draft->fds; i++)
		if (draft->fds[i] >= 0)
			close(draft->fds[i]);
	free(draft->fds);
	tz_scan_free(draft->scan);
	json_decref(draft->meta);
	json_decref(draft->files);
	free(draft->objects);
	memset(draft, 0, sizeof *draft);
}

enum tz_status
tz_draft_seal(struct tz_draft *draft, const struct tz_submission *submission,
    uint64_t limit, struct tz_err *err)
{
	size_t n = submission->n_paths;
	enum tz_status s = TZ_OK;
	size_t i;

	draft->fds = malloc((n + 1) * sizeof *draft->fds);
	if (!draft->fds)
		return tz_fail_nomem(err);
	for (i = 0; i < n; i++)
		draft->fds[i] = -1;
	draft->n_files = n;
	for (i = 0; i < n && !s; i++) {
		uint64_t size = 0;

		s = tz_file_seal(submission->paths[i], limit, &draft->fds[i],
		    &size, err);
		if (!s && size == 0)
			s = tz_fail(err, TZ_FORMAT,
			    _("file %zu of %zu is empty; nothing was stored"),
			    i + 1, n);
	}
	return s;
}

static const char *
last_component(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

enum tz_status
tz_draft_scan(struct tz_draft *draft, const struct tz_submission *submission,
    const struct tz_desk *desk, struct tz_rule_set *rules, struct tz_err *err)
{
	enum tz_status s = tz_scan_new(&draft->scan, err);
	size_t i;

	if (!s)
		s = tz_scan_registered(draft->scan, desk->vault,
		    submission->item, err);
	for (i = 0; i < draft->n_files && !s; i++)
		s = tz_scan_file(draft->scan, desk->intake, rules,
		    draft->fds[i], last_component(submission->paths[i]), err);
	return s;
}

static enum tz_status
commit_file(int fd, const struct tz_document_file *file,
    const struct tz_item_file_list *known, struct tz_object *ret_object,
    struct tz_err *err)
{
	tz_auto_buf bytes = TZ_BUF_INIT;
	enum tz_status s;
	size_t i;

	for (i = 0; i < known->n; i++)
		if (tz_id_equal(&known->file[i].sha256, &file->sha256)) {
			ret_object->commitment = known->file[i].commitment;
			ret_object->salt = known->file[i].salt;
			ret_object->blob = known->file[i].sha256;
			ret_object->size = known->file[i].size;
			return TZ_OK;
		}
	s = tz_fd_read(fd, UINT64_MAX, &bytes, err);
	if (s)
		return s;
	return tz_ledger_commit_object(tz_buf_str(&bytes), bytes.len,
	    &file->sha256, ret_object, err);
}

/* The same bytes twice in one submission have one commitment. */
static const struct tz_object *
earlier_copy(const struct tz_draft *draft, size_t n, const struct tz_id *sha256)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (tz_id_equal(&draft->objects[i].blob, sha256))
			return &draft->objects[i];
	return NULL;
}

/* `name` in NFC, and `name_bytes` when that is not what was given. */
static enum tz_status
set_name(json_t *file, const char *path, struct tz_err *err)
{
	const char *given = last_component(path);
	tz_auto_buf name = TZ_BUF_INIT;
	tz_auto_buf hex = TZ_BUF_INIT;
	enum tz_status s = tz_typed_fit(given, strlen(given), &name, err);

	if (s)
		return s;
	if (strcmp(tz_buf_str(&name), given) != 0)
		tz_hex_encode(given, strlen(given), &hex);
	if (!tz_json_set_string(file, "name", tz_buf_str(&name)) ||
	    !tz_json_set_string(file, "name_bytes", tz_buf_str(&hex)))
		return tz_fail_nomem(err);
	return TZ_OK;
}

static enum tz_status
describe_file(const struct tz_draft *draft, size_t at, const char *path,
    const struct tz_document_file *about, struct tz_err *err)
{
	json_t *file = json_object();
	char sha256[TZ_ID_HEX];
	char object[TZ_ID_HEX];
	enum tz_status s;

	if (json_array_append_new(draft->files, file) != 0)
		return tz_fail_nomem(err);
	tz_id_hex(&draft->objects[at].blob, sha256);
	tz_id_hex(&draft->objects[at].commitment, object);
	s = set_name(file, path, err);
	if (s)
		return s;
	if (!tz_json_set_string(file, "media_type",
		about->media_type ? about->media_type
				  : "application/octet-stream") ||
	    !tz_json_set_string(file, "object", object) ||
	    !tz_json_set_string(file, "sha256", sha256) ||
	    json_object_set_new(file, "size",
		json_integer((json_int_t)draft->objects[at].size)) != 0)
		return tz_fail_nomem(err);
	return TZ_OK;
}

/* SHA-256 of the canonical JSON of [{name,sha256,size}]. */
static enum tz_status
make_digest(struct tz_draft *draft, struct tz_err *err)
{
	static const char *const keys[] = {"name", "sha256", "size"};
	tz_auto_json list = json_array();
	tz_auto_buf text = TZ_BUF_INIT;
	enum tz_status s;
	size_t i;
	size_t j;

	for (i = 0; i < draft->n_files; i++) {
		const json_t *file = json_array_get(draft->files, i);
		json_t *short_form = json_object();

		if (json_array_append_new(list, short_form) != 0)
			return tz_fail_nomem(err);
		for (j = 0; j < 3; j++)
			if (json_object_set(short_form, keys[j],
				json_object_get(file, keys[j])) != 0)
				return tz_fail_nomem(err);
	}
	s = tz_json_canonical(list, TZ_JSON_DETAIL, &text, err);
	if (!s)
		tz_sha256(tz_buf_str(&text), text.len, &draft->digest);
	return s;
}

enum tz_status
tz_draft_commit(struct tz_draft *draft, const struct tz_submission *submission,
    const struct tz_item_file_list *known, struct tz_err *err)
{
	enum tz_status s = TZ_OK;
	size_t i;

	draft->files = json_array();
	draft->objects = calloc(draft->n_files + 1, sizeof *draft->objects);
	if (!draft->files || !draft->objects)
		return tz_fail_nomem(err);
	for (i = 0; i < draft->n_files && !s; i++) {
		size_t n;
		const struct tz_document_file *about =
		    tz_document_files(tz_scan_document(draft->scan, i), &n);
		const struct tz_object *copy =
		    earlier_copy(draft, i, &about->sha256);

		if (copy)
			draft->objects[i] = *copy;
		else
			s = commit_file(draft->fds[i], about, known,
			    &draft->objects[i], err);
		if (!s)
			s = describe_file(draft, i, submission->paths[i], about,
			    err);
	}
	return s ? s : make_digest(draft, err);
}
