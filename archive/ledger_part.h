/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * archive/ledger_part.h - what the files of the ledger and the roster share
 *
 * For ledger*.c and roster*.c only; everybody else uses ledger.h and roster.h.
 */
#ifndef TZ_ARCHIVE_LEDGER_PART_H
#define TZ_ARCHIVE_LEDGER_PART_H

#include "archive/entry.h"
#include "archive/ledger.h"
#include "store/ledger_rows.h"

#define TZ_LEDGER_SKEW 300 /* seconds that clocks may differ */

struct tz_signed_act {
	struct tz_statement statement;
	struct tz_buf text; /* its exact bytes */
	struct tz_buf sig;  /* raw SSHSIG */
	struct tz_opening detail;
	struct tz_object *objects; /* owned, as the statement has them */
};

/** tz_roster_get(vault, full_id, ret_person, err): As tz_roster_find() for
 * ID@HOST, also before there are settings. */
TZ_CHECK enum tz_status tz_roster_get(struct tz_vault *vault,
    const char *full_id, struct tz_person *ret_person, struct tz_err *err);

/** tz_person_may(person, kind, err): TZ_OK when an active person's roles give
 * the act's family; TZ_NO otherwise. */
TZ_CHECK enum tz_status tz_person_may(const struct tz_person *person,
    enum tz_act_kind kind, struct tz_err *err);

/** tz_ledger_sign_as(vault, act, person, log, key_path, ret_signed, err): As
 * tz_ledger_sign() for a person who may not be enrolled yet. */
TZ_CHECK enum tz_status
tz_ledger_sign_as(struct tz_vault *vault, const struct tz_act *act,
    const struct tz_person *person, const char *log, const char *key_path,
    struct tz_signed_act **ret_signed, struct tz_err *err);

/** tz_ledger_project(vault, statement, detail, seq, at, err): Change the
 * tables of people and settings as the entry says; nothing for other acts. */
TZ_CHECK enum tz_status
tz_ledger_project(struct tz_vault *vault, const struct tz_statement *statement,
    const json_t *detail, int64_t seq, int64_t at, struct tz_err *err);

/** tz_ledger_object(vault, commitment, ret, err): Append the bytes that an
 * object's commitment stands for.  Fails: TZ_NOTFOUND, TZ_CORRUPT. */
TZ_CHECK enum tz_status tz_ledger_object(struct tz_vault *vault,
    const struct tz_id *commitment, struct tz_buf *ret, struct tz_err *err);

/** tz_ledger_typed(text, what, ret, err): Append one line of typed text in
 * NFC.  Fails: TZ_USAGE when it is empty, ill-formed or of several lines;
 * ${what} names it. */
TZ_CHECK enum tz_status tz_ledger_typed(const char *text, const char *what,
    struct tz_buf *ret, struct tz_err *err);

/** tz_ledger_reason(text, ret, err): The same for a reason, which may have
 * several lines (each ended by LF) and tabs. */
TZ_CHECK enum tz_status
tz_ledger_reason(const char *text, struct tz_buf *ret, struct tz_err *err);

/** tz_ledger_manifest(files, ret_manifest, ret_object, err): Append the
 * manifest of ${files} and commit to it.  Fails: TZ_USAGE for a name with a
 * line end. */
TZ_CHECK enum tz_status tz_ledger_manifest(const struct tz_named_list *files,
    struct tz_buf *ret_manifest, struct tz_object *ret_object,
    struct tz_err *err);

/** tz_ledger_store_policies(vault, files, manifest, err): Store the files and
 * their manifest as blobs. */
TZ_CHECK enum tz_status tz_ledger_store_policies(struct tz_vault *vault,
    const struct tz_named_list *files, const struct tz_buf *manifest,
    struct tz_err *err);

/** tz_ledger_adoption(settings, rule_set, reason, ret_detail, err): The detail
 * of policy.adopt; the caller owns it. */
TZ_CHECK enum tz_status tz_ledger_adoption(const struct tz_settings *settings,
    const struct tz_id *rule_set, const char *reason, json_t **ret_detail,
    struct tz_err *err);

#endif /* !TZ_ARCHIVE_LEDGER_PART_H */
