/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * archive/bundle_signers.h - the signers of a bundle, from the ledger's people
 *
 * Each object of person.add is a line of allowed_signers; the times at which
 * the person was added and retired are put into it.
 */
#ifndef TZ_ARCHIVE_BUNDLE_SIGNERS_H
#define TZ_ARCHIVE_BUNDLE_SIGNERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "archive/sign.h"
#include "base/buf.h"
#include "base/status.h"

struct tz_bundle_signer {
	char *id;	  /* ID@HOST */
	char *namespaces; /* as in the line, between the quotes */
	struct tz_public_key key;
	int64_t added_seq;
	int64_t added_at;
	int64_t retired_seq; /* -1 while active */
	int64_t retired_at;
};

struct tz_bundle_signers {
	struct tz_bundle_signer *item; /* in order of enrolment */
	size_t n;
};

#define tz_auto_signers                                                        \
	TZ_AUTO(tz_bundle_signers_clear) struct tz_bundle_signers

/** tz_bundle_signers_clear(signers): Free what it holds. */
void tz_bundle_signers_clear(struct tz_bundle_signers *signers);

/** tz_bundle_signers_add(signers, line, len, seq, at, err): Enrol the person
 * of an object's bytes.  Fails: TZ_FORMAT when it is no such line. */
TZ_CHECK enum tz_status tz_bundle_signers_add(struct tz_bundle_signers *signers,
    const char *line, size_t len, int64_t seq, int64_t at, struct tz_err *err);

/** tz_bundle_signers_retire(signers, line, len, seq, at, err): Retire the
 * person that the line names.  Fails: TZ_FORMAT when there is none. */
TZ_CHECK enum tz_status
tz_bundle_signers_retire(struct tz_bundle_signers *signers, const char *line,
    size_t len, int64_t seq, int64_t at, struct tz_err *err);

/** tz_bundle_signers_write(signers, ret): Append allowed_signers. */
void tz_bundle_signers_write(const struct tz_bundle_signers *signers,
    struct tz_buf *ret);

/** tz_bundle_signers_find(signers, id, seq): Who was ${id} when entry ${seq}
 * was made: the one enrolled last, at or before it; NULL if none. */
const struct tz_bundle_signer *
tz_bundle_signers_find(const struct tz_bundle_signers *signers, const char *id,
    int64_t seq);

/** tz_bundle_signer_may(signer, name_space): Whether the line gives it. */
bool tz_bundle_signer_may(const struct tz_bundle_signer *signer,
    const char *name_space);

#endif /* !TZ_ARCHIVE_BUNDLE_SIGNERS_H */
