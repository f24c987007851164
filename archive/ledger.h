/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * archive/ledger.h - the append-only ledger: sign, append, read, check
 *
 * An act is signed first (outside any transaction: a person may have to touch
 * a key), then appended inside one write transaction, where the caller checks
 * it against the state of that moment and changes the derived tables.  Details
 * and objects are kept as openings; the blobs must already be stored.
 */
#ifndef TZ_ARCHIVE_LEDGER_H
#define TZ_ARCHIVE_LEDGER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "archive/act.h"
#include "archive/roster.h"
#include "base/buf.h"
#include "base/check.h"
#include "base/json.h"
#include "base/named.h"
#include "base/status.h"
#include "store/vault.h"

/* What the ledger says of the agency (entry 1 and later policy.adopt). */
struct tz_settings {
	char *log;  /* "HOST/1" */
	char *host; /* "HOST" */
	char *agency;
	char *regime;	 /* "cn" */
	char *time_zone; /* "+08:00" */
	int zone_offset; /* seconds */
	struct tz_id rule_set;
	struct tz_id manifest_commitment;
	int64_t adopted_seq;
};

#define tz_auto_settings TZ_AUTO(tz_settings_clear) struct tz_settings

/* One entry as read back. */
struct tz_event {
	int64_t seq;
	int64_t at; /* ledger time `t` */
	enum tz_act_kind kind;
	char *line;	      /* exact bytes of the entry */
	json_t *entry;	      /* owned */
	json_t *statement;    /* owned */
	json_t *detail;	      /* owned; NULL when erased */
	const char *decision; /* borrowed from statement, or NULL */
	const char *by;
	const char *doc; /* or NULL */
	struct tz_id leaf;
};

#define tz_auto_event TZ_AUTO(tz_event_clear) struct tz_event

/* A statement with its signature, ready to be appended. */
struct tz_signed_act;

/** tz_settings_clear(settings): Free what it holds. */
void tz_settings_clear(struct tz_settings *settings);

/** tz_event_clear(event): Free what it holds. */
void tz_event_clear(struct tz_event *event);

/** tz_signed_act_free(signed_act): End it.  NULL is allowed. */
void tz_signed_act_free(struct tz_signed_act *signed_act);

TZ_AUTO_DEFINE(tz_signed_act)

/** tz_ledger_settings(vault, ret_settings, err): The settings in force. */
TZ_CHECK enum tz_status tz_ledger_settings(struct tz_vault *vault,
    struct tz_settings *ret_settings, struct tz_err *err);

/** tz_ledger_settings_at(vault, size, ret_settings, err): The settings that
 * were in force after the first ${size} entries.  Fails: TZ_NOTFOUND. */
TZ_CHECK enum tz_status tz_ledger_settings_at(struct tz_vault *vault,
    int64_t size, struct tz_settings *ret_settings, struct tz_err *err);

/**
 * tz_ledger_init(vault, host, agency, regime, time_zone, admin, name,
 *     public_key, key_path, policy_files, ret_vkey, err):
 * Make the log's key and append entry 0 (person.add of the administrator,
 * signed by that key) and entry 1 (policy.adopt).  Appends the verifier key.
 * ${policy_files} become blobs.  Fails: TZ_USAGE for a bad host or zone, and
 * as tz_roster_add().
 */
TZ_CHECK enum tz_status tz_ledger_init(struct tz_vault *vault, const char *host,
    const char *agency, const char *regime, const char *time_zone,
    const char *admin, const char *name, const char *public_key,
    const char *key_path, const struct tz_named_list *policy_files,
    struct tz_buf *ret_vkey, struct tz_err *err);

/**
 * tz_ledger_adopt(vault, by, key_path, policy_files, reason, ret_seq, err):
 * Put another rule set in force (signed policy.adopt).  Fails: TZ_NO for who
 * is no administrator.
 */
TZ_CHECK enum tz_status tz_ledger_adopt(struct tz_vault *vault, const char *by,
    const char *key_path, const struct tz_named_list *policy_files,
    const char *reason, int64_t *ret_seq, struct tz_err *err);

/** tz_ledger_policies(vault, digest, ret_files, err): The files of the rule
 * set with that digest, read from blobs (each hashed again).  Fails:
 * TZ_NOTFOUND, TZ_CORRUPT. */
TZ_CHECK enum tz_status
tz_ledger_policies(struct tz_vault *vault, const struct tz_id *digest,
    struct tz_named_list *ret_files, struct tz_err *err);

/**
 * tz_ledger_sign(vault, act, by, key_path, ret_signed, err):
 * Build the statement (seen = the present head, whose root is recomputed),
 * sign it and check the signature against the key of ${by}.
 *
 * Fails: TZ_NO when ${by} is retired, has no role of the act's family, or the
 * key at ${key_path} is not theirs; TZ_NOTFOUND no such person or key;
 * TZ_FORMAT for a detail without canonical form or with a key the act does not
 * have; TZ_LIMIT for an entry over 65535 bytes or over 512 objects; TZ_IO.
 */
TZ_CHECK enum tz_status tz_ledger_sign(struct tz_vault *vault,
    const struct tz_act *act, const char *by, const char *key_path,
    struct tz_signed_act **ret_signed, struct tz_err *err);

/** tz_signed_act_seen(signed_act): The size of the head it has seen. */
int64_t tz_signed_act_seen(const struct tz_signed_act *signed_act);

/**
 * tz_ledger_append(vault, signed_act, ret_seq, err):
 * Append inside the open transaction: entry, openings, and the roster and
 * settings if the act concerns them.  Re-checks the person at this moment.
 * The ledger time is now, or the last entry's if the clock is up to 300 s
 * behind it.  Fails: TZ_NO (person), TZ_IO "the clock is behind", TZ_BUG
 * outside a transaction.
 */
TZ_CHECK enum tz_status
tz_ledger_append(struct tz_vault *vault, const struct tz_signed_act *signed_act,
    int64_t *ret_seq, struct tz_err *err);

/** tz_ledger_size(vault, ret_size, err): The number of entries. */
TZ_CHECK enum tz_status
tz_ledger_size(struct tz_vault *vault, int64_t *ret_size, struct tz_err *err);

/** tz_ledger_event(vault, seq, ret_event, err): Read one entry with its
 * detail.  Fails: TZ_NOTFOUND, TZ_CORRUPT. */
TZ_CHECK enum tz_status tz_ledger_event(struct tz_vault *vault, int64_t seq,
    struct tz_event *ret_event, struct tz_err *err);

/** tz_ledger_head(vault, size, ret_root, err): The RFC 6962 root of the first
 * ${size} entries, recomputed from the leaves. */
TZ_CHECK enum tz_status tz_ledger_head(struct tz_vault *vault, int64_t size,
    struct tz_id *ret_root, struct tz_err *err);

/** tz_ledger_new_doc(ret_doc, err): A random item id, 32 hex and NUL. */
TZ_CHECK enum tz_status tz_ledger_new_doc(char ret_doc[33], struct tz_err *err);

/**
 * tz_ledger_commit_object(blob, size, data, len, ret_object, err): Make the
 * commitment of ${len} bytes with a new salt.
 */
TZ_CHECK enum tz_status tz_ledger_commit_object(const void *data, size_t len,
    const struct tz_id *blob, struct tz_object *ret_object, struct tz_err *err);

/**
 * tz_ledger_checkpoint(vault, size, ret_note, err):
 * The signed note of the first ${size} entries: the stored one, or a new one
 * signed with the log's key and stored.  First the root of the newest signed
 * head is recomputed; if it differs or the ledger is shorter, TZ_CORRUPT and
 * nothing is signed.  Appends the note's text.
 */
TZ_CHECK enum tz_status tz_ledger_checkpoint(struct tz_vault *vault,
    int64_t size, struct tz_buf *ret_note, struct tz_err *err);

/** tz_ledger_vkey(vault, ret_vkey, err): Append the log's C2SP verifier key,
 * without LF. */
TZ_CHECK enum tz_status tz_ledger_vkey(struct tz_vault *vault,
    struct tz_buf *ret_vkey, struct tz_err *err);

/**
 * tz_ledger_check(vault, report, arg, err):
 * Check everything that is true: seq, chain, merkle against every signed note,
 * signatures, roles, seen, openings, blobs, times.  TZ_NO when anything
 * failed; TZ_OK otherwise.
 */
TZ_CHECK enum tz_status tz_ledger_check(struct tz_vault *vault,
    tz_check_report *report, void *arg, struct tz_err *err);

/** tz_ledger_rebuild(vault, err): Refill roster and settings from the entries,
 * inside the open transaction, after tz_db_forget_derived(). */
TZ_CHECK enum tz_status
tz_ledger_rebuild(struct tz_vault *vault, struct tz_err *err);

#endif /* !TZ_ARCHIVE_LEDGER_H */
