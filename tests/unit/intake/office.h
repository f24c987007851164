/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tests/unit/intake/office.h - read a document of tests/corpora/office
 */
#ifndef TZ_TESTS_INTAKE_OFFICE_H
#define TZ_TESTS_INTAKE_OFFICE_H

#include "here.h"
#include "intake/formats.h"

/** office_read(reader, name): Read the file with ${reader}; its children are
 * not read.  The caller owns the document. */
struct tz_document *office_read(tz_reader *reader, const char *name);

/** office_bytes(name, ret_len): The bytes of the file, malloc()ed. */
char *office_bytes(const char *name, size_t *ret_len);

/** office_text(document, channel, n): The text of the ${n}-th part of the
 * channel, "" if there is none; borrowed until the document is freed. */
const char *office_text(const struct tz_document *document,
    enum tz_channel channel, size_t n);

/** office_where(document, channel, text): The place of ${text} in the first
 * part of the channel that holds it, malloc()ed; "" if none does. */
char *office_where(const struct tz_document *document, enum tz_channel channel,
    const char *text);

/** office_reading(document, reading, reason): Check how much of the outermost
 * file was read, and why no more (NULL: nothing to say). */
void office_reading(const struct tz_document *document, enum tz_reading reading,
    const char *reason);

/** office_chop(reader, name): Read every prefix of the file, in steps, and
 * the file with single bytes changed; nothing may crash or hang. */
void office_chop(tz_reader *reader, const char *name);

#endif /* !TZ_TESTS_INTAKE_OFFICE_H */
