/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * base/named.c - a list of named byte strings, sorted by the bytes of names
 */
#include "base/named.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/intl.h"

void
tz_named_clear(struct tz_named_list *list)
{
	size_t i;

	for (i = 0; i < list->n; i++) {
		free(list->item[i].name);
		free(list->item[i].data);
	}
	free(list->item);
	list->item = NULL;
	list->n = 0;
}

/* The index of the first name that is not before ${name}. */
static size_t
lower_bound(const struct tz_named_list *list, const char *name, bool *ret_same)
{
	size_t low = 0;
	size_t high = list->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (strcmp(list->item[middle].name, name) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	*ret_same = low < list->n && strcmp(list->item[low].name, name) == 0;
	return low;
}

enum tz_status
tz_named_put(struct tz_named_list *list, const char *name, const void *data,
    size_t len, struct tz_err *err)
{
	struct tz_named made = {0};
	struct tz_named *item;
	bool same;
	size_t at = lower_bound(list, name, &same);

	if (same)
		return tz_fail(err, TZ_FORMAT, _("two files named '%s'"), name);
	item = realloc(list->item, (list->n + 1) * sizeof *item);
	if (!item)
		return tz_fail_nomem(err);
	list->item = item;

	made.name = strdup(name);
	made.data = malloc(len + 1);
	if (!made.name || !made.data) {
		free(made.name);
		free(made.data);
		return tz_fail_nomem(err);
	}
	if (len)
		memcpy(made.data, data, len);
	made.data[len] = '\0';
	made.len = len;
	tz_sha256(made.data, len, &made.sha256);

	memmove(item + at + 1, item + at, (list->n - at) * sizeof *item);
	item[at] = made;
	list->n++;
	return TZ_OK;
}

const struct tz_named *
tz_named_find(const struct tz_named_list *list, const char *name)
{
	bool same;
	size_t at = lower_bound(list, name, &same);

	return same ? &list->item[at] : NULL;
}
