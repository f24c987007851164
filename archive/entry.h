/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * archive/entry.h - the exact bytes of statements and entries
 *
 * Both are canonical JSON (base/json.h).  Reading refuses what is not in
 * canonical form, has an unknown or missing key, or a value of the wrong
 * shape; no proof depends on writing JSON again.
 */
#ifndef TZ_ARCHIVE_ENTRY_H
#define TZ_ARCHIVE_ENTRY_H

#include <stdint.h>

#include "archive/act.h"
#include "base/buf.h"
#include "base/json.h"
#include "base/status.h"

#define TZ_ENTRY_MAX 65535 /* C2SP tlog-tiles: u16 entry length */
#define TZ_OBJECTS_MAX 512 /* of one statement */

struct tz_statement {
	enum tz_act_kind kind;
	int64_t at;
	char by[101];
	char decision[16]; /* "" when the act has none */
	char doc[33];	   /* "" when the act concerns no item */
	char log[256];
	struct tz_id detail;
	struct tz_id *objects; /* owned */
	size_t n_objects;
	struct tz_id seen_root;
	int64_t seen_size;
	char nonce[33];
};

struct tz_entry {
	int64_t seq;
	int64_t at; /* t */
	char log[256];
	char ns[64];
	struct tz_id prev;
	struct tz_buf sig;  /* raw SSHSIG */
	struct tz_buf text; /* the statement's exact bytes */
	struct tz_statement statement;
};

#define tz_auto_entry TZ_AUTO(tz_entry_clear) struct tz_entry
#define tz_auto_statement TZ_AUTO(tz_statement_clear) struct tz_statement

/** tz_statement_clear(statement): Free what it holds. */
void tz_statement_clear(struct tz_statement *statement);

/** tz_statement_write(statement, ret, err): Append its canonical bytes. */
TZ_CHECK enum tz_status tz_statement_write(const struct tz_statement *statement,
    struct tz_buf *ret, struct tz_err *err);

/** tz_statement_read(text, len, ret_statement, err): Read exact bytes.
 * Fails: TZ_FORMAT, TZ_NOMEM. */
TZ_CHECK enum tz_status tz_statement_read(const char *text, size_t len,
    struct tz_statement *ret_statement, struct tz_err *err);

/** tz_entry_clear(entry): Free what it holds. */
void tz_entry_clear(struct tz_entry *entry);

/** tz_entry_write(entry, ret, err): Append the line (no LF) from seq, at, log,
 * ns, prev, sig and text; its statement member is not used.  Fails: TZ_LIMIT
 * over TZ_ENTRY_MAX, TZ_FORMAT, TZ_NOMEM. */
TZ_CHECK enum tz_status tz_entry_write(const struct tz_entry *entry,
    struct tz_buf *ret, struct tz_err *err);

/** tz_entry_read(line, len, ret_entry, err): Read an exact line, statement
 * included; the namespace must be that of the act.  That the statement has seen
 * no more entries than there were is for the caller to check.  Fails:
 * TZ_FORMAT. */
TZ_CHECK enum tz_status tz_entry_read(const char *line, size_t len,
    struct tz_entry *ret_entry, struct tz_err *err);

/** tz_commit_object(salt, data, len, ret): SHA-256("taizhang-object-v1\n" ||
 * salt || data). */
void tz_commit_object(const struct tz_id *salt, const void *data, size_t len,
    struct tz_id *ret);

/** tz_commit_object_begin(hash, salt): Start the same in a running hash; the
 * object's bytes follow. */
void tz_commit_object_begin(struct tz_hash *hash, const struct tz_id *salt);

/** tz_commit_detail(salt, json, len, ret): SHA-256("taizhang-detail-v1\n" ||
 * salt || canonical JSON). */
void tz_commit_detail(const struct tz_id *salt, const char *json, size_t len,
    struct tz_id *ret);

/** tz_detail_keys(kind): The NULL-ended list of keys that the detail of
 * ${kind} may have (docs/format-ledger.md). */
const char *const *tz_detail_keys(enum tz_act_kind kind);

#endif /* !TZ_ARCHIVE_ENTRY_H */
