/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/scan_sarif.h - a scan as SARIF 2.1.0
 *
 * OASIS Standard "Static Analysis Results Interchange Format (SARIF) Version
 * 2.1.0".  No time and no place of this machine is in it: same files, same
 * rules, same bytes.
 */
#ifndef TZ_CLI_SCAN_SARIF_H
#define TZ_CLI_SCAN_SARIF_H

#include "cli/scan.h"

/** tz_sarif_new(scan, ret_sarif, err): Begin; ${scan} is borrowed until it is
 * freed.  Fails: TZ_NOMEM. */
TZ_CHECK enum tz_status tz_sarif_new(struct tz_scan *scan,
    struct tz_sarif **ret_sarif, struct tz_err *err);

/** tz_sarif_free(sarif): End it.  NULL is allowed. */
void tz_sarif_free(struct tz_sarif *sarif);

TZ_AUTO_DEFINE(tz_sarif)

/** tz_sarif_document(sarif, document, err): Add the artifacts and results of
 * one document.  Fails: TZ_NOMEM. */
TZ_CHECK enum tz_status tz_sarif_document(struct tz_sarif *sarif,
    const struct tz_scan_document *document, struct tz_err *err);

/** tz_sarif_end(sarif, done, ret, err): Append all of it; ${done} says whether
 * everything could be opened.  Fails: TZ_NOMEM. */
TZ_CHECK enum tz_status tz_sarif_end(struct tz_sarif *sarif, bool done,
    struct tz_buf *ret, struct tz_err *err);

/* For cli/scan_sarif*.c only. */

/** tz_sarif_level(severity): The word of SARIF for it. */
const char *tz_sarif_level(enum tz_severity severity);

/** tz_sarif_driver(scan): The object of the tool with all its rules; NULL when
 * memory ran out. */
json_t *tz_sarif_driver(const struct tz_scan *scan);

/** tz_sarif_rule_ids(scan, ret_n): The names of the rules, in the order of that
 * object; malloc()ed, NULL when memory ran out. */
const char **tz_sarif_rule_ids(const struct tz_scan *scan, size_t *ret_n);

/** tz_sarif_uri(path, ret): Append ${path} as a reference; true when it is
 * relative. */
bool tz_sarif_uri(const char *path, struct tz_buf *ret);

/** tz_sarif_place(path, index): The object of a file; ${index} of its
 * artifact, or -1. */
json_t *tz_sarif_place(const char *path, long index);

#endif /* !TZ_CLI_SCAN_SARIF_H */
