/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * review/apply.c - from entries of the ledger to the derived tables
 */
#include "review/apply.h"

#include <string.h>

#include "base/buf.h"
#include "base/intl.h"
#include "review/apply_registered.h"
#include "review/step.h"
#include "store/fingerprint_rows.h"
#include "store/item_finding_rows.h"
#include "store/item_revision_rows.h"
#include "store/item_rows.h"
#include "store/precedent_rows.h"

static enum tz_status
take_regime(struct tz_apply *apply, const char *regime, struct tz_err *err)
{
	if (strlen(regime) >= sizeof apply->regime)
		return tz_fail(err, TZ_FORMAT,
		    _("the regime's name is too long"));
	memcpy(apply->regime, regime, strlen(regime) + 1);
	return TZ_OK;
}

enum tz_status
tz_apply_settings(struct tz_apply *apply, const struct tz_settings *settings,
    struct tz_err *err)
{
	apply->zone_offset = settings->zone_offset;
	apply->rule_set = settings->rule_set;
	return take_regime(apply, settings->regime, err);
}

/* A rebuild learns the settings as it goes. */
static enum tz_status
apply_adoption(struct tz_apply *apply, const json_t *detail, struct tz_err *err)
{
	const char *regime = tz_json_string(detail, "regime");
	const char *zone = tz_json_string(detail, "time_zone");
	const char *rules = tz_json_string(detail, "rule_set");

	if (rules && !tz_id_parse(rules, &apply->rule_set))
		return tz_fail(err, TZ_CORRUPT,
		    _("an adoption names no rule set"));
	if (zone && !tz_zone_parse(zone, &apply->zone_offset))
		return tz_fail(err, TZ_CORRUPT,
		    _("an adoption names no time zone"));
	return regime ? take_regime(apply, regime, err) : TZ_OK;
}

enum tz_status
tz_apply_place(struct tz_apply *apply, struct tz_item *item,
    const struct tz_route *route, size_t index, int64_t at, struct tz_err *err)
{
	char due[TZ_DATE_TEXT];
	struct tz_rule_set *rules;
	enum tz_status s;

	if (!route || index >= route->n_steps) {
		item->state = TZ_STATE_CLEARED;
		s = tz_item_set(&item->step, "", err);
		return s ? s : tz_item_set(&item->due, NULL, err);
	}
	item->state = TZ_STATE_IN_REVIEW;
	s = apply->rules_of(&item->rule_set, &rules, apply->rules_arg, err);
	if (!s)
		s = tz_item_set(&item->step, route->steps[index].id, err);
	if (s)
		return s;
	if (tz_step_due(rules, apply->regime, route, index, at,
		apply->zone_offset, due))
		return tz_item_set(&item->due, due, err);
	return tz_item_set(&item->due, NULL, err);
}

/* End the item's way in ${state}: no step waits, nothing is due. */
static enum tz_status
end_in(struct tz_item *item, enum tz_state state, struct tz_err *err)
{
	enum tz_status s = tz_item_set(&item->step, "", err);

	item->state = state;
	return s ? s : tz_item_set(&item->due, NULL, err);
}

/* On to the step after the one signed. */
static enum tz_status
advance(struct tz_apply *apply, struct tz_item *item, const char *step,
    int64_t at, struct tz_err *err)
{
	struct tz_rule_set *rules;
	const struct tz_route *route;
	size_t next;
	enum tz_status s =
	    apply->rules_of(&item->rule_set, &rules, apply->rules_arg, err);

	if (s)
		return s;
	route = tz_rule_set_route(rules, item->route);
	next = tz_step_find(route, step) + 1;
	if (route && next >= route->n_steps && item->ground &&
	    strcmp(item->disposition, "withhold") == 0)
		return end_in(item, TZ_STATE_WITHHELD, err);
	return tz_apply_place(apply, item, route, next, at, err);
}

static enum tz_status
withhold(struct tz_apply *apply, struct tz_item *item, const char *step,
    int64_t at, struct tz_err *err)
{
	struct tz_rule_set *rules;
	const struct tz_route *route;
	enum tz_status s =
	    apply->rules_of(&item->rule_set, &rules, apply->rules_arg, err);

	if (!s)
		s = tz_item_set(&item->disposition, "withhold", err);
	if (s)
		return s;
	route = tz_rule_set_route(rules, item->route);
	if (route && route->withhold_continues)
		return advance(apply, item, step, at, err);
	return end_in(item, TZ_STATE_WITHHELD, err);
}

static enum tz_status
decide(struct tz_apply *apply, struct tz_item *item,
    const struct tz_event *event, const char *step, struct tz_err *err)
{
	const char *decision = event->decision ? event->decision : "";
	const char *ground = tz_json_string(event->detail, "ground");
	enum tz_status s = TZ_OK;

	if (ground)
		s = tz_item_set(&item->ground, ground, err);
	if (s)
		return s;
	if (strcmp(decision, "approve") == 0)
		return advance(apply, item, step, event->at, err);
	if (strcmp(decision, "part") == 0) {
		s = tz_item_set(&item->disposition, "in-part", err);
		return s ? s : advance(apply, item, step, event->at, err);
	}
	if (strcmp(decision, "withhold") == 0)
		return withhold(apply, item, step, event->at, err);
	if (strcmp(decision, "return") == 0)
		return end_in(item, TZ_STATE_RETURNED, err);
	item->state = TZ_STATE_PENDING; /* refer, consult, defer */
	return TZ_OK;
}

static enum tz_status
apply_sign_off(struct tz_apply *apply, struct tz_item *item,
    const struct tz_event *event, struct tz_err *err)
{
	const char *named = tz_json_string(event->detail, "step");
	tz_auto_str step = strdup(named ? named : item->step);
	struct tz_item_signature_row row = {
	    .seq = event->seq,
	    .item = item->id,
	    .revision = item->revision,
	    .at = event->at,
	    .valid = true,
	    .step = step,
	    .decision = event->decision ? event->decision : "",
	    .by = event->by,
	    .ground = tz_json_string(event->detail, "ground"),
	    .reason = tz_json_string(event->detail, "reason"),
	};
	enum tz_status s;

	if (!step)
		return tz_fail_nomem(err);
	s = tz_item_finding_rows_sign(tz_vault_db(apply->vault), &row, err);
	return s ? s : decide(apply, item, event, step, err);
}

static enum tz_status
apply_publication(struct tz_item *item, const struct tz_event *event,
    struct tz_err *err)
{
	const json_t *detail = event->detail;
	enum tz_status s = end_in(item, TZ_STATE_PUBLISHED, err);

	if (!s)
		s = tz_item_set(&item->channel,
		    tz_json_string(detail, "channel"), err);
	if (!s)
		s = tz_item_set(&item->published_on,
		    tz_json_string(detail, "date"), err);
	if (!s)
		s = tz_item_set(&item->url, tz_json_string(detail, "url"), err);
	return s;
}

static enum tz_status
apply_erasure(struct tz_apply *apply, struct tz_item *item, struct tz_err *err)
{
	char **texts[] = {&item->title, &item->number, &item->department,
	    &item->category, &item->theme, &item->genre, &item->date,
	    &item->url};
	enum tz_status s = end_in(item, TZ_STATE_ERASED, err);
	size_t i;

	for (i = 0; i < sizeof texts / sizeof *texts && !s; i++)
		s = tz_item_set(texts[i], NULL, err);
	json_decref(item->meta);
	item->meta = NULL;
	if (!s)
		s = tz_item_revision_rows_forget(tz_vault_db(apply->vault),
		    item->id, err);
	if (!s)
		s = tz_fingerprint_rows_forget_item(tz_vault_db(apply->vault),
		    item->id, err);
	if (!s)
		s = tz_precedent_rows_forget(tz_vault_db(apply->vault),
		    item->id, err);
	return s;
}

static enum tz_status
apply_late_refusal(struct tz_apply *apply, struct tz_item *item,
    struct tz_err *err)
{
	enum tz_status s = end_in(item, TZ_STATE_QUARANTINED, err);

	return s ? s
		 : tz_precedent_rows_forget(tz_vault_db(apply->vault), item->id,
		       err);
}

static enum tz_status
apply_refusal(struct tz_apply *apply, const struct tz_event *event,
    struct tz_err *err)
{
	const json_t *rules = json_object_get(event->detail, "rules");
	tz_auto_json none = json_array();
	tz_auto_buf text = TZ_BUF_INIT;
	enum tz_status s =
	    tz_json_canonical(rules ? rules : none, TZ_JSON_DETAIL, &text, err);

	if (s)
		return s;
	return tz_item_rows_add_refusal(tz_vault_db(apply->vault), event->seq,
	    event->at, event->by, tz_json_string(event->detail, "file"),
	    tz_buf_str(&text), err);
}

/* What an act on an item that is there does to it. */
static enum tz_status
change(struct tz_apply *apply, struct tz_item *item,
    const struct tz_event *event, struct tz_err *err)
{
	const char *named = tz_json_string(event->detail, "rule_set");
	struct tz_id rule_set = apply->rule_set;
	enum tz_status s = TZ_OK;

	if (named && !tz_id_parse(named, &rule_set))
		return tz_fail(err, TZ_CORRUPT, _("seq %lld names no rule set"),
		    (long long)event->seq);
	if (event->kind == TZ_ACT_JUDGE || event->kind == TZ_ACT_SIGN_OFF ||
	    event->kind == TZ_ACT_PUBLISH)
		s = tz_apply_rescan(apply, item, &rule_set, err);
	if (s)
		return s;
	if (event->kind == TZ_ACT_JUDGE)
		return tz_apply_judgement(apply, item, event, err);
	if (event->kind == TZ_ACT_SIGN_OFF)
		return apply_sign_off(apply, item, event, err);
	if (event->kind == TZ_ACT_PUBLISH)
		return apply_publication(item, event, err);
	if (event->kind == TZ_ACT_WITHDRAW)
		return end_in(item, TZ_STATE_WITHDRAWN, err);
	if (event->kind == TZ_ACT_ERASE)
		return apply_erasure(apply, item, err);
	if (event->kind == TZ_ACT_REFUSE)
		return apply_late_refusal(apply, item, err);
	return TZ_OK;
}

static enum tz_status
apply_to_item(struct tz_apply *apply, const struct tz_event *event,
    struct tz_err *err)
{
	tz_auto_item item = {0};
	tz_auto_str step = NULL;
	struct tz_err missing = {0};
	enum tz_state before;
	enum tz_status s = tz_item_of_doc(apply->vault,
	    event->doc ? event->doc : "", &item, &missing);

	if (s == TZ_NOTFOUND)
		return tz_fail(err, TZ_CORRUPT,
		    _("seq %lld concerns an item that there is not"),
		    (long long)event->seq);
	if (s)
		return tz_fail(err, s, "%s", missing.text);

	step = strdup(item.step);
	if (!step)
		return tz_fail_nomem(err);
	before = item.state;
	s = change(apply, &item, event, err);
	if (!s && item.state != before && item.state == TZ_STATE_WITHHELD)
		s = tz_apply_withheld(apply, &item, event->seq, err);
	item.last_seq = event->seq;
	if (!s)
		s = tz_item_save(apply->vault, &item, err);
	if (!s)
		s = tz_item_rows_add_entry(tz_vault_db(apply->vault), item.id,
		    event->seq, item.revision, step, err);
	return s;
}

enum tz_status
tz_apply_event(struct tz_apply *apply, const struct tz_event *event,
    struct tz_err *err)
{
	switch (event->kind) {
	case TZ_ACT_SUBMIT:
	case TZ_ACT_REVISE:
		return tz_apply_revision(apply, event, err);
	case TZ_ACT_REFUSE:
		return event->doc ? apply_to_item(apply, event, err)
				  : apply_refusal(apply, event, err);
	case TZ_ACT_JUDGE:
	case TZ_ACT_SIGN_OFF:
	case TZ_ACT_PUBLISH:
	case TZ_ACT_WITHDRAW:
	case TZ_ACT_ERASE:
	case TZ_ACT_REASSESS:
		return apply_to_item(apply, event, err);
	case TZ_ACT_POLICY_ADOPT:
		return apply_adoption(apply, event->detail, err);
	case TZ_ACT_FINGERPRINT_ADD:
	case TZ_ACT_FINGERPRINT_END:
		return tz_apply_registration(apply, event, err);
	case TZ_ACT_PERSON_ADD:
	case TZ_ACT_PERSON_RETIRE:
	case TZ_ACT_DEPOSIT:
	case TZ_ACT_ANCHOR:
	case TZ_ACT_EXPORT:
	case TZ_ACT_COUNT:
		break;
	}
	return TZ_OK;
}
