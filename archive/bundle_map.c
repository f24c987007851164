/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * archive/bundle_map.c - a table from digests to numbers
 *
 * Open addressing, linear probing, at most half full.
 */
#include "archive/bundle_map.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

struct tz_bundle_slot {
	struct tz_id key;
	int64_t value;
	bool used;
};

void
tz_bundle_map_clear(struct tz_bundle_map *map)
{
	free(map->slots);
	memset(map, 0, sizeof *map);
}

/* The slot of ${key}, or the free one where it belongs. */
static struct tz_bundle_slot *
slot_of(const struct tz_bundle_map *map, const struct tz_id *key)
{
	uint64_t at;

	memcpy(&at, key->bytes, sizeof at);
	for (;; at++) {
		struct tz_bundle_slot *slot =
		    &map->slots[at & (map->n_slots - 1)];

		if (!slot->used || tz_id_equal(&slot->key, key))
			return slot;
	}
}

int64_t *
tz_bundle_map_find(const struct tz_bundle_map *map, const struct tz_id *key)
{
	struct tz_bundle_slot *slot;

	if (map->n_slots == 0)
		return NULL;
	slot = slot_of(map, key);
	return slot->used ? &slot->value : NULL;
}

static enum tz_status
grow(struct tz_bundle_map *map, struct tz_err *err)
{
	struct tz_bundle_map larger = {
	    NULL, map->n_slots ? map->n_slots * 2 : 64, map->n};
	size_t i;

	larger.slots = calloc(larger.n_slots, sizeof *larger.slots);
	if (!larger.slots)
		return tz_fail_nomem(err);
	for (i = 0; i < map->n_slots; i++) {
		if (map->slots[i].used)
			*slot_of(&larger, &map->slots[i].key) = map->slots[i];
	}
	free(map->slots);
	*map = larger;
	return TZ_OK;
}

enum tz_status
tz_bundle_map_put(struct tz_bundle_map *map, const struct tz_id *key,
    int64_t value, struct tz_err *err)
{
	struct tz_bundle_slot *slot;
	enum tz_status s;

	if (map->n * 2 >= map->n_slots) {
		s = grow(map, err);
		if (s)
			return s;
	}
	slot = slot_of(map, key);
	if (!slot->used) {
		slot->used = true;
		slot->key = *key;
		map->n++;
	}
	slot->value = value;
	return TZ_OK;
}
