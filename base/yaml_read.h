/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * base/yaml_read.h - between base/yaml.c and its reader; used by no one else
 */
#ifndef TZ_BASE_YAML_READ_H
#define TZ_BASE_YAML_READ_H

#include "base/yaml.h"

#ifdef __cplusplus
extern "C" {
#endif

struct tz_yaml_spot {
	const json_t *value;
	const char *key; /* of the object ${value}; NULL for ${value} itself */
	unsigned line;
	unsigned column;
};

struct tz_yaml {
	char *name;
	json_t *root;
	struct tz_yaml_spot *spots;
	size_t n_spots;
};

/** tz_yaml_fail_at(yaml, status, line, column, err, reason): tz_fail() with
 * "NAME:LINE:COLUMN: ${reason}". */
enum tz_status
tz_yaml_fail_at(const struct tz_yaml *yaml, enum tz_status status,
    unsigned line, unsigned column, struct tz_err *err, const char *reason);

/** tz_yaml_read(yaml, text, len, err): Fill ${yaml}, which has a name only.
 * Fails: TZ_FORMAT, TZ_LIMIT, TZ_NOMEM. */
TZ_CHECK enum tz_status tz_yaml_read(struct tz_yaml *yaml, const char *text,
    size_t len, struct tz_err *err);

#ifdef __cplusplus
}
#endif

#endif /* !TZ_BASE_YAML_READ_H */
