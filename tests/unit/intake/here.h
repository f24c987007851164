/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tests/unit/intake/here.h - read a file in the test's own process
 *
 * What a reader emits goes through the frames and their checks into a
 * document, as between worker and parent.
 */
#ifndef TZ_TESTS_INTAKE_HERE_H
#define TZ_TESTS_INTAKE_HERE_H

#include "intake/emit_tree.h"

/** here_read(reader, limits, name, data, len): Read the file with ${reader};
 * children get no reader and are unsupported.  ${limits} may be NULL.  Ends
 * the test when a frame is bad; the caller owns the document. */
struct tz_document *
here_read(tz_reader *reader, const struct tz_intake_limits *limits,
    const char *name, const void *data, size_t len);

/** here_read_by(identifier, arg, limits, name, data, len): The same with an
 * identifier for all files. */
struct tz_document *here_read_by(tz_identifier *identifier, void *arg,
    const struct tz_intake_limits *limits, const char *name, const void *data,
    size_t len);

/** here_part(document, channel, n): The ${n}-th part (from 0) of the channel,
 * NULL if there are fewer. */
const struct tz_part *here_part(const struct tz_document *document,
    enum tz_channel channel, size_t n);

/** here_file(document, path): The file of that path, or NULL. */
const struct tz_document_file *
here_file(const struct tz_document *document, const char *path);

/** here_has(document, channel, text): Whether a part of the channel holds
 * ${text}. */
bool here_has(const struct tz_document *document, enum tz_channel channel,
    const char *text);

/** here_fact(document, name): Whether there is a fact of that name. */
bool here_fact(const struct tz_document *document, const char *name);

#endif /* !TZ_TESTS_INTAKE_HERE_H */
