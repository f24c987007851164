/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * archive/roster_act.h - the steps of person.add, for the ledger's beginning
 */
#ifndef TZ_ARCHIVE_ROSTER_ACT_H
#define TZ_ARCHIVE_ROSTER_ACT_H

#include "archive/roster.h"

/** tz_roster_act_person(id, host, name, department, roles, public_key,
 * ret_person, err): A person from what was typed, in NFC, with the line of
 * allowed_signers.  Fails: TZ_USAGE, TZ_FORMAT for the key. */
TZ_CHECK enum tz_status tz_roster_act_person(const char *id, const char *host,
    const char *name, const char *department, unsigned roles,
    const char *public_key, struct tz_person *ret_person, struct tz_err *err);

/** tz_roster_act_sign(vault, person, by, log, key_path, ret_signed, err): Have
 * ${by} sign the enrolment of ${person}; then its line becomes a blob.
 * ${*ret_signed} may be set after a failure too. */
TZ_CHECK enum tz_status
tz_roster_act_sign(struct tz_vault *vault, const struct tz_person *person,
    const struct tz_person *by, const char *log, const char *key_path,
    struct tz_signed_act **ret_signed, struct tz_err *err);

#endif /* !TZ_ARCHIVE_ROSTER_ACT_H */
