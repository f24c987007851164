/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/baseline_file.h - the inside of a baseline, and its file
 *
 * For cli/baseline*.c only.
 */
#ifndef TZ_CLI_BASELINE_FILE_H
#define TZ_CLI_BASELINE_FILE_H

#include "base/buf.h"
#include "cli/baseline.h"

#define TZ_BASELINE_SALT 16

struct tz_baseline {
	unsigned char salt[TZ_BASELINE_SALT];
	char *folder; /* that it lies in, from the root of all */
	struct tz_baseline_entry *entry;
	size_t n;
	size_t cap;
	size_t *by_file;  /* the first n_sorted entries, sorted */
	size_t *by_value; /* likewise */
	size_t n_sorted;
};

/** tz_baseline_add(baseline, entry, err): Take ${entry} in, with what it
 * owns; on failure too.  Fails: TZ_NOMEM. */
TZ_CHECK enum tz_status tz_baseline_add(struct tz_baseline *baseline,
    const struct tz_baseline_entry *entry, struct tz_err *err);

/** tz_baseline_parse(baseline, path, today, text, len, err): Take in the bytes
 * of the file ${path}.  Fails: TZ_FORMAT, TZ_NOMEM. */
TZ_CHECK enum tz_status
tz_baseline_parse(struct tz_baseline *baseline, const char *path,
    const char *today, const char *text, size_t len, struct tz_err *err);

/** tz_baseline_print(baseline, ret): Append it as its file has it: a line an
 * entry, sorted, without what is stale. */
void tz_baseline_print(const struct tz_baseline *baseline, struct tz_buf *ret);

/** tz_baseline_sort(baseline, err): Have all entries found. */
TZ_CHECK enum tz_status
tz_baseline_sort(struct tz_baseline *baseline, struct tz_err *err);

#endif /* !TZ_CLI_BASELINE_FILE_H */
