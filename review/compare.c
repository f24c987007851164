/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * review/compare.c - what a scan finds against the findings on record
 */
#include "review/compare.h"

#include <stdlib.h>
#include <string.h>

/* From the surest to what only moved. */
enum likeness {
	EQUAL,
	SAME_PLACE,
	SAME_TEXT,
	LIKENESS_COUNT,
};

struct work {
	const struct tz_scan_hit *hit;
	size_t n_hits;
	const struct tz_found_list *found;
	int revision;
	const struct tz_found **partner; /* of each hit, or NULL */
	bool *taken;			 /* of each finding */
};

static void
work_clear(struct work *work)
{
	free(work->partner);
	free(work->taken);
}

void
tz_compare_clear(struct tz_difference_list *list)
{
	free(list->difference);
	list->difference = NULL;
	list->n = 0;
}

static bool
same_text(const char *a, const char *b)
{
	return strcmp(a ? a : "", b ? b : "") == 0;
}

static bool
is_alike(const struct tz_scan_hit *hit, const struct tz_found *found,
    enum likeness likeness)
{
	const struct tz_finding *finding = hit->finding;

	if (found->position != (int64_t)hit->position ||
	    !same_text(found->rule, finding->rule))
		return false;
	if (likeness == SAME_TEXT)
		return same_text(found->matched, finding->match) &&
		    same_text(found->excerpt, finding->excerpt);
	return found->start == (int64_t)finding->start &&
	    found->end == (int64_t)finding->end &&
	    same_text(found->place, hit->place) &&
	    (likeness == SAME_PLACE || found->severity == finding->severity);
}

static void
pair(struct work *work, enum likeness likeness)
{
	size_t i;
	size_t j;

	for (i = 0; i < work->n_hits; i++) {
		for (j = 0; j < work->found->n && !work->partner[i]; j++) {
			const struct tz_found *found = &work->found->found[j];

			if (work->taken[j] ||
			    !tz_found_stands(found, work->revision) ||
			    !is_alike(&work->hit[i], found, likeness))
				continue;
			work->partner[i] = found;
			work->taken[j] = true;
		}
	}
}

static void
add(struct tz_difference_list *list, enum tz_difference_kind kind,
    const struct tz_scan_hit *hit, const struct tz_found *found)
{
	list->difference[list->n++] = (struct tz_difference){kind, hit, found};
}

static void
list_differences(const struct work *work, struct tz_difference_list *list)
{
	size_t i;

	for (i = 0; i < work->n_hits; i++) {
		const struct tz_scan_hit *hit = &work->hit[i];
		const struct tz_found *found = work->partner[i];

		if (!found)
			add(list, TZ_DIFFERENCE_NEW, hit, NULL);
		else if (found->severity < hit->finding->severity)
			add(list, TZ_DIFFERENCE_RAISED, hit, found);
		else if (found->severity > hit->finding->severity)
			add(list, TZ_DIFFERENCE_LOWERED, hit, found);
	}
	for (i = 0; i < work->found->n; i++)
		if (!work->taken[i] &&
		    tz_found_stands(&work->found->found[i], work->revision))
			add(list, TZ_DIFFERENCE_GONE, NULL,
			    &work->found->found[i]);
}

enum tz_status
tz_compare(const struct tz_scan *scan, const struct tz_found_list *found,
    int revision, struct tz_difference_list *ret_list, struct tz_err *err)
{
	TZ_AUTO(work_clear)
	struct work work = {
	    .found = found,
	    .revision = revision,
	};
	struct tz_difference_list list = {NULL, 0};
	enum likeness likeness;

	work.hit = tz_scan_hits(scan, &work.n_hits);
	work.partner = calloc(work.n_hits + 1, sizeof *work.partner);
	work.taken = calloc(found->n + 1, sizeof *work.taken);
	list.difference =
	    calloc(work.n_hits + found->n + 1, sizeof *list.difference);
	if (!work.partner || !work.taken || !list.difference) {
		tz_compare_clear(&list);
		return tz_fail_nomem(err);
	}
	for (likeness = EQUAL; likeness < LIKENESS_COUNT; likeness++)
		pair(&work, likeness);
	list_differences(&work, &list);
	*ret_list = list;
	return TZ_OK;
}
