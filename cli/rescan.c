/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cli/rescan.c - what is stored, read again with the rules in force
 *
 * What was found clear is noted some hundred items at a time, so that a run
 * that was ended goes on where it was.
 */
#include "cli/rescan.h"

#include <stdlib.h>
#include <string.h>

#include "cli/item_act.h"
#include "cli/reread.h"
#include "cli/words.h"
#include "review/checked.h"
#include "review/compare.h"
#include "store/checked_rows.h"

#define BATCH 200

struct verdict {
	char *item;
	int revision;
	bool refused;
};

struct rescan {
	struct tz_cli *cli;
	struct tz_desk desk;
	struct tz_bearings now;
	bool all;
	struct verdict verdict[BATCH];
	size_t n;

	uint64_t items;
	uint64_t quarantined; /* by this run */
	uint64_t refused;     /* still to be put in quarantine */
	uint64_t blocked;     /* with `block` findings that are new */
	uint64_t disclosed;   /* of these, cleared or published */
	uint64_t not_read;
};

#define auto_rescan TZ_AUTO(rescan_clear) struct rescan

static void
forget(struct rescan *rescan)
{
	while (rescan->n > 0)
		free(rescan->verdict[--rescan->n].item);
}

static void
rescan_clear(struct rescan *rescan)
{
	forget(rescan);
	tz_desk_leave(&rescan->now);
}

static enum tz_status
wanted(const struct tz_item *item, bool *ret_wanted, void *arg,
    struct tz_err *err)
{
	struct rescan *rescan = arg;
	enum tz_checked checked;
	enum tz_status s;

	if (item->state == TZ_STATE_QUARANTINED ||
	    item->state == TZ_STATE_ERASED)
		return TZ_OK;
	s = tz_checked_state(rescan->desk.vault, item,
	    &rescan->now.settings.rule_set, &checked, err);
	/* What is refused is looked at again: this person may be able to sign
	 * that it goes into quarantine. */
	*ret_wanted = !s && (rescan->all || checked != TZ_CHECKED_CLEAR);
	return s;
}

/* Make last what was found so far. */
static enum tz_status
flush(struct rescan *rescan, struct tz_err *err)
{
	struct tz_db *db = tz_vault_db(rescan->desk.vault);
	tz_auto(tz_tx) tx = NULL;
	enum tz_status s = TZ_OK;
	size_t i;

	if (rescan->n == 0)
		return TZ_OK;
	s = tz_tx_begin(db, &tx, err);
	for (i = 0; i < rescan->n && !s; i++)
		s = tz_checked_rows_put(db, rescan->verdict[i].item,
		    rescan->verdict[i].revision, &rescan->now.settings.rule_set,
		    rescan->verdict[i].refused, err);
	if (!s)
		s = tz_tx_commit(&tx, err);
	forget(rescan);
	return s;
}

static enum tz_status
note(struct rescan *rescan, const struct tz_item *item, bool refused,
    struct tz_err *err)
{
	char *id = strdup(item->id);

	if (!id)
		return tz_fail_nomem(err);
	rescan->verdict[rescan->n++] =
	    (struct verdict){id, item->revision, refused};
	return rescan->n == BATCH ? flush(rescan, err) : TZ_OK;
}

static enum tz_status
tell(struct rescan *rescan, const struct tz_item *item, const char *status,
    const json_t *rules, struct tz_err *err)
{
	tz_auto_buf names = TZ_BUF_INIT;
	size_t i;

	if (tz_cli_json(rescan->cli))
		return tz_cli_record(rescan->cli,
		    json_pack("{s:s, s:s, s:s, s:s, s:O}", "type", "rescan",
			"item", item->id, "state", tz_state_word(item->state),
			"status", status, "rules", rules),
		    err);
	for (i = 0; i < json_array_size(rules); i++)
		tz_buf_printf(&names, "%s%s", i > 0 ? ", " : "",
		    json_string_value(json_array_get(rules, i)));
	tz_cli_print(rescan->cli, "%s  %s  %s: %s\n", item->id,
	    tz_cli_word(tz_state_word(item->state)), tz_cli_word(status),
	    tz_buf_str(&names));
	return TZ_OK;
}

/* Add ${rule} unless it is there. */
static void
add_rule(json_t *rules, const char *rule)
{
	size_t i;

	for (i = 0; i < json_array_size(rules); i++)
		if (strcmp(json_string_value(json_array_get(rules, i)), rule) ==
		    0)
			return;
	json_array_append_new(rules, json_string(rule));
}

static enum tz_status
refuse(struct rescan *rescan, const struct tz_item *item,
    const struct tz_scan *scan, struct tz_err *err)
{
	tz_auto_json rules = json_array();
	size_t n, i;
	const struct tz_scan_hit *hits = tz_scan_hits(scan, &n);
	bool recorded = false;
	enum tz_status s;

	for (i = 0; i < n; i++)
		if (hits[i].finding->severity == TZ_SEVERITY_REFUSE)
			add_rule(rules, hits[i].finding->rule);
	/* First what hides it at once, whatever becomes of the signature. */
	s = note(rescan, item, true, err);
	if (!s)
		s = flush(rescan, err);
	if (!s)
		s = tz_refuse_stored(&rescan->desk, &rescan->now, item, scan,
		    &recorded, err);
	if (s)
		return s;
	if (recorded)
		rescan->quarantined++;
	else
		rescan->refused++;
	return tell(rescan, item, recorded ? "quarantined" : "refused", rules,
	    err);
}

/* New findings that shut the gate; unread files are told apart. */
static enum tz_status
compare(struct rescan *rescan, const struct tz_item *item,
    const struct tz_scan *scan, struct tz_err *err)
{
	tz_auto_found found = {0};
	tz_auto_differences differences = {0};
	tz_auto_json rules = json_array();
	enum tz_status s =
	    tz_found_load(rescan->desk.vault, item->id, &found, err);
	size_t i;

	if (!s)
		s = tz_compare(scan, &found, item->revision, &differences, err);
	for (i = 0; i < differences.n && !s; i++) {
		const struct tz_difference *one = &differences.difference[i];

		if ((one->kind == TZ_DIFFERENCE_NEW ||
			one->kind == TZ_DIFFERENCE_RAISED) &&
		    one->hit->finding->severity == TZ_SEVERITY_BLOCK)
			add_rule(rules, one->hit->finding->rule);
	}
	if (s || json_array_size(rules) == 0)
		return s;
	rescan->blocked++;
	rescan->disclosed += item->state == TZ_STATE_CLEARED ||
	    item->state == TZ_STATE_PUBLISHED;
	return tell(rescan, item, "block", rules, err);
}

static enum tz_status
visit(const struct tz_item *item, const struct tz_scan *scan, bool whole,
    void *arg, struct tz_err *err)
{
	struct rescan *rescan = arg;
	enum tz_status s;

	rescan->items++;
	if (tz_scan_refuses(scan))
		return refuse(rescan, item, scan, err);
	if (!whole) {
		rescan->not_read++;
		tz_cli_warn(rescan->cli,
		    _("item %s could not be read again and stays where it is, "
		      "not searched and not exported; run taizhang audit"),
		    item->id);
		return TZ_OK;
	}
	s = compare(rescan, item, scan, err);
	return s ? s : note(rescan, item, false, err);
}

static enum tz_status
summary(const struct rescan *rescan, struct tz_err *err)
{
	struct tz_cli *cli = rescan->cli;

	if (tz_cli_json(cli))
		return tz_cli_record(cli,
		    json_pack("{s:s, s:I, s:I, s:I, s:I, s:I, s:I}", "type",
			"summary", "items", (json_int_t)rescan->items,
			"quarantined", (json_int_t)rescan->quarantined,
			"refused", (json_int_t)rescan->refused, "blocked",
			(json_int_t)rescan->blocked, "disclosed",
			(json_int_t)rescan->disclosed, "not_read",
			(json_int_t)rescan->not_read),
		    err);
	tz_cli_print(cli,
	    _("read again: %llu; put in quarantine: %llu; refused: %llu; with "
	      "new 'block' findings: %llu (disclosed: %llu)\n"),
	    (unsigned long long)rescan->items,
	    (unsigned long long)rescan->quarantined,
	    (unsigned long long)rescan->refused,
	    (unsigned long long)rescan->blocked,
	    (unsigned long long)rescan->disclosed);
	if (rescan->refused > 0)
		tz_cli_warn(cli,
		    _("what is refused is not shown, searched or exported; "
		      "tell the confidentiality officer; a drafter puts it in "
		      "quarantine with 'taizhang policy rescan'"));
	return TZ_OK;
}

enum tz_status
tz_rescan(struct tz_cli *cli, bool all, struct tz_err *err)
{
	auto_rescan rescan = {.cli = cli, .all = all};
	enum tz_status s = tz_item_act_desk(cli, &rescan.desk, err);

	if (!s)
		s = tz_desk_arrive(&rescan.desk, &rescan.now, err);
	if (!s)
		s = tz_reread(cli, rescan.now.rules, _("reading again"), wanted,
		    visit, &rescan, err);
	if (!s)
		s = flush(&rescan, err);
	if (!s)
		s = summary(&rescan, err);
	if (s)
		return s;
	if (rescan.quarantined + rescan.refused + rescan.disclosed > 0)
		return TZ_NO;
	return rescan.not_read > 0 || tz_rule_set_expired(rescan.now.rules)
	    ? TZ_INCOMPLETE
	    : TZ_OK;
}

enum tz_status
tz_rescan_pending(struct tz_cli *cli, bool published, int64_t *ret_due,
    int64_t *ret_refused, struct tz_err *err)
{
	struct tz_vault *vault = tz_cli_vault(cli);
	tz_auto_settings settings = {0};
	enum tz_status s = tz_ledger_settings(vault, &settings, err);

	return s ? s
		 : tz_checked_rows_count(tz_vault_db(vault), &settings.rule_set,
		       published, ret_due, ret_refused, err);
}
