/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * archive/act.h - what can be done and signed: acts, families, roles
 *
 * An act belongs to a family; the SSHSIG namespace of its signature is
 * "<family>@taizhang.v1", and a person's key is allowed only the families of
 * their roles (docs/format-ledger.md, "Acts and namespaces").
 */
#ifndef TZ_ARCHIVE_ACT_H
#define TZ_ARCHIVE_ACT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/digest.h"
#include "base/json.h"

#define TZ_FAMILY_LIST(X)                                                      \
	X(ROSTER, "roster")                                                    \
	X(DRAFT, "draft")                                                      \
	X(SIGN_OFF, "sign-off")                                                \
	X(ARCHIVE, "archive")                                                  \
	X(REQUEST, "request")                                                  \
	X(BUNDLE, "bundle")

enum tz_family {
#define TZ_FAMILY_ENUM(name, word) TZ_FAMILY_##name,
	TZ_FAMILY_LIST(TZ_FAMILY_ENUM)
#undef TZ_FAMILY_ENUM
	    TZ_FAMILY_COUNT
};

#define TZ_ROLE_LIST(X)                                                        \
	X(DRAFTER, "drafter")                                                  \
	X(REVIEWER, "reviewer")                                                \
	X(CONFIDENTIALITY_OFFICER, "confidentiality-officer")                  \
	X(APPROVER, "approver")                                                \
	X(ARCHIVIST, "archivist")                                              \
	X(FOI_OFFICER, "foi-officer")                                          \
	X(AUDITOR, "auditor")                                                  \
	X(ADMINISTRATOR, "administrator")

enum tz_role {
#define TZ_ROLE_ENUM(name, word) TZ_ROLE_##name,
	TZ_ROLE_LIST(TZ_ROLE_ENUM)
#undef TZ_ROLE_ENUM
	    TZ_ROLE_COUNT
};

/* name, word, family */
#define TZ_ACT_LIST(X)                                                         \
	X(PERSON_ADD, "person.add", ROSTER)                                    \
	X(PERSON_RETIRE, "person.retire", ROSTER)                              \
	X(POLICY_ADOPT, "policy.adopt", ROSTER)                                \
	X(SUBMIT, "submit", DRAFT)                                             \
	X(REVISE, "revise", DRAFT)                                             \
	X(REFUSE, "refuse", DRAFT)                                             \
	X(JUDGE, "judge", SIGN_OFF)                                            \
	X(SIGN_OFF, "sign-off", SIGN_OFF)                                      \
	X(FINGERPRINT_ADD, "fingerprint.add", SIGN_OFF)                        \
	X(FINGERPRINT_END, "fingerprint.end", SIGN_OFF)                        \
	X(PUBLISH, "publish", ARCHIVE)                                         \
	X(WITHDRAW, "withdraw", ARCHIVE)                                       \
	X(ERASE, "erase", ARCHIVE)                                             \
	X(DEPOSIT, "deposit", ARCHIVE)                                         \
	X(REASSESS, "reassess", ARCHIVE)                                       \
	X(ANCHOR, "anchor", ARCHIVE)                                           \
	X(EXPORT, "export", ARCHIVE)

enum tz_act_kind {
#define TZ_ACT_ENUM(name, word, family) TZ_ACT_##name,
	TZ_ACT_LIST(TZ_ACT_ENUM)
#undef TZ_ACT_ENUM
	    TZ_ACT_COUNT
};

/* One file or other byte string that a statement commits to. */
struct tz_object {
	struct tz_id commitment;
	struct tz_id salt;
	struct tz_id blob; /* already in the blob store */
	uint64_t size;
};

/* An act about to be signed; everything is borrowed. */
struct tz_act {
	enum tz_act_kind kind;
	const char *decision; /* NULL unless the act has one */
	const char *doc;      /* 32 hex digits, NULL for acts on no item */
	json_t *detail;	      /* keys as docs/format-ledger.md says */
	const struct tz_object *objects;
	size_t n_objects;
};

/** tz_act_word(kind): "person.add" and so on, a constant. */
const char *tz_act_word(enum tz_act_kind kind);

/** tz_act_from(word): The act of ${word}, TZ_ACT_COUNT if none. */
enum tz_act_kind tz_act_from(const char *word);

/** tz_act_family(kind): The family it belongs to. */
enum tz_family tz_act_family(enum tz_act_kind kind);

/** tz_act_decision_allowed(kind, decision): Whether ${decision} (or NULL) is
 * one that the act can have. */
bool tz_act_decision_allowed(enum tz_act_kind kind, const char *decision);

/** tz_family_namespace(family): "sign-off@taizhang.v1" and so on. */
const char *tz_family_namespace(enum tz_family family);

/** tz_role_word(role): "reviewer" and so on, a constant. */
const char *tz_role_word(enum tz_role role);

/** tz_role_from(word): The role of ${word}, TZ_ROLE_COUNT if none. */
enum tz_role tz_role_from(const char *word);

/** tz_roles_families(roles): The set (bits 1 << family) of families that the
 * set ${roles} (bits 1 << role) gives. */
unsigned tz_roles_families(unsigned roles);

#endif /* !TZ_ARCHIVE_ACT_H */
