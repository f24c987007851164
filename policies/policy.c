/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * policies/policy.c - the files of a rule set: found, listed, named
 */
#include <string.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/intl.h"
#include "policies/rule_set.h"

/* One rule file; the largest list of words is far below it. */
#define FILE_MAX (4u << 20)
/* All of them. */
#define FILES_MAX 2000

static const char *const folders[] = {"packs", "agency", "local", "lists",
    "routes", "grounds", "calendars", NULL};

struct loading {
	const char *folder;
	struct tz_named_list *files;
};

static bool
ends_with(const char *text, const char *end)
{
	size_t len = strlen(text);
	size_t end_len = strlen(end);

	return len > end_len && strcmp(text + len - end_len, end) == 0;
}

static enum tz_status
visit(const char *path, void *arg, struct tz_err *err)
{
	struct loading *loading = arg;
	const char *name = path + strlen(loading->folder);
	tz_auto_buf bytes = TZ_BUF_INIT;
	enum tz_status s;

	while (*name == '/')
		name++;
	if (!ends_with(name, ".yaml") && !ends_with(name, ".txt"))
		return TZ_OK;
	if (loading->files->n >= FILES_MAX)
		return tz_fail(err, TZ_LIMIT,
		    _("there are more than %d policy files"), FILES_MAX);
	s = tz_file_read(path, FILE_MAX, &bytes, err);
	if (s != TZ_OK)
		return s;
	return tz_named_put(loading->files, name, tz_buf_str(&bytes), bytes.len,
	    err);
}

enum tz_status
tz_policy_files_load(const char *folder, struct tz_named_list *ret_files,
    struct tz_err *err)
{
	struct loading loading = {folder, ret_files};
	enum tz_status s = TZ_OK;
	size_t i;

	for (i = 0; s == TZ_OK && folders[i]; i++) {
		tz_auto_str path = tz_path_join(folder, folders[i]);
		struct tz_err missing = {0};

		if (!path)
			return tz_fail_nomem(err);
		/* Any of the folders may be absent, but not all. */
		s = tz_folder_walk(path, visit, &loading, &missing);
		if (s == TZ_NOTFOUND)
			s = TZ_OK;
		else if (s != TZ_OK)
			return tz_fail(err, s, "%s", missing.text);
	}
	if (s == TZ_OK && ret_files->n == 0)
		return tz_fail(err, TZ_NOTFOUND,
		    _("there are no policy files in '%s'"), folder);
	return s;
}

void
tz_policy_manifest(const struct tz_named_list *files, struct tz_buf *ret)
{
	size_t i;

	for (i = 0; i < files->n; i++) {
		char hex[TZ_ID_HEX];

		tz_id_hex(&files->item[i].sha256, hex);
		tz_buf_printf(ret, "%s  %s\n", hex, files->item[i].name);
	}
}

enum tz_status
tz_policy_manifest_digest(const struct tz_named_list *files,
    struct tz_id *ret_digest, struct tz_err *err)
{
	tz_auto_buf manifest = TZ_BUF_INIT;
	enum tz_status s;

	tz_policy_manifest(files, &manifest);
	s = tz_buf_check(&manifest, err);
	if (s == TZ_OK)
		tz_sha256(tz_buf_str(&manifest), manifest.len, ret_digest);
	return s;
}
