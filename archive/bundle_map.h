/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * archive/bundle_map.h - a table from digests to numbers
 *
 * For commitments: the keys are digests, so their first bytes are the hash.
 */
#ifndef TZ_ARCHIVE_BUNDLE_MAP_H
#define TZ_ARCHIVE_BUNDLE_MAP_H

#include <stddef.h>
#include <stdint.h>

#include "base/digest.h"
#include "base/status.h"

struct tz_bundle_map {
	struct tz_bundle_slot *slots;
	size_t n_slots; /* a power of two, or 0 */
	size_t n;
};

#define tz_auto_map TZ_AUTO(tz_bundle_map_clear) struct tz_bundle_map

/** tz_bundle_map_clear(map): Free what it holds; it is empty after. */
void tz_bundle_map_clear(struct tz_bundle_map *map);

/** tz_bundle_map_find(map, key): Where the number of ${key} is, or NULL;
 * borrowed until the next put. */
int64_t *
tz_bundle_map_find(const struct tz_bundle_map *map, const struct tz_id *key);

/** tz_bundle_map_put(map, key, value, err): Set the number of ${key}.  Fails:
 * TZ_NOMEM. */
TZ_CHECK enum tz_status tz_bundle_map_put(struct tz_bundle_map *map,
    const struct tz_id *key, int64_t value, struct tz_err *err);

#endif /* !TZ_ARCHIVE_BUNDLE_MAP_H */
