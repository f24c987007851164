/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * base/check.h - the result of one check of verify or audit
 */
#ifndef TZ_BASE_CHECK_H
#define TZ_BASE_CHECK_H

#ifdef __cplusplus
extern "C" {
#endif

#define TZ_CHECK_LIST(X)                                                       \
	X(ARCHIVE_FORM, "archive-form")                                        \
	X(BAG, "bag")                                                          \
	X(FIXITY, "fixity")                                                    \
	X(EXTRA, "extra")                                                      \
	X(UNKNOWN_NAME, "unknown-name")                                        \
	X(SPECIAL_FILE, "special-file")                                        \
	X(SEQ, "seq")                                                          \
	X(CHAIN, "chain")                                                      \
	X(MERKLE, "merkle")                                                    \
	X(CHECKPOINT, "checkpoint")                                            \
	X(SIGNATURE, "signature")                                              \
	X(ROLE, "role")                                                        \
	X(SEEN, "seen")                                                        \
	X(OPENING, "opening")                                                  \
	X(OBJECT, "object")                                                    \
	X(COMPLETENESS, "completeness")                                        \
	X(TIME, "time")                                                        \
	X(DERIVED, "derived")                                                  \
	X(INDEX, "index")

enum tz_check_name {
#define TZ_CHECK_ENUM(name, word) TZ_CHECK_##name,
	TZ_CHECK_LIST(TZ_CHECK_ENUM)
#undef TZ_CHECK_ENUM
	    TZ_CHECK_COUNT
};

enum tz_check_status {
	TZ_CHECK_OK,
	TZ_CHECK_FAILED,
	TZ_CHECK_NOT_CHECKED,
};

struct tz_check_result {
	enum tz_check_name check;
	enum tz_check_status status;
	const char *subject; /* "seq 3", a file's name, or "" */
	const char *text;    /* one sentence, or "" */
};

/* Called for every failed or skipped check, and once with TZ_CHECK_OK for
 * every name of which nothing failed (its subject says how much was checked).
 */
typedef void tz_check_report(const struct tz_check_result *result, void *arg);

/** tz_check_word(check): Its word, a constant. */
const char *tz_check_word(enum tz_check_name check);

/** tz_check_status_word(status): "ok", "failed" or "not-checked". */
const char *tz_check_status_word(enum tz_check_status status);

#ifdef __cplusplus
}
#endif

#endif /* !TZ_BASE_CHECK_H */
