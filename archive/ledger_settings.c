/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * archive/ledger_settings.c - the settings and the rule set in force
 *
 * A rule set is named by the SHA-256 of its manifest, one line a file:
 * "<sha256>  <path>" LF, sorted by the bytes of paths.  Manifest and files are
 * blobs, so the manifest's digest alone leads to every file.
 */
#include <stdlib.h>
#include <string.h>

#include "archive/ledger_part.h"
#include "base/date.h"
#include "base/intl.h"
#include "store/settings_rows.h"

#define DIGITS 64

void
tz_settings_clear(struct tz_settings *settings)
{
	free(settings->log);
	free(settings->host);
	free(settings->agency);
	free(settings->regime);
	free(settings->time_zone);
	memset(settings, 0, sizeof *settings);
}

static enum tz_status
copy_row(const struct tz_settings_row *row, void *arg, struct tz_err *err)
{
	struct tz_settings *settings = arg;
	const char *slash = strchr(row->log, '/');

	if (!slash || !tz_zone_parse(row->time_zone, &settings->zone_offset))
		return tz_fail(err, TZ_CORRUPT,
		    _("the settings are damaged; run 'taizhang rebuild'"));
	settings->log = strdup(row->log);
	settings->host = strndup(row->log, (size_t)(slash - row->log));
	settings->agency = strdup(row->agency);
	settings->regime = strdup(row->regime);
	settings->time_zone = strdup(row->time_zone);
	settings->rule_set = row->rule_set;
	settings->manifest_commitment = row->manifest;
	settings->adopted_seq = row->seq;
	if (!settings->log || !settings->host || !settings->agency ||
	    !settings->regime || !settings->time_zone)
		return tz_fail_nomem(err);
	return TZ_OK;
}

enum tz_status
tz_ledger_settings_at(struct tz_vault *vault, int64_t size,
    struct tz_settings *ret_settings, struct tz_err *err)
{
	tz_auto_settings settings = {0};
	enum tz_status s = tz_settings_rows_at(tz_vault_db(vault), size,
	    copy_row, &settings, err);

	if (s)
		return s;
	*ret_settings = settings;
	memset(&settings, 0, sizeof settings);
	return TZ_OK;
}

enum tz_status
tz_ledger_settings(struct tz_vault *vault, struct tz_settings *ret_settings,
    struct tz_err *err)
{
	return tz_ledger_settings_at(vault, INT64_MAX, ret_settings, err);
}

enum tz_status
tz_ledger_manifest(const struct tz_named_list *files,
    struct tz_buf *ret_manifest, struct tz_object *ret_object,
    struct tz_err *err)
{
	tz_auto_buf manifest = TZ_BUF_INIT;
	char hex[TZ_ID_HEX];
	struct tz_id id;
	enum tz_status s;
	size_t i;

	for (i = 0; i < files->n; i++) {
		const struct tz_named *file = &files->item[i];

		if (strchr(file->name, '\n'))
			return tz_fail(err, TZ_USAGE,
			    _("a policy file's name has a line end"));
		tz_id_hex(&file->sha256, hex);
		tz_buf_printf(&manifest, "%s  %s\n", hex, file->name);
	}
	s = tz_buf_check(&manifest, err);
	if (s)
		return s;
	tz_sha256(manifest.data, manifest.len, &id);
	tz_buf_append(ret_manifest, manifest.data, manifest.len);
	s = tz_buf_check(ret_manifest, err);
	return s ? s
		 : tz_ledger_commit_object(manifest.data, manifest.len, &id,
		       ret_object, err);
}

enum tz_status
tz_ledger_store_policies(struct tz_vault *vault,
    const struct tz_named_list *files, const struct tz_buf *manifest,
    struct tz_err *err)
{
	struct tz_blobs *blobs = tz_vault_blobs(vault);
	struct tz_id id;
	enum tz_status s = TZ_OK;
	size_t i;

	for (i = 0; i < files->n && !s; i++)
		s = tz_blobs_put(blobs, files->item[i].data, files->item[i].len,
		    &id, err);
	return s ? s
		 : tz_blobs_put(blobs, manifest->data, manifest->len, &id, err);
}

/* One line of a manifest, without its LF: read the file and add it. */
static enum tz_status
read_line(struct tz_blobs *blobs, char *line, struct tz_named_list *files,
    struct tz_err *err)
{
	tz_auto_buf bytes = TZ_BUF_INIT;
	struct tz_id id;
	enum tz_status s;

	if (strlen(line) < DIGITS + 3 || strncmp(line + DIGITS, "  ", 2) != 0)
		return tz_fail(err, TZ_CORRUPT,
		    _("the rule set's manifest is damaged"));
	line[DIGITS] = '\0';
	if (!tz_id_parse(line, &id))
		return tz_fail(err, TZ_CORRUPT,
		    _("the rule set's manifest is damaged"));
	s = tz_blobs_get(blobs, &id, &bytes, err);
	return s ? s
		 : tz_named_put(files, line + DIGITS + 2, bytes.data, bytes.len,
		       err);
}

enum tz_status
tz_ledger_policies(struct tz_vault *vault, const struct tz_id *digest,
    struct tz_named_list *ret_files, struct tz_err *err)
{
	struct tz_blobs *blobs = tz_vault_blobs(vault);
	tz_auto_buf manifest = TZ_BUF_INIT;
	tz_auto_named files = {0};
	char *rest;
	char *end;
	enum tz_status s = tz_blobs_get(blobs, digest, &manifest, err);

	rest = manifest.data;
	while (!s && rest && (end = strchr(rest, '\n'))) {
		*end = '\0';
		s = read_line(blobs, rest, &files, err);
		rest = end + 1;
	}
	if (s)
		return tz_fail_while(err, s, _("reading the rule set"));
	*ret_files = files;
	memset(&files, 0, sizeof files);
	return TZ_OK;
}

enum tz_status
tz_ledger_adoption(const struct tz_settings *settings,
    const struct tz_id *rule_set, const char *reason, json_t **ret_detail,
    struct tz_err *err)
{
	tz_auto_json detail = json_object();
	char hex[TZ_ID_HEX];

	tz_id_hex(rule_set, hex);
	if (!tz_json_set_string(detail, "agency", settings->agency) ||
	    !tz_json_set_string(detail, "regime", settings->regime) ||
	    !tz_json_set_string(detail, "time_zone", settings->time_zone) ||
	    !tz_json_set_string(detail, "rule_set", hex) ||
	    !tz_json_set_string(detail, "reason", reason))
		return tz_fail_nomem(err);
	*ret_detail = tz_steal(&detail);
	return TZ_OK;
}

enum tz_status
tz_ledger_adopt(struct tz_vault *vault, const char *by, const char *key_path,
    const struct tz_named_list *policy_files, const char *reason,
    int64_t *ret_seq, struct tz_err *err)
{
	tz_auto_settings settings = {0};
	tz_auto_buf clean = TZ_BUF_INIT;
	tz_auto_buf text = TZ_BUF_INIT;
	tz_auto_json detail = NULL;
	tz_auto(tz_signed_act) signed_act = NULL;
	tz_auto(tz_tx) tx = NULL;
	struct tz_object manifest = {0};
	struct tz_act act = {
	    .kind = TZ_ACT_POLICY_ADOPT, .objects = &manifest, .n_objects = 1};
	enum tz_status s = tz_ledger_settings(vault, &settings, err);

	if (!s && reason && *reason)
		s = tz_ledger_reason(reason, &clean, err);
	if (!s)
		s = tz_ledger_manifest(policy_files, &text, &manifest, err);
	if (!s)
		s = tz_ledger_adoption(&settings, &manifest.blob,
		    tz_buf_str(&clean), &detail, err);
	act.detail = detail;
	if (!s)
		s = tz_ledger_sign(vault, &act, by, key_path, &signed_act, err);
	if (!s)
		s = tz_ledger_store_policies(vault, policy_files, &text, err);
	if (!s)
		s = tz_tx_begin(tz_vault_db(vault), &tx, err);
	if (!s)
		s = tz_ledger_append(vault, signed_act, ret_seq, err);
	return s ? s : tz_tx_commit(&tx, err);
}
