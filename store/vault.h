/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * store/vault.h - a vault: the directory that holds everything of an agency
 *
 * vault.yaml (places and limits), vault.db, blobs/, index/, cache/, policies/
 * (the agency's own copies), bundles/, log.key, refusal.key.  Directories are
 * 0700 and files 0600 whatever the umask.  What the agency is called, its
 * regime and its zone are in the ledger, not here.
 */
#ifndef TZ_STORE_VAULT_H
#define TZ_STORE_VAULT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/status.h"
#include "store/blob.h"
#include "store/db.h"

/* An open vault; one thread.  Made by tz_vault_create() or tz_vault_open(),
 * ended by tz_vault_free(). */
struct tz_vault;

/**
 * tz_vault_create(folder, ret_vault, err):
 * Make a vault in ${folder}, which must be absent or empty: everything but the
 * ledger's first entries and log.key.  refusal.key is 32 random bytes.  After a
 * failure ${folder} is as it was.  Fails: TZ_USAGE when it is not
 * empty, TZ_IO.
 */
TZ_CHECK enum tz_status tz_vault_create(const char *folder,
    struct tz_vault **ret_vault, struct tz_err *err);

/**
 * tz_vault_open(folder, ret_vault, err):
 * Fails: TZ_NOTFOUND when ${folder} is no vault, TZ_TOONEW, TZ_LOCKED,
 * TZ_CORRUPT, TZ_FORMAT (vault.yaml), TZ_IO.
 */
TZ_CHECK enum tz_status tz_vault_open(const char *folder,
    struct tz_vault **ret_vault, struct tz_err *err);

/** tz_vault_free(vault): Close it.  NULL is allowed. */
void tz_vault_free(struct tz_vault *vault);

TZ_AUTO_DEFINE(tz_vault)

/** tz_vault_is(folder): Whether ${folder} looks like a vault (vault.yaml and
 * vault.db are there). */
bool tz_vault_is(const char *folder);

/** tz_vault_db(vault): Its database; borrowed until it is closed. */
struct tz_db *tz_vault_db(const struct tz_vault *vault);

/** tz_vault_blobs(vault): Its blobs; borrowed until it is closed. */
struct tz_blobs *tz_vault_blobs(const struct tz_vault *vault);

/** tz_vault_folder(vault): Its absolute path; borrowed. */
const char *tz_vault_folder(const struct tz_vault *vault);

/** tz_vault_path(vault, name): "FOLDER/NAME", malloc()ed; NULL when memory ran
 * out. */
char *tz_vault_path(const struct tz_vault *vault, const char *name);

/** tz_vault_log_key(vault): The path of the log's key (vault.yaml: log_key,
 * else log.key); borrowed. */
const char *tz_vault_log_key(const struct tz_vault *vault);

/** tz_vault_refusal_key(vault): 32 bytes; borrowed. */
const unsigned char *tz_vault_refusal_key(const struct tz_vault *vault);

/** tz_vault_max_file(vault): vault.yaml: max_file in bytes; 256 MiB unless
 * set. */
uint64_t tz_vault_max_file(const struct tz_vault *vault);

/** tz_vault_attach(vault, data, free_data): Let the vault own ${data} until it
 * is closed or another is attached.  For archive/ledger.c, which keeps the
 * frontier of the tree there. */
void tz_vault_attach(struct tz_vault *vault, void *data,
    void (*free_data)(void *data));

/** tz_vault_attached(vault): What is attached, or NULL; borrowed. */
void *tz_vault_attached(const struct tz_vault *vault);

#endif /* !TZ_STORE_VAULT_H */
