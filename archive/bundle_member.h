/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * archive/bundle_member.h - the files of a bundle before it is written
 *
 * Manifests come first in the tar, so every size and digest must be known
 * before the first byte is written.  What is made here goes to an unlinked
 * file on disk; objects stay where they are in the vault.
 */
#ifndef TZ_ARCHIVE_BUNDLE_MEMBER_H
#define TZ_ARCHIVE_BUNDLE_MEMBER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/digest.h"
#include "base/status.h"
#include "store/ledger_rows.h"

struct tz_bundle_member {
	char *name;
	uint64_t size;
	struct tz_id sha256;
	bool is_object;
	uint64_t offset;	 /* in the spool */
	struct tz_id commitment; /* of an object */
	struct tz_id salt;
};

struct tz_bundle_members {
	struct tz_bundle_member *item;
	size_t n;
	int spool;
	uint64_t at;
	struct tz_buf waiting; /* for the spool */
	struct tz_hash *hash;  /* of the member being made */
};

#define tz_auto_members                                                        \
	TZ_AUTO(tz_bundle_members_clear) struct tz_bundle_members

/** tz_bundle_members_open(folder, ret_members, err): An empty list with its
 * spool in ${folder}. */
TZ_CHECK enum tz_status tz_bundle_members_open(const char *folder,
    struct tz_bundle_members *ret_members, struct tz_err *err);

/** tz_bundle_members_clear(members): Free what it holds. */
void tz_bundle_members_clear(struct tz_bundle_members *members);

/** tz_bundle_begin(members, name, err): Begin to make a file. */
TZ_CHECK enum tz_status tz_bundle_begin(struct tz_bundle_members *members,
    const char *name, struct tz_err *err);

/** tz_bundle_put(members, data, len, err): Bytes of the file begun last. */
TZ_CHECK enum tz_status tz_bundle_put(struct tz_bundle_members *members,
    const void *data, size_t len, struct tz_err *err);

/** tz_bundle_end(members, err): The file begun last is complete. */
TZ_CHECK enum tz_status
tz_bundle_end(struct tz_bundle_members *members, struct tz_err *err);

/** tz_bundle_add(members, name, data, len, err): The three in one. */
TZ_CHECK enum tz_status tz_bundle_add(struct tz_bundle_members *members,
    const char *name, const void *data, size_t len, struct tz_err *err);

/** tz_bundle_add_object(members, opening, err): A file of the vault. */
TZ_CHECK enum tz_status tz_bundle_add_object(struct tz_bundle_members *members,
    const struct tz_opening *opening, struct tz_err *err);

/** tz_bundle_sort(members): Into the order of the tar. */
void tz_bundle_sort(struct tz_bundle_members *members);

#endif /* !TZ_ARCHIVE_BUNDLE_MEMBER_H */
