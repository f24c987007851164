/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/baseline.h - findings that are known already
 *
 * An entry is about one value under one rule in one file: the value as a keyed
 * hash of its normal form, so that another value at the same place is new and
 * the same one elsewhere in the file is not.  The file is written relative to
 * the folder of the baseline; when it is gone, each of its entries goes with
 * the first file that has the value now.  docs/scan.md has the format.
 */
#ifndef TZ_CLI_BASELINE_H
#define TZ_CLI_BASELINE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"
#include "policies/finding.h"

/* state, its word in --json and in SARIF */
#define TZ_BASELINE_LIST(X)                                                    \
	X(NEW, "new")                                                          \
	X(KNOWN, "unchanged")                                                  \
	X(WORSE, "updated")

/* WORSE: it is known, but with a lower severity. */
enum tz_baseline_state {
#define TZ_BASELINE_ENUM(name, word) TZ_BASELINE_##name,
	TZ_BASELINE_LIST(TZ_BASELINE_ENUM)
#undef TZ_BASELINE_ENUM
	    TZ_BASELINE_COUNT
};

struct tz_baseline_entry {
	char *file;
	char *rule;
	char *value;  /* hexadecimal */
	char *reason; /* these may be NULL */
	char *by;
	char *date;
	char *until;
	char
	    *moved_to; /* the file that it goes with now, of one that is gone */
	enum tz_severity severity;
	bool expired; /* its `until` has passed */
	bool seen;    /* its file was read */
	bool used;    /* its value was found */
};

/* Made by tz_baseline_read() or tz_baseline_new(). */
struct tz_baseline;

/** tz_baseline_word(state): Its word, a constant. */
const char *tz_baseline_word(enum tz_baseline_state state);

/** tz_baseline_new(path, ret_baseline, err): An empty one, that will lie at
 * ${path}.  Fails: TZ_NOTFOUND when there is no such folder, TZ_IO,
 * TZ_NOMEM. */
TZ_CHECK enum tz_status tz_baseline_new(const char *path,
    struct tz_baseline **ret_baseline, struct tz_err *err);

/** tz_baseline_read(path, today, ret_baseline, err): Read the file ${path};
 * ${today} is an ISO date.  Fails: as tz_file_read(), TZ_FORMAT for what is no
 * baseline. */
TZ_CHECK enum tz_status tz_baseline_read(const char *path, const char *today,
    struct tz_baseline **ret_baseline, struct tz_err *err);

/** tz_baseline_free(baseline): End it.  NULL is allowed. */
void tz_baseline_free(struct tz_baseline *baseline);

TZ_AUTO_DEFINE(tz_baseline)

/** tz_baseline_saw(baseline, label): Note that the file called ${label} was
 * read, with all that it holds. */
void tz_baseline_saw(struct tz_baseline *baseline, const char *label);

/**
 * tz_baseline_ask(baseline, label, rule, severity, content, len, ret_entry):
 * Whether a finding of ${rule} with this ${content} in the file ${label} is
 * known.  ${ret_entry} is the entry that says so, else NULL; borrowed.
 */
enum tz_baseline_state
tz_baseline_ask(struct tz_baseline *baseline, const char *label,
    const char *rule, enum tz_severity severity, const void *content,
    size_t len, const struct tz_baseline_entry **ret_entry);

/**
 * tz_baseline_accept(baseline, label, rule, severity, content, len, date, err):
 * Have it known from now on.  Fails: TZ_NOMEM.
 */
TZ_CHECK enum tz_status tz_baseline_accept(struct tz_baseline *baseline,
    const char *label, const char *rule, enum tz_severity severity,
    const void *content, size_t len, const char *date, struct tz_err *err);

/** tz_baseline_is_stale(baseline, entry): Whether the value is in the file no
 * more, or the file is gone and the value was not found elsewhere. */
bool tz_baseline_is_stale(const struct tz_baseline *baseline,
    const struct tz_baseline_entry *entry);

/** tz_baseline_all(baseline, ret_n): All entries; borrowed until it is
 * changed. */
const struct tz_baseline_entry *
tz_baseline_all(const struct tz_baseline *baseline, size_t *ret_n);

/** tz_baseline_write(baseline, path, err): Write it to ${path}, without what
 * is stale.  Fails: TZ_IO, TZ_NOMEM. */
TZ_CHECK enum tz_status tz_baseline_write(struct tz_baseline *baseline,
    const char *path, struct tz_err *err);

#endif /* !TZ_CLI_BASELINE_H */
