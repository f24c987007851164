/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * store/vault_file.c - vault.yaml: the places and limits of one vault
 */
#include "store/vault_file.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/intl.h"
#include "base/yaml.h"

#define SCHEMA "taizhang-vault/"
#define VERSION 1
#define MAX_FILE ((uint64_t)256 << 20)

static const char fresh[] =
    "# The places and limits of this vault; all else is in its ledger.\n"
    "# log_key: /media/key/log.key   # where the log's key lies\n"
    "# max_file: 268435456           # bytes of one submitted file\n"
    "schema: taizhang-vault/1\n";

static enum tz_status
check_schema(const struct tz_yaml *yaml, const json_t *root, struct tz_err *err)
{
	const char *schema = tz_json_string(root, "schema");
	char *end;
	long version;

	if (!schema || strncmp(schema, SCHEMA, strlen(SCHEMA)) != 0)
		return tz_yaml_fail(yaml, root, err,
		    _("'schema: taizhang-vault/1' is missing"));
	version = strtol(schema + strlen(SCHEMA), &end, 10);
	if (version > VERSION && *end == '\0')
		return tz_fail(err, TZ_TOONEW,
		    _("the vault was written by a newer version of taizhang"));
	if (version != VERSION || *end != '\0')
		return tz_yaml_fail_key(yaml, root, "schema", err,
		    _("the schema is not taizhang-vault/1"));
	return TZ_OK;
}

static enum tz_status
read_root(const struct tz_yaml *yaml, const char *folder,
    struct tz_vault_file *file, struct tz_err *err)
{
	static const char *const keys[] = {
	    "log_key", "max_file", "schema", NULL};
	json_t *root = tz_yaml_root(yaml);
	json_t *key = json_object_get(root, "log_key");
	json_t *limit = json_object_get(root, "max_file");
	enum tz_status s = check_schema(yaml, root, err);

	if (!s)
		s = tz_json_keys(root, keys, "vault.yaml", err);
	if (s)
		return s;
	if (key && (!json_is_string(key) || !*json_string_value(key)))
		return tz_yaml_fail_key(yaml, root, "log_key", err,
		    _("'log_key' is no path"));
	if (limit &&
	    (!json_is_integer(limit) || json_integer_value(limit) <= 0))
		return tz_yaml_fail_key(yaml, root, "max_file", err,
		    _("'max_file' is no number of bytes"));

	file->max_file = limit ? (uint64_t)json_integer_value(limit) : MAX_FILE;
	if (key && json_string_value(key)[0] == '/')
		file->log_key = strdup(json_string_value(key));
	else
		file->log_key = tz_path_join(folder,
		    key ? json_string_value(key) : "log.key");
	return file->log_key ? TZ_OK : tz_fail_nomem(err);
}

enum tz_status
tz_vault_file_read(const char *folder, struct tz_vault_file *ret_file,
    struct tz_err *err)
{
	tz_auto_str path = tz_path_join(folder, "vault.yaml");
	tz_auto_buf text = TZ_BUF_INIT;
	tz_auto(tz_yaml) yaml = NULL;
	enum tz_status s;

	if (!path)
		return tz_fail_nomem(err);
	s = tz_file_read(path, 1 << 20, &text, err);
	if (!s)
		s = tz_yaml_parse(tz_buf_str(&text), text.len, "vault.yaml",
		    &yaml, err);
	return s ? s : read_root(yaml, folder, ret_file, err);
}

enum tz_status
tz_vault_file_write(const char *folder, struct tz_err *err)
{
	tz_auto_str path = tz_path_join(folder, "vault.yaml");

	if (!path)
		return tz_fail_nomem(err);
	return tz_file_write(path, fresh, strlen(fresh), 0600, err);
}

void
tz_vault_file_clear(struct tz_vault_file *file)
{
	free(file->log_key);
	file->log_key = NULL;
}
