/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * store/vault.c - a vault: the directory that holds everything of an agency
 */
#include "store/vault.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/intl.h"
#include "base/utf8.h"
#include "store/vault_file.h"

#define KEY_LEN 32

struct tz_vault {
	char *folder;
	struct tz_db *db;
	struct tz_blobs *blobs;
	struct tz_vault_file file;
	unsigned char refusal_key[KEY_LEN];
	void *attached;
	void (*free_attached)(void *attached);
};

/* The folders of a vault, and all that tz_vault_create() puts into it. */
static const char *const folders[] = {
    "blobs", "index", "cache", "policies", "bundles"};
static const char *const content[] = {"vault.yaml", "vault.db", "vault.db-wal",
    "vault.db-shm", "refusal.key", "blobs", "index", "cache", "policies",
    "bundles"};

/* tz_fail() with a path, shown clean, in the text. */
static enum tz_status
fail_path(struct tz_err *err, enum tz_status status, const char *format,
    const char *path)
{
	tz_auto_buf clean = TZ_BUF_INIT;

	tz_utf8_printable(path, strlen(path), &clean);
	return tz_fail(err, status, format, tz_buf_str(&clean));
}

static bool
is_there(const char *folder, const char *name)
{
	tz_auto_str path = tz_path_join(folder, name);
	struct stat about;

	return path && stat(path, &about) == 0;
}

bool
tz_vault_is(const char *folder)
{
	return is_there(folder, "vault.yaml") && is_there(folder, "vault.db");
}

static enum tz_status
read_refusal_key(struct tz_vault *vault, struct tz_err *err)
{
	tz_auto_str path = tz_vault_path(vault, "refusal.key");
	tz_auto_buf key = TZ_BUF_INIT;
	enum tz_status s;

	if (!path)
		return tz_fail_nomem(err);
	s = tz_file_read(path, KEY_LEN, &key, err);
	if (s == TZ_IO)
		return s;
	if (s || key.len != KEY_LEN) {
		if (err)
			memset(err, 0, sizeof *err);
		return tz_fail(err, TZ_CORRUPT,
		    _("refusal.key of the vault is missing or damaged"));
	}
	memcpy(vault->refusal_key, key.data, KEY_LEN);
	explicit_bzero(key.data, key.len);
	return TZ_OK;
}

static enum tz_status
open_parts(struct tz_vault *vault, struct tz_err *err)
{
	tz_auto_str db = tz_vault_path(vault, "vault.db");
	tz_auto_str blobs = tz_vault_path(vault, "blobs");
	enum tz_status s;

	if (!db || !blobs)
		return tz_fail_nomem(err);
	s = tz_vault_file_read(vault->folder, &vault->file, err);
	if (!s)
		s = tz_db_open(db, false, &vault->db, err);
	if (!s)
		s = tz_blobs_open(blobs, &vault->blobs, err);
	return s ? s : read_refusal_key(vault, err);
}

enum tz_status
tz_vault_open(const char *folder, struct tz_vault **ret_vault,
    struct tz_err *err)
{
	tz_auto(tz_vault) vault = calloc(1, sizeof *vault);
	enum tz_status s;

	if (!vault)
		return tz_fail_nomem(err);
	if (!is_there(folder, "vault.yaml"))
		return fail_path(err, TZ_NOTFOUND, _("'%s' is no vault"),
		    folder);
	if (!is_there(folder, "vault.db"))
		return fail_path(err, TZ_CORRUPT,
		    _("the vault '%s' has no vault.db"), folder);
	vault->folder = realpath(folder, NULL);
	if (!vault->folder)
		return tz_fail_errno(err, _("cannot open"), folder);
	s = open_parts(vault, err);
	if (s)
		return s;
	*ret_vault = tz_steal(&vault);
	return TZ_OK;
}

void
tz_vault_free(struct tz_vault *vault)
{
	if (!vault)
		return;
	if (vault->free_attached)
		vault->free_attached(vault->attached);
	tz_blobs_free(vault->blobs);
	tz_db_free(vault->db);
	tz_vault_file_clear(&vault->file);
	explicit_bzero(vault->refusal_key, KEY_LEN);
	free(vault->folder);
	free(vault);
}

/* Fill ${folder}; vault.yaml last, so that what is half made is no vault. */
static enum tz_status
fill(const char *folder, struct tz_err *err)
{
	unsigned char key[KEY_LEN];
	tz_auto_str key_path = tz_path_join(folder, "refusal.key");
	tz_auto_str db_path = tz_path_join(folder, "vault.db");
	tz_auto(tz_db) db = NULL;
	enum tz_status s = TZ_OK;
	size_t i;

	if (!key_path || !db_path)
		return tz_fail_nomem(err);
	for (i = 0; i < sizeof folders / sizeof *folders && !s; i++) {
		tz_auto_str path = tz_path_join(folder, folders[i]);

		s = path ? tz_folder_make(path, 0700, err) : tz_fail_nomem(err);
	}
	if (!s)
		s = tz_random(key, sizeof key, err);
	if (!s)
		s = tz_file_write(key_path, key, sizeof key, 0600, err);
	explicit_bzero(key, sizeof key);
	if (!s)
		s = tz_db_open(db_path, true, &db, err);
	return s ? s : tz_vault_file_write(folder, err);
}

static void
remove_content(const char *folder)
{
	size_t i;

	for (i = 0; i < sizeof content / sizeof *content; i++) {
		tz_auto_str path = tz_path_join(folder, content[i]);

		/* There is nobody to tell: a failure is being reported. */
		if (path && tz_folder_remove(path, NULL) != TZ_OK)
			continue;
	}
}

static enum tz_status
make_in_place(const char *folder, mode_t mode, struct tz_err *err)
{
	enum tz_status s;

	if (chmod(folder, 0700) != 0)
		return tz_fail_errno(err, _("cannot change"), folder);
	s = fill(folder, err);
	if (s) {
		remove_content(folder);
		if (chmod(folder, mode & 07777) != 0)
			return s;
	}
	return s;
}

/* The folder in which ${folder} lies, malloc()ed. */
static char *
parent_of(const char *folder)
{
	const char *slash = strrchr(folder, '/');

	if (!slash)
		return strdup(".");
	return slash == folder ? strdup("/")
			       : strndup(folder, (size_t)(slash - folder));
}

/* Make it beside its place, then rename: after a kill there is no half
 * vault. */
static enum tz_status
make_beside(const char *folder, struct tz_err *err)
{
	unsigned char random[8];
	tz_auto_buf beside = TZ_BUF_INIT;
	tz_auto_str parent = parent_of(folder);
	enum tz_status s;

	if (!parent)
		return tz_fail_nomem(err);
	s = tz_random(random, sizeof random, err);
	if (!s)
		s = tz_folder_make(parent, 0700, err);
	if (s)
		return s;
	tz_buf_printf(&beside, "%s/.taizhang-", parent);
	tz_hex_encode(random, sizeof random, &beside);
	s = tz_buf_check(&beside, err);
	if (!s)
		s = tz_folder_make(tz_buf_str(&beside), 0700, err);
	if (s)
		return s;
	s = fill(tz_buf_str(&beside), err);
	if (!s && rename(tz_buf_str(&beside), folder) != 0)
		s = tz_fail_errno(err, _("cannot make"), folder);
	if (s && tz_folder_remove(tz_buf_str(&beside), NULL) != TZ_OK)
		return s;
	return s ? s : tz_folder_sync(parent, err);
}

static bool
is_empty(const char *folder)
{
	DIR *dir = opendir(folder);
	const struct dirent *entry;
	int n = 0;

	if (!dir)
		return false;
	while ((entry = readdir(dir)))
		n++;
	closedir(dir);
	return n == 2;
}

enum tz_status
tz_vault_create(const char *folder, struct tz_vault **ret_vault,
    struct tz_err *err)
{
	tz_auto_str name = strdup(folder);
	struct stat about;
	bool there;
	enum tz_status s;

	if (!name)
		return tz_fail_nomem(err);
	while (strlen(name) > 1 && name[strlen(name) - 1] == '/')
		name[strlen(name) - 1] = '\0';
	there = lstat(name, &about) == 0;
	if (!there && errno != ENOENT)
		return tz_fail_errno(err, _("cannot make"), name);
	if (there && (stat(name, &about) != 0 || !S_ISDIR(about.st_mode)))
		return fail_path(err, TZ_USAGE, _("'%s' is no folder"), name);
	if (there && !is_empty(name))
		return fail_path(err, TZ_USAGE, _("'%s' is not empty"), name);

	s = there ? make_in_place(name, about.st_mode, err)
		  : make_beside(name, err);
	return s ? s : tz_vault_open(name, ret_vault, err);
}

struct tz_db *
tz_vault_db(const struct tz_vault *vault)
{
	return vault->db;
}

struct tz_blobs *
tz_vault_blobs(const struct tz_vault *vault)
{
	return vault->blobs;
}

const char *
tz_vault_folder(const struct tz_vault *vault)
{
	return vault->folder;
}

char *
tz_vault_path(const struct tz_vault *vault, const char *name)
{
	return tz_path_join(vault->folder, name);
}

const char *
tz_vault_log_key(const struct tz_vault *vault)
{
	return vault->file.log_key;
}

const unsigned char *
tz_vault_refusal_key(const struct tz_vault *vault)
{
	return vault->refusal_key;
}

uint64_t
tz_vault_max_file(const struct tz_vault *vault)
{
	return vault->file.max_file;
}

void *
tz_vault_attached(const struct tz_vault *vault)
{
	return vault->attached;
}

void
tz_vault_attach(struct tz_vault *vault, void *data,
    void (*free_data)(void *data))
{
	if (vault->free_attached)
		vault->free_attached(vault->attached);
	vault->attached = data;
	vault->free_attached = free_data;
}
