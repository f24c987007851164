/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * review/desk.c - who acts, with what, and what they have before them
 */
#include "review/desk.h"

#include <string.h>

#include "base/intl.h"
#include "review/checked.h"
#include "review/step.h"

void
tz_desk_leave(struct tz_bearings *now)
{
	tz_settings_clear(&now->settings);
	tz_person_clear(&now->person);
	memset(now, 0, sizeof *now);
}

void
tz_desk_close(struct tz_dossier *dossier)
{
	tz_found_clear(&dossier->found);
	tz_scan_free(dossier->scan);
	tz_item_clear(&dossier->item);
	tz_desk_leave(&dossier->now);
	memset(dossier, 0, sizeof *dossier);
}

enum tz_status
tz_desk_arrive(const struct tz_desk *desk, struct tz_bearings *ret_now,
    struct tz_err *err)
{
	tz_auto_bearings now = {0};
	enum tz_status s = tz_ledger_settings(desk->vault, &now.settings, err);

	if (!s && desk->person)
		s = tz_roster_find(desk->vault, desk->person, &now.person, err);
	if (!s && desk->person && now.person.retired_seq >= 0)
		s = tz_fail(err, TZ_NO, _("'%s' is retired and signs nothing"),
		    desk->person);
	if (!s)
		s = desk->rules_of(&now.settings.rule_set, &now.rules,
		    desk->rules_arg, err);
	if (s)
		return s;
	*ret_now = now;
	memset(&now, 0, sizeof now);
	return TZ_OK;
}

enum tz_status
tz_desk_apply(const struct tz_desk *desk, const struct tz_bearings *now,
    const struct tz_scan *scan, struct tz_apply *ret_apply, struct tz_err *err)
{
	memset(ret_apply, 0, sizeof *ret_apply);
	ret_apply->vault = desk->vault;
	ret_apply->intake = desk->intake;
	ret_apply->rules_of = desk->rules_of;
	ret_apply->rules_arg = desk->rules_arg;
	ret_apply->scan = scan;
	return tz_apply_settings(ret_apply, &now->settings, err);
}

/* Whether acts on the item still ask what is in its files. */
static bool
is_under_way(const struct tz_item *item)
{
	return item->state == TZ_STATE_IN_REVIEW ||
	    item->state == TZ_STATE_PENDING ||
	    item->state == TZ_STATE_CLEARED || item->state == TZ_STATE_RETURNED;
}

/* Write the new findings, look, and take it all back. */
static enum tz_status
look_ahead(const struct tz_desk *desk, struct tz_dossier *dossier,
    struct tz_err *err)
{
	tz_auto(tz_tx) tx = NULL;
	tz_auto_item fresh = {0};
	struct tz_apply apply;
	enum tz_status s =
	    tz_desk_apply(desk, &dossier->now, dossier->scan, &apply, err);

	if (!s)
		s = tz_tx_begin(tz_vault_db(desk->vault), &tx, err);
	if (!s)
		s = tz_apply_rescan(&apply, &dossier->item,
		    &dossier->now.settings.rule_set, err);
	if (!s)
		s = tz_item_save(desk->vault, &dossier->item, err);
	if (!s)
		s = tz_found_load(desk->vault, dossier->item.id,
		    &dossier->found, err);
	if (!s)
		s = tz_item_get(desk->vault, dossier->item.id, &fresh, err);
	if (s)
		return s;
	tz_item_clear(&dossier->item);
	dossier->item = fresh;
	memset(&fresh, 0, sizeof fresh);
	return TZ_OK;
}

/* What no act waits for is read again only to know whether it may be shown. */
static enum tz_status
see_at_rest(const struct tz_desk *desk, struct tz_dossier *dossier,
    struct tz_err *err)
{
	struct tz_item *item = &dossier->item;
	enum tz_checked checked;
	enum tz_status s = tz_checked_state(desk->vault, item,
	    &dossier->now.settings.rule_set, &checked, err);

	if (!s && checked != TZ_CHECKED_CLEAR) {
		s = tz_scan_item(desk->vault, desk->intake, dossier->now.rules,
		    item, &dossier->scan, err);
		dossier->refused = !s && tz_scan_refuses(dossier->scan);
	}
	if (!dossier->refused) {
		tz_scan_free(dossier->scan);
		dossier->scan = NULL;
	}
	return s ? s
		 : tz_found_load(desk->vault, item->id, &dossier->found, err);
}

static enum tz_status
see(const struct tz_desk *desk, struct tz_dossier *dossier, struct tz_err *err)
{
	struct tz_item *item = &dossier->item;
	bool due;
	enum tz_status s;

	if (!is_under_way(item))
		return see_at_rest(desk, dossier, err);
	s = tz_scan_is_due(desk->vault, item, &dossier->now.settings.rule_set,
	    &due, err);
	if (s)
		return s;
	if (!due)
		return tz_found_load(desk->vault, item->id, &dossier->found,
		    err);
	s = tz_scan_item(desk->vault, desk->intake, dossier->now.rules, item,
	    &dossier->scan, err);
	if (s)
		return s;
	dossier->refused = tz_scan_refuses(dossier->scan);
	return look_ahead(desk, dossier, err);
}

enum tz_status
tz_desk_open(const struct tz_desk *desk, const char *id,
    struct tz_dossier *ret_dossier, struct tz_err *err)
{
	tz_auto_dossier dossier = {0};
	enum tz_status s = tz_desk_arrive(desk, &dossier.now, err);

	if (!s)
		s = tz_item_get(desk->vault, id, &dossier.item, err);
	if (!s)
		s = see(desk, &dossier, err);
	if (s)
		return s;
	dossier.route =
	    tz_rule_set_route(dossier.now.rules, dossier.item.route);
	dossier.step = tz_step_find(dossier.route, dossier.item.step);
	*ret_dossier = dossier;
	memset(&dossier, 0, sizeof dossier);
	return TZ_OK;
}
