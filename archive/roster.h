/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * archive/roster.h - the people: who they are, their keys, since when
 *
 * Derived from person.add and person.retire entries.  A person is ID@HOST;
 * ID alone is accepted wherever ID@HOST is meant.
 */
#ifndef TZ_ARCHIVE_ROSTER_H
#define TZ_ARCHIVE_ROSTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "archive/act.h"
#include "archive/sign.h"
#include "base/status.h"
#include "store/vault.h"

struct tz_person {
	char *id; /* ID@HOST */
	char *name;
	char *department;
	unsigned roles; /* bits 1 << enum tz_role */
	struct tz_public_key key;
	char *allowed_line; /* `ID@HOST namespaces="..." TYPE BASE64`, no LF */
	int64_t added_seq;
	int64_t added_at;
	int64_t retired_seq; /* -1 while active */
	int64_t retired_at;
};

#define tz_auto_person TZ_AUTO(tz_person_clear) struct tz_person

/** tz_person_clear(person): Free what it holds. */
void tz_person_clear(struct tz_person *person);

/** tz_person_full_id(id, host, ret, err): Append "ID@HOST" for "ID" or
 * "ID@HOST" in lower case [a-z0-9._-]+, at most 100 bytes.  Fails: TZ_USAGE. */
TZ_CHECK enum tz_status tz_person_full_id(const char *id, const char *host,
    struct tz_buf *ret, struct tz_err *err);

/**
 * tz_roster_find(vault, id, ret_person, err):
 * The person called ${id} (ID or ID@HOST), retired or not.  Fails:
 * TZ_NOTFOUND.
 */
TZ_CHECK enum tz_status tz_roster_find(struct tz_vault *vault, const char *id,
    struct tz_person *ret_person, struct tz_err *err);

/** tz_roster_each(vault, visit, arg, err): All people in order of enrolment. */
TZ_CHECK enum tz_status tz_roster_each(struct tz_vault *vault,
    enum tz_status (*visit)(const struct tz_person *person, void *arg,
	struct tz_err *err),
    void *arg, struct tz_err *err);

/** tz_roles_parse(text, ret_roles, err): Read "reviewer,approver".  Fails:
 * TZ_USAGE for an unknown word or none at all. */
TZ_CHECK enum tz_status
tz_roles_parse(const char *text, unsigned *ret_roles, struct tz_err *err);

/** tz_roster_add(vault, by, key_path, id, name, department, roles, public_key,
 * ret_seq, err): Sign and append person.add; tz_ledger_init() enrols the first
 * administrator.  ${public_key} is the text of a key file.  Fails: TZ_NO when
 * ${by} is no active administrator or the key is not theirs, TZ_USAGE when the
 * id is taken or the public key is another person's. */
TZ_CHECK enum tz_status
tz_roster_add(struct tz_vault *vault, const char *by, const char *key_path,
    const char *id, const char *name, const char *department, unsigned roles,
    const char *public_key, int64_t *ret_seq, struct tz_err *err);

/** tz_roster_retire(vault, by, key_path, id, reason, ret_seq, err): Sign and
 * append person.retire.  The last active administrator cannot be retired
 * (TZ_NO). */
TZ_CHECK enum tz_status
tz_roster_retire(struct tz_vault *vault, const char *by, const char *key_path,
    const char *id, const char *reason, int64_t *ret_seq, struct tz_err *err);

#endif /* !TZ_ARCHIVE_ROSTER_H */
