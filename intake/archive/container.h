/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/archive/container.h - the members of an archive in memory, in its own
 * order
 *
 * The only door to libarchive for drafts.  What can not be read gives one of
 * the words of intake/intake.h as its reason and is passed over; nothing that
 * a header says of sizes is believed.  Bounds are the caller's.
 */
#ifndef TZ_INTAKE_ARCHIVE_CONTAINER_H
#define TZ_INTAKE_ARCHIVE_CONTAINER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"

/* Which formats are looked for. */
enum tz_container_formats {
	TZ_CONTAINER_ALL,
	TZ_CONTAINER_ZIP,
};

enum tz_container_type {
	TZ_CONTAINER_FILE,
	TZ_CONTAINER_FOLDER,
	TZ_CONTAINER_SPECIAL, /* a link, a device */
};

/* A member; the texts are borrowed until the next one is asked for. */
struct tz_container_member {
	const char *name;   /* bytes as written, or NULL */
	const char *target; /* of a link, bytes as written; or NULL */
	enum tz_container_type type;
	bool encrypted;
	bool bare; /* no archive, but one file that is compressed */
};

/* An open archive.  Made by tz_container_open(), ended by
 * tz_container_free(). */
struct tz_container;

/** tz_container_open(data, len, formats, ret, err): Open the archive, whose
 * bytes are borrowed until it is freed.  Fails: TZ_FORMAT, TZ_NOMEM. */
TZ_CHECK enum tz_status tz_container_open(const void *data, size_t len,
    enum tz_container_formats formats, struct tz_container **ret,
    struct tz_err *err);

/** Give the password number ${i}, from 0 on, to try on encrypted members; NULL
 * after the last. */
typedef const char *tz_container_password(void *arg, size_t i);

/** tz_container_try(container, password, arg): Have these passwords tried;
 * before the first member is asked for. */
void tz_container_try(struct tz_container *container,
    tz_container_password *password, void *arg);

/** tz_container_next(container, ret_member, ret_reason): The next member.
 * False at the end, and where no more can be read: then ${ret_reason} is why,
 * else NULL. */
bool tz_container_next(struct tz_container *container,
    struct tz_container_member *ret_member, const char **ret_reason);

/** tz_container_read(container, ret_block, ret_len, ret_reason): Read on in
 * the current member; the block, which may be empty, is borrowed until the
 * next call.  False at its end, and where no more of it can be read.  When
 * something is wrong with it ${ret_reason} becomes why, also where more of it
 * comes; else it is left as it is. */
bool tz_container_read(struct tz_container *container, const void **ret_block,
    size_t *ret_len, const char **ret_reason);

/** tz_container_cut(container): After the last member: whether the mark that
 * ends the archive is missing or a header broken, so that members may be
 * missing, too. */
bool tz_container_cut(const struct tz_container *container);

/** tz_container_end(container): After the last member: where the archive ends;
 * the length of the bytes when its format does not tell. */
size_t tz_container_end(const struct tz_container *container);

/** tz_container_free(container): Close it.  NULL is allowed. */
void tz_container_free(struct tz_container *container);

TZ_AUTO_DEFINE(tz_container)

#endif /* !TZ_INTAKE_ARCHIVE_CONTAINER_H */
