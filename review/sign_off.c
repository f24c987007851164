/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * review/sign_off.c - approve, return, withhold: the steps of a route
 */
#include "review/sign_off.h"

#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "review/gate.h"
#include "review/hands.h"
#include "review/record.h"
#include "review/typed.h"

static bool
is(const struct tz_sign_off *wish, const char *decision)
{
	return strcmp(wish->decision, decision) == 0;
}

/* What the decision needs to be a decision. */
static enum tz_status
check_wish(const struct tz_sign_off *wish, const struct tz_rule_set *rules,
    struct tz_err *err)
{
	bool needs_ground = is(wish, "withhold") || is(wish, "part");
	bool has_reason =
	    wish->reason && wish->reason[strspn(wish->reason, " \t\n")] != '\0';

	if (!is(wish, "approve") && !has_reason)
		return tz_fail(err, TZ_USAGE,
		    _("give the reason with --reason"));
	if (needs_ground && !wish->ground)
		return tz_fail(err, TZ_USAGE,
		    _("give the ground with --ground, as cn.foi.14.1"));
	if (!needs_ground && wish->ground)
		return tz_fail(err, TZ_USAGE,
		    _("--ground goes with a withholding or --part"));
	if (wish->ground && !tz_rule_set_ground(rules, wish->ground))
		return tz_fail(err, TZ_USAGE,
		    _("the rules in force have no ground '%s'"), wish->ground);
	return TZ_OK;
}

/* The gate stands before the last step. */
static enum tz_status
check_gate(const struct tz_sign_off *wish, const struct tz_dossier *dossier,
    struct tz_err *err)
{
	if (!is(wish, "approve") && !is(wish, "part"))
		return TZ_OK;
	if (dossier->step + 1 < dossier->route->n_steps)
		return TZ_OK;
	return tz_gate_check(&dossier->item, err);
}

static enum tz_status
make_detail(const struct tz_sign_off *wish, const struct tz_dossier *dossier,
    json_t *detail, struct tz_err *err)
{
	const struct tz_item *item = &dossier->item;
	struct tz_id findings;
	enum tz_status s =
	    tz_found_digest(&dossier->found, item->revision, &findings, err);

	if (!s)
		s = tz_typed_set(detail, "reason", wish->reason, "--reason",
		    err);
	if (s)
		return s;
	if (!tz_json_set_string(detail, "ground", wish->ground) ||
	    !tz_json_set_string(detail, "step", item->step) ||
	    !tz_record_set_id(detail, "findings_digest", &findings) ||
	    !tz_record_set_id(detail, "revision_digest",
		&item->revision_digest) ||
	    !tz_record_set_id(detail, "rule_set",
		&dossier->now.settings.rule_set) ||
	    json_object_set_new(detail, "revision",
		json_integer(item->revision)) != 0)
		return tz_fail_nomem(err);
	return TZ_OK;
}

static enum tz_status
enter(const struct tz_desk *desk, const struct tz_sign_off *wish,
    const struct tz_dossier *dossier, struct tz_err *err)
{
	const struct tz_item *item = &dossier->item;
	tz_auto_json detail = json_object();
	tz_auto_item_files files = {0};
	struct tz_act act = {
	    .kind = TZ_ACT_SIGN_OFF,
	    .decision = wish->decision,
	    .doc = item->doc,
	    .detail = detail,
	};
	struct tz_record record = {
	    .desk = desk,
	    .now = &dossier->now,
	    .item = item,
	    .scan = dossier->scan,
	    .act = &act,
	};
	struct tz_object *objects = NULL;
	int64_t seq;
	enum tz_status s = make_detail(wish, dossier, detail, err);

	if (!s)
		s = tz_item_files(desk->vault, item->id, item->revision, &files,
		    err);
	if (!s)
		s = tz_record_objects(&files, &objects, err);
	act.objects = objects;
	act.n_objects = files.n;
	if (!s)
		s = tz_record_act(&record, &seq, err);
	free(objects);
	return s;
}

enum tz_status
tz_sign_off(const struct tz_desk *desk, const struct tz_sign_off *wish,
    struct tz_item *ret_item, struct tz_refusal *ret_refusal,
    struct tz_err *err)
{
	const char *const texts[] = {wish->reason};
	tz_auto_dossier dossier = {0};
	enum tz_status s = tz_desk_open(desk, wish->item, &dossier, err);

	if (!s && dossier.refused)
		s = tz_refuse_late(desk, &dossier, err);
	if (!s)
		s = check_wish(wish, dossier.now.rules, err);
	if (!s)
		s = tz_hands_step(desk, &dossier, err);
	if (!s && wish->revision > 0 && wish->revision != dossier.item.revision)
		s = tz_fail(err, TZ_NO,
		    _("item %s is at revision %d now; look at it again"),
		    dossier.item.id, dossier.item.revision);
	if (!s)
		s = check_gate(wish, &dossier, err);
	if (!s)
		s = tz_refuse_typed(desk, &dossier.now, texts, 1, ret_refusal,
		    err);
	if (!s)
		s = enter(desk, wish, &dossier, err);
	return s ? s : tz_item_get(desk->vault, wish->item, ret_item, err);
}
