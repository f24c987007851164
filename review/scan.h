/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * review/scan.h - the files of a revision, read and matched
 *
 * Hits are in the order that findings are numbered in: the files as given
 * (main file first) with their parts, starts and rules, then typed metadata.
 * Same files, same rules, same hits: live from sealed memory and in a rebuild
 * from blobs.
 */
#ifndef TZ_REVIEW_SCAN_H
#define TZ_REVIEW_SCAN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/document.h"
#include "base/json.h"
#include "base/status.h"
#include "intake/intake.h"
#include "policies/rule_set.h"
#include "review/item.h"

/* One finding and the file it is in; borrowed from the scan. */
struct tz_scan_hit {
	size_t position;  /* of the file; the number of files for metadata */
	const char *file; /* container path, "" for metadata */
	const char *part; /* of the part in its file; the field's name */
	char *place;	  /* both, in the form of details */
	unsigned depth;	  /* containers around the file */
	const struct tz_finding *finding;
};

/* Made by tz_scan_new(), ended by tz_scan_free(). */
struct tz_scan;

/** tz_scan_new(ret_scan, err): One of nothing. */
TZ_CHECK enum tz_status
tz_scan_new(struct tz_scan **ret_scan, struct tz_err *err);

/** tz_scan_free(scan): End it.  NULL is allowed. */
void tz_scan_free(struct tz_scan *scan);

TZ_AUTO_DEFINE(tz_scan)

/** tz_scan_registered(scan, vault, item, err): Look in the files that follow
 * for passages of the documents that are registered in ${vault}, but for those
 * of ${item} (or NULL).  Fails: TZ_NOMEM. */
TZ_CHECK enum tz_status tz_scan_registered(struct tz_scan *scan,
    struct tz_vault *vault, const char *item, struct tz_err *err);

/** tz_scan_take(scan, rules, document, err): Match the next file, which was
 * read already; ${*document} is consumed. */
TZ_CHECK enum tz_status
tz_scan_take(struct tz_scan *scan, struct tz_rule_set *rules,
    struct tz_document **document, struct tz_err *err);

/** tz_scan_file(scan, intake, rules, fd, name, err): Read and match the next
 * file.  Fails as tz_intake_read(). */
TZ_CHECK enum tz_status
tz_scan_file(struct tz_scan *scan, struct tz_intake *intake,
    struct tz_rule_set *rules, int fd, const char *name, struct tz_err *err);

/** tz_scan_blob(scan, vault, intake, rules, blob, name, name_bytes, err): The
 * same for a stored file; ${name_bytes} (hex) is its name as it came, NULL when
 * that is ${name}. */
TZ_CHECK enum tz_status tz_scan_blob(struct tz_scan *scan,
    struct tz_vault *vault, struct tz_intake *intake, struct tz_rule_set *rules,
    const struct tz_id *blob, const char *name, const char *name_bytes,
    struct tz_err *err);

/** tz_scan_meta(scan, rules, meta, err): Match the fields of ${meta} that a
 * person typed (not those it lists as `found`), and run the checks over it as
 * a whole; after the files. */
TZ_CHECK enum tz_status tz_scan_meta(struct tz_scan *scan,
    struct tz_rule_set *rules, const json_t *meta, struct tz_err *err);

/** tz_scan_is_due(vault, item, rule_set, ret_due, err): Whether the findings of
 * ${item} are of other rules than ${rule_set}, or a document was registered
 * after its last act. */
TZ_CHECK enum tz_status
tz_scan_is_due(struct tz_vault *vault, const struct tz_item *item,
    const struct tz_id *rule_set, bool *ret_due, struct tz_err *err);

/**
 * tz_scan_fields(scan, meta, ret_fields, err):
 * What checks of metadata may ask about: the fields of ${meta}; `main`,
 * `main_type`, `attachments` (a list), `attachment_count`; what the main file
 * says of itself: `text_title`, `text_number`, `text_date`, `text_length`; and
 * of the findings so far `rules` (a list), `finding_count`, `has_finding`.
 */
TZ_CHECK enum tz_status tz_scan_fields(const struct tz_scan *scan,
    const json_t *meta, json_t **ret_fields, struct tz_err *err);

/** tz_scan_item(vault, intake, rules, item, ret_scan, err): Read the blobs of
 * an item's present revision again; what was erased is left out. */
TZ_CHECK enum tz_status tz_scan_item(struct tz_vault *vault,
    struct tz_intake *intake, struct tz_rule_set *rules,
    const struct tz_item *item, struct tz_scan **ret_scan, struct tz_err *err);

/** tz_scan_hits(scan, ret_n): All hits; borrowed until the scan changes. */
const struct tz_scan_hit *
tz_scan_hits(const struct tz_scan *scan, size_t *ret_n);

/** tz_scan_refuses(scan): Whether any hit is one that stops at the door. */
bool tz_scan_refuses(const struct tz_scan *scan);

/** tz_scan_document(scan, position): The document of one file; borrowed. */
const struct tz_document *
tz_scan_document(const struct tz_scan *scan, size_t position);

/** tz_scan_reading(scan, position): The worst reading of the file and all it
 * holds; unread when it was not there to be read. */
enum tz_reading tz_scan_reading(const struct tz_scan *scan, size_t position);

/**
 * tz_scan_coverage(scan, ret_coverage, err):
 * What was read and what not, as the `coverage` of a detail: {"files":N,
 * "read":N,"partly":N,"unread":N,"not_read":[{"file","reason","status"}]},
 * contained files counted; counts of 0 and an empty list are left out.
 */
TZ_CHECK enum tz_status tz_scan_coverage(const struct tz_scan *scan,
    json_t **ret_coverage, struct tz_err *err);

#endif /* !TZ_REVIEW_SCAN_H */
