/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * archive/bundle.c - the plan of a bundle: range, edition, what is opened
 */
#include "archive/bundle.h"

#include <stdlib.h>
#include <string.h>

#include "archive/bundle_plan.h"
#include "base/buf.h"
#include "base/intl.h"

void
tz_bundle_info_clear(struct tz_bundle_info *info)
{
	free(info->path);
	free(info->name);
	memset(info, 0, sizeof *info);
}

/* HOST-ledger-PERIOD[-public][-eN]; the host is the origin without "/1". */
static enum tz_status
set_name(struct tz_bundle_plan *plan, struct tz_err *err)
{
	tz_auto_buf name = TZ_BUF_INIT;

	tz_buf_append(&name, plan->log, strcspn(plan->log, "/"));
	tz_buf_printf(&name, "-ledger-%s", plan->period);
	if (plan->is_public)
		tz_buf_puts(&name, "-public");
	if (plan->edition > 1)
		tz_buf_printf(&name, "-e%d", plan->edition);
	plan->name = tz_buf_take(&name);
	return plan->name ? TZ_OK : tz_fail_nomem(err);
}

enum tz_status
tz_bundle_plan_new(struct tz_vault *vault, const char *period, bool is_public,
    struct tz_bundle_plan **ret_plan, struct tz_err *err)
{
	tz_auto(tz_bundle_plan) plan = calloc(1, sizeof *plan);
	enum tz_status s;

	if (!plan)
		return tz_fail_nomem(err);
	plan->vault = vault;
	plan->is_public = is_public;
	s = tz_bundle_range(plan, period, err);
	if (s == TZ_OK)
		s = tz_bundle_gather(plan, err);
	if (s == TZ_OK)
		s = tz_bundle_choose(plan, err);
	if (s == TZ_OK)
		s = set_name(plan, err);
	if (s)
		return s;
	*ret_plan = tz_steal(&plan);
	return TZ_OK;
}

void
tz_bundle_plan_free(struct tz_bundle_plan *plan)
{
	size_t i;

	if (!plan)
		return;
	for (i = 0; i < plan->n_removals; i++)
		free(plan->removals[i].objects);
	free(plan->removals);
	free(plan->people);
	free(plan->acts);
	free(plan->items);
	free(plan->uses);
	tz_bundle_map_clear(&plan->map);
	free(plan->name);
	free(plan->log);
	free(plan->agency);
	free(plan);
}

const char *
tz_bundle_plan_name(const struct tz_bundle_plan *plan)
{
	return plan->name;
}

enum tz_status
tz_bundle_plan_each(struct tz_bundle_plan *plan,
    enum tz_status (*visit)(const struct tz_event *event, void *arg,
	struct tz_err *err),
    void *arg, struct tz_err *err)
{
	enum tz_status s = TZ_OK;
	size_t i;

	for (i = 0; s == TZ_OK && i < plan->n_acts; i++) {
		const struct tz_bundle_act *act = &plan->acts[i];
		const struct tz_bundle_item *detail =
		    &plan->items[plan->uses[act->first]];
		tz_auto_event event = {0};

		if (!detail->is_opened)
			continue;
		s = tz_ledger_event(plan->vault, act->seq, &event, err);
		if (s)
			return s;
		if (!event.detail)
			return tz_fail(err, TZ_CORRUPT,
			    _("the detail of entry %lld is missing"),
			    (long long)act->seq);
		s = visit(&event, arg, err);
	}
	return s;
}
