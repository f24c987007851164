/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * store/vault_file.h - vault.yaml: the places and limits of one vault
 *
 *   schema: taizhang-vault/1
 *   log_key: /media/key/log.key   # a relative path starts at the vault
 *   max_file: 268435456           # bytes of one submitted file
 */
#ifndef TZ_STORE_VAULT_FILE_H
#define TZ_STORE_VAULT_FILE_H

#include <stdint.h>

#include "base/status.h"

struct tz_vault_file {
	char *log_key; /* absolute path; owned */
	uint64_t max_file;
};

/** tz_vault_file_read(folder, ret_file, err): Read vault.yaml in ${folder};
 * the caller clears ${ret_file}.  Fails: TZ_FORMAT, TZ_TOONEW, TZ_NOTFOUND,
 * TZ_IO. */
TZ_CHECK enum tz_status tz_vault_file_read(const char *folder,
    struct tz_vault_file *ret_file, struct tz_err *err);

/** tz_vault_file_write(folder, err): Write a new one with no setting in it.
 * Fails: TZ_IO. */
TZ_CHECK enum tz_status
tz_vault_file_write(const char *folder, struct tz_err *err);

/** tz_vault_file_clear(file): Free what it holds. */
void tz_vault_file_clear(struct tz_vault_file *file);

#endif /* !TZ_STORE_VAULT_FILE_H */
