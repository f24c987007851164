/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * review/submit.c - drafts come in: submit and revise
 */
#include "review/submit.h"

#include <string.h>

#include "archive/entry.h"
#include "base/intl.h"
#include "review/draft.h"
#include "review/hands.h"
#include "review/record.h"
#include "review/step.h"

/* Whether the item takes another revision. */
static enum tz_status
check_state(const struct tz_item *item, struct tz_err *err)
{
	if (item->state != TZ_STATE_PUBLISHED &&
	    item->state != TZ_STATE_WITHDRAWN &&
	    item->state != TZ_STATE_QUARANTINED &&
	    item->state != TZ_STATE_ERASED)
		return TZ_OK;
	return tz_fail(err, TZ_NO, _("item %s is '%s' and takes no revision"),
	    item->id, tz_state_word(item->state));
}

static enum tz_status
check_route(const struct tz_bearings *now, struct tz_err *err)
{
	const struct tz_route *route =
	    tz_rule_set_default_route(now->rules, now->settings.regime);

	if (route && route->n_steps >= 2)
		return TZ_OK;
	return tz_fail(err, TZ_FORMAT,
	    _("the rules in force have no route for regime '%s'"),
	    now->settings.regime);
}

static enum tz_status
add_findings(json_t *detail, const struct tz_scan *scan, int next,
    struct tz_err *err)
{
	json_t *list = json_array();
	size_t n;
	const struct tz_scan_hit *hits = tz_scan_hits(scan, &n);
	size_t i;

	if (n == 0) {
		json_decref(list);
		return TZ_OK;
	}
	if (json_object_set_new(detail, "findings", list) != 0)
		return tz_fail_nomem(err);
	for (i = 0; i < n; i++) {
		const struct tz_finding *finding = hits[i].finding;
		json_t *one = json_object();

		json_object_set_new(one, "channel",
		    json_string(tz_channel_word(finding->channel)));
		json_object_set_new(one, "id",
		    json_sprintf("F%d", next + (int)i));
		json_object_set_new(one, "rule", json_string(finding->rule));
		json_object_set_new(one, "severity",
		    json_string(tz_severity_word(finding->severity)));
		if (json_object_size(one) != 4 ||
		    !tz_json_set_string(one, "part", hits[i].place) ||
		    json_array_append_new(list, one) != 0)
			return tz_fail_nomem(err);
	}
	return TZ_OK;
}

static enum tz_status
make_detail(const struct tz_draft *draft, const struct tz_bearings *now,
    const struct tz_item *item, json_t *detail, struct tz_err *err)
{
	json_t *coverage = NULL;
	enum tz_status s = tz_scan_coverage(draft->scan, &coverage, err);

	if (s)
		return s;
	if (json_object_set_new(detail, "coverage", coverage) != 0 ||
	    json_object_set(detail, "files", draft->files) != 0 ||
	    json_object_set(detail, "meta", draft->meta) != 0 ||
	    json_object_set_new(detail, "revision",
		json_integer(item->revision + 1)) != 0 ||
	    !tz_record_set_id(detail, "revision_digest", &draft->digest) ||
	    !tz_record_set_id(detail, "rule_set", &now->settings.rule_set))
		return tz_fail_nomem(err);
	return add_findings(detail, draft->scan,
	    item->next_finding > 0 ? item->next_finding : 1, err);
}

/* Everything is known and clean enough: sign, store, append. */
static enum tz_status
enter(const struct tz_desk *desk, const struct tz_bearings *now,
    const struct tz_submission *submission, const struct tz_draft *draft,
    const struct tz_item *item, struct tz_item *ret_item, struct tz_err *err)
{
	tz_auto_json detail = json_object();
	char doc[33] = "";
	struct tz_act act = {
	    .kind = submission->item ? TZ_ACT_REVISE : TZ_ACT_SUBMIT,
	    .doc = submission->item ? item->doc : doc,
	    .detail = detail,
	    .objects = draft->objects,
	    .n_objects = draft->n_files,
	};
	struct tz_record record = {
	    .desk = desk,
	    .now = now,
	    .item = submission->item ? item : NULL,
	    .scan = draft->scan,
	    .act = &act,
	    .blobs = draft->fds,
	    .n_blobs = draft->n_files,
	};
	int64_t seq;
	enum tz_status s = make_detail(draft, now, item, detail, err);

	if (!s && !submission->item)
		s = tz_ledger_new_doc(doc, err);
	if (!s)
		s = tz_record_act(&record, &seq, err);
	return s ? s : tz_item_of_doc(desk->vault, act.doc, ret_item, err);
}

static enum tz_status
refuse_typed(const struct tz_desk *desk, const struct tz_bearings *now,
    const struct tz_submission *submission, struct tz_refusal *ret_refusal,
    struct tz_err *err)
{
	const char *const texts[] = {submission->title, submission->number,
	    submission->department, submission->category, submission->theme,
	    submission->genre};

	return tz_refuse_typed(desk, now, texts, sizeof texts / sizeof *texts,
	    ret_refusal, err);
}

static enum tz_status
take_in(const struct tz_desk *desk, const struct tz_bearings *now,
    const struct tz_submission *submission, const struct tz_item *item,
    struct tz_item *ret_item, struct tz_refusal *ret_refusal,
    struct tz_err *err)
{
	tz_auto_draft draft = {0};
	tz_auto_item_files known = {0};
	enum tz_status s =
	    refuse_typed(desk, now, submission, ret_refusal, err);

	if (!s)
		s = tz_draft_seal(&draft, submission,
		    tz_vault_max_file(desk->vault), err);
	if (!s)
		s = tz_draft_scan(&draft, submission, desk, now->rules, err);
	if (!s)
		s = tz_refuse_files(desk, now, draft.scan, draft.fds,
		    draft.n_files, ret_refusal, err);
	if (!s)
		s = tz_draft_describe(&draft, submission,
		    now->person.department, item->meta, err);
	if (!s)
		s = tz_scan_meta(draft.scan, now->rules, draft.meta, err);
	if (!s && submission->item)
		s = tz_item_files_ever(desk->vault, item, &known, err);
	if (!s)
		s = tz_draft_commit(&draft, submission, &known, err);
	return s ? s
		 : enter(desk, now, submission, &draft, item, ret_item, err);
}

/* Whether the item takes a revision at all; if what is stored of it bears a
 * mark that is known now, a revision would only cover it. */
static enum tz_status
see_item(const struct tz_desk *desk, const char *id, struct tz_item *ret_item,
    struct tz_err *err)
{
	tz_auto_dossier dossier = {0};
	enum tz_status s = tz_desk_open(desk, id, &dossier, err);

	if (!s && dossier.refused)
		s = tz_refuse_late(desk, &dossier, err);
	if (!s)
		s = check_state(&dossier.item, err);
	return s ? s : tz_item_get(desk->vault, id, ret_item, err);
}

/* What can be said before any file is opened. */
static enum tz_status
check_before(const struct tz_desk *desk, const struct tz_bearings *now,
    const struct tz_submission *submission, struct tz_item *ret_item,
    struct tz_err *err)
{
	enum tz_status s = tz_hands_role(&now->person, TZ_ROLE_DRAFTER, err);

	if (!s && submission->item)
		s = see_item(desk, submission->item, ret_item, err);
	if (!s)
		s = check_route(now, err);
	if (!s && submission->ground &&
	    !tz_rule_set_ground(now->rules, submission->ground))
		s = tz_fail(err, TZ_USAGE,
		    _("the rules in force have no ground '%s'"),
		    submission->ground);
	if (!s && submission->n_paths > TZ_OBJECTS_MAX)
		s = tz_fail(err, TZ_LIMIT,
		    _("an item has at most %d files; pack them"),
		    TZ_OBJECTS_MAX);
	return s;
}

enum tz_status
tz_submit(const struct tz_desk *desk, const struct tz_submission *submission,
    struct tz_item *ret_item, struct tz_refusal *ret_refusal,
    struct tz_err *err)
{
	tz_auto_bearings now = {0};
	tz_auto_item item = {0};
	enum tz_status s = tz_desk_arrive(desk, &now, err);

	if (!s)
		s = check_before(desk, &now, submission, &item, err);
	if (!s)
		s = take_in(desk, &now, submission, &item, ret_item,
		    ret_refusal, err);
	return s;
}
