/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * base/yaml.h - YAML files that people edit, with the place of every value
 *
 * A document becomes JSON values: plain scalars true, false, null and
 * decimal integers keep their type, all else is a string.  Anchors, aliases,
 * tags, merge keys and duplicate keys are refused.  libfyaml is reached
 * through this header only.
 */
#ifndef TZ_BASE_YAML_H
#define TZ_BASE_YAML_H

#include <stddef.h>

#include "base/json.h"
#include "base/status.h"

#ifdef __cplusplus
extern "C" {
#endif

/* One parsed file.  Made by tz_yaml_parse(), ended by tz_yaml_free(). */
struct tz_yaml;

/**
 * tz_yaml_parse(text, len, name, ret_yaml, err):
 * Parse one document.  ${name} is the file's name for messages and is copied.
 * Fails: TZ_FORMAT, with the message "NAME:LINE:COLUMN: reason"; TZ_LIMIT over
 * 4 MiB or 64 levels; TZ_NOMEM.
 */
TZ_CHECK enum tz_status tz_yaml_parse(const char *text, size_t len,
    const char *name, struct tz_yaml **ret_yaml, struct tz_err *err);

/** tz_yaml_free(yaml): End it and its values.  NULL is allowed. */
void tz_yaml_free(struct tz_yaml *yaml);

TZ_AUTO_DEFINE(tz_yaml)

/** tz_yaml_root(yaml): The document as JSON; borrowed until the file is
 * freed. */
json_t *tz_yaml_root(const struct tz_yaml *yaml);

/** tz_yaml_name(yaml): The name given; borrowed until the file is freed. */
const char *tz_yaml_name(const struct tz_yaml *yaml);

/**
 * tz_yaml_where(yaml, value, ret_line, ret_column):
 * The place, from 1, of ${value}, which must be a value of this file (found by
 * identity); 0 and 0 for any other.
 */
void tz_yaml_where(const struct tz_yaml *yaml, const json_t *value,
    unsigned *ret_line, unsigned *ret_column);

/**
 * tz_yaml_fail(yaml, value, err, format, ...):
 * tz_fail() with TZ_FORMAT and "NAME:LINE:COLUMN: " before the text.
 */
enum tz_status tz_yaml_fail(const struct tz_yaml *yaml, const json_t *value,
    struct tz_err *err, const char *format, ...) TZ_PRINTF(4, 5);

/**
 * tz_yaml_where_key(yaml, object, key, ret_line, ret_column):
 * The place, from 1, of the key ${key} in the mapping ${object}; 0 and 0 when
 * it is not there.  The place of a value that is true, false or null is found
 * in this way only.
 */
void tz_yaml_where_key(const struct tz_yaml *yaml, const json_t *object,
    const char *key, unsigned *ret_line, unsigned *ret_column);

/** tz_yaml_fail_key(yaml, object, key, err, format, ...): tz_yaml_fail() at
 * the place of a key. */
enum tz_status tz_yaml_fail_key(const struct tz_yaml *yaml,
    const json_t *object, const char *key, struct tz_err *err,
    const char *format, ...) TZ_PRINTF(5, 6);

#ifdef __cplusplus
}
#endif

#endif /* !TZ_BASE_YAML_H */
