/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * review/apply_findings.c - findings: entered, found again, judged
 */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/intl.h"
#include "review/apply.h"
#include "review/found.h"
#include "review/precedent.h"

/* The hits of a scan, and which of them are spoken for. */
struct hits {
	const struct tz_scan_hit *hit;
	size_t n;
	bool *taken;
};

static void
hits_clear(struct hits *hits)
{
	free(hits->taken);
}

static enum tz_status
hits_of(const struct tz_scan *scan, struct hits *hits, struct tz_err *err)
{
	hits->hit = tz_scan_hits(scan, &hits->n);
	hits->taken = calloc(hits->n + 1, sizeof *hits->taken);
	return hits->taken ? TZ_OK : tz_fail_nomem(err);
}

/* The first free hit that answers to what the entry recorded, or NULL. */
static const struct tz_scan_hit *
answer(struct hits *hits, const struct tz_found *found)
{
	size_t i;

	for (i = 0; i < hits->n; i++) {
		const struct tz_finding *finding = hits->hit[i].finding;

		if (!hits->taken[i] && finding->channel == found->channel &&
		    finding->severity == found->severity &&
		    strcmp(finding->rule, found->rule) == 0 &&
		    strcmp(hits->hit[i].place, found->place) == 0) {
			hits->taken[i] = true;
			return &hits->hit[i];
		}
	}
	return NULL;
}

static enum tz_status
read_recorded(const json_t *one, struct tz_found *found, struct tz_err *err)
{
	const char *id = tz_json_string(one, "id");
	const char *rule = tz_json_string(one, "rule");
	const char *place = tz_json_string(one, "part");
	const char *channel = tz_json_string(one, "channel");
	const char *severity = tz_json_string(one, "severity");
	enum tz_status s;

	if (!id || !rule || !channel || !severity ||
	    !tz_found_number(id, &found->number))
		return tz_fail(err, TZ_CORRUPT,
		    _("a finding of an entry cannot be read"));
	found->channel = tz_channel_from(channel);
	found->severity = tz_severity_from(severity);
	if (found->channel == TZ_CHANNEL_COUNT ||
	    found->severity == TZ_SEVERITY_COUNT)
		return tz_fail(err, TZ_CORRUPT,
		    _("a finding of an entry is of no known kind"));
	found->position = -1;
	found->judged_seq = -1;
	s = tz_item_set(&found->rule, rule, err);
	return s ? s : tz_item_set(&found->place, place ? place : "", err);
}

enum tz_status
tz_apply_findings(struct tz_apply *apply, struct tz_item *item,
    const json_t *recorded, const struct tz_scan *scan, struct tz_err *err)
{
	TZ_AUTO(hits_clear) struct hits hits = {0};
	tz_auto_found list = {0};
	enum tz_status s = hits_of(scan, &hits, err);
	size_t i;

	for (i = 0; i < json_array_size(recorded) && !s; i++) {
		struct tz_found *found;
		const struct tz_scan_hit *hit;

		s = tz_found_add(&list, &found, err);
		if (!s)
			s = read_recorded(json_array_get(recorded, i), found,
			    err);
		if (s)
			break;
		found->revision = item->revision;
		hit = answer(&hits, found);
		if (hit)
			s = tz_found_take(found, hit, err);
		if (!s)
			s = tz_found_save(apply->vault, item->id, found, err);
		if (found->number >= item->next_finding)
			item->next_finding = found->number + 1;
	}
	return s;
}

static bool
same_text(const char *a, const char *b)
{
	return strcmp(a ? a : "", b ? b : "") == 0;
}

/* Whether the hit is the finding that is there already. */
static bool
is_same(const struct tz_found *found, const struct tz_scan_hit *hit)
{
	const struct tz_finding *finding = hit->finding;

	return found->position == (int64_t)hit->position &&
	    found->start == (int64_t)finding->start &&
	    found->end == (int64_t)finding->end &&
	    found->severity == finding->severity &&
	    same_text(found->rule, finding->rule) &&
	    same_text(found->place, hit->place) &&
	    same_text(found->matched, finding->match);
}

/* What is there already stays if a hit answers to it. */
static enum tz_status
keep_or_drop(struct tz_apply *apply, const struct tz_item *item,
    struct hits *hits, struct tz_err *err)
{
	tz_auto_found list = {0};
	enum tz_status s = tz_found_load(apply->vault, item->id, &list, err);
	size_t i;
	size_t j;

	for (i = 0; i < list.n && !s; i++) {
		struct tz_found *found = &list.found[i];
		bool there = false;

		if (found->revision != item->revision)
			continue;
		for (j = 0; j < hits->n && !there; j++)
			if (!hits->taken[j] && is_same(found, &hits->hit[j]))
				hits->taken[j] = there = true;
		found->gone = !there && found->status != TZ_JUDGEMENT_UPHELD;
		s = tz_found_save(apply->vault, item->id, found, err);
	}
	return s;
}

static enum tz_status
add_new(struct tz_apply *apply, struct tz_item *item, const struct hits *hits,
    struct tz_err *err)
{
	tz_auto_found list = {0};
	enum tz_status s = TZ_OK;
	size_t i;

	for (i = 0; i < hits->n && !s; i++) {
		struct tz_found *found;

		if (hits->taken[i])
			continue;
		s = tz_found_add(&list, &found, err);
		if (!s)
			s = tz_found_take(found, &hits->hit[i], err);
		if (s)
			break;
		found->revision = item->revision;
		found->number = item->next_finding++;
		found->judged_seq = -1;
		s = tz_found_save(apply->vault, item->id, found, err);
	}
	return s;
}

enum tz_status
tz_apply_rescan(struct tz_apply *apply, struct tz_item *item,
    const struct tz_id *rule_set, struct tz_err *err)
{
	TZ_AUTO(hits_clear) struct hits hits = {0};
	tz_auto(tz_scan) again = NULL;
	struct tz_rule_set *rules;
	bool due;
	enum tz_status s;

	s = tz_scan_is_due(apply->vault, item, rule_set, &due, err);
	if (s || !due)
		return s;
	if (!apply->scan) {
		s = apply->rules_of(rule_set, &rules, apply->rules_arg, err);
		if (!s)
			s = tz_scan_item(apply->vault, apply->intake, rules,
			    item, &again, err);
	}
	if (!s)
		s = hits_of(apply->scan ? apply->scan : again, &hits, err);
	if (!s)
		s = keep_or_drop(apply, item, &hits, err);
	if (!s)
		s = add_new(apply, item, &hits, err);
	if (!s)
		item->rule_set = *rule_set;
	return s;
}

enum tz_status
tz_apply_judgement(struct tz_apply *apply, const struct tz_item *item,
    const struct tz_event *event, struct tz_err *err)
{
	const json_t *ids = json_object_get(event->detail, "findings");
	const char *reason = tz_json_string(event->detail, "reason");
	bool uphold = event->decision && strcmp(event->decision, "uphold") == 0;
	tz_auto_found list = {0};
	enum tz_status s = tz_found_load(apply->vault, item->id, &list, err);
	size_t i;

	for (i = 0; i < json_array_size(ids) && !s; i++) {
		const char *id = json_string_value(json_array_get(ids, i));
		struct tz_found *found = NULL;
		int number;

		if (id && tz_found_number(id, &number))
			found = tz_found_find(&list, number);
		if (!found)
			return tz_fail(err, TZ_CORRUPT,
			    _("seq %lld judges a finding that there is not"),
			    (long long)event->seq);
		found->status =
		    uphold ? TZ_JUDGEMENT_UPHELD : TZ_JUDGEMENT_DISMISSED;
		found->judged_seq = event->seq;
		s = tz_item_set(&found->by, event->by, err);
		if (!s)
			s = tz_item_set(&found->reason, reason, err);
		if (!s)
			s = tz_found_save(apply->vault, item->id, found, err);
		if (!s)
			s = tz_precedents_note(apply->vault, item->id, found,
			    event->at, err);
	}
	return s;
}
