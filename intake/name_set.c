/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake/name_set.c - the names that were seen in one container
 */
#include "intake/name_set.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* FNV-1a.  Whoever makes names that collide makes the walk slow, and the time
 * limit ends it. */
static uint64_t
hash(const char *name)
{
	uint64_t value = 0xcbf29ce484222325;

	for (; *name; name++)
		value = (value ^ (unsigned char)*name) * 0x100000001b3;
	return value;
}

/* The slot of the name, or the free one where it belongs. */
static char **
find(char **slots, size_t n_slots, const char *name)
{
	size_t i = (size_t)hash(name) & (n_slots - 1);

	while (slots[i] && strcmp(slots[i], name) != 0)
		i = (i + 1) & (n_slots - 1);
	return &slots[i];
}

/* Keep at least half of the slots free. */
static bool
grow(struct tz_name_set *set)
{
	size_t i, n_slots = set->n_slots ? set->n_slots * 2 : 64;
	char **slots;

	if (set->n * 2 < set->n_slots)
		return true;
	slots = calloc(n_slots, sizeof *slots);
	if (!slots)
		return false;
	for (i = 0; i < set->n_slots; i++) {
		if (set->slots[i])
			*find(slots, n_slots, set->slots[i]) = set->slots[i];
	}
	free(set->slots);
	set->slots = slots;
	set->n_slots = n_slots;
	return true;
}

enum tz_status
tz_name_set_add(struct tz_name_set *set, const char *name, bool *ret_again,
    struct tz_err *err)
{
	char **slot;

	if (!grow(set))
		return tz_fail_nomem(err);
	slot = find(set->slots, set->n_slots, name);
	*ret_again = *slot != NULL;
	if (*slot)
		return TZ_OK;
	*slot = strdup(name);
	if (!*slot)
		return tz_fail_nomem(err);
	set->n++;
	return TZ_OK;
}

void
tz_name_set_clear(struct tz_name_set *set)
{
	size_t i;

	for (i = 0; i < set->n_slots; i++)
		free(set->slots[i]);
	free(set->slots);
	memset(set, 0, sizeof *set);
}
