/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tests/unit/intake/corpus.h - read a file of tests/corpora with all it holds
 */
#ifndef TZ_TESTS_INTAKE_CORPUS_H
#define TZ_TESTS_INTAKE_CORPUS_H

#include "here.h"

/** corpus_read(name): Read the file of the corpus and its children, each by
 * its type.  The caller owns the document. */
struct tz_document *corpus_read(const char *name);

/** corpus_bytes(name, data, len): The same for bytes that are called so. */
struct tz_document *
corpus_bytes(const char *name, const void *data, size_t len);

/** corpus_reading(document, path, reading): Check how much of a file of the
 * tree was read. */
void corpus_reading(const struct tz_document *document, const char *path,
    enum tz_reading reading);

/** corpus_damage(name): Read cut and changed forms of the file; nothing may
 * crash or hang. */
void corpus_damage(const char *name);

#endif /* !TZ_TESTS_INTAKE_CORPUS_H */
