/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * review/judge.c - a person upholds or dismisses findings, with a reason
 */
#include "review/judge.h"

#include <string.h>

#include "base/intl.h"
#include "review/hands.h"
#include "review/record.h"
#include "review/typed.h"

static enum tz_status
check_finding(const struct tz_judge *wish, const struct tz_dossier *dossier,
    const char *id, struct tz_err *err)
{
	const struct tz_item *item = &dossier->item;
	const struct tz_found *found = NULL;
	int number;

	if (tz_found_number(id, &number))
		found = tz_found_find(&dossier->found, number);
	if (!found)
		return tz_fail(err, TZ_NOTFOUND,
		    _("item %s has no finding '%s'"), item->id, id);
	if (!tz_found_stands(found, item->revision))
		return tz_fail(err, TZ_NO,
		    _("finding %s is not one of revision %d of item %s"), id,
		    item->revision, item->id);
	if (strcmp(wish->decision, "dismiss") == 0 && tz_found_unread(found))
		return tz_hands_role(&dossier->now.person,
		    TZ_ROLE_CONFIDENTIALITY_OFFICER, err);
	return TZ_OK;
}

static enum tz_status
check(const struct tz_judge *wish, const struct tz_dossier *dossier,
    struct tz_err *err)
{
	enum tz_status s = TZ_OK;
	size_t i;

	if (strcmp(wish->decision, "uphold") != 0 &&
	    strcmp(wish->decision, "dismiss") != 0)
		return tz_fail(err, TZ_USAGE,
		    _("judge a finding with 'uphold' or 'dismiss'"));
	if (!wish->reason ||
	    wish->reason[strspn(wish->reason, " \t\n")] == '\0')
		return tz_fail(err, TZ_USAGE,
		    _("give the reason with --reason"));
	if (wish->revision > 0 && wish->revision != dossier->item.revision)
		return tz_fail(err, TZ_NO,
		    _("item %s is at revision %d now; look at it again"),
		    dossier->item.id, dossier->item.revision);
	for (i = 0; i < wish->n_ids && !s; i++)
		s = check_finding(wish, dossier, wish->ids[i], err);
	return s;
}

static enum tz_status
enter(const struct tz_desk *desk, const struct tz_judge *wish,
    const struct tz_dossier *dossier, struct tz_err *err)
{
	const struct tz_item *item = &dossier->item;
	tz_auto_json detail = json_object();
	struct tz_act act = {
	    .kind = TZ_ACT_JUDGE,
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
	json_t *ids = json_array();
	int64_t seq;
	enum tz_status s;
	size_t i;

	for (i = 0; i < wish->n_ids; i++)
		json_array_append_new(ids, json_string(wish->ids[i]));
	if (json_array_size(ids) != wish->n_ids ||
	    json_object_set_new(detail, "findings", ids) != 0 ||
	    !tz_record_set_id(detail, "revision_digest",
		&item->revision_digest) ||
	    !tz_record_set_id(detail, "rule_set",
		&dossier->now.settings.rule_set))
		return tz_fail_nomem(err);
	s = tz_typed_set(detail, "reason", wish->reason, "--reason", err);
	return s ? s : tz_record_act(&record, &seq, err);
}

enum tz_status
tz_judge(const struct tz_desk *desk, const struct tz_judge *wish,
    struct tz_item *ret_item, struct tz_refusal *ret_refusal,
    struct tz_err *err)
{
	const char *const texts[] = {wish->reason};
	tz_auto_dossier dossier = {0};
	enum tz_status s = tz_desk_open(desk, wish->item, &dossier, err);

	if (!s && dossier.refused)
		s = tz_refuse_late(desk, &dossier, err);
	if (!s)
		s = tz_hands_step(desk, &dossier, err);
	if (!s)
		s = check(wish, &dossier, err);
	if (!s)
		s = tz_refuse_typed(desk, &dossier.now, texts, 1, ret_refusal,
		    err);
	if (!s)
		s = enter(desk, wish, &dossier, err);
	return s ? s : tz_item_get(desk->vault, wish->item, ret_item, err);
}
