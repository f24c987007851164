/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/archive/package.h - the members of a ZIP package, unpacked in memory
 *
 * Every member of the directory is there, in its order, also those that could
 * not be unpacked: these carry the reason.  Nothing that a header says of
 * sizes is believed.
 */
#ifndef TZ_INTAKE_ARCHIVE_PACKAGE_H
#define TZ_INTAKE_ARCHIVE_PACKAGE_H

#include <stddef.h>

#include "base/status.h"

struct tz_member {
	char *name; /* as written, well-formed UTF-8 */
	unsigned char *data;
	size_t len;
	const char *reason; /* why not all of it: a word of intake.h, or NULL */
};

struct tz_package {
	struct tz_member *members;
	size_t n;
	const char *reason; /* why members may be missing, or NULL */
};

/** tz_package_read(data, len, ret, err): Unpack into the empty ${ret}.  Fails:
 * TZ_FORMAT when there is no member at all, TZ_NOMEM. */
TZ_CHECK enum tz_status tz_package_read(const void *data, size_t len,
    struct tz_package *ret, struct tz_err *err);

/** tz_package_clear(package): Free all and make it empty. */
void tz_package_clear(struct tz_package *package);

#endif /* !TZ_INTAKE_ARCHIVE_PACKAGE_H */
