/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/magic_types.h - media types by libmagic's database
 */
#ifndef TZ_INTAKE_MAGIC_TYPES_H
#define TZ_INTAKE_MAGIC_TYPES_H

#include <stddef.h>

#include "base/status.h"

/* The database.  Made by tz_magic_types_new(), ended by
 * tz_magic_types_free(). */
struct tz_magic_types;

/** tz_magic_types_new(ret_types, err): Map the database; nothing is opened
 * after that.  Fails: TZ_IO, TZ_NOMEM. */
TZ_CHECK enum tz_status
tz_magic_types_new(struct tz_magic_types **ret_types, struct tz_err *err);

/** tz_magic_types_free(types): End it.  NULL is allowed. */
void tz_magic_types_free(struct tz_magic_types *types);

TZ_AUTO_DEFINE(tz_magic_types)

/** tz_magic_types_ask(types, data, len): The media type of the bytes, borrowed
 * until the next call; "application/octet-stream" when it is not known. */
const char *tz_magic_types_ask(struct tz_magic_types *types,
    const unsigned char *data, size_t len);

#endif /* !TZ_INTAKE_MAGIC_TYPES_H */
