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
#include "policies/trace.h"

struct tz_hit {
	size_t rule;	/* index */
	size_t element; /* of its match, if it is composed */
	size_t part;	/* index in the document */
	size_t start;	/* code points in the part's text */
	size_t end;
	size_t near_byte; /* a place before it: byte and code point */
	size_t near_point;
	uint64_t value; /* hash of the matched text, separators left out */
	enum tz_severity severity;
	size_t note;	       /* 1 and the index of words about it; 0: none */
	const char *exception; /* what made it lighter, or NULL */
	const char *exception_kind;
};

struct tz_hits {
	struct tz_hit *hit;
	size_t n;
	size_t cap;
};

/* A document being matched; all is borrowed. */
struct tz_scanning {
	struct tz_matcher *matcher;
	const struct tz_part *parts;
	const char *const *media_types; /* of each file */
	bool *limited;			/* of each file: hits may be missing */
	struct tz_hits *hits;
	struct tz_hits *loose;		/* hits of elements, to be composed */
	const struct tz_tracer *tracer; /* or NULL */
};

/** tz_hits_clear(hits): Free them. */
void tz_hits_clear(struct tz_hits *hits);

/** tz_hits_add(hits, hit, err): Copy one in.  Fails: TZ_NOMEM. */
TZ_CHECK enum tz_status
tz_hits_add(struct tz_hits *hits, const struct tz_hit *hit, struct tz_err *err);

/** tz_hits_merge(hits, first): Sort the hits of one part from ${first} on by
 * rule and start, overlapping ones of a rule merged into the gravest, longest,
 * first. */
void tz_hits_merge(struct tz_hits *hits, size_t first);

/**
 * tz_scan_part(scanning, index, err):
 * Append the hits in the part ${index}, merged, and the loose ones.  Fails:
 * TZ_NOMEM, TZ_LIMIT, TZ_BUG.
 */
TZ_CHECK enum tz_status tz_scan_part(const struct tz_scanning *scanning,
    size_t index, struct tz_err *err);

#endif /* !TZ_POLICIES_SCAN_H */
