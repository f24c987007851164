/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * store/db.h - the database of a vault: connection, transactions, schema
 *
 * WAL with synchronous=FULL, secure_delete, foreign keys, STRICT tables.  The
 * schema is a row of numbered steps (store/schema/NNNN-*.sql); steps of *true*
 * tables (ledger, openings, notes) and of *derived* tables lie in different
 * files, and tz_db_forget_derived() empties the second kind.
 */
#ifndef TZ_STORE_DB_H
#define TZ_STORE_DB_H

#include <stdbool.h>
#include <stdint.h>

#include "base/status.h"

/* A connection; one thread.  Made by tz_db_open(), ended by tz_db_free(). */
struct tz_db;

/* A write transaction; rolled back by tz_tx_free() unless committed. */
struct tz_tx;

/**
 * tz_db_open(path, create, ret_db, err):
 * Open and bring the schema up to date (BEGIN IMMEDIATE before the version is
 * read).  Fails: TZ_NOTFOUND without ${create}, TZ_TOONEW, TZ_LOCKED after 10
 * seconds of waiting, TZ_CORRUPT, TZ_IO.
 */
TZ_CHECK enum tz_status tz_db_open(const char *path, bool create,
    struct tz_db **ret_db, struct tz_err *err);

/** tz_db_free(db): Close it.  NULL is allowed. */
void tz_db_free(struct tz_db *db);

TZ_AUTO_DEFINE(tz_db)

/** tz_tx_begin(db, ret_tx, err): BEGIN IMMEDIATE.  Fails: TZ_LOCKED, TZ_IO;
 * TZ_BUG when one is open already. */
TZ_CHECK enum tz_status
tz_tx_begin(struct tz_db *db, struct tz_tx **ret_tx, struct tz_err *err);

/** tz_tx_begin_read(db, ret_tx, err): BEGIN: all that is read until the end is
 * of one moment, and no other process waits.  Not to be committed.  Fails as
 * tz_tx_begin(). */
TZ_CHECK enum tz_status
tz_tx_begin_read(struct tz_db *db, struct tz_tx **ret_tx, struct tz_err *err);

/** tz_tx_commit(tx, err): Make it last; ${*tx} is consumed.  Fails: TZ_IO,
 * then nothing of it has happened. */
TZ_CHECK enum tz_status tz_tx_commit(struct tz_tx **tx, struct tz_err *err);

/** tz_tx_free(tx): Roll back.  NULL is allowed. */
void tz_tx_free(struct tz_tx *tx);

TZ_AUTO_DEFINE(tz_tx)

/** tz_db_in_tx(db): Whether a write transaction is open. */
bool tz_db_in_tx(const struct tz_db *db);

/** tz_db_forget_derived(db, err): Empty every derived table, inside the open
 * transaction. */
TZ_CHECK enum tz_status
tz_db_forget_derived(struct tz_db *db, struct tz_err *err);

/** tz_db_shadow_derived(db, err): Until the end of the open transaction put
 * empty tables in memory in the place of the derived ones, so that these can
 * be made again and compared while others work.  No statement may be in use. */
TZ_CHECK enum tz_status
tz_db_shadow_derived(struct tz_db *db, struct tz_err *err);

/** tz_db_quick_check(db, err): SQLite's own check.  Fails: TZ_CORRUPT. */
TZ_CHECK enum tz_status tz_db_quick_check(struct tz_db *db, struct tz_err *err);

#endif /* !TZ_STORE_DB_H */
