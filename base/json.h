/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * base/json.h - JSON, and the narrow canonical form that is hashed
 *
 * Canonical form (docs/format-ledger.md): RFC 8785 restricted to strings,
 * arrays, objects and integers of at most 2^53-1; keys [a-z_0-9]+ sorted by
 * bytes; no white space; NFC; no U+0000-001F and no U+007F in strings.  In
 * details U+0009 and U+000A are allowed, written \t and \n.
 *
 * jansson is reached through this header only; json_t is used as it is.
 */
#ifndef TZ_BASE_JSON_H
#define TZ_BASE_JSON_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/status.h"

#ifdef __cplusplus
extern "C" {
#endif

struct tz_buf;

static inline void
tz_json_autofree(json_t **p)
{
	json_decref(*p);
}
#define tz_auto_json TZ_AUTO(tz_json_autofree) json_t *

/* Which strings the canonical form admits. */
enum tz_json_strings {
	TZ_JSON_LINE,	/* statements and entries: no control characters */
	TZ_JSON_DETAIL, /* details: tab and line feed as well */
};

/**
 * tz_json_parse(text, len, ret_json, err):
 * Read one JSON value, UTF-8, no duplicate keys, nothing after it.  The caller
 * owns ${*ret_json}.  Fails: TZ_FORMAT, TZ_NOMEM.
 */
TZ_CHECK enum tz_status tz_json_parse(const char *text, size_t len,
    json_t **ret_json, struct tz_err *err);

/**
 * tz_json_canonical(json, strings, ret, err):
 * Append the canonical form of ${json}.  Fails: TZ_FORMAT where the value has
 * none (a real number, a bad key, a control character, text not in NFC),
 * TZ_NOMEM.
 */
TZ_CHECK enum tz_status tz_json_canonical(const json_t *json,
    enum tz_json_strings strings, struct tz_buf *ret, struct tz_err *err);

/**
 * tz_json_parse_canonical(text, len, strings, ret_json, err):
 * As tz_json_parse(), and TZ_FORMAT unless the bytes are the canonical form.
 */
TZ_CHECK enum tz_status tz_json_parse_canonical(const char *text, size_t len,
    enum tz_json_strings strings, json_t **ret_json, struct tz_err *err);

/** tz_json_string(object, key): The string at ${key}, or NULL if there is
 * none; borrowed until ${object} is changed. */
const char *tz_json_string(const json_t *object, const char *key);

/** tz_json_integer(object, key, otherwise): The integer at ${key}, else
 * ${otherwise}. */
int64_t
tz_json_integer(const json_t *object, const char *key, int64_t otherwise);

/**
 * tz_json_keys(object, allowed, what, err):
 * TZ_FORMAT if ${object} is no object or has a key that is not in the
 * NULL-ended list ${allowed}; ${what} names it in the message.
 */
TZ_CHECK enum tz_status tz_json_keys(const json_t *object,
    const char *const *allowed, const char *what, struct tz_err *err);

/** tz_json_set_string(object, key, text): Set ${key} unless ${text} is NULL
 * or empty.  False when memory ran out or ${text} is not UTF-8. */
bool tz_json_set_string(json_t *object, const char *key, const char *text);

/** tz_json_quote(text, len, ret): Append ${text} as a JSON string with its
 * quotes, shortest escapes, as the canonical form writes it. */
void tz_json_quote(const char *text, size_t len, struct tz_buf *ret);

#ifdef __cplusplus
}
#endif

#endif /* !TZ_BASE_JSON_H */
