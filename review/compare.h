/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * review/compare.h - what a scan finds against the findings on record
 */
#ifndef TZ_REVIEW_COMPARE_H
#define TZ_REVIEW_COMPARE_H

#include <stddef.h>

#include "base/status.h"
#include "review/found.h"
#include "review/scan.h"

enum tz_difference_kind {
	TZ_DIFFERENCE_NEW,     /* a hit that is not on record */
	TZ_DIFFERENCE_RAISED,  /* on record with a lower severity */
	TZ_DIFFERENCE_LOWERED, /* on record with a higher severity */
	TZ_DIFFERENCE_GONE,    /* on record and not hit any more */
};

/* Both are borrowed; one may be NULL. */
struct tz_difference {
	enum tz_difference_kind kind;
	const struct tz_scan_hit *hit;
	const struct tz_found *found;
};

struct tz_difference_list {
	struct tz_difference *difference;
	size_t n;
};

#define tz_auto_differences TZ_AUTO(tz_compare_clear) struct tz_difference_list

/** tz_compare_clear(list): Free what it holds. */
void tz_compare_clear(struct tz_difference_list *list);

/** tz_compare(scan, found, revision, ret_list, err): Set the hits of ${scan}
 * against the findings that stand for ${revision}: first those at the same
 * place, then those of the same rule on the same text of the same file. */
TZ_CHECK enum tz_status
tz_compare(const struct tz_scan *scan, const struct tz_found_list *found,
    int revision, struct tz_difference_list *ret_list, struct tz_err *err);

#endif /* !TZ_REVIEW_COMPARE_H */
