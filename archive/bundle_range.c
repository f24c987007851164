/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * archive/bundle_range.c - which entries a period is
 *
 * A and B are the first entries whose time, in the zone in force at that
 * entry, lies in the period and after it.  While the period runs, B stops
 * before the exports and anchors at the end of the log, so that an export
 * does not change the next one.
 */
#include "archive/bundle_plan.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/intl.h"
#include "base/json.h"
#include "store/ledger_rows.h"

struct walk {
	struct tz_bundle_plan *plan;
	const char *period;
	int zone;	    /* in force before the entry */
	int64_t from;	    /* A, or -1 */
	int64_t until;	    /* B, or -1 */
	int64_t size;	    /* entries seen */
	int64_t kept;	    /* without the exports and anchors at the end */
	int64_t period_end; /* the first instant after the period */
};

void
tz_bundle_doc(const char *doc, struct tz_id *ret)
{
	tz_auto_buf bytes = TZ_BUF_INIT;

	memset(ret, 0, sizeof *ret);
	if (doc[0] == '\0' || tz_hex_decode(doc, strlen(doc), &bytes, NULL) ||
	    bytes.len > 32)
		return;
	memcpy(ret->bytes, bytes.data, bytes.len);
}

/* The settings that policy.adopt puts in force. */
static enum tz_status
adopt(struct walk *walk, const struct tz_entry *entry, struct tz_err *err)
{
	struct tz_bundle_plan *plan = walk->plan;
	tz_auto_opening opening = {0};
	tz_auto_json detail = NULL;
	const char *zone, *agency;
	enum tz_status s;

	s = tz_opening_rows_get(tz_vault_db(plan->vault),
	    &entry->statement.detail, &opening, err);
	if (s == TZ_OK)
		s = tz_json_parse(tz_buf_str(&opening.detail),
		    opening.detail.len, &detail, err);
	if (s)
		return tz_fail_while(err, s, _("reading the settings"));
	zone = tz_json_string(detail, "time_zone");
	agency = tz_json_string(detail, "agency");
	if (!zone || !tz_zone_parse(zone, &walk->zone) || !agency)
		return tz_fail(err, TZ_CORRUPT,
		    _("entry %lld has no time zone or agency"),
		    (long long)entry->seq);
	free(plan->agency);
	plan->agency = strdup(agency);
	return plan->agency ? TZ_OK : tz_fail_nomem(err);
}

enum tz_status
tz_bundle_keep_removal(struct tz_bundle_plan *plan, struct tz_entry *entry,
    struct tz_err *err)
{
	enum tz_act_kind kind = entry->statement.kind;
	bool is_refusal = kind == TZ_ACT_REFUSE && entry->statement.doc[0];
	struct tz_bundle_removal *removal;

	if (kind != TZ_ACT_WITHDRAW && kind != TZ_ACT_ERASE && !is_refusal)
		return TZ_OK;
	removal =
	    reallocarray(plan->removals, plan->n_removals + 1, sizeof *removal);
	if (!removal)
		return tz_fail_nomem(err);
	plan->removals = removal;
	removal += plan->n_removals++;
	removal->seq = entry->seq;
	removal->is_erase = kind == TZ_ACT_ERASE;
	removal->is_refusal = is_refusal;
	tz_bundle_doc(entry->statement.doc, &removal->doc);
	removal->objects = entry->statement.objects;
	removal->n_objects = entry->statement.n_objects;
	entry->statement.objects = NULL;
	entry->statement.n_objects = 0;
	return TZ_OK;
}

static enum tz_status
keep_person(struct tz_bundle_plan *plan, const struct tz_entry *entry,
    struct tz_err *err)
{
	struct tz_bundle_person *person;

	if (entry->statement.n_objects != 1)
		return tz_fail(err, TZ_CORRUPT,
		    _("entry %lld does not name one key"),
		    (long long)entry->seq);
	person = reallocarray(plan->people, plan->n_people + 1, sizeof *person);
	if (!person)
		return tz_fail_nomem(err);
	plan->people = person;
	person += plan->n_people++;
	person->seq = entry->seq;
	person->at = entry->at;
	person->is_add = entry->statement.kind == TZ_ACT_PERSON_ADD;
	person->object = entry->statement.objects[0];
	return TZ_OK;
}

/* Set A or B if this entry is it. */
static enum tz_status
place(struct walk *walk, int64_t seq, int64_t at, struct tz_err *err)
{
	struct tz_period period;
	enum tz_status s;

	s = tz_period_parse(walk->period, walk->zone, &period, err);
	if (s)
		return s;
	walk->period_end = period.until_at;
	if (walk->from < 0 && at >= period.from_at && at < period.until_at)
		walk->from = seq;
	if (walk->from >= 0 && walk->until < 0 && at >= period.until_at)
		walk->until = seq;
	memcpy(walk->plan->period, period.name, sizeof period.name);
	return TZ_OK;
}

static enum tz_status
visit(int64_t seq, const char *line, size_t len, const struct tz_id *leaf,
    void *arg, struct tz_err *err)
{
	struct walk *walk = arg;
	tz_auto_entry entry = {0};
	enum tz_act_kind kind;
	enum tz_status s;

	(void)leaf;
	s = tz_entry_read(line, len, &entry, err);
	if (s == TZ_OK)
		s = place(walk, seq, entry.at, err);
	if (s)
		return tz_fail_while(err, s, _("reading entry %lld"),
		    (long long)seq);
	kind = entry.statement.kind;
	walk->size = seq + 1;
	if (kind != TZ_ACT_EXPORT && kind != TZ_ACT_ANCHOR)
		walk->kept = seq + 1;
	s = tz_bundle_keep_removal(walk->plan, &entry, err);
	if (s)
		return s;
	if (kind == TZ_ACT_PERSON_ADD || kind == TZ_ACT_PERSON_RETIRE)
		return keep_person(walk->plan, &entry, err);
	if (kind != TZ_ACT_POLICY_ADOPT || walk->until >= 0)
		return TZ_OK;
	if (walk->from < 0)
		walk->plan->adopted_before = seq;
	return adopt(walk, &entry, err);
}

/* Entry 1 says the zone in which entry 0 is to be placed, too. */
static enum tz_status
begin(struct walk *walk, struct tz_err *err)
{
	tz_auto_buf line = TZ_BUF_INIT;
	tz_auto_entry entry = {0};
	enum tz_status s;

	s = tz_entry_rows_get(tz_vault_db(walk->plan->vault), 1, &line, NULL,
	    err);
	if (s == TZ_OK)
		s = tz_entry_read(line.data, line.len, &entry, err);
	if (s)
		return s;
	if (entry.statement.kind != TZ_ACT_POLICY_ADOPT)
		return tz_fail(err, TZ_CORRUPT,
		    _("entry 1 is no policy.adopt"));
	walk->plan->log = strdup(entry.log);
	if (!walk->plan->log)
		return tz_fail_nomem(err);
	return adopt(walk, &entry, err);
}

static enum tz_status
find_mtime(struct tz_bundle_plan *plan, struct tz_err *err)
{
	tz_auto_buf line = TZ_BUF_INIT;
	tz_auto_entry entry = {0};
	enum tz_status s;

	s = tz_entry_rows_get(tz_vault_db(plan->vault), plan->until - 1, &line,
	    NULL, err);
	if (s == TZ_OK)
		s = tz_entry_read(line.data, line.len, &entry, err);
	plan->mtime = entry.at;
	return s;
}

enum tz_status
tz_bundle_range(struct tz_bundle_plan *plan, const char *period,
    struct tz_err *err)
{
	struct walk walk = {
	    .plan = plan, .period = period, .from = -1, .until = -1};
	struct tz_period checked;
	int64_t size = 0;
	enum tz_status s;

	plan->adopted_before = -1;
	s = tz_period_parse(period, 0, &checked, err);
	if (s == TZ_OK)
		s = tz_entry_rows_size(tz_vault_db(plan->vault), &size, err);
	if (s == TZ_OK)
		s = begin(&walk, err);
	if (s == TZ_OK)
		s = tz_entry_rows_each(tz_vault_db(plan->vault), 0, size, visit,
		    &walk, err);
	if (s)
		return s;
	if (walk.until < 0)
		walk.until = tz_now() < walk.period_end ? walk.kept : walk.size;
	if (walk.from < 0 || walk.until <= walk.from)
		return tz_fail(err, TZ_NO,
		    _("the ledger has no entry in %s to export"), period);
	plan->from = walk.from;
	plan->until = walk.until;
	return find_mtime(plan, err);
}
