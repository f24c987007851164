/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * policies/trace.h - why a rule hit, or why it did not: step by step
 */
#ifndef TZ_POLICIES_TRACE_H
#define TZ_POLICIES_TRACE_H

#include <stdbool.h>
#include <stddef.h>

#include "policies/finding.h"

/* One step of weighing one candidate.  Stages, in their order: candidate,
 * channel, format, validate, near, position, allow, not_near, public_by_law,
 * element, others, verdict. */
struct tz_trace_step {
	const char *rule;
	size_t part;  /* index in the document */
	size_t start; /* code points in the part's text */
	size_t end;
	const char *stage;
	const char *name; /* of a validator, reason of an exception; or NULL */
	bool holds;
	enum tz_severity severity; /* after it; TZ_SEVERITY_COUNT: nothing */
};

struct tz_tracer {
	void (*step)(void *arg, const struct tz_trace_step *step);
	void *arg;
};

#endif /* !TZ_POLICIES_TRACE_H */
