/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * archive/bundle.h - the ledger of a period with its payload: write, verify
 *
 * docs/format-bundle.md is the format.  Same ledger, same period, same bytes,
 * whatever the locale, zone, umask or folder.
 */
#ifndef TZ_ARCHIVE_BUNDLE_H
#define TZ_ARCHIVE_BUNDLE_H

#include <stdbool.h>
#include <stdint.h>

#include "archive/ledger.h"
#include "base/check.h"
#include "base/named.h"
#include "base/status.h"
#include "store/vault.h"

/* What an export will hold; made before the registers can be. */
struct tz_bundle_plan;

struct tz_bundle_info {
	char *path; /* of the tar */
	char *name; /* folder name inside */
	struct tz_id sha256;
	int64_t from;  /* A */
	int64_t until; /* B */
	bool is_public;
	int edition;
};

#define tz_auto_bundle_info TZ_AUTO(tz_bundle_info_clear) struct tz_bundle_info

/** tz_bundle_info_clear(info): Free what it holds. */
void tz_bundle_info_clear(struct tz_bundle_info *info);

/**
 * tz_bundle_plan_new(vault, period, is_public, ret_plan, err):
 * Fix the range [A, B), the edition and what is opened.  Fails: TZ_USAGE for a
 * bad period, TZ_NO when the period has no entry.
 */
TZ_CHECK enum tz_status
tz_bundle_plan_new(struct tz_vault *vault, const char *period, bool is_public,
    struct tz_bundle_plan **ret_plan, struct tz_err *err);

/** tz_bundle_plan_free(plan): End it.  NULL is allowed. */
void tz_bundle_plan_free(struct tz_bundle_plan *plan);

TZ_AUTO_DEFINE(tz_bundle_plan)

/** tz_bundle_plan_name(plan): The folder's name; borrowed. */
const char *tz_bundle_plan_name(const struct tz_bundle_plan *plan);

/** tz_bundle_plan_each(plan, visit, arg, err): The events of the range whose
 * detail the bundle opens, in order: all that a register may be made from. */
TZ_CHECK enum tz_status tz_bundle_plan_each(struct tz_bundle_plan *plan,
    enum tz_status (*visit)(const struct tz_event *event, void *arg,
	struct tz_err *err),
    void *arg, struct tz_err *err);

/**
 * tz_bundle_write(plan, registers, path, by, key_path, progress, arg,
 *     ret_info, err):
 * Write PATH (or bundles/NAME.tar in the vault), PATH.sha256 and, signed by
 * ${by} in namespace bundle@taizhang.v1, PATH.sha256.sig; then append the
 * `export` event.  Written as PATH.partial and renamed last.  ${registers} are
 * names such as "disclosure.csv".  ${progress} (or NULL) is told bytes done
 * and in all.
 */
TZ_CHECK enum tz_status tz_bundle_write(struct tz_bundle_plan *plan,
    const struct tz_named_list *registers, const char *path, const char *by,
    const char *key_path,
    void (*progress)(uint64_t done, uint64_t all, void *arg), void *arg,
    struct tz_bundle_info *ret_info, struct tz_err *err);

/* What a verifier trusts besides the bundle itself; each may be NULL. */
struct tz_bundle_trust {
	const char *vkey;	     /* path: verifier key on paper */
	const char *allowed_signers; /* path */
	const char *previous_note;   /* path: last year's end note */
};

/**
 * tz_bundle_verify(path, trust, report, arg, err):
 * Check a tar or an unpacked folder, reading it once in bounded memory.  TZ_OK
 * when all checks passed, TZ_NO when any failed, TZ_FORMAT for what is no
 * bundle at all, TZ_IO, TZ_NOTFOUND.
 */
TZ_CHECK enum tz_status
tz_bundle_verify(const char *path, const struct tz_bundle_trust *trust,
    tz_check_report *report, void *arg, struct tz_err *err);

#endif /* !TZ_ARCHIVE_BUNDLE_H */
