/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * review/registered.h - sensitive documents whose passages are looked for
 *
 * A confidentiality officer registers a document, or it is of an item that was
 * withheld and registers itself.  Of its text nothing is kept but salted hashes
 * of some shingles (policies/fingerprint.h); the salt is made of the vault's
 * refusal.key.
 */
#ifndef TZ_REVIEW_REGISTERED_H
#define TZ_REVIEW_REGISTERED_H

#include <stddef.h>
#include <stdint.h>

#include "policies/fingerprint.h"
#include "review/desk.h"
#include "review/refuse.h"

/* Documents of one entry; more need another. */
#define TZ_REGISTERED_MAX 500

/* A document to be registered; the label is typed or its file's name. */
struct tz_registration {
	char *path;
	const char *label;
};

/** tz_register_documents(desk, documents, n, reason, ret_seq, ret_refusal,
 * err): Read ${n} files and record their fingerprints by one signed entry.
 * Fails: TZ_NO when a file bears a mark that is refused or the person is no
 * confidentiality officer; TZ_FORMAT when a file cannot be wholly read or has
 * less text than a passage; then nothing is recorded. */
TZ_CHECK enum tz_status tz_register_documents(const struct tz_desk *desk,
    const struct tz_registration *documents, size_t n, const char *reason,
    int64_t *ret_seq, struct tz_refusal *ret_refusal, struct tz_err *err);

/** tz_register_end(desk, numbers, n, reason, ret_seq, err): Record that
 * documents are not looked for any more.  Fails: TZ_NOTFOUND, TZ_NO. */
TZ_CHECK enum tz_status tz_register_end(const struct tz_desk *desk,
    const int64_t *numbers, size_t n, const char *reason, int64_t *ret_seq,
    struct tz_refusal *ret_refusal, struct tz_err *err);

#endif /* !TZ_REVIEW_REGISTERED_H */
