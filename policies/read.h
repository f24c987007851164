/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * policies/read.h - values out of a YAML file, each wrong one with its place
 *
 * Inside of policies/ only.  All strings given are borrowed from the file.
 * Every failure is TZ_FORMAT with "FILE:LINE:COLUMN: reason", or TZ_NOMEM.
 */
#ifndef TZ_POLICIES_READ_H
#define TZ_POLICIES_READ_H

#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"
#include "base/yaml.h"
#include "policies/finding.h"

struct tz_words;

/** tz_read_keys(yaml, node, allowed, err): ${node} is a map and all its keys
 * are in the NULL-ended list ${allowed}. */
TZ_CHECK enum tz_status tz_read_keys(const struct tz_yaml *yaml,
    const json_t *node, const char *const *allowed, struct tz_err *err);

/** tz_read_schema(yaml, schema, err): The root is a map whose `schema` is
 * ${schema}. */
TZ_CHECK enum tz_status tz_read_schema(const struct tz_yaml *yaml,
    const char *schema, struct tz_err *err);

/** tz_read_string(yaml, node, key, required, ret, err): A non-empty string;
 * NULL when absent and not required. */
TZ_CHECK enum tz_status
tz_read_string(const struct tz_yaml *yaml, const json_t *node, const char *key,
    bool required, const char **ret, struct tz_err *err);

/** tz_read_size(yaml, node, key, ret, err): An integer of 1 to 1,000,000;
 * untouched when absent. */
TZ_CHECK enum tz_status tz_read_size(const struct tz_yaml *yaml,
    const json_t *node, const char *key, size_t *ret, struct tz_err *err);

/** tz_read_bool(yaml, node, key, ret, err): true or false; untouched when
 * absent. */
TZ_CHECK enum tz_status tz_read_bool(const struct tz_yaml *yaml,
    const json_t *node, const char *key, bool *ret, struct tz_err *err);

/** tz_read_date(yaml, node, key, ret, err): A day in ISO form; NULL when
 * absent. */
TZ_CHECK enum tz_status tz_read_date(const struct tz_yaml *yaml,
    const json_t *node, const char *key, const char **ret, struct tz_err *err);

/** tz_read_word(yaml, node, key, words, ret, err): The index of the string in
 * the NULL-ended list ${words}; untouched when absent. */
TZ_CHECK enum tz_status
tz_read_word(const struct tz_yaml *yaml, const json_t *node, const char *key,
    const char *const *words, int *ret, struct tz_err *err);

/** tz_read_severity(yaml, node, key, with_none, ret, err): A severity, or with
 * ${with_none} the word none; untouched when absent. */
TZ_CHECK enum tz_status
tz_read_severity(const struct tz_yaml *yaml, const json_t *node,
    const char *key, bool with_none, enum tz_severity *ret, struct tz_err *err);

/** tz_read_title(yaml, node, key, ret_zh, ret_en, err): A map of zh and en, at
 * least one of them; a missing one is the other. */
TZ_CHECK enum tz_status
tz_read_title(const struct tz_yaml *yaml, const json_t *node, const char *key,
    const char **ret_zh, const char **ret_en, struct tz_err *err);

/** tz_read_list(yaml, node, key, ret, err): The array at ${key}, which has no
 * empty form; NULL when absent. */
TZ_CHECK enum tz_status
tz_read_list(const struct tz_yaml *yaml, const json_t *node, const char *key,
    const json_t **ret, struct tz_err *err);

/** tz_read_words(yaml, node, key, ret, err): A string or an array of strings,
 * each folded as text is; the caller ends it with tz_words_clear(). */
TZ_CHECK enum tz_status
tz_read_words(const struct tz_yaml *yaml, const json_t *node, const char *key,
    struct tz_words *ret, struct tz_err *err);

/** tz_read_fold(text, len, ret, err): The folded form, malloc()ed. */
TZ_CHECK enum tz_status
tz_read_fold(const char *text, size_t len, char **ret, struct tz_err *err);

/** tz_words_add(words, text, len, err): Add the folded form of one word. */
TZ_CHECK enum tz_status tz_words_add(struct tz_words *words, const char *text,
    size_t len, struct tz_err *err);

#endif /* !TZ_POLICIES_READ_H */
