/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * policies/scan.h - one part of a document, all rules: text in, hits out
 *
 * Inside of policies/ only.
 */
#ifndef TZ_POLICIES_SCAN_H
#define TZ_POLICIES_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/document.h"
#include "policies/matcher.h"
#include "policies/view.h"

struct tz_hit {
	size_t rule;  /* index */
	size_t part;  /* index in the document */
	size_t start; /* code points in the part's text */
	size_t end;
	size_t near_byte; /* a place before it: byte and code point */
	size_t near_point;
	uint64_t value; /* hash of the matched text, separators left out */
	enum tz_severity severity;
	size_t note; /* 1 and the index of words about it; 0: none */
};

struct tz_hits {
	struct tz_hit *hit;
	size_t n;
	size_t cap;
};

/* A stretch in both forms of the text, in bytes. */
struct tz_stretch {
	size_t from;
	size_t until;
	size_t joined_from;
	size_t joined_until;
};

/** tz_hits_clear(hits): Free them. */
void tz_hits_clear(struct tz_hits *hits);

/** tz_hits_add(hits, hit, err): Append one.  Fails: TZ_NOMEM. */
TZ_CHECK enum tz_status
tz_hits_add(struct tz_hits *hits, const struct tz_hit *hit, struct tz_err *err);

/**
 * tz_scan_part(matcher, part, index, hits, ret_limited, err):
 * Append the hits in ${part}, the ${index}-th of its document, by start and
 * rule, overlapping ones of a rule merged into the gravest, longest, first.
 * ${ret_limited} becomes true if a regex ran into its limits, so that hits may
 * be missing.  Fails: TZ_NOMEM, TZ_LIMIT, TZ_BUG.
 */
TZ_CHECK enum tz_status
tz_scan_part(struct tz_matcher *matcher, const struct tz_part *part,
    size_t index, struct tz_hits *hits, bool *ret_limited, struct tz_err *err);

/**
 * tz_weigh(rule, view, stretch, ret_value):
 * How grave a candidate is that stands at ${stretch}, after validators,
 * context, position and allowed texts; TZ_SEVERITY_NONE if it is nothing.
 */
enum tz_severity
tz_weigh(const struct tz_rule *rule, const struct tz_view *view,
    const struct tz_stretch *stretch, uint64_t *ret_value);

#endif /* !TZ_POLICIES_SCAN_H */
