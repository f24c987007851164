/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tests/unit/intake/packed.h - archives that the tests make
 */
#ifndef TZ_TESTS_INTAKE_PACKED_H
#define TZ_TESTS_INTAKE_PACKED_H

#include <archive.h>

#include "here.h"

/** packed_into(): What writes an archive into the struct tz_buf ${arg}. */
archive_write_callback packed_into;

/** packed_start(format, filter, ret): Start an archive that is written into
 * ${ret}. */
struct archive *packed_start(int format, int filter, struct tz_buf *ret);

/** packed_put(archive, name, type, data, len): Add a member; the ${data} of a
 * link is its target. */
void packed_put(struct archive *archive, const char *name, unsigned type,
    const void *data, size_t len);

/** packed_finish(archive): Write the end and close it. */
void packed_finish(struct archive *archive);

/** packed_make(format, filter, name, data, len, ret): An archive of one
 * file. */
void packed_make(int format, int filter, const char *name, const void *data,
    size_t len, struct tz_buf *ret);

/** packed_read(name, limits, data): Read the bytes as what they are.  The
 * caller owns the document. */
struct tz_document *packed_read(const char *name,
    const struct tz_intake_limits *limits, const struct tz_buf *data);

/** packed_reading(document, path, reading, reason): Check how much of the file
 * was read, and why no more (NULL: nothing to say). */
void packed_reading(const struct tz_document *document, const char *path,
    enum tz_reading reading, const char *reason);

#endif /* !TZ_TESTS_INTAKE_PACKED_H */
