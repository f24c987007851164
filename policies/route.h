/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * policies/route.h - who signs off, in what order, in what time
 *
 * YAML `schema: taizhang-route/1`, `id`, `regime`, `default`, `title: {zh,en}`,
 * `source`, `resume` (a step), `withhold: end | continue`, `steps: [{id,
 * title: {zh,en}, role, workdays}]`.  The first step is the submission itself.
 */
#ifndef TZ_POLICIES_ROUTE_H
#define TZ_POLICIES_ROUTE_H

#include <stdbool.h>
#include <stddef.h>

struct tz_route_step {
	const char *id;	  /* "department" */
	const char *role; /* "reviewer" */
	const char *title_zh;
	const char *title_en;
	int workdays; /* time limit; 0: none */
};

struct tz_route {
	const char *id; /* "cn/four-step" */
	const char *regime;
	const char *title_zh;
	const char *title_en;
	bool is_default;
	bool withhold_continues;
	size_t resume; /* index of the step at which a revision resumes */
	const struct tz_route_step *steps;
	size_t n_steps;
};

#endif /* !TZ_POLICIES_ROUTE_H */
